//! The contact plan (연락 계획) of a target: whom to contact, how, by whom of us and on which day, step by step. Nobody ticks
//! a step: what is logged with that person does it.

use crate::activities::{ActivityKind, Outcome};
use crate::{ActivityId, ContactStepId, MemberId, PersonId};
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

/// Whom a step is about.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Whom {
    Person {
        id: PersonId,
        name: String,
    },
    /// Somebody of whom only the post is known so far: they have to be found first.
    Post(String),
}

impl Whom {
    pub fn name(&self) -> &str {
        match self {
            Self::Person { name, .. } | Self::Post(name) => name,
        }
    }

    pub const fn person(&self) -> Option<PersonId> {
        match self {
            Self::Person { id, .. } => Some(*id),
            Self::Post(_) => None,
        }
    }
}

/// One step of a plan.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ContactStep {
    pub id: ContactStepId,
    pub whom: Whom,
    pub channel: ActivityKind,
    /// Who of us does it.
    pub member: Option<MemberId>,
    pub due: NaiveDate,
    /// The day on which it was planned: what was logged before is not what it asks for.
    pub planned: NaiveDate,
    /// Why it is left out.
    pub skipped: Option<String>,
}

/// One time we were in touch with the account, or tried to.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Touch {
    pub activity: ActivityId,
    pub person: Option<PersonId>,
    pub kind: ActivityKind,
    pub outcome: Option<Outcome>,
    pub day: NaiveDate,
}

/// How far a step has come.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum StepState {
    Open,
    Done { activity: ActivityId, day: NaiveDate },
    Skipped,
}

/// What became of each step. Each touch does one step, the first one with that person that asks for such a touch, else
/// the first one with them at all: whoever wrote instead of calling has been in touch. `touches` are the oldest first.
pub fn follow(steps: &[ContactStep], touches: &[Touch]) -> Vec<StepState> {
    let begin = |it: &ContactStep| if it.skipped.is_some() { StepState::Skipped } else { StepState::Open };
    let mut states: Vec<_> = steps.iter().map(begin).collect();
    for touch in touches {
        let Some(person) = touch.person else { continue };
        let open = |at: &usize| {
            let step = &steps[*at];
            states[*at] == StepState::Open && step.whom.person() == Some(person) && step.planned <= touch.day
        };
        let open: Vec<_> = (0..steps.len()).filter(open).collect();
        let alike = open.iter().find(|at| steps[**at].channel == touch.kind);
        if let Some(at) = alike.or(open.first()) {
            states[*at] = StepState::Done { activity: touch.activity, day: touch.day };
        }
    }
    states
}
