//! Two accounts that are one company, or two people who are one human being, become one: of each fact whose value is kept,
//! what goes along, what stands in the way, and the way back. The screen asks it for the preview, the server before it
//! writes. A record is looked at as its form writes it, so that both kinds go by the same few rules.

mod alike;
mod facts;

pub use alike::{AccountTwin, Twinned, accounts_alike, company_pairs, people_alike};
pub use facts::Facts;

use super::{Hindrance, MergeForm, Pick};
use crate::accounts::{Account, Person, PersonLink};
use crate::activities::Change;
use crate::leads::By;
use crate::{MemberId, MergeId, Problem, Refusal, Why};
use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use uuid::Uuid;

/// Of which kind the two are.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Records {
    #[default]
    Account,
    Person,
}

impl Records {
    pub const fn code(self) -> &'static str {
        match self {
            Self::Account => "account",
            Self::Person => "person",
        }
    }
}

/// What a record brings along. Of what its kind has none of there is none.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "sqlx", derive(sqlx::FromRow))]
pub struct Brings {
    pub people: i64,
    pub deals: i64,
    pub leads: i64,
    pub children: i64,
    pub activities: i64,
    /// Those that are yet to be done.
    pub tasks: i64,
    pub consents: i64,
    /// Those it has swallowed before.
    pub merged: i64,
}

/// One of the two.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct RecordSide {
    pub id: Uuid,
    /// What people call an account; people have none.
    pub number: Option<i32>,
    pub version: i32,
    pub name: String,
    /// What tells it apart: a domain, or where somebody works.
    pub detail: String,
    pub facts: Facts,
    pub brings: Brings,
}

impl RecordSide {
    pub fn of_account(account: &Account, brings: Brings) -> Self {
        Self {
            id: account.id.0,
            number: Some(account.number),
            version: account.version,
            name: account.name.clone(),
            detail: account.domain.clone().unwrap_or_default(),
            facts: Facts::of_account(account),
            brings,
        }
    }

    pub fn of_person(person: &Person, brings: Brings) -> Self {
        let detail = [person.title.clone(), person.account_name.clone()];
        Self {
            id: person.id.0,
            number: None,
            version: person.version,
            name: person.name.clone(),
            detail: detail.into_iter().flatten().collect::<Vec<_>>().join(" · "),
            facts: Facts::of_person(person),
            brings,
        }
    }

    pub fn owner(&self) -> Option<MemberId> {
        self.facts.get("owner").parse().ok()
    }
}

/// A fact of both, and whose value is kept.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct RecordChoice {
    pub field: String,
    pub this: String,
    pub other: String,
    pub pick: Pick,
}

impl RecordChoice {
    pub fn differs(&self) -> bool {
        self.this != self.other
    }

    pub fn kept(&self) -> &str {
        match self.pick {
            Pick::This => &self.this,
            Pick::Other => &self.other,
        }
    }
}

/// What a merge comes to, fact by fact.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct RecordPlan {
    pub choices: Vec<RecordChoice>,
    /// A parent that would be the survivor itself is let go of.
    pub drops_parent: bool,
}

/// What becomes of two records. `survivor` lives on.
pub fn record_plan(
    survivor: &RecordSide,
    swallowed: &RecordSide,
    form: &MergeForm,
) -> Result<RecordPlan, Refusal> {
    if survivor.id == swallowed.id {
        return Err(Refusal::Merge(Hindrance::Same));
    }
    let number = |it: &RecordSide| it.facts.get("business_reg_no").to_owned();
    let numbers = (number(survivor), number(swallowed));
    if !numbers.0.is_empty() && !numbers.1.is_empty() && numbers.0 != numbers.1 {
        return Err(Refusal::Merge(Hindrance::TwoCompanies));
    }
    let picks = picks(&survivor.facts, form)?;
    let ids = [survivor.id.to_string(), swallowed.id.to_string()];
    let choice = |(field, this): (&str, &str)| {
        // One of the two is no parent of what both become.
        let other = Some(swallowed.facts.get(field))
            .filter(|it| field != "parent" || !ids.contains(&(*it).to_owned()));
        let other = other.unwrap_or_default().to_owned();
        let is_own = field == "parent" && ids.contains(&this.to_owned());
        let prefilled = if this.is_empty() || is_own { Pick::Other } else { Pick::This };
        let pick = picks.get(field).copied().unwrap_or(prefilled);
        RecordChoice { field: field.to_owned(), this: this.to_owned(), other, pick }
    };
    let choices: Vec<_> = survivor.facts.iter().map(choice).collect();
    let drops_parent = choices.iter().any(|it| it.field == "parent" && ids.contains(&it.kept().to_owned()));
    Ok(RecordPlan { choices, drops_parent })
}

