//! Which moment somebody asks for: a day and a time where the workspace works, as an address names them. Days mean
//! their mornings, when the team sits down to look at the board.

use crate::text;
use chrono::{Datelike, Days, Months, NaiveDate, NaiveDateTime, NaiveTime, Timelike};
use serde::{Deserialize, Serialize};

/// When a working day begins.
const MORNING: NaiveTime = match NaiveTime::from_hms_opt(9, 0, 0) {
    Some(nine) => nine,
    None => NaiveTime::MIN,
};

#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct At {
    pub day: NaiveDate,
    pub time: NaiveTime,
}

impl At {
    pub const fn morning(day: NaiveDate) -> Self {
        Self { day, time: MORNING }
    }

    pub fn local(self) -> NaiveDateTime {
        self.day.and_time(self.time)
    }

    /// `09:00`
    pub fn clock(self) -> String {
        format!("{:02}:{:02}", self.time.hour(), self.time.minute())
    }

    /// Reads the address's parameters. What is not understood asks for nothing in particular. Who looks for the moment
    /// before something went wrong names it as finely as it is on record.
    pub fn of_pairs<'a>(get: impl Fn(&str) -> Option<&'a str>) -> Option<Self> {
        let day = text::optional_day("at", get("at")?).ok().flatten()?;
        let read = |text| {
            NaiveTime::parse_from_str(text, "%H:%M")
                .or_else(|_| NaiveTime::parse_from_str(text, "%H:%M:%S%.f"))
        };
        let time = get("time").and_then(|it| read(it).ok());
        Some(Self { day, time: time.unwrap_or(MORNING) })
    }

    /// Writes them; of a morning the day says all.
    pub fn pairs(self) -> Vec<(&'static str, String)> {
        let mut pairs = vec![("at", self.day.to_string())];
        if self.time != MORNING {
            let is_minute = self.time == minute(self.time);
            pairs.push(("time", if is_minute { self.clock() } else { self.time.to_string() }));
        }
        pairs
    }
}

/// Moments that one asks for again and again.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Pick {
    Monday,
    Month,
    Quarter,
}

impl Pick {
    pub const ALL: [Self; 3] = [Self::Monday, Self::Month, Self::Quarter];

    /// The last such day before today.
    pub fn day(self, today: NaiveDate) -> NaiveDate {
        let yesterday = today.checked_sub_days(Days::new(1)).unwrap_or(today);
        let found = match self {
            Self::Monday => {
                let days = yesterday.weekday().num_days_from_monday();
                yesterday.checked_sub_days(Days::new(days.into()))
            }
            Self::Month => today.checked_sub_months(Months::new(1)),
            Self::Quarter => yesterday.with_day(1).and_then(|it| it.with_month(it.month0() / 3 * 3 + 1)),
        };
        found.unwrap_or(yesterday)
    }
}

/// Why another moment is shown than was asked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Bent {
    /// Of a day that has not come there is no board yet.
    NotYet,
    /// Before the first deal there was none.
    BeforeTheFirst,
}

/// The moment that is shown.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Shown {
    pub at: At,
    /// What was asked for is still to come: it is this very moment, which its minute only says roughly.
    pub is_now: bool,
    pub bent: Option<Bent>,
}

/// What is shown to whoever asks for this moment: none in the future, and none before there was a deal. `now` is the
/// local time.
pub fn settled(asked: Option<At>, first: NaiveDate, now: NaiveDateTime) -> Shown {
    let today = now.date();
    let first = first.min(today);
    let (at, bent) = match asked {
        None => (At::morning(Pick::Monday.day(today).max(first)), None),
        Some(at) if at.day > today => (at, Some(Bent::NotYet)),
        Some(at) if at.day < first => (At::morning(first), Some(Bent::BeforeTheFirst)),
        Some(at) => (at, None),
    };
    if at.local() > now {
        return Shown { at: At { day: today, time: minute(now.time()) }, is_now: true, bent };
    }
    Shown { at, is_now: false, bent }
}

/// The days of a replay: the week that begins with this day. Where that has not passed yet, what has passed of it;
/// today has only just begun, and the week that leads here is played.
pub fn week(from: NaiveDate, today: NaiveDate) -> Vec<NaiveDate> {
    let first = if from < today { from } else { today.checked_sub_days(Days::new(7)).unwrap_or(today) };
    first.iter_days().take(8).take_while(|it| *it <= today).collect()
}

