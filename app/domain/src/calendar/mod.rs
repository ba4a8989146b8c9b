//! Days and times as the workspace lives them. The server works in UTC; a `Zone` carries the few
//! offsets that the browser needs to say the same local time, without a time-zone database there.

mod hours;
mod korea;
mod working;

pub use hours::{Clock, Hours, HoursForm};
pub use working::{Calendar, CalendarDay, CalendarYear, Special, SpecialDay, SpecialDayForm, Workday};

use chrono::{DateTime, Duration, FixedOffset, NaiveDate, NaiveDateTime, Offset, TimeZone, Utc};
use serde::{Deserialize, Serialize};

/// From this instant (seconds since 1970, UTC) the local clock is so many seconds ahead of UTC.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Shift {
    pub from: i64,
    pub offset: i32,
}

/// A time zone as the list of its shifts, oldest first. Seoul has had one since 1988.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Zone {
    pub name: String,
    pub shifts: Vec<Shift>,
}

impl Zone {
    pub fn seoul() -> Self {
        Self { name: "Asia/Seoul".to_owned(), shifts: vec![Shift { from: i64::MIN, offset: 9 * 3600 }] }
    }

    /// The local date and time of an instant.
    pub fn local(&self, at: DateTime<Utc>) -> NaiveDateTime {
        let seconds = at.timestamp();
        let offset = self.shifts.iter().rev().find(|it| it.from <= seconds).or(self.shifts.first());
        let offset = offset.and_then(|it| FixedOffset::east_opt(it.offset)).unwrap_or(Utc.fix());
        at.with_timezone(&offset).naive_local()
    }

    pub fn day(&self, at: DateTime<Utc>) -> NaiveDate {
        self.local(at).date()
    }

    /// The instant a local day begins. A day that begins in a gap begins with the gap's end.
    pub fn start_of(&self, day: NaiveDate) -> DateTime<Utc> {
        let midnight = Utc.from_utc_datetime(&day.into());
        let guesses = self.shifts.iter().map(|it| midnight - Duration::seconds(i64::from(it.offset)));
        guesses.filter(|it| self.day(*it) == day).min().unwrap_or(midnight)
    }

    /// The instant at which the local clock shows this, the first one if it does so twice. What the clock skips is when
    /// it goes on.
    pub fn instant(&self, local: NaiveDateTime) -> DateTime<Utc> {
        let shown = Utc.from_utc_datetime(&local);
        let guesses = || self.shifts.iter().map(|it| shown - Duration::seconds(i64::from(it.offset)));
        let exact = guesses().filter(|it| self.local(*it) == local).min();
        exact.or_else(|| guesses().filter(|it| self.local(*it) > local).min()).unwrap_or(shown)
    }
}

/// How a due day stands today: what a next step's colour says.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Due {
    /// Late by so many days.
    Overdue(i64),
    Today,
    /// In so many days.
    Later(i64),
}

pub fn due(day: NaiveDate, today: NaiveDate) -> Due {
    match (day - today).num_days() {
        0 => Due::Today,
        days if days < 0 => Due::Overdue(-days),
        days => Due::Later(days),
    }
}

/// A day on which Korea rests.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum Holiday {
    NewYear,
    Seollal,
    Independence,
    Labour,
    Children,
    Buddha,
    Memorial,
    Constitution,
    Liberation,
    Chuseok,
    Foundation,
    Hangul,
    Christmas,
    Election,
    /// Proclaimed for once.
    Proclaimed,
    /// Makes up for a holiday that a weekend or another holiday has taken.
    Substitute,
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(text: &str) -> NaiveDate {
        text.parse().expect("a day")
    }

    #[test]
    fn an_evening_in_utc_is_tomorrow_in_seoul() {
        let at = Utc.with_ymd_and_hms(2026, 11, 23, 16, 0, 0).single().expect("an instant");
        assert_eq!(Zone::seoul().day(at), day("2026-11-24"));
        assert_eq!(Zone::seoul().start_of(day("2026-11-24")), at - Duration::hours(1));
    }

    #[test]
    fn a_zone_with_summer_time_uses_the_shift_of_the_day() {
        let at =
            |month, hour| Utc.with_ymd_and_hms(2026, month, 15, hour, 0, 0).single().expect("an instant");
        let shifts = vec![
            Shift { from: i64::MIN, offset: 3600 },
            Shift { from: at(3, 0).timestamp(), offset: 7200 },
            Shift { from: at(10, 0).timestamp(), offset: 3600 },
        ];
        let zone = Zone { name: "Europe/Somewhere".to_owned(), shifts };
        assert_eq!(zone.local(at(1, 12)).to_string(), "2026-01-15 13:00:00");
        assert_eq!(zone.local(at(7, 12)).to_string(), "2026-07-15 14:00:00");
        assert_eq!(zone.start_of(day("2026-07-15")), at(7, 0) - Duration::hours(2));
        let noon = |month| day(&format!("2026-{month:02}-15")).and_hms_opt(12, 0, 0).expect("noon");
        assert_eq!((zone.instant(noon(1)), zone.instant(noon(7))), (at(1, 11), at(7, 10)));
        let (skipped, twice) = (
            day("2026-03-15").and_hms_opt(1, 30, 0).expect("half past one"),
            day("2026-10-15").and_hms_opt(1, 30, 0).expect("half past one"),
        );
        assert_eq!(zone.local(zone.instant(skipped)).to_string(), "2026-03-15 02:30:00");
        assert_eq!(zone.instant(twice), at(10, 0) - Duration::minutes(30));
    }

    #[test]
    fn a_due_day_is_late_today_or_later() {
        assert_eq!(due(day("2026-11-20"), day("2026-11-23")), Due::Overdue(3));
        assert_eq!(due(day("2026-11-23"), day("2026-11-23")), Due::Today);
        assert_eq!(due(day("2026-11-30"), day("2026-11-23")), Due::Later(7));
    }
}
