//! Whether amounts are converted and added as they should be.

use super::*;
use crate::pipeline::Sum;
use crate::{Problem, Why};
use chrono::NaiveDate;
use proptest::prelude::*;

fn day(text: &str) -> NaiveDate {
    text.parse().expect("a day")
}

fn rate(currency: Currency, text: &str, on: &str) -> Rate {
    let e9 = parse(text, Currency::Krw, currency.quoted_by()).expect("a rate");
    Rate { currency, e9, on: day(on) }
}

fn rates() -> Rates {
    let newest =
        vec![rate(Currency::Usd, "1,385.20", "2026-11-27"), rate(Currency::Jpy, "930.55", "2026-11-25")];
    Rates { base: Currency::Krw, newest }
}

fn sum(currency: Currency, minor: i64, weighted_minor: i64, deals: i64) -> Sum {
    Sum { currency, minor, weighted_minor, deals }
}

#[test]
fn an_amount_is_worth_what_the_rate_says() {
    let worth = |minor, currency| rates().convert(Money::new(minor, currency)).map(|it| it.minor);
    assert_eq!(worth(1_250_000, Currency::Usd), Ok(17_315_000), "12,500 dollars");
    assert_eq!(worth(1, Currency::Usd), Ok(14), "a cent is 13.852 won");
    assert_eq!(worth(100, Currency::Jpy), Ok(931), "930.55, and won have no decimals");
    assert_eq!(worth(1_000_000, Currency::Jpy), Ok(9_305_500));
    assert_eq!(worth(500, Currency::Krw), Ok(500));
    assert_eq!(worth(500, Currency::Eur), Err(NoRate));
}

#[test]
fn a_base_with_decimals_gets_them() {
    let e9 = parse("0.7216", Currency::Usd, Currency::Krw.quoted_by()).expect("a rate");
    let rates = Rates {
        base: Currency::Usd,
        newest: vec![Rate { currency: Currency::Krw, e9, on: day("2026-11-27") }],
    };
    let worth = |minor| rates.convert(Money::new(minor, Currency::Krw)).map(|it| it.minor);
    assert_eq!(worth(10_000_000), Ok(721_600), "7,216 dollars");
    assert_eq!((worth(1), worth(-1)), (Ok(0), Ok(0)));
}

#[test]
fn amounts_are_sorted_by_what_they_are_worth() {
    let counts = |minor: i64, currency| i128::from(minor) * i128::from(rates().weight(currency));
    let dollars = counts(1_000_000, Currency::Usd);
    assert!(dollars > counts(13_851_999, Currency::Krw) && dollars < counts(13_852_001, Currency::Krw));
    assert!(counts(10_000, Currency::Jpy) > counts(93_000, Currency::Krw));
    assert_eq!(counts(500, Currency::Eur), counts(5, Currency::Krw), "without a rate, unit for unit");
}

#[test]
fn halves_go_to_the_even_unit_on_both_sides_of_nothing() {
    let half = Rate { currency: Currency::Jpy, e9: 500_000_000, on: day("2026-11-27") };
    let rates = Rates { base: Currency::Krw, newest: vec![half] };
    let worth = |minor| rates.convert(Money::new(minor, Currency::Jpy)).map(|it| it.minor);
    assert_eq!([1, 3, 5, -1, -3].map(worth), [Ok(0), Ok(2), Ok(2), Ok(0), Ok(-2)]);
}

#[test]
fn what_is_too_much_is_left_out_rather_than_wrong() {
    let dear = Rate { currency: Currency::Usd, e9: 1_000_000_000_000_000, on: day("2026-11-27") };
    let rates = Rates { base: Currency::Krw, newest: vec![dear] };
    assert_eq!(rates.convert(Money::new(i64::MAX, Currency::Usd)), Err(NoRate));
    let total = Total::of(&[sum(Currency::Krw, 5, 2, 1), sum(Currency::Usd, i64::MAX, 0, 3)], &rates);
    assert_eq!((total.sum.minor, total.excluded, total.at), (5, 3, None));
}

#[test]
fn a_head_of_several_currencies_comes_to_one_sum_that_knows_its_rates() {
    let sums = [sum(Currency::Krw, 10_000_000, 5_000_000, 2), sum(Currency::Usd, 1_250_000, 625_000, 1)];
    let total = Total::of(&sums, &rates());
    assert_eq!(total.sum, Money::new(27_315_000, Currency::Krw));
    assert_eq!(total.weighted, Money::new(13_657_500, Currency::Krw));
    let on = day("2026-11-27");
    assert_eq!((total.excluded, total.at), (0, Some((on, on))));
    let yen = sum(Currency::Jpy, 100_000, 50_000, 1);
    let total = Total::of(&[sums[0], sums[1], yen], &rates());
    assert_eq!(total.sum.minor, 28_245_550);
    assert_eq!(total.at, Some((day("2026-11-25"), on)));
}

#[test]
fn deals_without_a_rate_are_counted_out_and_never_added_raw() {
    let sums = [sum(Currency::Krw, 1_000, 500, 1), sum(Currency::Eur, 70_000, 7_000, 4)];
    let total = Total::of(&sums, &rates());
    assert_eq!((total.sum.minor, total.weighted.minor, total.excluded, total.at), (1_000, 500, 4, None));
}

#[test]
fn one_currency_alone_without_a_rate_stays_what_it_is() {
    let total = Total::of(&[sum(Currency::Eur, 70_000, 7_000, 4)], &rates());
    assert_eq!(total.sum, Money::new(70_000, Currency::Eur));
    assert_eq!((total.weighted.minor, total.excluded, total.at), (7_000, 0, None));
}

