//! Days and times the way a rep says them. `now` and `today` always come from the page's own data, so
//! that the server and the browser write the same text.

use super::{Words, s, words};
use chrono::{DateTime, Datelike, NaiveDate, NaiveDateTime, Timelike, Utc, Weekday};
use domain::Locale;
use domain::calendar::{Due, Zone, due};

words! {
    just_now = "방금" | "just now";
    minutes_ago(count: i64) = "{count}분 전" | "{count} min ago";
    hours_ago(count: i64) = "{count}시간 전" | "{count} h ago";
    yesterday = "어제" | "yesterday";
    tomorrow = "내일" | "tomorrow";
    days_late(count: i64) = "{count}일 지남" | "{count} day{s} late", s = s(count);
    days_long(count: i64) = "{count}일" | "{count} day{s}", s = s(count);
    seconds_long(count: i64) = "{count}초" | "{count} second{s}", s = s(count);
    minutes_long(count: i64) = "{count}분" | "{count} minute{s}", s = s(count);
    no_date = "날짜 없음" | "no date";
}

const MONTHS: [&str; 12] =
    ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];

impl Words {
    /// `11월 23일`, `Nov 23`; with the year when it is another than today's.
    pub fn day(self, day: NaiveDate, today: NaiveDate) -> String {
        if day.year() == today.year() { self.day_of_year(day) } else { self.full_day(day) }
    }

    /// `2026년 11월 23일`, `Nov 23, 2026`.
    pub fn full_day(self, day: NaiveDate) -> String {
        let (year, text) = (day.year(), self.day_of_year(day));
        match self.locale {
            Locale::Ko => format!("{year}년 {text}"),
            Locale::En => format!("{text}, {year}"),
        }
    }

    /// `12월`, `Dec`; with the year when it is another than today's.
    pub fn month(self, day: NaiveDate, today: NaiveDate) -> String {
        let (year, name) = (day.year(), MONTHS[day.month0() as usize]);
        match (self.locale, year == today.year()) {
            (Locale::Ko, true) => format!("{}월", day.month()),
            (Locale::Ko, false) => format!("{year}년 {}월", day.month()),
            (Locale::En, true) => name.to_owned(),
            (Locale::En, false) => format!("{name} {year}"),
        }
    }

    fn day_of_year(self, day: NaiveDate) -> String {
        match self.locale {
            Locale::Ko => format!("{}월 {}일", day.month(), day.day()),
            Locale::En => format!("{} {}", MONTHS[day.month0() as usize], day.day()),
        }
    }

    /// `11/23`, for narrow places; `2025.11.23` and `Nov 23, 2025` in another year.
    pub fn short_day(self, day: NaiveDate, today: NaiveDate) -> String {
        match self.locale {
            _ if day.year() == today.year() => format!("{}/{}", day.month(), day.day()),
            Locale::Ko => format!("{}.{}.{}", day.year(), day.month(), day.day()),
            Locale::En => self.full_day(day),
        }
    }

    pub fn weekday(self, day: NaiveDate) -> &'static str {
        match day.weekday() {
            Weekday::Mon => self.either("월요일", "Monday"),
            Weekday::Tue => self.either("화요일", "Tuesday"),
            Weekday::Wed => self.either("수요일", "Wednesday"),
            Weekday::Thu => self.either("목요일", "Thursday"),
            Weekday::Fri => self.either("금요일", "Friday"),
            Weekday::Sat => self.either("토요일", "Saturday"),
            Weekday::Sun => self.either("일요일", "Sunday"),
        }
    }

    /// `11월 23일 월요일`, `Monday, Nov 23`: the head of the day's page.
    pub fn day_with_weekday(self, day: NaiveDate, today: NaiveDate) -> String {
        let (text, weekday) = (self.day(day, today), self.weekday(day));
        match self.locale {
            Locale::Ko => format!("{text} {weekday}"),
            Locale::En => format!("{weekday}, {text}"),
        }
    }

    /// `14:05`.
    pub fn time(self, at: NaiveDateTime) -> String {
        format!("{:02}:{:02}", at.hour(), at.minute())
    }

    /// `11월 23일 14:05`, in the workspace's zone.
    pub fn moment(self, at: DateTime<Utc>, now: DateTime<Utc>, zone: &Zone) -> String {
        let local = zone.local(at);
        format!("{} {}", self.day(local.date(), zone.day(now)), self.time(local))
    }

    /// How long ago something happened: `방금`, `2시간 전`, `어제`, then the day.
    pub fn ago(self, at: DateTime<Utc>, now: DateTime<Utc>, zone: &Zone) -> String {
        let minutes = (now - at).num_minutes();
        let (day, today) = (zone.day(at), zone.day(now));
        match (today - day).num_days() {
            // Another clock may be ahead of ours by a little; nothing happened in the future.
            _ if (-5..1).contains(&minutes) => self.just_now().to_owned(),
            _ if (0..60).contains(&minutes) => self.minutes_ago(minutes),
            0 if minutes > 0 => self.hours_ago(minutes / 60),
            1 => self.yesterday().to_owned(),
            _ => self.short_day(day, today),
        }
    }

    /// How a due day stands today: `오늘`, `내일`, `3일 지남`, `11/26`.
    pub fn due(self, day: NaiveDate, today: NaiveDate) -> String {
        match due(day, today) {
            Due::Overdue(days) => self.days_late(days),
            Due::Today => self.today().to_owned(),
            Due::Later(1) => self.tomorrow().to_owned(),
            Due::Later(_) => self.short_day(day, today),
        }
    }

    /// How long to wait, in the unit one says: `40초`, `15분`.
    pub fn wait(self, seconds: u32) -> String {
        let seconds = i64::from(seconds);
        if seconds < 60 { self.seconds_long(seconds.max(1)) } else { self.minutes_long((seconds + 59) / 60) }
    }
}
