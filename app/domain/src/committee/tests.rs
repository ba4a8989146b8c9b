//! Who counts, what is a risk, and how two people may be tied, under any facts.

use super::*;
use crate::{PersonId, RelationId};
use chrono::{Days, NaiveDate};
use proptest::prelude::*;
use uuid::Uuid;

fn today() -> NaiveDate {
    NaiveDate::from_ymd_opt(2026, 11, 30).expect("a day")
}

fn before(days: u64) -> NaiveDate {
    today().checked_sub_days(Days::new(days)).expect("a day")
}

const fn person(at: u128) -> PersonId {
    PersonId(Uuid::from_u128(at))
}

fn held(at: u128, role: Role) -> Held {
    Held { person: person(at), role, proven: false, touched: Some(before(1)), left: false, since: before(40) }
}

fn champion(at: u128) -> Held {
    Held { proven: true, ..held(at, Role::Champion) }
}

fn kinds(all: &[Held]) -> Vec<RiskKind> {
    risks(all, today()).into_iter().map(|it| it.kind).collect()
}

#[test]
fn a_champion_counts_by_an_act_alone() {
    let candidate = held(1, Role::Champion);
    assert_eq!(held_by(std::slice::from_ref(&candidate), Role::Champion, false), 0);
    assert_eq!(dots(std::slice::from_ref(&candidate)), Some((Dots::Red, 0)));
    let risk = risks(&[candidate], today()).remove(0);
    assert_eq!((risk.kind, risk.about), (RiskKind::NoChampion, Some(person(1))), "the candidate is named");
    assert_eq!(dots(&[champion(1)]), Some((Dots::Amber, 1)));
    assert_eq!(dots(&[champion(1), champion(2)]), Some((Dots::Green, 2)));
    assert_eq!(dots(&[]), None, "nobody has written down who decides");
    assert_eq!(kinds(&[]), []);
}

#[test]
fn a_champion_is_silent_after_three_weeks_and_a_blocker_unanswered_after_two() {
    let reached = |days| Held { touched: Some(before(days)), ..champion(1) };
    assert_eq!(kinds(&[reached(21), champion(2)]), []);
    assert_eq!(kinds(&[reached(22), champion(2)]), [RiskKind::ChampionSilent]);
    let against =
        |days, since| Held { touched: Some(before(days)), since: before(since), ..held(3, Role::Blocker) };
    let both = [champion(1), champion(2)];
    let of = |it| kinds(&[both[0].clone(), both[1].clone(), it]);
    assert_eq!(of(against(14, 40)), []);
    assert_eq!(of(against(15, 40)), [RiskKind::BlockerUnanswered]);
    assert_eq!(of(against(40, 3)), [], "nobody knew of them three days ago");
}

#[test]
fn who_left_holds_nothing_and_the_other_champion_is_asked_who_follows() {
    let gone = Held { left: true, ..champion(1) };
    let all = [gone, Held { touched: None, ..held(3, Role::EconomicBuyer) }, champion(2)];
    let found = risks(&all, today());
    let said: Vec<_> = found.iter().map(|it| (it.kind, it.about, it.by)).collect();
    assert_eq!(
        said,
        [
            (RiskKind::ChampionLeft, Some(person(1)), Some(person(2))),
            (RiskKind::BuyerUntouched, Some(person(3)), Some(person(2))),
            (RiskKind::OnlyOneChampion, Some(person(2)), None),
        ]
    );
    assert_eq!(held_by(&all, Role::Champion, false), 1);
}

fn relation(from: u128, to: u128, kind: RelationKind) -> Relation {
    Relation { id: RelationId(Uuid::from_u128(from * 100 + to)), from: person(from), to: person(to), kind }
}

fn wanted(from: u128, to: u128, kind: RelationKind) -> WantedRelation {
    WantedRelation { id: None, from: person(from), to: person(to), kind }
}

