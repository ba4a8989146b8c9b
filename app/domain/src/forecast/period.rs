//! When a deal is expected: late, in one of the next months, later, or nobody knows. And the day it gets when somebody
//! puts it elsewhere.

use crate::refusal::{Problem, Refusal, Why};
use chrono::{Datelike, Days, Months, NaiveDate};
use serde::{Deserialize, Serialize};

/// So many months stand one by one, this one first; what is expected after them stands together.
pub const MONTHS: usize = 6;
/// Late ones, the months, later ones, and those without a day.
pub const PERIODS: usize = MONTHS + 3;

/// A column of the forecast.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum Period {
    /// The day has passed, and the deal is open still.
    Overdue,
    /// By its first day. Of this month the days that are left.
    Month(NaiveDate),
    Later,
    Undated,
}

impl Period {
    /// In which of them a deal is that is expected on this day.
    pub fn of(day: Option<NaiveDate>, today: NaiveDate) -> Self {
        match day {
            None => Self::Undated,
            Some(day) if day < today => Self::Overdue,
            Some(day) if day >= month(today, MONTHS) => Self::Later,
            Some(day) => Self::Month(month(day, 0)),
        }
    }

    /// All of them, from left to right.
    pub fn all(today: NaiveDate) -> [Self; PERIODS] {
        let mut all = [Self::Undated; PERIODS];
        all[0] = Self::Overdue;
        for (at, period) in all[1..=MONTHS].iter_mut().enumerate() {
            *period = Self::Month(month(today, at));
        }
        all[MONTHS + 1] = Self::Later;
        all
    }

    /// The first days of all but late ones and those without a day: between two of these days lies a period.
    pub fn begins(today: NaiveDate) -> [NaiveDate; MONTHS + 1] {
        std::array::from_fn(|at| if at == 0 { today } else { month(today, at) })
    }

    /// Its place among all of them. A month that is not shown has none.
    pub fn place(self, today: NaiveDate) -> Option<usize> {
        Self::all(today).iter().position(|it| *it == self)
    }

    pub fn is_this_month(self, today: NaiveDate) -> bool {
        self == Self::Month(month(today, 0))
    }

    /// The one so many places further on, as far as there is one that a deal can be put into.
    pub fn shifted(self, places: isize, today: NaiveDate) -> Option<Self> {
        let at = self.place(today)?.checked_add_signed(places)?;
        Self::all(today).get(at).copied().filter(|it| *it != Self::Overdue)
    }

    /// The day on which a deal is expected once it is put here: the same day of the month, as far as the month has it,
    /// and none that has passed. One without a day gets the last of the month.
    pub fn landing(self, from: Option<NaiveDate>, today: NaiveDate) -> Result<Option<NaiveDate>, Refusal> {
        if Self::of(from, today) == self {
            return Ok(from);
        }
        let first = match self {
            Self::Undated => return Ok(None),
            Self::Overdue => None,
            Self::Month(day) => Some(month(day, 0)),
            Self::Later => Some(month(today, MONTHS)),
        };
        match first.filter(|it| *it >= month(today, 0)) {
            Some(first) => Ok(Some(in_month(first, from).max(today))),
            None => Err(Problem::new("expected_close", Why::InThePast).into()),
        }
    }

    /// As addresses and forms write it: `overdue`, `2026-12`, `later`, `none`.
    pub fn code(self) -> String {
        match self {
            Self::Overdue => "overdue".to_owned(),
            Self::Month(day) => format!("{:04}-{:02}", day.year(), day.month()),
            Self::Later => "later".to_owned(),
            Self::Undated => "none".to_owned(),
        }
    }

    pub fn of_code(code: &str) -> Option<Self> {
        match code {
            "overdue" => Some(Self::Overdue),
            "later" => Some(Self::Later),
            "none" => Some(Self::Undated),
            month => {
                crate::text::optional_day("month", &format!("{month}-01")).ok().flatten().map(Self::Month)
            }
        }
    }
}

/// The first day of the month so many months after the one of this day.
fn month(day: NaiveDate, later: usize) -> NaiveDate {
    let first = day.with_day(1).unwrap_or(day);
    u32::try_from(later).ok().and_then(|it| first.checked_add_months(Months::new(it))).unwrap_or(first)
}

