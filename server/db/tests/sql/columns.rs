//! The head of a column on a real PostgreSQL: it counts every deal of the filter, loaded or not, and each member
//! folds columns for themselves.

use crate::desk::{Desk, at};
use chrono::{DateTime, NaiveDate, Utc};
use db::Error;
use db::pipeline::{board, deals, fold, folded};
use domain::pipeline::list::Wish;
use domain::pipeline::{Board, Filter, Step, Totals};
use domain::{PipelineId, StageId};
use sqlx::PgPool;
use uuid::Uuid;

fn today() -> NaiveDate {
    "2026-11-23".parse().unwrap()
}

fn now() -> DateTime<Utc> {
    at("2026-11-23T03:00:00Z")
}

async fn shown(desk: &Desk, filter: &Filter) -> Board {
    board(&desk.db, &desk.minji, desk.pipeline.id, filter, today()).await.unwrap().1
}

fn totals(board: &Board, stage: StageId) -> Totals {
    board.column(stage).unwrap().totals.clone()
}

/// Sixty deals in the first stage, begun on three days, with every kind of next step.
async fn many(desk: &Desk) {
    for number in 0..60_u32 {
        let begun = ["2026-11-13T03:00:00Z", "2026-11-18T03:00:00Z", "2026-11-23T02:00:00Z"];
        let begun = at(begun[usize::try_from(number % 3).unwrap()]);
        let deal = desk.begun(&desk.minji, 1_000_000, desk.stage(0), begun).await;
        match number % 6 {
            0 => desk.set(deal, "next_step = '전화', next_step_due = '2026-11-22'").await,
            1 | 2 => desk.set(deal, "next_step = '전화', next_step_due = '2026-11-23'").await,
            3 => desk.set(deal, "next_step = '전화', next_step_due = '2026-11-24'").await,
            4 => desk.set(deal, "next_step = '전화', next_step_due = null").await,
            _ => {}
        }
    }
}

#[sqlx::test(migrator = "db::MIGRATOR")]
async fn a_head_counts_next_steps_and_days_of_every_deal(pool: PgPool) {
    let desk = Desk::open(pool).await;
    many(&desk).await;
    let board = shown(&desk, &Filter::default()).await;
    let head = totals(&board, desk.stage(0));
    assert_eq!((board.columns[0].cards.len(), head.count, head.steps), (12, 60, [10, 20, 20, 10]));
    // Twenty for 10 days, twenty for 5, twenty for an hour.
    assert_eq!(head.average_days(now()), Some(5));
    assert_eq!(totals(&board, desk.stage(1)).average_days(now()), None);
}

#[sqlx::test(migrator = "db::MIGRATOR")]
async fn a_press_on_the_bar_finds_the_deals_it_counts_on_board_and_table_alike(pool: PgPool) {
    let desk = Desk::open(pool).await;
    many(&desk).await;
    let all = totals(&shown(&desk, &Filter::default()).await, desk.stage(0));
    for step in Step::ALL {
        let filter = Filter { step: Some(step), ..Filter::default() };
        let found = shown(&desk, &filter).await;
        let head = totals(&found, desk.stage(0));
        assert_eq!(
            (head.count, head.with_step(step)),
            (all.with_step(step), all.with_step(step)),
            "{step:?}"
        );
        assert!(found.columns[0].cards.iter().all(|it| it.step(today()) == step), "{step:?}");
        let table = deals(&desk.db, &desk.minji, &Wish { filter, ..Wish::default() }, today()).await.unwrap();
        assert_eq!(table.totals.count, all.with_step(step), "{step:?}");
    }
}

#[sqlx::test(migrator = "db::MIGRATOR")]
async fn a_column_is_folded_for_oneself(pool: PgPool) {
    let desk = Desk::open(pool).await;
    let (db, here) = (&desk.db, desk.pipeline.id);
    for _ in 0..2 {
        fold(db, &desk.minji, desk.stage(1), true).await.unwrap();
    }
    assert_eq!(folded(db, &desk.minji, here).await.unwrap(), [desk.stage(1)].into());
    assert_eq!(folded(db, &desk.junho, here).await.unwrap(), [].into());
    assert_eq!(folded(db, &desk.minji, PipelineId(Uuid::nil())).await.unwrap(), [].into());
    for _ in 0..2 {
        fold(db, &desk.minji, desk.stage(1), false).await.unwrap();
    }
    assert_eq!(folded(db, &desk.minji, here).await.unwrap(), [].into());
}

#[sqlx::test(migrator = "db::MIGRATOR")]
async fn another_workspaces_columns_cannot_be_folded(pool: PgPool) {
    let desk = Desk::open(pool.clone()).await;
    let other = Desk::named(pool, "dasom").await;
    let tried = fold(&desk.db, &desk.minji, other.stage(0), true).await;
    assert!(matches!(tried, Err(Error::NotFound)), "{tried:?}");
    let tried = fold(&desk.db, &desk.minji, desk.closing(domain::pipeline::StageKind::Won), true).await;
    assert!(matches!(tried, Err(Error::NotFound)), "only columns can be folded: {tried:?}");
}
