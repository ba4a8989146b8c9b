//! What we owe a lead next, and by when: an answer to whoever came, another try, a look at who was put off. The clock runs
//! in business hours, by the figures that held when it began.

use super::{InForce, LeadStatus, Origin};
use crate::calendar::Clock;
use chrono::{DateTime, Duration, NaiveDate, Utc};
use serde::{Deserialize, Serialize};

/// What decides what a lead is owed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Facts {
    pub status: LeadStatus,
    pub status_entered_at: DateTime<Utc>,
    pub origin: Origin,
    /// When they last came.
    pub came_at: DateTime<Utc>,
    /// When they last asked for a demo, or took the demo version in hand.
    pub raised_at: Option<DateTime<Utc>>,
    /// What we did to reach them since they stand where they do, the latest first.
    pub tries: Vec<DateTime<Utc>>,
    /// The day of the next task about them.
    pub planned: Option<NaiveDate>,
    pub nurture_until: Option<NaiveDate>,
    /// When it was handed over, and by when that is decided, while it is not.
    pub handover: Option<(DateTime<Utc>, DateTime<Utc>)>,
}

/// The next thing a lead is owed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Owed {
    /// They asked for a demo.
    Demo,
    /// Nobody has tried to reach them yet.
    FirstResponse,
    /// They came again, and nobody has answered since.
    Answer,
    /// They have not answered; try again.
    NextTry,
    /// They have not answered so often that it is time to let them be.
    Rest,
    /// They answered: keep talking.
    FollowUp,
    /// What was planned with them.
    Planned,
    /// The day until which they were put off.
    LookAgain,
    /// The word of whoever it was handed over to.
    Decision,
}

/// What a lead is owed, since when, and by when.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Promise {
    pub owed: Owed,
    pub since: DateTime<Utc>,
    pub due: DateTime<Utc>,
}

/// None: nothing is owed to whom we gave up.
pub fn owed(facts: &Facts, promises: &InForce, clock: Clock<'_>) -> Option<Promise> {
    let tried = facts.tries.first().copied();
    let days = |from, days: u16| clock.after(from, i64::from(days) * clock.calendar.hours.length());
    let last = tried.unwrap_or(facts.status_entered_at);
    let planned =
        facts.planned.map(|day| Promise { owed: Owed::Planned, since: last, due: clock.closes(day) });
    let then = promises.at(last);
    let within = |owed, length| Promise { owed, since: last, due: days(last, length) };
    let answer = answer(facts, promises, clock);
    match facts.status {
        LeadStatus::Disqualified | LeadStatus::Accepted => None,
        LeadStatus::HandoverPending => {
            facts.handover.map(|(since, due)| Promise { owed: Owed::Decision, since, due })
        }
        LeadStatus::Nurturing => facts.nurture_until.map(|day| Promise {
            owed: Owed::LookAgain,
            since: facts.status_entered_at,
            due: clock.opens(day),
        }),
        LeadStatus::New => answer.or(planned),
        LeadStatus::Working if is_in_vain(facts, promises, clock) => {
            answer.or_else(|| Some(within(Owed::Rest, then.try_days)))
        }
        LeadStatus::Working => answer.or(planned).or_else(|| Some(within(Owed::NextTry, then.try_days))),
        LeadStatus::Engaged => answer.or(planned).or_else(|| Some(within(Owed::FollowUp, then.engaged_days))),
    }
}

/// What whoever came is waiting for. None: we have tried since.
fn answer(facts: &Facts, promises: &InForce, clock: Clock<'_>) -> Option<Promise> {
    let is_new = facts.status == LeadStatus::New;
    let seen = facts.tries.first().copied().or_else(|| (!is_new).then_some(facts.status_entered_at));
    let waits = |at: DateTime<Utc>| seen.is_none_or(|seen| at > seen);
    // Where they stand as new ones the wait begins when they came to stand there.
    let from = |at: DateTime<Utc>| if is_new { at.max(facts.status_entered_at) } else { at };
    let came = waits(facts.came_at).then(|| {
        let since = if is_new { facts.status_entered_at } else { facts.came_at };
        let minutes = match facts.origin {
            Origin::Inbound => i64::from(promises.at(since).inbound_minutes),
            Origin::Outbound | Origin::Product => {
                i64::from(promises.at(since).other_days) * clock.calendar.hours.length()
            }
        };
        let owed = if is_new { Owed::FirstResponse } else { Owed::Answer };
        Promise { owed, since, due: clock.after(since, minutes) }
    });
    let raised = facts.raised_at.filter(|at| waits(*at)).map(|at| {
        let since = from(at);
        Promise {
            owed: Owed::Demo,
            since,
            due: clock.after(since, i64::from(promises.at(since).demo_minutes)),
        }
    });
    // Of equal ones the request says more.
    [raised, came].into_iter().flatten().min_by_key(|it| it.due)
}

/// Were there so many tries, within so many days, and no answer?
fn is_in_vain(facts: &Facts, promises: &InForce, clock: Clock<'_>) -> bool {
    let Some(last) = facts.tries.first() else { return false };
    let promises = promises.at(*last);
    let within = i64::from(promises.tries_days) * clock.calendar.hours.length();
    let many = facts.tries.iter().filter(|it| clock.minutes(**it, *last) <= within).count();
    many >= usize::from(promises.tries)
}

/// How much something presses. The order is the order of the day.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Urgency {
    Late,
    /// Within an hour.
    Soon,
    Today,
    Later,
}

const SOON: Duration = Duration::hours(1);

impl Promise {
    pub fn urgency(&self, now: DateTime<Utc>, clock: Clock<'_>) -> Urgency {
        match self.due - now {
            left if left <= Duration::zero() => Urgency::Late,
            left if left <= SOON => Urgency::Soon,
            _ if clock.zone.day(self.due) == clock.zone.day(now) => Urgency::Today,
            _ => Urgency::Later,
        }
    }
}

#[cfg(test)]
mod tests;
