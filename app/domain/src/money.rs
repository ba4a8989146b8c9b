//! Money as whole minor units with a currency. Won has no decimals; nothing here ever rounds a
//! customer's number, and amounts in different currencies are never added: `exchange` converts them first.

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

    /// How many of it one names the price of: the yen is quoted by the hundred, the won abroad by the thousand.
    pub const fn quoted_by(self) -> i64 {
        match self {
            Self::Krw => 1_000,
            Self::Jpy => 100,
            Self::Usd | Self::Eur => 1,
        }
    }

    pub(crate) const fn unit(self) -> i64 {
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

    /// Reads what a person types: `1,250만`, `1.3억`, `3천만`, `1억 5천`, `12500000`, `₩3,500,000`, `900.50`.
    ///
    /// Exact or refused: `0.5` won is not an amount. `1억 5천` is what everybody means by it, 150 million;
    /// `1억 5천원` could be either, and is refused.
    pub fn parse(text: &str, currency: Currency) -> Result<Self, NotAnAmount> {
        let text: String = text.chars().filter_map(digit_or_mark).collect();
        let text = text.strip_prefix(currency.sign()).unwrap_or(&text);
        let (text, exact) = text.strip_suffix('원').map_or((text, false), |rest| (rest, true));
        let (text, negative) = text.strip_prefix('-').map_or((text, false), |rest| (rest, true));
        if text.is_empty() {
            return Err(NotAnAmount);
        }
        let said_in_short = text.split_once('억').is_some_and(|(_, tail)| tail.ends_with(['천', '백']));
        if said_in_short && exact {
            return Err(NotAnAmount);
        }
        let whole = if said_in_short { format!("{text}만") } else { text.to_owned() };
        let mut rest = whole.as_str();
        let mut total: i64 = 0;
        for (mark, unit) in [('조', 1_000_000_000_000), ('억', 100_000_000), ('만', 10_000)] {
            if let Some((part, tail)) = rest.split_once(mark) {
                total = total.checked_add(thousands(part, unit * currency.unit())?).ok_or(NotAnAmount)?;
                rest = tail;
            }
        }
        if !rest.is_empty() {
            total = total.checked_add(thousands(rest, currency.unit())?).ok_or(NotAnAmount)?;
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

    /// The short form of a card or column head: `₩1,250만`, `₩1.25억`, `₩13.5억`; `₩12.5M` in English.
    pub fn short(self, locale: Locale) -> String {
        let whole = self.minor.unsigned_abs() / self.currency.unit().unsigned_abs();
        let units: &[(u64, &str)] = match locale {
            Locale::Ko => &[(10_000, "만"), (100_000_000, "억"), (1_000_000_000_000, "조")],
            Locale::En => &[(1_000, "K"), (1_000_000, "M"), (1_000_000_000, "B")],
        };
        let text = if whole < 10_000 { self.plain() } else { in_units(whole, units) };
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

/// What an amount is made of; spaces and commas only part it, and a Korean keyboard's wide forms and the words
/// for digits say the same as plain ones.
pub(crate) fn digit_or_mark(typed: char) -> Option<char> {
    const DIGITS: &str = "영일이삼사오육칠팔구";
    let narrow = match typed {
        '！'..='～' => char::from_u32(u32::from(typed) - 0xFEE0).unwrap_or(typed),
        '￦' => '₩',
        typed => typed,
    };
    let spelt = DIGITS.chars().zip('0'..='9').find(|it| it.0 == narrow).map(|it| it.1);
    (!narrow.is_whitespace() && narrow != ',').then(|| spelt.unwrap_or(narrow))
}

/// `2천5백` × unit: what may stand before 조, 억 and 만, and alone.
fn thousands(text: &str, unit: i64) -> Result<i64, NotAnAmount> {
    let mut rest = text;
    let mut total: i64 = 0;
    for (mark, times) in [('천', 1_000), ('백', 100), ('십', 10)] {
        if let Some((part, tail)) = rest.split_once(mark) {
            let part = if part.is_empty() { "1" } else { part };
            let one = unit.checked_mul(times).ok_or(NotAnAmount)?;
            total = total.checked_add(scaled(part, one)?).ok_or(NotAnAmount)?;
            rest = tail;
        }
    }
    if rest.is_empty() && !text.is_empty() {
        return Ok(total);
    }
    scaled(rest, unit).and_then(|it| total.checked_add(it).ok_or(NotAnAmount))
}

/// `1.25` × unit, exactly, or refused.
pub(crate) fn scaled(text: &str, unit: i64) -> Result<i64, NotAnAmount> {
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

/// In the largest unit that there is one of, rounded half up to two decimals below ten and one above; in the
/// smallest of the Korean units, 만, to whole ones.
fn in_units(whole: u64, units: &[(u64, &str)]) -> String {
    let mut text = String::new();
    for (at, (unit, mark)) in units.iter().enumerate() {
        let decimals = match *unit {
            10_000 => 0,
            unit if whole / 10 < unit => 2,
            _ => 1,
        };
        let parts = 10_u128.pow(decimals);
        let rounded = (u128::from(whole) * parts + u128::from(unit / 2)) / u128::from(*unit);
        let digits = usize::try_from(decimals).unwrap_or(0);
        let fraction = format!("{:0digits$}", rounded % parts);
        let fraction = if decimals == 0 { "" } else { fraction.trim_end_matches('0') };
        let point = if fraction.is_empty() { "" } else { "." };
        let count = u64::try_from(rounded / parts).unwrap_or(u64::MAX);
        text = format!("{}{point}{fraction}{mark}", grouped(count));
        // 9,999.6만 would be 10,000만: that is 1억.
        let fits = units.get(at + 1).is_none_or(|larger| count < larger.0 / unit);
        if fits {
            break;
        }
    }
    text
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
        for (said, meant) in [
            ("3천만", 30_000_000),
            ("3천만원", 30_000_000),
            ("1억 5천만", 150_000_000),
            ("1억5천", 150_000_000),
            ("1억 2백", 102_000_000),
            ("2천5백만", 25_000_000),
            ("1천2백만 원", 12_000_000),
            ("천이백만원", 12_000_000),
            ("1.5천만", 15_000_000),
            ("１２０만", 1_200_000),
            ("￦３，０００", 3_000),
            ("5천", 5_000),
            ("2조 3천억", 2_300_000_000_000),
            ("1억 2,500만 300", 125_000_300),
        ] {
            assert_eq!(won(said), Ok(meant), "{said}");
        }
        assert_eq!(Money::parse("$900.5", Currency::Usd).map(|it| it.minor), Ok(90_050));
        for wrong in [
            "",
            "-",
            "abc",
            "1.5",
            "0.00001만",
            "12e3",
            "99999999999999999999",
            "1억억",
            "만",
            "1억5천원",
            "천천",
            "백천",
        ] {
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
        assert_eq!(ko(125_000_000), "₩1.25억");
        assert_eq!(ko(109_000_000), "₩1.09억");
        assert_eq!(ko(1_255_000_000), "₩12.6억");
        assert_eq!(ko(12_345_678), "₩1,235만");
        assert_eq!(ko(99_500_000), "₩9,950만");
        assert_eq!(ko(99_999_999), "₩1억");
        assert_eq!(ko(999_999_999_999), "₩1조");
        assert_eq!(ko(-130_000_000), "-₩1.3억");
        assert_eq!(ko(2_500_000_000_000), "₩2.5조");
        assert_eq!(Money::new(12_500_000, Currency::Krw).short(Locale::En), "₩12.5M");
        assert_eq!(Money::new(126_000_000, Currency::Usd).short(Locale::En), "$1.26M");
        assert_eq!(Money::new(99_999_900, Currency::Usd).short(Locale::En), "$1M");
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
