//! Outbound on a real PostgreSQL: a filter becomes a list of targets, which is worked by a plan; the first touch makes one
//! lead, and an agreed meeting makes it one for sales, however many do so at once.

use crate::desk::{Desk, member, refusal};
use chrono::{DateTime, Days, Utc};
use db::accounts::{account, change_account, create_account, create_person};
use db::activities::log;
use db::icp::mark_target;
use db::leads::{arrive, lead};
use db::outbound::{add_step, change_step, choose, correct_note, give_up, list, take_back, write_note};
use db::qualification::qualified;
use db::{Actor, Error};
use domain::accounts::{AccountForm, PersonForm, Wish as AccountsWish};
use domain::activities::ActivityForm;
use domain::icp::{Asks, Predicate, Profile, Tier, Tiers};
use domain::leads::{LeadForm, LeadMoveForm, LeadStatus, Origin, TouchForm};
use domain::outbound::{
    AccountOutbound, ContactStepForm, GiveUpForm, Next, NoteForm, StepActForm, StepState, TargetState, Wish,
};
use domain::pipeline::filter::Owner;
use domain::qualification::{self, Kind, Reason};
use domain::team::Role;
use domain::{AccountId, ActId, ActivityId, ContactStepId, LeadId, PersonId, Problem, Refusal, Why};
use futures::future::join_all;
use sqlx::PgPool;
use uuid::Uuid;

fn everybodys() -> Wish {
    Wish { of: Owner::Anybody, ..Wish::default() }
}

async fn sdr(desk: &Desk) -> Actor {
    member(&desk.db, &Actor::operator(desk.minji.workspace()), "daeun@hanbit.kr", &[Role::Sdr]).await
}

async fn standing(desk: &Desk, of: AccountId) -> AccountOutbound {
    db::outbound::account(&desk.db, &desk.minji, of, Utc::now()).await.unwrap()
}

async fn state(desk: &Desk, of: AccountId) -> Option<TargetState> {
    standing(desk, of).await.line.map(|it| it.state)
}

fn touch(person: PersonId, kind: &str, outcome: &str) -> ActivityForm {
    ActivityForm {
        id: Uuid::now_v7().to_string(),
        kind: kind.into(),
        outcome: outcome.into(),
        person: person.to_string(),
        ..ActivityForm::default()
    }
}

fn step(person: Option<PersonId>, channel: &str, days: u64) -> ContactStepForm {
    let due = Utc::now().date_naive() + Days::new(days + 1);
    ContactStepForm {
        id: Uuid::now_v7().to_string(),
        person: person.map(|it| it.to_string()).unwrap_or_default(),
        post: if person.is_none() { "구매팀장".into() } else { String::new() },
        channel: channel.into(),
        due: due.to_string(),
        ..ContactStepForm::default()
    }
}

fn act(act: &str) -> StepActForm {
    StepActForm { act: act.into(), ..StepActForm::default() }
}

async fn the_leads(desk: &Desk) -> Vec<LeadId> {
    sqlx::query_scalar("select id from lead order by number").fetch_all(&desk.pool).await.unwrap()
}

