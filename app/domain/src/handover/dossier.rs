//! The dossier (인계서): what whoever closes has to know before the first word with the customer. It is put together from
//! what is on record, in ten items; each says what it lacks.

use crate::activities::{ActivityKind, Outcome};
use crate::consent::Channel;
use crate::icp::Tier;
use crate::leads::Origin;
use crate::qualification::{Criterion, Kind, Talk, Told};
use chrono::{DateTime, NaiveDate, Utc};
use serde::{Deserialize, Serialize};

use super::Notes;

/// So complete a dossier has to be, in percent, to be sent.
pub const LEAST: i16 = 80;

/// What a dossier consists of, in the order in which it is read.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Item {
    Account,
    Person,
    Fit,
    WhyNow,
    /// In the customer's own words; of whoever uses the product, what for.
    Need,
    /// Need, authority, timing and budget; of whoever uses the product, who owns their workspace.
    Answers,
    People,
    LastContact,
    NextStep,
    Promises,
}

impl Item {
    pub const ALL: [Self; 10] = [
        Self::Account,
        Self::Person,
        Self::Fit,
        Self::WhyNow,
        Self::Need,
        Self::Answers,
        Self::People,
        Self::LastContact,
        Self::NextStep,
        Self::Promises,
    ];
    /// Without these nobody can take over, however complete the rest is.
    pub const ALWAYS: [Self; 2] = [Self::Need, Self::NextStep];

    pub const fn code(self) -> &'static str {
        match self {
            Self::Account => "account",
            Self::Person => "person",
            Self::Fit => "fit",
            Self::WhyNow => "why_now",
            Self::Need => "need",
            Self::Answers => "answers",
            Self::People => "people",
            Self::LastContact => "last_contact",
            Self::NextStep => "next_step",
            Self::Promises => "promises",
        }
    }
}

/// What an item lacks.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Gap {
    Company,
    Domain,
    Title,
    /// Neither an e-mail address nor a telephone number.
    Reach,
    /// Nobody has said whom we want to sell to, or the company is unknown.
    Fit,
    WhyNow,
    Need,
    UseCase,
    Answer(Criterion),
    WorkspaceOwner,
    People,
    Contact,
    Questions,
    NextStep,
    NextStepDay,
    /// The agreed day has passed.
    NextStepPast,
    Consent,
    Promises,
}

/// Where somebody fills a gap.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Held {
    /// The lead's own fields.
    Lead,
    /// The talk of qualification.
    Talk,
    /// The notes of the dossier.
    Notes,
    /// What is logged on the lead.
    Activity,
    /// What they agreed to hear from us.
    Consent,
    /// The profile of the ideal customer.
    Profile,
}

impl Gap {
    pub const fn held(self) -> Held {
        match self {
            Self::Company | Self::Domain | Self::Title | Self::Reach | Self::WhyNow => Held::Lead,
            Self::Fit => Held::Profile,
            Self::Answer(_) | Self::WorkspaceOwner | Self::UseCase => Held::Talk,
            Self::Contact => Held::Activity,
            Self::Consent => Held::Consent,
            Self::Need
            | Self::People
            | Self::Questions
            | Self::NextStep
            | Self::NextStepDay
            | Self::NextStepPast
            | Self::Promises => Held::Notes,
        }
    }
}

/// The last time we and the customer spoke.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Contact {
    pub at: DateTime<Utc>,
    pub kind: ActivityKind,
    pub outcome: Option<Outcome>,
    pub body: String,
}

/// What is on record of a lead; frozen with the hand-over when it is sent.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Dossier {
    pub company: Option<String>,
    pub domain: Option<String>,
    pub name: String,
    pub title: Option<String>,
    pub email: Option<String>,
    pub phone: Option<String>,
    pub fit: Option<i16>,
    pub kind: Kind,
    pub origin: Origin,
    /// What they wanted when they came.
    pub about: String,
    /// What they did lately, the newest first.
    pub signals: Vec<Told>,
    pub talk: Talk,
    pub notes: Notes,
    /// Others we know at the company.
    pub people: Vec<String>,
    pub last_contact: Option<Contact>,
    /// The ways by which they agreed to hear from us, or said that they do not.
    pub consents: Vec<(Channel, bool)>,
}

