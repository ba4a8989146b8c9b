//! The member's day and figures, in the workspace's zone, on a real PostgreSQL.

use crate::desk::{Desk, at, member, refusal};
use chrono::{DateTime, Duration, Utc};
use db::activities::{self, plan, today, waiting};
use db::{Actor, Error};
use domain::activities::TaskForm;
use domain::focus::{Focus, Of, Urgency, Week, What};
use domain::pipeline::{StageKind, Sum, Totals};
use domain::team::Role;
use domain::{Currency, Refusal};
use sqlx::PgPool;

/// A Wednesday, 09:30 in Seoul, so far ahead that nothing made by the test itself is of this week.
fn wednesday() -> DateTime<Utc> {
    at("2100-06-16T00:30:00Z")
}

fn days_ago(days: i64) -> DateTime<Utc> {
    wednesday() - Duration::days(days)
}

fn says(line: &Focus) -> String {
    match &line.what {
        What::Task { title, .. } => title.clone(),
        What::NextStep { step } => step.clone(),
        What::Rotting { .. } => format!("rotting {}", line.quiet.unwrap_or_default()),
        What::HoldEnds { .. } => "hold ends".to_owned(),
        What::AtRisk(it) => format!("at risk: {}", it.kind.code()),
    }
}

#[sqlx::test(migrator = "db::MIGRATOR")]
async fn the_day_has_what_is_late_what_is_due_and_what_rots_in_this_order(pool: PgPool) {
    let desk = Desk::open(pool).await;
    let (db, minji) = (&desk.db, &desk.minji);
    // The first stage lets a deal rot after three business days: last Friday is three before Wednesday.
    let fresh = desk.begun(minji, 900, desk.stage(0), days_ago(2)).await;
    let rotting = desk.begun(minji, 500, desk.stage(0), days_ago(5)).await;
    let late = desk.begun(minji, 100, desk.stage(0), days_ago(9)).await;
    let due = desk.begun(minji, 700, desk.stage(0), days_ago(1)).await;
    let soon = desk.begun(minji, 50, desk.stage(0), days_ago(0)).await;
    let held = desk.begun(minji, 10, desk.closing(StageKind::Hold), days_ago(30)).await;
    let won = desk.begun(minji, 10, desk.stage(0), days_ago(90)).await;
    desk.moved(won, desk.closing(StageKind::Won), days_ago(80)).await;
    desk.set(late, "next_step = '견적 회신 확인', next_step_due = '2100-06-14'").await;
    desk.set(due, "next_step = '데모', next_step_due = '2100-06-16'").await;
    desk.set(soon, "next_step = '계약서 발송', next_step_due = '2100-06-18'").await;
    desk.set(won, "next_step = '지난 일', next_step_due = '2100-06-01'").await;
    desk.set(held, "hold_until = '2100-06-15', close_reason = '예산 동결'").await;
    desk.begun(&desk.junho, 999, desk.stage(0), days_ago(60)).await;
    for (title, due) in [("오늘 전화", "2100-06-16"), ("언젠가", ""), ("다음 달", "2100-07-16")] {
        let form = TaskForm { title: title.into(), due: due.into(), ..Default::default() };
        plan(db, minji, &form).await.unwrap();
    }
    let page = today(db, minji, Of::Me, wednesday()).await.unwrap();
    assert_eq!(page.today.to_string(), "2100-06-16");
    let must: Vec<_> = page.day.must.iter().map(says).collect();
    assert_eq!(must, ["견적 회신 확인", "hold ends", "데모", "오늘 전화", "rotting 3"]);
    let next: Vec<_> = page.day.next.iter().map(says).collect();
    assert_eq!(next, ["계약서 발송", "언젠가"]);
    assert_eq!(page.day.must[0].quiet, Some(7), "that it rots, too, is said beside the step");
    assert_eq!(page.day.must[0].with.as_deref(), Some("가람테크"));
    assert!(page.day.must.iter().all(|it| it.deal.as_ref().is_none_or(|deal| deal.id != fresh)));
    assert_eq!(page.day.must[4].deal.as_ref().unwrap().id, rotting);
    assert_eq!(waiting(db, minji, wednesday()).await.unwrap(), 5);
    assert_eq!(waiting(db, &desk.junho, wednesday()).await.unwrap(), 1);
    desk.balanced().await;
}

