//! Logging what was done, planning what will be, and the timeline that tells it, on a real PostgreSQL.

use crate::desk::{Desk, member, refusal};
use chrono::{DateTime, Duration, Utc};
use db::activities::{self, complete_next_step, log, plan, timeline};
use db::{Actor, Error};
use domain::activities::{
    ActivityForm, ActivityKind, Happened, Moment, NEXT_STEP_DONE, NextStepForm, Outcome, Recorded, Shown,
    Subject, TaskForm,
};
use domain::team::Role;
use domain::{AccountId, DealId, PersonId, Problem, Refusal, TaskId, Why};
use sqlx::PgPool;
use uuid::Uuid;

fn call_on(deal: DealId, outcome: &str) -> ActivityForm {
    ActivityForm {
        kind: "call".into(),
        outcome: outcome.into(),
        body: "결재선을 들었어요.".into(),
        deal: deal.to_string(),
        ..Default::default()
    }
}

async fn moments(desk: &Desk, subject: Subject) -> Vec<Moment> {
    timeline(&desk.db, &desk.minji, subject, Shown::All, None, 100, Utc::now()).await.unwrap().moments
}

async fn last_activity(desk: &Desk, deal: DealId) -> DateTime<Utc> {
    sqlx::query_scalar("select last_activity_at from deal where id = $1")
        .bind(deal)
        .fetch_one(&desk.pool)
        .await
        .unwrap()
}

#[sqlx::test(migrator = "db::MIGRATOR")]
async fn a_connected_call_makes_deal_account_and_person_fresh(pool: PgPool) {
    let desk = Desk::open(pool).await;
    let deal = desk.deal(&desk.minji, "사내 지식검색", "1.3억").await;
    desk.set(deal, "last_activity_at = now() - interval '20 days'").await;
    let version = desk.version(deal).await;
    let now = Utc::now();
    log(&desk.db, &desk.junho, &call_on(deal, "connected"), now).await.unwrap();

    assert_eq!(desk.version(deal).await, version + 1);
    assert_eq!(last_activity(&desk, deal).await.timestamp_micros(), now.timestamp_micros());
    let filled = "select count(*) from activity where account_id is not null and person_id is not null";
    assert_eq!(desk.count(filled).await, 1);
    let fresh = "select (select count(*) from account where last_activity_at > now() - interval '1 hour')
        + (select count(*) from person where last_activity_at > now() - interval '1 hour')";
    assert_eq!(desk.count(fresh).await, 2);
    let told = "select count(*) from outbox where topic = 'activity' and deal_id is not null
        and account_id is not null and person_id is not null and version is not null";
    assert_eq!(desk.count(told).await, 1);
    desk.balanced().await;
}

#[sqlx::test(migrator = "db::MIGRATOR")]
async fn what_did_not_reach_the_customer_is_logged_and_keeps_nothing_fresh(pool: PgPool) {
    let desk = Desk::open(pool).await;
    let deal = desk.deal(&desk.minji, "사내 지식검색", "").await;
    let (version, before) = (desk.version(deal).await, last_activity(&desk, deal).await);
    log(&desk.db, &desk.minji, &call_on(deal, "voicemail"), Utc::now()).await.unwrap();
    assert_eq!(desk.version(deal).await, version + 1, "gates ask what was done");
    assert_eq!(last_activity(&desk, deal).await, before);
    assert_eq!(desk.count("select count(*) from account where last_activity_at is not null").await, 0);
    assert_eq!(desk.count("select count(*) from outbox where topic = 'activity'").await, 1);
    desk.balanced().await;
}

#[sqlx::test(migrator = "db::MIGRATOR")]
async fn an_older_touch_does_not_turn_the_clock_back(pool: PgPool) {
    let desk = Desk::open(pool).await;
    let deal = desk.deal(&desk.minji, "사내 지식검색", "").await;
    let (version, before) = (desk.version(deal).await, last_activity(&desk, deal).await);
    let yesterday = (desk.minji.day(Utc::now()) - Duration::days(3)).to_string();
    let form = ActivityForm { on: yesterday, ..call_on(deal, "connected") };
    log(&desk.db, &desk.minji, &form, Utc::now()).await.unwrap();
    assert_eq!((desk.version(deal).await, last_activity(&desk, deal).await), (version + 1, before));
    let noon = "select count(*) from activity where to_char(occurred_at at time zone 'Asia/Seoul', 'HH24:MI') = '12:00'";
    assert_eq!(desk.count(noon).await, 1, "of a past day only the day is known");

    let tomorrow = (desk.minji.day(Utc::now()) + Duration::days(1)).to_string();
    let form = ActivityForm { on: tomorrow, ..call_on(deal, "connected") };
    let refused = refusal(log(&desk.db, &desk.minji, &form, Utc::now()).await);
    assert_eq!(refused, Problem::new("on", Why::InTheFuture).into());
    desk.balanced().await;
}

