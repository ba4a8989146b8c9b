//! Lists a page at a time: where a page begins, how long it is, and how the place is written down for the
//! program, which need not understand it.

use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use chrono::{DateTime, Utc};
use db::paging::{Place, Slice};
use domain::Why;
use domain::pipeline::filter::Owner;
use serde::Serialize;
use utoipa::ToSchema;
use uuid::Uuid;

use super::refused::{Flaw, Refused};

const MOST: u16 = 200;
const USUAL: u16 = 50;
/// The end of the year 9999: what no time in the database passes.
const LAST_MICROSECOND: i64 = 253_402_300_799_999_999;

/// A page of a list, in the order in which records were last changed.
#[derive(Debug, Serialize, ToSchema)]
pub struct Page<T> {
    pub items: Vec<T>,
    /// The `cursor` of the following page; null on the last one.
    #[schema(required)]
    pub next: Option<String>,
}

impl<T> Page<T> {
    pub fn of<R>(slice: Slice<R>, item: impl Fn(R) -> T) -> Self {
        Self { items: slice.rows.into_iter().map(item).collect(), next: slice.next.map(written) }
    }
}

/// Where a page begins: at the cursor, or at the first change since a time.
pub fn begin(cursor: Option<&str>, updated_since: Option<&str>) -> Result<Place, Refused> {
    begin_since("updated_since", cursor, updated_since)
}

/// The same for what has another name for its time.
pub fn begin_since(name: &str, cursor: Option<&str>, since: Option<&str>) -> Result<Place, Refused> {
    if let Some(cursor) = cursor {
        return read(cursor).ok_or_else(|| Flaw::new("cursor", Why::Malformed).into());
    }
    let Some(since) = since else { return Ok(Place::START) };
    // A plus sign in an address is a blank, unless it was escaped.
    let since = DateTime::parse_from_rfc3339(&since.replace(' ', "+"));
    let since = since.map_err(|_| Refused::from(Flaw::new(name, Why::Malformed)))?;
    Ok(Place::before(since.with_timezone(&Utc)))
}

pub fn limit(asked: Option<u16>) -> Result<u16, Refused> {
    match asked.unwrap_or(USUAL) {
        limit @ 1..=MOST => Ok(limit),
        _ => Err(Flaw::new("limit", Why::OutOfRange(1, i64::from(MOST))).into()),
    }
}

/// `me`, `none`, or a member's id.
pub fn owner(asked: Option<&str>) -> Result<Owner, Refused> {
    match asked {
        None => Ok(Owner::Anybody),
        Some("me") => Ok(Owner::Me),
        Some("none") => Ok(Owner::Nobody),
        Some(id) => id.parse().map(Owner::Of).map_err(|_| Flaw::new("owner", Why::Malformed).into()),
    }
}

/// A text to look for.
pub fn text(asked: Option<String>) -> String {
    let visible = asked.unwrap_or_default().replace(char::is_control, " ");
    visible.trim().chars().take(domain::search::LONGEST).collect()
}

fn written(place: Place) -> String {
    let mut bytes = place.changed_at.timestamp_micros().to_be_bytes().to_vec();
    bytes.extend(place.id.as_bytes());
    URL_SAFE_NO_PAD.encode(bytes)
}

fn read(cursor: &str) -> Option<Place> {
    let bytes = URL_SAFE_NO_PAD.decode(cursor).ok()?;
    let (time, id) = bytes.split_first_chunk::<8>()?;
    let time = i64::from_be_bytes(*time);
    let changed_at =
        DateTime::from_timestamp_micros(time).filter(|_| (0..=LAST_MICROSECOND).contains(&time))?;
    Some(Place { changed_at, id: Uuid::from_slice(id).ok()? })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_cursor_reads_back_as_the_same_place() {
        let place = Place {
            changed_at: DateTime::from_timestamp_micros(1_795_000_000_123_456).expect("a time"),
            id: Uuid::from_u128(7),
        };
        assert_eq!(begin(Some(&written(place)), None).ok(), Some(place));
        for wrong in ["", "x", "AAAA", "한글", &"A".repeat(400), &URL_SAFE_NO_PAD.encode([0xff; 24])] {
            assert!(begin(Some(wrong), None).is_err(), "{wrong}");
        }
    }

    #[test]
    fn a_time_may_be_written_in_any_zone() {
        let seoul = begin(None, Some("2026-11-23T09:00:00 09:00")).ok();
        assert_eq!(seoul, begin(None, Some("2026-11-23T00:00:00Z")).ok());
        assert!(seoul.is_some() && begin(None, Some("yesterday")).is_err());
    }

    #[test]
    fn a_page_has_at_least_one_row_and_at_most_200() {
        assert_eq!((limit(None).ok(), limit(Some(200)).ok()), (Some(50), Some(200)));
        assert!(limit(Some(0)).is_err() && limit(Some(201)).is_err());
    }
}
