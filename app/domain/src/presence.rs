//! Who looks at what right now, and whose hand is on which card. Two people who work on one deal see each other
//! before they get into each other's way.
//!
//! Presence is a guess that grows old by itself, never a record: every page that somebody sees says again and again
//! where it is, and who says nothing for a moment is gone.

use crate::{DealId, MemberId, PipelineId, TabId};
use chrono::{DateTime, TimeDelta, Utc};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use std::time::Duration;

/// How often a page says where it is.
pub const REPORTED_EVERY: Duration = Duration::from_secs(3);
/// Who has said nothing for so long is gone: a report may get lost on its way.
const GONE_AFTER: TimeDelta = TimeDelta::seconds(8);

/// What somebody looks at.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Place {
    Board(PipelineId),
    Deal(DealId),
}

/// What one page says of itself.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Report {
    pub tab: TabId,
    /// Counts the reports of a tab: one that was overtaken on its way says nothing new.
    pub count: i64,
    /// None: nobody sees this page any more.
    pub place: Option<Place>,
    /// The card in the hand.
    #[serde(default)]
    pub carries: Option<DealId>,
}

/// The last thing heard of a page.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Sighting {
    pub member: MemberId,
    pub place: Place,
    pub carries: Option<DealId>,
    pub at: DateTime<Utc>,
}

/// A member at a place, however many pages they have open there.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Present {
    pub member: MemberId,
    pub place: Place,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub carries: Option<DealId>,
}

/// Who is where, in an order that does not change by itself.
pub fn present(sightings: &[Sighting], now: DateTime<Utc>) -> Vec<Present> {
    let mut known: BTreeMap<(MemberId, Place), Option<DealId>> = BTreeMap::new();
    for seen in sightings.iter().filter(|it| now - it.at < GONE_AFTER) {
        let carries = known.entry((seen.member, seen.place)).or_default();
        *carries = carries.or(seen.carries);
    }
    known.into_iter().map(|((member, place), carries)| Present { member, place, carries }).collect()
}

/// Everybody else who looks at this.
pub fn others_at(all: &[Present], me: MemberId, place: Place) -> Vec<MemberId> {
    all.iter().filter(|it| it.member != me && it.place == place).map(|it| it.member).collect()
}

/// Who else is at one deal.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Company {
    /// They have its page open.
    pub looking: Vec<MemberId>,
    /// They have its card in the hand.
    pub carrying: Option<MemberId>,
}

/// Who else is at which deal: only deals at which somebody is.
pub fn company(all: &[Present], me: MemberId) -> BTreeMap<DealId, Company> {
    let mut deals: BTreeMap<DealId, Company> = BTreeMap::new();
    for other in all.iter().filter(|it| it.member != me) {
        if let Place::Deal(deal) = other.place {
            deals.entry(deal).or_default().looking.push(other.member);
        }
        if let Some(deal) = other.carries {
            deals.entry(deal).or_default().carrying.get_or_insert(other.member);
        }
    }
    deals
}

#[cfg(test)]
mod tests;
