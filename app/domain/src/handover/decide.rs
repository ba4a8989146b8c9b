//! What somebody decides about a hand-over: to send it, to accept it, or to reject it with what is wrong and a note.

use super::RejectClass;
use crate::accounts::{Problems, optional_id};
use crate::{MemberId, Problem, Refusal, Why, text};
use serde::{Deserialize, Serialize};

/// What somebody typed to send one. To nobody in particular: it is chosen.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct SendForm {
    pub closer: String,
    pub note: String,
}

impl SendForm {
    pub fn check(&self) -> Result<(Option<MemberId>, String), Refusal> {
        let mut problems = Problems::default();
        let to = problems.take(optional_id("closer", &self.closer));
        let note = problems.take(text::note("note", &self.note));
        problems.or((to, note)).map_err(Refusal::Invalid)
    }
}

/// What somebody typed to reject one.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct RejectForm {
    pub class: String,
    pub note: String,
}

/// What was decided.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Decision {
    Accept,
    Reject(RejectClass, String),
}

impl RejectForm {
    /// Whoever sent it has to learn what to do better: both are needed.
    pub fn check(&self) -> Result<Decision, Refusal> {
        let mut problems = Problems::default();
        let class = RejectClass::of_code(&self.class);
        let note = problems.take(text::note("note", &self.note));
        if class.is_none() {
            let why = if self.class.is_empty() { Why::Missing } else { Why::Unknown };
            problems.add(Problem::new("class", why));
        }
        if self.note.trim().is_empty() {
            problems.add(Problem::new("note", Why::Missing));
        }
        match (class, problems.or(note)) {
            (Some(class), Ok(note)) => Ok(Decision::Reject(class, note)),
            (_, Err(problems)) => Err(Refusal::Invalid(problems)),
            (None, Ok(_)) => Err(Problem::new("class", Why::Missing).into()),
        }
    }
}
