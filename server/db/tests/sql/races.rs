//! Many writers at once: whatever they do, accepted acts, version steps, history and events are as many,
//! and the feed tells each exactly once.

use crate::support::world;
use chrono::Utc;
use db::live;
use db::pipeline::{board, create_deal, move_deal, pipelines};
use db::{Db, Error};
use domain::events::Cursor;
use domain::pipeline::{Filter, Move, NewDeal};
use domain::team::Role;
use domain::{ActId, DealId};
use futures::future::join_all;
use sqlx::PgPool;
use std::collections::HashSet;
use std::time::Duration;
use uuid::Uuid;

const WRITERS: usize = 16;
const DEALS: usize = 12;
const TURNS: usize = 25;

#[sqlx::test(migrator = "db::MIGRATOR")]
async fn accepted_moves_are_version_steps_are_history_are_events(pool: PgPool) {
    let world = world(&pool).await;
    let ae = world.member("김민지", Role::Ae).await;
    let pipeline = pipelines(&world.db, &ae).await.expect("pipelines").remove(0);
    let mut deals = Vec::new();
    for number in 0..DEALS {
        let form =
            NewDeal {
                pipeline: pipeline.id.to_string(), name: format!("딜 {number}"), ..Default::default()
            };
        deals.push(create_deal(&world.db, &ae, &form).await.expect("a deal"));
    }
    let stages: Vec<_> = pipeline.open_stages().map(|it| it.id).collect();
    let today = Utc::now().date_naive();
    let start = settled(&world.db, &pool).await;
    let writer = async |writer: usize| {
        let (mut accepted, mut refused) = (0_i64, 0_i64);
        for turn in 0..TURNS {
            let seed = writer * 31 + turn * 17;
            let deal = deals[seed % DEALS];
            let card = db::pipeline::deal(&world.db, &ae, deal).await.expect("the deal").card;
            let wish = Move {
                act: ActId(Uuid::now_v7()),
                deal,
                version: card.version,
                from: card.stage,
                to: stages[(seed / 7) % stages.len()],
                above: None,
                below: None,
                closing: None,
                undo: false,
            };
            match move_deal(&world.db, &ae, &wish, today).await {
                Ok(_) => accepted += 1,
                Err(Error::Changed(now)) => {
                    assert!(now.card.is_some(), "a refusal shows what stands now");
                    refused += 1;
                }
                Err(other) => panic!("{other}"),
            }
        }
        (accepted, refused)
    };
    let done = join_all((0..WRITERS).map(writer)).await;
    let accepted: i64 = done.iter().map(|it| it.0).sum();
    let refused: i64 = done.iter().map(|it| it.1).sum();
    assert_eq!(accepted + refused, (WRITERS * TURNS) as i64);
    let steps: i64 = sqlx::query_scalar("select sum(version - 1)::bigint from deal")
        .fetch_one(&pool)
        .await
        .expect("steps");
    let history: i64 = sqlx::query_scalar(
        "select (select count(*) from stage_transition where from_stage_id is not null)
             + (select count(*) from field_change where deal_id is not null)",
    )
    .fetch_one(&pool)
    .await
    .expect("history");
    assert_eq!((steps, history), (accepted, accepted));

    let heard = follow(&world.db, start, accepted as usize).await;
    assert_eq!(heard.len() as i64, accepted);
    let different: HashSet<_> = heard.iter().collect();
    assert_eq!(different.len(), heard.len(), "nothing comes twice");

    // Every column's order is total, and the heads count what is there.
    let (_, board) = board(&world.db, &ae, pipeline.id, &Filter::default(), today).await.expect("a board");
    let on_board: HashSet<DealId> = board.columns.iter().flat_map(|it| &it.cards).map(|it| it.id).collect();
    assert_eq!(on_board.len(), DEALS);
    for column in &board.columns {
        assert_eq!(column.totals.count as usize, column.cards.len());
    }
    world.in_order().await;
}

#[sqlx::test(migrator = "db::MIGRATOR")]
async fn the_same_act_from_many_places_is_done_once(pool: PgPool) {
    let world = world(&pool).await;
    let ae = world.member("김민지", Role::Ae).await;
    let pipeline = pipelines(&world.db, &ae).await.expect("pipelines").remove(0);
    let form = NewDeal { pipeline: pipeline.id.to_string(), name: "딜".into(), ..Default::default() };
    let deal = create_deal(&world.db, &ae, &form).await.expect("a deal");
    let stages: Vec<_> = pipeline.open_stages().map(|it| it.id).collect();
    let wish = Move {
        act: ActId(Uuid::now_v7()),
        deal,
        version: 1,
        from: stages[0],
        to: stages[1],
        above: None,
        below: None,
        closing: None,
        undo: false,
    };
    let today = Utc::now().date_naive();
    let sent = join_all((0..20).map(|_| move_deal(&world.db, &ae, &wish, today))).await;
    for answer in sent {
        assert_eq!(answer.expect("done, or done already").version, 2);
    }
    world.in_order().await;
}

#[sqlx::test(migrator = "db::MIGRATOR")]
async fn the_feed_waits_for_an_older_transaction(pool: PgPool) {
    let world = world(&pool).await;
    let ae = world.member("김민지", Role::Ae).await;
    let pipeline = pipelines(&world.db, &ae).await.expect("pipelines").remove(0);
    let start = settled(&world.db, &pool).await;
    let mut slow = pool.begin().await.expect("a transaction");
    sqlx::query("insert into outbox (workspace_id, topic) values ($1, 'process')")
        .bind(ae.workspace())
        .execute(&mut *slow)
        .await
        .expect("written, not committed");
    let form = NewDeal { pipeline: pipeline.id.to_string(), name: "딜".into(), ..Default::default() };
    create_deal(&world.db, &ae, &form).await.expect("a faster act");
    let early = live::read(&world.db, start, None, 50).await.expect("the feed");
    assert!(early.is_empty(), "what is newer than a running transaction could hide it");
    slow.commit().await.expect("committed");
    let all = follow(&world.db, start, 2).await;
    assert_eq!(all.len(), 2);
    assert!(all[0] < all[1]);
}

/// Reads the feed as the tailer does, until it has told as many as expected. The horizon waits for every
/// transaction of the whole cluster, so other tests can hold it back for a moment.
async fn follow(db: &Db, from: Cursor, expected: usize) -> Vec<Cursor> {
    let mut heard: Vec<Cursor> = Vec::new();
    for _ in 0..200 {
        let after = heard.last().copied().unwrap_or(from);
        let entries = live::read(db, after, None, 50).await.expect("the feed");
        heard.extend(entries.iter().map(live::Entry::cursor));
        if heard.len() >= expected && entries.is_empty() {
            break;
        }
        if entries.is_empty() {
            tokio::time::sleep(Duration::from_millis(50)).await;
        }
    }
    heard
}

/// The feed's end, once everything written so far can be read.
async fn settled(db: &Db, pool: &PgPool) -> Cursor {
    loop {
        let newest = live::newest(db).await.expect("a place");
        let behind: i64 =
            sqlx::query_scalar("select count(*) from outbox where (xid, seq) > ($1::text::xid8, $2)")
                .bind(newest.xid.to_string())
                .bind(newest.seq)
                .fetch_one(pool)
                .await
                .expect("a count");
        if behind == 0 {
            return newest;
        }
        tokio::time::sleep(Duration::from_millis(20)).await;
    }
}
