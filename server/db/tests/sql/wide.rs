//! A board of ten thousand deals on a real PostgreSQL: it costs as few questions as one of ten, and a column of
//! thousands is read to its end.

use chrono::{DateTime, NaiveDate, Utc};
use db::demo::{seed, wide};
use db::pipeline::{FIRST, PAGE, first_view, more, past};
use db::{Actor, Db};
use domain::PipelineId;
use domain::pipeline::past::Wish;
use domain::pipeline::{After, Filter};
use sqlx::PgPool;
use sqlx::postgres::PgPoolOptions;
use std::collections::BTreeSet;

fn now() -> DateTime<Utc> {
    "2026-11-23T06:20:00Z".parse().expect("an instant")
}

fn today() -> NaiveDate {
    now().date_naive()
}

/// A pipeline with so many deals, half of them in its second column.
async fn with(db: &Db, deals: usize) -> (Actor, PipelineId) {
    let operator = Actor::operator(seed(db, now(), "hash").await.expect("seeds").workspace());
    // Each has ids of its own.
    let seed = u64::try_from(deals).expect("few");
    let pipeline = wide(db, &operator, deals, seed, now()).await.expect("a wide pipeline");
    (operator, pipeline)
}

#[sqlx::test(migrator = "db::MIGRATOR")]
async fn the_first_view_takes_three_questions_however_many_deals_there_are(pool: PgPool) {
    let db = Db::of_pool(pool.clone());
    for deals in [10, 10_000] {
        let (actor, pipeline) = with(&db, deals).await;
        // One fresh connection, which remembers what it was asked.
        let options = (*pool.connect_options()).clone();
        let alone = PgPoolOptions::new().max_connections(1).connect_with(options).await.expect("connected");
        let found = first_view(
            &Db::of_pool(alone.clone()),
            &actor,
            Some(pipeline),
            &Filter::default(),
            None,
            today(),
        )
        .await
        .expect("a board");
        let asked: i64 = sqlx::query_scalar(
            "select count(*) from pg_prepared_statements where statement !~ 'pg_prepared'",
        )
        .fetch_one(&alone)
        .await
        .expect("a count");
        assert_eq!(asked, 3, "with {deals} deals");
        let counted: i64 = found.board.columns.iter().map(|it| it.totals.count).sum();
        assert_eq!(usize::try_from(counted), Ok(deals));
        let first = usize::try_from(FIRST).expect("few");
        assert!(found.board.columns.iter().all(|it| it.cards.len() <= first));
        alone.close().await;
    }
}

#[sqlx::test(migrator = "db::MIGRATOR")]
async fn a_column_of_thousands_is_read_to_its_end_and_every_page_has_its_address(pool: PgPool) {
    let db = Db::of_pool(pool);
    let (actor, pipeline) = with(&db, 10_000).await;
    let all = Filter::default();
    let first = first_view(&db, &actor, Some(pipeline), &all, None, today()).await.expect("a board").board;
    let column = &first.columns[1];
    assert_eq!((column.cards.len(), column.totals.count, column.complete), (12, 4_800, false));
    let mut seen: BTreeSet<_> = column.cards.iter().map(|it| it.id).collect();
    let mut last = column.cards().last().cloned().expect("a card");
    let mut pages = 0;
    loop {
        // What a plain link leads to begins where the next page begins.
        let after = After { stage: column.stage, rank: last.rank.clone(), deal: last.id };
        let (cards, complete) =
            more(&db, &actor, column.stage, (last.rank, last.id), &all, today()).await.expect("a page");
        if pages % 20 == 0 {
            let there = first_view(&db, &actor, Some(pipeline), &all, Some(&after), today()).await;
            let there = there.expect("a board").board;
            assert!(there.columns[1].cards().eq(&cards[..there.columns[1].cards.len()]));
            assert_eq!(there.columns[0].cards, first.columns[0].cards, "the others begin where they begin");
        }
        pages += 1;
        assert!(cards.iter().all(|it| seen.insert(it.id)), "none twice");
        if complete {
            break;
        }
        last = cards.last().cloned().expect("a card");
    }
    assert_eq!((seen.len(), pages), (4_800, (4_800 - FIRST + PAGE - 1) / PAGE));
}

#[sqlx::test(migrator = "db::MIGRATOR")]
async fn a_board_of_the_past_takes_four_questions_however_many_deals_there_are(pool: PgPool) {
    let db = Db::of_pool(pool.clone());
    for deals in [10, 10_000] {
        let (actor, pipeline) = with(&db, deals).await;
        let options = (*pool.connect_options()).clone();
        let alone = PgPoolOptions::new().max_connections(1).connect_with(options).await.expect("connected");
        let wish = Wish { pipeline: Some(pipeline), ..Wish::default() };
        let (_, board) = past(&Db::of_pool(alone.clone()), &actor, &wish, now()).await.expect("a board");
        let asked: i64 = sqlx::query_scalar(
            "select count(*) from pg_prepared_statements where statement !~ 'pg_prepared'",
        )
        .fetch_one(&alone)
        .await
        .expect("a count");
        assert_eq!(asked, 4, "with {deals} deals");
        let counted: i64 = board.columns.iter().map(|it| it.then.count + it.since.came - it.since.left).sum();
        assert_eq!(usize::try_from(counted), Ok(deals));
        alone.close().await;
    }
}