fn picks<'a>(facts: &'a Facts, form: &MergeForm) -> Result<BTreeMap<&'a str, Pick>, Refusal> {
    let read = |(field, pick): (&String, &String)| {
        let unknown = || Problem::new(field.as_str(), Why::Unknown);
        let known = facts.iter().map(|it| it.0).find(|it| it == field).ok_or_else(unknown)?;
        Ok((known, Pick::of_code(pick).ok_or_else(unknown)?))
    };
    form.keep.iter().map(read).collect::<Result<_, Problem>>().map_err(Refusal::from)
}

impl RecordPlan {
    /// The survivor's facts as they will be.
    pub fn facts(&self) -> Facts {
        let kept = |it: &RecordChoice| match it.field.as_str() {
            "parent" if self.drops_parent => String::new(),
            _ => it.kept().to_owned(),
        };
        Facts::new(self.choices.iter().map(|it| (it.field.clone(), kept(it))))
    }

    /// What changes about the survivor.
    pub fn written(&self) -> Vec<Change> {
        let after = self.facts();
        let change = |it: &RecordChoice| Change {
            field: it.field.clone(),
            before: it.this.clone(),
            after: after.get(&it.field).to_owned(),
        };
        self.choices.iter().map(change).filter(|it| it.before != it.after).collect()
    }
}

/// What comes of taking a merge back: the survivor's facts as they will be, and those that somebody has changed since,
/// which stay.
pub fn take_back_record(now: &Facts, written: &[Change]) -> (Facts, Vec<String>) {
    let mut back = now.clone();
    let mut kept = vec![];
    for it in written {
        if now.get(&it.field) == it.after {
            back.set(&it.field, &it.before);
        } else {
            kept.push(it.field.clone());
        }
    }
    (back, kept)
}

/// The two as the page of a merge shows them.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct RecordPreview {
    pub survivor: RecordSide,
    pub swallowed: RecordSide,
    /// With everything prefilled, or why not.
    pub plan: Result<RecordPlan, Refusal>,
    /// Accounts that the facts name, by their ids.
    pub names: BTreeMap<String, String>,
    /// People of both who look like one human being: one of each.
    pub alike: Vec<(PersonLink, PersonLink)>,
}

/// A merge that was carried out, as the survivor's page tells it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct RecordMerged {
    pub id: MergeId,
    pub survivor: Uuid,
    pub survivor_number: Option<i32>,
    pub swallowed: Uuid,
    pub number: Option<i32>,
    pub name: String,
    /// By which the swallowed one is still known: an address, a telephone, a domain.
    pub known_by: Vec<String>,
    pub by: Option<MemberId>,
    pub at: DateTime<Utc>,
    pub undone_by: Option<MemberId>,
    pub undone_at: Option<DateTime<Utc>>,
    /// What an undo has left alone, because somebody had changed it since.
    pub kept: Vec<String>,
}

/// One of two that may be one, as the list and a record's page show it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct RecordTwin {
    pub id: Uuid,
    pub number: Option<i32>,
    pub name: String,
    pub detail: String,
    pub owner: Option<MemberId>,
    pub deals: i64,
}

/// Two that may be one: the older one first.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct RecordPair {
    pub one: RecordTwin,
    pub other: RecordTwin,
    pub by: By,
    pub sure: super::Sure,
}

/// So many pairs stand on a page.
pub const PAIRS_A_PAGE: usize = 50;

/// A page of pairs, the surest first.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct RecordPairs {
    pub pairs: Vec<RecordPair>,
    /// How many there are.
    pub total: usize,
    /// Pairs before this page.
    pub before: usize,
    /// There were more to look at than are looked at in one go: settle these, and the others come up.
    pub is_cut: bool,
}

#[cfg(test)]
mod tests;
