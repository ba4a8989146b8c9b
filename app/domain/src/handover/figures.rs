//! How well hand-overs go: how many are accepted, how fast, and what is wrong with those that are not. A figure without a
//! single case says nothing rather than zero.

use super::{RejectClass, State};
use crate::MemberId;
use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};

/// What a hand-over adds to the figures.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Share {
    pub from: Option<MemberId>,
    pub state: State,
    pub class: Option<RejectClass>,
    pub sent_at: DateTime<Utc>,
    pub decided_at: Option<DateTime<Utc>>,
}

/// So many of a sender's were rejected for one reason.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Rejected {
    pub from: Option<MemberId>,
    pub class: RejectClass,
    pub count: i64,
}

#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Figures {
    pub accepted: i64,
    pub rejected: i64,
    pub expired: i64,
    /// Business minutes from sending to acceptance, of the one in the middle.
    pub median_minutes: Option<i64>,
    /// The most frequent first.
    pub reasons: Vec<Rejected>,
}

impl Figures {
    /// Of those that were accepted or rejected, so many percent were accepted.
    pub const fn accepted_percent(&self) -> Option<i64> {
        percent(self.accepted, self.accepted + self.rejected)
    }

    /// Of all that ended, but for those taken back or given to somebody else, so many percent ran out of time.
    pub const fn expired_percent(&self) -> Option<i64> {
        percent(self.expired, self.accepted + self.rejected + self.expired)
    }
}

/// Rounded half up.
const fn percent(part: i64, of: i64) -> Option<i64> {
    if of == 0 { None } else { Some((part * 200 + of) / (of * 2)) }
}

/// `minutes` counts the business minutes between two instants.
pub fn figures(
    shares: impl IntoIterator<Item = Share>,
    minutes: impl Fn(DateTime<Utc>, DateTime<Utc>) -> i64,
) -> Figures {
    let mut figures = Figures::default();
    let mut waits = vec![];
    for share in shares {
        match share.state {
            State::Accepted => {
                figures.accepted += 1;
                waits.extend(share.decided_at.map(|at| minutes(share.sent_at, at)));
            }
            State::Rejected => {
                figures.rejected += 1;
                if let Some(class) = share.class {
                    let same = |it: &&mut Rejected| it.from == share.from && it.class == class;
                    match figures.reasons.iter_mut().find(same) {
                        Some(known) => known.count += 1,
                        None => figures.reasons.push(Rejected { from: share.from, class, count: 1 }),
                    }
                }
            }
            State::Expired => figures.expired += 1,
            State::Pending | State::Rerouted | State::Withdrawn => {}
        }
    }
    figures.reasons.sort_by_key(|it| (-it.count, it.from, it.class.code()));
    waits.sort_unstable();
    // Of an even number the two in the middle are averaged, down to the minute.
    figures.median_minutes = match waits.len() {
        0 => None,
        count if count % 2 == 1 => Some(waits[count / 2]),
        count => Some((waits[count / 2 - 1] + waits[count / 2]) / 2),
    };
    figures
}