fn in_month(first: NaiveDate, like: Option<NaiveDate>) -> NaiveDate {
    let last = month(first, 1).checked_sub_days(Days::new(1)).unwrap_or(first);
    like.and_then(|it| first.with_day(it.day())).unwrap_or(last)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn day(text: &str) -> NaiveDate {
        text.parse().expect("a day")
    }

    fn today() -> NaiveDate {
        day("2026-11-23")
    }

    fn landing(code: &str, from: &str) -> Result<Option<NaiveDate>, Refusal> {
        Period::of_code(code).expect("a period").landing(from.parse().ok(), today())
    }

    #[test]
    fn columns_are_months_between_what_is_late_and_what_nobody_knows() {
        let codes = Period::all(today()).map(Period::code);
        let expected =
            ["overdue", "2026-11", "2026-12", "2027-01", "2027-02", "2027-03", "2027-04", "later", "none"];
        assert_eq!(codes, expected);
        for (on, code) in [
            ("2026-11-22", "overdue"),
            ("2026-11-23", "2026-11"),
            ("2026-11-30", "2026-11"),
            ("2026-12-01", "2026-12"),
            ("2027-04-30", "2027-04"),
            ("2027-05-01", "later"),
            ("", "none"),
        ] {
            assert_eq!(Period::of(on.parse().ok(), today()).code(), code, "{on}");
        }
    }

    #[test]
    fn a_deal_keeps_its_day_of_the_month_as_far_as_the_month_has_it() {
        assert_eq!(landing("2026-12", "2026-11-24"), Ok(Some(day("2026-12-24"))));
        assert_eq!(landing("2027-02", "2026-12-31"), Ok(Some(day("2027-02-28"))));
        assert_eq!(landing("later", "2026-12-31"), Ok(Some(day("2027-05-31"))));
        assert_eq!(landing("2026-12", ""), Ok(Some(day("2026-12-31"))), "by the end of the month");
        assert_eq!(landing("none", "2026-12-31"), Ok(None));
    }

    #[test]
    fn nothing_is_expected_on_a_day_that_has_passed() {
        assert_eq!(landing("2026-11", "2026-12-05"), Ok(Some(today())));
        assert_eq!(landing("2026-11", "2026-12-30"), Ok(Some(day("2026-11-30"))));
        let past = Err(Problem::new("expected_close", Why::InThePast).into());
        assert_eq!(landing("overdue", "2026-12-05"), past);
        assert_eq!(landing("2026-10", "2026-12-05"), past);
    }

    #[test]
    fn put_back_where_it_was_a_deal_keeps_its_day() {
        assert_eq!(landing("later", "2027-09-10"), Ok(Some(day("2027-09-10"))));
        assert_eq!(landing("overdue", "2026-11-01"), Ok(Some(day("2026-11-01"))));
    }

    #[test]
    fn one_column_on_is_the_next_month_and_none_is_late_by_choice() {
        let november = Period::Month(day("2026-11-01"));
        assert_eq!(november.shifted(1, today()), Some(Period::Month(day("2026-12-01"))));
        assert_eq!(november.shifted(-1, today()), None);
        assert_eq!(Period::Overdue.shifted(1, today()), Some(november));
        assert_eq!(Period::Later.shifted(1, today()), Some(Period::Undated));
        assert_eq!(Period::Undated.shifted(1, today()), None);
    }

    #[test]
    fn an_address_that_names_no_period_is_none() {
        for wrong in ["", "2026-13", "26-1", "2026-12-01", "12026-01", "someday"] {
            assert_eq!(Period::of_code(wrong), None, "{wrong}");
        }
    }

    proptest! {
        #[test]
        fn a_deal_lands_in_the_column_it_was_put_into(today in 0..20_000u64, from in proptest::option::of(0..20_000u64), at in 0..PERIODS) {
            let date = |offset: u64| day("2000-01-01") + Days::new(offset);
            let (today, from) = (date(today), from.map(date));
            let period = Period::all(today)[at];
            match period.landing(from, today) {
                Ok(day) => prop_assert_eq!(Period::of(day, today), period),
                Err(_) => prop_assert_eq!(period, Period::Overdue),
            }
            prop_assert_eq!(Period::of_code(&period.code()), Some(period));
            prop_assert_eq!(period.place(today), Some(at));
        }
    }
}
