//! What the system recorded, on its way to every screen that may show it.

use crate::{
    AccountId, ActId, DealId, LeadId, MemberId, PersonId, PipelineId, StageId,
    pipeline::{Card, Totals},
};
use serde::{Deserialize, Serialize};
use std::{fmt, str::FromStr};

/// How far somebody has heard: a place in the one order of all events, `<xid>-<seq>`.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Cursor {
    pub xid: u64,
    pub seq: i64,
}

impl fmt::Display for Cursor {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}-{}", self.xid, self.seq)
    }
}

/// The text is no cursor.
#[derive(Debug, PartialEq, Eq)]
pub struct NotACursor;

impl FromStr for Cursor {
    type Err = NotACursor;

    fn from_str(text: &str) -> Result<Self, NotACursor> {
        let (xid, seq) = text.split_once('-').ok_or(NotACursor)?;
        let digits = |it: &str| !it.is_empty() && it.bytes().all(|byte| byte.is_ascii_digit());
        if !digits(xid) || !digits(seq) {
            return Err(NotACursor);
        }
        Ok(Self { xid: xid.parse().map_err(|_| NotACursor)?, seq: seq.parse().map_err(|_| NotACursor)? })
    }
}

impl Serialize for Cursor {
    fn serialize<S: serde::Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        to.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for Cursor {
    fn deserialize<D: serde::Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        let text = std::borrow::Cow::<str>::deserialize(from)?;
        text.parse().map_err(|NotACursor| serde::de::Error::custom("not a cursor"))
    }
}

/// What a change was about.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Topic {
    Deal,
    Lead,
    Account,
    Person,
    Activity,
    /// Customers did something; about nobody in particular when much arrived at once.
    Signal,
    Task,
    /// Pipelines, stages, products, tags.
    Process,
    /// Members, teams, invitations, rights.
    Team,
    /// So much at once that it is not told one by one: the demo came, or went.
    Everything,
}

impl Topic {
    pub const ALL: [Self; 10] = [
        Self::Deal,
        Self::Lead,
        Self::Account,
        Self::Person,
        Self::Activity,
        Self::Signal,
        Self::Task,
        Self::Process,
        Self::Team,
        Self::Everything,
    ];

    pub const fn code(self) -> &'static str {
        match self {
            Self::Deal => "deal",
            Self::Lead => "lead",
            Self::Account => "account",
            Self::Person => "person",
            Self::Activity => "activity",
            Self::Signal => "signal",
            Self::Task => "task",
            Self::Process => "process",
            Self::Team => "team",
            Self::Everything => "everything",
        }
    }

    pub fn of_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|it| it.code() == code)
    }
}

/// One change, as it reaches a browser.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Event {
    pub topic: Topic,
    pub by: Option<MemberId>,
    pub act: Option<ActId>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub deal: Option<DealId>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub account: Option<AccountId>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub person: Option<PersonId>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub lead: Option<LeadId>,
    /// The deal as it is now, when the change was about one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub card: Option<Card>,
}

/// Everything that one reading of the feed brought: events in their order, then what the pipelines
/// they touched come to now. One frame of the stream, painted at once.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Frame {
    /// The last event of the frame.
    pub cursor: Cursor,
    pub events: Vec<Event>,
    pub totals: Vec<PipelineTotals>,
}

impl Frame {
    /// Does it say that all must be read again?
    pub fn is_about_everything(&self) -> bool {
        self.events.iter().any(|it| it.topic == Topic::Everything)
    }
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct PipelineTotals {
    pub pipeline: PipelineId,
    pub stages: Vec<(StageId, Totals)>,
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn a_cursor_reads_back_what_it_says() {
        let cursor = Cursor { xid: 4_294_967_299, seq: 12 };
        assert_eq!(cursor.to_string().parse(), Ok(cursor));
        for wrong in ["", "1", "-1-2", "1-", "1-2-3", "+1-2", "99999999999999999999999-1"] {
            assert_eq!(wrong.parse::<Cursor>(), Err(NotACursor), "{wrong}");
        }
    }

    #[test]
    fn a_later_transaction_is_later_whatever_its_sequence() {
        assert!(Cursor { xid: 8, seq: 1 } > Cursor { xid: 7, seq: 99 });
    }

    proptest! {
        #[test]
        fn reading_never_panics(text in "\\PC{0,40}") {
            let _ = text.parse::<Cursor>();
        }
    }
}
