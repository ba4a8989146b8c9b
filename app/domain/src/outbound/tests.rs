//! Outbound by example and by chance: what does a step, how a target stands, and who comes first.

use super::*;
use crate::activities::{ActivityKind, Outcome};
use crate::calendar::Calendar;
use crate::leads::LeadStatus;
use crate::pipeline::filter::Owner;
use crate::qualification::Kind;
use crate::team::{Role, Roles};
use crate::{ActivityId, ContactStepId, PersonId, Problem, Why};
use chrono::DateTime;
use proptest::prelude::*;
use uuid::Uuid;

fn day(text: &str) -> NaiveDate {
    text.parse().expect("a day")
}

fn monday() -> NaiveDate {
    day("2026-11-23")
}

fn person(number: u128) -> PersonId {
    PersonId(Uuid::from_u128(number))
}

fn step(number: u128, whom: Option<u128>, channel: ActivityKind, due: &str) -> ContactStep {
    let whom = match whom {
        Some(id) => Whom::Person { id: person(id), name: format!("사람 {id}") },
        None => Whom::Post("구매팀장".into()),
    };
    let id = ContactStepId(Uuid::from_u128(number));
    ContactStep { id, whom, channel, member: None, due: day(due), planned: monday(), skipped: None }
}

fn touch(number: u128, whom: u128, kind: ActivityKind, outcome: Outcome, on: &str) -> Touch {
    let activity = ActivityId(Uuid::from_u128(number));
    Touch { activity, person: Some(person(whom)), kind, outcome: Some(outcome), day: day(on) }
}

fn call(number: u128, whom: u128, on: &str) -> Touch {
    touch(number, whom, ActivityKind::Call, Outcome::NoAnswer, on)
}

fn facts<'a>(steps: &'a [ContactStep], touches: &'a [Touch]) -> Facts<'a> {
    Facts { since: monday(), is_given_up: false, fit: Some(90), steps, touches, lead: None, has_deal: false }
}

fn lead(status: LeadStatus, kind: Kind) -> Option<LeadFact> {
    Some(LeadFact { number: 7, status, kind, nurture_until: None })
}

fn judged(facts: &Facts<'_>, today: &str) -> judge::Judged {
    judge::judge(facts, &Calendar::default(), day(today))
}

#[test]
fn what_is_logged_with_a_person_does_their_step_and_each_touch_does_one() {
    let steps = [
        step(1, Some(1), ActivityKind::Call, "2026-11-24"),
        step(2, Some(1), ActivityKind::Email, "2026-11-25"),
        step(3, Some(2), ActivityKind::Call, "2026-11-26"),
        step(4, None, ActivityKind::Visit, "2026-11-27"),
    ];
    let done = |number, on| StepState::Done { activity: ActivityId(Uuid::from_u128(number)), day: day(on) };
    assert_eq!(follow(&steps, &[]), vec![StepState::Open; 4]);
    // A letter does the step that asks for one; a visit instead of the call does the call.
    let email = touch(8, 1, ActivityKind::Email, Outcome::Sent, "2026-11-24");
    let visit = touch(9, 1, ActivityKind::Visit, Outcome::Held, "2026-11-25");
    let states = follow(&steps, &[email, visit, call(10, 3, "2026-11-25")]);
    assert_eq!(states, [done(9, "2026-11-25"), done(8, "2026-11-24"), StepState::Open, StepState::Open]);
    // What was before the plan does nothing for it.
    assert_eq!(follow(&steps, &[call(8, 1, "2026-11-20")])[0], StepState::Open);
    let mut left_out = steps;
    left_out[0].skipped = Some("자리를 비웠어요".into());
    assert_eq!(
        follow(&left_out, &[call(8, 1, "2026-11-24")])[..2],
        [StepState::Skipped, done(8, "2026-11-24")]
    );
}

