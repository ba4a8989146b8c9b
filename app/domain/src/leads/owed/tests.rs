//! What is owed to whom, by when.

use super::*;
use crate::calendar::{Calendar, Zone};
use proptest::prelude::*;

fn at(text: &str) -> DateTime<Utc> {
    format!("{text}:00+09:00").parse().expect("an instant")
}

fn day(text: &str) -> NaiveDate {
    text.parse().expect("a day")
}

/// Came on Friday, 27 November 2026, at 17:00.
fn came() -> Facts {
    let came_at = at("2026-11-27T17:00");
    Facts {
        status: LeadStatus::New,
        status_entered_at: came_at,
        origin: Origin::Inbound,
        came_at,
        raised_at: None,
        tries: vec![],
        planned: None,
        nurture_until: None,
        handover: None,
    }
}

fn owes(facts: &Facts) -> Option<(Owed, DateTime<Utc>)> {
    let (calendar, zone) = (Calendar::default(), Zone::seoul());
    owed(facts, &InForce::default(), Clock { calendar: &calendar, zone: &zone }).map(|it| (it.owed, it.due))
}

#[test]
fn who_comes_is_answered_within_the_hour_and_who_wants_a_demo_within_a_quarter() {
    assert_eq!(owes(&came()), Some((Owed::FirstResponse, at("2026-11-27T18:00"))));
    let asked = Facts { raised_at: Some(at("2026-11-27T16:59")), ..came() };
    assert_eq!(owes(&asked), Some((Owed::Demo, at("2026-11-27T17:15"))));
    let found = Facts { origin: Origin::Outbound, ..came() };
    assert_eq!(owes(&found), Some((Owed::FirstResponse, at("2026-11-30T17:00"))));
}

#[test]
fn a_try_meets_the_promise_and_the_next_one_is_due_in_two_days() {
    let tried = Facts {
        status: LeadStatus::Working,
        status_entered_at: at("2026-11-27T17:05"),
        tries: vec![at("2026-11-27T17:05")],
        raised_at: Some(at("2026-11-27T16:59")),
        ..came()
    };
    assert_eq!(owes(&tried), Some((Owed::NextTry, at("2026-12-01T17:05"))));
    let planned = Facts { planned: Some(day("2026-11-30")), ..tried.clone() };
    assert_eq!(owes(&planned), Some((Owed::Planned, at("2026-11-30T18:00"))));
    // Who comes again does not wait for what was planned.
    let again = Facts { came_at: at("2026-11-30T10:00"), ..planned };
    assert_eq!(owes(&again), Some((Owed::Answer, at("2026-11-30T11:00"))));
    // Begun by a press, without a try: that is no answer to what came before it, and no debt either.
    let begun = Facts { tries: vec![], ..tried };
    assert_eq!(owes(&begun), Some((Owed::NextTry, at("2026-12-01T17:05"))));
}

#[test]
fn five_tries_in_vain_are_enough_if_they_were_not_a_season_apart() {
    let tries = |days: &[&str]| Facts {
        status: LeadStatus::Working,
        status_entered_at: at("2026-11-02T09:00"),
        came_at: at("2026-11-02T09:00"),
        tries: days.iter().map(|it| at(&format!("{it}T10:00"))).collect(),
        ..came()
    };
    let often = tries(&["2026-11-12", "2026-11-10", "2026-11-06", "2026-11-04", "2026-11-03"]);
    assert_eq!(owes(&often), Some((Owed::Rest, at("2026-11-16T10:00"))));
    let seldom = tries(&["2026-11-27", "2026-11-10", "2026-11-06", "2026-11-04", "2026-11-03"]);
    assert_eq!(owes(&seldom).map(|it| it.0), Some(Owed::NextTry));
}

#[test]
fn who_answered_hears_from_us_and_who_was_put_off_comes_back_on_a_morning() {
    let engaged = Facts {
        status: LeadStatus::Engaged,
        status_entered_at: at("2026-11-27T17:30"),
        tries: vec![at("2026-11-27T17:30")],
        ..came()
    };
    assert_eq!(owes(&engaged), Some((Owed::FollowUp, at("2026-12-04T17:30"))));
    let nurtured = Facts { status: LeadStatus::Nurturing, nurture_until: Some(day("2026-12-25")), ..came() };
    // Christmas is a Friday.
    assert_eq!(owes(&nurtured), Some((Owed::LookAgain, at("2026-12-28T09:00"))));
    assert_eq!(owes(&Facts { status: LeadStatus::Disqualified, ..came() }), None);
}

