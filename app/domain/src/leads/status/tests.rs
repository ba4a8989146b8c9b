//! What may follow what, and what it asks for.

use super::*;
use crate::qualification::Kind;
use crate::team::Role;
use LeadStatus::{Disqualified, Engaged, New, Nurturing, Working};

fn day(text: &str) -> NaiveDate {
    text.parse().expect("a day")
}

fn asked(from: LeadStatus, form: &LeadMoveForm) -> Result<Option<LeadMove>, Refusal> {
    let lead = Movable { status: from, kind: Kind::None, dossier: None };
    let roles = Roles(vec![Role::Sdr]);
    form.check(&lead, Mover { roles: &roles, whose: Whose::Mine }, day("2026-11-30"))
}

fn form(to: LeadStatus) -> LeadMoveForm {
    LeadMoveForm { to: to.code().into(), ..Default::default() }
}

fn missing(result: Result<Option<LeadMove>, Refusal>) -> Vec<(String, Why)> {
    match result {
        Err(Refusal::Invalid(problems)) => problems.into_iter().map(|it| (it.field, it.why)).collect(),
        other => panic!("not refused by a field: {other:?}"),
    }
}

#[test]
fn a_lead_is_worked_forwards_and_back_without_a_word() {
    for (from, to) in [(New, Working), (New, Engaged), (Working, Engaged), (Engaged, Working), (Working, New)]
    {
        assert_eq!(asked(from, &form(to)), Ok(Some(LeadMove::plainly(to))), "{from:?} → {to:?}");
    }
    assert_eq!(asked(Working, &form(Working)), Ok(None), "it is there already");
    let nowhere = LeadMoveForm { to: "won".into(), ..Default::default() };
    assert_eq!(missing(asked(Engaged, &nowhere)), [("to".to_owned(), Why::Unknown)]);
}

#[test]
fn nobody_moves_a_lead_into_its_hand_over_or_out_of_it_by_hand() {
    for by_handover in [LeadStatus::HandoverPending, LeadStatus::Accepted] {
        assert!(by_handover.next().is_empty());
        for other in [New, Working, Engaged, Nurturing, Disqualified] {
            assert_eq!(asked(other, &form(by_handover)), Err(Refusal::ByHandover));
            assert_eq!(asked(by_handover, &form(other)), Err(Refusal::ByHandover));
        }
    }
}

#[test]
fn nurture_needs_a_day_ahead_and_a_reason() {
    let both = [("until".to_owned(), Why::Missing), ("reason".to_owned(), Why::Missing)];
    assert_eq!(missing(asked(Working, &form(Nurturing))), both);
    for (until, why) in
        [("2026-11-30", Why::NotAhead), ("2026-11-29", Why::NotAhead), ("2027-02-30", Why::NotADate)]
    {
        let form =
            LeadMoveForm { until: until.into(), reason: "예산이 내년에".into(), ..form(Nurturing) };
        assert_eq!(missing(asked(Working, &form)), [("until".to_owned(), why)], "{until}");
    }
    let form =
        LeadMoveForm { until: "2027-01-04".into(), reason: "예산이 내년에".into(), ..form(Nurturing) };
    let step = asked(Nurturing, &form).expect("another day").expect("a step");
    assert_eq!((step.until, step.reason.as_deref()), (Some(day("2027-01-04")), Some("예산이 내년에")));
}

#[test]
fn giving_up_needs_a_reason_and_so_does_taking_that_back() {
    assert_eq!(missing(asked(New, &form(Disqualified))), [("why".to_owned(), Why::Missing)]);
    let odd = LeadMoveForm { why: "boring".into(), ..form(Disqualified) };
    assert_eq!(missing(asked(New, &odd)), [("why".to_owned(), Why::Unknown)]);
    let spam = LeadMoveForm { why: "spam".into(), ..form(Disqualified) };
    let step = asked(Nurturing, &spam).expect("refused?").expect("a step");
    assert_eq!((step.why, step.reason), (Some(DisqualifyReason::Spam), None));

    assert_eq!(missing(asked(Disqualified, &form(Working))), [("reason".to_owned(), Why::Missing)]);
    let reopened = LeadMoveForm { reason: "다시 연락이 왔어요".into(), ..form(Working) };
    assert!(asked(Disqualified, &reopened).is_ok());
    for to in [Engaged, Nurturing] {
        assert_eq!(asked(Disqualified, &form(to)), Err(Refusal::ReopenFirst), "{to:?}");
    }
}

#[test]
fn who_begins_to_work_a_lead_of_the_queue_has_taken_it() {
    let me = Some(MemberId(uuid::Uuid::from_u128(1)));
    let other = Some(MemberId(uuid::Uuid::from_u128(2)));
    let standing = |owner| Standing { status: New, owner };
    assert_eq!(owner_after(standing(None), Working, me), me);
    assert_eq!(owner_after(standing(other), Working, me), other);
    for to in [Nurturing, Disqualified, New] {
        assert_eq!(owner_after(standing(None), to, me), None);
    }
    assert!(is_taken_or_put_back(None, me, me) && is_taken_or_put_back(me, None, me));
    assert!(!is_taken_or_put_back(None, other, me) && !is_taken_or_put_back(other, me, me));
    assert!(!is_taken_or_put_back(None, None, None));
}

#[test]
fn an_attempt_begins_the_work_and_an_answer_is_contact() {
    let sdr = Roles(vec![Role::Sdr]);
    let after = |from, kind, outcome| after_activity(from, kind, outcome, &sdr, Whose::Nobodys);
    assert_eq!(after(New, ActivityKind::Call, Some(Outcome::NoAnswer)), Some(Working));
    assert_eq!(after(New, ActivityKind::Email, None), Some(Working));
    assert_eq!(after(New, ActivityKind::Note, None), None);
    assert_eq!(after(Working, ActivityKind::Call, Some(Outcome::NoAnswer)), None);
    assert_eq!(after(Working, ActivityKind::Email, Some(Outcome::Replied)), Some(Engaged));
    assert_eq!(after(New, ActivityKind::Demo, Some(Outcome::Booked)), Some(Engaged));
    for from in [Engaged, Nurturing, Disqualified] {
        assert_eq!(after(from, ActivityKind::Meeting, Some(Outcome::Held)), None, "{from:?}");
    }
    let of_others = after_activity(New, ActivityKind::Call, None, &sdr, Whose::Others);
    assert_eq!(of_others, None, "it was logged by somebody who does not work it");
}

#[test]
fn every_way_out_is_known_and_leads_to_where_it_says() {
    for from in LeadStatus::ALL {
        assert_eq!(LeadStatus::of_code(from.code()), Some(from));
        for to in from.next() {
            assert!(*to != from || from == Nurturing, "{from:?}");
        }
    }
    for why in DisqualifyReason::ALL {
        assert_eq!(DisqualifyReason::of_code(why.code()), Some(why));
    }
}
