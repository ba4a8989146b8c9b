//! What a forecast shows while cards go from month to month.

use super::*;
use crate::pipeline::gate::Story;
use crate::{Currency, StageId};
use chrono::DateTime;
use proptest::prelude::*;
use uuid::Uuid;

fn day(text: &str) -> NaiveDate {
    text.parse().expect("a day")
}

fn today() -> NaiveDate {
    day("2026-11-23")
}

fn card(deal: u128, expected: Option<NaiveDate>, amount: Option<i64>) -> ForecastCard {
    let card = Card {
        id: DealId(Uuid::from_u128(deal)),
        number: 1,
        version: 1,
        name: format!("deal {deal}"),
        pipeline: PipelineId(Uuid::nil()),
        stage: StageId(Uuid::nil()),
        rank: "a".to_owned(),
        account: None,
        account_name: None,
        owner: None,
        currency: Currency::Krw,
        amount_minor: amount,
        weighted_minor: amount.unwrap_or(0) / 2,
        expected_close: expected,
        next_step: None,
        next_step_due: None,
        stage_entered_at: DateTime::UNIX_EPOCH,
        last_activity_at: DateTime::UNIX_EPOCH,
        story: Story::default(),
    };
    ForecastCard { card, close_date_moves: 0 }
}

fn forecast(cards: Vec<ForecastCard>) -> Forecast {
    let column = |period| Column { period, totals: Totals::default(), cards: vec![], more: None };
    let columns = Period::all(today()).into_iter().map(column).collect();
    let mut forecast = Forecast { today: today(), columns, won: Totals::default() };
    cards.into_iter().for_each(|it| forecast.put(it));
    forecast
}

fn head(forecast: &Forecast, code: &str) -> (i64, i64, i64) {
    let column = Period::of_code(code).and_then(|it| forecast.column(it)).expect("a column");
    let sum = column.totals.sums.first();
    (column.totals.count, sum.map_or(0, |it| it.minor), sum.map_or(0, |it| it.weighted_minor))
}

fn order(forecast: &Forecast, code: &str) -> Vec<u128> {
    let column = Period::of_code(code).and_then(|it| forecast.column(it)).expect("a column");
    column.cards.iter().map(|it| it.card.id.0.as_u128()).collect()
}

#[test]
fn a_card_that_goes_to_another_month_is_counted_there_and_not_here() {
    let mut forecast = forecast(vec![
        card(1, Some(day("2026-11-30")), Some(100)),
        card(2, Some(day("2026-11-24")), Some(40)),
        card(3, Some(day("2026-12-20")), Some(10)),
    ]);
    assert_eq!((head(&forecast, "2026-11"), head(&forecast, "2026-12")), ((2, 140, 70), (1, 10, 5)));
    forecast.expect(DealId(Uuid::from_u128(1)), Some(day("2026-12-30")));
    assert_eq!((head(&forecast, "2026-11"), head(&forecast, "2026-12")), ((1, 40, 20), (2, 110, 55)));
    assert_eq!(order(&forecast, "2026-12"), [3, 1]);
    forecast.expect(DealId(Uuid::from_u128(1)), None);
    assert_eq!(head(&forecast, "none"), (1, 100, 50));
}

#[test]
fn cards_stand_by_day_then_by_amount_and_those_without_any_last() {
    let first = Some(day("2026-12-01"));
    let forecast = forecast(vec![
        card(1, first, None),
        card(2, first, Some(5)),
        card(3, first, Some(50)),
        card(4, Some(day("2026-12-02")), Some(500)),
    ]);
    assert_eq!(order(&forecast, "2026-12"), [3, 2, 1, 4]);
}

#[test]
fn late_news_of_a_card_changes_nothing() {
    let mut forecast = forecast(vec![card(1, Some(day("2026-12-01")), Some(100))]);
    let before = forecast.clone();
    forecast.confirm(&card(1, Some(day("2027-01-01")), Some(100)));
    forecast.confirm(&card(2, Some(day("2027-01-01")), Some(100)));
    assert_eq!(forecast, before);
    let mut newer = card(1, Some(day("2027-01-01")), Some(100));
    newer.card.version = 2;
    forecast.confirm(&newer);
    assert_eq!(head(&forecast, "2027-01"), (1, 100, 50));
}

