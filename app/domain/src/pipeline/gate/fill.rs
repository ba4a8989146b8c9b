//! What somebody types to meet a gate in the same act as the move that it stopped.

use crate::activities::ActivityForm;
use crate::pipeline::{Deal, DealForm};
use crate::{DealId, Problem};
use serde::{Deserialize, Serialize};

/// Empty fields leave the deal as it is.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Fill {
    pub account: String,
    /// The name of a known account; used when `account` is empty.
    pub account_name: String,
    pub person: String,
    pub owner: String,
    pub amount: String,
    pub expected_close: String,
    pub next_step: String,
    pub next_step_due: String,
    pub about: String,
    pub activities: Vec<FillActivity>,
}

/// Something that was done and not logged yet.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct FillActivity {
    pub kind: String,
    pub outcome: String,
    /// Empty means now.
    pub on: String,
    pub body: String,
    /// Whom it was with, if not with the deal's main contact.
    pub person: String,
}

impl Fill {
    pub fn is_empty(&self) -> bool {
        *self == Self::default()
    }

    /// The deal's whole form: as it stands, with what was given laid over it.
    pub fn over(&self, deal: &Deal) -> DealForm {
        let mut form = DealForm::of(deal);
        for (field, given) in [
            (&mut form.account, &self.account),
            (&mut form.account_name, &self.account_name),
            (&mut form.person, &self.person),
            (&mut form.owner, &self.owner),
            (&mut form.amount, &self.amount),
            (&mut form.expected_close, &self.expected_close),
            (&mut form.next_step, &self.next_step),
            (&mut form.next_step_due, &self.next_step_due),
            (&mut form.about, &self.about),
        ] {
            if !given.trim().is_empty() {
                field.clone_from(given);
            }
        }
        if self.account.trim().is_empty() && !self.account_name.trim().is_empty() {
            form.account.clear();
        }
        form
    }
}

impl FillActivity {
    /// As a form that logs an activity on the deal.
    pub fn form(&self, deal: DealId) -> ActivityForm {
        ActivityForm {
            kind: self.kind.clone(),
            outcome: self.outcome.clone(),
            body: self.body.clone(),
            on: self.on.clone(),
            deal: deal.to_string(),
            person: self.person.clone(),
            ..ActivityForm::default()
        }
    }

    /// A problem of this activity's form, by the name its field has among several.
    pub fn problem(at: usize, problem: &Problem) -> Problem {
        Problem { field: format!("activities[{at}][{}]", problem.field), why: problem.why.clone() }
    }
}