#[test]
fn a_target_stands_where_its_plan_its_touches_and_its_lead_put_it() {
    let steps = [step(1, Some(1), ActivityKind::Call, "2026-11-24")];
    let called = [call(8, 1, "2026-11-24")];
    let booked = [touch(8, 1, ActivityKind::Meeting, Outcome::Booked, "2026-11-24")];
    let state = |facts: Facts<'_>| judged(&facts, "2026-11-24").state;
    assert_eq!(state(facts(&[], &[])), TargetState::NotStarted);
    assert_eq!(state(facts(&steps, &[])), TargetState::Planned);
    assert_eq!(state(facts(&steps, &called)), TargetState::InContact);
    assert_eq!(state(facts(&steps, &booked)), TargetState::MeetingAgreed);
    let with = |lead| Facts { lead, ..facts(&steps, &called) };
    assert_eq!(state(with(lead(LeadStatus::Working, Kind::None))), TargetState::InContact);
    assert_eq!(state(with(lead(LeadStatus::Engaged, Kind::SalesQualified))), TargetState::MeetingAgreed);
    assert_eq!(state(with(lead(LeadStatus::HandoverPending, Kind::SalesQualified))), TargetState::HandedOver);
    assert_eq!(state(with(lead(LeadStatus::Accepted, Kind::SalesQualified))), TargetState::HandedOver);
    assert_eq!(state(Facts { has_deal: true, ..facts(&[], &[]) }), TargetState::HandedOver);
    assert_eq!(state(Facts { is_given_up: true, ..facts(&steps, &booked) }), TargetState::GivenUp);
    let put_off = Facts { lead: lead(LeadStatus::Nurturing, Kind::None), ..facts(&steps, &booked) };
    assert_eq!(state(put_off), TargetState::InContact);
}

#[test]
fn what_comes_next_has_a_business_day_and_is_late_by_business_days() {
    let todo = |facts: &Facts<'_>, today| {
        let it = judged(facts, today).todo.expect("something to do");
        (it.next, it.on, it.late)
    };
    // Two business days to make a plan; then each counts as late, and a weekend does not.
    assert_eq!(todo(&facts(&[], &[]), "2026-11-25"), (Next::Plan, day("2026-11-25"), 0));
    assert_eq!(todo(&facts(&[], &[]), "2026-11-30"), (Next::Plan, day("2026-11-25"), 3));
    // A step that was planned for a Saturday is done on Monday.
    let steps = [step(1, Some(1), ActivityKind::Call, "2026-11-28")];
    let whom = steps[0].whom.clone();
    let contact = Next::Contact { channel: ActivityKind::Call, whom };
    assert_eq!(todo(&facts(&steps, &[]), "2026-11-30"), (contact, day("2026-11-30"), 0));
    let called = [call(8, 1, "2026-11-27")];
    assert_eq!(todo(&facts(&steps, &called), "2026-11-27"), (Next::Plan, day("2026-12-01"), 0));
    let until = Some(day("2027-03-02"));
    let put_off =
        Some(LeadFact { number: 7, status: LeadStatus::Nurturing, kind: Kind::None, nurture_until: until });
    let later = Facts { lead: put_off, ..facts(&steps, &called) };
    assert_eq!(todo(&later, "2026-11-30"), (Next::LookAgain, day("2027-03-02"), 0));
    let sells = Facts { lead: lead(LeadStatus::Engaged, Kind::SalesQualified), ..facts(&steps, &called) };
    assert_eq!(todo(&sells, "2026-11-30"), (Next::HandOver, day("2026-11-30"), 0));
    assert_eq!(judged(&Facts { is_given_up: true, ..facts(&steps, &[]) }, "2026-11-30").todo, None);
}

#[test]
fn who_waits_comes_first_then_what_is_due_then_fit_then_who_was_touched_less() {
    let today = "2026-11-24";
    let late = [step(1, Some(1), ActivityKind::Call, "2026-11-23")];
    let later = [
        step(1, Some(1), ActivityKind::Call, "2026-12-10"),
        step(2, Some(2), ActivityKind::Call, "2026-12-10"),
    ];
    let once = [call(8, 1, "2026-11-23")];
    let place = |facts: Facts<'_>| judged(&facts, today).place;
    let waits =
        place(Facts { fit: None, lead: lead(LeadStatus::Engaged, Kind::SalesQualified), ..facts(&[], &[]) });
    let pressing = place(Facts { fit: Some(41), ..facts(&late, &[]) });
    let fits = place(facts(&later, &[]));
    let touched = place(facts(&later, &once));
    let fits_less = place(Facts { fit: Some(89), ..facts(&later, &[]) });
    let unknown = place(Facts { fit: None, ..facts(&later, &[]) });
    let gone = place(Facts { fit: Some(100), has_deal: true, ..facts(&late, &[]) });
    let order = [waits, pressing, fits, touched, fits_less, unknown, gone];
    assert!(order.is_sorted(), "{order:?}");
    let because = judged(&Facts { fit: Some(41), ..facts(&late, &once[..0]) }, today).because;
    assert_eq!(because, [Because::Late(1), Because::Fit(41), Because::Untouched]);
    let because = judged(&Facts { fit: None, ..facts(&later, &once) }, today).because;
    assert_eq!(because, [Because::NoFit, Because::Touched(1)]);
}

