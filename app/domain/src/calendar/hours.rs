//! The hours in which a workspace works. What is promised "within so many business minutes" runs by them, and stands
//! still at night, on weekends and on holidays.

use super::{Calendar, Zone};
use crate::accounts::Problems;
use crate::{Problem, Why};
use chrono::{DateTime, Duration, NaiveDate, NaiveTime, Utc};
use serde::{Deserialize, Serialize};

/// A clock looks no further ahead than so many days: in a calendar without a single business day nothing ever falls due.
const FURTHEST: usize = 4_000;
const DAY: u16 = 24 * 60;

/// When a working day begins and ends, in minutes after midnight by the workspace's own clock.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(try_from = "(u16, u16)", into = "(u16, u16)")]
pub struct Hours {
    opens: u16,
    closes: u16,
}

impl Default for Hours {
    fn default() -> Self {
        Self::USUAL
    }
}

impl TryFrom<(u16, u16)> for Hours {
    type Error = &'static str;

    fn try_from((opens, closes): (u16, u16)) -> Result<Self, Self::Error> {
        match opens < closes && closes <= DAY {
            true => Ok(Self { opens, closes }),
            false => Err("a working day begins before it ends, and ends by midnight"),
        }
    }
}

impl From<Hours> for (u16, u16) {
    fn from(it: Hours) -> Self {
        (it.opens, it.closes)
    }
}

impl Hours {
    /// 09:00–18:00.
    pub const USUAL: Self = Self { opens: 9 * 60, closes: 18 * 60 };

    /// How long a working day is, in minutes: what "one business day" means to a clock.
    pub const fn length(self) -> i64 {
        self.closes as i64 - self.opens as i64
    }

    /// As a field shows them: `09:00`.
    pub fn shown(self) -> (String, String) {
        let of = |it: u16| format!("{:02}:{:02}", it / 60, it % 60);
        (of(self.opens), of(self.closes))
    }
}

/// What somebody typed about them.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct HoursForm {
    pub opens: String,
    pub closes: String,
}

impl HoursForm {
    pub fn check(&self) -> Result<Hours, Vec<Problem>> {
        let mut problems = Problems::default();
        let (opens, closes) =
            (problems.take(minutes("opens", &self.opens)), problems.take(minutes("closes", &self.closes)));
        problems.or(())?;
        Hours::try_from((opens, closes)).map_err(|_| vec![Problem::new("closes", Why::EndsFirst)])
    }
}

/// Minutes after midnight of `18:00`; `24:00` ends a day.
fn minutes(field: &str, text: &str) -> Result<u16, Problem> {
    let text = text.trim();
    if text.is_empty() {
        return Err(Problem::new(field, Why::Missing));
    }
    let read = || {
        let (hours, rest) = text.split_once(':')?;
        let (hours, minutes) = (hours.parse::<u16>().ok()?, rest.get(..2)?.parse::<u16>().ok()?);
        (hours <= 24 && minutes < 60).then_some(hours * 60 + minutes).filter(|it| *it <= DAY)
    };
    read().ok_or_else(|| Problem::new(field, Why::Malformed))
}

/// Business time: the days and hours of a calendar, as the clock of a zone shows them.
#[derive(Clone, Copy, Debug)]
pub struct Clock<'a> {
    pub calendar: &'a Calendar,
    pub zone: &'a Zone,
}

