//! Working time: everything in the demo happened in office hours before now, so the story is told on
//! an axis that has no nights, lunches, weekends or holidays.

use chrono::{DateTime, Duration, NaiveDate, Utc};
use domain::calendar::{Calendar, Zone};

/// Seconds of work in a day: nine to twelve, one to six.
pub(super) const DAY: i64 = 8 * 3600;
const MORNING: i64 = 3 * 3600;
const OPENS: i64 = 9 * 3600;
const LUNCH: i64 = 3600;
/// How far back the axis reaches, in working days.
const REACH: usize = 640;

/// Instants as seconds of work since the oldest day of the axis.
pub(super) struct Clock {
    zone: Zone,
    days: Vec<NaiveDate>,
    pub today: NaiveDate,
    /// The last working second that is not in the future.
    pub now: i64,
}

impl Clock {
    pub fn new(now: DateTime<Utc>) -> Self {
        let zone = Zone::seoul();
        let today = zone.day(now);
        let since_midnight = (now - zone.start_of(today)).num_seconds();
        let has_begun = |day: &NaiveDate| *day < today || since_midnight > OPENS;
        let mut days: Vec<_> = std::iter::successors(Some(today), NaiveDate::pred_opt)
            .filter(|day| works(*day) && has_begun(day))
            .take(REACH)
            .collect();
        days.reverse();
        let whole = |days: usize| i64::try_from(days).unwrap_or(0) * DAY;
        let now = if days.last() == Some(&today) {
            whole(days.len() - 1) + worked(since_midnight)
        } else {
            whole(days.len()) - 1
        };
        Self { zone, days, today, now }
    }

    /// So many hundredths of a working day ago.
    pub const fn ago(&self, hundredths: i64) -> i64 {
        self.now - hundredths * DAY / 100
    }

    pub fn day(&self, at: i64) -> NaiveDate {
        let index = usize::try_from(at.clamp(0, self.now) / DAY).unwrap_or(0);
        self.days.get(index).copied().unwrap_or(self.today)
    }

    pub fn instant(&self, at: i64) -> DateTime<Utc> {
        let worked = at.clamp(0, self.now) % DAY;
        let lunch = if worked < MORNING { 0 } else { LUNCH };
        self.zone.start_of(self.day(at)) + Duration::seconds(OPENS + worked + lunch)
    }

    /// The working day so many working days after (or before) another.
    pub fn day_after(&self, from: NaiveDate, days: i64) -> NaiveDate {
        let step = if days < 0 { NaiveDate::pred_opt } else { NaiveDate::succ_opt };
        std::iter::successors(step(&from), step)
            .filter(|day| works(*day))
            .nth(usize::try_from(days.abs() - 1).unwrap_or(0))
            .filter(|_| days != 0)
            .unwrap_or(from)
    }
}

fn works(day: NaiveDate) -> bool {
    Calendar::default().is_business_day(day)
}

/// How much of a working day has passed so many seconds after midnight.
fn worked(since_midnight: i64) -> i64 {
    let open = (since_midnight - OPENS).max(0);
    let worked = if open < MORNING { open } else { (open - LUNCH).max(MORNING - 1) };
    worked.min(DAY - 1)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(text: &str) -> DateTime<Utc> {
        text.parse().expect("an instant")
    }

    #[test]
    fn the_axis_ends_now_or_with_the_last_working_second() {
        for (now, last) in [
            ("2026-11-23T05:30:00Z", "2026-11-23T05:30:00Z"),
            ("2026-11-23T12:00:00Z", "2026-11-23T08:59:59Z"),
            ("2026-11-22T23:30:00Z", "2026-11-20T08:59:59Z"),
            ("2026-11-21T03:00:00Z", "2026-11-20T08:59:59Z"),
            ("2026-11-23T03:30:00Z", "2026-11-23T02:59:59Z"),
        ] {
            let clock = Clock::new(at(now));
            assert_eq!(clock.instant(clock.now), at(last), "{now}");
        }
    }

    #[test]
    fn the_axis_only_rises_and_knows_no_weekend() {
        let clock = Clock::new(at("2026-11-23T06:00:00Z"));
        let instants: Vec<_> = (0..500).map(|step| clock.instant(clock.now - step * 3_333)).collect();
        assert!(instants.is_sorted_by(|later, earlier| later > earlier));
        assert_eq!(clock.day_after(clock.today, 5).to_string(), "2026-11-30");
        assert_eq!(clock.day_after(clock.today, -1).to_string(), "2026-11-20");
        assert_eq!(clock.day_after(clock.today, 0), clock.today);
    }
}
