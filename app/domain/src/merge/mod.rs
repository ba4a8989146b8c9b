//! Two leads that are one human being become one: which survives, of each field whose value is kept, what goes along, and
//! what stands in the way. The screen asks it for the preview, the server before it writes.
//!
//! Nothing of a history moves. The swallowed lead stays as it was and stands for the survivor, whose page reads both; so
//! of two answers about adverts the later one holds by itself, an undo has nothing to put back but the survivor's own
//! fields, and nobody can rewrite what happened by merging. Tasks are plans and no history: they go along.

mod alike;
mod records;
mod undo;

pub use alike::{PAIRS_LISTED, Pair, Sure, Twin, alike};
pub use records::{
    AccountTwin, Brings, Facts, PAIRS_A_PAGE, RecordChoice, RecordMerged, RecordPair, RecordPairs,
    RecordPlan, RecordPreview, RecordSide, RecordTwin, Records, Twinned, accounts_alike, company_pairs,
    people_alike, record_plan, take_back_record,
};
pub use undo::{Restored, Written, take_back};

use crate::leads::{Lead, LeadForm, LeadMove, LeadStatus};
use crate::{MemberId, MergeId, Problem, Refusal, Why};
use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// What of a lead is its own to keep.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Field {
    Name,
    Company,
    Title,
    Email,
    Phone,
    About,
    Origin,
    Motion,
    Source,
    Owner,
    Status,
}

impl Field {
    pub const ALL: [Self; 11] = [
        Self::Name,
        Self::Company,
        Self::Title,
        Self::Email,
        Self::Phone,
        Self::Status,
        Self::Owner,
        Self::Origin,
        Self::Motion,
        Self::Source,
        Self::About,
    ];

    pub const fn code(self) -> &'static str {
        match self {
            Self::Name => "name",
            Self::Company => "company",
            Self::Title => "title",
            Self::Email => "email",
            Self::Phone => "phone",
            Self::About => "about",
            Self::Origin => "origin",
            Self::Motion => "motion",
            Self::Source => "source",
            Self::Owner => "owner",
            Self::Status => "status",
        }
    }

    pub fn of_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|it| it.code() == code)
    }

    /// As forms write it; empty if there is none.
    pub fn value(self, lead: &Lead) -> String {
        let text = |it: &Option<String>| it.clone().unwrap_or_default();
        match self {
            Self::Name => lead.name.clone(),
            Self::Company => text(&lead.company),
            Self::Title => text(&lead.title),
            Self::Email => text(&lead.email),
            Self::Phone => text(&lead.phone),
            Self::About => lead.about.clone(),
            Self::Origin => lead.origin.code().to_owned(),
            Self::Motion => lead.motion.code().to_owned(),
            Self::Source => text(&lead.source),
            Self::Owner => lead.owner.map(|it| it.to_string()).unwrap_or_default(),
            Self::Status => lead.status.code().to_owned(),
        }
    }

    /// Where it stands in a form. A form says nothing of where a lead stands.
    fn place(self, form: &mut LeadForm) -> Option<&mut String> {
        Some(match self {
            Self::Name => &mut form.name,
            Self::Company => &mut form.company,
            Self::Title => &mut form.title,
            Self::Email => &mut form.email,
            Self::Phone => &mut form.phone,
            Self::About => &mut form.about,
            Self::Origin => &mut form.origin,
            Self::Motion => &mut form.motion,
            Self::Source => &mut form.source,
            Self::Owner => &mut form.owner,
            Self::Status => return None,
        })
    }
}

/// Whose value is kept: that of the lead that survives, or of the other one.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Pick {
    #[default]
    This,
    Other,
}

impl Pick {
    pub const fn code(self) -> &'static str {
        match self {
            Self::This => "this",
            Self::Other => "other",
        }
    }

    pub fn of_code(code: &str) -> Option<Self> {
        [Self::This, Self::Other].into_iter().find(|it| it.code() == code)
    }
}

/// What somebody chose, field by field; of the rest the prefilled holds.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct MergeForm {
    pub keep: BTreeMap<String, String>,
}

/// A lead with what it brings along.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Side {
    pub lead: Lead,
    /// The deal it became.
    pub deal: Option<i32>,
    pub touches: i64,
    pub activities: i64,
    /// Those that are yet to be done.
    pub tasks: i64,
    pub consents: i64,
    /// Leads it has swallowed before.
    pub merged: i64,
}

/// A field of both, and whose value is kept.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Choice {
    pub field: Field,
    pub this: String,
    pub other: String,
    pub pick: Pick,
}

impl Choice {
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

/// What a merge comes to.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Plan {
    pub choices: Vec<Choice>,
    /// The survivor comes to stand where the other one does.
    pub step: Option<LeadMove>,
}

