//! The days on which a workspace works: weekdays but public holidays, and what the team decided otherwise. Clocks,
//! rot and "within so many business days" count by it.

use super::{Holiday, Hours, korea};
use crate::{Problem, Why, accounts::Problems, text};
use chrono::{Datelike, NaiveDate, Weekday};
use serde::{Deserialize, Serialize};

/// The working calendar of a workspace.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Calendar {
    /// Rests on Korea's public holidays.
    pub public: bool,
    /// The days that the team decided by itself, in order; each once. They come first.
    pub special: Vec<(NaiveDate, Special)>,
    /// From when to when one works on such a day.
    pub hours: Hours,
}

/// What the team decided about a day.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Special {
    /// Nobody works, though others do.
    #[default]
    Off,
    /// Work goes on, though others rest.
    Works,
}

impl Special {
    pub const ALL: [Self; 2] = [Self::Off, Self::Works];

    pub const fn code(self) -> &'static str {
        match self {
            Self::Off => "off",
            Self::Works => "works",
        }
    }

    pub fn of_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|it| it.code() == code)
    }
}

impl Default for Calendar {
    fn default() -> Self {
        Self { public: true, special: vec![], hours: Hours::default() }
    }
}

impl Calendar {
    pub fn is_business_day(&self, day: NaiveDate) -> bool {
        match self.special_on(day) {
            Some(special) => special == Special::Works,
            None => {
                let weekend = matches!(day.weekday(), Weekday::Sat | Weekday::Sun);
                !(weekend || self.public && korea::holiday(day).is_some())
            }
        }
    }

    /// How many of the days after `from`, up to and including `to`, are business days.
    pub fn business_days(&self, from: NaiveDate, to: NaiveDate) -> i64 {
        let days = from.iter_days().skip(1).take_while(|day| *day <= to);
        days.filter(|day| self.is_business_day(*day)).count().try_into().unwrap_or(i64::MAX)
    }

    /// Is `to` at most so many business days after `from`? However far away it is, this looks no further than it
    /// has to.
    pub fn is_within(&self, from: NaiveDate, to: NaiveDate, days: u16) -> bool {
        let after = from.iter_days().skip(1).take_while(|day| *day <= to);
        after.filter(|day| self.is_business_day(*day)).nth(usize::from(days)).is_none()
    }

    pub fn special_on(&self, day: NaiveDate) -> Option<Special> {
        let at = self.special.binary_search_by_key(&day, |it| it.0).ok()?;
        self.special.get(at).map(|it| it.1)
    }
}

/// A day and the calendar it is judged by: what rules ask that count business days.
#[derive(Clone, Copy, Debug)]
pub struct Workday<'a> {
    pub today: NaiveDate,
    pub calendar: &'a Calendar,
}

/// A day about which the team decided, with the name they gave it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct SpecialDay {
    pub day: NaiveDate,
    pub special: Special,
    pub name: String,
}

/// One year as its settings page shows it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct CalendarYear {
    pub year: i32,
    pub public: bool,
    /// In order: every public holiday, followed or not, and every day about which the team decided.
    pub days: Vec<CalendarDay>,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct CalendarDay {
    pub day: NaiveDate,
    pub holiday: Option<Holiday>,
    pub special: Option<SpecialDay>,
}

impl CalendarYear {
    /// `special` are the days about which the team decided, of any year.
    pub fn of(year: i32, public: bool, special: Vec<SpecialDay>) -> Self {
        let mut days: Vec<_> = korea::of_year(year)
            .map(|(day, holiday)| CalendarDay { day, holiday: Some(holiday), special: None })
            .collect();
        for special in special.into_iter().filter(|it| it.day.year() == year) {
            match days.binary_search_by_key(&special.day, |it| it.day) {
                Ok(at) => days[at].special = Some(special),
                Err(at) => {
                    days.insert(at, CalendarDay { day: special.day, holiday: None, special: Some(special) });
                }
            }
        }
        Self { year, public, days }
    }

    /// Are the public holidays of this year known yet?
    pub fn is_known(&self) -> bool {
        korea::YEARS.contains(&self.year)
    }
}

/// What somebody typed about a day.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct SpecialDayForm {
    pub day: String,
    /// `off` or `works`.
    pub special: String,
    pub name: String,
}

