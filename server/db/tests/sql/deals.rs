//! The table of deals on a real PostgreSQL: every order can be read page by page without losing or repeating a
//! deal, and its foot counts what no page shows.

use crate::desk::{Desk, at};
use chrono::NaiveDate;
use db::Error;
use db::pipeline::{deal_columns, deals, set_deal_columns};
use domain::Refusal;
use domain::accounts::{Place, TagForm};
use domain::pipeline::list::{DealList, KINDS, Order, PAGE, Sort, Wish};
use domain::pipeline::{Columns, Filter, StageKind};
use sqlx::PgPool;
use uuid::Uuid;

fn today() -> NaiveDate {
    "2026-11-23".parse().unwrap()
}

async fn read(desk: &Desk, wish: &Wish) -> DealList {
    deals(&desk.db, &desk.minji, wish, today()).await.unwrap()
}

fn ids(list: &DealList) -> Vec<Uuid> {
    list.rows.iter().map(|it| it.card.id.0).collect()
}

/// A hundred and thirty deals, most of them alike: equal names, amounts and days, and many without any.
async fn many(desk: &Desk) {
    let stage = desk.stage(0);
    for number in 0..130_u32 {
        let owner = if number % 3 == 0 { &desk.junho } else { &desk.minji };
        let deal =
            desk.begun(owner, i64::from(number % 4) * 1_000_000, stage, at("2026-11-02T00:00:00Z")).await;
        match number % 5 {
            0 => {
                desk.set(
                    deal,
                    "amount_minor = null, expected_close = null, next_step_due = null, account_id = null",
                )
                .await
            }
            1 => {
                desk.set(
                    deal,
                    "name = '같은 이름', expected_close = '2026-12-01', next_step_due = '2026-11-24'",
                )
                .await
            }
            2 => {
                desk.set(deal, "expected_close = '2026-12-24', owner_id = null, source_key = id::text").await
            }
            _ => {}
        }
        if number % 13 == 0 {
            desk.moved(deal, desk.closing(StageKind::Won), at("2026-11-20T20:00:00Z")).await;
        }
    }
}

#[sqlx::test(migrator = "db::MIGRATOR")]
async fn every_order_is_read_page_by_page_without_losing_or_repeating_a_deal(pool: PgPool) {
    let desk = Desk::open(pool).await;
    many(&desk).await;
    for by in Sort::ALL {
        for turned in [false, true] {
            let first = Wish { kind: None, order: Order { by, turned }, ..Wish::default() };
            let (mut wish, mut seen, mut pages) = (first.clone(), Vec::new(), Vec::new());
            loop {
                let page = read(&desk, &wish).await;
                assert_eq!(page.totals.count, 130);
                assert_eq!(page.before, i64::try_from(seen.len()).unwrap(), "{by:?} {turned}");
                seen.extend(ids(&page));
                pages.push(ids(&page));
                if page.last() == 130 {
                    break;
                }
                assert_eq!(page.rows.len(), usize::try_from(PAGE).unwrap());
                wish = Wish { place: Place::After(*seen.last().unwrap()), ..first.clone() };
            }
            let mut once = seen.clone();
            once.sort();
            once.dedup();
            assert_eq!(once.len(), 130, "{by:?} {turned}");
            let back = Wish { place: Place::Before(pages[2][0]), ..first };
            let page = read(&desk, &back).await;
            assert_eq!((page.before, ids(&page)), (50, pages[1].clone()), "{by:?} {turned}");
        }
    }
    desk.balanced().await;
}

#[sqlx::test(migrator = "db::MIGRATOR")]
async fn what_has_no_value_comes_last_either_way(pool: PgPool) {
    let desk = Desk::open(pool).await;
    let stage = desk.stage(0);
    let begun = at("2026-11-02T00:00:00Z");
    let (none, small, large) = (
        desk.begun(&desk.minji, 0, stage, begun).await,
        desk.begun(&desk.minji, 100, stage, begun).await,
        desk.begun(&desk.minji, 200, stage, begun).await,
    );
    desk.set(none, "amount_minor = null, account_id = null").await;
    desk.set(small, "expected_close = '2026-12-01', next_step_due = '2026-12-01'").await;
    desk.set(large, "expected_close = '2026-12-02', next_step_due = '2026-12-02'").await;
    for by in [Sort::Amount, Sort::Close, Sort::NextStep, Sort::Account] {
        for turned in [false, true] {
            let wish = Wish { order: Order { by, turned }, ..Wish::default() };
            assert_eq!(ids(&read(&desk, &wish).await)[2], none.0, "{by:?} {turned}");
        }
    }
    let largest = Wish { order: Order::of(Sort::Amount), ..Wish::default() };
    assert_eq!(ids(&read(&desk, &largest).await), [large.0, small.0, none.0]);
}

