//! One fact of a deal edited in the table, on a real PostgreSQL: what others write meanwhile is kept, and never
//! overwritten unseen.

use crate::desk::Desk;
use db::Error;
use db::pipeline::{deal, edit_cell, edit_deal};
use domain::pipeline::DealForm;
use domain::pipeline::cell::{Cell, CellEdit};
use domain::{DealId, Problem, Refusal, Why};
use sqlx::PgPool;

fn edit(deal: DealId, cell: Cell, seen: &str, value: &str) -> CellEdit {
    CellEdit { deal, cell, seen: seen.into(), value: value.into() }
}

#[sqlx::test(migrator = "db::MIGRATOR")]
async fn an_edit_in_the_table_is_an_edit_of_the_deal(pool: PgPool) {
    let desk = Desk::open(pool).await;
    let id = desk.deal(&desk.minji, "사내 검색", "1000만").await;
    let before = deal(&desk.db, &desk.minji, id).await.unwrap();
    for (cell, seen, value) in [
        (Cell::Name, "사내 검색", "전사 검색"),
        (Cell::Amount, "10,000,000", "1.3억"),
        (Cell::ExpectedClose, "", "2026-12-24"),
        (Cell::NextStep, "", "견적 보내기"),
        (Cell::NextStepDue, "", "2026-12-01"),
    ] {
        edit_cell(&desk.db, &desk.minji, &edit(id, cell, seen, value)).await.unwrap();
    }
    let now = deal(&desk.db, &desk.minji, id).await.unwrap();
    assert_eq!((now.card.name.as_str(), now.card.amount_minor), ("전사 검색", Some(130_000_000)));
    assert_eq!(now.card.version, before.card.version + 5);
    assert_eq!((now.person, now.card.account), (before.person, before.card.account), "the rest stays");
    // Sent again it is as done.
    let again = edit(id, Cell::NextStep, "", "견적 보내기");
    let card = edit_cell(&desk.db, &desk.minji, &again).await.unwrap();
    assert_eq!(card.version, now.card.version);
    desk.balanced().await;
}

#[sqlx::test(migrator = "db::MIGRATOR")]
async fn an_edit_of_another_fact_is_kept_and_one_of_the_same_is_shown(pool: PgPool) {
    let desk = Desk::open(pool).await;
    let id = desk.deal(&desk.minji, "사내 검색", "1000만").await;
    let seen = deal(&desk.db, &desk.minji, id).await.unwrap();
    let theirs = DealForm { next_step: "데모".into(), ..DealForm::of(&seen) };
    edit_deal(&desk.db, &desk.minji, id, seen.card.version, &theirs).await.unwrap();
    let card =
        edit_cell(&desk.db, &desk.minji, &edit(id, Cell::Amount, "10,000,000", "2000만")).await.unwrap();
    assert_eq!((card.amount_minor, card.next_step.as_deref()), (Some(20_000_000), Some("데모")));

    let late = edit_cell(&desk.db, &desk.minji, &edit(id, Cell::Amount, "10,000,000", "3000만")).await;
    let Err(Error::Changed(now)) = late else { panic!("somebody was faster: {late:?}") };
    assert_eq!((now.version, now.card.unwrap().amount_minor), (card.version, Some(20_000_000)));
    assert_eq!(
        (now.differences[0].before.as_str(), now.differences[0].after.as_str()),
        ("20,000,000", "3000만")
    );
    desk.balanced().await;
}

#[sqlx::test(migrator = "db::MIGRATOR")]
async fn edits_of_different_facts_at_once_are_all_written(pool: PgPool) {
    let desk = Desk::open(pool).await;
    let id = desk.deal(&desk.minji, "사내 검색", "1000만").await;
    let (name, amount, step) = (
        edit(id, Cell::Name, "사내 검색", "전사 검색"),
        edit(id, Cell::Amount, "10,000,000", "2000만"),
        edit(id, Cell::NextStep, "", "데모"),
    );
    let (a, b, c) = tokio::join!(
        edit_cell(&desk.db, &desk.minji, &name),
        edit_cell(&desk.db, &desk.minji, &amount),
        edit_cell(&desk.db, &desk.minji, &step),
    );
    assert!(a.is_ok() && b.is_ok() && c.is_ok(), "{a:?} {b:?} {c:?}");
    let now = deal(&desk.db, &desk.minji, id).await.unwrap().card;
    assert_eq!((now.name.as_str(), now.amount_minor), ("전사 검색", Some(20_000_000)));
    assert_eq!(now.next_step.as_deref(), Some("데모"));
    desk.balanced().await;
}

#[sqlx::test(migrator = "db::MIGRATOR")]
async fn rights_and_nonsense_are_told_before_anything_is_written(pool: PgPool) {
    let desk = Desk::open(pool).await;
    let id = desk.deal(&desk.minji, "사내 검색", "1000만").await;
    let others = edit_cell(&desk.db, &desk.junho, &edit(id, Cell::Name, "사내 검색", "남의 것")).await;
    assert!(matches!(others, Err(Error::Refused(Refusal::NotAllowed))), "{others:?}");
    for (cell, seen, value, why) in [
        (Cell::Name, "사내 검색", " ", Why::Missing),
        (Cell::Amount, "10,000,000", "많이", Why::NotAnAmount),
        (Cell::ExpectedClose, "", "언젠가", Why::NotADate),
        (
            Cell::Owner,
            &desk.minji.id().unwrap().to_string(),
            "01890000-0000-7000-8000-000000000000",
            Why::Unknown,
        ),
    ] {
        let refused = edit_cell(&desk.db, &desk.minji, &edit(id, cell, seen, value)).await;
        let problem = Problem::new(cell.field(), why);
        assert!(
            matches!(&refused, Err(Error::Refused(Refusal::Invalid(it))) if *it == [problem]),
            "{cell:?}: {refused:?}"
        );
    }
    desk.balanced().await;
}
