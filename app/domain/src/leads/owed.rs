//! What we owe a lead next, and by when: an answer to whoever came, another try, a look at who was put off. The clock runs
//! in business hours; the figures are the process's defaults until a workspace decides otherwise.

use super::{LeadStatus, Origin};
use crate::accounts::Problems;
use crate::calendar::Clock;
use crate::{Problem, Why};
use chrono::{DateTime, Duration, NaiveDate, Utc};
use serde::{Deserialize, Serialize};

/// What a team promises to those who come.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Promises {
    /// Whoever asks for a demo is answered within so many business minutes.
    pub demo_minutes: u16,
    /// Whoever else comes to us.
    pub inbound_minutes: u16,
    /// Everybody else, in business days.
    pub other_days: u16,
    /// So many business days lie between two tries at most.
    pub try_days: u16,
    /// After so many tries without an answer it is time to let them be …
    pub tries: u16,
    /// … if they fell into so many business days.
    pub tries_days: u16,
    /// Somebody who answered hears from us within so many business days.
    pub engaged_days: u16,
}

impl Default for Promises {
    fn default() -> Self {
        Self {
            demo_minutes: 15,
            inbound_minutes: 60,
            other_days: 1,
            try_days: 2,
            tries: 5,
            tries_days: 10,
            engaged_days: 5,
        }
    }
}

/// What somebody typed about them, figure by figure.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct PromisesForm {
    pub demo_minutes: String,
    pub inbound_minutes: String,
    pub other_days: String,
    pub try_days: String,
    pub tries: String,
    pub tries_days: String,
    pub engaged_days: String,
}

/// No promise is longer: a hundred business days, or a working week in minutes.
const MOST: u16 = 100;
const MOST_MINUTES: u16 = 40 * 60;

impl PromisesForm {
    pub fn of(it: Promises) -> Self {
        Self {
            demo_minutes: it.demo_minutes.to_string(),
            inbound_minutes: it.inbound_minutes.to_string(),
            other_days: it.other_days.to_string(),
            try_days: it.try_days.to_string(),
            tries: it.tries.to_string(),
            tries_days: it.tries_days.to_string(),
            engaged_days: it.engaged_days.to_string(),
        }
    }

    pub fn check(&self) -> Result<Promises, Vec<Problem>> {
        let mut problems = Problems::default();
        let promises = Promises {
            demo_minutes: problems.take(figure("demo_minutes", &self.demo_minutes, MOST_MINUTES)),
            inbound_minutes: problems.take(figure("inbound_minutes", &self.inbound_minutes, MOST_MINUTES)),
            other_days: problems.take(figure("other_days", &self.other_days, MOST)),
            try_days: problems.take(figure("try_days", &self.try_days, MOST)),
            tries: problems.take(figure("tries", &self.tries, MOST)),
            tries_days: problems.take(figure("tries_days", &self.tries_days, MOST)),
            engaged_days: problems.take(figure("engaged_days", &self.engaged_days, MOST)),
        };
        problems.or(promises)
    }
}

fn figure(field: &str, text: &str, most: u16) -> Result<u16, Problem> {
    let text = text.trim();
    let read = text.parse::<u16>().ok().filter(|it| (1..=most).contains(it));
    let wrong = if text.is_empty() { Why::Missing } else { Why::OutOfRange(1, most.into()) };
    read.ok_or_else(|| Problem::new(field, wrong))
}

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
pub fn owed(facts: &Facts, promises: Promises, clock: Clock<'_>) -> Option<Promise> {
    let tried = facts.tries.first().copied();
    let days = |from, days: u16| clock.after(from, i64::from(days) * clock.calendar.hours.length());
    let last = tried.unwrap_or(facts.status_entered_at);
    let planned =
        facts.planned.map(|day| Promise { owed: Owed::Planned, since: last, due: clock.closes(day) });
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
            answer.or_else(|| Some(within(Owed::Rest, promises.try_days)))
        }
        LeadStatus::Working => answer.or(planned).or_else(|| Some(within(Owed::NextTry, promises.try_days))),
        LeadStatus::Engaged => {
            answer.or(planned).or_else(|| Some(within(Owed::FollowUp, promises.engaged_days)))
        }
    }
}

/// What whoever came is waiting for. None: we have tried since.
fn answer(facts: &Facts, promises: Promises, clock: Clock<'_>) -> Option<Promise> {
    let is_new = facts.status == LeadStatus::New;
    let seen = facts.tries.first().copied().or_else(|| (!is_new).then_some(facts.status_entered_at));
    let waits = |at: DateTime<Utc>| seen.is_none_or(|seen| at > seen);
    // Where they stand as new ones the wait begins when they came to stand there.
    let from = |at: DateTime<Utc>| if is_new { at.max(facts.status_entered_at) } else { at };
    let came = waits(facts.came_at).then(|| {
        let since = if is_new { facts.status_entered_at } else { facts.came_at };
        let minutes = match facts.origin {
            Origin::Inbound => i64::from(promises.inbound_minutes),
            Origin::Outbound | Origin::Product => {
                i64::from(promises.other_days) * clock.calendar.hours.length()
            }
        };
        let owed = if is_new { Owed::FirstResponse } else { Owed::Answer };
        Promise { owed, since, due: clock.after(since, minutes) }
    });
    let raised = facts.raised_at.filter(|at| waits(*at)).map(|at| {
        let since = from(at);
        Promise { owed: Owed::Demo, since, due: clock.after(since, i64::from(promises.demo_minutes)) }
    });
    // Of equal ones the request says more.
    [raised, came].into_iter().flatten().min_by_key(|it| it.due)
}

/// Were there so many tries, within so many days, and no answer?
fn is_in_vain(facts: &Facts, promises: Promises, clock: Clock<'_>) -> bool {
    let Some(last) = facts.tries.first() else { return false };
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