#[sqlx::test(migrator = "db::MIGRATOR")]
async fn the_same_activity_sent_again_is_logged_once(pool: PgPool) {
    let desk = Desk::open(pool).await;
    let deal = desk.deal(&desk.minji, "사내 지식검색", "").await;
    desk.set(deal, "last_activity_at = now() - interval '2 days'").await;
    let form = ActivityForm { id: Uuid::now_v7().to_string(), ..call_on(deal, "connected") };
    let tries = (0..8).map(|_| log(&desk.db, &desk.minji, &form, Utc::now()));
    for tried in futures::future::join_all(tries).await {
        assert_eq!(tried.unwrap().to_string(), form.id);
    }
    assert_eq!(desk.count("select count(*) from activity").await, 1);
    assert_eq!(desk.version(deal).await, 2);
    assert_eq!(desk.count("select count(*) from outbox where topic = 'activity'").await, 1);
    desk.balanced().await;
}

#[sqlx::test(migrator = "db::MIGRATOR")]
async fn many_who_log_at_once_lose_nothing(pool: PgPool) {
    let desk = Desk::open(pool).await;
    let deal = desk.deal(&desk.minji, "사내 지식검색", "").await;
    let form = call_on(deal, "connected");
    let start = Utc::now();
    let calls = (0..12).map(|at| log(&desk.db, &desk.junho, &form, start + Duration::seconds(at)));
    for call in futures::future::join_all(calls).await {
        call.unwrap();
    }
    assert_eq!(desk.count("select count(*) from activity").await, 12);
    let newest = (start + Duration::seconds(11)).timestamp_micros();
    assert_eq!(last_activity(&desk, deal).await.timestamp_micros(), newest);
    desk.balanced().await;
}

#[sqlx::test(migrator = "db::MIGRATOR")]
async fn a_task_is_planned_done_reopened_changed_and_dropped(pool: PgPool) {
    let desk = Desk::open(pool).await;
    let (db, minji) = (&desk.db, &desk.minji);
    let deal = desk.deal(minji, "사내 지식검색", "").await;
    let form = TaskForm {
        id: Uuid::now_v7().to_string(),
        title: "보안 답변서".into(),
        due: "2026-11-26".into(),
        deal: deal.to_string(),
        ..Default::default()
    };
    let task = plan(db, minji, &form).await.unwrap();
    assert_eq!(plan(db, minji, &form).await.unwrap(), task, "planned once");
    let tasks = activities::tasks(db, minji, Subject::Account(desk.account)).await.unwrap();
    let [only] = tasks.as_slice() else { panic!("{tasks:?}") };
    assert_eq!(
        (only.account_name.as_deref(), only.deal, only.owner),
        (Some("가람테크"), Some(deal), minji.id().unwrap())
    );

    activities::complete(db, &desk.junho, task, 1, Utc::now()).await.unwrap();
    activities::complete(db, minji, task, 1, Utc::now()).await.unwrap();
    let done = |it: &Moment| it.what == Happened::TaskDone { title: "보안 답변서".into() };
    let told = moments(&desk, Subject::Deal(deal)).await;
    assert_eq!(told.iter().find(|it| done(it)).unwrap().by, desk.junho.id());

    activities::reopen(db, minji, task, 2).await.unwrap();
    assert!(!moments(&desk, Subject::Deal(deal)).await.iter().any(done));
    let owner = desk.junho.id().unwrap().to_string();
    let changed =
        TaskForm {
            title: "보안 답변서 보내기".into(), due: String::new(), owner, ..Default::default()
        };
    activities::edit_task(db, minji, task, 3, &changed).await.unwrap();
    let [now] = activities::tasks(db, minji, Subject::Deal(deal)).await.unwrap().try_into().unwrap();
    assert_eq!((now.version, now.title.as_str(), now.due), (4, "보안 답변서 보내기", None));
    assert_eq!(Some(now.owner), desk.junho.id());
    assert_eq!(now.deal, Some(deal), "what it is about stays");

    activities::remove(db, minji, task, 4).await.unwrap();
    assert!(activities::tasks(db, minji, Subject::Deal(deal)).await.unwrap().is_empty());
    assert!(matches!(activities::reopen(db, minji, task, 5).await, Err(Error::NotFound)));
    assert_eq!(
        desk.count("select count(*) from outbox where topic = 'task' and account_id is not null").await,
        5
    );
    desk.balanced().await;
}

