//! What leads are owed, in which order they are worked, and that those who were put off come back by themselves.

use crate::support::{World, world};
use chrono::{DateTime, Duration, NaiveDate, Utc};
use db::leads::{arrive, lead, move_lead, promises, queue, set_promises, wake};
use db::{Actor, activities, signals};
use domain::LeadId;
use domain::activities::{ActivityForm, Happened, Shown, Subject, TaskForm};
use domain::leads::{
    LeadForm, LeadMoveForm, LeadStatus, Owed, Promises, QueueLine, TouchForm, Urgency, Wake,
};
use domain::pipeline::filter::Owner;
use domain::signals::{NewSignal, SignalKind};
use domain::team::Role;
use sqlx::PgPool;

/// A Monday, ten in the morning in Seoul.
fn monday() -> DateTime<Utc> {
    "2026-11-30T01:00:00Z".parse().unwrap()
}

async fn come(world: &World, actor: &Actor, name: &str, email: &str, at: DateTime<Utc>) -> LeadId {
    let form =
        LeadForm { name: name.into(), email: email.into(), origin: "inbound".into(), ..Default::default() };
    arrive(&world.db, actor, None, (&form, &TouchForm::default()), at).await.unwrap().lead
}

fn signal(key: &str, kind: SignalKind, email: &str, at: DateTime<Utc>) -> NewSignal {
    NewSignal {
        key: key.into(),
        kind,
        email: Some(email.into()),
        domain: None,
        value: None,
        properties: vec![],
        at,
    }
}

async fn lines(world: &World, actor: &Actor, now: DateTime<Utc>) -> Vec<QueueLine> {
    queue(&world.db, actor, Owner::Me, now).await.unwrap().lines
}

fn said(lines: &[QueueLine]) -> Vec<(&str, Owed, Urgency)> {
    lines.iter().map(|it| (it.card.name.as_str(), it.promise.owed, it.urgency)).collect()
}

#[sqlx::test(migrator = "db::MIGRATOR")]
async fn the_queue_runs_by_urgency_then_by_worth_then_by_time(pool: PgPool) {
    let world = world(&pool).await;
    let sdr = world.member("송다은", Role::Sdr).await;
    let other = world.member("박지훈", Role::Sdr).await;
    let now = monday();
    let ago = |minutes| now - Duration::minutes(minutes);
    come(&world, &sdr, "늦은 리드", "late@a.kr", ago(3 * 24 * 60)).await;
    come(&world, &sdr, "곧 리드", "soon@a.kr", ago(10)).await;
    come(&world, &sdr, "데모 리드", "demo@a.kr", ago(10)).await;
    let theirs = come(&world, &other, "남의 리드", "other@a.kr", ago(10)).await;
    let start = LeadMoveForm { to: "working".into(), ..Default::default() };
    move_lead(&world.db, &other, theirs, LeadStatus::New, &start, ago(5)).await.unwrap();
    let hand = signal("s1", SignalKind::DemoRequested, "demo@a.kr", ago(10));
    signals::take(&world.db, &world.operator, &[hand]).await.unwrap();
    let lines = lines(&world, &sdr, now).await;
    assert_eq!(
        said(&lines),
        [
            ("늦은 리드", Owed::FirstResponse, Urgency::Late),
            ("데모 리드", Owed::Demo, Urgency::Soon),
            ("곧 리드", Owed::FirstResponse, Urgency::Soon),
        ]
    );
    let all = queue(&world.db, &sdr, Owner::Anybody, now).await.unwrap();
    assert_eq!((all.count(), all.counts), (4, [1, 2, 0, 1]));
    world.in_order().await;
}