#[sqlx::test(migrator = "db::MIGRATOR")]
async fn a_weekend_adds_no_rot_and_the_day_turns_in_seoul(pool: PgPool) {
    let desk = Desk::open(pool).await;
    // Thursday evening in Seoul; the third business day after it is the next Tuesday.
    desk.begun(&desk.minji, 1, desk.stage(0), at("2100-06-10T10:00:00Z")).await;
    let count = async |now: &str| waiting(&desk.db, &desk.minji, at(now)).await.unwrap();
    assert_eq!(count("2100-06-13T12:00:00Z").await, 0, "Sunday");
    assert_eq!(count("2100-06-14T14:59:00Z").await, 0, "one minute before Tuesday in Seoul");
    assert_eq!(count("2100-06-14T15:00:00Z").await, 1, "Tuesday in Seoul");
}

#[sqlx::test(migrator = "db::MIGRATOR")]
async fn what_is_done_leaves_the_day(pool: PgPool) {
    let desk = Desk::open(pool).await;
    let form = TaskForm { title: "오늘 전화".into(), due: "2100-06-16".into(), ..Default::default() };
    let task = plan(&desk.db, &desk.minji, &form).await.unwrap();
    let page = today(&desk.db, &desk.minji, Of::Me, wednesday()).await.unwrap();
    assert_eq!(page.day.must[0].urgency(page.today), Urgency::Today);
    activities::complete(&desk.db, &desk.minji, task, 1, wednesday()).await.unwrap();
    assert_eq!(waiting(&desk.db, &desk.minji, wednesday()).await.unwrap(), 0);
}

#[sqlx::test(migrator = "db::MIGRATOR")]
async fn the_month_and_the_open_pipeline_are_summed_exactly(pool: PgPool) {
    let desk = Desk::open(pool).await;
    let (minji, won) = (&desk.minji, desk.closing(StageKind::Won));
    // The month begins at midnight in Seoul, which is 15:00 of the day before in UTC.
    for (amount, closed) in
        [(1_000, "2100-05-31T14:59:59Z"), (20, "2100-05-31T15:00:00Z"), (3, "2100-06-15T20:00:00Z")]
    {
        let deal = desk.begun(minji, amount, desk.stage(0), at("2100-05-02T00:00:00Z")).await;
        desk.moved(deal, won, at(closed)).await;
    }
    desk.begun(minji, 9_007_199_254_740_990, desk.stage(1), days_ago(0)).await;
    let dollars = desk.begun(minji, 401, desk.stage(0), days_ago(0)).await;
    desk.set(dollars, "currency = 'USD'").await;
    let nothing = desk.begun(minji, 0, desk.stage(0), days_ago(0)).await;
    desk.set(nothing, "amount_minor = null").await;
    let gone = desk.begun(minji, 77, desk.stage(0), days_ago(0)).await;
    desk.set(gone, "deleted_at = now()").await;
    desk.begun(&desk.junho, 5, desk.stage(0), days_ago(0)).await;

    let page = today(&desk.db, minji, Of::Me, wednesday()).await.unwrap();
    let sum = |currency, minor, weighted_minor| Sum { currency, minor, weighted_minor, deals: 1 };
    assert_eq!((page.won.count, page.won.sums[0].minor), (2, 23));
    let open =
        vec![sum(Currency::Krw, 9_007_199_254_740_990, 4_503_599_627_370_495), sum(Currency::Usd, 401, 200)];
    assert_eq!(page.open, Totals { count: 3, sums: open, ..Default::default() });
}