#[sqlx::test(migrator = "db::MIGRATOR")]
async fn whoever_changes_a_task_second_sees_what_stands_now(pool: PgPool) {
    let desk = Desk::open(pool).await;
    let form = TaskForm { title: "견적 초안".into(), ..Default::default() };
    let task = plan(&desk.db, &desk.minji, &form).await.unwrap();
    let mine = TaskForm { title: "견적서".into(), ..form.clone() };
    let theirs = TaskForm { title: "견적서 보내기".into(), due: "2026-11-30".into(), ..form };
    activities::edit_task(&desk.db, &desk.junho, task, 1, &theirs).await.unwrap();
    let Err(Error::Changed(now)) = activities::edit_task(&desk.db, &desk.minji, task, 1, &mine).await else {
        panic!("overwritten");
    };
    let told: Vec<_> =
        now.differences.iter().map(|it| (it.field.as_str(), it.before.as_str(), it.after.as_str())).collect();
    assert_eq!(
        (now.version, told),
        (2, vec![("title", "견적서 보내기", "견적서"), ("due", "2026-11-30", "")])
    );
    let same = activities::edit_task(&desk.db, &desk.minji, task, 1, &theirs).await;
    assert!(same.is_ok(), "what stands already needs no choice");
    assert!(matches!(activities::remove(&desk.db, &desk.minji, task, 1).await, Err(Error::Changed(_))));
}

#[sqlx::test(migrator = "db::MIGRATOR")]
async fn a_task_goes_to_somebody_who_works_here(pool: PgPool) {
    let desk = Desk::open(pool.clone()).await;
    let other = Desk::named(pool, "daon").await;
    let gone = desk.junho.id().unwrap();
    db::team::deactivate(&desk.db, &desk.minji, gone, chrono::Utc::now()).await.unwrap();
    for owner in [gone, other.minji.id().unwrap()] {
        let form = TaskForm { title: "x".into(), owner: owner.to_string(), ..Default::default() };
        let refused = refusal(plan(&desk.db, &desk.minji, &form).await);
        assert_eq!(refused, Problem::new("owner", Why::Unknown).into());
    }
    assert_eq!(desk.count("select count(*) from task").await, 0);
}

#[sqlx::test(migrator = "db::MIGRATOR")]
async fn a_next_step_is_done_and_the_following_one_takes_its_place(pool: PgPool) {
    let desk = Desk::open(pool).await;
    let deal = desk.deal(&desk.minji, "사내 지식검색", "").await;
    desk.set(deal, "next_step = '데모 일정 잡기', next_step_due = '2026-11-20'").await;
    let next = NextStepForm { next_step: "계약서 발송".into(), next_step_due: "2026-11-26".into() };
    complete_next_step(&desk.db, &desk.minji, deal, 1, &next).await.unwrap();
    assert_eq!(desk.version(deal).await, 2);

    let Err(Error::Changed(now)) =
        complete_next_step(&desk.db, &desk.minji, deal, 1, &NextStepForm::default()).await
    else {
        panic!("done twice");
    };
    assert_eq!((now.version, now.differences[0].before.as_str()), (2, "계약서 발송"));
    complete_next_step(&desk.db, &desk.minji, deal, 2, &NextStepForm::default()).await.unwrap();

    let told = moments(&desk, Subject::Deal(deal)).await;
    let done: Vec<_> = told
        .iter()
        .filter_map(|it| match &it.what {
            Happened::Changed { changes, .. } => changes.iter().find(|it| it.field == NEXT_STEP_DONE),
            _ => None,
        })
        .map(|it| (it.before.as_str(), it.after.as_str()))
        .collect();
    assert_eq!(done, [("계약서 발송", ""), ("데모 일정 잡기", "계약서 발송")]);
    desk.balanced().await;
}

