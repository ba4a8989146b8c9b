//! Two leads that may be one: what is kept of whom, what stands in the way, and the way back.

use super::*;
use crate::leads::{By, DisqualifyReason, Origin};
use crate::pipeline::Motion;
use crate::qualification::Kind;
use crate::{AccountId, LeadId};
use proptest::prelude::*;
use uuid::Uuid;

fn lead(id: u128, name: &str, email: &str, phone: &str) -> Lead {
    let some = |it: &str| Some(it.to_owned()).filter(|it| !it.is_empty());
    Lead {
        id: LeadId(Uuid::from_u128(id)),
        number: i32::try_from(id).unwrap(),
        version: 1,
        name: name.into(),
        company: None,
        title: None,
        email: some(email),
        phone: some(phone),
        about: String::new(),
        origin: Origin::Inbound,
        motion: Motion::InboundSmb,
        source: None,
        kind: Kind::None,
        status: LeadStatus::New,
        status_entered_at: DateTime::UNIX_EPOCH,
        owner: None,
        nurture_until: None,
        nurture_reason: None,
        disqualify_reason: None,
        disqualify_note: None,
        account: Some(AccountId(Uuid::nil())),
        person: None,
        first_touch_at: DateTime::UNIX_EPOCH,
        last_touch_at: DateTime::UNIX_EPOCH,
        created_at: DateTime::UNIX_EPOCH,
    }
}

fn side(lead: Lead) -> Side {
    Side { lead, deal: None, touches: 1, activities: 0, tasks: 0, consents: 0, merged: 0 }
}

fn keeping(field: &str, pick: &str) -> MergeForm {
    MergeForm { keep: [(field.to_owned(), pick.to_owned())].into() }
}

#[test]
fn what_is_filled_is_kept_rather_than_nothing_and_of_two_the_survivors() {
    let mut one = lead(1, "김민수", "minsu@garam.kr", "");
    let mut other = lead(2, "김 민수", "minsu.kim@garam.kr", "010-1234-5678");
    (one.owner, other.title) = (None, Some("팀장".into()));
    other.owner = Some(MemberId(Uuid::from_u128(9)));
    let plan = plan(&side(one.clone()), &side(other.clone()), &MergeForm::default()).unwrap();
    let form = plan.form();
    assert_eq!((form.name.as_str(), form.email.as_str()), ("김민수", "minsu@garam.kr"));
    assert_eq!((form.phone.as_str(), form.title.as_str()), ("010-1234-5678", "팀장"));
    assert_eq!(form.owner, other.owner.unwrap().to_string());
    assert_eq!(plan.written().len(), 3);
    let chosen = super::plan(&side(one), &side(other), &keeping("email", "other")).unwrap();
    assert_eq!(chosen.form().email, "minsu.kim@garam.kr");
}

#[test]
fn a_lead_stands_where_it_was_brought_furthest() {
    use LeadStatus::{Disqualified, Engaged, New, Nurturing, Working};
    for (this, other, moves) in [
        (New, Engaged, true),
        (Engaged, Working, false),
        (New, New, false),
        (Working, Nurturing, false),
        (Nurturing, Working, false),
        (Disqualified, New, true),
        (Disqualified, Nurturing, true),
        (Engaged, Disqualified, false),
    ] {
        let at = |id, status| side(Lead { status, ..lead(id, "이서준", "a@b.kr", "") });
        let plan = plan(&at(1, this), &at(2, other), &MergeForm::default()).unwrap();
        assert_eq!(plan.step.map(|it| it.to), moves.then_some(other), "{this:?} {other:?}");
    }
    let given_up = Lead {
        status: Disqualified,
        disqualify_reason: Some(DisqualifyReason::NoNeed),
        disqualify_note: Some("예산 없음".into()),
        ..lead(2, "이서준", "", "1")
    };
    let kept =
        plan(&side(lead(1, "이서준", "a@b.kr", "")), &side(given_up), &keeping("status", "other")).unwrap();
    let step = kept.step.unwrap();
    assert_eq!((step.why, step.reason.as_deref()), (Some(DisqualifyReason::NoNeed), Some("예산 없음")));
}

#[test]
fn a_lead_that_became_a_deal_is_not_swallowed() {
    let (one, other) = (side(lead(1, "가", "a@b.kr", "")), side(lead(2, "가", "b@b.kr", "")));
    let dealt = |it: &Side, number| Side { deal: Some(number), ..it.clone() };
    let form = MergeForm::default();
    assert_eq!(plan(&one, &dealt(&other, 7), &form), Err(Refusal::Merge(Hindrance::BecameADeal)));
    assert!(plan(&dealt(&other, 7), &one, &form).is_ok());
    let both = plan(&dealt(&one, 6), &dealt(&other, 7), &form);
    assert_eq!(both, Err(Refusal::Merge(Hindrance::BothBecameDeals)));
    let mut pending = other.clone();
    pending.lead.status = LeadStatus::HandoverPending;
    assert_eq!(plan(&one, &pending, &form), Err(Refusal::Merge(Hindrance::BeingHandedOver)));
    // The other way round it waits on, whatever somebody picks.
    let form = MergeForm { keep: [("status".to_owned(), "other".to_owned())].into() };
    assert_eq!(plan(&pending, &one, &form).map(|it| it.step), Ok(None));
    assert_eq!(plan(&one, &one, &form), Err(Refusal::Merge(Hindrance::Same)));
}

