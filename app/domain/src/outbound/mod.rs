//! Outbound: accounts that we set out to win before they have heard of us. Each target has a plan of whom to contact, how
//! and when; what was logged with these people says how far the plan has come, and the list says whom to work next and why.

mod form;
mod judge;
mod list;
mod note;
mod plan;
#[cfg(test)]
mod tests;

pub use form::{ChooseForm, ContactStepForm, GiveUpForm, StepAct, StepActForm, StepFields};
pub use judge::{Because, Facts, Judged, LeadFact, Next, Place, TargetState, Todo, judge, makes_lead};
pub use list::{PAGE, TargetLine, Targets, TargetsMade, Wish};
pub use note::{NoteFields, NoteForm, ResearchNote};
pub use plan::{ContactStep, StepState, Touch, Whom, follow};

use crate::accounts::PersonLink;
use crate::{AccountId, MemberId};
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

/// One account as its page shows how it is worked.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct AccountOutbound {
    pub account: AccountId,
    /// How it stands; none: it is no target.
    pub line: Option<TargetLine>,
    /// Why it is one no more, if somebody gave it up.
    pub given_up: Option<String>,
    /// In the order of the plan.
    pub steps: Vec<(ContactStep, StepState)>,
    /// The newest first.
    pub notes: Vec<ResearchNote>,
    /// Who works there.
    pub people: Vec<PersonLink>,
    /// Whose target it is.
    pub member: Option<MemberId>,
    pub today: NaiveDate,
}
