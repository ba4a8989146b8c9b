//! What members will do: tasks with a day, and the next step that every open deal should have.

use super::{Subject, advert, subject};
use crate::{
    AccountId, DealId, LeadId, MemberId, PersonId, Problem, TaskId, Why,
    accounts::{Problems, optional_id, ticked},
    consent::Channel,
    text,
};
use chrono::{DateTime, NaiveDate, Utc};
use serde::{Deserialize, Serialize};

/// The field of a deal's history that a next step leaves behind when it was done, rather than reworded.
pub const NEXT_STEP_DONE: &str = "next_step_done";

/// The step that follows the one that was done. Both are left out when nothing follows yet.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct NextStepForm {
    pub next_step: String,
    pub next_step_due: String,
}

impl NextStepForm {
    /// A step without a day is a wish, and a day without a step says nothing: both or neither.
    pub fn check(&self) -> Result<Option<(String, NaiveDate)>, Vec<Problem>> {
        let mut problems = Problems::default();
        let step = problems.take(text::optional_name("next_step", &self.next_step));
        let due = problems.take(text::optional_day("next_step_due", &self.next_step_due));
        let missing = |field| Err(vec![Problem::new(field, Why::Missing)]);
        match (problems.or(())?, step, due) {
            ((), Some(step), Some(due)) => Ok(Some((step, due))),
            ((), None, None) => Ok(None),
            ((), Some(_), None) => missing("next_step_due"),
            ((), None, Some(_)) => missing("next_step"),
        }
    }
}

/// Something a member will do.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Task {
    pub id: TaskId,
    pub version: i32,
    pub title: String,
    pub due: Option<NaiveDate>,
    pub owner: MemberId,
    pub done_at: Option<DateTime<Utc>>,
    pub deal: Option<DealId>,
    pub deal_number: Option<i32>,
    pub deal_name: Option<String>,
    pub account: Option<AccountId>,
    pub account_name: Option<String>,
    pub person: Option<PersonId>,
    pub person_name: Option<String>,
    pub lead: Option<LeadId>,
    pub lead_number: Option<i32>,
    pub lead_name: Option<String>,
}

/// What somebody typed to plan a task.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct TaskForm {
    pub id: String,
    pub title: String,
    pub due: String,
    pub owner: String,
    pub deal: String,
    pub account: String,
    pub person: String,
    pub lead: String,
    /// The way by which an advert is to go out; empty when it is none.
    pub advert: String,
    /// It is planned although the advert had better not go.
    pub knowing: String,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TaskFields {
    pub id: Option<TaskId>,
    pub title: String,
    pub due: Option<NaiveDate>,
    /// None: whoever plans it.
    pub owner: Option<MemberId>,
    /// None: a task of one's own.
    pub subject: Option<Subject>,
    pub advert: Option<Channel>,
    pub knowing: bool,
}

impl TaskForm {
    pub fn check(&self) -> Result<TaskFields, Vec<Problem>> {
        let mut problems = Problems::default();
        let any_subject =
            [&self.deal, &self.lead, &self.account, &self.person].iter().any(|it| !it.trim().is_empty());
        let fields = TaskFields {
            id: problems.take(optional_id("id", &self.id)),
            title: problems.take(text::name("title", &self.title)),
            due: problems.take(text::optional_day("due", &self.due)),
            owner: problems.take(optional_id("owner", &self.owner)),
            advert: problems.take(advert(&self.advert)),
            knowing: problems.take(ticked("knowing", &self.knowing)),
            subject: if any_subject {
                problems.take(subject(&self.deal, &self.lead, &self.account, &self.person))
            } else {
                None
            },
        };
        problems.or(fields)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(text: &str) -> NaiveDate {
        text.parse().expect("a day")
    }

    #[test]
    fn a_next_step_has_a_day_or_is_left_out() {
        let form = |step: &str, due: &str| NextStepForm { next_step: step.into(), next_step_due: due.into() };
        assert_eq!(form(" ", "").check(), Ok(None));
        assert_eq!(
            form("계약서 발송", "2026-11-26").check(),
            Ok(Some(("계약서 발송".into(), day("2026-11-26"))))
        );
        assert_eq!(form("계약서", "").check(), Err(vec![Problem::new("next_step_due", Why::Missing)]));
        assert_eq!(form("", "2026-11-26").check(), Err(vec![Problem::new("next_step", Why::Missing)]));
        assert_eq!(form("x", "2026-11-31").check(), Err(vec![Problem::new("next_step_due", Why::NotADate)]));
    }
}