#[sqlx::test]
async fn a_filter_becomes_targets_in_one_act_that_is_done_once_and_can_be_taken_back(pool: PgPool) {
    let desk = Desk::open(pool).await;
    let profile = Profile(vec![Predicate { asks: Asks::Region(vec!["서울".into()]), points: 100 }]);
    db::icp::save(&desk.db, &desk.minji, 0, &profile).await.unwrap();
    for at in 0..4 {
        let region = if at < 3 { "서울" } else { "부산" };
        let form = AccountForm { name: format!("회사 {at}"), region: region.into(), ..Default::default() };
        create_account(&desk.db, &desk.minji, None, &form).await.unwrap();
    }
    let wish = AccountsWish { tiers: Tiers::Of(Tier::A), ..AccountsWish::default() };
    let daeun = sdr(&desk).await;
    let id = ActId(Uuid::now_v7());
    let at_once = join_all((0..6).map(|_| choose(&desk.db, &daeun, id, &wish, daeun.id()))).await;
    let made: Vec<_> = at_once.into_iter().map(|it| it.unwrap().made).collect();
    assert_eq!(made, [3; 6]);
    let again = choose(&desk.db, &daeun, ActId(Uuid::now_v7()), &wish, daeun.id()).await.unwrap();
    assert_eq!((again.made, again.left), (0, 0));
    let page =
        list(&desk.db, &daeun, &Wish { of: Owner::Me, made: Some(id), ..Wish::default() }, Utc::now()).await;
    let page = page.unwrap();
    assert_eq!((page.total, page.count(TargetState::NotStarted)), (3, 3));
    assert!(page.lines.iter().all(|it| it.member == daeun.id() && it.tier == Some(Tier::A)));
    assert_eq!(page.made.map(|it| (it.made, it.is_undone)), Some((3, false)));
    let told = "select count(*) from field_change where changes @> '[{\"field\": \"target\"}]'";
    assert_eq!(desk.count(told).await, 3);

    // Somebody has begun with one: that one stays.
    let begun = page.lines[1].account;
    add_step(&desk.db, &daeun, begun, &step(None, "call", 1), Utc::now()).await.unwrap();
    take_back(&desk.db, &daeun, id, Utc::now()).await.unwrap();
    assert!(take_back(&desk.db, &daeun, id, Utc::now()).await.unwrap().is_undone);
    let left = list(&desk.db, &daeun, &everybodys(), Utc::now()).await.unwrap();
    assert_eq!(left.lines.iter().map(|it| it.account).collect::<Vec<_>>(), [begun]);
    assert!(matches!(
        take_back(&desk.db, &daeun, ActId(Uuid::now_v7()), Utc::now()).await,
        Err(Error::NotFound)
    ));

    // Work for somebody else is given by who leads.
    let other = choose(&desk.db, &daeun, ActId(Uuid::now_v7()), &wish, desk.junho.id()).await;
    assert_eq!(refusal(other), Refusal::NotAllowed);
    choose(&desk.db, &desk.minji, ActId(Uuid::now_v7()), &wish, desk.junho.id()).await.unwrap();
    let junhos = list(&desk.db, &desk.junho, &Wish { of: Owner::Me, ..Wish::default() }, Utc::now()).await;
    assert_eq!(junhos.unwrap().total, 2);
    desk.balanced().await;
}