#[sqlx::test(migrator = "db::MIGRATOR")]
async fn one_press_logs_the_touch_finishes_what_was_planned_and_plans_the_next(pool: PgPool) {
    let world = world(&pool).await;
    let sdr = world.member("송다은", Role::Sdr).await;
    let now = monday();
    let lead_id = come(&world, &sdr, "김민수", "minsu@a.kr", now - Duration::minutes(10)).await;
    let call = ActivityForm {
        kind: "call".into(),
        outcome: "no_answer".into(),
        lead: lead_id.to_string(),
        ..Default::default()
    };
    let next = TaskForm {
        title: "메일 보내기".into(),
        due: "2026-12-01".into(),
        lead: lead_id.to_string(),
        ..Default::default()
    };
    activities::log_and_plan(&world.db, &sdr, &call, (None, Some(&next)), now).await.unwrap();
    assert_eq!(lead(&world.db, &sdr, lead_id).await.unwrap().status, LeadStatus::Working);
    let line = lines(&world, &sdr, now).await.remove(0);
    let (task, title) = line.plan.clone().unwrap();
    assert_eq!((line.promise.owed, title.as_str(), line.tries), (Owed::Planned, "메일 보내기", 1));
    let due: DateTime<Utc> = "2026-12-01T09:00:00Z".parse().unwrap();
    assert_eq!(line.promise.due, due, "the end of that working day");

    let later = now + Duration::hours(20);
    let mail = ActivityForm { kind: "email".into(), outcome: "sent".into(), ..call.clone() };
    activities::log_and_plan(&world.db, &sdr, &mail, (Some(task), None), later).await.unwrap();
    let line = lines(&world, &sdr, later).await.remove(0);
    assert_eq!((line.promise.owed, line.plan, line.tries), (Owed::NextTry, None, 2));
    let open = activities::tasks(&world.db, &sdr, Subject::Lead(lead_id)).await.unwrap();
    assert!(open.iter().all(|it| it.done_at.is_some()));

    // What cannot be planned leaves nothing behind of the rest.
    let nobody = TaskForm { owner: uuid::Uuid::now_v7().to_string(), ..next };
    let refused = activities::log_and_plan(&world.db, &sdr, &call, (None, Some(&nobody)), later).await;
    assert!(refused.is_err());
    assert_eq!(world.count("activity").await, 2);
    world.in_order().await;
}

async fn nurture(world: &World, sdr: &Actor, lead: LeadId, until: NaiveDate, at: DateTime<Utc>) {
    let form = LeadMoveForm {
        to: "nurturing".into(),
        until: until.to_string(),
        reason: "내년 예산".into(),
        ..Default::default()
    };
    move_lead(&world.db, sdr, lead, LeadStatus::New, &form, at).await.unwrap();
}

#[sqlx::test(migrator = "db::MIGRATOR")]
async fn whoever_was_put_off_comes_back_on_the_day_once_and_says_why(pool: PgPool) {
    let world = world(&pool).await;
    let sdr = world.member("송다은", Role::Sdr).await;
    let now = monday();
    let lead_id = come(&world, &sdr, "김민수", "minsu@a.kr", now).await;
    let tomorrow = sdr.day(now).succ_opt().unwrap();
    nurture(&world, &sdr, lead_id, tomorrow, now).await;
    assert_eq!(wake(&world.db, now).await.unwrap(), 0);
    assert_eq!(lines(&world, &sdr, now).await, []);

    // Midnight in Seoul is three in the afternoon of the day before in London.
    let midnight: DateTime<Utc> = "2026-11-30T15:00:00Z".parse().unwrap();
    let places = (0..4).map(|_| {
        let db = world.db.clone();
        tokio::spawn(async move { wake(&db, midnight).await.unwrap() })
    });
    let mut woken = 0;
    for place in places.collect::<Vec<_>>() {
        woken += place.await.unwrap();
    }
    assert_eq!(woken, 1, "from however many servers one looks");
    let line = lines(&world, &sdr, midnight).await.remove(0);
    assert_eq!((line.card.status, line.promise.owed), (LeadStatus::New, Owed::FirstResponse));
    let told = activities::timeline(&world.db, &sdr, Subject::Lead(lead_id), Shown::All, None, 20, midnight)
        .await
        .unwrap();
    let woke = told.moments.iter().find_map(|it| match &it.what {
        Happened::LeadMoved { to: LeadStatus::New, wake: Some(wake), .. } => Some((it.by, *wake)),
        _ => None,
    });
    assert_eq!(woke, Some((None, Wake::Day)));
    world.in_order().await;
}