#[test]
fn nobody_reports_to_themselves_in_a_circle_or_to_a_stranger() {
    let seated: Vec<_> = (1..=4).map(person).collect();
    let up = RelationKind::ReportsTo;
    let known = [relation(1, 2, up), relation(2, 3, up)];
    let may = |it: WantedRelation| may_relate(&seated, &known, &it);
    let refused = |it| Err(crate::Refusal::Committee(it));
    assert_eq!(may(wanted(3, 4, up)), Ok(()));
    assert_eq!(may(wanted(1, 1, up)), refused(Tangle::OneAndTheSame));
    assert_eq!(may(wanted(3, 1, up)), refused(Tangle::Circle));
    assert_eq!(may(wanted(3, 1, RelationKind::Influences)), Ok(()), "only reporting goes one way");
    assert_eq!(may(wanted(1, 9, up)), refused(Tangle::NotSeated));
    assert!(relation_stands(&[relation(1, 2, RelationKind::Allied)], &wanted(2, 1, RelationKind::Allied)));
    assert!(!relation_stands(&[relation(1, 2, RelationKind::Opposes)], &wanted(2, 1, RelationKind::Opposes)));
}

#[test]
fn a_seat_needs_somebody_and_a_role_and_a_proof_what_was_done() {
    let fields =
        |form: SeatForm| form.check().map_err(|it| it.into_iter().map(|it| it.field).collect::<Vec<_>>());
    let form = SeatForm { person: person(1).to_string(), role: "champion".into(), ..SeatForm::default() };
    let seat = fields(form.clone()).expect("a seat");
    assert_eq!((seat.whom, seat.stance, seat.influence), (Some((person(1), Role::Champion)), 0, 1));
    assert_eq!(fields(SeatForm::default()), Err(vec!["person".into(), "role".into()]));
    let wrong = SeatForm { stance: "3".into(), influence: "4".into(), role: "king".into(), ..form };
    assert_eq!(fields(wrong), Err(vec!["role".into(), "stance".into(), "influence".into()]));
    let proof = |act: &str, note: &str| {
        let form = ProofForm { act: act.into(), note: note.into(), ..ProofForm::default() };
        form.check().map(|it| it.act).map_err(|it| it[0].field.clone())
    };
    assert_eq!(proof("shared", "우리 자료를 돌렸어요"), Ok(Act::Shared));
    assert_eq!(proof("shared", ""), Err("note".into()));
    assert_eq!(proof("smiled", "웃었어요"), Err("act".into()));
    let leave = |on: &str| LeaveForm { on: on.into(), ..LeaveForm::default() }.check(today());
    assert_eq!(leave(""), Ok((today(), None)));
    assert!(leave("2026-12-01").is_err(), "nobody has left tomorrow");
}

fn any_held() -> impl Strategy<Value = Held> {
    let days = || proptest::option::of(0..60_u64);
    (1..5_u128, 0..Role::ALL.len(), any::<bool>(), days(), any::<bool>(), 0..60_u64).prop_map(
        |(at, role, proven, touched, left, since)| Held {
            person: person(at),
            role: Role::ALL[role],
            proven,
            touched: touched.map(before),
            left,
            since: before(since),
        },
    )
}

fn any_committee() -> impl Strategy<Value = Vec<Held>> {
    proptest::collection::vec(any_held(), 0..10)
}

