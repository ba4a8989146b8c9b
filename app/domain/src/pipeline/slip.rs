//! A slip: the day on which a deal was expected to be won is put later. How often that happened says more about a
//! forecast than the day itself.

use chrono::NaiveDate;

/// Does this change put the day later? Naming it for the first time does not, nor does giving it up.
pub fn is_slip(before: Option<NaiveDate>, after: Option<NaiveDate>) -> bool {
    before.zip(after).is_some_and(|(before, after)| after > before)
}

/// How often a deal has slipped once this change is made.
pub fn close_date_moves(until_now: i32, before: Option<NaiveDate>, after: Option<NaiveDate>) -> i32 {
    until_now.saturating_add(i32::from(is_slip(before, after)))
}

/// The same once it is taken back: as if it had never been.
pub fn close_date_moves_without(counted: i32, before: Option<NaiveDate>, after: Option<NaiveDate>) -> i32 {
    (counted - i32::from(is_slip(before, after))).max(0)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn day(text: &str) -> Option<NaiveDate> {
        text.parse().ok()
    }

    #[test]
    fn only_a_day_that_is_put_later_is_a_slip() {
        let (november, december) = (day("2026-11-30"), day("2026-12-01"));
        for (before, after, moves) in [
            (november, december, 1),
            (december, november, 0),
            (december, december, 0),
            (None, december, 0),
            (december, None, 0),
            (None, None, 0),
        ] {
            assert_eq!(close_date_moves(0, before, after), moves, "{before:?} {after:?}");
        }
        assert_eq!(close_date_moves(2, november, december), 3);
    }

    proptest! {
        #[test]
        fn what_is_taken_back_was_never_counted(moves in 0..1000, before in 0..400u64, after in 0..400u64) {
            let day = |offset: u64| day("2026-01-01").map(|it| it + chrono::Days::new(offset));
            let (before, after) = (day(before), day(after));
            let counted = close_date_moves(moves, before, after);
            prop_assert_eq!(close_date_moves_without(counted, before, after), moves);
        }
    }
}
