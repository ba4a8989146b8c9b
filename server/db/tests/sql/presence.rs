//! Who is where, on a real PostgreSQL: what pages report, what every process reads, and nobody beyond their workspace.

use crate::desk::Desk;
use db::presence::{everybody, prune, report};
use db::{Actor, Db, Error};
use domain::presence::{Place, Present, Report};
use domain::{DealId, TabId};
use sqlx::PgPool;
use uuid::Uuid;

fn tab(number: u128) -> TabId {
    TabId(Uuid::from_u128(number))
}

fn says(tab: TabId, count: i64, place: impl Into<Option<Place>>) -> Report {
    Report { tab, count, place: place.into(), carries: None }
}

async fn in_workspace_of(db: &Db, actor: &Actor) -> Vec<Present> {
    everybody(db).await.unwrap().remove(&actor.workspace()).unwrap_or_default()
}

fn is(actor: &Actor, place: Place) -> Present {
    Present { member: actor.id().unwrap(), place, carries: None }
}

#[sqlx::test(migrator = "db::MIGRATOR")]
async fn what_one_process_hears_every_process_knows(pool: PgPool) {
    let desk = Desk::open(pool).await;
    let (here, there) = (&desk.db, Db::of_pool(desk.pool.clone()));
    let board = Place::Board(desk.pipeline.id);
    report(here, &desk.minji, &says(tab(1), 1, board)).await.unwrap();
    report(&there, &desk.junho, &says(tab(2), 1, board)).await.unwrap();
    for process in [here, &there] {
        let mut present = in_workspace_of(process, &desk.minji).await;
        present.sort();
        let mut both = [is(&desk.minji, board), is(&desk.junho, board)];
        both.sort();
        assert_eq!(present, both);
    }
}

#[sqlx::test(migrator = "db::MIGRATOR")]
async fn a_report_that_was_overtaken_changes_nothing(pool: PgPool) {
    let desk = Desk::open(pool).await;
    let deal = desk.deal(&desk.minji, "도입", "").await;
    let (board, page) = (Place::Board(desk.pipeline.id), Place::Deal(deal));
    let lifted = Report { carries: Some(deal), ..says(tab(1), 2, board) };
    for late in [says(tab(1), 3, page), lifted, says(tab(1), 1, board)] {
        report(&desk.db, &desk.minji, &late).await.unwrap();
        assert_eq!(in_workspace_of(&desk.db, &desk.minji).await, [is(&desk.minji, page)]);
    }
}

#[sqlx::test(migrator = "db::MIGRATOR")]
async fn a_page_that_nobody_sees_holds_nobody(pool: PgPool) {
    let desk = Desk::open(pool).await;
    let deal = desk.deal(&desk.minji, "도입", "").await;
    let (board, db, minji) = (Place::Board(desk.pipeline.id), &desk.db, &desk.minji);
    report(db, minji, &Report { carries: Some(deal), ..says(tab(1), 1, board) }).await.unwrap();
    assert_eq!(in_workspace_of(db, minji).await, [Present { carries: Some(deal), ..is(minji, board) }]);
    report(db, minji, &says(tab(1), 2, None)).await.unwrap();
    assert_eq!(in_workspace_of(db, minji).await, []);
}

#[sqlx::test(migrator = "db::MIGRATOR")]
async fn who_left_without_a_word_is_gone_and_forgotten(pool: PgPool) {
    let desk = Desk::open(pool).await;
    let board = Place::Board(desk.pipeline.id);
    report(&desk.db, &desk.minji, &says(tab(1), 1, board)).await.unwrap();
    let silent = async |seconds: f64| {
        let sql = "update presence set seen_at = now() - make_interval(secs => $1)";
        sqlx::query(sql).bind(seconds).execute(&desk.pool).await.unwrap();
        in_workspace_of(&desk.db, &desk.minji).await.len()
    };
    assert_eq!((silent(6.0).await, silent(9.0).await), (1, 0));
    assert_eq!(prune(&desk.db).await.unwrap(), 0, "it may come back");
    silent(120.0).await;
    assert_eq!(prune(&desk.db).await.unwrap(), 1);
}

#[sqlx::test(migrator = "db::MIGRATOR")]
async fn nobody_is_where_they_see_nothing(pool: PgPool) {
    let desk = Desk::open(pool.clone()).await;
    let theirs = Desk::named(pool, "saebom").await;
    let deal = theirs.deal(&theirs.minji, "남의 딜", "").await;
    let board = Place::Board(desk.pipeline.id);
    let beyond = [
        says(tab(1), 1, Place::Board(theirs.pipeline.id)),
        says(tab(1), 2, Place::Deal(deal)),
        says(tab(1), 3, Place::Deal(DealId(Uuid::from_u128(7)))),
        Report { carries: Some(deal), ..says(tab(1), 4, board) },
    ];
    for report_ in beyond {
        assert!(matches!(report(&desk.db, &desk.minji, &report_).await, Err(Error::NotFound)));
    }
    assert_eq!(everybody(&desk.db).await.unwrap().len(), 0);
    // A page of another member cannot be taken over by its id.
    report(&desk.db, &desk.minji, &says(tab(1), 5, board)).await.unwrap();
    report(&theirs.db, &theirs.junho, &says(tab(1), 9, Place::Deal(deal))).await.unwrap();
    assert_eq!(in_workspace_of(&desk.db, &desk.minji).await, [is(&desk.minji, board)]);
    assert_eq!(in_workspace_of(&desk.db, &theirs.junho).await, [is(&theirs.junho, Place::Deal(deal))]);
}
