//! Korea's public holidays with their substitute days, as data: a year is added when it is proclaimed. Labour Day
//! is among them, on which companies rest.
//!
//! Source: the Act on Public Holidays and the Regulations on Holidays of Public Agencies; elections and days
//! proclaimed for once as they were announced.

use super::Holiday::{self, *};
use chrono::{Datelike, NaiveDate};

/// The years that are known from beginning to end.
pub const YEARS: std::ops::RangeInclusive<i32> = 2024..=2028;

/// Year, month, day; in order.
#[rustfmt::skip]
const DAYS: &[(i32, u32, u32, Holiday)] = &[
    (2024, 1, 1, NewYear), (2024, 2, 9, Seollal), (2024, 2, 10, Seollal), (2024, 2, 11, Seollal),
    (2024, 2, 12, Substitute), (2024, 3, 1, Independence), (2024, 4, 10, Election), (2024, 5, 1, Labour),
    (2024, 5, 5, Children), (2024, 5, 6, Substitute), (2024, 5, 15, Buddha), (2024, 6, 6, Memorial),
    (2024, 8, 15, Liberation), (2024, 9, 16, Chuseok), (2024, 9, 17, Chuseok), (2024, 9, 18, Chuseok),
    (2024, 10, 1, Proclaimed), (2024, 10, 3, Foundation), (2024, 10, 9, Hangul), (2024, 12, 25, Christmas),

    (2025, 1, 1, NewYear), (2025, 1, 27, Proclaimed), (2025, 1, 28, Seollal), (2025, 1, 29, Seollal),
    (2025, 1, 30, Seollal), (2025, 3, 1, Independence), (2025, 3, 3, Substitute), (2025, 5, 1, Labour),
    (2025, 5, 5, Children), (2025, 5, 6, Substitute), (2025, 6, 3, Election), (2025, 6, 6, Memorial),
    (2025, 8, 15, Liberation), (2025, 10, 3, Foundation), (2025, 10, 5, Chuseok), (2025, 10, 6, Chuseok),
    (2025, 10, 7, Chuseok), (2025, 10, 8, Substitute), (2025, 10, 9, Hangul), (2025, 12, 25, Christmas),

    (2026, 1, 1, NewYear), (2026, 2, 16, Seollal), (2026, 2, 17, Seollal), (2026, 2, 18, Seollal),
    (2026, 3, 1, Independence), (2026, 3, 2, Substitute), (2026, 5, 1, Labour), (2026, 5, 5, Children),
    (2026, 5, 24, Buddha), (2026, 5, 25, Substitute), (2026, 6, 3, Election), (2026, 6, 6, Memorial),
    (2026, 7, 17, Constitution), (2026, 8, 15, Liberation), (2026, 8, 17, Substitute), (2026, 9, 24, Chuseok),
    (2026, 9, 25, Chuseok), (2026, 9, 26, Chuseok), (2026, 10, 3, Foundation), (2026, 10, 5, Substitute),
    (2026, 10, 9, Hangul), (2026, 12, 25, Christmas),

    (2027, 1, 1, NewYear), (2027, 2, 6, Seollal), (2027, 2, 7, Seollal), (2027, 2, 8, Seollal),
    (2027, 2, 9, Substitute), (2027, 3, 1, Independence), (2027, 5, 1, Labour), (2027, 5, 5, Children),
    (2027, 5, 13, Buddha), (2027, 6, 6, Memorial), (2027, 7, 17, Constitution), (2027, 7, 19, Substitute),
    (2027, 8, 15, Liberation), (2027, 8, 16, Substitute), (2027, 9, 14, Chuseok), (2027, 9, 15, Chuseok),
    (2027, 9, 16, Chuseok), (2027, 10, 3, Foundation), (2027, 10, 4, Substitute), (2027, 10, 9, Hangul),
    (2027, 10, 11, Substitute), (2027, 12, 25, Christmas), (2027, 12, 27, Substitute),

    (2028, 1, 1, NewYear), (2028, 1, 26, Seollal), (2028, 1, 27, Seollal), (2028, 1, 28, Seollal),
    (2028, 3, 1, Independence), (2028, 4, 12, Election), (2028, 5, 1, Labour), (2028, 5, 2, Buddha),
    (2028, 5, 5, Children), (2028, 6, 6, Memorial), (2028, 7, 17, Constitution), (2028, 8, 15, Liberation),
    (2028, 10, 2, Chuseok), (2028, 10, 3, Chuseok), (2028, 10, 4, Chuseok), (2028, 10, 5, Substitute),
    (2028, 10, 9, Hangul), (2028, 12, 25, Christmas),
];

pub fn holiday(day: NaiveDate) -> Option<Holiday> {
    let wanted = (day.year(), day.month(), day.day());
    let at = DAYS.binary_search_by_key(&wanted, |it| (it.0, it.1, it.2)).ok()?;
    DAYS.get(at).map(|it| it.3)
}

/// Those of one year, in order; none of a year that is not known.
pub fn of_year(year: i32) -> impl Iterator<Item = (NaiveDate, Holiday)> {
    let days = DAYS.iter().filter(move |it| it.0 == year);
    days.filter_map(|it| NaiveDate::from_ymd_opt(it.0, it.1, it.2).map(|day| (day, it.3)))
}

#[cfg(test)]
mod tests {
    use super::*;
    use chrono::Weekday;

    /// National days, Children's Day, Buddha's and Christmas make up for any weekend; the two great feasts for a
    /// Sunday. Days that fall on another holiday are made up for as well.
    fn owed(year: i32) -> usize {
        let days: Vec<_> = of_year(year).collect();
        let lost = |&(day, holiday): &(NaiveDate, Holiday)| match holiday {
            Seollal | Chuseok => day.weekday() == Weekday::Sun,
            Independence | Constitution | Liberation | Foundation | Hangul | Children | Buddha
            | Christmas => {
                matches!(day.weekday(), Weekday::Sat | Weekday::Sun)
            }
            NewYear | Labour | Memorial | Election | Proclaimed | Substitute => false,
        };
        days.iter().filter(|it| lost(it)).count()
    }

    #[test]
    fn every_known_day_is_a_day_in_order_and_known_once() {
        let days: Vec<_> = YEARS.flat_map(of_year).map(|it| it.0).collect();
        assert_eq!(days.len(), DAYS.len());
        assert!(days.is_sorted_by(|a, b| a < b));
        assert!(days.iter().all(|day| holiday(*day).is_some()));
    }

    #[test]
    fn every_holiday_that_a_weekend_or_another_holiday_takes_is_made_up_for() {
        // Buddha's day fell on Children's Day in 2025, Chuseok falls on Foundation Day in 2028.
        let met = |year| usize::from(matches!(year, 2025 | 2028));
        for year in YEARS {
            let given = of_year(year).filter(|it| it.1 == Substitute).count();
            assert_eq!(given, owed(year) + met(year), "{year}");
        }
    }

    #[test]
    fn a_substitute_day_is_the_first_working_day_after_what_it_makes_up_for() {
        for (day, _) in YEARS.flat_map(of_year).filter(|it| it.1 == Substitute) {
            assert!(!matches!(day.weekday(), Weekday::Sat | Weekday::Sun), "{day}");
            let before = day.pred_opt().expect("not the first day there is");
            let rests = matches!(before.weekday(), Weekday::Sat | Weekday::Sun) || holiday(before).is_some();
            assert!(rests, "nothing is made up for on {day}");
        }
    }
}