#[sqlx::test]
async fn a_plan_is_done_by_what_is_logged_and_every_change_is_on_record(pool: PgPool) {
    let desk = Desk::open(pool).await;
    let daeun = sdr(&desk).await;
    let (of, now) = (desk.account, Utc::now());
    let not_yet = add_step(&desk.db, &daeun, of, &step(None, "call", 1), now).await;
    assert_eq!(refusal(not_yet), Refusal::NotATarget);
    mark_target(&desk.db, &daeun, of, true).await.unwrap();
    assert_eq!(state(&desk, of).await, Some(TargetState::NotStarted));

    let call = step(Some(desk.person), "call", 1);
    let first = add_step(&desk.db, &daeun, of, &call, now).await.unwrap();
    assert_eq!(add_step(&desk.db, &daeun, of, &call, now).await.unwrap(), first);
    let second = add_step(&desk.db, &daeun, of, &step(None, "visit", 3), now).await.unwrap();
    assert_eq!(state(&desk, of).await, Some(TargetState::Planned));
    let order = async || standing(&desk, of).await.steps.iter().map(|it| it.0.id).collect::<Vec<_>>();
    assert_eq!(order().await, [first, second]);
    let before = StepActForm { before: first.to_string(), ..act("place") };
    for _ in 0..2 {
        change_step(&desk.db, &daeun, second, &before).await.unwrap();
    }
    assert_eq!(order().await, [second, first]);
    change_step(&desk.db, &daeun, second, &StepActForm { reason: "공석이래요".into(), ..act("skip") })
        .await
        .unwrap();
    let todo = standing(&desk, of).await.line.and_then(|it| it.todo).unwrap();
    assert!(matches!(todo.next, Next::Contact { whom, .. } if whom.person() == Some(desk.person)));
    change_step(&desk.db, &daeun, second, &act("resume")).await.unwrap();
    let named = StepActForm { person: desk.person.to_string(), ..act("name") };
    change_step(&desk.db, &daeun, second, &named).await.unwrap();

    log(&desk.db, &daeun, &touch(desk.person, "call", "no_answer"), now).await.unwrap();
    let steps = standing(&desk, of).await.steps;
    assert_eq!((steps[0].1, steps[0].0.id), (StepState::Open, second));
    assert!(matches!(steps[1].1, StepState::Done { .. }));
    change_step(&desk.db, &daeun, second, &act("take_out")).await.unwrap();
    assert_eq!(order().await, [first]);

    let history =
        "select count(*) from field_change where changes @? '$[*] ? (@.field starts with \"contact_\")'";
    assert_eq!(desk.count(history).await, 7);
    // Somebody who is not there is nobody to plan with.
    let stranger = PersonForm { name: "한지우".into(), ..Default::default() };
    let stranger = create_person(&desk.db, &desk.minji, None, &stranger).await.unwrap().id;
    let unknown = add_step(&desk.db, &daeun, of, &step(Some(stranger), "call", 1), now).await;
    assert_eq!(refusal(unknown), Problem::new("person", Why::Unknown).into());
    desk.balanced().await;
}

#[sqlx::test]
async fn the_same_first_touch_from_many_places_makes_one_lead(pool: PgPool) {
    let desk = Desk::open(pool).await;
    let daeun = sdr(&desk).await;
    mark_target(&desk.db, &daeun, desk.account, true).await.unwrap();
    let (now, same) = (Utc::now(), touch(desk.person, "call", "no_answer"));
    let logged = join_all((0..4).map(|_| log(&desk.db, &daeun, &same, now))).await;
    assert!(logged.iter().all(Result::is_ok));
    // Colleagues call, too, each by themselves.
    let others: Vec<_> = (0..4).map(|_| touch(desk.person, "email", "sent")).collect();
    let logged = join_all(others.iter().map(|it| log(&desk.db, &desk.junho, it, now))).await;
    assert!(logged.iter().all(Result::is_ok));

    let [id] = the_leads(&desk).await[..] else { panic!("one lead") };
    let made = lead(&desk.db, &desk.minji, id).await.unwrap();
    assert_eq!((made.origin, made.source.as_deref()), (Origin::Outbound, Some("outbound")));
    assert_eq!((made.account, made.person, made.owner), (Some(desk.account), Some(desk.person), daeun.id()));
    assert_eq!((made.status, made.kind), (LeadStatus::Working, Kind::None));
    assert_eq!(same.id.parse::<ActivityId>().unwrap().0, id.0);
    assert_eq!(desk.count("select count(*) from activity where lead_id is not null").await, 5);
    assert_eq!(desk.count("select count(*) from lead_touch").await, 1);
    assert_eq!(state(&desk, desk.account).await, Some(TargetState::InContact));
    desk.balanced().await;
}