#[sqlx::test(migrator = "db::MIGRATOR")]
async fn each_deal_counts_once_by_where_it_stands_since_monday(pool: PgPool) {
    let desk = Desk::open(pool).await;
    let minji = &desk.minji;
    let (monday, before) = (at("2100-06-13T15:00:00Z"), at("2100-06-13T14:59:59Z"));
    let later = wednesday();
    let (won, lost) = (desk.closing(StageKind::Won), desk.closing(StageKind::Lost));

    let twice = desk.begun(minji, 1, desk.stage(0), before).await;
    desk.moved(twice, desk.stage(1), monday).await;
    desk.moved(twice, desk.stage(2), later).await;
    let back = desk.begun(minji, 1, desk.stage(1), before).await;
    desk.moved(back, desk.stage(2), monday).await;
    desk.moved(back, desk.stage(1), later).await;
    let backward = desk.begun(minji, 1, desk.stage(2), before).await;
    desk.moved(backward, desk.stage(0), later).await;
    let last_week = desk.begun(minji, 1, desk.stage(0), before - Duration::days(3)).await;
    desk.moved(last_week, desk.stage(1), before).await;
    let new_and_forward = desk.begun(minji, 1, desk.stage(0), monday).await;
    desk.moved(new_and_forward, desk.stage(1), later).await;
    let new_and_won = desk.begun(minji, 1, desk.stage(0), monday).await;
    desk.moved(new_and_won, won, later).await;
    let won_before = desk.begun(minji, 1, desk.stage(0), before).await;
    desk.moved(won_before, won, before).await;
    let given_up = desk.begun(minji, 1, desk.stage(3), before).await;
    desk.moved(given_up, lost, monday).await;
    let not_mine = desk.begun(&desk.junho, 1, desk.stage(0), monday).await;
    desk.moved(not_mine, desk.stage(1), later).await;

    let week = today(&desk.db, minji, Of::Me, later).await.unwrap().week;
    assert_eq!(week, Week { new: 2, forward: 2, won: 1, lost: 1 });
    let sunday = today(&desk.db, minji, Of::Me, at("2100-06-20T14:59:00Z")).await.unwrap().week;
    assert_eq!(sunday, week);
    let next_monday = today(&desk.db, minji, Of::Me, at("2100-06-20T15:00:00Z")).await.unwrap().week;
    assert_eq!(next_monday, Week::default());
    desk.balanced().await;
}

#[sqlx::test(migrator = "db::MIGRATOR")]
async fn a_day_is_the_members_own_and_stays_in_its_workspace(pool: PgPool) {
    let desk = Desk::open(pool.clone()).await;
    let other = Desk::named(pool, "daon").await;
    other.begun(&other.minji, 1, other.stage(0), days_ago(60)).await;
    let page = today(&desk.db, &desk.minji, Of::Me, wednesday()).await.unwrap();
    assert!(page.day.must.is_empty() && page.day.next.is_empty());
    assert_eq!(page.open, Totals::default());

    let operator = Actor::operator(desk.minji.workspace());
    assert_eq!(refusal(today(&desk.db, &operator, Of::Me, wednesday()).await), Refusal::NotAllowed);
    assert!(matches!(waiting(&desk.db, &operator, wednesday()).await, Err(Error::Refused(_))));
}

#[sqlx::test(migrator = "db::MIGRATOR")]
async fn who_leads_sees_the_day_of_their_team_and_nobody_elses(pool: PgPool) {
    let desk = Desk::open(pool.clone()).await;
    let db = &desk.db;
    let other = Desk::named(pool, "elsewhere").await;
    let operator = Actor::operator(desk.minji.workspace());
    let (lead, doyun) = ("lead@hanbit.kr", "doyun@hanbit.kr");
    let (manager, ae) = (
        member(db, &operator, lead, &[Role::Manager]).await,
        member(db, &operator, doyun, &[Role::Ae]).await,
    );
    let team = db::team::make_team(db, &desk.minji, "한 팀").await.unwrap();
    for somebody in [&manager, &ae] {
        db::team::join_team(db, &desk.minji, team, somebody.id().unwrap()).await.unwrap();
    }
    for (owner, amount) in [(&ae, 300), (&manager, 200), (&desk.junho, 100)] {
        let deal = desk.begun(owner, amount, desk.stage(0), days_ago(1)).await;
        desk.set(deal, "next_step = '전화', next_step_due = '2100-06-14'").await;
    }
    let theirs = other.begun(&other.minji, 900, other.stage(0), days_ago(1)).await;
    other.set(theirs, "next_step = '남의 일', next_step_due = '2100-06-14'").await;
    // Who leads is in the team now: the door is asked again.
    let knock = db::team::knock(db, lead, false).await.unwrap();
    let arrival = db::team::let_in(db, knock, "", None).await.unwrap();
    let manager = db::team::actor_of_session(db, &arrival.session).await.unwrap().unwrap().0;

    let day = async |actor: &Actor, of: Of| today(db, actor, of, wednesday()).await;
    let page = day(&manager, Of::Team).await.unwrap();
    let owners: Vec<_> = page.day.must.iter().map(|it| it.owner).collect();
    assert_eq!(owners, [ae.id().unwrap(), manager.id().unwrap()]);
    assert_eq!((page.open.count, page.open.sums[0].minor), (2, 500));
    assert_eq!(day(&manager, Of::Me).await.unwrap().day.must.len(), 1);
    assert_eq!(day(&desk.minji, Of::Team).await.unwrap().open.count, 3, "an admin leads everybody");
    assert_eq!(refusal(day(&ae, Of::Team).await), Refusal::NotAllowed);
}
