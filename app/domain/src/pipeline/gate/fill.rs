//! What somebody types to meet a gate in the same act as the move that it stopped.

use crate::DealId;
use crate::activities::ActivityForm;
use crate::frameworks::ScoreForm;
use crate::pipeline::{Deal, DealForm};
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
    /// Without a word about it, nothing became known.
    pub scores: Vec<ScoreForm>,
}

/// Something that was done and not logged yet. Without a day and a word about it, it was not done.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct FillActivity {
    /// Kind and outcome: `demo.held`; or a kind alone.
    pub what: String,
    pub on: String,
    pub body: String,
}

impl Fill {
    /// Does it say nothing?
    pub fn is_blank(&self) -> bool {
        self.texts().iter().all(|it| it.trim().is_empty())
            && self.done().next().is_none()
            && self.scores().next().is_none()
    }

    /// What was done.
    pub fn done(&self) -> impl Iterator<Item = &FillActivity> {
        self.activities.iter().filter(|it| !it.on.trim().is_empty() || !it.body.trim().is_empty())
    }

    /// What became known.
    pub fn scores(&self) -> impl Iterator<Item = &ScoreForm> {
        self.scores.iter().filter(|it| !it.note.trim().is_empty())
    }

    fn texts(&self) -> [&str; 9] {
        [
            &self.account,
            &self.account_name,
            &self.person,
            &self.owner,
            &self.amount,
            &self.expected_close,
            &self.next_step,
            &self.next_step_due,
            &self.about,
        ]
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
        let (kind, outcome) = self.what.split_once('.').unwrap_or((&self.what, ""));
        ActivityForm {
            kind: kind.to_owned(),
            outcome: outcome.to_owned(),
            body: self.body.clone(),
            on: self.on.clone(),
            deal: deal.to_string(),
            ..ActivityForm::default()
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_was_done_has_a_day_or_a_word() {
        let done = |on: &str, body: &str| FillActivity {
            what: "demo.held".into(),
            on: on.into(),
            body: body.into(),
        };
        let fill = |activity| Fill { activities: vec![activity], ..Fill::default() };
        assert!(fill(done("", " ")).is_blank());
        assert!(!fill(done("2026-11-23", "")).is_blank());
        assert_eq!(fill(done("", "잘 됨")).done().count(), 1);
        assert!(!Fill { about: "사연".into(), ..Fill::default() }.is_blank());
    }

    #[test]
    fn a_kind_is_logged_with_its_outcome() {
        let form = |what: &str| {
            FillActivity { what: what.into(), ..FillActivity::default() }.form(DealId(uuid::Uuid::nil()))
        };
        assert_eq!((form("demo.held").kind, form("demo.held").outcome), ("demo".into(), "held".into()));
        assert_eq!((form("note").kind, form("note").outcome), ("note".into(), String::new()));
    }
}
