//! Gates under any facts: more on record never stands in the way, and everybody gets the same verdict.

mod any;
mod roles;
mod scores;
mod tier;
mod warning;

use super::*;
use crate::PersonId;
use crate::calendar::{Calendar, Hours, Workday};
use crate::committee::{Held, Role};
use crate::frameworks::Known;
use crate::icp::Tier;
use any::{any_criterion, any_field, any_held, any_known, any_role, any_tier, any_touch};
use chrono::{Days, NaiveDate};
use proptest::prelude::*;
use uuid::Uuid;

fn today() -> NaiveDate {
    // A Monday.
    NaiveDate::from_ymd_opt(2026, 11, 23).expect("a day")
}

static CALENDAR: Calendar = Calendar { public: true, special: Vec::new(), hours: Hours::USUAL };

/// That Monday, as rules ask for it.
fn on() -> Workday<'static> {
    Workday { today: today(), calendar: &CALENDAR }
}

fn after(days: u64) -> NaiveDate {
    today().checked_add_days(Days::new(days)).expect("a day")
}

fn before(days: u64) -> NaiveDate {
    today().checked_sub_days(Days::new(days)).expect("a day")
}

const STAGES: [StageId; 5] = [
    StageId(Uuid::from_u128(1)),
    StageId(Uuid::from_u128(2)),
    StageId(Uuid::from_u128(3)),
    StageId(Uuid::from_u128(4)),
    StageId(Uuid::from_u128(5)),
];
const WON: StageId = StageId(Uuid::from_u128(8));
const HOLD: StageId = StageId(Uuid::from_u128(9));

/// Every gate asks for a number of people of its own, so that a verdict tells which were asked.
fn doors() -> Vec<Door> {
    let asks = |field| Some(Gate::block(Requirement::FieldSet(field)));
    let door = |at: usize, entry, exit| Door { stage: STAGES[at], kind: StageKind::Open, entry, exit };
    vec![
        door(0, asks(Field::Account), asks(Field::Person)),
        door(1, asks(Field::Owner), asks(Field::Amount)),
        door(2, asks(Field::ExpectedClose), asks(Field::NextStep)),
        Door { stage: WON, kind: StageKind::Won, entry: asks(Field::Products), exit: None },
        Door { stage: HOLD, kind: StageKind::Hold, entry: None, exit: None },
    ]
}

fn asked(from: Option<StageId>, to: StageId) -> Vec<Field> {
    let verdict = judge(&doors(), &Facts::default(), from, to, on());
    let field = |it: &Missing| match it.what {
        Requirement::FieldSet(field) => field,
        _ => panic!("not asked by these doors"),
    };
    verdict.missing.iter().map(field).collect()
}

#[test]
fn going_on_asks_the_exit_and_the_entry() {
    assert_eq!(asked(Some(STAGES[0]), STAGES[1]), [Field::Person, Field::Owner]);
}

#[test]
fn skipping_asks_both_gates_of_what_is_skipped() {
    let between = [Field::Person, Field::Owner, Field::Amount, Field::ExpectedClose];
    assert_eq!(asked(Some(STAGES[0]), STAGES[2]), between);
}

#[test]
fn going_back_and_staying_ask_nothing() {
    assert_eq!(asked(Some(STAGES[2]), STAGES[0]), []);
    assert_eq!(asked(Some(STAGES[1]), STAGES[1]), []);
    assert!(asks_why_back(&doors(), STAGES[2], STAGES[1]));
    assert!(!asks_why_back(&doors(), STAGES[1], STAGES[2]));
    assert!(!asks_why_back(&doors(), WON, STAGES[0]));
}

#[test]
fn a_pipeline_without_gates_asks_nobody_why_they_go_back() {
    let free: Vec<_> = doors().into_iter().map(|it| Door { entry: None, exit: None, ..it }).collect();
    assert!(!asks_why_back(&free, STAGES[2], STAGES[0]));
    assert_eq!(judge(&free, &Facts::default(), Some(STAGES[0]), STAGES[2], on()), Verdict::default());
}

#[test]
fn winning_losing_holding_and_coming_from_there_ask_only_the_entry() {
    assert_eq!(asked(Some(STAGES[0]), WON), [Field::Products]);
    assert_eq!(asked(Some(STAGES[2]), HOLD), []);
    assert_eq!(asked(Some(HOLD), STAGES[2]), [Field::ExpectedClose]);
}

