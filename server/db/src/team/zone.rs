//! A workspace's time zone as the few shifts that a browser needs to say local times. The database of all
//! zones stays on the server: it would be the largest part of what a browser loads.

use crate::{Db, Result};
use chrono::{DateTime, NaiveDate, Offset, TimeZone, Utc};
use chrono_tz::Tz;
use domain::WorkspaceId;
use domain::calendar::{Shift, Zone};
use std::collections::HashMap;
use std::sync::{LazyLock, Mutex};

/// Deals are not older, and plans do not reach further.
const YEARS: std::ops::Range<i32> = 1990..2046;
/// No zone has shifted twice within a week.
const STEP: i64 = 7 * 24 * 3600;

/// The shifts of a zone by its name. A name that nobody knows any more means Seoul.
pub fn zone(name: &str) -> Zone {
    static KNOWN: LazyLock<Mutex<HashMap<String, Zone>>> = LazyLock::new(Mutex::default);
    let mut known = KNOWN.lock().unwrap_or_else(std::sync::PoisonError::into_inner);
    if let Some(zone) = known.get(name) {
        return zone.clone();
    }
    let Ok(tz) = name.parse::<Tz>() else { return Zone::seoul() };
    let zone = Zone { name: name.to_owned(), shifts: shifts(tz) };
    known.insert(name.to_owned(), zone.clone());
    zone
}

/// The day it is where a workspace works.
pub(crate) async fn today_at(db: &Db, workspace: WorkspaceId) -> Result<NaiveDate> {
    let name: String = sqlx::query_scalar("select zone from workspace where id = $1")
        .bind(workspace)
        .fetch_one(db.pool())
        .await?;
    Ok(zone(&name).day(Utc::now()))
}

fn shifts(tz: Tz) -> Vec<Shift> {
    let year = |year| Utc.with_ymd_and_hms(year, 1, 1, 0, 0, 0).single().map_or(0, |it| it.timestamp());
    let (begin, end) = (year(YEARS.start), year(YEARS.end));
    let mut shifts = vec![Shift { from: i64::MIN, offset: offset(tz, begin) }];
    let mut at = begin;
    while at < end {
        let next = at + STEP;
        if offset(tz, at) != offset(tz, next) {
            shifts.push(Shift { from: first_change(tz, at, next), offset: offset(tz, next) });
        }
        at = next;
    }
    shifts
}

/// The second within (`before`, `after`] in which the clock is moved.
fn first_change(tz: Tz, mut before: i64, mut after: i64) -> i64 {
    let old = offset(tz, before);
    while after - before > 1 {
        let middle = before + (after - before) / 2;
        if offset(tz, middle) == old { before = middle } else { after = middle }
    }
    after
}

fn offset(tz: Tz, at: i64) -> i32 {
    let at = DateTime::from_timestamp(at, 0).unwrap_or_default();
    tz.offset_from_utc_datetime(&at.naive_utc()).fix().local_minus_utc()
}

#[cfg(test)]
mod tests {
    use super::*;
    use chrono::NaiveDate;

    fn at(text: &str) -> DateTime<Utc> {
        text.parse().expect("an instant")
    }

    #[test]
    fn seoul_has_had_one_time_since_1990() {
        let seoul = zone("Asia/Seoul");
        assert_eq!(seoul.shifts, Zone::seoul().shifts);
        assert_eq!(zone("Nowhere/Else"), Zone::seoul());
    }

    #[test]
    fn summer_time_begins_to_the_second() {
        let berlin = zone("Europe/Berlin");
        assert_eq!(berlin.local(at("2026-03-29T00:59:59Z")).to_string(), "2026-03-29 01:59:59");
        assert_eq!(berlin.local(at("2026-03-29T01:00:00Z")).to_string(), "2026-03-29 03:00:00");
        assert_eq!(berlin.local(at("2026-10-25T01:00:00Z")).to_string(), "2026-10-25 02:00:00");
        assert_eq!(
            berlin.start_of(NaiveDate::from_ymd_opt(2026, 7, 1).expect("a day")),
            at("2026-06-30T22:00:00Z")
        );
    }

    #[test]
    fn every_zone_agrees_with_the_database_of_zones() {
        for name in [
            "Asia/Seoul",
            "America/New_York",
            "Africa/Casablanca",
            "Pacific/Apia",
            "Asia/Pyongyang",
            "Antarctica/Troll",
        ] {
            let (tz, zone) = (name.parse::<Tz>().expect("a zone"), zone(name));
            let mut day = at("1991-01-01T00:30:00Z");
            while day < at("2045-01-01T00:00:00Z") {
                assert_eq!(zone.local(day), day.with_timezone(&tz).naive_local(), "{name} at {day}");
                day += chrono::Duration::hours(13);
            }
        }
    }
}