#[test]
fn a_choice_that_nobody_knows_is_refused_by_its_field() {
    let (one, other) = (side(lead(1, "가", "a@b.kr", "")), side(lead(2, "나", "b@b.kr", "")));
    for (field, pick) in [("colour", "this"), ("email", "both")] {
        let refused = plan(&one, &other, &keeping(field, pick));
        assert_eq!(refused, Err(Problem::new(field, Why::Unknown).into()));
    }
}

#[test]
fn an_undo_leaves_alone_what_somebody_changed_since() {
    let (mut one, other) = (lead(1, "가", "a@b.kr", ""), lead(2, "가", "b@b.kr", "010-1234-5678"));
    one.status = LeadStatus::Engaged;
    let written = |field, was: &str, became: &str| Written { field, was: was.into(), became: became.into() };
    let before = plan(&side(one.clone()), &side(other), &MergeForm::default()).unwrap();
    let mut log = before.written();
    assert_eq!(log, [written(Field::Phone, "", "010-1234-5678")]);
    log.push(written(Field::Status, "new", "engaged"));
    one.phone = Some("010-1234-5678".into());
    let back = take_back(&one, &log, false);
    assert_eq!((back.form.phone.as_str(), back.steps_back, back.kept), ("", true, vec![]));
    one.phone = Some("02-555-0100".into());
    let back = take_back(&one, &log, true);
    assert_eq!((back.form.phone.as_str(), back.steps_back), ("02-555-0100", false));
    assert_eq!(back.kept, [Field::Phone, Field::Status]);
}

#[test]
fn colleagues_are_two_and_one_name_at_one_company_is_likely_one() {
    let twin = |name: &str, company: &str, email: &str, phone: &str| Twin {
        name: name.into(),
        company: company.into(),
        email: email.into(),
        phone: phone.into(),
        status: LeadStatus::New,
    };
    let minsu = twin("김민수", "㈜가람테크", "minsu@garam.kr", "02-123-4567");
    let by = |other: &Twin| alike(&minsu, other);
    assert_eq!(by(&twin("민수", "", "MINSU@garam.kr", "")), Some((By::Email, Sure::Certain)));
    assert_eq!(by(&twin("K", "", "", "+82 2 123 4567")), Some((By::Phone, Sure::Certain)));
    assert_eq!(by(&twin("이지우", "가람테크", "jiwoo@garam.kr", "02-123-4567")), None);
    assert_eq!(by(&twin("김 민수", "", "m@naver.com", "021234567")), Some((By::Phone, Sure::Likely)));
    let branch = twin("김민수", "가람테크 주식회사", "m.kim@gmail.com", "");
    assert_eq!(by(&branch), Some((By::Company, Sure::Likely)));
    assert_eq!(by(&twin("김민수", "", "kim@garam.kr", "")), Some((By::Domain, Sure::Likely)));
    assert_eq!(by(&twin("김민수", "나래상사", "kim@narae.kr", "")), None);
    let given_up = |it: &Twin| Twin { status: LeadStatus::Disqualified, ..it.clone() };
    assert_eq!(alike(&given_up(&minsu), &given_up(&branch)), None);
}

proptest! {
    #[test]
    fn being_alike_goes_both_ways(
        name in "[가나]", other in "[가나]", email in "[ab]@(x|y).kr|", mail in "[ab]@(x|y).kr|",
        phone in "0101234567[01]|", tel in "0101234567[01]|",
    ) {
        let twin = |name: &str, email: &str, phone: &str| Twin {
            name: name.into(), email: email.into(), phone: phone.into(), ..Twin::default()
        };
        let (one, two) = (twin(&name, &email, &phone), twin(&other, &mail, &tel));
        prop_assert_eq!(alike(&one, &two), alike(&two, &one));
    }

    /// Whatever was chosen, taking it back at once gives what was.
    #[test]
    fn what_is_taken_back_at_once_was_never_done(
        email in "[ab]@x.kr|", mail in "[ab]@x.kr|", phone in "0[12]|", tel in "0[12]|",
        keep in proptest::collection::btree_map("(email|phone|name)", "(this|other)", 0..3),
    ) {
        let (one, other) = (lead(1, "가", &email, &phone), lead(2, "나", &mail, &tel));
        let plan = plan(&side(one.clone()), &side(other), &MergeForm { keep }).unwrap();
        let form = plan.form();
        let some = |it: &str| Some(it.to_owned()).filter(|it| !it.is_empty());
        let merged = Lead { name: form.name.clone(), email: some(&form.email), phone: some(&form.phone), ..one.clone() };
        let back = take_back(&merged, &plan.written(), false);
        prop_assert_eq!(back.form.email, email);
        prop_assert_eq!(back.form.phone, phone);
        prop_assert_eq!((back.form.name.as_str(), back.kept), ("가", vec![]));
    }
}
