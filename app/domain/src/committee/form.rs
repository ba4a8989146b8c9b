//! What somebody types: a seat, what proves a champion, a relation, and that somebody left.

use super::{Act, MOST_INFLUENCE, Relation, RelationKind, Role, Tangle};
use crate::accounts::{Problems, optional_id};
use crate::{AccountId, ActivityId, PersonId, Problem, Refusal, RelationId, SeatId, Why, text};
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

/// A seat as it is typed. What is known of a person holds for each of their roles.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct SeatForm {
    /// Minted by the browser so that a repeated send seats once; empty without scripts.
    pub id: String,
    pub person: String,
    pub role: String,
    pub stance: String,
    pub influence: String,
    pub goals: String,
    pub concerns: String,
    pub persuaded_by: String,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SeatFields {
    pub id: Option<SeatId>,
    /// None where a seat is changed, which stays who and what it is.
    pub whom: Option<(PersonId, Role)>,
    pub stance: i16,
    pub influence: i16,
    pub goals: String,
    pub concerns: String,
    pub persuaded_by: String,
}

impl SeatForm {
    /// Somebody new in the committee.
    pub fn check(&self) -> Result<SeatFields, Vec<Problem>> {
        let mut problems = Problems::default();
        let id = problems.take(optional_id("id", &self.id));
        let person = problems.take(optional_id("person", &self.person));
        if person.is_none() && self.person.trim().is_empty() {
            problems.add(Problem::new("person", Why::Missing));
        }
        let role = chosen("role", &self.role, Role::of_code);
        let role = problems.take(role.map(Some));
        let known = problems.all(self.known());
        let whom = person.zip(role);
        problems.or(SeatFields { id, whom, ..known.unwrap_or_else(SeatFields::nothing) })
    }

    /// What is known of somebody who is there.
    pub fn known(&self) -> Result<SeatFields, Vec<Problem>> {
        let mut problems = Problems::default();
        let stance = problems.take(text::optional_number("stance", &self.stance, -2, 2)).unwrap_or(0);
        let most = i64::from(MOST_INFLUENCE);
        let influence =
            problems.take(text::optional_number("influence", &self.influence, 0, most)).unwrap_or(1);
        let goals = problems.take(text::note("goals", &self.goals));
        let concerns = problems.take(text::note("concerns", &self.concerns));
        let persuaded_by = problems.take(text::note("persuaded_by", &self.persuaded_by));
        let small = |it: i64| i16::try_from(it).unwrap_or_default();
        let (stance, influence) = (small(stance), small(influence));
        problems.or(SeatFields { id: None, whom: None, stance, influence, goals, concerns, persuaded_by })
    }
}

impl SeatFields {
    const fn nothing() -> Self {
        Self {
            id: None,
            whom: None,
            stance: 0,
            influence: 1,
            goals: String::new(),
            concerns: String::new(),
            persuaded_by: String::new(),
        }
    }
}

fn chosen<T>(field: &str, code: &str, of: impl Fn(&str) -> Option<T>) -> Result<T, Problem> {
    match code.trim() {
        "" => Err(Problem::new(field, Why::Missing)),
        code => of(code).ok_or_else(|| Problem::new(field, Why::Unknown)),
    }
}

/// What a champion did, by something that was logged or is logged with it.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct ProofForm {
    pub act: String,
    pub activity: String,
    pub note: String,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Proof {
    pub act: Act,
    pub activity: Option<ActivityId>,
    pub note: String,
}

impl ProofForm {
    pub fn check(&self) -> Result<Proof, Vec<Problem>> {
        let mut problems = Problems::default();
        let act = problems.take(chosen("act", &self.act, Act::of_code).map(Some));
        let activity = problems.take(optional_id("activity", &self.activity));
        let note = problems.take(text::note("note", &self.note));
        if activity.is_none() && note.is_empty() && self.activity.trim().is_empty() {
            problems.add(Problem::new("note", Why::Missing));
        }
        problems.or(Proof { act: act.unwrap_or(Act::Introduced), activity, note })
    }
}

#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct RelateForm {
    pub id: String,
    pub from: String,
    pub to: String,
    pub kind: String,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct WantedRelation {
    pub id: Option<RelationId>,
    pub from: PersonId,
    pub to: PersonId,
    pub kind: RelationKind,
}

impl RelateForm {
    pub fn check(&self) -> Result<WantedRelation, Vec<Problem>> {
        let mut problems = Problems::default();
        let id = problems.take(optional_id("id", &self.id));
        let one = |field: &str, text: &str| {
            optional_id(field, text)?.map(Some).ok_or_else(|| Problem::new(field, Why::Missing))
        };
        let from: Option<PersonId> = problems.take(one("from", &self.from));
        let to: Option<PersonId> = problems.take(one("to", &self.to));
        let kind = problems.take(chosen("kind", &self.kind, RelationKind::of_code).map(Some));
        let both = problems.or((from, to, kind))?;
        match both {
            (Some(from), Some(to), Some(kind)) => Ok(WantedRelation { id, from, to, kind }),
            _ => Err(vec![Problem::new("to", Why::Missing)]),
        }
    }
}

/// Does it stand already? Allies are allied either way round.
pub fn relation_stands(known: &[Relation], wanted: &WantedRelation) -> bool {
    known.iter().any(|it| {
        let same = (it.from, it.to) == (wanted.from, wanted.to);
        let turned = (it.to, it.from) == (wanted.from, wanted.to) && wanted.kind == RelationKind::Allied;
        it.kind == wanted.kind && (same || turned)
    })
}

/// May these two be tied like this? `seated`: who is in the committee.
pub fn may_relate(seated: &[PersonId], known: &[Relation], wanted: &WantedRelation) -> Result<(), Refusal> {
    let refused = |it| Err(Refusal::Committee(it));
    if wanted.from == wanted.to {
        return refused(Tangle::OneAndTheSame);
    }
    if !seated.contains(&wanted.from) || !seated.contains(&wanted.to) {
        return refused(Tangle::NotSeated);
    }
    if wanted.kind == RelationKind::ReportsTo && reports(known, wanted.to, wanted.from) {
        return refused(Tangle::Circle);
    }
    Ok(())
}

/// Does one report to the other, however many stand between them?
fn reports(known: &[Relation], one: PersonId, other: PersonId) -> bool {
    let (mut asked, mut seen) = (vec![one], vec![]);
    while let Some(here) = asked.pop() {
        if here == other {
            return true;
        }
        if !seen.contains(&here) {
            seen.push(here);
            let above = known.iter().filter(|it| it.kind == RelationKind::ReportsTo && it.from == here);
            asked.extend(above.map(|it| it.to));
        }
    }
    false
}

/// Somebody left the company, and perhaps for another one that we know.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct LeaveForm {
    pub on: String,
    pub account: String,
}

impl LeaveForm {
    /// The day, today where none is said, and where they went.
    pub fn check(&self, today: NaiveDate) -> Result<(NaiveDate, Option<AccountId>), Vec<Problem>> {
        let mut problems = Problems::default();
        let on = problems.take(text::optional_day("on", &self.on)).unwrap_or(today);
        if on > today {
            problems.add(Problem::new("on", Why::InTheFuture));
        }
        let account = problems.take(optional_id("account", &self.account));
        problems.or((on, account))
    }
}