#[sqlx::test(migrator = "db::MIGRATOR")]
async fn only_who_works_a_deal_completes_its_step_and_a_viewer_logs_nothing(pool: PgPool) {
    let desk = Desk::open(pool).await;
    let deal = desk.deal(&desk.minji, "사내 지식검색", "").await;
    let others = complete_next_step(&desk.db, &desk.junho, deal, 1, &NextStepForm::default()).await;
    assert_eq!(refusal(others), Refusal::NotAllowed);

    let operator = Actor::operator(desk.minji.workspace());
    let viewer = member(&desk.db, &operator, "viewer@hanbit.kr", &[Role::Viewer]).await;
    let (db, form) = (&desk.db, TaskForm { title: "x".into(), ..Default::default() });
    let task = plan(db, &desk.minji, &form).await.unwrap();
    let before = desk.count("select count(*) from outbox").await;
    assert_eq!(refusal(log(db, &viewer, &call_on(deal, "connected"), Utc::now()).await), Refusal::NotAllowed);
    assert_eq!(refusal(plan(db, &viewer, &form).await), Refusal::NotAllowed);
    assert_eq!(refusal(activities::complete(db, &viewer, task, 1, Utc::now()).await), Refusal::NotAllowed);
    assert_eq!(refusal(activities::reopen(db, &viewer, task, 1).await), Refusal::NotAllowed);
    assert_eq!(refusal(activities::edit_task(db, &viewer, task, 1, &form).await), Refusal::NotAllowed);
    assert_eq!(refusal(activities::remove(db, &viewer, task, 1).await), Refusal::NotAllowed);
    assert!(
        !timeline(db, &viewer, Subject::Deal(deal), Shown::All, None, 9, Utc::now())
            .await
            .unwrap()
            .moments
            .is_empty()
    );
    assert_eq!(desk.count("select count(*) from outbox").await, before);
    desk.balanced().await;
}

#[sqlx::test(migrator = "db::MIGRATOR")]
async fn another_workspaces_records_are_not_there(pool: PgPool) {
    let desk = Desk::open(pool.clone()).await;
    let other = Desk::named(pool, "daon").await;
    let deal = other.deal(&other.minji, "남의 딜", "").await;
    let form = TaskForm { title: "남의 할 일".into(), ..Default::default() };
    let task = plan(&other.db, &other.minji, &form).await.unwrap();
    let before = desk.count("select count(*) from outbox").await;

    let (db, minji) = (&desk.db, &desk.minji);
    let subjects = [Subject::Deal(deal), Subject::Account(other.account), Subject::Person(other.person)];
    for subject in subjects {
        assert!(matches!(
            timeline(db, minji, subject, Shown::All, None, 9, Utc::now()).await,
            Err(Error::NotFound)
        ));
        assert!(matches!(activities::tasks(db, minji, subject).await, Err(Error::NotFound)));
        let (deal, account, person) = named(subject);
        let activity = ActivityForm { kind: "call".into(), deal, account, person, ..Default::default() };
        assert!(matches!(log(db, minji, &activity, Utc::now()).await, Err(Error::NotFound)));
        let (deal, account, person) = named(subject);
        let form = TaskForm { title: "x".into(), deal, account, person, ..Default::default() };
        assert!(matches!(plan(db, minji, &form).await, Err(Error::NotFound)));
    }
    let not_there = |it: db::Result<()>| assert!(matches!(it, Err(Error::NotFound)));
    for task in [task, TaskId(Uuid::now_v7())] {
        not_there(activities::complete(db, minji, task, 1, Utc::now()).await);
        not_there(activities::reopen(db, minji, task, 1).await);
        not_there(activities::edit_task(db, minji, task, 1, &form).await);
        not_there(activities::remove(db, minji, task, 1).await);
    }
    not_there(complete_next_step(db, minji, deal, 1, &NextStepForm::default()).await);
    assert_eq!(desk.count("select count(*) from outbox").await, before);
}