fn line(number: i32, state: TargetState) -> TargetLine {
    TargetLine {
        account: AccountId(Uuid::from_u128(number.unsigned_abs().into())),
        number,
        name: format!("회사 {number}"),
        industry: None,
        fit: None,
        tier: None,
        member: None,
        since: monday(),
        state,
        todo: None,
        because: vec![],
        touches: 0,
        lead: None,
    }
}

#[test]
fn the_list_is_read_page_by_page_without_losing_or_repeating_a_target() {
    let states = [TargetState::Planned, TargetState::NotStarted, TargetState::GivenUp];
    let all: Vec<_> =
        (1..=180).zip(states.into_iter().cycle()).map(|(number, state)| line(number, state)).collect();
    let (mut wish, mut read) = (Wish { of: Owner::Anybody, ..Wish::default() }, vec![]);
    loop {
        let page = Targets::of(all.clone(), &wish, monday(), DateTime::UNIX_EPOCH);
        assert_eq!((page.total, page.worked(), page.before), (120, 120, read.len()));
        let back =
            Targets::of(all.clone(), &Wish { after: page.back, ..wish }, monday(), DateTime::UNIX_EPOCH);
        assert!(page.before == 0 || back.last() == page.before);
        read.extend(page.lines.iter().map(|it| it.number));
        match page.next() {
            Some(after) => wish.after = Some(after),
            None => break,
        }
    }
    assert_eq!(read, (1..=180).filter(|it| it % 3 != 0).collect::<Vec<_>>());
    let given_up = Wish { state: Some(TargetState::GivenUp), ..Wish::default() };
    assert_eq!(Targets::of(all, &given_up, monday(), DateTime::UNIX_EPOCH).total, 60);
}

#[test]
fn a_link_carries_the_whole_wish_of_a_list() {
    let after = Some(AccountId(Uuid::from_u128(3)));
    let wish = Wish { of: Owner::Anybody, state: Some(TargetState::Planned), after, made: None };
    let pairs = wish.pairs();
    assert_eq!(Wish::of_pairs(|name| pairs.iter().find(|it| it.0 == name).map(|it| it.1.clone())), wish);
    assert!(Wish::of_pairs(|_| None).pairs().is_empty());
    assert_eq!(Wish::of_pairs(|_| Some("nonsense".into())), Wish { of: Owner::Me, ..Wish::default() });
}

#[test]
fn a_step_says_everything_that_is_wrong_with_it() {
    let today = monday();
    let problems = ContactStepForm::default().check(today).expect_err("all is missing");
    assert_eq!(problems.iter().map(|it| it.field.as_str()).collect::<Vec<_>>(), ["post", "channel", "due"]);
    let form = ContactStepForm {
        post: "구매팀장".into(),
        channel: "note".into(),
        due: "2026-11-20".into(),
        ..Default::default()
    };
    let wrong = [Problem::new("channel", Why::Unknown), Problem::new("due", Why::InThePast)];
    assert_eq!(form.check(today).expect_err("two are wrong"), wrong);
    let form = ContactStepForm { channel: "visit".into(), due: "2026-11-23".into(), ..form };
    assert_eq!(form.check(today).expect("a step").post, "구매팀장");
    // Who is known needs no post.
    let known = ContactStepForm { person: Uuid::from_u128(1).to_string(), ..form };
    assert_eq!(known.check(today).expect("a step").post, "");
    let act = |act: &str| StepActForm { act: act.into(), ..Default::default() }.check();
    assert_eq!(act("skip"), Err(Problem::new("reason", Why::Missing)));
    assert_eq!(act("name"), Err(Problem::new("person", Why::Missing)));
    assert_eq!(act("dance"), Err(Problem::new("act", Why::Unknown)));
    assert_eq!(act("place"), Ok(StepAct::Place(None)));
    assert_eq!(GiveUpForm::default().check(), Err(Problem::new("reason", Why::Missing)));
}