#[test]
fn a_month_comes_to_what_was_won_and_what_is_open_by_its_weight() {
    let mut forecast = forecast(vec![
        card(1, Some(day("2026-11-30")), Some(100)),
        card(2, Some(day("2026-12-01")), Some(1_000)),
        card(3, Some(day("2026-11-01")), Some(1_000)),
    ]);
    let won = |currency, minor| Sum { currency, minor, weighted_minor: minor, deals: 1 };
    forecast.won.add(won(Currency::Krw, 300));
    forecast.won.add(won(Currency::Usd, 7));
    let said: Vec<_> = forecast.this_month().iter().map(|it| (it.currency, it.minor, it.deals)).collect();
    assert_eq!(said, [(Currency::Krw, 350, 2), (Currency::Usd, 7, 1)]);
    assert_eq!(forecast.open().count, 3);
}

#[test]
fn a_column_is_read_on_without_showing_a_card_twice() {
    let mut forecast =
        forecast(vec![card(1, Some(day("2026-12-01")), Some(1)), card(9, Some(day("2026-12-09")), Some(1))]);
    let period = Period::Month(day("2026-12-01"));
    let more = vec![card(5, Some(day("2026-12-05")), Some(1)), card(9, Some(day("2026-12-09")), Some(1))];
    forecast.read_on(period, more, None);
    assert_eq!(order(&forecast, "2026-12"), [1, 5, 9]);
}

#[test]
fn a_form_names_a_day_and_a_period_or_is_refused() {
    let (act, deal) = (ActId(Uuid::nil()), DealId(Uuid::nil()));
    let read = |from, to| CloseMove::of_form(act, deal, from, to);
    let to = Period::Month(day("2026-12-01"));
    assert_eq!(read("2026-11-30", "2026-12"), Ok(CloseMove { act, deal, from: Some(day("2026-11-30")), to }));
    assert_eq!(read("", "none"), Ok(CloseMove { act, deal, from: None, to: Period::Undated }));
    assert_eq!(read("", "someday"), Err(Problem::new("to", Why::Unknown).into()));
    assert_eq!(read("30.11.2026", "2026-12"), Err(Problem::new("from", Why::NotADate).into()));
}

#[test]
fn what_was_won_is_of_this_month_and_of_the_filter() {
    let days = |close| won_days(close, today());
    assert_eq!(days(Close::Whenever), (day("2026-11-01"), day("2026-11-30")));
    assert_eq!(days(Close::Past), (day("2026-11-01"), day("2026-11-22")));
    assert_eq!(days(Close::ThisQuarter), (day("2026-11-01"), day("2026-11-30")));
    let (from, to) = days(Close::NextMonth);
    assert!(from > to, "nothing of this month");
}

proptest! {
    #[test]
    fn wherever_cards_go_the_heads_add_up_to_all_of_them(
        amounts in proptest::collection::vec(proptest::option::of(0..1_000i64), 1..12),
        moves in proptest::collection::vec((0..12u128, proptest::option::of(0..400u64)), 0..30),
    ) {
        let cards = amounts.iter().zip(1u128..).map(|(amount, at)| card(at, None, *amount));
        let mut forecast = forecast(cards.collect());
        let all = forecast.open();
        for (deal, to) in moves {
            forecast.expect(DealId(Uuid::from_u128(deal)), to.map(|it| today() - Days::new(100) + Days::new(it)));
            prop_assert_eq!(forecast.open(), all.clone());
            for column in &forecast.columns {
                prop_assert_eq!(column.totals.count, i64::try_from(column.cards.len()).unwrap_or(-1));
                prop_assert!(column.cards.is_sorted_by_key(ForecastCard::rank));
            }
        }
    }
}
