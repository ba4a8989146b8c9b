//! How a deal's next step stands. Every open deal should have one that is not late: the bar in a column's head
//! shows how many do, and the filter finds those that don't.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum Step {
    Overdue,
    Today,
    /// Due later, or whenever there is time.
    Planned,
    /// There is none.
    Missing,
}

/// How many deals stand in each way, in the order of [`Step::ALL`].
pub type Steps = [i64; 4];

impl Step {
    pub const ALL: [Self; 4] = [Self::Overdue, Self::Today, Self::Planned, Self::Missing];

    pub const fn code(self) -> &'static str {
        match self {
            Self::Overdue => "overdue",
            Self::Today => "today",
            Self::Planned => "planned",
            Self::Missing => "missing",
        }
    }

    pub fn of_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|it| it.code() == code)
    }

    /// Its place in [`Step::ALL`].
    pub const fn place(self) -> usize {
        self as usize
    }

    /// The first days of `Today` and of `Planned`; what is due before both is overdue.
    pub fn begins(today: NaiveDate) -> [NaiveDate; 2] {
        [today, today.succ_opt().unwrap_or(today)]
    }

    /// What a step is that is due after so many of these days have begun; without a day, after all of them. None
    /// is no step.
    pub const fn after(begun: Option<usize>) -> Self {
        match begun {
            None => Self::Missing,
            Some(0) => Self::Overdue,
            Some(1) => Self::Today,
            Some(_) => Self::Planned,
        }
    }

    pub fn of(step: Option<&str>, due: Option<NaiveDate>, today: NaiveDate) -> Self {
        let begins = Self::begins(today);
        let begun = due.map_or(begins.len(), |due| begins.iter().filter(|it| **it <= due).count());
        Self::after(step.map(|_| begun))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::calendar::{Due, due};
    use proptest::prelude::*;

    #[test]
    fn places_are_those_in_the_list() {
        for (at, step) in Step::ALL.into_iter().enumerate() {
            assert_eq!(step.place(), at);
            assert_eq!(Step::of_code(step.code()), Some(step));
        }
    }

    #[test]
    fn a_step_without_a_day_is_planned_and_none_is_missing() {
        let today = NaiveDate::from_ymd_opt(2026, 11, 23).unwrap();
        assert_eq!(Step::of(Some("전화"), None, today), Step::Planned);
        assert_eq!(Step::of(None, Some(today), today), Step::Missing);
    }

    proptest! {
        #[test]
        fn a_step_is_late_on_the_same_days_as_everywhere(days in -400i64..400) {
            let today = NaiveDate::from_ymd_opt(2026, 11, 23).unwrap();
            let day = today + chrono::Duration::days(days);
            let meant = match due(day, today) {
                Due::Overdue(_) => Step::Overdue,
                Due::Today => Step::Today,
                Due::Later(_) => Step::Planned,
            };
            prop_assert_eq!(Step::of(Some("전화"), Some(day), today), meant);
        }
    }
}