proptest! {
    #[test]
    fn the_same_committee_has_the_same_risks_however_it_is_ordered(all in any_committee()) {
        let backwards: Vec<_> = all.iter().rev().cloned().collect();
        prop_assert_eq!(risks(&all, today()), risks(&backwards, today()));
        prop_assert_eq!(dots(&all), dots(&backwards));
    }

    #[test]
    fn who_sits_there_twice_counts_once(all in any_committee()) {
        let twice: Vec<_> = all.iter().chain(&all).cloned().collect();
        prop_assert_eq!(risks(&all, today()), risks(&twice, today()));
        for role in Role::ALL {
            prop_assert_eq!(held_by(&all, *role, false), held_by(&twice, *role, false));
        }
    }

    #[test]
    fn whatever_is_done_about_a_risk_takes_away_that_one_alone(all in any_committee(), pick in any::<proptest::sample::Index>()) {
        let all = once(&all);
        let found = risks(&all, today());
        if found.is_empty() { return Ok(()); }
        let risk = found[pick.index(found.len())];
        // Reaching somebody ends every risk of not having reached them, and begins none.
        if matches!(risk.kind, RiskKind::ChampionSilent | RiskKind::BuyerUntouched | RiskKind::BlockerUnanswered) {
            let mut mended = all.clone();
            for it in mended.iter_mut().filter(|it| Some(it.person) == risk.about) {
                it.touched = Some(today());
            }
            let key = |it: &Risk| (it.kind, it.about);
            let reached = |it: &Risk| it.about == risk.about
                && matches!(it.kind, RiskKind::ChampionSilent | RiskKind::BuyerUntouched | RiskKind::BlockerUnanswered);
            let left: Vec<_> = found.iter().filter(|it| !reached(it)).map(key).collect();
            prop_assert_eq!(risks(&mended, today()).iter().map(key).collect::<Vec<_>>(), left);
        }
        if risk.kind == RiskKind::NoChampion {
            let mut mended = all.clone();
            mended.push(champion(9));
            let kinds: Vec<_> = risks(&mended, today()).into_iter().map(|it| it.kind).collect();
            prop_assert!(!kinds.contains(&RiskKind::NoChampion));
        }
    }

    #[test]
    fn what_is_held_travels_unharmed(it in any_held()) {
        let text = serde_json::to_string(&it).expect("text");
        prop_assert_eq!(it, serde_json::from_str::<Held>(&text).expect("held"));
    }

    #[test]
    fn no_way_up_ever_comes_back(ties in proptest::collection::vec((1..6_u128, 1..6_u128), 0..20)) {
        let seated: Vec<_> = (1..6).map(person).collect();
        let mut known = vec![];
        for (from, to) in ties {
            if may_relate(&seated, &known, &wanted(from, to, RelationKind::ReportsTo)).is_ok() {
                known.push(relation(from, to, RelationKind::ReportsTo));
            }
        }
        // Whoever is taken away when nobody reports to them leaves somebody else to whom nobody does, to the last.
        let mut left = seated;
        while !left.is_empty() {
            let before = left.len();
            let all = left.clone();
            left.retain(|it| known.iter().any(|up| up.to == *it && all.contains(&up.from)));
            prop_assert!(left.len() < before);
        }
    }
}

fn seat(at: u128, influence: i16) -> Seat {
    Seat {
        id: crate::SeatId(Uuid::from_u128(at)),
        version: 1,
        person: person(at),
        name: format!("{at}"),
        title: None,
        role: Role::User,
        stance: 0,
        influence,
        goals: String::new(),
        concerns: String::new(),
        persuaded_by: String::new(),
        proven: None,
        touched: None,
        left_on: None,
        now_at: None,
        since: today(),
        by: None,
        at: chrono::DateTime::UNIX_EPOCH,
    }
}

#[test]
fn the_map_stands_by_who_reports_to_whom_and_nobody_on_another() {
    let committee = Committee {
        deal: crate::DealId(Uuid::nil()),
        account: None,
        seats: (1..=8).map(|it| seat(it, i16::try_from(it % 4).expect("small"))).collect(),
        relations: vec![relation(1, 2, RelationKind::ReportsTo), relation(2, 3, RelationKind::ReportsTo)],
        evidence: vec![],
        today: today(),
    };
    let map = draw(&committee);
    let at = |who: u128| *map.nodes.iter().find(|it| it.person == person(who)).expect("a node");
    assert!(at(3).y < at(2).y && at(2).y < at(1).y, "{map:?}");
    assert!(at(7).x < at(4).x || at(7).y < at(4).y, "who weighs more comes first");
    for (here, one) in map.nodes.iter().enumerate() {
        assert!(one.x >= 0 && one.x + NODE_WIDTH <= map.width && one.y + NODE_HEIGHT <= map.height);
        for other in &map.nodes[here + 1..] {
            assert!((one.x - other.x).abs() >= NODE_WIDTH || (one.y - other.y).abs() >= NODE_HEIGHT);
        }
    }
    assert_eq!((map.nodes.len(), map.arrows.len()), (8, 2));
    let mut turned = committee.clone();
    turned.seats.reverse();
    turned.relations.reverse();
    let (nodes, mut again) = (map.nodes, draw(&turned));
    again.arrows.reverse();
    assert_eq!((nodes, map.arrows), (again.nodes, again.arrows), "the same facts, the same picture");
}
