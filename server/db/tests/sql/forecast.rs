//! The forecast on a real PostgreSQL: heads count every open deal of the filter, a column is read on without losing one,
//! and a deal is put into another month as one act.

use crate::desk::{Desk, at, refusal};
use chrono::NaiveDate;
use db::Error;
use db::pipeline::{deal, edit_deal, forecast, more_of_forecast, move_close_date, undo_close_date};
use domain::forecast::{CloseMove, CloseUndo, Column, FIRST, Forecast, PAGE, Period, Wish};
use domain::pipeline::filter::{Close, Owner};
use domain::pipeline::{DealForm, Filter, StageKind};
use domain::{ActId, DealId, PipelineId, Problem, Refusal, Why};
use sqlx::PgPool;
use std::collections::BTreeSet;
use uuid::Uuid;

fn today() -> NaiveDate {
    day("2026-11-23")
}

fn day(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

fn period(code: &str) -> Period {
    Period::of_code(code).unwrap()
}

async fn read(desk: &Desk, wish: &Wish) -> Forecast {
    forecast(&desk.db, &desk.minji, wish, today()).await.unwrap().1
}

fn column<'a>(forecast: &'a Forecast, code: &str) -> &'a Column {
    forecast.column(period(code)).unwrap()
}

fn head(forecast: &Forecast, code: &str) -> (i64, i64, i64) {
    let totals = &column(forecast, code).totals;
    let sum = totals.sums.first();
    (totals.count, sum.map_or(0, |it| it.minor), sum.map_or(0, |it| it.weighted_minor))
}

async fn expected(desk: &Desk, amount: i64, on: Option<&str>) -> DealId {
    let deal = desk.begun(&desk.minji, amount, desk.stage(0), at("2026-11-02T00:00:00Z")).await;
    sqlx::query("update deal set expected_close = $2::text::date where id = $1")
        .bind(deal)
        .bind(on)
        .execute(&desk.pool)
        .await
        .unwrap();
    deal
}

fn wish(deal: DealId, from: Option<&str>, to: &str) -> CloseMove {
    CloseMove { act: ActId(Uuid::now_v7()), deal, from: from.map(day), to: period(to) }
}

#[sqlx::test(migrator = "db::MIGRATOR")]
async fn each_open_deal_is_counted_in_its_month_and_no_other(pool: PgPool) {
    let desk = Desk::open(pool).await;
    for (amount, on) in [
        (100, Some("2026-11-22")),
        (200, Some("2026-11-23")),
        (400, Some("2026-11-30")),
        (800, Some("2026-12-01")),
        (1_600, Some("2027-04-30")),
        (3_200, Some("2027-05-01")),
        (6_400, None),
    ] {
        expected(&desk, amount, on).await;
    }
    let lost = expected(&desk, 1, Some("2026-12-01")).await;
    desk.moved(lost, desk.closing(StageKind::Lost), at("2026-11-20T00:00:00Z")).await;
    let held = expected(&desk, 1, Some("2026-12-01")).await;
    desk.moved(held, desk.closing(StageKind::Hold), at("2026-11-20T00:00:00Z")).await;
    let found = read(&desk, &Wish::default()).await;
    assert_eq!(head(&found, "overdue"), (1, 100, 50));
    assert_eq!(head(&found, "2026-11"), (2, 600, 300));
    assert_eq!(head(&found, "2026-12"), (1, 800, 400), "neither lost nor held");
    assert_eq!(head(&found, "2027-01"), (0, 0, 0));
    assert_eq!(head(&found, "2027-04"), (1, 1_600, 800));
    assert_eq!(head(&found, "later"), (1, 3_200, 1_600));
    assert_eq!(head(&found, "none"), (1, 6_400, 3_200));
    for column in &found.columns {
        assert_eq!(column.totals.count, i64::try_from(column.cards.len()).unwrap(), "{:?}", column.period);
        assert!(column.more.is_none());
    }
    desk.balanced().await;
}