fn minute(time: NaiveTime) -> NaiveTime {
    NaiveTime::from_hms_opt(time.hour(), time.minute(), 0).unwrap_or(time)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn day(text: &str) -> NaiveDate {
        text.parse().expect("a day")
    }

    fn at(text: &str) -> At {
        let (day, time) = text.split_once(' ').unwrap_or((text, ""));
        let get = |name: &str| Some(if name == "at" { day } else { time });
        At::of_pairs(get).expect("a moment")
    }

    /// What is shown on the last Monday of November at 14:05 of a team whose first deal is of the second.
    fn shown(asked: &str) -> (At, bool, Option<Bent>) {
        let now = day("2026-11-30").and_hms_opt(14, 5, 40).expect("a time");
        let shown = settled(Some(at(asked)), day("2026-11-02"), now);
        (shown.at, shown.is_now, shown.bent)
    }

    #[test]
    fn an_address_names_a_day_whose_morning_is_meant_or_a_time_of_it() {
        for text in ["2026-11-23", "2026-11-23 14:30", "2026-11-23 00:00", "2026-11-23 14:30:05.123456"] {
            let asked = at(text);
            let pairs = asked.pairs();
            let get = |name: &str| pairs.iter().find(|it| it.0 == name).map(|it| it.1.as_str());
            assert_eq!(At::of_pairs(get), Some(asked), "{text}");
        }
        assert_eq!(at("2026-11-23").clock(), "09:00");
        assert_eq!(at("2026-11-23").pairs().len(), 1);
        assert_eq!(at("2026-11-23 later"), at("2026-11-23"));
        for nothing in ["", "yesterday", "2026-13-01", "23-11-2026"] {
            assert_eq!(At::of_pairs(|_| Some(nothing)), None, "{nothing}");
        }
    }

    #[test]
    fn a_quick_pick_is_the_last_such_day_before_today() {
        for (today, monday, month, quarter) in [
            ("2026-12-02", "2026-11-30", "2026-11-02", "2026-10-01"),
            ("2026-11-30", "2026-11-23", "2026-10-30", "2026-10-01"),
            ("2026-12-01", "2026-11-30", "2026-11-01", "2026-10-01"),
            ("2027-01-01", "2026-12-28", "2026-12-01", "2026-10-01"),
            ("2026-03-31", "2026-03-30", "2026-02-28", "2026-01-01"),
            ("2026-04-01", "2026-03-30", "2026-03-01", "2026-01-01"),
        ] {
            let days = Pick::ALL.map(|it| it.day(day(today)));
            assert_eq!(days, [day(monday), day(month), day(quarter)], "{today}");
        }
    }

    #[test]
    fn there_is_no_board_of_a_day_to_come_and_none_before_the_first_deal() {
        let now = at("2026-11-30 14:05");
        assert_eq!(shown("2026-11-23"), (at("2026-11-23"), false, None));
        assert_eq!(shown("2026-11-30 14:05"), (now, false, None));
        assert_eq!(shown("2026-11-30 23:00"), (now, true, None), "today has come as far as now");
        assert_eq!(shown("2026-12-01"), (now, true, Some(Bent::NotYet)));
        assert_eq!(shown("2026-11-01"), (at("2026-11-02"), false, Some(Bent::BeforeTheFirst)));
        let monday = settled(None, day("2020-01-01"), now.local());
        assert_eq!((monday.at, monday.bent), (at("2026-11-23"), None));
    }

    #[test]
    fn a_replay_plays_a_week_as_far_as_it_has_passed() {
        let days = |from, today| {
            let week = week(day(from), day(today));
            (week.first().copied(), week.last().copied(), week.len())
        };
        let some = |text| Some(day(text));
        assert_eq!(days("2026-11-02", "2026-11-30"), (some("2026-11-02"), some("2026-11-09"), 8));
        assert_eq!(days("2026-11-27", "2026-11-30"), (some("2026-11-27"), some("2026-11-30"), 4));
        assert_eq!(days("2026-11-30", "2026-11-30"), (some("2026-11-23"), some("2026-11-30"), 8));
    }

    proptest! {
        #[test]
        fn what_is_shown_is_never_in_the_future(asked in 0..30_000i32, first in 0..30_000i32, now in 700_000_000..1_900_000_000i64) {
            let now = chrono::DateTime::from_timestamp(now, 0).expect("an instant").naive_utc();
            let day = |days| NaiveDate::from_num_days_from_ce_opt(720_000 + days).expect("a day");
            for asked in [None, Some(At::morning(day(asked)))] {
                let shown = settled(asked, day(first), now).at;
                prop_assert!(shown.local() <= now);
                prop_assert!(shown.day >= day(first).min(now.date()));
            }
        }
    }
}
