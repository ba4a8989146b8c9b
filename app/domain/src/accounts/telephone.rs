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

    proptest! {
        #[test]
        fn writing_it_again_changes_nothing(typed in "[0-9+ -]{0,16}|.{0,8}") {
            let once = written(&typed);
            prop_assert_eq!(written(&once), once);
        }
    }
}
