//! Money as whole minor units with a currency. Won has no decimals; nothing here ever rounds a
//! customer's number, and amounts in different currencies are never added.

use crate::Locale;
use serde::{Deserialize, Serialize};
use std::{fmt, str::FromStr};

/// The currencies a deal can be in.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[cfg_attr(feature = "sqlx", derive(sqlx::Type), sqlx(type_name = "text", rename_all = "UPPERCASE"))]
#[serde(rename_all = "UPPERCASE")]
pub enum Currency {
    #[default]
    Krw,
    Usd,
    Eur,
    Jpy,
}

impl Currency {
    pub const ALL: [Self; 4] = [Self::Krw, Self::Usd, Self::Eur, Self::Jpy];

    pub const fn code(self) -> &'static str {
        match self {
            Self::Krw => "KRW",
            Self::Usd => "USD",
            Self::Eur => "EUR",
            Self::Jpy => "JPY",
        }
    }

    pub const fn sign(self) -> &'static str {
        match self {
            Self::Krw => "₩",
            Self::Usd => "$",
            Self::Eur => "€",
            Self::Jpy => "¥",
        }
    }

    /// How many digits of the minor unit stand behind the point.
    pub const fn decimals(self) -> u32 {
        match self {
            Self::Krw | Self::Jpy => 0,
            Self::Usd | Self::Eur => 2,
        }
    }

    const fn unit(self) -> i64 {
        10_i64.pow(self.decimals())
    }
}

impl fmt::Display for Currency {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.code())
    }
}

/// The text names no currency we know.
#[derive(Debug, PartialEq, Eq)]
pub struct NotACurrency;

impl FromStr for Currency {
    type Err = NotACurrency;

    fn from_str(text: &str) -> Result<Self, NotACurrency> {
        let text = text.trim();
        Self::ALL
            .into_iter()
            .find(|it| it.code().eq_ignore_ascii_case(text) || it.sign() == text)
            .ok_or(NotACurrency)
    }
}

/// An amount of money. `minor` counts the smallest unit: won, yen, cents.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Money {
    pub minor: i64,
    pub currency: Currency,
}

/// The largest amount we take, in minor units: beyond it a JavaScript client would lose digits.
pub const LARGEST_MINOR: i64 = (1 << 53) - 1;

/// The text is not an amount, has more decimals than the currency, or is too large.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct NotAnAmount;

impl Money {
    pub const fn new(minor: i64, currency: Currency) -> Self {
        Self { minor, currency }
    }

    /// Reads what a person types: `1,250만`, `1.3억`, `12500000`, `₩3,500,000`, `900.50`.
    ///
    /// Exact or refused: `0.5` won is not an amount.
    pub fn parse(text: &str, currency: Currency) -> Result<Self, NotAnAmount> {
        let text: String = text.chars().filter(|it| !it.is_whitespace() && *it != ',').collect();
        let text = text.strip_prefix(currency.sign()).unwrap_or(&text);
        let text = text.strip_suffix('원').unwrap_or(text);
        let (text, negative) = match text.strip_prefix('-') {
            Some(rest) => (rest, true),
            None => (text, false),
        };
        if text.is_empty() {
            return Err(NotAnAmount);
        }
        let mut rest = text;
        let mut total: i64 = 0;
        for (mark, unit) in [('억', 100_000_000), ('만', 10_000), ('천', 1_000)] {
            if let Some((part, tail)) = rest.split_once(mark) {
                total = total.checked_add(scaled(part, unit * currency.unit())?).ok_or(NotAnAmount)?;
                rest = tail;
            }
        }
        if !rest.is_empty() {
            total = total.checked_add(scaled(rest, currency.unit())?).ok_or(NotAnAmount)?;
        }
        if total > LARGEST_MINOR {
            return Err(NotAnAmount);
        }
        Ok(Self::new(if negative { -total } else { total }, currency))
    }

    /// All digits, grouped: `₩12,500,000`, `$12.50`.
    pub fn full(self) -> String {
        format!("{}{}{}", sign_of(self.minor), self.currency.sign(), self.plain())
    }

    /// All digits without sign or currency, as a form field shows them: `12,500,000`, `12.50`.
    pub fn digits(self) -> String {
        format!("{}{}", sign_of(self.minor), self.plain())
    }

    fn plain(self) -> String {
        let unit = self.currency.unit().unsigned_abs();
        let (whole, part) = (self.minor.unsigned_abs() / unit, self.minor.unsigned_abs() % unit);
        match self.currency.decimals() {
            0 => grouped(whole),
            digits => format!("{}.{part:0width$}", grouped(whole), width = digits as usize),
        }
    }

    /// The short form of a card or column head: `₩1,250만`, `₩1.3억`; `₩12.5M` in English.
    /// Cut, not rounded up, so that a column never looks larger than it is.
    pub fn short(self, locale: Locale) -> String {
        let whole = self.minor.unsigned_abs() / self.currency.unit().unsigned_abs();
        let text = match locale {
            Locale::Ko if whole >= 1_000_000_000_000 => tenths(whole, 1_000_000_000_000, "조"),
            Locale::Ko if whole >= 100_000_000 => tenths(whole, 100_000_000, "억"),
            Locale::Ko if whole >= 10_000 => format!("{}만", grouped(whole / 10_000)),
            Locale::En if whole >= 1_000_000_000 => tenths(whole, 1_000_000_000, "B"),
            Locale::En if whole >= 1_000_000 => tenths(whole, 1_000_000, "M"),
            Locale::En if whole >= 10_000 => tenths(whole, 1_000, "K"),
            _ => self.plain(),
        };
        format!("{}{}{text}", sign_of(self.minor), self.currency.sign())
    }