#[sqlx::test(migrator = "db::MIGRATOR")]
async fn the_foot_sums_each_currency_over_the_whole_filter(pool: PgPool) {
    let desk = Desk::open(pool).await;
    many(&desk).await;
    let dollars = desk.begun(&desk.minji, 500, desk.stage(1), at("2026-11-03T00:00:00Z")).await;
    desk.set(dollars, "currency = 'USD'").await;
    let mut counted = 0;
    for kind in KINDS {
        let list = read(&desk, &Wish { kind, ..Wish::default() }).await;
        assert!(list.rows.iter().all(|it| kind.is_none_or(|kind| it.kind == kind)));
        match kind {
            Some(_) => counted += list.totals.count,
            None => assert_eq!((list.totals.count, list.totals.sums.len()), (counted, 2)),
        }
    }
    let sum: i64 = sqlx::query_scalar(
        "select sum(amount_minor)::bigint from deal where currency = 'KRW' and closed_at is null",
    )
    .fetch_one(&desk.pool)
    .await
    .unwrap();
    let open = read(&desk, &Wish::default()).await.totals;
    assert_eq!((open.sums[0].minor, open.sums[1].minor), (sum, 500));
    let won = read(&desk, &Wish { kind: Some(StageKind::Won), ..Wish::default() }).await;
    // Eight in the evening in London is the next day in Seoul.
    assert_eq!(won.rows[0].closed_on, Some("2026-11-21".parse().unwrap()));
    let stage = Filter { stage: Some(desk.stage(1)), ..Filter::default() };
    assert_eq!(read(&desk, &Wish { filter: stage, kind: None, ..Wish::default() }).await.totals.count, 1);
    desk.balanced().await;
}

#[sqlx::test(migrator = "db::MIGRATOR")]
async fn a_page_of_another_workspace_is_not_there(pool: PgPool) {
    let desk = Desk::open(pool.clone()).await;
    let other = Desk::named(pool, "elsewhere").await;
    let theirs = other.deal(&other.minji, "남의 딜", "100만").await;
    let wish = Wish { place: Place::After(theirs.0), ..Wish::default() };
    assert!(matches!(deals(&desk.db, &desk.minji, &wish, today()).await, Err(Error::NotFound)));
}

#[sqlx::test(migrator = "db::MIGRATOR")]
async fn a_table_reads_the_labels_of_a_deal_where_it_shows_them(pool: PgPool) {
    let desk = Desk::open(pool).await;
    let deal = desk.deal(&desk.minji, "사내 검색", "100만").await;
    for name in ["핵심 고객", "연내 도입"] {
        let form = TagForm { deal: deal.to_string(), name: name.into(), ..Default::default() };
        db::accounts::tag(&desk.db, &desk.minji, &form).await.unwrap();
    }
    let without = read(&desk, &Wish::default()).await;
    assert!(without.rows[0].tags.is_empty() && !without.rows[0].from_lines);
    let wish = Wish { columns: Columns::of_code("tags,created"), ..Wish::default() };
    assert_eq!(read(&desk, &wish).await.rows[0].tags, ["연내 도입", "핵심 고객"]);
}

#[sqlx::test(migrator = "db::MIGRATOR")]
async fn the_workspace_says_which_columns_a_table_has_and_whoever_shapes_the_process_decides(pool: PgPool) {
    let desk = Desk::open(pool).await;
    assert_eq!(deal_columns(&desk.db, &desk.junho).await.unwrap(), Columns::default());
    let refused = set_deal_columns(&desk.db, &desk.junho, "stage,amount").await;
    assert!(matches!(refused, Err(Error::Refused(Refusal::NotAllowed))), "{refused:?}");
    let nothing = set_deal_columns(&desk.db, &desk.minji, "nonsense").await;
    assert!(matches!(nothing, Err(Error::Refused(Refusal::Invalid(_)))), "{nothing:?}");
    set_deal_columns(&desk.db, &desk.minji, "stage,nonsense,amount").await.unwrap();
    assert_eq!(deal_columns(&desk.db, &desk.junho).await.unwrap().code(), "stage,amount");
    desk.balanced().await;
}
