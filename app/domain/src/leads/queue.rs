//! The day of who qualifies: every lead that is theirs or waits for somebody, in the order to work them. What presses
//! more comes first; of what presses alike, who raised a hand, then the further qualified, then the better fit and the
//! greater interest; then who is due first.

use super::{LeadCard, Promise, Urgency};
use crate::TaskId;
use crate::calendar::Clock;
use crate::icp::Tier;
use crate::pipeline::Motion;
use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};
use std::cmp::Reverse;

/// No more than so many are shown at once; how many there are is said.
pub const QUEUED: usize = 100;

/// What speaks for working a lead before others that press alike.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Worth {
    /// They asked for a demo, or took the demo version in hand.
    pub raised: bool,
    /// How well their company fits the ideal customer, from 0 to 100.
    pub fit: i32,
    /// What their signals come to, from 0 to 100.
    pub interest: i32,
}

impl Worth {
    fn points(self) -> i32 {
        self.fit + self.interest
    }
}

/// A lead in the queue.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct QueueLine {
    pub card: LeadCard,
    pub promise: Promise,
    pub urgency: Urgency,
    pub worth: Worth,
    /// The tier of their company, if it is known and fits.
    pub tier: Option<Tier>,
    /// How one sells to them: it says how to try again.
    pub motion: Motion,
    /// What was tried in vain since they stand where they do.
    pub tries: usize,
    /// What was planned, if that is what it is owed.
    pub plan: Option<(TaskId, String)>,
    /// What they want, in their own words.
    pub about: String,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Queue {
    pub now: DateTime<Utc>,
    pub lines: Vec<QueueLine>,
    /// How many there are, shown or not, of each urgency from the first.
    pub counts: [usize; 4],
}

impl Queue {
    /// In the order to work them, the first [`QUEUED`].
    pub fn of(mut lines: Vec<QueueLine>, now: DateTime<Utc>, clock: Clock<'_>) -> Self {
        let mut counts = [0; 4];
        for line in &mut lines {
            line.urgency = line.promise.urgency(now, clock);
            counts[line.urgency as usize] += 1;
        }
        lines.sort_by_cached_key(|it| {
            let worth = Reverse((it.worth.raised, it.card.kind, it.worth.points()));
            (it.urgency, worth, it.promise.due, it.card.number)
        });
        lines.truncate(QUEUED);
        Self { now, lines, counts }
    }

    pub fn count(&self) -> usize {
        self.counts.iter().sum()
    }
}
