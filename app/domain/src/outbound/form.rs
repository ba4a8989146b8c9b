//! What somebody types to plan a contact, to change a step of the plan, and to give a target up.

use super::plan::ContactStep;
use crate::accounts::list::owner_code;
use crate::accounts::{Problems, Wish, optional_id};
use crate::activities::ActivityKind;
use crate::{ActId, ContactStepId, MemberId, PersonId, Problem, Why, text};
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

/// Which accounts become targets, as a filter of their list is sent, and whose they are.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct ChooseForm {
    /// Minted by the browser so that a repeated send chooses once; empty without scripts.
    pub act: String,
    pub q: String,
    pub owner: String,
    pub tier: String,
    pub industry: String,
    pub member: String,
}

impl ChooseForm {
    /// An address may be read generously; what is about to be changed must be meant. So a filter that is not understood,
    /// or none at all, chooses nothing.
    pub fn check(&self) -> Result<(Option<ActId>, Wish, Option<MemberId>), Vec<Problem>> {
        let mut problems = Problems::default();
        let act = problems.take(optional_id("act", &self.act));
        let member = problems.take(optional_id("member", &self.member));
        let wish = Wish::of_pairs(|name| match name {
            "q" => Some(self.q.clone()),
            "owner" => Some(self.owner.clone()),
            "tier" => Some(self.tier.clone()),
            "industry" => Some(self.industry.clone()),
            _ => None,
        });
        for (name, said, meant) in [
            ("owner", &self.owner, owner_code(wish.owner)),
            ("tier", &self.tier, wish.tiers.code().to_owned()),
        ] {
            if *said != meant {
                problems.add(Problem::new(name, Why::Unknown));
            }
        }
        if !wish.filters() {
            problems.add(Problem::new("tier", Why::Missing));
        }
        problems.or((act, wish, member))
    }
}

/// A step as it is typed.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct ContactStepForm {
    /// Minted by the browser so that a repeated send plans once; empty without scripts.
    pub id: String,
    /// Somebody who works there; empty while only the post is known.
    pub person: String,
    pub post: String,
    pub channel: String,
    /// Empty: whoever plans it.
    pub member: String,
    pub due: String,
}

/// A step after the door.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StepFields {
    pub id: Option<ContactStepId>,
    pub person: Option<PersonId>,
    /// Empty where the person is known.
    pub post: String,
    pub channel: ActivityKind,
    pub member: Option<MemberId>,
    pub due: NaiveDate,
}

impl ContactStepForm {
    pub fn check(&self, today: NaiveDate) -> Result<StepFields, Vec<Problem>> {
        let mut problems = Problems::default();
        let id = problems.take(optional_id("id", &self.id));
        let person = problems.take(optional_id("person", &self.person));
        let post = problems.take(text::optional_name("post", &self.post)).unwrap_or_default();
        if self.person.trim().is_empty() && self.post.trim().is_empty() {
            problems.add(Problem::new("post", Why::Missing));
        }
        let channel = match ActivityKind::of_code(self.channel.trim()) {
            _ if self.channel.trim().is_empty() => problems.take(Err(Problem::new("channel", Why::Missing))),
            // A note is written to oneself.
            None | Some(ActivityKind::Note) => problems.take(Err(Problem::new("channel", Why::Unknown))),
            channel => channel,
        };
        let member = problems.take(optional_id("member", &self.member));
        let due = match problems.take(text::optional_day("due", &self.due)) {
            None if self.due.trim().is_empty() => problems.take(Err(Problem::new("due", Why::Missing))),
            Some(day) if day < today => problems.take(Err(Problem::new("due", Why::InThePast))),
            due => due,
        };
        let post = if person.is_some() { String::new() } else { post };
        problems.or(())?;
        match (channel, due) {
            (Some(channel), Some(due)) => Ok(StepFields { id, person, post, channel, member, due }),
            _ => Err(vec![Problem::new("channel", Why::Missing)]),
        }
    }
}

/// What somebody does with a step that stands in the plan.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum StepAct {
    /// Before this one; to the end, where none is named.
    Place(Option<ContactStepId>),
    /// Leave it out, and why.
    Skip(String),
    /// It counts again.
    Resume,
    /// The post has a name now.
    Name(PersonId),
    TakeOut,
}

/// The same as it is sent.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct StepActForm {
    /// `place`, `skip`, `resume`, `name` or `take_out`.
    pub act: String,
    pub before: String,
    pub reason: String,
    pub person: String,
}

impl StepActForm {
    pub fn check(&self) -> Result<StepAct, Problem> {
        match self.act.trim() {
            "place" => Ok(StepAct::Place(optional_id("before", &self.before)?)),
            "skip" => match text::note("reason", &self.reason)? {
                reason if reason.is_empty() => Err(Problem::new("reason", Why::Missing)),
                reason => Ok(StepAct::Skip(reason)),
            },
            "resume" => Ok(StepAct::Resume),
            "name" => {
                let person = optional_id("person", &self.person)?;
                person.map(StepAct::Name).ok_or_else(|| Problem::new("person", Why::Missing))
            }
            "take_out" => Ok(StepAct::TakeOut),
            "" => Err(Problem::new("act", Why::Missing)),
            _ => Err(Problem::new("act", Why::Unknown)),
        }
    }
}

impl StepAct {
    /// The order of the steps after one was put somewhere else. One that is not there any more is put nowhere.
    pub fn placed(
        steps: &[ContactStep],
        step: ContactStepId,
        before: Option<ContactStepId>,
    ) -> Vec<ContactStepId> {
        if before == Some(step) {
            return steps.iter().map(|it| it.id).collect();
        }
        let mut order: Vec<_> = steps.iter().map(|it| it.id).filter(|it| *it != step).collect();
        let at = before.and_then(|before| order.iter().position(|it| *it == before));
        if steps.iter().any(|it| it.id == step) {
            order.insert(at.unwrap_or(order.len()), step);
        }
        order
    }
}

/// Why a target is given up.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct GiveUpForm {
    pub reason: String,
}

impl GiveUpForm {
    pub fn check(&self) -> Result<String, Problem> {
        match text::note("reason", &self.reason)? {
            reason if reason.is_empty() => Err(Problem::new("reason", Why::Missing)),
            reason => Ok(reason),
        }
    }
}
