//! Lists that programs read to their end. They run in the order in which records were last changed, so that
//! nothing is missed while others work (what changes meanwhile comes again, further down), and a program
//! that comes back tomorrow reads on where it stopped.

use chrono::{DateTime, Utc};
use uuid::Uuid;

/// A place between two rows of such a list: everything up to this row was read.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Place {
    pub changed_at: DateTime<Utc>,
    pub id: Uuid,
}

impl Place {
    pub const START: Self = Self::before(DateTime::UNIX_EPOCH);

    /// Before everything that changed at this time or later.
    pub const fn before(changed_at: DateTime<Utc>) -> Self {
        Self { changed_at, id: Uuid::nil() }
    }
}

/// Some rows in a row, and where to go on, if there are more.
#[derive(Clone, Debug)]
pub struct Slice<T> {
    pub rows: Vec<T>,
    pub next: Option<Place>,
}

impl<T> Slice<T> {
    /// Of one row more than was asked for, which only says that there are more.
    pub(crate) fn of(mut rows: Vec<T>, limit: u16, place: impl Fn(&T) -> Place) -> Self {
        let limit = usize::from(limit);
        let more = rows.len() > limit;
        rows.truncate(limit);
        let next = rows.last().filter(|_| more).map(place);
        Self { rows, next }
    }
}
