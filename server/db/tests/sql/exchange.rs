//! Exchange rates on a real PostgreSQL: which one holds on which day, who writes them, and that nobody's is lost.

use crate::desk::{Desk, at, refusal};
use chrono::NaiveDate;
use db::exchange::{add_rate, book, choose_base, correct_rate, put_rate, remove_rate};
use db::pipeline::{board, deals};
use db::{Error, team};
use domain::accounts::Place;
use domain::exchange::{NewRate, RateForm, Total};
use domain::pipeline::list::{self, Order, Sort};
use domain::pipeline::{Filter, Sum, Totals};
use domain::{Currency, Money, Problem, Refusal, Why};
use sqlx::PgPool;

fn day(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

fn today() -> NaiveDate {
    chrono::Utc::now().date_naive()
}

fn rate(currency: &str, on: &str, rate: &str) -> NewRate {
    against("KRW", currency, on, rate)
}

fn against(base: &str, currency: &str, on: &str, rate: &str) -> NewRate {
    let [base, currency, day, rate] = [base, currency, on, rate].map(str::to_owned);
    RateForm { base, currency, day, rate }.check(today()).unwrap()
}

fn at_noon() -> chrono::DateTime<chrono::Utc> {
    at("2026-11-20T03:00:00Z")
}

/// What each currency that has a rate is worth on a day, as it is said.
async fn holding(desk: &Desk, on: &str) -> Vec<(Currency, String)> {
    let rates = book(&desk.db, &desk.minji, None, day(on)).await.unwrap().rates;
    rates.newest.iter().map(|it| (it.currency, it.said())).collect()
}

#[sqlx::test(migrator = "db::MIGRATOR")]
async fn the_newest_rate_that_has_come_holds(pool: PgPool) {
    let desk = Desk::open(pool).await;
    let (db, minji) = (&desk.db, &desk.minji);
    for new in [
        rate("USD", "2026-11-20", "1,380"),
        rate("USD", "2026-11-27", "1,385.20"),
        rate("JPY", "2026-11-25", "930.5"),
    ] {
        add_rate(db, minji, &new).await.unwrap();
    }
    assert_eq!(holding(&desk, "2026-11-19").await, []);
    assert_eq!(holding(&desk, "2026-11-24").await, [(Currency::Usd, "1,380.00".into())]);
    let both = [(Currency::Jpy, "930.50".to_owned()), (Currency::Usd, "1,385.20".into())];
    assert_eq!(holding(&desk, "2026-11-27").await, both);
    let seen = rate("USD", "2026-11-27", "1,385.20");
    remove_rate(db, minji, &seen).await.unwrap();
    assert_eq!(holding(&desk, "2026-11-27").await[1].1, "1,380.00", "the older one holds again");
    assert!(matches!(remove_rate(db, minji, &seen).await, Err(Error::NotFound)));
    // Whoever sees a page gets the rates with it.
    let viewer = team::viewer(db, &desk.junho).await.unwrap();
    assert_eq!((viewer.rates.base, viewer.rates.newest.len()), (Currency::Krw, 2));
}

#[sqlx::test(migrator = "db::MIGRATOR")]
async fn a_head_of_several_currencies_is_counted_by_currency_and_converted_as_one(pool: PgPool) {
    let desk = Desk::open(pool).await;
    let stage = desk.stage(0);
    let deals = [(10_000_000, "KRW"), (1_250_000, "USD"), (70_000, "EUR"), (90_000, "EUR"), (0, "EUR")];
    for (amount, currency) in deals {
        let deal = desk.begun(&desk.minji, amount, stage, at("2026-11-20T01:00:00Z")).await;
        sqlx::query("update deal set currency = $2, amount_minor = nullif(amount_minor, 0) where id = $1")
            .bind(deal)
            .bind(currency)
            .execute(&desk.pool)
            .await
            .unwrap();
    }
    add_rate(&desk.db, &desk.minji, &rate("USD", "2026-11-20", "1,385.20")).await.unwrap();
    let head = async |filter: &Filter| -> Totals {
        let board = board(&desk.db, &desk.minji, desk.pipeline.id, filter, today()).await.unwrap().1;
        board.column(stage).unwrap().totals.clone()
    };
    let totals = head(&Filter::default()).await;
    let sum = |currency, minor: i64, deals| Sum { currency, minor, weighted_minor: minor / 2, deals };
    let sums = [
        sum(Currency::Krw, 10_000_000, 1),
        sum(Currency::Usd, 1_250_000, 1),
        // The third names no amount: nothing of it could be missing from a sum.
        sum(Currency::Eur, 160_000, 2),
    ];
    assert_eq!(totals.sums, sums);
    let found = Filter { text: "D-".into(), ..Filter::default() };
    assert_eq!(head(&found).await.sums, sums, "a filter counts alike");
    let rates = book(&desk.db, &desk.minji, None, today()).await.unwrap().rates;
    let total = Total::of(&totals.sums, &rates);
    assert_eq!((total.sum, total.excluded), (Money::new(27_315_000, Currency::Krw), 2));
    add_rate(&desk.db, &desk.minji, &rate("EUR", "2026-11-20", "1,600")).await.unwrap();
    let rates = book(&desk.db, &desk.minji, None, today()).await.unwrap().rates;
    let total = Total::of(&totals.sums, &rates);
    assert_eq!((total.sum.minor, total.excluded), (27_315_000 + 2_560_000, 0));
}

#[sqlx::test(migrator = "db::MIGRATOR")]
async fn a_table_sorts_amounts_by_what_they_are_worth_page_by_page(pool: PgPool) {
    let desk = Desk::open(pool).await;
    let mut worth = Vec::new();
    // A dollar is 1,385.20 won: every second deal is in cents, and worth nearly 14 times what its number says.
    for at in 1..=120 {
        let deal = desk.begun(&desk.minji, at * 1_000, desk.stage(0), at_noon()).await;
        if at % 2 == 0 {
            desk.set(deal, "currency = 'USD'").await;
        }
        worth.push((std::cmp::Reverse(at * 1_000 * if at % 2 == 0 { 13_852 } else { 1_000 }), deal.0));
    }
    worth.sort();
    let without = desk.begun(&desk.minji, 1, desk.stage(0), at_noon()).await;
    desk.set(without, "amount_minor = null").await;
    add_rate(&desk.db, &desk.minji, &rate("USD", "2026-11-20", "1,385.20")).await.unwrap();
    let mut wish = list::Wish { order: Order::of(Sort::Amount), ..list::Wish::default() };
    let mut read = Vec::new();
    loop {
        let page = deals(&desk.db, &desk.minji, &wish, today()).await.unwrap();
        let Some(last) = page.rows.last() else { break };
        wish.place = Place::After(last.card.id.0);
        read.extend(page.rows.iter().map(|it| it.card.id.0));
    }
    let expected: Vec<_> = worth.into_iter().map(|it| it.1).chain([without.0]).collect();
    assert_eq!(read, expected);
}

#[sqlx::test(migrator = "db::MIGRATOR")]
async fn nobodys_rate_is_written_over_unseen(pool: PgPool) {
    let desk = Desk::open(pool).await;
    let (db, minji) = (&desk.db, &desk.minji);
    let (old, new) = (rate("USD", "2026-11-20", "1,380"), rate("USD", "2026-11-20", "1,390"));
    add_rate(db, minji, &old).await.unwrap();
    let taken = Refusal::from(Problem::new("day", Why::Taken));
    assert_eq!(refusal(add_rate(db, minji, &new).await), taken);
    let wrong = rate("USD", "2026-11-20", "1,400");
    let Err(Error::Changed(now)) = correct_rate(db, minji, &new, wrong.rate.e9).await else {
        panic!("somebody else's rate was written over");
    };
    let difference = &now.differences[0];
    assert_eq!((difference.before.as_str(), difference.after.as_str()), ("1,380.00", "1,390.00"));
    assert!(matches!(remove_rate(db, minji, &wrong).await, Err(Error::Changed(_))));
    correct_rate(db, minji, &new, old.rate.e9).await.unwrap();
    assert_eq!(holding(&desk, "2026-11-20").await[0].1, "1,390.00");
}

#[sqlx::test(migrator = "db::MIGRATOR")]
async fn a_program_puts_the_same_rate_once_and_tells_it_once(pool: PgPool) {
    let desk = Desk::open(pool).await;
    let (db, minji) = (&desk.db, &desk.minji);
    let told = async || desk.count("select count(*) from outbox where topic = 'team'").await;
    let before = told().await;
    let new = rate("USD", "2026-11-20", "1,380");
    assert!(put_rate(db, minji, &new).await.unwrap());
    assert!(!put_rate(db, minji, &new).await.unwrap(), "it stands already");
    assert!(put_rate(db, minji, &rate("USD", "2026-11-20", "1,381")).await.unwrap());
    assert_eq!(told().await - before, 2);
    assert_eq!(holding(&desk, "2026-11-20").await[0].1, "1,381.00");
}

#[sqlx::test(migrator = "db::MIGRATOR")]
async fn rates_belong_to_the_currency_against_which_they_were_written(pool: PgPool) {
    let desk = Desk::open(pool).await;
    let (db, minji) = (&desk.db, &desk.minji);
    add_rate(db, minji, &rate("USD", "2026-11-20", "1,380")).await.unwrap();
    choose_base(db, minji, Currency::Usd).await.unwrap();
    assert_eq!(holding(&desk, "2026-11-27").await, [], "what won were worth says nothing of dollars");
    let unknown = Refusal::from(Problem::new("base", Why::Unknown));
    let late = rate("EUR", "2026-11-20", "1,600");
    assert_eq!(refusal(add_rate(db, minji, &late).await), unknown, "it was meant in won");
    add_rate(db, minji, &against("USD", "KRW", "2026-11-20", "0.7216")).await.unwrap();
    let kept = book(db, minji, None, today()).await.unwrap();
    assert_eq!((kept.rates.base, kept.kept.len(), kept.rates.newest[0].e9), (Currency::Usd, 1, 721_600));
    choose_base(db, minji, Currency::Krw).await.unwrap();
    assert_eq!(holding(&desk, "2026-11-27").await, [(Currency::Usd, "1,380.00".into())], "they hold again");
}

#[sqlx::test(migrator = "db::MIGRATOR")]
async fn the_book_is_read_on_day_by_day_without_losing_one(pool: PgPool) {
    let desk = Desk::open(pool).await;
    let days: Vec<_> = day("2026-06-01").iter_days().take(70).collect();
    for on in &days {
        for currency in ["USD", "EUR"] {
            add_rate(&desk.db, &desk.minji, &rate(currency, &on.to_string(), "1,400")).await.unwrap();
        }
    }
    let first = book(&desk.db, &desk.minji, None, today()).await.unwrap();
    let rest = book(&desk.db, &desk.minji, first.older, today()).await.unwrap();
    assert!(first.older.is_some() && rest.older.is_none());
    let mut read: Vec<_> = first.kept.iter().chain(&rest.kept).map(|it| it.rate.on).collect();
    assert!(read.is_sorted_by(|a, b| a >= b), "newest first");
    assert_eq!(read.len(), 140);
    read.dedup();
    assert!(read.iter().rev().eq(&days));
}

#[sqlx::test(migrator = "db::MIGRATOR")]
async fn only_an_admin_sets_rates_and_only_their_own_workspaces(pool: PgPool) {
    let desk = Desk::open(pool.clone()).await;
    let others = Desk::named(pool, "others").await;
    let new = rate("USD", "2026-11-20", "1,380");
    let (db, junho) = (&desk.db, &desk.junho);
    assert_eq!(refusal(add_rate(db, junho, &new).await), Refusal::NotAllowed);
    assert_eq!(refusal(put_rate(db, junho, &new).await), Refusal::NotAllowed);
    assert_eq!(refusal(choose_base(db, junho, Currency::Usd).await), Refusal::NotAllowed);
    add_rate(db, &desk.minji, &new).await.unwrap();
    assert_eq!(refusal(correct_rate(db, junho, &new, new.rate.e9).await), Refusal::NotAllowed);
    assert_eq!(refusal(remove_rate(db, junho, &new).await), Refusal::NotAllowed);
    assert_eq!(book(db, junho, None, today()).await.unwrap().kept.len(), 1, "everybody reads them");
    assert_eq!(book(db, &others.minji, None, today()).await.unwrap().kept, []);
    assert!(matches!(remove_rate(db, &others.minji, &new).await, Err(Error::NotFound)));
    desk.balanced().await;
}
