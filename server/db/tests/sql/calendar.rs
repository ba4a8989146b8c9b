//! The working calendar on a real PostgreSQL: what the team decides moves rot and gates, for itself alone.

use crate::desk::{Desk, at, refusal};
use chrono::NaiveDate;
use db::activities::waiting;
use db::calendar::{add_special_day, follow_holidays, remove_special_day, year};
use db::pipeline::{create_deal, edit_gate};
use db::{Actor, Db, Error, team};
use domain::calendar::{Special, SpecialDay};
use domain::pipeline::gate::{GateForm, Side};
use domain::pipeline::{NewDeal, Requirement};
use domain::{Problem, Refusal, Why};
use sqlx::PgPool;

fn special(day: &str, special: Special) -> SpecialDay {
    SpecialDay { day: day.parse().unwrap(), special, name: "정한 날".into() }
}

/// The same member with the calendar as it is now: who asks is looked up with every request.
async fn again(db: &Db, email: &str) -> Actor {
    let knock = team::knock(db, email, false).await.unwrap();
    let arrival = team::let_in(db, knock, "", None).await.unwrap();
    team::actor_of_session(db, &arrival.session).await.unwrap().unwrap().0
}

#[sqlx::test(migrator = "db::MIGRATOR")]
async fn rot_counts_by_what_the_team_decided(pool: PgPool) {
    let desk = Desk::open(pool).await;
    let (db, minji) = (&desk.db, &desk.minji);
    // Before Chuseok 2026; the first stage lets a deal rot after three business days.
    desk.begun(minji, 1, desk.stage(0), at("2026-09-22T01:00:00Z")).await;
    let count = async |day: &str| {
        let now = at(&format!("{day}T03:00:00Z"));
        waiting(db, &again(db, "minji@hanbit.kr").await, now).await.unwrap()
    };
    assert_eq!((count("2026-09-28").await, count("2026-09-29").await), (0, 1), "Chuseok is no work");
    add_special_day(db, minji, &special("2026-09-28", Special::Off)).await.unwrap();
    assert_eq!((count("2026-09-29").await, count("2026-09-30").await), (0, 1), "nor is the bridge day");
    follow_holidays(db, minji, false).await.unwrap();
    assert_eq!((count("2026-09-24").await, count("2026-09-25").await), (0, 1), "holidays are worked");
    remove_special_day(db, minji, "2026-09-28".parse().unwrap()).await.unwrap();
    follow_holidays(db, minji, true).await.unwrap();
    assert_eq!((count("2026-09-28").await, count("2026-09-29").await), (0, 1), "as it was");
}

#[sqlx::test(migrator = "db::MIGRATOR")]
async fn a_gate_counts_its_days_by_the_calendar(pool: PgPool) {
    let desk = Desk::open(pool).await;
    let db = &desk.db;
    let asks = Requirement::NextStepWithin(1);
    let gate = GateForm { side: Side::Entry, add: asks.code(), number: "1".into(), ..Default::default() };
    edit_gate(db, &desk.minji, desk.pipeline.id, desk.stage(0), &gate).await.unwrap();
    let today = desk.minji.day(chrono::Utc::now());
    let days: Vec<NaiveDate> = today.iter_days().skip(1).take(60).collect();
    let calendar = desk.minji.calendar();
    let second = *days.iter().filter(|it| calendar.is_business_day(**it)).nth(1).unwrap();
    let first = *days.iter().find(|it| calendar.is_business_day(**it)).unwrap();
    let form = NewDeal {
        name: "다음 액션이 먼 딜".into(),
        pipeline: desk.pipeline.id.to_string(),
        next_step: "전화".into(),
        next_step_due: second.to_string(),
        ..Default::default()
    };
    assert!(matches!(refusal(create_deal(db, &desk.minji, &form).await), Refusal::NotReady(_)));
    add_special_day(db, &desk.minji, &special(&first.to_string(), Special::Off)).await.unwrap();
    create_deal(db, &again(db, "minji@hanbit.kr").await, &form).await.unwrap();
}

#[sqlx::test(migrator = "db::MIGRATOR")]
async fn a_day_is_decided_once_and_a_year_tells_it(pool: PgPool) {
    let desk = Desk::open(pool).await;
    let (db, minji) = (&desk.db, &desk.minji);
    let day = special("2026-12-31", Special::Off);
    add_special_day(db, minji, &day).await.unwrap();
    let taken = Refusal::from(Problem::new("day", Why::Taken));
    assert_eq!(refusal(add_special_day(db, minji, &special("2026-12-31", Special::Works)).await), taken);
    let days = year(db, minji, 2026).await.unwrap().days;
    assert_eq!(days.last().and_then(|it| it.special.clone()), Some(day.clone()));
    assert!(year(db, minji, 2027).await.unwrap().days.iter().all(|it| it.special.is_none()));
    remove_special_day(db, minji, day.day).await.unwrap();
    assert!(matches!(remove_special_day(db, minji, day.day).await, Err(Error::NotFound)));
}

#[sqlx::test(migrator = "db::MIGRATOR")]
async fn only_who_shapes_the_process_decides_and_only_for_their_own_workspace(pool: PgPool) {
    let desk = Desk::open(pool.clone()).await;
    let others = Desk::named(pool, "others").await;
    let day = special("2026-12-31", Special::Off);
    assert_eq!(refusal(add_special_day(&desk.db, &desk.junho, &day).await), Refusal::NotAllowed);
    assert_eq!(refusal(follow_holidays(&desk.db, &desk.junho, false).await), Refusal::NotAllowed);
    assert_eq!(refusal(remove_special_day(&desk.db, &desk.junho, day.day).await), Refusal::NotAllowed);
    add_special_day(&desk.db, &desk.minji, &day).await.unwrap();
    follow_holidays(&desk.db, &desk.minji, false).await.unwrap();
    assert!(matches!(remove_special_day(&others.db, &others.minji, day.day).await, Err(Error::NotFound)));
    let theirs = again(&others.db, "minji@others.kr").await;
    assert_eq!(theirs.calendar(), others.minji.calendar());
    desk.balanced().await;
}
