//! The clock of a hand-over: when whoever got it is reminded, when it goes on to somebody else, and by when the customer
//! hears from whoever accepted. It runs in business hours, so nobody is late over a weekend.

use crate::MemberId;
use crate::calendar::Clock;
use crate::leads::Promises;
use chrono::{DateTime, Duration, Utc};

/// So often it goes on to somebody else by itself; after that a manager decides.
const REROUTES: i16 = 1;

/// When something happens to a hand-over that nobody decides.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Clocks {
    pub remind_at: DateTime<Utc>,
    pub due_at: DateTime<Utc>,
}

pub fn clocks(sent_at: DateTime<Utc>, promises: Promises, clock: Clock<'_>) -> Clocks {
    let minutes = i64::from(promises.accept_hours) * 60;
    Clocks {
        remind_at: clock.after(sent_at, minutes * i64::from(promises.remind_percent) / 100),
        due_at: clock.after(sent_at, minutes),
    }
}

/// By when whoever accepted is in touch with the customer: at the beginning of the next business hour.
pub fn contact_due(accepted_at: DateTime<Utc>, promises: Promises, clock: Clock<'_>) -> DateTime<Utc> {
    clock.after(accepted_at + Duration::hours(promises.contact_hours.into()), 0)
}

/// Who gets a hand-over next.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Next {
    Member(MemberId),
    /// A manager decides.
    Queue,
}

/// Where it goes when its time is up: once to whoever is chosen, then to the managers' queue. `expired` counts the times
/// it has been up before.
pub fn next_after(expired: i16, chosen: Option<MemberId>) -> Next {
    match chosen {
        Some(member) if expired < REROUTES => Next::Member(member),
        _ => Next::Queue,
    }
}