#[test]
fn a_new_deal_asks_the_entry_of_its_stage() {
    assert_eq!(asked(None, STAGES[0]), [Field::Account]);
    assert_eq!(asked(None, STAGES[2]), [Field::ExpectedClose]);
}

#[test]
fn a_stage_that_is_not_there_asks_nothing() {
    assert_eq!(asked(Some(STAGES[0]), STAGES[4]), []);
}

fn of_gate(gate: Gate, facts: &Facts) -> Verdict {
    let doors = [Door { stage: STAGES[0], kind: StageKind::Open, entry: Some(gate), exit: None }];
    judge(&doors, facts, None, STAGES[0], on())
}

fn meets(asks: Requirement, facts: &Facts) -> bool {
    asks.is_met(facts, on())
}

#[test]
fn a_close_date_is_today_or_later() {
    let facts = |day| Facts { expected_close: Some(day), ..Facts::default() };
    assert!(meets(Requirement::CloseDateInFuture, &facts(today())));
    assert!(!meets(Requirement::CloseDateInFuture, &facts(before(1))));
    assert!(!meets(Requirement::CloseDateInFuture, &Facts::default()));
}

#[test]
fn a_next_step_is_due_soon_and_not_past() {
    let facts = |due| Facts { next_step: true, next_step_due: due, ..Facts::default() };
    let within = |due| meets(Requirement::NextStepWithin(5), &facts(due));
    assert!(within(Some(today())));
    assert!(within(Some(after(7))), "a week is five business days");
    assert!(!within(Some(after(8))));
    assert!(!within(Some(before(1))), "what is past is no next step");
    assert!(!within(None));
    assert!(within(Some(after(6))), "a weekend adds none");
}

#[test]
fn an_activity_counts_by_its_outcome_its_day_and_its_number() {
    let demo = |outcome, within_days, count| {
        Requirement::Activity(Activity { kind: ActivityKind::Demo, outcome, within_days, count })
    };
    let story = Story::default()
        .touched(ActivityKind::Demo, Some(Outcome::Booked), before(9))
        .touched(ActivityKind::Demo, Some(Outcome::Held), before(3))
        .touched(ActivityKind::Demo, Some(Outcome::Held), before(5));
    let facts = Facts { story, ..Facts::default() };
    assert!(meets(demo(None, None, 3), &facts));
    assert!(!meets(demo(None, None, 4), &facts));
    assert!(meets(demo(Some(Outcome::Held), Some(3), 1), &facts));
    assert!(!meets(demo(Some(Outcome::Held), Some(2), 1), &facts));
    assert!(meets(demo(Some(Outcome::Held), Some(5), 2), &facts));
    assert!(!meets(demo(Some(Outcome::NoShow), None, 1), &facts));
}

#[test]
fn what_covers_another_item_stands_for_both() {
    let held = Requirement::Activity(Activity::once(ActivityKind::Demo, Some(Outcome::Held)));
    let booked = Requirement::Activity(Activity::once(ActivityKind::Demo, Some(Outcome::Booked)));
    let all = Requirement::All(vec![
        Requirement::Any(vec![booked, held.clone()]),
        Requirement::FieldSet(Field::NextStep),
        held.clone(),
        Requirement::NextStepWithin(5),
    ]);
    let missing: Vec<_> =
        of_gate(Gate::block(all), &Facts::default()).missing.into_iter().map(|it| it.what).collect();
    assert_eq!(missing, [held, Requirement::NextStepWithin(5)]);
}

#[test]
fn the_templates_ask_only_what_can_be_met() {
    let everything = Facts {
        account: true,
        owner: true,
        amount: true,
        expected_close: Some(after(10)),
        next_step: true,
        next_step_due: Some(after(1)),
        story: ActivityKind::ALL.into_iter().fold(
            Story { person: true, about: true, products: true, people: 3, ..Story::default() },
            |story, kind| kind.outcomes().iter().fold(story, |it, out| it.touched(kind, Some(*out), today())),
        ),
    };
    for motion in crate::pipeline::Motion::ALL {
        for place in 0..8 {
            let (entry, exit) = of_template(motion, place);
            for gate in entry.into_iter().chain(exit) {
                assert!(gate.asks.is_met(&everything, on()), "{motion:?} {place}");
                assert!(!gate.asks.is_met(&Facts::default(), on()), "{motion:?} {place}");
            }
        }
    }
}

