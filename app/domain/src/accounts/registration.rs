//! The number by which a Korean company is registered for business (사업자등록번호): what quotes and tax invoices name,
//! and by which one company is known for certain, however its name is written.

use crate::{Problem, Why};
use serde::{Deserialize, Serialize};
use std::fmt;

/// How much each of the first nine digits counts for the tenth.
const WEIGHTS: [u32; 9] = [1, 3, 7, 1, 3, 7, 1, 3, 5];

/// Ten digits, of which the last agrees with the others.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "sqlx", derive(sqlx::Type), sqlx(transparent))]
#[serde(try_from = "String", into = "String")]
pub struct RegistrationNumber(String);

impl RegistrationNumber {
    /// Reads a number as people write or paste it: with dashes, blanks or neither.
    pub fn parse(text: &str) -> Result<Self, Why> {
        let digits: String = text.chars().filter(|it| !is_between(*it)).collect();
        let figures: Vec<u32> = digits.chars().map_while(|it| it.to_digit(10)).collect();
        // No tax office is called 000, though its zeros would agree.
        let [first @ .., last] = figures.as_slice() else { return Err(Why::NotARegistrationNumber) };
        if digits.chars().count() != 10 || first.len() != 9 || digits.starts_with("000") {
            return Err(Why::NotARegistrationNumber);
        }
        if check_digit(first) != *last {
            return Err(Why::WrongCheckDigit);
        }
        Ok(Self(digits))
    }

    /// The same for a field that may be left out.
    pub fn optional(field: &str, text: &str) -> Result<Option<Self>, Problem> {
        if text.trim().is_empty() {
            return Ok(None);
        }
        Self::parse(text).map(Some).map_err(|why| Problem::new(field, why))
    }

    /// The number whose first nine digits these are.
    pub fn of_first_nine(digits: u32) -> Option<Self> {
        let first = format!("{digits:09}");
        let figures: Vec<u32> = first.chars().filter_map(|it| it.to_digit(10)).collect();
        Self::parse(&format!("{first}{}", check_digit(&figures))).ok()
    }

    /// Ten digits and nothing else, as programs write it.
    pub fn digits(&self) -> &str {
        &self.0
    }
}

/// What may stand between the digits.
fn is_between(letter: char) -> bool {
    letter.is_whitespace() || matches!(letter, '-' | '‐' | '‑' | '–' | '—' | '.')
}

/// What the tenth digit has to be. The ninth counts five times, and what that carries over once more.
fn check_digit(first: &[u32]) -> u32 {
    let sum: u32 = first.iter().zip(WEIGHTS).map(|(digit, weight)| digit * weight).sum();
    let carried = first.last().map_or(0, |it| it * 5 / 10);
    (10 - (sum + carried) % 10) % 10
}

/// 123-45-67891, as papers write it.
impl fmt::Display for RegistrationNumber {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (office, rest) = self.0.split_at(3);
        let (kind, serial) = rest.split_at(2);
        write!(f, "{office}-{kind}-{serial}")
    }
}

impl TryFrom<String> for RegistrationNumber {
    type Error = &'static str;

    fn try_from(text: String) -> Result<Self, Self::Error> {
        Self::parse(&text).map_err(|_| "no business registration number")
    }
}

impl From<RegistrationNumber> for String {
    fn from(number: RegistrationNumber) -> Self {
        number.0
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn a_number_is_known_however_it_is_written() {
        for written in ["123-45-67891", "1234567891", " 123 45 67891 ", "123–45–67891", "123.45.67891"] {
            let number = RegistrationNumber::parse(written).expect(written);
            assert_eq!((number.to_string().as_str(), number.digits()), ("123-45-67891", "1234567891"));
        }
        assert_eq!(RegistrationNumber::optional("business_reg_no", "  "), Ok(None));
    }

    #[test]
    fn what_is_no_number_is_told_from_one_that_was_mistyped() {
        for wrong in
            ["123-45-6789", "123-45-678911", "12a-45-67891", "없음", "", "000-00-00000", "１２３4567891"]
        {
            assert_eq!(RegistrationNumber::parse(wrong), Err(Why::NotARegistrationNumber), "{wrong}");
        }
        assert_eq!(RegistrationNumber::parse("123-45-67890"), Err(Why::WrongCheckDigit));
    }

    proptest! {
        #[test]
        fn of_ten_last_digits_one_agrees_and_reading_gives_back_what_was_written(first in 1_000_000..=999_999_999_u32) {
            let number = RegistrationNumber::of_first_nine(first).expect("a number");
            prop_assert_eq!(RegistrationNumber::parse(&number.to_string()), Ok(number.clone()));
            let right = (0..10).filter(|last| RegistrationNumber::parse(&format!("{first:09}{last}")).is_ok()).count();
            prop_assert_eq!(right, 1);
            let json = serde_json::to_string(&number).expect("text");
            prop_assert_eq!(serde_json::from_str::<RegistrationNumber>(&json).expect("a number"), number);
        }

        /// Every weight is prime to ten, so that one wrong digit is never overlooked; only the ninth carries, and is
        /// counted in a way of its own.
        #[test]
        fn one_mistyped_digit_is_found(first in 1_000_000..=999_999_999_u32, at in 0..8_usize, other in 0..10_u8) {
            let number = RegistrationNumber::of_first_nine(first).expect("a number");
            let mut digits = number.digits().as_bytes().to_vec();
            prop_assume!(digits[at] != b'0' + other);
            digits[at] = b'0' + other;
            let typed = String::from_utf8(digits).expect("digits");
            prop_assert!(RegistrationNumber::parse(&typed).is_err(), "{typed}");
        }

        #[test]
        fn whatever_is_typed_is_read_or_refused(text in "\\PC{0,20}") {
            let _ = RegistrationNumber::parse(&text);
        }
    }
}
