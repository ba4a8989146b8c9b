//! What is sold abroad: a few deals with the customers' offices in other countries, priced in their money, and the rates
//! that the founder keeps for it.

use super::clock::Clock;
use super::rows::ExchangeRateRow;
use super::sales::Sale;
use super::team::{FOUNDER, Ids};
use super::write::Rows;
use domain::pipeline::{Motion, StageKind};
use domain::{Currency, Locale, Money};

/// Who buys: the office, by the name its deal gets, and its money.
const OFFICES: [(&str, Motion, Currency); 6] = [
    ("북미 법인", Motion::OutboundEnterprise, Currency::Usd),
    ("일본 지사", Motion::InboundSmb, Currency::Jpy),
    ("유럽 법인", Motion::OutboundEnterprise, Currency::Eur),
    ("미국 지사", Motion::InboundSmb, Currency::Usd),
    ("싱가포르 법인", Motion::OutboundEnterprise, Currency::Usd),
    ("미주 지사", Motion::InboundSmb, Currency::Usd),
];

/// What one dollar, euro and yen were worth, in thousandths of a won; the newest first, a week between them.
const WEEKS: [(i64, i64, i64); 6] = [
    (1_385_200, 1_601_700, 9_305),
    (1_391_500, 1_598_300, 9_342),
    (1_388_900, 1_604_100, 9_288),
    (1_379_400, 1_592_600, 9_251),
    (1_382_700, 1_589_900, 9_263),
    (1_374_100, 1_584_500, 9_217),
];

/// Some open deals that were guessed at, not quoted, are of an office abroad.
pub(super) fn sell(sales: &mut [Sale]) {
    for (office, motion, currency) in OFFICES {
        let fits = |it: &&mut Sale| {
            it.motion == motion
                && it.kind == StageKind::Open
                && it.currency == Currency::Krw
                && it.lines.is_empty()
                && it.amount.is_some()
        };
        let Some(sale) = sales.iter_mut().find(fits) else { continue };
        let amount = sale.amount.map(|it| in_money_of(currency, it));
        (sale.amount, sale.first_amount, sale.currency) = (amount, amount, currency);
        sale.name = format!("{} {office}", sale.story.case.title);
        sale.story.amount = Money::new(amount.unwrap_or(0), currency).short(Locale::Ko);
    }
}

/// A round amount of about the same worth.
fn in_money_of(currency: Currency, won: i64) -> i64 {
    match currency {
        Currency::Usd | Currency::Eur => (won / 1_400 / 100).max(1) * 100 * 100,
        Currency::Jpy => (won / 9 / 10_000).max(1) * 10_000,
        Currency::Krw => won,
    }
}

pub(super) fn write(clock: &Clock, ids: &Ids, rows: &mut Rows) {
    for ((usd, eur, jpy), week) in WEEKS.into_iter().zip(0..) {
        let on = clock.day_after(clock.today, -1 - 5 * week);
        let at = clock.instant(clock.ago(100 + 500 * week));
        for (currency, thousandths) in [(Currency::Usd, usd), (Currency::Eur, eur), (Currency::Jpy, jpy)] {
            rows.exchange_rates.push(ExchangeRateRow {
                base: Currency::Krw.code(),
                currency: currency.code(),
                on_day: on,
                rate_e9: thousandths * 1_000_000,
                by_id: ids.members[FOUNDER],
                at,
            });
        }
    }
}
