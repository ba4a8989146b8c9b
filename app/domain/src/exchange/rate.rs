//! One rate: what a currency is worth in the base currency from a day on. Typed and shown for as many units as people
//! quote it by (100 yen), kept for one.

use crate::Currency;
use crate::money::{digit_or_mark, grouped, scaled};
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

/// One base unit, as rates are counted.
pub(super) const ONE: i64 = 1_000_000_000;
/// What one unit of a currency can be worth at most: a million of the other.
const LARGEST: i64 = 1_000_000 * ONE;

#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Rate {
    pub currency: Currency,
    /// Base units for one unit, times 10⁹.
    pub e9: i64,
    /// Holds from this day until a newer one does.
    pub on: NaiveDate,
}

/// The text is no rate, or has more decimals than are kept.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct NotARate;

impl Rate {
    /// As people say it, for the units it is quoted by: `1,385.20`.
    pub fn said(&self) -> String {
        let e9 = i128::from(self.e9) * i128::from(self.currency.quoted_by());
        let (whole, part) = (e9 / i128::from(ONE), e9 % i128::from(ONE));
        let digits = format!("{part:09}");
        // At least cents, so that a column of rates is read with ease.
        let kept = digits.trim_end_matches('0').len().max(2);
        format!("{}.{}", grouped(u64::try_from(whole).unwrap_or(u64::MAX)), &digits[..kept])
    }
}

/// Reads what a person types, for so many units: `1,385.20`, `₩1385.2`, `930.5원`. Exact or refused: a comma groups
/// thousands or stands for the point, and only the first is understood.
pub fn parse(text: &str, base: Currency, units: i64) -> Result<i64, NotARate> {
    if !groups_thousands(text) {
        return Err(NotARate);
    }
    let text: String = text.chars().filter_map(digit_or_mark).collect();
    let text = text.strip_prefix(base.sign()).unwrap_or(&text);
    let text = if base == Currency::Krw { text.strip_suffix('원').unwrap_or(text) } else { text };
    let e9 = scaled(text, ONE).map_err(|_| NotARate)?;
    if e9 % units != 0 || !(1..=LARGEST).contains(&(e9 / units)) {
        return Err(NotARate);
    }
    Ok(e9 / units)
}

fn groups_thousands(text: &str) -> bool {
    let commas = [',', '，'];
    let (whole, part) = text.split_once(['.', '．']).unwrap_or((text, ""));
    let digits = |it: &str| it.chars().filter(|it| it.is_numeric()).count();
    !part.contains(commas) && whole.split(commas).skip(1).all(|it| digits(it) == 3)
}

/// A rate for one unit as programs write it: `9.3055`.
pub fn plain(e9: i64) -> String {
    let text = format!("{}.{:09}", e9 / ONE, e9 % ONE);
    text.trim_end_matches('0').trim_end_matches('.').to_owned()
}