#[sqlx::test(migrator = "db::MIGRATOR")]
async fn what_was_won_this_month_stands_beside_it_by_the_workspaces_calendar(pool: PgPool) {
    let desk = Desk::open(pool).await;
    for (amount, on) in [
        // Nine in the evening in London on the last of October is the first of November in Seoul.
        (100, "2026-10-31T21:00:00Z"),
        (200, "2026-11-20T00:00:00Z"),
        (400, "2026-10-31T10:00:00Z"),
    ] {
        let won = expected(&desk, amount, Some("2026-12-24")).await;
        desk.set(won, "weighted_minor = amount_minor").await;
        desk.moved(won, desk.closing(StageKind::Won), at(on)).await;
    }
    let dollars = expected(&desk, 7, Some("2026-11-30")).await;
    desk.set(dollars, "currency = 'USD', weighted_minor = 3").await;
    let found = read(&desk, &Wish::default()).await;
    assert_eq!((found.won.count, found.won.sums[0].minor), (2, 300));
    let sums: Vec<_> = found.this_month().iter().map(|it| it.minor).collect();
    assert_eq!(sums, [300, 3], "each currency by itself");
    let close = |close| Wish { filter: Filter { close, ..Filter::default() }, ..Wish::default() };
    assert_eq!(read(&desk, &close(Close::ThisMonth)).await.won.count, 2);
    assert_eq!(read(&desk, &close(Close::NextMonth)).await.won.count, 0);
}

#[sqlx::test(migrator = "db::MIGRATOR")]
async fn a_head_counts_every_deal_of_the_filter_and_a_column_is_read_on_without_losing_one(pool: PgPool) {
    let desk = Desk::open(pool).await;
    let mut all = BTreeSet::new();
    for number in 0..130_i64 {
        let on =
            ["2026-12-01", "2026-12-15", "2026-12-15", "2026-12-31"][usize::try_from(number % 4).unwrap()];
        let deal = expected(&desk, number % 3 * 10, Some(on)).await;
        if number % 5 == 0 {
            desk.set(deal, "amount_minor = null, weighted_minor = 0").await;
        }
        all.insert(deal);
    }
    let first = read(&desk, &Wish::default()).await;
    let december = column(&first, "2026-12");
    assert_eq!((december.totals.count, i64::try_from(december.cards.len()).unwrap()), (130, FIRST));
    let mut shown = first.clone();
    let mut pages = 0;
    while let Some(after) = column(&shown, "2026-12").more.clone() {
        let (cards, more) =
            more_of_forecast(&desk.db, &desk.minji, None, &Filter::default(), &after, today()).await.unwrap();
        assert!(i64::try_from(cards.len()).unwrap() <= PAGE);
        shown.read_on(period("2026-12"), cards, more);
        pages += 1;
    }
    let cards = &column(&shown, "2026-12").cards;
    assert_eq!((pages, cards.len()), (3, 130));
    assert_eq!(cards.iter().map(|it| it.card.id).collect::<BTreeSet<_>>(), all);
    // Read again in one go, as a page does that hears news, it stands the same.
    let again = read(&desk, &Wish { read: vec![(period("2026-12"), 130)], ..Wish::default() }).await;
    assert_eq!(&column(&again, "2026-12").cards, cards);
    // Without scripts a column begins where the last page ended, and its head counts all the same.
    let below = read(&desk, &Wish { after: column(&first, "2026-12").more.clone(), ..Wish::default() }).await;
    let below = column(&below, "2026-12");
    assert_eq!((below.totals.count, &below.cards[0]), (130, &cards[usize::try_from(FIRST).unwrap()]));
    // A deal that was just put far down is shown all the same, and reading on goes on where it would have.
    let last = cards[129].card.id;
    let kept = read(&desk, &Wish { keep: vec![last], ..Wish::default() }).await;
    let kept = column(&kept, "2026-12");
    assert_eq!(kept.cards.last().map(|it| it.card.id), Some(last));
    assert_eq!(kept.more, column(&first, "2026-12").more);
}

#[sqlx::test(migrator = "db::MIGRATOR")]
async fn every_filter_counts_what_it_lets_through(pool: PgPool) {
    let desk = Desk::open(pool).await;
    for number in 0..30_i64 {
        let owner = if number % 3 == 0 { &desk.junho } else { &desk.minji };
        let deal = desk.begun(owner, 10, desk.stage(0), at("2026-11-02T00:00:00Z")).await;
        desk.set(deal, "expected_close = '2026-12-10'").await;
        if number % 2 == 0 {
            desk.set(deal, "name = '한빛 도입'").await;
        }
    }
    let count =
        async |filter: Filter| head(&read(&desk, &Wish { filter, ..Wish::default() }).await, "2026-12").0;
    assert_eq!(count(Filter::default()).await, 30);
    assert_eq!(count(Filter { owner: Owner::Me, ..Filter::default() }).await, 20);
    assert_eq!(count(Filter { owner: Owner::Nobody, ..Filter::default() }).await, 0);
    assert_eq!(count(Filter { text: "ㅎㅂ".into(), ..Filter::default() }).await, 15);
    assert_eq!(count(Filter { close: Close::ThisMonth, ..Filter::default() }).await, 0);
    assert_eq!(count(Filter { close: Close::NextMonth, ..Filter::default() }).await, 30);
    let here = Wish { pipeline: Some(desk.pipeline.id), ..Wish::default() };
    assert_eq!(head(&read(&desk, &here).await, "2026-12").0, 30);
    let nowhere = Wish { pipeline: Some(PipelineId(Uuid::nil())), ..Wish::default() };
    assert!(matches!(forecast(&desk.db, &desk.minji, &nowhere, today()).await, Err(Error::NotFound)));
}