impl Clock<'_> {
    /// The working time of a day, from its beginning to its end. None: nobody works that day.
    fn of_day(&self, day: NaiveDate) -> Option<(DateTime<Utc>, DateTime<Utc>)> {
        let at = |minutes: u16| {
            self.zone.instant(day.and_time(NaiveTime::MIN) + Duration::minutes(i64::from(minutes)))
        };
        self.calendar
            .is_business_day(day)
            .then(|| (at(self.calendar.hours.opens), at(self.calendar.hours.closes)))
    }

    /// The working times from an instant on; of the day that has begun, what is left of it.
    fn ahead(&self, from: DateTime<Utc>) -> impl Iterator<Item = (DateTime<Utc>, DateTime<Utc>)> {
        let days = self.zone.day(from).iter_days().take(FURTHEST);
        days.filter_map(|day| self.of_day(day)).map(move |it| (it.0.max(from), it.1)).filter(|it| it.0 < it.1)
    }

    /// When so many business minutes will have passed since. What ends with a day is due then, not the next morning.
    pub fn after(&self, from: DateTime<Utc>, minutes: i64) -> DateTime<Utc> {
        let mut left = Duration::minutes(minutes.max(0));
        for (begins, ends) in self.ahead(from) {
            if left <= ends - begins {
                return begins + left;
            }
            left -= ends - begins;
        }
        DateTime::<Utc>::MAX_UTC
    }

    /// How many business minutes lie between. None before `from`.
    pub fn minutes(&self, from: DateTime<Utc>, to: DateTime<Utc>) -> i64 {
        let until = self.ahead(from).take_while(|it| it.0 < to);
        until.map(|(begins, ends)| (ends.min(to) - begins).num_minutes()).sum()
    }

    /// The instant work begins on a day, or on the first business day after it.
    pub fn opens(&self, day: NaiveDate) -> DateTime<Utc> {
        self.ahead(self.zone.start_of(day)).next().map_or(DateTime::<Utc>::MAX_UTC, |it| it.0)
    }

    /// The instant work ends on a day, or on the last business day before it, if it is none.
    pub fn closes(&self, day: NaiveDate) -> DateTime<Utc> {
        let days = std::iter::successors(Some(day), chrono::NaiveDate::pred_opt).take(FURTHEST);
        days.filter_map(|it| self.of_day(it)).next().map_or_else(|| self.zone.start_of(day), |it| it.1)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn at(text: &str) -> DateTime<Utc> {
        format!("{text}:00+09:00").parse().expect("an instant")
    }

    fn by<T>(what: impl FnOnce(Clock<'_>) -> T) -> T {
        let (calendar, zone) = (Calendar::default(), Zone::seoul());
        what(Clock { calendar: &calendar, zone: &zone })
    }

    #[test]
    fn four_hours_from_friday_evening_end_on_monday_at_noon() {
        by(|clock| {
            assert_eq!(clock.after(at("2026-11-27T17:00"), 4 * 60), at("2026-11-30T12:00"));
            assert_eq!(clock.after(at("2026-11-28T03:00"), 15), at("2026-11-30T09:15"));
            // What fits into a day ends with it.
            assert_eq!(clock.after(at("2026-11-27T17:00"), 60), at("2026-11-27T18:00"));
            assert_eq!(clock.after(at("2026-11-27T18:00"), 1), at("2026-11-30T09:01"));
        });
    }

    #[test]
    fn a_holiday_stops_the_clock() {
        by(|clock| {
            // Chuseok 2026 takes Thursday and Friday.
            assert_eq!(clock.after(at("2026-09-23T17:30"), 60), at("2026-09-28T09:30"));
            assert_eq!(clock.minutes(at("2026-09-23T17:30"), at("2026-09-28T09:30")), 60);
            assert_eq!(clock.opens("2026-09-24".parse().expect("a day")), at("2026-09-28T09:00"));
            assert_eq!(clock.closes("2026-09-26".parse().expect("a day")), at("2026-09-23T18:00"));
        });
    }

    #[test]
    fn a_calendar_without_business_days_lets_nothing_fall_due() {
        let (mut calendar, zone) = (Calendar::default(), Zone::seoul());
        let from = at("2026-11-27T10:00");
        calendar.special =
            zone.day(from).iter_days().take(5_000).map(|it| (it, super::super::Special::Off)).collect();
        let clock = Clock { calendar: &calendar, zone: &zone };
        assert_eq!(clock.after(from, 1), DateTime::<Utc>::MAX_UTC);
    }

    #[test]
    fn hours_are_typed_as_a_clock_shows_them() {
        let form = |opens: &str, closes: &str| HoursForm { opens: opens.into(), closes: closes.into() };
        let hours = form("10:00", "19:30:00").check().expect("hours");
        assert_eq!((hours.shown(), hours.length()), (("10:00".into(), "19:30".into()), 570));
        assert!(form("00:00", "24:00").check().is_ok());
        let fields =
            |it: HoursForm| it.check().map_err(|it| it.into_iter().map(|it| it.field).collect::<Vec<_>>());
        assert_eq!(fields(form("18:00", "09:00")), Err(vec!["closes".into()]));
        assert_eq!(fields(form("", "nine")), Err(vec!["opens".into(), "closes".into()]));
        assert_eq!(fields(form("25:00", "26:99")), Err(vec!["opens".into(), "closes".into()]));
        assert!(serde_json::from_str::<Hours>("[600, 60]").is_err());
    }

    proptest! {
        #[test]
        fn what_is_due_after_so_many_minutes_is_so_many_minutes_away(
            from in 1_700_000_000i64..1_900_000_000, minutes in 0i64..20_000,
        ) {
            let from = DateTime::from_timestamp(from - from % 60, 0).expect("an instant");
            by(|clock| {
                let due = clock.after(from, minutes);
                prop_assert_eq!(clock.minutes(from, due), minutes);
                prop_assert!(clock.after(from, minutes + 1) > due);
                Ok(())
            })?;
        }
    }
}
