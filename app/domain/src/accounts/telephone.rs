//! Telephone numbers as people read them: 010-1234-5678, however they were typed.

use crate::search;

/// Numbers of Korea in their groups; all others as they were typed.
pub fn written(phone: &str) -> String {
    let digits = search::telephone(phone).unwrap_or_default();
    let area = if digits.starts_with("02") { 2 } else { 3 };
    let groups = match (digits.len(), digits.starts_with('0')) {
        (8, false) => [0, 4],
        (9, true) if area == 2 => [2, 3],
        (10, true) => [area, 6 - area],
        (11, true) if area == 3 => [3, 4],
        _ => return phone.to_owned(),
    };
    let (first, rest) = digits.split_at(groups[0]);
    let (second, third) = rest.split_at(groups[1]);
    [first, second, third].into_iter().filter(|it| !it.is_empty()).collect::<Vec<_>>().join("-")
}

/// The number in E.164 (`+821012345678`): a Korean one by its first digit, any other by its country. None for what
/// cannot be dialled from elsewhere, such as an extension.
pub fn e164(phone: &str) -> Option<String> {
    let (plus, rest) = match phone.trim().strip_prefix('+') {
        Some(rest) => (true, rest),
        None => (false, phone.trim()),
    };
    let digits = search::telephone(rest)?;
    let in_korea = match (plus, digits.strip_prefix("82"), digits.strip_prefix('0')) {
        (true, Some(rest), _) => rest.trim_start_matches('0'),
        (true, None, None) => return (8..=15).contains(&digits.len()).then(|| format!("+{digits}")),
        (false, _, Some(rest)) => rest,
        // What everybody dials without an area code: 1588-1234.
        (false, _, None) if digits.len() == 8 => &digits,
        _ => return None,
    };
    ((8..=11).contains(&in_korea.len()) && !in_korea.starts_with('0')).then(|| format!("+82{in_korea}"))
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn numbers_are_written_in_their_groups() {
        for (typed, written_as) in [
            ("01012345678", "010-1234-5678"),
            ("+82 10 1234 5678", "010-1234-5678"),
            ("021234567", "02-123-4567"),
            ("0212345678", "02-1234-5678"),
            ("031.123.4567", "031-123-4567"),
            ("07012345678", "070-1234-5678"),
            ("15881234", "1588-1234"),
            ("+1 415 555 0100", "+1 415 555 0100"),
            ("내선 12", "내선 12"),
            ("", ""),
        ] {
            assert_eq!(written(typed), written_as, "{typed}");
        }
    }

    #[test]
    fn a_number_is_one_number_however_it_was_typed() {
        for (typed, number) in [
            ("010-1234-5678", Some("+821012345678")),
            ("+82 10 1234 5678", Some("+821012345678")),
            ("+82-010-1234-5678", Some("+821012345678")),
            ("02) 123-4567", Some("+8221234567")),
            ("1588-1234", Some("+8215881234")),
            ("+1 (415) 555-0100", Some("+14155550100")),
            ("내선 12", None),
            ("1234", None),
            ("+0 123", None),
            ("", None),
        ] {
            assert_eq!(e164(typed).as_deref(), number, "{typed}");
        }
    }

    proptest! {
        #[test]
        fn a_number_is_its_own_number(typed in "[0-9+() -]{0,20}|.{0,8}") {
            if let Some(number) = e164(&typed) {
                prop_assert_eq!(e164(&number), Some(number.clone()));
                prop_assert!(number.len() <= 16 && number[1..].bytes().all(|it| it.is_ascii_digit()));
            }
        }

        #[test]
        fn writing_it_again_changes_nothing(typed in "[0-9+ -]{0,16}|.{0,8}") {
            let once = written(&typed);
            prop_assert_eq!(written(&once), once);
        }
    }
}