#[sqlx::test]
async fn only_a_touch_with_somebody_at_a_target_makes_a_lead(pool: PgPool) {
    let desk = Desk::open(pool).await;
    let daeun = sdr(&desk).await;
    let now = Utc::now();
    let csm = member(&desk.db, &Actor::operator(desk.minji.workspace()), "csm@hanbit.kr", &[Role::Csm]).await;
    // No target yet.
    log(&desk.db, &daeun, &touch(desk.person, "call", "connected"), now).await.unwrap();
    mark_target(&desk.db, &daeun, desk.account, true).await.unwrap();
    let note = ActivityForm { body: "조사했어요".into(), ..touch(desk.person, "note", "") };
    log(&desk.db, &daeun, &note, now).await.unwrap();
    log(&desk.db, &csm, &touch(desk.person, "call", "connected"), now).await.unwrap();
    let nobody = ActivityForm {
        person: String::new(),
        account: desk.account.to_string(),
        ..touch(desk.person, "call", "connected")
    };
    log(&desk.db, &daeun, &nobody, now).await.unwrap();
    assert_eq!(the_leads(&desk).await, []);

    // Whoever is a lead already, by the same address, stays that one.
    let minsu = PersonForm {
        name: "김민수".into(),
        email: "minsu@garam.kr".into(),
        account: desk.account.to_string(),
        ..Default::default()
    };
    let form = LeadForm { name: "김민수".into(), email: "minsu@garam.kr".into(), ..LeadForm::default() };
    let came = arrive(&desk.db, &daeun, None, (&form, &TouchForm::default()), now).await.unwrap().lead;
    let minsu = create_person(&desk.db, &desk.minji, None, &minsu).await.unwrap().id;
    log(&desk.db, &daeun, &touch(minsu, "call", "connected"), now).await.unwrap();
    assert_eq!(the_leads(&desk).await, [came]);
    assert_eq!(desk.count("select count(*) from activity where lead_id is not null").await, 1);

    // Whoever was given up is not called back to life by a call.
    log(&desk.db, &daeun, &touch(desk.person, "call", "connected"), now).await.unwrap();
    let [_, made] = the_leads(&desk).await[..] else { panic!("two leads") };
    let form = LeadMoveForm { to: "disqualified".into(), why: "no_need".into(), ..LeadMoveForm::default() };
    db::leads::move_lead(&desk.db, &daeun, made, LeadStatus::Working, &form, now).await.unwrap();
    log(&desk.db, &daeun, &touch(desk.person, "call", "connected"), now).await.unwrap();
    assert_eq!(the_leads(&desk).await, [came, made]);
    desk.balanced().await;
}

#[sqlx::test]
async fn an_agreed_first_meeting_makes_an_sql_once_by_whoever_logged_it(pool: PgPool) {
    let desk = Desk::open(pool).await;
    let daeun = sdr(&desk).await;
    let now = Utc::now();
    mark_target(&desk.db, &daeun, desk.account, true).await.unwrap();
    log(&desk.db, &daeun, &touch(desk.person, "call", "no_answer"), now).await.unwrap();
    let [id] = the_leads(&desk).await[..] else { panic!("one lead") };
    let booked: Vec<_> = (0..3).map(|_| touch(desk.person, "meeting", "booked")).collect();
    // Whose lead it is not may log it, and says nothing by that.
    log(&desk.db, &desk.junho, &booked[0], now).await.unwrap();
    assert_eq!(lead(&desk.db, &daeun, id).await.unwrap().kind, Kind::None);
    assert_eq!(state(&desk, desk.account).await, Some(TargetState::MeetingAgreed));

    let logged =
        join_all(booked[1..].iter().chain(&booked[1..]).map(|it| log(&desk.db, &daeun, it, now))).await;
    assert!(logged.iter().all(Result::is_ok));
    let stands = lead(&desk.db, &daeun, id).await.unwrap();
    assert_eq!((stands.kind, stands.status), (Kind::SalesQualified, LeadStatus::Engaged));
    let changes = qualified(&desk.db, &daeun, id).await.unwrap().changes;
    let [why] = &changes[..] else { panic!("granted once: {changes:?}") };
    assert_eq!(
        (why.to, why.origin, why.by),
        (Kind::SalesQualified, qualification::Origin::Outbound, daeun.id())
    );
    let Reason::Agreed(qualification::Agreed::Logged { activity, .. }) = why.reasons[0] else {
        panic!("the activity is the reason: {:?}", why.reasons)
    };
    assert_eq!(activity.to_string(), booked[0].id);

    // At once: the first touch is the meeting.
    let form =
        PersonForm { name: "박대표".into(), account: desk.account.to_string(), ..Default::default() };
    let ceo = create_person(&desk.db, &desk.minji, None, &form).await.unwrap().id;
    let past =
        ActivityForm { on: (daeun.day(now) - Days::new(3)).to_string(), ..touch(ceo, "visit", "held") };
    log(&desk.db, &daeun, &past, now).await.unwrap();
    let last = lead(&desk.db, &daeun, LeadId(past.id.parse().unwrap())).await.unwrap();
    assert_eq!((last.kind, last.status), (Kind::SalesQualified, LeadStatus::Engaged));
    assert!(last.first_touch_at < now - chrono::Duration::days(2));

    // Somebody who came by themselves has to be talked with, whatever was agreed.
    let inbound = LeadForm {
        name: "한지우".into(),
        email: "jiu@other.kr".into(),
        owner: daeun.id().unwrap().to_string(),
        ..LeadForm::default()
    };
    let inbound = arrive(&desk.db, &daeun, None, (&inbound, &TouchForm::default()), now).await.unwrap().lead;
    let form = ActivityForm {
        lead: inbound.to_string(),
        person: String::new(),
        ..touch(desk.person, "meeting", "booked")
    };
    log(&desk.db, &daeun, &form, now).await.unwrap();
    assert_eq!(lead(&desk.db, &daeun, inbound).await.unwrap().kind, Kind::None);
    desk.balanced().await;
}