/// Why a hand-over is not sent.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum NotSent {
    /// Nobody has confirmed yet that it is one for sales.
    NotQualified(Kind),
    /// So complete it is; and what has to be there in any case.
    Incomplete { completeness: i16, needs: Vec<Item> },
    /// The lead stands where nobody works it.
    NotWorked,
}

impl Dossier {
    pub fn tier(&self) -> Option<Tier> {
        self.fit.and_then(Tier::of_score)
    }

    /// Whoever uses the product shows by that what others have to say.
    fn uses_product(&self) -> bool {
        self.origin == Origin::Product
    }

    /// In the customer's words, as the notes have it; else as the talk was written down, if they confirmed it themselves.
    pub fn need(&self) -> &str {
        let said = self.talk.answer(Criterion::Need);
        match (self.notes.need_words.is_empty(), self.uses_product()) {
            (false, _) => &self.notes.need_words,
            (true, true) => &self.talk.used.use_case,
            (true, false) if said.is_confirmed() => &said.note,
            (true, false) => "",
        }
    }

    /// What an item lacks on that day; nothing if it is there.
    pub fn gaps(&self, item: Item, today: NaiveDate) -> Vec<Gap> {
        let lacks = |is_there: bool, gap: Gap| (!is_there).then_some(gap);
        let notes = &self.notes;
        let found = match item {
            Item::Account => {
                vec![lacks(self.company.is_some(), Gap::Company), lacks(self.domain.is_some(), Gap::Domain)]
            }
            Item::Person => vec![
                lacks(self.title.is_some(), Gap::Title),
                lacks(self.email.is_some() || self.phone.is_some(), Gap::Reach),
            ],
            Item::Fit => vec![lacks(self.fit.is_some(), Gap::Fit)],
            Item::WhyNow => vec![lacks(!self.signals.is_empty() || !self.about.is_empty(), Gap::WhyNow)],
            Item::Need => {
                let gap = if self.uses_product() { Gap::UseCase } else { Gap::Need };
                vec![lacks(!self.need().is_empty(), gap)]
            }
            Item::Answers if self.uses_product() => {
                vec![lacks(!self.talk.used.workspace_owner.is_empty(), Gap::WorkspaceOwner)]
            }
            // "Unknown" is no answer.
            Item::Answers => Criterion::ALL
                .into_iter()
                .map(|it| lacks(self.talk.answer(it).score > 0, Gap::Answer(it)))
                .collect(),
            Item::People => vec![lacks(!notes.people.is_empty() || !self.people.is_empty(), Gap::People)],
            Item::LastContact => vec![
                lacks(self.last_contact.is_some(), Gap::Contact),
                lacks(!notes.questions.is_empty(), Gap::Questions),
            ],
            Item::NextStep => vec![
                lacks(!notes.next_step.is_empty(), Gap::NextStep),
                match notes.next_step_due {
                    None => Some(Gap::NextStepDay),
                    Some(day) => lacks(day >= today, Gap::NextStepPast),
                },
            ],
            Item::Promises => vec![
                lacks(!self.consents.is_empty(), Gap::Consent),
                lacks(!notes.promises.is_empty(), Gap::Promises),
            ],
        };
        found.into_iter().flatten().collect()
    }

    /// How complete it is, in percent: ten for each item that lacks nothing.
    pub fn completeness(&self, today: NaiveDate) -> i16 {
        let there = Item::ALL.into_iter().filter(|it| self.gaps(*it, today).is_empty());
        there.map(|_| 10_i16).sum()
    }

    /// May it go to whoever closes? Only a lead that a member found to be one for sales may.
    pub fn may_send(&self, today: NaiveDate) -> Result<i16, NotSent> {
        if self.kind != Kind::SalesQualified {
            return Err(NotSent::NotQualified(self.kind));
        }
        let completeness = self.completeness(today);
        let needs: Vec<_> = Item::ALWAYS.into_iter().filter(|it| !self.gaps(*it, today).is_empty()).collect();
        match completeness >= LEAST && needs.is_empty() {
            true => Ok(completeness),
            false => Err(NotSent::Incomplete { completeness, needs }),
        }
    }
}
