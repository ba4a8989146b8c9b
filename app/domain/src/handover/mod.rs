//! The hand-over (인계) of a lead from whoever qualified it to whoever closes: an object with a state and a clock, not a
//! change of owner. What goes over is the dossier (인계서); sales accepts or rejects it before contacting the customer.

mod choose;
mod clock;
mod decide;
mod dossier;
mod figures;
mod form;
#[cfg(test)]
mod tests;

pub use choose::{Closer, choose};
pub use clock::{Clocks, Next, clocks, contact_due, next_after};
pub use decide::{Decision, RejectForm, SendForm};
pub use dossier::{Contact, Dossier, Gap, Held, Item, LEAST, NotSent};
pub use figures::{Figures, Rejected, Share, figures};
pub use form::{Notes, NotesForm};

use crate::routing::Chosen;
use crate::team::Role;
use crate::{DealId, HandoverId, Key, LeadId, MemberId};
use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};

/// Whoever has this role closes, and may be given a hand-over.
pub const CLOSES: Role = Role::Ae;
/// So many of those that were decided are listed, the latest first.
pub const DECIDED_LISTED: usize = 50;

/// How a hand-over stands. Only a pending one can still become something else.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "sqlx", derive(sqlx::Type), sqlx(type_name = "text", rename_all = "snake_case"))]
#[serde(rename_all = "snake_case")]
pub enum State {
    /// Sent, and neither accepted nor rejected yet.
    Pending,
    Accepted,
    Rejected,
    /// Nobody decided in time; it went on to somebody else.
    Expired,
    /// A manager gave it to somebody else, or whoever it waited for has left.
    Rerouted,
    /// Its sender took it back.
    Withdrawn,
}

impl State {
    pub const ALL: [Self; 6] =
        [Self::Pending, Self::Accepted, Self::Rejected, Self::Expired, Self::Rerouted, Self::Withdrawn];

    pub const fn code(self) -> &'static str {
        match self {
            Self::Pending => "pending",
            Self::Accepted => "accepted",
            Self::Rejected => "rejected",
            Self::Expired => "expired",
            Self::Rerouted => "rerouted",
            Self::Withdrawn => "withdrawn",
        }
    }

    pub fn of_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|it| it.code() == code)
    }
}

/// What is wrong with a hand-over that is rejected. The class decides what follows.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "sqlx", derive(sqlx::Type), sqlx(type_name = "text", rename_all = "snake_case"))]
#[serde(rename_all = "snake_case")]
pub enum RejectClass {
    /// The wrong person or territory: it goes to somebody else.
    Routing,
    /// Facts are missing: it goes back to be completed.
    Incomplete,
    /// It is not one for sales: whoever sent it nurtures or disqualifies the lead.
    Definition,
}

impl RejectClass {
    pub const ALL: [Self; 3] = [Self::Routing, Self::Incomplete, Self::Definition];

    pub const fn code(self) -> &'static str {
        match self {
            Self::Routing => "routing",
            Self::Incomplete => "incomplete",
            Self::Definition => "definition",
        }
    }

    pub fn of_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|it| it.code() == code)
    }

    /// Does somebody else get it, rather than its sender?
    pub const fn goes_on(self) -> bool {
        matches!(self, Self::Routing)
    }
}

/// A hand-over as it stands: one try to give one lead to one member.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "sqlx", derive(sqlx::FromRow))]
pub struct Handover {
    pub id: HandoverId,
    pub version: i32,
    pub lead: LeadId,
    pub lead_number: i32,
    pub name: String,
    pub company: Option<String>,
    pub from: Option<MemberId>,
    /// None: it stands in the managers' queue.
    pub to: Option<MemberId>,
    /// Which try it is of those that began with one sending.
    pub round: i16,
    pub state: State,
    pub completeness: i16,
    pub note: String,
    pub sent_at: DateTime<Utc>,
    pub remind_at: DateTime<Utc>,
    pub due_at: DateTime<Utc>,
    pub reminded_at: Option<DateTime<Utc>>,
    pub decided_at: Option<DateTime<Utc>>,
    pub decided_by: Option<MemberId>,
    pub reject_class: Option<RejectClass>,
    pub reject_note: Option<String>,
    /// By when whoever accepted has to be in touch with the customer.
    pub contact_due_at: Option<DateTime<Utc>>,
    pub deal: Option<DealId>,
    pub deal_number: Option<i32>,
    pub deal_name: Option<String>,
}

impl Handover {
    pub const fn lead_key(&self) -> Key {
        Key::lead(self.lead_number)
    }

    pub fn deal_key(&self) -> Option<Key> {
        self.deal_number.map(Key::deal)
    }

    pub fn is_pending(&self) -> bool {
        self.state == State::Pending
    }
}

/// Who may take one back as long as nobody has decided: whoever has the lead, be it that its sender has left; else who sent
/// it.
pub fn takes_back(owner: Option<MemberId>, from: Option<MemberId>) -> Option<MemberId> {
    owner.or(from)
}

/// What the page of all hand-overs shows.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Handovers {
    /// Those that wait for the asker, the one that is due first on top.
    pub incoming: Vec<Handover>,
    /// Those that wait for somebody else.
    pub waiting: Vec<Handover>,
    /// Those that were decided, the latest first.
    pub decided: Vec<Handover>,
    pub figures: Figures,
    pub now: DateTime<Utc>,
}

/// One hand-over with all that its page shows.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct HandoverDetails {
    pub handover: Handover,
    /// As it was when it was sent.
    pub dossier: Dossier,
    /// All tries that began with the same sending, the first one first.
    pub tries: Vec<Handover>,
    /// How it came to whom it went, if it was chosen.
    pub chosen: Option<Chosen>,
    pub now: DateTime<Utc>,
}

/// The hand-over of a lead, as the lead's page shows it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct LeadHandover {
    pub lead: LeadId,
    /// Of the lead, for whoever writes the notes.
    pub version: i32,
    pub owner: Option<MemberId>,
    pub status: crate::leads::LeadStatus,
    /// What would go over if it were sent now.
    pub dossier: Dossier,
    pub notes: Notes,
    /// The last one, whatever became of it.
    pub last: Option<Handover>,
    /// Who may be given it.
    pub closers: Vec<MemberId>,
    pub now: DateTime<Utc>,
}