#[sqlx::test(migrator = "db::MIGRATOR")]
async fn put_into_the_next_month_a_deal_is_expected_there_and_has_slipped(pool: PgPool) {
    let desk = Desk::open(pool).await;
    let deal = expected(&desk, 100, Some("2026-11-30")).await;
    let slip = wish(deal, Some("2026-11-30"), "2026-12");
    for _ in 0..2 {
        let card = move_close_date(&desk.db, &desk.minji, &slip, today()).await.unwrap();
        assert_eq!(
            (card.card.expected_close, card.close_date_moves, card.card.version),
            (Some(day("2026-12-30")), 1, 2)
        );
    }
    let sooner = wish(deal, Some("2026-12-30"), "2026-11");
    let card = move_close_date(&desk.db, &desk.minji, &sooner, today()).await.unwrap();
    assert_eq!((card.card.expected_close, card.close_date_moves), (Some(day("2026-11-30")), 1));
    let given_up = wish(deal, Some("2026-11-30"), "none");
    let card = move_close_date(&desk.db, &desk.minji, &given_up, today()).await.unwrap();
    assert_eq!((card.card.expected_close, card.close_date_moves), (None, 1));
    assert_eq!(
        desk.count("select count(*) from outbox where topic = 'deal' and act_id is not null").await,
        3
    );
    desk.balanced().await;
}

#[sqlx::test(migrator = "db::MIGRATOR")]
async fn a_drop_that_cannot_be_is_refused_and_changes_nothing(pool: PgPool) {
    let desk = Desk::open(pool).await;
    let deal = expected(&desk, 100, Some("2026-11-30")).await;
    let past = Refusal::Invalid(vec![Problem::new("expected_close", Why::InThePast)]);
    for to in ["overdue", "2026-10"] {
        let refused =
            move_close_date(&desk.db, &desk.minji, &wish(deal, Some("2026-11-30"), to), today()).await;
        assert_eq!(refusal(refused), past, "{to}");
    }
    let far = CloseMove { to: Period::Month(day("2300-01-01")), ..wish(deal, Some("2026-11-30"), "none") };
    let refused = move_close_date(&desk.db, &desk.minji, &far, today()).await;
    assert!(matches!(refusal(refused), Refusal::Invalid(_)));
    // Somebody else's: the AE may not, and nothing of another workspace is there.
    let theirs = wish(deal, Some("2026-11-30"), "2026-12");
    assert_eq!(refusal(move_close_date(&desk.db, &desk.junho, &theirs, today()).await), Refusal::NotAllowed);
    let other = Desk::named(desk.pool.clone(), "dasom").await;
    let unknown = move_close_date(&other.db, &other.minji, &theirs, today()).await;
    assert!(matches!(unknown, Err(Error::NotFound)), "{unknown:?}");
    assert_eq!(desk.version(deal).await, 1);
    desk.balanced().await;
}

#[sqlx::test(migrator = "db::MIGRATOR")]
async fn who_was_overtaken_hears_it_and_who_changed_something_else_is_no_hindrance(pool: PgPool) {
    let desk = Desk::open(pool).await;
    let id = expected(&desk, 100, Some("2026-11-30")).await;
    let now = deal(&desk.db, &desk.minji, id).await.unwrap();
    let form = DealForm { name: "새 이름".into(), ..DealForm::of(&now) };
    edit_deal(&desk.db, &desk.minji, id, 1, &form).await.unwrap();
    let seen_before = wish(id, Some("2026-11-30"), "2026-12");
    let card = move_close_date(&desk.db, &desk.minji, &seen_before, today()).await.unwrap();
    assert_eq!((card.card.name.as_str(), card.card.version), ("새 이름", 3));
    let late = wish(id, Some("2026-11-30"), "2027-01");
    match move_close_date(&desk.db, &desk.minji, &late, today()).await {
        Err(Error::Changed(now)) => assert_eq!(now.card.unwrap().expected_close, Some(day("2026-12-30"))),
        other => panic!("overtaken, not {other:?}"),
    }
    desk.moved(id, desk.closing(StageKind::Won), at("2026-11-20T00:00:00Z")).await;
    let decided = wish(id, Some("2026-12-30"), "2027-01");
    assert!(matches!(
        move_close_date(&desk.db, &desk.minji, &decided, today()).await,
        Err(Error::Changed(_))
    ));
}