#[sqlx::test]
async fn notes_are_corrected_by_their_writers_over_what_they_saw(pool: PgPool) {
    let desk = Desk::open(pool).await;
    let daeun = sdr(&desk).await;
    let (of, now) = (desk.account, Utc::now());
    let seen = account(&desk.db, &daeun, of).await.unwrap().version;
    let form = |body: &str| NoteForm { body: body.into(), source: "https://news.example/3".into() };
    let id = Some(domain::ResearchNoteId(Uuid::now_v7()));
    let note = write_note(&desk.db, &daeun, of, id, &form("물류센터를 새로 짓는대요"), now).await.unwrap();
    write_note(&desk.db, &daeun, of, id, &form("물류센터를 새로 짓는대요"), now).await.unwrap();
    assert_eq!(standing(&desk, of).await.notes, std::slice::from_ref(&note));
    let others = correct_note(&desk.db, &desk.junho, note.id, 1, &form("아니래요"), now).await;
    assert_eq!(refusal(others), Refusal::NotAllowed);
    let corrected =
        correct_note(&desk.db, &daeun, note.id, 1, &form("물류센터를 둘 짓는대요"), now).await.unwrap();
    assert_eq!((corrected.version, corrected.corrected_at.is_some()), (2, true));
    let late = correct_note(&desk.db, &daeun, note.id, 1, &form("셋이래요"), now).await;
    assert!(matches!(late, Err(Error::Changed(it)) if it.differences[0].before == "물류센터를 둘 짓는대요"));
    let wrong = NoteForm { source: "javascript:alert(1)".into(), ..form("글") };
    let wrong = write_note(&desk.db, &daeun, of, None, &wrong, now).await;
    assert_eq!(refusal(wrong), Problem::new("source", Why::NotAPage).into());

    // Whoever edits the account meanwhile is not overtaken by a note; and still is by another edit.
    let edit = |region: &str| AccountForm {
        name: "가람테크".into(),
        region: region.into(),
        owner: desk.minji.id().unwrap().to_string(),
        ..Default::default()
    };
    change_account(&desk.db, &desk.minji, of, seen, &edit("서울")).await.unwrap();
    let overtaken = change_account(&desk.db, &desk.minji, of, seen, &edit("부산")).await;
    assert!(matches!(overtaken, Err(Error::Changed(_))));
    desk.balanced().await;
}