#[test]
fn the_day_has_an_order() {
    let (calendar, zone) = (Calendar::default(), Zone::seoul());
    let clock = Clock { calendar: &calendar, zone: &zone };
    let due = |it: &str| Promise { owed: Owed::NextTry, since: at(it), due: at(it) };
    let urgency = |it: &str| due(it).urgency(at("2026-11-30T10:00"), clock);
    let all = ["2026-11-30T10:00", "2026-11-30T11:00", "2026-11-30T11:01", "2026-12-01T09:00"].map(urgency);
    assert_eq!(all, [Urgency::Late, Urgency::Soon, Urgency::Today, Urgency::Later]);
    assert!(all.is_sorted());
}

#[test]
fn a_clock_that_runs_keeps_its_due_time_when_the_figures_change() {
    use crate::leads::Promises;
    let (calendar, zone) = (Calendar::default(), Zone::seoul());
    let clock = Clock { calendar: &calendar, zone: &zone };
    let slow = Promises { inbound_minutes: 120, ..Promises::default() };
    let due = |promises: &InForce| owed(&came(), promises, clock).map(|it| it.due);
    let begun = came().status_entered_at;
    let changed_at = |at| InForce { now: slow, before: vec![(at, Promises::default())] };
    assert_eq!(due(&changed_at(begun + Duration::minutes(1))), due(&InForce::default()));
    assert_eq!(due(&changed_at(begun)), due(&slow.into()));
    assert_ne!(due(&slow.into()), due(&InForce::default()));
}

fn any_facts() -> impl Strategy<Value = Facts> {
    let moment = || (0i64..60 * 24 * 60).prop_map(|it| at("2026-10-01T00:00") + Duration::minutes(it));
    let status = proptest::sample::select(LeadStatus::ALL.to_vec());
    let origin = proptest::sample::select(Origin::ALL.to_vec());
    (
        status,
        origin,
        moment(),
        moment(),
        proptest::option::of(moment()),
        proptest::collection::vec(moment(), 0..8),
    )
        .prop_map(|(status, origin, status_entered_at, came_at, raised_at, mut tries)| {
            tries.sort_by(|a, b| b.cmp(a));
            let nurture_until = (status == LeadStatus::Nurturing).then(|| day("2026-12-14"));
            let pending = status == LeadStatus::HandoverPending;
            let handover = pending.then_some((status_entered_at, status_entered_at + Duration::hours(4)));
            Facts {
                status,
                status_entered_at,
                origin,
                came_at,
                raised_at,
                tries,
                planned: None,
                nurture_until,
                handover,
            }
        })
}

proptest! {
    #[test]
    fn whoever_was_not_given_up_has_a_date_and_it_is_never_before_the_wait_began(facts in any_facts()) {
        let (calendar, zone) = (Calendar::default(), Zone::seoul());
        let promise = owed(&facts, &InForce::default(), Clock { calendar: &calendar, zone: &zone });
        let is_open = !matches!(facts.status, LeadStatus::Disqualified | LeadStatus::Accepted);
        // A new one that was tried already stands where a press put it; nothing is owed before the next act.
        let is_tried = facts.status == LeadStatus::New && !facts.tries.is_empty();
        prop_assert!(promise.is_some() == is_open || is_tried);
        if let Some(it) = promise {
            prop_assert!(it.due >= it.since || it.owed == Owed::LookAgain);
        }
    }
}

#[test]
fn a_lead_that_was_handed_over_is_owed_the_word_of_whoever_got_it() {
    let (since, due) = (at("2026-11-27T17:00"), at("2026-11-30T12:00"));
    let pending = Facts { status: LeadStatus::HandoverPending, handover: Some((since, due)), ..came() };
    assert_eq!(owes(&pending), Some((Owed::Decision, due)));
    assert_eq!(owes(&Facts { status: LeadStatus::Accepted, ..came() }), None);
}
