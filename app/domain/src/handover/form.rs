//! The notes of a dossier: what only whoever talked with the customer can write down. They are written bit by bit.

use crate::accounts::Problems;
use crate::{Problem, text};
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

/// What was noted so far.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "sqlx", derive(sqlx::FromRow))]
#[serde(default)]
pub struct Notes {
    /// What the customer needs, in their own words.
    pub need_words: String,
    /// Who has a say there, and who may become a champion.
    pub people: String,
    /// What the customer still wants to know.
    pub questions: String,
    /// What was agreed to happen next, and on which day.
    pub next_step: String,
    pub next_step_due: Option<NaiveDate>,
    /// What we have promised.
    pub promises: String,
}

/// What somebody typed.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct NotesForm {
    pub need_words: String,
    pub people: String,
    pub questions: String,
    pub next_step: String,
    pub next_step_due: String,
    pub promises: String,
}

impl NotesForm {
    /// As much as is known: nothing has to be there yet.
    pub fn check(&self) -> Result<Notes, Vec<Problem>> {
        let mut problems = Problems::default();
        let one_line = |field, text| text::optional_name(field, text).map(Option::unwrap_or_default);
        let notes = Notes {
            need_words: problems.take(text::note("need_words", &self.need_words)),
            people: problems.take(text::note("people", &self.people)),
            questions: problems.take(text::note("questions", &self.questions)),
            next_step: problems.take(one_line("next_step", &self.next_step)),
            next_step_due: problems.take(text::optional_day("next_step_due", &self.next_step_due)),
            promises: problems.take(text::note("promises", &self.promises)),
        };
        problems.or(notes)
    }

    /// Everything it sends, by its names there.
    pub fn sent(self) -> [(&'static str, String); 6] {
        [
            ("need_words", self.need_words),
            ("people", self.people),
            ("questions", self.questions),
            ("next_step", self.next_step),
            ("next_step_due", self.next_step_due),
            ("promises", self.promises),
        ]
    }
}

impl From<&Notes> for NotesForm {
    fn from(it: &Notes) -> Self {
        let Notes { need_words, people, questions, next_step, next_step_due, promises } = it.clone();
        let next_step_due = next_step_due.map(|it| it.to_string()).unwrap_or_default();
        Self { need_words, people, questions, next_step, next_step_due, promises }
    }
}