    /// What this deal adds to a weighted forecast: amount × probability, half to even, whole minor units.
    pub fn weighted(self, probability: u8) -> Self {
        let product = i128::from(self.minor) * i128::from(probability);
        let (floor, rest) = (product.div_euclid(100), product.rem_euclid(100));
        let up = rest > 50 || (rest == 50 && floor % 2 != 0);
        let minor = i64::try_from(floor + i128::from(up)).unwrap_or(self.minor);
        Self::new(minor, self.currency)
    }
}

const fn sign_of(minor: i64) -> &'static str {
    if minor < 0 { "-" } else { "" }
}

/// `1.25` × unit, exactly, or refused.
fn scaled(text: &str, unit: i64) -> Result<i64, NotAnAmount> {
    let (whole, part) = text.split_once('.').unwrap_or((text, ""));
    let all_digits = |it: &str| it.bytes().all(|byte| byte.is_ascii_digit());
    if (whole.is_empty() && part.is_empty()) || !all_digits(whole) || !all_digits(part) || part.len() > 9 {
        return Err(NotAnAmount);
    }
    let whole: i64 = if whole.is_empty() { 0 } else { whole.parse().map_err(|_| NotAnAmount)? };
    let digits = u32::try_from(part.len()).map_err(|_| NotAnAmount)?;
    let part: i64 = if part.is_empty() { 0 } else { part.parse().map_err(|_| NotAnAmount)? };
    let denominator = 10_i64.pow(digits);
    let part = part.checked_mul(unit).ok_or(NotAnAmount)?;
    if part % denominator != 0 {
        return Err(NotAnAmount);
    }
    whole.checked_mul(unit).and_then(|it| it.checked_add(part / denominator)).ok_or(NotAnAmount)
}

fn tenths(whole: u64, unit: u64, mark: &str) -> String {
    let tenths = whole / (unit / 10);
    match tenths % 10 {
        0 => format!("{}{mark}", grouped(tenths / 10)),
        tenth => format!("{}.{tenth}{mark}", grouped(tenths / 10)),
    }
}

/// `1234567` → `1,234,567`.
pub fn grouped(number: u64) -> String {
    let digits = number.to_string();
    let mut out = String::with_capacity(digits.len() + digits.len() / 3);
    for (at, digit) in digits.chars().enumerate() {
        if at > 0 && (digits.len() - at).is_multiple_of(3) {
            out.push(',');
        }
        out.push(digit);
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn people_type_amounts_in_many_ways() {
        let won = |text| Money::parse(text, Currency::Krw).map(|it| it.minor);
        assert_eq!(won("1,250만"), Ok(12_500_000));
        assert_eq!(won("1.3억"), Ok(130_000_000));
        assert_eq!(won("1억 2,500만"), Ok(125_000_000));
        assert_eq!(won("₩3,500,000"), Ok(3_500_000));
        assert_eq!(won("5만원"), Ok(50_000));
        assert_eq!(won("-20000"), Ok(-20_000));
        assert_eq!(Money::parse("$900.5", Currency::Usd).map(|it| it.minor), Ok(90_050));
        for wrong in ["", "-", "abc", "1.5", "0.00001만", "12e3", "99999999999999999999", "1억억"] {
            assert_eq!(won(wrong), Err(NotAnAmount), "{wrong}");
        }
        assert_eq!(Money::parse("1.234", Currency::Usd), Err(NotAnAmount));
    }

    #[test]
    fn short_forms_are_the_ones_a_rep_says() {
        let ko = |minor| Money::new(minor, Currency::Krw).short(Locale::Ko);
        assert_eq!(ko(0), "₩0");
        assert_eq!(ko(9_999), "₩9,999");
        assert_eq!(ko(10_000), "₩1만");
        assert_eq!(ko(12_500_000), "₩1,250만");
        assert_eq!(ko(130_000_000), "₩1.3억");
        assert_eq!(ko(-130_000_000), "-₩1.3억");
        assert_eq!(ko(2_500_000_000_000), "₩2.5조");
        assert_eq!(Money::new(12_500_000, Currency::Krw).short(Locale::En), "₩12.5M");
        assert_eq!(Money::new(1_250, Currency::Usd).short(Locale::En), "$12.50");
        assert_eq!(Money::new(1_250, Currency::Usd).full(), "$12.50");
    }

    #[test]
    fn half_a_won_goes_to_the_even_neighbour() {
        let weighted = |minor, probability| Money::new(minor, Currency::Krw).weighted(probability).minor;
        assert_eq!(weighted(1, 50), 0);
        assert_eq!(weighted(3, 50), 2);
        assert_eq!(weighted(12_500_000, 40), 5_000_000);
        assert_eq!(weighted(7, 0), 0);
        assert_eq!(weighted(7, 100), 7);
    }

    proptest! {
        #[test]
        fn reading_never_panics(text in "\\PC{0,24}") {
            for currency in Currency::ALL {
                let _ = Money::parse(&text, currency);
            }
        }

        #[test]
        fn what_a_field_shows_reads_back_the_same(minor in -LARGEST_MINOR..LARGEST_MINOR, at in 0usize..4) {
            let money = Money::new(minor, Currency::ALL[at]);
            prop_assert_eq!(Money::parse(&money.digits(), money.currency), Ok(money));
        }

        #[test]
        fn a_weighted_amount_never_exceeds_the_amount(minor in 0..LARGEST_MINOR, probability in 0u8..=100) {
            let weighted = Money::new(minor, Currency::Krw).weighted(probability).minor;
            prop_assert!((0..=minor).contains(&weighted));
        }
    }
}
