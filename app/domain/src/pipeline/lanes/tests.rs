//! Lanes in their order, what they add up to, and where cards go on them.

use super::*;
use crate::Currency;
use crate::pipeline::{Sum, board};
use proptest::prelude::*;
use uuid::Uuid;

const fn member(of: u128) -> MemberId {
    MemberId(Uuid::from_u128(of))
}

const fn stage(of: u128) -> StageId {
    StageId(Uuid::from_u128(of))
}

fn day() -> NaiveDate {
    NaiveDate::from_ymd_opt(2026, 11, 30).expect("a day")
}

fn some(count: i64) -> Totals {
    let sum =
        Sum { currency: Currency::Krw, minor: count * 1_000, weighted_minor: count * 500, deals: count };
    Totals { count, sums: vec![sum], ..Totals::default() }
}

fn of(counts: &[(u128, Whose, i64)], me: Option<MemberId>, open: &Open) -> Lanes {
    let counted = counts.iter().map(|(at, whose, count)| ((stage(*at), *whose), some(*count))).collect();
    Lanes::counted(day(), &[stage(1), stage(2)], counted, me, open)
}

fn whose(lanes: &Lanes) -> Vec<Whose> {
    lanes.lanes.iter().map(|it| it.whose).collect()
}

#[test]
fn ones_own_lane_comes_first_and_nobodys_last() {
    let (few, many, me) = (Whose::Of(member(1)), Whose::Of(member(2)), Whose::Of(member(3)));
    let counts = [(1, few, 2), (2, Whose::Nobody, 9), (2, many, 7), (1, me, 1)];
    assert_eq!(whose(&of(&counts, Some(member(3)), &None)), [me, many, few, Whose::Nobody]);
    assert_eq!(whose(&of(&counts, None, &None)), [many, few, me, Whose::Nobody]);
}

#[test]
fn as_many_lanes_are_open_as_fit_and_the_first_always() {
    let all: Vec<_> = (0..30).map(|it| (1, Whose::Of(member(it)), 100)).collect();
    let open = of(&all, None, &None).open().len();
    assert_eq!(open, AT_ONCE / SHOWN);
    let chosen = Some(BTreeSet::from([Whose::Of(member(29))]));
    assert_eq!(of(&all, None, &chosen).open(), BTreeSet::from([Whose::Of(member(29))]));
    assert!(of(&all, None, &Some(BTreeSet::new())).open().is_empty(), "all may be closed");
}

#[test]
fn an_address_says_which_lanes_are_open() {
    let open = BTreeSet::from([Whose::Nobody, Whose::Of(member(7))]);
    assert_eq!(open_of_code(Some(&open_code(&open))), Some(open));
    assert_eq!(open_of_code(Some("")), Some(BTreeSet::new()));
    assert_eq!(open_of_code(Some("what, ever,,")), Some(BTreeSet::new()));
    assert_eq!(open_of_code(None), None);
}

#[test]
fn a_card_changes_its_stage_in_its_own_lane_and_its_owner_in_anothers() {
    let card = board::tests::card(1, 1, stage(1), "a", 1_000);
    let (own, other) = (Whose::of(card.owner), Whose::Of(member(99)));
    assert_eq!(Lanes::landing(&card, (own, card.stage)), None);
    assert_eq!(Lanes::landing(&card, (own, stage(2))), Some(Landing::Stage(stage(2))));
    assert_eq!(Lanes::landing(&card, (other, stage(2))), Some(Landing::Owner(member(99))));
    assert_eq!(Lanes::landing(&card, (other, card.stage)), Some(Landing::Owner(member(99))));
}

#[test]
fn arrows_walk_within_a_cell_on_to_the_next_open_lane_and_along_it() {
    let (a, b, c) = (Whose::Of(member(1)), Whose::Of(member(2)), Whose::Of(member(3)));
    let counts = [(1, a, 9), (1, b, 8), (1, c, 7), (2, a, 1)];
    let mut lanes = of(&counts, None, &Some(BTreeSet::from([a, c])));
    let card = |deal: u128, at: u128, whose: Whose| {
        let mut card = board::tests::card(deal, 1, stage(at), "a", 1_000);
        card.owner = whose.owner();
        card
    };
    lanes.take_in(vec![card(1, 1, a), card(2, 1, a), card(3, 2, a), card(4, 1, c)]);
    let deal = |of: u128| DealId(Uuid::from_u128(of));
    let from = |of: u128, way| lanes.beside(deal(of), way).map(|it| it.0.as_u128());
    assert_eq!((from(1, Way::Up), from(1, Way::Down), from(2, Way::Down)), (None, Some(2), Some(4)));
    assert_eq!((from(4, Way::Up), from(4, Way::Down)), (Some(2), None), "b's lane is closed");
    assert_eq!((from(2, Way::Right), from(3, Way::Left), from(3, Way::Right)), (Some(3), Some(1), None));
    assert_eq!(lanes.cell_beside(deal(2), Way::Down), Some((b, stage(1))));
    assert_eq!(lanes.cell_beside(deal(1), Way::Up), None);
    assert_eq!(lanes.cell_beside(deal(3), Way::Right), None);
    assert_eq!(lanes.painted().map(|it| it.id).collect::<Vec<_>>(), [1, 2, 3, 4].map(deal));
}

#[test]
fn a_limit_is_the_lanes_owners() {
    let full = load(Whose::Of(member(4)), &some(12));
    assert_eq!(full.fullest, Some(Load { owner: member(4), deals: 12 }));
    assert_eq!(load(Whose::Nobody, &some(12)).fullest, None);
}

proptest! {
    /// Lanes, stages and the whole are the same deals added up three ways, wherever cards are laid meanwhile.
    #[test]
    fn lanes_add_up_to_the_heads(
        counts in prop::collection::vec((1_u128..3, 0_u128..6, 0_i64..50), 0..20),
        laid in prop::collection::vec((1_u128..3, 0_u128..6), 0..6),
    ) {
        let whose = |it: u128| if it == 0 { Whose::Nobody } else { Whose::Of(member(it)) };
        let mut seen = BTreeSet::new();
        let counts: Vec<_> = counts
            .into_iter()
            .map(|(at, who, count)| (at, whose(who), count))
            .filter(|it| seen.insert((it.0, it.1)))
            .collect();
        let mut lanes = of(&counts, None, &None);
        let before = lanes.totals();
        prop_assert_eq!(before.count, counts.iter().map(|it| it.2).sum::<i64>());
        let mut card = board::tests::card(1, 1, stage(1), "a", 1_000);
        if let Some((at, who, _)) = counts.iter().find(|it| it.2 > 0) {
            (card.stage, card.owner) = (stage(*at), who.owner());
            lanes.take_in(vec![card.clone()]);
        }
        for (to, who) in laid {
            if lanes.lanes.iter().any(|it| it.whose == whose(who)) {
                lanes.lay(card.id, stage(to), whose(who));
            }
        }
        let by_stage = Totals::of([lanes.stage(stage(1)), lanes.stage(stage(2))].iter());
        let by_lane: Vec<_> = lanes.lanes.iter().map(Lane::totals).collect();
        let by_lane = Totals::of(by_lane.iter());
        prop_assert_eq!(&lanes.totals(), &by_stage);
        prop_assert_eq!(&lanes.totals(), &by_lane);
        prop_assert_eq!(lanes.totals().count, before.count);
        prop_assert_eq!(lanes.totals().sums, before.sums);
    }
}
