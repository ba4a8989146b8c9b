//! The doors through which typed text enters: trimmed, bounded, and refused by field name.

use crate::{Currency, Money, Problem, Why};
use chrono::NaiveDate;

/// The longest name of a deal, account, person, stage or tag, in characters.
pub const NAME_MAX: usize = 200;
/// The longest note.
pub const NOTE_MAX: usize = 10_000;
/// The longest e-mail address (RFC 5321).
pub const EMAIL_MAX: usize = 254;

/// A name: something visible, on one line, at most [`NAME_MAX`] characters.
pub fn name(field: &str, text: &str) -> Result<String, Problem> {
    let text = one_line(text);
    if text.is_empty() {
        return Err(Problem::new(field, Why::Missing));
    }
    bounded(field, text, NAME_MAX)
}

/// A name that may be left out.
pub fn optional_name(field: &str, text: &str) -> Result<Option<String>, Problem> {
    let text = one_line(text);
    if text.is_empty() { Ok(None) } else { bounded(field, text, NAME_MAX).map(Some) }
}

/// A note of several lines; may be empty.
pub fn note(field: &str, text: &str) -> Result<String, Problem> {
    let text: String = text.chars().filter(|it| !it.is_control() || matches!(it, '\n' | '\t')).collect();
    bounded(field, text.trim().to_owned(), NOTE_MAX)
}

/// An e-mail address, lower case. We check what typing gets wrong, not what the RFC allows.
pub fn email(field: &str, text: &str) -> Result<String, Problem> {
    let text = text.trim().to_lowercase();
    if text.is_empty() {
        return Err(Problem::new(field, Why::Missing));
    }
    let wrong = || Problem::new(field, Why::NotAnEmail);
    let (local, domain) = text.split_once('@').ok_or_else(wrong)?;
    let domain_ok = domain.split('.').count() >= 2 && domain.split('.').all(|label| !label.is_empty());
    let clean = text
        .chars()
        .all(|it| !it.is_whitespace() && !it.is_control() && !matches!(it, '<' | '>' | ',' | ';' | '"'));
    if local.is_empty() || domain.contains('@') || !domain_ok || !clean {
        return Err(wrong());
    }
    bounded(field, text, EMAIL_MAX)
}

pub fn optional_email(field: &str, text: &str) -> Result<Option<String>, Problem> {
    if text.trim().is_empty() { Ok(None) } else { email(field, text).map(Some) }
}

/// A web domain as people paste it: `https://www.acme.co.kr/about` → `acme.co.kr`.
pub fn optional_domain(field: &str, text: &str) -> Result<Option<String>, Problem> {
    let text = text.trim().to_lowercase();
    if text.is_empty() {
        return Ok(None);
    }
    let host = text.split_once("://").map_or(text.as_str(), |(_, rest)| rest);
    let host = host.split(['/', '?', '#', ':']).next().unwrap_or_default();
    let host = host.strip_prefix("www.").unwrap_or(host);
    let label_ok = |it: &str| !it.is_empty() && it.chars().all(|c| c.is_alphanumeric() || c == '-');
    if host.split('.').count() < 2 || !host.split('.').all(label_ok) {
        return Err(Problem::new(field, Why::Malformed));
    }
    bounded(field, host.to_owned(), EMAIL_MAX).map(Some)
}

/// An amount that may be left out.
pub fn optional_amount(field: &str, text: &str, currency: Currency) -> Result<Option<Money>, Problem> {
    if text.trim().is_empty() {
        return Ok(None);
    }
    Money::parse(text, currency).map(Some).map_err(|_| Problem::new(field, Why::NotAnAmount))
}

/// A day as forms and files write it (`2026-11-23`), which may be left out.
pub fn optional_day(field: &str, text: &str) -> Result<Option<NaiveDate>, Problem> {
    let text = text.trim();
    if text.is_empty() {
        return Ok(None);
    }
    let wrong = || Problem::new(field, Why::NotADate);
    let mut parts = text.split('-');
    let mut next = || {
        parts.next().filter(|it| it.bytes().all(|b| b.is_ascii_digit())).and_then(|it| it.parse::<u32>().ok())
    };
    let (Some(year), Some(month), Some(day)) = (next(), next(), next()) else { return Err(wrong()) };
    if parts.next().is_some() || !(1900..=2200).contains(&year) {
        return Err(wrong());
    }
    let year = i32::try_from(year).map_err(|_| wrong())?;
    NaiveDate::from_ymd_opt(year, month, day).map(Some).ok_or_else(wrong)
}

/// A whole number within bounds.
pub fn number(field: &str, text: &str, from: i64, to: i64) -> Result<i64, Problem> {
    let number: i64 =
        text.trim().replace(',', "").parse().map_err(|_| Problem::new(field, Why::NotANumber))?;
    if (from..=to).contains(&number) {
        Ok(number)
    } else {
        Err(Problem::new(field, Why::OutOfRange(from, to)))
    }
}

pub fn optional_number(field: &str, text: &str, from: i64, to: i64) -> Result<Option<i64>, Problem> {
    if text.trim().is_empty() { Ok(None) } else { number(field, text, from, to).map(Some) }
}

/// White space folded, control characters dropped.
fn one_line(text: &str) -> String {
    let text: String = text.chars().map(|it| if it.is_control() { ' ' } else { it }).collect();
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

fn bounded(field: &str, text: String, most: usize) -> Result<String, Problem> {
    if text.chars().count() <= most {
        Ok(text)
    } else {
        Err(Problem::new(field, Why::TooLong(u32::try_from(most).unwrap_or(u32::MAX))))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn a_name_is_one_visible_line() {
        assert_eq!(name("name", "  한빛\n소프트 "), Ok("한빛 소프트".to_owned()));
        assert_eq!(name("name", " \t"), Err(Problem::new("name", Why::Missing)));
        assert_eq!(name("name", &"가".repeat(201)), Err(Problem::new("name", Why::TooLong(200))));
    }

    #[test]
    fn typing_mistakes_in_an_email_are_found() {
        assert_eq!(email("email", " Minji@Baton.KR "), Ok("minji@baton.kr".to_owned()));
        for wrong in ["minji", "@baton.kr", "a@b", "a b@c.kr", "a@b@c.kr", "a@b..kr", "a@<b>.kr"] {
            assert!(email("email", wrong).is_err(), "{wrong}");
        }
    }

    #[test]
    fn a_pasted_address_becomes_a_domain() {
        assert_eq!(
            optional_domain("d", "https://www.acme.co.kr/about?x=1"),
            Ok(Some("acme.co.kr".to_owned()))
        );
        assert_eq!(optional_domain("d", "한국.kr"), Ok(Some("한국.kr".to_owned())));
        assert!(optional_domain("d", "acme").is_err());
    }

    #[test]
    fn a_day_that_is_not_in_the_calendar_is_refused() {
        assert_eq!(optional_day("d", "2026-02-28"), Ok(NaiveDate::from_ymd_opt(2026, 2, 28)));
        for wrong in ["2026-02-30", "26-1-1", "2026/01/01", "2026-1", "2026-1-1-1", "+2026-01-01"] {
            assert!(optional_day("d", wrong).is_err(), "{wrong}");
        }
    }

    proptest! {
        #[test]
        fn no_door_panics(text in "\\PC{0,300}") {
            let _ = (name("f", &text), note("f", &text), email("f", &text), optional_domain("f", &text));
            let _ = (optional_day("f", &text), number("f", &text, 0, 9));
        }
    }
}
