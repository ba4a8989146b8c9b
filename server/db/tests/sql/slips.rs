//! How often a deal's expected close was put later, on a real PostgreSQL: counted in the act that changes it, whichever
//! way that goes.

use crate::desk::Desk;
use db::pipeline::{deal, edit_deal, move_deal_filled};
use domain::pipeline::{DealForm, Fill, Move};
use domain::{ActId, DealId};
use sqlx::PgPool;
use uuid::Uuid;

async fn expected(desk: &Desk, id: DealId, day: &str) {
    let now = deal(&desk.db, &desk.minji, id).await.unwrap();
    let form = DealForm { expected_close: day.into(), ..DealForm::of(&now) };
    edit_deal(&desk.db, &desk.minji, id, now.card.version, &form).await.unwrap();
}

async fn moves(desk: &Desk, id: DealId) -> i32 {
    deal(&desk.db, &desk.minji, id).await.unwrap().close_date_moves
}

#[sqlx::test(migrator = "db::MIGRATOR")]
async fn a_day_that_is_put_later_counts_and_no_other_change_of_it(pool: PgPool) {
    let desk = Desk::open(pool).await;
    let id = desk.deal(&desk.minji, "도입", "100만").await;
    for (day, counted) in [
        ("2026-12-10", 0),
        ("2026-12-11", 1),
        ("2026-12-11", 1),
        ("2026-12-01", 1),
        ("", 1),
        ("2027-03-01", 1),
        ("2027-03-02", 2),
    ] {
        expected(&desk, id, day).await;
        assert_eq!(moves(&desk, id).await, counted, "{day}");
    }
    desk.balanced().await;
}

#[sqlx::test(migrator = "db::MIGRATOR")]
async fn a_form_at_a_gate_counts_like_any_other_and_once_if_it_is_sent_twice(pool: PgPool) {
    let desk = Desk::open(pool).await;
    let id = desk.deal(&desk.minji, "도입", "100만").await;
    expected(&desk, id, "2026-12-10").await;
    let card = deal(&desk.db, &desk.minji, id).await.unwrap().card;
    let wish = Move {
        act: ActId(Uuid::now_v7()),
        deal: id,
        version: card.version,
        from: card.stage,
        to: desk.stage(1),
        above: None,
        below: None,
        closing: None,
        undo: false,
    };
    let fill = Fill { expected_close: "2026-12-20".into(), ..Fill::default() };
    for _ in 0..2 {
        move_deal_filled(&desk.db, &desk.minji, &wish, &fill, chrono::Utc::now()).await.unwrap();
    }
    assert_eq!(moves(&desk, id).await, 1);
    desk.balanced().await;
}

#[sqlx::test(migrator = "db::MIGRATOR")]
async fn of_many_who_put_one_day_later_at_once_one_is_counted(pool: PgPool) {
    let desk = Desk::open(pool).await;
    let id = desk.deal(&desk.minji, "도입", "100만").await;
    expected(&desk, id, "2026-12-10").await;
    let now = deal(&desk.db, &desk.minji, id).await.unwrap();
    let form = DealForm { expected_close: "2027-01-10".into(), ..DealForm::of(&now) };
    let edit = || edit_deal(&desk.db, &desk.minji, id, now.card.version, &form);
    let (a, b, c, d) = tokio::join!(edit(), edit(), edit(), edit());
    assert!([a, b, c, d].iter().any(Result::is_ok));
    assert_eq!(moves(&desk, id).await, 1);
    desk.balanced().await;
}
