//! Stage gates: what has to be known or done before a deal goes on. A gate is data; judging it is one pure
//! function, asked by the board while a card is in the hand and by the server before it writes.

mod code;
mod facts;
mod fill;
mod form;
mod judge;
mod roles;
mod scores;
mod templates;
#[cfg(test)]
mod tests;

use super::StageKind;
use crate::StageId;
use crate::activities::{ActivityKind, Outcome};
use crate::icp::Tier;
use serde::{Deserialize, Serialize};

pub use facts::{Facts, Story, Touch};
pub use fill::{Fill, FillActivity};
pub use form::{GateForm, Side};
pub use judge::{Missing, Verdict, asks_why_back, judge};
pub use roles::RoleAsked;
pub use scores::{Scored, scores_asked_next};
pub use templates::of_template;

/// How many times an activity or a person can be asked for: as many as a card remembers.
pub const MOST: u8 = 9;

/// What a deal that does not meet a gate may do.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Severity {
    /// Go on; what is missing is shown.
    Warn,
    /// Stay.
    #[default]
    Block,
}

/// One gate of a stage.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Gate {
    pub severity: Severity,
    pub asks: Requirement,
}

impl Gate {
    pub const fn block(asks: Requirement) -> Self {
        Self { severity: Severity::Block, asks }
    }

    pub const fn warn(asks: Requirement) -> Self {
        Self { severity: Severity::Warn, asks }
    }
}

/// What a gate asks, by the names under which it is stored. Something new to ask for is one variant here
/// and one fact in `Facts`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Requirement {
    All(Vec<Requirement>),
    /// One of them is enough. Of nothing, nothing is asked.
    Any(Vec<Requirement>),
    Not(Box<Requirement>),
    FieldSet(Field),
    /// The day the deal is expected to close is today or later.
    CloseDateInFuture,
    Activity(Activity),
    /// So many different people: the main contact, and whom its activities were with.
    People(u8),
    /// A next step is agreed for a day that is not past, at most so many business days away.
    NextStepWithin(u16),
    /// So sure of a criterion of a framework, or of all of them together, by what has not expired.
    Framework(Scored),
    /// The account fits the ideal customer profile in this tier or a better one.
    IcpTier(Tier),
    /// So many people of the buying committee in a role, as far as they count.
    Role(RoleAsked),
}

/// A fact of the deal that is filled in or not.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Field {
    Account,
    Person,
    Owner,
    /// More than zero.
    Amount,
    ExpectedClose,
    NextStep,
    About,
    /// At least one line.
    Products,
}

impl Field {
    pub const ALL: [Self; 8] = [
        Self::Account,
        Self::Person,
        Self::Owner,
        Self::Amount,
        Self::ExpectedClose,
        Self::NextStep,
        Self::About,
        Self::Products,
    ];
}

/// Something done with the customer, often and lately enough.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Activity {
    pub kind: ActivityKind,
    /// None: however it went.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub outcome: Option<Outcome>,
    /// Today and so many days before. None: ever.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub within_days: Option<u16>,
    #[serde(default = "once", skip_serializing_if = "is_once")]
    pub count: u8,
}

const fn once() -> u8 {
    1
}

// Serde hands fields over by reference.
#[expect(clippy::trivially_copy_pass_by_ref)]
const fn is_once(count: &u8) -> bool {
    *count == 1
}

impl Activity {
    /// Done once, at any time.
    pub const fn once(kind: ActivityKind, outcome: Option<Outcome>) -> Self {
        Self { kind, outcome, within_days: None, count: 1 }
    }
}

/// A stage as a deal passes it: what it asks of who comes in, and of who goes on.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Door {
    pub stage: StageId,
    pub kind: StageKind,
    pub entry: Option<Gate>,
    pub exit: Option<Gate>,
}
