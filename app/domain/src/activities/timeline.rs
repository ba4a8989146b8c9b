//! The timeline: everything that happened with a deal, an account or a person, newest first.

use super::{ActivityKind, Correction, Outcome};
use crate::consent::Channel;
use crate::leads::{DisqualifyReason, LeadStatus, Origin, Wake};
use crate::qualification::Kind;
use crate::signals::{Property, SignalKind};
use crate::{DealId, MemberId, Problem, StageId, Why};
use chrono::{DateTime, NaiveDate, Utc};
use serde::{Deserialize, Serialize};
use std::{fmt, str::FromStr};
use uuid::Uuid;

/// One thing that happened, as a timeline shows it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Moment {
    /// Of the row that tells it, so that a list knows its lines and pages end at one of them.
    pub id: Uuid,
    pub at: DateTime<Utc>,
    /// None when the product did it by itself.
    pub by: Option<MemberId>,
    pub deal: Option<DealId>,
    pub deal_number: Option<i32>,
    pub deal_name: Option<String>,
    pub what: Happened,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Happened {
    Activity {
        kind: ActivityKind,
        outcome: Option<Outcome>,
        body: String,
        person: Option<String>,
        /// What somebody who corrects it has seen.
        version: i32,
        /// The last time it was corrected, and what it said before.
        corrected: Option<Correction>,
        /// By which way an advert went out, and, by its code, what spoke against it.
        advert: Option<(Channel, Option<String>)>,
    },
    /// An activity was logged that should not have been, and taken away.
    Removed {
        kind: ActivityKind,
        outcome: Option<Outcome>,
    },
    /// The customer did something.
    Signal {
        kind: SignalKind,
        value: Option<i64>,
        properties: Vec<Property>,
        /// The person's name, else the address by which they are known.
        who: Option<String>,
    },
    TaskDone {
        title: String,
    },
    /// A deal entered a stage; from none when it was created.
    Moved {
        from: Option<StageName>,
        to: StageName,
        reason: Option<String>,
        /// Why it was let pass a gate that said no.
        override_reason: Option<String>,
        undone: bool,
    },
    /// A lead came to stand somewhere else; from nowhere when it was made.
    LeadMoved {
        from: Option<LeadStatus>,
        to: LeadStatus,
        reason: Option<String>,
        until: Option<NaiveDate>,
        why: Option<DisqualifyReason>,
        /// It followed from what was logged.
        by_activity: bool,
        /// A move was taken back.
        undone: bool,
        /// Why it came back by itself.
        wake: Option<Wake>,
    },
    /// A lead was granted a kind: by the rules, or by whoever did it.
    Qualified {
        to: Kind,
    },
    /// A lead came to us, or we went to them, once more.
    Touched {
        origin: Origin,
        source: Option<String>,
        about: String,
    },
    Changed {
        of: Recorded,
        changes: Vec<Change>,
    },
    /// An account or person became known. A deal begins with its first stage.
    Created {
        of: Recorded,
    },
}

/// Whose line of history it is: an account's timeline tells its people's and deals' as well.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Recorded {
    Deal,
    Lead,
    Account,
    /// The person's name.
    Person(String),
}

/// Whose doings somebody wants to see: a product in use says more in a day than a team does in a month.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Shown {
    /// What we did and what the customer did, but for every day on which they used the product.
    #[default]
    All,
    /// What we did: activities, moves, changes.
    Ours,
    /// What the customer did.
    Signals,
}

impl Shown {
    pub const ALL: [Self; 3] = [Self::All, Self::Ours, Self::Signals];

    pub const fn code(self) -> &'static str {
        match self {
            Self::All => "all",
            Self::Ours => "ours",
            Self::Signals => "signals",
        }
    }

    /// What is not understood shows all.
    pub fn of_code(code: &str) -> Self {
        Self::ALL.into_iter().find(|it| it.code() == code).unwrap_or_default()
    }
}

/// Some moments of a timeline, newest first.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Timeline {
    /// When it was read: what "2 hours ago" counts from.
    pub now: DateTime<Utc>,
    pub moments: Vec<Moment>,
    /// Where the next page begins, if anything is older.
    pub older: Option<Before>,
}

/// A place in a timeline: everything older than this moment follows. The id tells apart what happened
/// at the same instant, as imported histories do by the thousand.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Before {
    pub at: DateTime<Utc>,
    pub id: Uuid,
}

impl fmt::Display for Before {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}_{}", self.at.timestamp_micros(), self.id)
    }
}

impl FromStr for Before {
    type Err = Problem;

    fn from_str(text: &str) -> Result<Self, Problem> {
        let wrong = || Problem::new("before", Why::Malformed);
        let (at, id) = text.split_once('_').ok_or_else(wrong)?;
        let at = at.parse().ok().and_then(DateTime::from_timestamp_micros).ok_or_else(wrong)?;
        Ok(Self { at, id: id.parse().map_err(|_| wrong())? })
    }
}

impl Serialize for Before {
    fn serialize<S: serde::Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        to.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for Before {
    fn deserialize<D: serde::Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        let text = std::borrow::Cow::<str>::deserialize(from)?;
        text.parse().map_err(|_| serde::de::Error::custom("not a place in a timeline"))
    }
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct StageName {
    pub id: StageId,
    pub ko: String,
    pub en: String,
}

/// One field before and after, as text a person can read; empty means nothing was there.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Change {
    pub field: String,
    pub before: String,
    pub after: String,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_place_in_a_timeline_reads_back_what_it_says() {
        let at = DateTime::from_timestamp_micros(1_763_856_000_123_456).expect("an instant");
        let place = Before { at, id: Uuid::from_u128(7) };
        assert_eq!(place.to_string().parse(), Ok(place));
        for wrong in ["", "1", "_", "1_x", "99999999999999999999_00000000-0000-0000-0000-000000000000"] {
            assert!(wrong.parse::<Before>().is_err(), "{wrong}");
        }
    }
}
