//! The board by owner on a real PostgreSQL: lanes add up to the board's heads whatever the filter, and a cell shows its
//! first cards in the team's order.

use crate::desk::{Desk, at};
use chrono::NaiveDate;
use db::Error;
use db::pipeline::{board, lanes};
use domain::pipeline::filter::Owner;
use domain::pipeline::lanes::{Cell, SHOWN, Wish};
use domain::pipeline::{Filter, Lanes, StageKind, Totals, Whose};
use domain::{DealId, PipelineId, StageId};
use sqlx::PgPool;
use std::collections::BTreeSet;
use uuid::Uuid;

fn today() -> NaiveDate {
    "2026-11-23".parse().unwrap()
}

async fn read(desk: &Desk, wish: &Wish) -> Lanes {
    lanes(&desk.db, &desk.minji, wish, today()).await.unwrap().2
}

fn cell(lanes: &Lanes, whose: Whose, stage: StageId) -> &Cell {
    let lane = lanes.lanes.iter().find(|it| it.whose == whose).unwrap();
    lane.cells.iter().find(|it| it.stage == stage).unwrap()
}

/// Two owners and nobody, in three stages; and deals that are lost, which are on no board.
async fn some_deals(desk: &Desk) -> Vec<DealId> {
    let mut made = Vec::new();
    for (nth, (owner, stage)) in
        [(0, 0), (0, 0), (0, 1), (1, 0), (1, 2), (2, 2), (0, 2), (1, 1), (2, 0)].into_iter().enumerate()
    {
        let who = if owner == 1 { &desk.junho } else { &desk.minji };
        let amount = 1_000 << nth;
        let deal = desk.begun(who, amount, desk.stage(stage), at("2026-11-02T00:00:00Z")).await;
        if owner == 2 {
            desk.set(deal, "owner_id = null").await;
        }
        made.push(deal);
    }
    let lost = desk.begun(&desk.junho, 7, desk.stage(0), at("2026-11-02T00:00:00Z")).await;
    desk.moved(lost, desk.closing(StageKind::Lost), at("2026-11-20T00:00:00Z")).await;
    made
}

#[sqlx::test(migrator = "db::MIGRATOR")]
async fn lanes_add_up_to_the_heads_of_the_board_whatever_the_filter(pool: PgPool) {
    let desk = Desk::open(pool).await;
    let made = some_deals(&desk).await;
    desk.set(made[0], "currency = 'USD', next_step = '전화', next_step_due = '2026-11-20'").await;
    desk.set(made[3], "name = '찾는 딜', expected_close = '2026-11-25'").await;
    let filters = [
        Filter::default(),
        Filter { owner: Owner::Me, ..Filter::default() },
        Filter { owner: Owner::Nobody, ..Filter::default() },
        Filter { text: "찾는".into(), ..Filter::default() },
        Filter { text: "없는 것".into(), ..Filter::default() },
    ];
    for filter in filters {
        let wish = Wish { filter: filter.clone(), ..Wish::default() };
        let found = read(&desk, &wish).await;
        let (_, heads) = board(&desk.db, &desk.minji, desk.pipeline.id, &filter, today()).await.unwrap();
        for head in &heads.columns {
            // Who has most in a stage is the board's to say: a lane is one owner's.
            let head_totals = Totals { fullest: None, ..head.totals.clone() };
            assert_eq!(found.stage(head.stage), head_totals, "{filter:?}");
        }
        let all = Totals::of(heads.columns.iter().map(|it| &it.totals));
        assert_eq!(found.totals(), all, "{filter:?}");
    }
    let found = read(&desk, &Wish::default()).await;
    let whose: Vec<_> = found.lanes.iter().map(|it| it.whose).collect();
    let (minji, junho) = (Whose::of(desk.minji.id()), Whose::of(desk.junho.id()));
    assert_eq!(whose, [minji, junho, Whose::Nobody], "one's own first, nobody's last");
    assert_eq!(cell(&found, minji, desk.stage(0)).totals.count, 2);
    assert_eq!(cell(&found, Whose::Nobody, desk.stage(2)).totals.sums[0].minor, 1_000 << 5);
}

#[sqlx::test(migrator = "db::MIGRATOR")]
async fn a_cell_shows_its_first_cards_in_the_teams_order_and_what_was_just_put_there(pool: PgPool) {
    let desk = Desk::open(pool).await;
    let mut made = Vec::new();
    for _ in 0..9 {
        made.push(desk.begun(&desk.minji, 1_000, desk.stage(0), at("2026-11-02T00:00:00Z")).await);
    }
    let minji = Whose::of(desk.minji.id());
    let shown = |it: &Lanes| cell(it, minji, desk.stage(0)).cards.iter().map(|it| it.id).collect::<Vec<_>>();
    let found = read(&desk, &Wish::default()).await;
    assert_eq!(shown(&found), made[..SHOWN]);
    assert_eq!(cell(&found, minji, desk.stage(0)).totals.count, 9, "counted whether shown or not");
    let wish = Wish { keep: vec![made[8]], ..Wish::default() };
    let kept: Vec<_> = made[..SHOWN].iter().chain([&made[8]]).copied().collect();
    assert_eq!(shown(&read(&desk, &wish).await), kept);
    let closed = Wish { open: Some(BTreeSet::new()), keep: vec![made[8]], ..Wish::default() };
    let found = read(&desk, &closed).await;
    assert!(shown(&found).is_empty(), "a closed lane shows no card");
    assert_eq!(found.totals().count, 9);
}

#[sqlx::test(migrator = "db::MIGRATOR")]
async fn another_workspaces_lanes_are_not_there(pool: PgPool) {
    let desk = Desk::open(pool.clone()).await;
    some_deals(&desk).await;
    let other = Desk::named(pool, "daon").await;
    let theirs = Wish { pipeline: Some(desk.pipeline.id), ..Wish::default() };
    let refused = lanes(&other.db, &other.minji, &theirs, today()).await;
    assert!(matches!(refused, Err(Error::NotFound)));
    let open = Some(BTreeSet::from([Whose::of(desk.minji.id()), Whose::Nobody]));
    let found = read(&other, &Wish { open, ..Wish::default() }).await;
    assert_eq!((found.totals().count, found.cards().count()), (0, 0));
    let nowhere = Wish { pipeline: Some(PipelineId(Uuid::now_v7())), ..Wish::default() };
    assert!(matches!(lanes(&desk.db, &desk.minji, &nowhere, today()).await, Err(Error::NotFound)));
}