#[sqlx::test(migrator = "db::MIGRATOR")]
async fn a_hand_or_new_interest_brings_them_back_before_and_old_signals_do_not(pool: PgPool) {
    let world = world(&pool).await;
    let sdr = world.member("송다은", Role::Sdr).await;
    let now = Utc::now() - Duration::hours(1);
    let until = sdr.day(now) + Duration::days(60);
    let status = async |id| lead(&world.db, &sdr, id).await.unwrap().status;
    let take = async |key: &str, kind, email: &str, at| {
        let taken = signals::take(&world.db, &world.operator, &[signal(key, kind, email, at)]).await;
        assert_eq!(taken.unwrap().taken, 1);
    };
    let asks = come(&world, &sdr, "데모", "demo@a.kr", now).await;
    let reads = come(&world, &sdr, "관심", "reads@a.kr", now).await;
    let was = come(&world, &sdr, "옛날", "was@a.kr", now).await;
    for id in [asks, reads, was] {
        nurture(&world, &sdr, id, until, now).await;
    }
    take("d", SignalKind::DemoRequested, "demo@a.kr", Utc::now()).await;
    assert_eq!(status(asks).await, LeadStatus::New);
    take("p1", SignalKind::PricingSeen, "reads@a.kr", Utc::now()).await;
    assert_eq!(status(reads).await, LeadStatus::Nurturing, "ten points are not enough");
    take("p2", SignalKind::PricingSeen, "reads@a.kr", Utc::now()).await;
    assert_eq!(status(reads).await, LeadStatus::New);
    take("old", SignalKind::DemoRequested, "was@a.kr", now - Duration::hours(2)).await;
    assert_eq!(status(was).await, LeadStatus::Nurturing, "that was before it was put off");
    world.in_order().await;
}

#[sqlx::test(migrator = "db::MIGRATOR")]
async fn what_a_team_promises_holds_for_clocks_that_begin_afterwards(pool: PgPool) {
    let world = world(&pool).await;
    let sdr = world.member("송다은", Role::Sdr).await;
    let now = monday();
    come(&world, &sdr, "김민수", "minsu@a.kr", now).await;
    let page = promises(&world.db, &sdr).await.unwrap();
    assert_eq!((page.promises, page.version, page.history.len()), (Promises::default(), 0, 0));
    let slow = Promises { inbound_minutes: 120, accept_hours: 6, ..Promises::default() };
    let later = now + Duration::minutes(10);
    assert!(set_promises(&world.db, &sdr, 0, slow, later).await.is_err());
    set_promises(&world.db, &world.operator, 0, slow, later).await.unwrap();
    set_promises(&world.db, &world.operator, 0, slow, later).await.expect("the same again changes nothing");
    assert_eq!(
        lines(&world, &sdr, now).await[0].promise.due,
        now + Duration::hours(1),
        "its clock runs already"
    );
    let other = later + Duration::minutes(1);
    come(&world, &sdr, "이지우", "jiwoo@a.kr", other).await;
    let due = |name: &'static str| {
        let (world, sdr) = (&world, &sdr);
        async move {
            let all = lines(world, sdr, other).await;
            all.into_iter().find(|it| it.card.name == name).expect(name).promise.due
        }
    };
    assert_eq!(due("이지우").await, other + Duration::hours(2));

    // Of two who decide at once the later one is asked.
    let slower = Promises { inbound_minutes: 180, ..slow };
    let Err(db::Error::Changed(stands)) = set_promises(&world.db, &world.operator, 0, slower, other).await
    else {
        panic!("written over")
    };
    assert_eq!((stands.version, stands.differences[0].before.as_str()), (1, "120"));
    let page = promises(&world.db, &sdr).await.unwrap();
    assert_eq!((page.promises, page.version), (slow, 1));
    let changed: Vec<_> =
        page.history[0].changes.iter().map(|it| (it.field.as_str(), it.after.as_str())).collect();
    assert_eq!(changed, [("inbound_minutes", "120"), ("accept_hours", "6")]);
    assert!(sqlx::query("delete from promise_change").execute(&pool).await.is_err());
    world.in_order().await;
}