#[test]
fn gates_are_stored_under_names_that_stay() {
    let (_, exit) = of_template(crate::pipeline::Motion::InboundSmb, 0);
    let text = serde_json::to_string(&exit).expect("json");
    assert_eq!(
        text,
        r#"{"severity":"block","asks":{"all":[{"field_set":"account"},{"field_set":"person"},"#.to_owned()
            + r#"{"any":[{"activity":{"kind":"demo","outcome":"booked"}},{"activity":{"kind":"demo","outcome":"held"}}]},"#
            + r#"{"next_step_within":5}]}}"#
    );
}

fn scored(criterion: Option<&str>, least: i16) -> Requirement {
    let criterion = criterion.map(str::to_owned);
    Requirement::Framework(Scored { framework: "meddic".into(), criterion, least })
}

fn any_predicate() -> impl Strategy<Value = Requirement> {
    prop_oneof![
        any_field().prop_map(Requirement::FieldSet),
        Just(Requirement::CloseDateInFuture),
        (any_touch(), proptest::option::of(0..40_u16), 0..4_u8).prop_map(
            |((kind, outcome), within_days, count)| {
                Requirement::Activity(Activity { kind, outcome, within_days, count })
            }
        ),
        (0..4_u8).prop_map(Requirement::People),
        (0..60_u16).prop_map(Requirement::NextStepWithin),
        (any_criterion(), 1..4_i16).prop_map(|(criterion, least)| scored(Some(criterion), least)),
        (1..9_i16).prop_map(|least| scored(None, least)),
        any_tier().prop_map(Requirement::IcpTier),
        (any_role(), any::<bool>(), 1..3_u8)
            .prop_map(|(kind, touched, count)| Requirement::Role(RoleAsked { kind, touched, count })),
    ]
}

fn any_requirement(with_not: bool) -> impl Strategy<Value = Requirement> {
    any_predicate().prop_recursive(3, 12, 3, move |inner| {
        let some = proptest::collection::vec(inner.clone(), 0..3);
        let not = inner.prop_map(move |it| if with_not { Requirement::Not(Box::new(it)) } else { it });
        prop_oneof![some.clone().prop_map(Requirement::All), some.prop_map(Requirement::Any), not]
    })
}

fn any_day() -> impl Strategy<Value = Option<NaiveDate>> {
    proptest::option::of(
        (0..120_u64).prop_map(|it| before(60).checked_add_days(Days::new(it)).expect("a day")),
    )
}

prop_compose! {
    fn any_facts()(
        flags in proptest::array::uniform7(any::<bool>()),
        expected_close in any_day(),
        next_step_due in any_day(),
        people in 0..4_u16,
        touches in proptest::collection::vec((any_touch(), 0..60_u64), 0..6),
        known in proptest::collection::vec(any_known(), 0..4),
        tier in proptest::option::of(any_tier()),
        committee in proptest::collection::vec(any_held(), 0..4),
    ) -> Facts {
        let mut known = known;
        known.sort_by(|one, other| one.criterion.cmp(&other.criterion));
        known.dedup_by(|one, other| one.criterion == other.criterion);
        let [account, owner, amount, next_step, person, about, products] = flags;
        let story = Story { person, about, products, people, known, tier, committee, ..Story::default() };
        let story = touches.into_iter().fold(story, |it, ((kind, outcome), day)| it.touched(kind, outcome, before(day)));
        Facts { account, owner, amount, expected_close, next_step, next_step_due, story }
    }
}

/// One more thing on record.
fn any_addition() -> impl Strategy<Value = (u8, (ActivityKind, Option<Outcome>), u64)> {
    (0..13_u8, any_touch(), 0..60_u64)
}

fn added(facts: &Facts, (what, (kind, outcome), day): (u8, (ActivityKind, Option<Outcome>), u64)) -> Facts {
    let mut facts = facts.clone();
    match what {
        0 => facts.account = true,
        1 => facts.owner = true,
        2 => facts.amount = true,
        3 => facts.story.person = true,
        4 => facts.story.about = true,
        5 => facts.story.products = true,
        6 => facts.story.people += 1,
        7 => facts.expected_close = facts.expected_close.or(Some(after(day))),
        8 if !facts.next_step => (facts.next_step, facts.next_step_due) = (true, Some(after(day))),
        9 => facts.story = facts.story.touched(kind, outcome, before(day)),
        10 => {
            facts.story.tier =
                Some(facts.story.tier.map_or(Tier::C, |it| if it == Tier::C { Tier::B } else { Tier::A }))
        }
        11 => {
            let role = Role::ALL[usize::try_from(day).expect("small") % Role::ALL.len()];
            let person = PersonId(Uuid::from_u128(100 + u128::from(day)));
            let seat =
                Held { person, role, proven: true, touched: Some(today()), left: false, since: today() };
            facts.story.committee.push(seat);
        }
        _ => {
            // Everything is proven anew.
            for it in &mut facts.story.known {
                (it.score, it.on) = (3, today());
            }
        }
    }
    facts
}