#[test]
fn only_a_filter_that_is_understood_chooses() {
    let form = |tier: &str, owner: &str| ChooseForm {
        tier: tier.into(),
        owner: owner.into(),
        ..ChooseForm::default()
    };
    assert!(form("a", "").check().is_ok_and(|it| it.1.tiers == crate::icp::Tiers::Of(crate::icp::Tier::A)));
    assert!(form("", "me").check().is_ok_and(|it| it.1.owner == Owner::Me));
    assert_eq!(form("", "").check(), Err(vec![Problem::new("tier", Why::Missing)]));
    let wrong = form("d", "nobody").check().expect_err("neither is understood");
    assert!(
        wrong.contains(&Problem::new("owner", Why::Unknown))
            && wrong.contains(&Problem::new("tier", Why::Unknown))
    );
}

#[test]
fn a_source_is_a_page_on_the_web_and_nothing_else() {
    let note =
        |source: &str| NoteForm { body: "새 물류센터를 짓는대요".into(), source: source.into() }.check();
    assert_eq!(note("").map(|it| it.source), Ok(None));
    for page in ["https://www.garam.kr/news?id=3", "HTTP://garam.kr", "https://ko.wikipedia.org/wiki/물류"]
    {
        assert_eq!(note(page).map(|it| it.source), Ok(Some(page.to_owned())));
    }
    for wrong in
        ["javascript:alert(1)", "garam.kr", "https://", "http:///x", "ftp://garam.kr", "https://a b.kr"]
    {
        assert_eq!(note(wrong), Err(vec![Problem::new("source", Why::NotAPage)]), "{wrong}");
    }
    assert_eq!(NoteForm::default().check(), Err(vec![Problem::new("body", Why::Missing)]));
}

#[test]
fn a_note_makes_no_lead_and_neither_does_who_may_work_none() {
    let roles = |role| Roles(vec![role]);
    assert!(makes_lead(ActivityKind::Call, &roles(Role::Sdr)));
    assert!(makes_lead(ActivityKind::Email, &roles(Role::Ae)));
    assert!(!makes_lead(ActivityKind::Note, &roles(Role::Sdr)));
    assert!(!makes_lead(ActivityKind::Call, &roles(Role::Csm)));
}

proptest! {
    #[test]
    fn no_touch_does_two_steps_and_no_step_is_done_before_it_was_planned(
        whom in prop::collection::vec(1u128..4, 0..8),
        touched in prop::collection::vec((1u128..4, 0u64..9), 0..12),
    ) {
        let steps: Vec<_> =
            (1..).zip(&whom).map(|(number, whom)| step(number, Some(*whom), ActivityKind::Call, "2026-11-24")).collect();
        let mut touches: Vec<_> = (100..)
            .zip(&touched)
            .map(|(number, (whom, after))| Touch { day: day("2026-11-20") + chrono::Days::new(*after), ..call(number, *whom, "2026-11-20") })
            .collect();
        touches.sort_by_key(|it| it.day);
        let states = follow(&steps, &touches);
        let mut did: Vec<_> = states.iter().filter_map(|it| match it { StepState::Done { activity, day } => Some((*activity, *day)), _ => None }).collect();
        prop_assert!(did.iter().all(|it| it.1 >= monday()));
        let count = did.len();
        did.sort();
        did.dedup();
        prop_assert_eq!(did.len(), count);
        // The same record gives the same states, and more of it undoes none.
        let fewer = follow(&steps, &touches[..touches.len() / 2]);
        for (before, after) in fewer.iter().zip(&states) {
            prop_assert!(*before == StepState::Open || before == after);
        }
    }

    #[test]
    fn putting_a_step_elsewhere_loses_none(step_at in 0usize..6, before_at in 0usize..7) {
        let steps: Vec<_> = (1..=6).map(|it| step(it, None, ActivityKind::Call, "2026-11-24")).collect();
        let before = steps.get(before_at).map(|it| it.id);
        let order = StepAct::placed(&steps, steps[step_at].id, before);
        let mut sorted = order.clone();
        sorted.sort();
        prop_assert_eq!(sorted, steps.iter().map(|it| it.id).collect::<Vec<_>>());
        // Sent again it changes nothing.
        let again: Vec<_> = order.iter().filter_map(|id| steps.iter().find(|it| it.id == *id).cloned()).collect();
        prop_assert_eq!(StepAct::placed(&again, steps[step_at].id, before), order);
    }
}