#[sqlx::test(migrator = "db::MIGRATOR")]
async fn what_is_taken_back_never_slipped_and_only_the_last_move_can_be(pool: PgPool) {
    let desk = Desk::open(pool).await;
    let id = expected(&desk, 100, Some("2026-11-30")).await;
    let slip = wish(id, Some("2026-11-30"), "2026-12");
    move_close_date(&desk.db, &desk.minji, &slip, today()).await.unwrap();
    let undo = CloseUndo { act: ActId(Uuid::now_v7()), deal: id, undoes: slip.act };
    for _ in 0..2 {
        let card = undo_close_date(&desk.db, &desk.minji, &undo).await.unwrap();
        assert_eq!(
            (card.card.expected_close, card.close_date_moves, card.card.version),
            (Some(day("2026-11-30")), 0, 3)
        );
    }
    // Neither an undo nor what stands before it can be taken back.
    for undoes in [slip.act, undo.act] {
        let again = CloseUndo { act: ActId(Uuid::now_v7()), deal: id, undoes };
        assert_eq!(refusal(undo_close_date(&desk.db, &desk.minji, &again).await), Refusal::CannotUndo);
    }
    // Pulled in and put back is no slip either.
    let sooner = wish(id, Some("2026-11-30"), "none");
    move_close_date(&desk.db, &desk.minji, &sooner, today()).await.unwrap();
    let undo = CloseUndo { act: ActId(Uuid::now_v7()), deal: id, undoes: sooner.act };
    assert_eq!(undo_close_date(&desk.db, &desk.minji, &undo).await.unwrap().close_date_moves, 0);
    // Once somebody has touched the deal, it stays as they made it.
    let slip = wish(id, Some("2026-11-30"), "2027-01");
    move_close_date(&desk.db, &desk.minji, &slip, today()).await.unwrap();
    let now = deal(&desk.db, &desk.minji, id).await.unwrap();
    let form = DealForm { name: "새 이름".into(), ..DealForm::of(&now) };
    edit_deal(&desk.db, &desk.minji, id, now.card.version, &form).await.unwrap();
    let undo = CloseUndo { act: ActId(Uuid::now_v7()), deal: id, undoes: slip.act };
    assert_eq!(refusal(undo_close_date(&desk.db, &desk.minji, &undo).await), Refusal::CannotUndo);
    assert_eq!(deal(&desk.db, &desk.minji, id).await.unwrap().close_date_moves, 1);
    desk.balanced().await;
}

#[sqlx::test(migrator = "db::MIGRATOR")]
async fn of_many_who_put_one_deal_elsewhere_at_once_one_is_heard(pool: PgPool) {
    let desk = Desk::open(pool).await;
    let id = expected(&desk, 100, Some("2026-11-30")).await;
    let to = |code| wish(id, Some("2026-11-30"), code);
    let wishes = [to("2026-12"), to("2027-01"), to("2027-02"), to("later")];
    let put = |at: usize| move_close_date(&desk.db, &desk.minji, &wishes[at], today());
    let (a, b, c, d) = tokio::join!(put(0), put(1), put(2), put(3));
    let done = [a, b, c, d].into_iter().filter(Result::is_ok).count();
    assert_eq!((done, desk.version(id).await), (1, 2));
    let same = to("2027-03");
    let same = CloseMove { from: deal(&desk.db, &desk.minji, id).await.unwrap().card.expected_close, ..same };
    let put = || move_close_date(&desk.db, &desk.minji, &same, today());
    let (a, b, c, d) = tokio::join!(put(), put(), put(), put());
    assert!([a, b, c, d].iter().all(Result::is_ok), "the same act from many places is done once");
    assert_eq!(desk.version(id).await, 3);
    desk.balanced().await;
}