fn any_gate() -> impl Strategy<Value = Option<Gate>> {
    let gate = (any_requirement(true), any::<bool>())
        .prop_map(|(asks, blocks)| if blocks { Gate::block(asks) } else { Gate::warn(asks) });
    proptest::option::of(gate)
}

fn any_doors() -> impl Strategy<Value = Vec<Door>> {
    proptest::collection::vec((any_gate(), any_gate()), 5).prop_map(|gates| {
        let door =
            |(at, (entry, exit)): (usize, _)| Door { stage: STAGES[at], kind: StageKind::Open, entry, exit };
        gates.into_iter().enumerate().map(door).collect()
    })
}

fn items(verdict: &Verdict) -> Vec<String> {
    let mut items: Vec<_> = verdict.missing.iter().map(|it| format!("{it:?}")).collect();
    items.sort();
    items
}

proptest! {
    #[test]
    fn one_more_fact_never_closes_a_gate(asks in any_requirement(false), facts in any_facts(), more in any_addition()) {
        if asks.is_met(&facts, on()) {
            prop_assert!(asks.is_met(&added(&facts, more), on()));
        }
    }

    #[test]
    fn a_verdict_misses_nothing_exactly_when_the_gate_is_met(asks in any_requirement(true), facts in any_facts()) {
        let verdict = of_gate(Gate::block(asks.clone()), &facts);
        prop_assert_eq!(verdict.passes(), asks.is_met(&facts, on()));
        prop_assert_eq!(verdict.missing.is_empty(), verdict.passes());
    }

    #[test]
    fn skipping_asks_what_the_single_steps_ask(
        doors in any_doors(), facts in any_facts(), from in 0..5_usize, to in 0..5_usize,
    ) {
        let step = |at: usize| judge(&doors, &facts, Some(STAGES[at]), STAGES[at + 1], on());
        let whole = judge(&doors, &facts, Some(STAGES[from]), STAGES[to], on());
        let steps = (from..to).map(step).fold(Verdict::default(), Verdict::and);
        prop_assert_eq!(whole.severity(), steps.severity());
        let what = |it: &Verdict| it.missing.iter().map(|it| it.what.code()).collect::<std::collections::BTreeSet<_>>();
        prop_assert_eq!(what(&whole), what(&steps));
        prop_assert_eq!(whole.passes(), steps.passes());
    }

    #[test]
    fn the_same_facts_get_the_same_verdict(doors in any_doors(), facts in any_facts(), to in 0..5_usize) {
        let verdict = judge(&doors, &facts, Some(STAGES[0]), STAGES[to], on());
        // Also after they travelled to the browser, as text.
        let there = |it: &Facts| serde_json::from_str::<Facts>(&serde_json::to_string(it).expect("text")).expect("facts");
        let again = judge(&doors, &there(&facts), Some(STAGES[0]), STAGES[to], on());
        prop_assert_eq!(items(&verdict), items(&again));
    }

    #[test]
    fn a_gate_is_the_same_after_it_was_stored(asks in any_requirement(true)) {
        let gate = Gate::block(asks);
        let text = serde_json::to_string(&gate).expect("text");
        prop_assert_eq!(gate, serde_json::from_str::<Gate>(&text).expect("a gate"));
    }

    #[test]
    fn meeting_what_is_missing_opens_the_gate(asks in any_requirement(false), facts in any_facts()) {
        let verdict = of_gate(Gate::block(asks.clone()), &facts);
        // Whoever has all of what is said to be missing has what the gate asks.
        let all = Facts {
            account: true, owner: true, amount: true, next_step: true,
            expected_close: Some(after(1)), next_step_due: Some(today()),
            story: verdict.missing.iter().fold(
                Story { person: true, about: true, products: true, people: 9, tier: Some(Tier::A), ..facts.story.clone() },
                |story, _| story,
            ),
        };
        let left: Vec<_> = of_gate(Gate::block(asks), &all).missing;
        prop_assert!(left.iter().all(|it| verdict.missing.contains(it)), "{:?}", left);
    }
}
