//! Leads: people who may buy, from the moment they are known until there is a deal, or until we give them up.

mod cadence;
mod form;
pub mod giving;
mod likeness;
mod list;
mod may_move;
mod owed;
mod promises;
mod queue;
mod status;
mod taking_back;
mod waking;

pub use cadence::{NextTouch, next_touch};
pub use form::{LeadFields, LeadForm, TouchFields, TouchForm};
pub use likeness::{By, Like, Marks, Probe, Reach, SHOWN, Similar};
pub use list::{LeadCard, LeadColumn, LeadsView, ON_BOARD, PAGE, Wish};
pub use may_move::{Movable, Mover, Verdict, may_move};
pub use owed::{Facts, Owed, Promise, Urgency, owed};
pub use promises::{InForce, Promises, PromisesChanged, PromisesForm, PromisesPage};
pub use queue::{QUEUED, Queue, QueueLine, Worth};
pub use status::{
    Asks, DisqualifyReason, LeadMove, LeadMoveForm, LeadStatus, Standing, after_activity,
    is_taken_or_put_back, owner_after,
};
pub use taking_back::{Moved, Step, Was};
pub use waking::{Wake, wakes};

use crate::merge::Merged;
use crate::pipeline::Motion;
use crate::qualification::Kind;
use crate::routing::Assigned;
use crate::{AccountId, Key, LeadId, MemberId, PersonId};
use chrono::{DateTime, NaiveDate, Utc};
use serde::{Deserialize, Serialize};

/// Who went to whom.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "sqlx", derive(sqlx::Type), sqlx(type_name = "text", rename_all = "lowercase"))]
#[serde(rename_all = "lowercase")]
pub enum Origin {
    /// They came to us.
    #[default]
    Inbound,
    /// We went to them.
    Outbound,
    /// They use the product already.
    Product,
}

impl Origin {
    pub const ALL: [Self; 3] = [Self::Inbound, Self::Outbound, Self::Product];

    pub const fn code(self) -> &'static str {
        match self {
            Self::Inbound => "inbound",
            Self::Outbound => "outbound",
            Self::Product => "product",
        }
    }

    pub fn of_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|it| it.code() == code)
    }

    /// How one sells to who came this way, unless somebody says otherwise.
    pub const fn motion(self) -> Motion {
        match self {
            Self::Inbound => Motion::InboundSmb,
            Self::Outbound => Motion::OutboundEnterprise,
            Self::Product => Motion::SelfServe,
        }
    }
}

/// A lead as it stands.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "sqlx", derive(sqlx::FromRow))]
pub struct Lead {
    pub id: LeadId,
    pub number: i32,
    pub version: i32,
    pub name: String,
    pub company: Option<String>,
    pub title: Option<String>,
    pub email: Option<String>,
    pub phone: Option<String>,
    pub about: String,
    pub origin: Origin,
    pub motion: Motion,
    pub source: Option<String>,
    /// How far it is qualified.
    pub kind: Kind,
    pub status: LeadStatus,
    pub status_entered_at: DateTime<Utc>,
    pub owner: Option<MemberId>,
    pub nurture_until: Option<NaiveDate>,
    pub nurture_reason: Option<String>,
    pub disqualify_reason: Option<DisqualifyReason>,
    pub disqualify_note: Option<String>,
    pub account: Option<AccountId>,
    pub person: Option<PersonId>,
    pub first_touch_at: DateTime<Utc>,
    pub last_touch_at: DateTime<Utc>,
    pub created_at: DateTime<Utc>,
}

impl Lead {
    pub const fn key(&self) -> Key {
        Key::lead(self.number)
    }

    /// What decides where it may go next.
    pub const fn standing(&self) -> Standing {
        Standing { status: self.status, owner: self.owner }
    }
}

/// One time they came, or we went to them.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "sqlx", derive(sqlx::FromRow))]
pub struct Touch {
    pub at: DateTime<Utc>,
    pub origin: Origin,
    pub source: Option<String>,
    pub utm_source: Option<String>,
    pub utm_medium: Option<String>,
    pub utm_campaign: Option<String>,
    pub utm_content: Option<String>,
    pub utm_term: Option<String>,
    pub referrer: Option<String>,
    pub landing_page: Option<String>,
    pub about: String,
}

/// A lead with what its page shows beside its timeline.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct LeadDetails {
    pub lead: Lead,
    /// The first time and the last, the same if they came once.
    pub first: Touch,
    pub last: Touch,
    pub touches: i64,
    pub account_name: Option<String>,
    pub account_number: Option<i32>,
    pub person_name: Option<String>,
    /// Others that may be the same.
    pub similar: Vec<Like>,
    /// Those it has swallowed.
    pub merged: Vec<Merged>,
    /// What it is owed next.
    pub promise: Option<Promise>,
    /// How it came to whoever has it, if a rule chose.
    pub assigned: Option<Assigned>,
    pub now: DateTime<Utc>,
}

/// What became of somebody who came: a lead of their own, or one more touch of the lead they are already.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Arrived {
    pub lead: LeadId,
    pub number: i32,
    pub is_new: bool,
}