#[sqlx::test]
async fn a_target_is_given_up_with_a_reason_and_taken_up_again(pool: PgPool) {
    let desk = Desk::open(pool).await;
    let (of, now) = (desk.account, Utc::now());
    mark_target(&desk.db, &desk.minji, of, true).await.unwrap();
    let form = |reason: &str| GiveUpForm { reason: reason.into() };
    let missing = give_up(&desk.db, &desk.junho, of, &form(" "), now).await;
    assert_eq!(refusal(missing), Problem::new("reason", Why::Missing).into());
    give_up(&desk.db, &desk.junho, of, &form("경쟁사와 3년 계약"), now).await.unwrap();
    give_up(&desk.db, &desk.junho, of, &form("다시"), now).await.unwrap();
    let stands = standing(&desk, of).await;
    assert_eq!((stands.line, stands.given_up.as_deref()), (None, Some("경쟁사와 3년 계약")));
    let page = list(&desk.db, &desk.minji, &everybodys(), now).await.unwrap();
    assert_eq!((page.total, page.count(TargetState::GivenUp)), (0, 1));
    mark_target(&desk.db, &desk.minji, of, true).await.unwrap();
    assert_eq!(state(&desk, of).await, Some(TargetState::NotStarted));
    desk.balanced().await;
}

#[sqlx::test]
async fn what_belongs_to_another_workspace_is_not_there(pool: PgPool) {
    let desk = Desk::open(pool.clone()).await;
    let other = Desk::named(pool, "narae").await;
    let now: DateTime<Utc> = Utc::now();
    let of = desk.account;
    mark_target(&desk.db, &desk.minji, of, true).await.unwrap();
    mark_target(&desk.db, &other.minji, other.account, true).await.unwrap();
    let id = add_step(&desk.db, &desk.minji, of, &step(Some(desk.person), "call", 1), now).await.unwrap();
    let note = NoteForm { body: "조사".into(), ..NoteForm::default() };
    let kept = write_note(&desk.db, &desk.minji, of, None, &note, now).await.unwrap();
    let made =
        choose(&desk.db, &desk.minji, ActId(Uuid::now_v7()), &AccountsWish::default(), None).await.unwrap();
    let stranger = &other.minji;
    assert!(matches!(db::outbound::account(&desk.db, stranger, of, now).await, Err(Error::NotFound)));
    assert!(matches!(
        add_step(&desk.db, stranger, of, &step(None, "call", 1), now).await,
        Err(Error::NotFound)
    ));
    assert!(matches!(change_step(&desk.db, stranger, id, &act("take_out")).await, Err(Error::NotFound)));
    assert!(matches!(
        change_step(&desk.db, stranger, ContactStepId(of.0), &act("resume")).await,
        Err(Error::NotFound)
    ));
    assert!(matches!(write_note(&desk.db, stranger, of, None, &note, now).await, Err(Error::NotFound)));
    assert!(matches!(correct_note(&desk.db, stranger, kept.id, 1, &note, now).await, Err(Error::NotFound)));
    assert!(matches!(take_back(&desk.db, stranger, made.act, now).await, Err(Error::NotFound)));
    let form = GiveUpForm { reason: "몰라요".into() };
    assert!(matches!(give_up(&desk.db, stranger, of, &form, now).await, Err(Error::NotFound)));
    let theirs = add_step(&desk.db, stranger, other.account, &step(Some(desk.person), "call", 1), now).await;
    assert_eq!(refusal(theirs), Problem::new("person", Why::Unknown).into());
    let page = list(&desk.db, stranger, &everybodys(), now).await.unwrap();
    assert_eq!(page.lines.iter().map(|it| it.account).collect::<Vec<_>>(), [other.account]);
    desk.balanced().await;
}