/// Why two records are not merged, this way round or at all.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Hindrance {
    /// They are one already.
    Same,
    /// The other one became a deal, so it is the one to survive.
    BecameADeal,
    /// Each became a deal of its own.
    BothBecameDeals,
    /// The other one waits for an AE's decision.
    BeingHandedOver,
    /// What survived was swallowed since: that is to be undone first.
    UndoLaterFirst,
    /// Each has a registration number of its own, so they are two companies.
    TwoCompanies,
    /// One stands above the other with somebody between them.
    StandsAbove,
}

/// What becomes of two leads. `survivor` lives on.
pub fn plan(survivor: &Side, swallowed: &Side, form: &MergeForm) -> Result<Plan, Refusal> {
    if survivor.lead.id == swallowed.lead.id {
        return Err(Refusal::Merge(Hindrance::Same));
    }
    if swallowed.lead.status == LeadStatus::HandoverPending {
        return Err(Refusal::Merge(Hindrance::BeingHandedOver));
    }
    match (survivor.deal, swallowed.deal) {
        (Some(_), Some(_)) => return Err(Refusal::Merge(Hindrance::BothBecameDeals)),
        (None, Some(_)) => return Err(Refusal::Merge(Hindrance::BecameADeal)),
        _ => {}
    }
    let picks = picks(form)?;
    let choice = |field: Field| {
        let (this, other) = (field.value(&survivor.lead), field.value(&swallowed.lead));
        let pick = picks.get(field.code()).copied();
        // Where a hand-over has put a lead, it stands.
        let pick = pick.filter(|_| !(field == Field::Status && survivor.lead.status.is_by_handover()));
        let pick = pick.unwrap_or_else(|| prefilled(field, &survivor.lead, &swallowed.lead));
        Choice { field, this, other, pick }
    };
    let choices: Vec<_> = Field::ALL.into_iter().map(choice).collect();
    let moves = |it: &&Choice| it.field == Field::Status && it.differs() && it.pick == Pick::Other;
    let step = choices.iter().find(moves).map(|_| stands(&swallowed.lead));
    Ok(Plan { choices, step })
}

/// The filled value rather than none; of two the survivor's. A lead stands where it was brought furthest.
fn prefilled(field: Field, survivor: &Lead, swallowed: &Lead) -> Pick {
    let takes_other = match field {
        Field::Status => is_further(survivor.status, swallowed.status),
        _ => field.value(survivor).is_empty(),
    };
    if takes_other { Pick::Other } else { Pick::This }
}

fn is_further(this: LeadStatus, other: LeadStatus) -> bool {
    let worked = |it| LeadStatus::WORKED.iter().position(|worked| *worked == it);
    match (worked(this), worked(other)) {
        (Some(this), Some(other)) => this < other,
        // Nobody is given up whom somebody still works on, or waits for.
        _ => this == LeadStatus::Disqualified && other != LeadStatus::Disqualified,
    }
}

fn picks(form: &MergeForm) -> Result<BTreeMap<&'static str, Pick>, Refusal> {
    let read = |(field, pick): (&String, &String)| {
        let unknown = || Problem::new(field.as_str(), Why::Unknown);
        let field = Field::of_code(field).ok_or_else(unknown)?;
        Ok((field.code(), Pick::of_code(pick).ok_or_else(unknown)?))
    };
    form.keep.iter().map(read).collect::<Result<_, Problem>>().map_err(Refusal::from)
}

/// The step that brings a lead to where this one stands.
pub fn stands(lead: &Lead) -> LeadMove {
    let reason = lead.nurture_reason.clone().or_else(|| lead.disqualify_note.clone());
    LeadMove { to: lead.status, until: lead.nurture_until, why: lead.disqualify_reason, reason, wake: None }
}

impl Plan {
    /// The survivor's facts as they will be.
    pub fn form(&self) -> LeadForm {
        let mut form = LeadForm::default();
        for choice in &self.choices {
            if let Some(place) = choice.field.place(&mut form) {
                choice.kept().clone_into(place);
            }
        }
        form
    }

    /// What changes about the survivor.
    pub fn written(&self) -> Vec<Written> {
        let changes = |it: &&Choice| it.differs() && it.pick == Pick::Other;
        let written =
            |it: &Choice| Written { field: it.field, was: it.this.clone(), became: it.other.clone() };
        self.choices.iter().filter(changes).map(written).collect()
    }
}

/// The two as the page of a merge shows them.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Preview {
    pub survivor: Side,
    pub swallowed: Side,
    /// With everything prefilled, or why not.
    pub plan: Result<Plan, Refusal>,
}

/// A merge that was carried out, as the survivor's page tells it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Merged {
    pub id: MergeId,
    /// Of the survivor and of the swallowed one: what people call them.
    pub survivor: i32,
    pub number: i32,
    pub name: String,
    pub by: Option<MemberId>,
    pub at: DateTime<Utc>,
    pub undone_by: Option<MemberId>,
    pub undone_at: Option<DateTime<Utc>>,
    /// What an undo has left alone, because somebody had changed it since.
    pub kept: Vec<Field>,
}

#[cfg(test)]
mod tests;