fn named(subject: Subject) -> (String, String, String) {
    let (deal, account, person): (Option<DealId>, Option<AccountId>, Option<PersonId>) = match subject {
        Subject::Deal(id) => (Some(id), None, None),
        Subject::Account(id) => (None, Some(id), None),
        Subject::Person(id) => (None, None, Some(id)),
        Subject::Lead(_) => (None, None, None),
    };
    let text = |it: Option<Uuid>| it.map(|it| it.to_string()).unwrap_or_default();
    (text(deal.map(|it| it.0)), text(account.map(|it| it.0)), text(person.map(|it| it.0)))
}

#[sqlx::test(migrator = "db::MIGRATOR")]
async fn an_accounts_timeline_tells_of_its_deals_and_people(pool: PgPool) {
    let desk = Desk::open(pool).await;
    let (db, minji) = (&desk.db, &desk.minji);
    let deal = desk.deal(minji, "사내 지식검색", "").await;
    log(db, minji, &call_on(deal, "connected"), Utc::now()).await.unwrap();
    let note = ActivityForm {
        kind: "note".into(),
        body: "재무팀장으로 승진".into(),
        person: desk.person.to_string(),
        ..Default::default()
    };
    log(db, minji, &note, Utc::now()).await.unwrap();
    desk.moved(deal, desk.stage(1), Utc::now()).await;

    let of_account = moments(&desk, Subject::Account(desk.account)).await;
    let told: Vec<_> = of_account.iter().map(|it| &it.what).collect();
    assert!(matches!(told[0], Happened::Moved { from: Some(_), to, .. } if to.id == desk.stage(1)));
    assert!(
        matches!(told[1], Happened::Activity { kind: ActivityKind::Note, person: Some(name), .. } if name == "윤서아")
    );
    assert!(matches!(
        told[2],
        Happened::Activity { kind: ActivityKind::Call, outcome: Some(Outcome::Connected), .. }
    ));
    assert!(matches!(told[3], Happened::Moved { from: None, .. }));
    assert_eq!(told[4], &Happened::Created { of: Recorded::Person("윤서아".into()) });
    assert_eq!(told[5], &Happened::Created { of: Recorded::Account });
    assert_eq!(told.len(), 6, "a touch is told once, by its activity");
    assert_eq!(of_account[0].deal_name.as_deref(), Some("사내 지식검색"));

    let of_person = moments(&desk, Subject::Person(desk.person)).await;
    let kinds: Vec<_> = of_person.iter().map(|it| std::mem::discriminant(&it.what)).collect();
    let expected = [told[1], told[2], told[4]].map(std::mem::discriminant);
    assert_eq!(kinds, expected);
    assert_eq!(moments(&desk, Subject::Deal(deal)).await.len(), 3);
    desk.balanced().await;
}

#[sqlx::test(migrator = "db::MIGRATOR")]
async fn pages_of_a_timeline_meet_without_gap_or_repetition_even_at_one_instant(pool: PgPool) {
    let desk = Desk::open(pool).await;
    let deal = desk.deal(&desk.minji, "사내 지식검색", "").await;
    let now = Utc::now();
    for _ in 0..17 {
        log(&desk.db, &desk.minji, &call_on(deal, "voicemail"), now).await.unwrap();
    }
    let subject = Subject::Deal(deal);
    let whole = moments(&desk, subject).await;
    assert_eq!(whole.len(), 18);
    let (mut paged, mut before) = (Vec::new(), None);
    loop {
        let page = timeline(&desk.db, &desk.minji, subject, Shown::All, before, 5, now).await.unwrap();
        paged.extend(page.moments);
        before = page.older;
        if before.is_none() {
            break;
        }
    }
    assert_eq!(paged, whole);
}

#[sqlx::test(migrator = "db::MIGRATOR")]
async fn what_was_logged_is_not_rewritten_without_a_trace(pool: PgPool) {
    let desk = Desk::open(pool).await;
    let deal = desk.deal(&desk.minji, "사내 지식검색", "").await;
    log(&desk.db, &desk.minji, &call_on(deal, ""), Utc::now()).await.unwrap();
    assert!(sqlx::query("update activity set body = ''").execute(&desk.pool).await.is_err());
    assert!(sqlx::query("update activity set body = '', version = 2").execute(&desk.pool).await.is_err());
    assert!(sqlx::query("delete from activity").execute(&desk.pool).await.is_err());
}