impl SpecialDayForm {
    pub fn check(&self) -> Result<SpecialDay, Vec<Problem>> {
        let mut problems = Problems::default();
        let day = text::optional_day("day", &self.day)
            .and_then(|it| it.ok_or_else(|| Problem::new("day", Why::Missing)));
        let special = Special::of_code(&self.special).ok_or_else(|| Problem::new("special", Why::Unknown));
        let special = SpecialDay {
            day: problems.take(day),
            special: problems.take(special),
            name: problems.take(text::name("name", &self.name)),
        };
        problems.or(special)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(text: &str) -> NaiveDate {
        text.parse().expect("a day")
    }

    fn with(special: &[(&str, Special)]) -> Calendar {
        Calendar { special: special.iter().map(|it| (day(it.0), it.1)).collect(), ..Calendar::default() }
    }

    #[test]
    fn weekends_and_public_holidays_are_no_business_days() {
        let calendar = Calendar::default();
        assert_eq!(calendar.business_days(day("2026-11-20"), day("2026-11-23")), 1);
        assert_eq!(calendar.business_days(day("2026-11-23"), day("2026-11-23")), 0);
        assert_eq!(calendar.business_days(day("2026-11-23"), day("2026-11-20")), 0);
        // Chuseok takes a Thursday and a Friday, Foundation Day's substitute a Monday.
        assert_eq!(calendar.business_days(day("2026-09-23"), day("2026-09-28")), 1);
        assert_eq!(calendar.business_days(day("2026-10-02"), day("2026-10-06")), 1);
    }

    #[test]
    fn who_does_not_follow_public_holidays_rests_on_weekends_alone() {
        let calendar = Calendar { public: false, ..Calendar::default() };
        assert_eq!(calendar.business_days(day("2026-09-23"), day("2026-09-28")), 3);
    }

    #[test]
    fn what_the_team_decided_about_a_day_comes_first() {
        let calendar = with(&[
            ("2026-05-01", Special::Works),
            ("2026-05-04", Special::Off),
            ("2026-05-09", Special::Works),
        ]);
        assert!(calendar.is_business_day(day("2026-05-01")));
        assert!(!calendar.is_business_day(day("2026-05-04")));
        assert!(calendar.is_business_day(day("2026-05-09")));
        assert!(!calendar.is_business_day(day("2026-05-10")));
    }

    #[test]
    fn a_day_is_within_so_many_business_days_or_not_however_far_away() {
        let calendar = Calendar::default();
        for (to, days) in [("2026-09-28", 1), ("2026-09-29", 2), ("2026-10-06", 6)] {
            assert!(calendar.is_within(day("2026-09-23"), day(to), days), "{to}");
            assert!(!calendar.is_within(day("2026-09-23"), day(to), days - 1), "{to}");
        }
        assert!(!calendar.is_within(day("2026-09-23"), NaiveDate::MAX, 400));
        assert!(calendar.is_within(day("2026-09-23"), day("2026-09-23"), 0));
    }

    #[test]
    fn a_year_shows_public_holidays_and_what_the_team_decided_in_order() {
        let special = |on: &str, special| SpecialDay { day: day(on), special, name: "정함".into() };
        let year = CalendarYear::of(
            2026,
            true,
            vec![
                special("2026-12-31", Special::Off),
                special("2026-05-01", Special::Works),
                special("2027-01-04", Special::Off),
            ],
        );
        assert!(year.is_known() && year.days.is_sorted_by(|a, b| a.day < b.day));
        let labour = year.days.iter().find(|it| it.day == day("2026-05-01")).expect("Labour Day");
        assert_eq!((labour.holiday, labour.special.is_some()), (Some(Holiday::Labour), true));
        assert_eq!(year.days.last().map(|it| (it.day, it.holiday)), Some((day("2026-12-31"), None)));
        assert!(!CalendarYear::of(2040, true, vec![]).is_known());
    }

    #[test]
    fn a_special_day_needs_a_day_a_name_and_what_it_is() {
        let fields = |form: SpecialDayForm| {
            form.check().map_err(|it| it.into_iter().map(|it| it.field).collect::<Vec<_>>())
        };
        assert_eq!(
            fields(SpecialDayForm::default()),
            Err(vec!["day".into(), "special".into(), "name".into()])
        );
        let form =
            SpecialDayForm { day: "2026-12-31".into(), special: "off".into(), name: " 종무식 ".into() };
        assert_eq!(
            fields(form),
            Ok(SpecialDay { day: day("2026-12-31"), special: Special::Off, name: "종무식".into() })
        );
    }
}