#[test]
fn nothing_comes_to_nothing_in_the_base_currency() {
    assert_eq!(Total::of(&[], &rates()).sum, Money::new(0, Currency::Krw));
}

#[test]
fn a_rate_is_read_as_people_type_it_and_said_as_they_quote_it() {
    let won = |text, currency: Currency| parse(text, Currency::Krw, currency.quoted_by());
    for same in ["1,385.20", "1385.2", " ₩1,385.2 ", "1385.20원", "１３８５．２"] {
        assert_eq!(won(same, Currency::Usd), Ok(1_385_200_000_000), "{same}");
    }
    assert_eq!(won("930.55", Currency::Jpy), Ok(9_305_500_000));
    for wrong in ["", "0", "-3", "1.385,20", "1385,2", "x", "1e3", "0.0000000001", "1000001", "12만"] {
        assert_eq!(won(wrong, Currency::Usd), Err(NotARate), "{wrong}");
    }
    assert_eq!(won("0.00000001", Currency::Jpy), Err(NotARate), "finer than it is kept");
    assert_eq!(parse("0.72", Currency::Usd, 1), Ok(720_000_000));
    assert_eq!(rate(Currency::Usd, "1385.2", "2026-11-27").said(), "1,385.20");
    assert_eq!(rate(Currency::Jpy, "930.555", "2026-11-27").said(), "930.555");
    assert_eq!(
        (plain(9_305_500_000), plain(1_000_000_000), plain(1)),
        ("9.3055".into(), "1".into(), "0.000000001".into())
    );
}

#[test]
fn a_form_says_all_that_is_wrong_with_a_rate() {
    let today = day("2026-11-27");
    let form = |currency: &str, day: &str, rate: &str| RateForm {
        base: "KRW".into(),
        currency: currency.into(),
        day: day.into(),
        rate: rate.into(),
    };
    let good = form("JPY", "2026-11-27", "930.55").check(today);
    let kept = NewRate { base: Currency::Krw, rate: rate(Currency::Jpy, "930.55", "2026-11-27") };
    assert_eq!(good, Ok(kept));
    let wrong = |form: RateForm| form.check(today).expect_err("is wrong");
    let problem = |field: &str, why| Problem::new(field, why);
    assert_eq!(wrong(form("KRW", "2026-11-27", "1")), [problem("currency", Why::Unknown)]);
    assert_eq!(
        wrong(form("BTC", "2026-11-28", "about 1300")),
        [problem("currency", Why::Unknown), problem("day", Why::InTheFuture), problem("rate", Why::NotARate)]
    );
    assert_eq!(wrong(form("USD", "", "")), [problem("day", Why::Missing), problem("rate", Why::Missing)]);
}

fn any_sum() -> impl Strategy<Value = Sum> {
    (0..4usize, any::<i64>(), any::<i64>(), 0..50i64)
        .prop_map(|(at, minor, weighted, deals)| sum(Currency::ALL[at], minor, weighted, deals))
}

proptest! {
    #[test]
    fn the_base_currency_is_worth_itself(minor in any::<i64>()) {
        let money = Money::new(minor, Currency::Krw);
        prop_assert_eq!(rates().convert(money), Ok(money));
    }

    #[test]
    fn no_amount_and_no_rate_panics(sums in prop::collection::vec(any_sum(), 0..6), e9 in 1..=i64::MAX, base in 0..4usize) {
        let newest = Currency::ALL.map(|currency| Rate { currency, e9, on: day("2026-11-27") }).to_vec();
        let total = Total::of(&sums, &Rates { base: Currency::ALL[base], newest });
        prop_assert!(total.excluded <= sums.iter().map(|it| it.deals).sum());
    }

    #[test]
    fn a_converted_amount_is_within_half_a_unit_of_the_exact_one(minor in -1_000_000_000_000..1_000_000_000_000i64, e9 in 1..10_000_000_000_000i64) {
        let rates = Rates { base: Currency::Krw, newest: vec![Rate { currency: Currency::Usd, e9, on: day("2026-11-27") }] };
        let worth = rates.convert(Money::new(minor, Currency::Usd)).expect("has a rate").minor;
        // In parts of a won that hold both exactly: cents × 10⁹.
        let off = i128::from(worth) * 100_000_000_000 - i128::from(minor) * i128::from(e9);
        prop_assert!(off.abs() * 2 <= 100_000_000_000);
    }

    #[test]
    fn every_deal_is_in_the_sum_or_counted_out(krw in 0..1_000i64, usd in 0..1_000i64, eur in 1..1_000i64) {
        let sums = [sum(Currency::Krw, krw, krw, 1), sum(Currency::Usd, usd * 100, usd * 100, 2), sum(Currency::Eur, eur, eur, 3)];
        let total = Total::of(&sums, &rates());
        let dollars = rates().convert(Money::new(usd * 100, Currency::Usd)).expect("has a rate").minor;
        prop_assert_eq!((total.sum.minor, total.excluded), (krw + dollars, 3));
    }

    #[test]
    fn what_is_said_of_a_rate_is_read_back(units in 1..1_000_000_000_000i64, at in 1..4usize) {
        let currency = Currency::ALL[at];
        let rate = Rate { currency, e9: units, on: day("2026-11-27") };
        prop_assert_eq!(parse(&rate.said(), Currency::Krw, currency.quoted_by()), Ok(units));
        prop_assert_eq!(parse(&plain(units), Currency::Krw, 1), Ok(units));
    }

    #[test]
    fn reading_a_rate_never_panics(text in "\\PC{0,24}") {
        for currency in Currency::ALL {
            let _ = parse(&text, currency, currency.quoted_by());
        }
    }
}
