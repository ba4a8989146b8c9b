//! The clock of a hand-over: when whoever got it is reminded, when it goes on to somebody else, and by when the customer
//! hears from whoever accepted. It runs in business hours, so nobody is late over a weekend.

use crate::MemberId;
use crate::calendar::Clock;
use chrono::{DateTime, Duration, Utc};

/// A hand-over is decided within so many business minutes.
pub const ACCEPT_MINUTES: i64 = 4 * 60;
/// Whoever has not decided is reminded when so much of that has passed, in percent.
const REMIND_PERCENT: i64 = 75;
/// So often it goes on to somebody else by itself; after that a manager decides.
const REROUTES: i16 = 1;
/// The customer hears from us within so many hours of the calendar, at the beginning of the next business hour.
const CONTACT_HOURS: i64 = 24;

/// When something happens to a hand-over that nobody decides.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Clocks {
    pub remind_at: DateTime<Utc>,
    pub due_at: DateTime<Utc>,
}

pub fn clocks(sent_at: DateTime<Utc>, clock: Clock<'_>) -> Clocks {
    Clocks {
        remind_at: clock.after(sent_at, ACCEPT_MINUTES * REMIND_PERCENT / 100),
        due_at: clock.after(sent_at, ACCEPT_MINUTES),
    }
}

/// By when whoever accepted is in touch with the customer.
pub fn contact_due(accepted_at: DateTime<Utc>, clock: Clock<'_>) -> DateTime<Utc> {
    clock.after(accepted_at + Duration::hours(CONTACT_HOURS), 0)
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
