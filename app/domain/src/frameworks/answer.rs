//! What is known of a deal: a score, the activity that it was learned by, and the day up to which that holds.

use super::{CONFIRMED, Framework};
use crate::activities::{ActivityKind, Outcome};
use crate::pipeline::gate::Scored;
use crate::{ActivityId, MemberId};
use chrono::{DateTime, Days, NaiveDate, Utc};
use serde::{Deserialize, Serialize};

/// So many calendar days what was learned is believed; afterwards it has to be asked again.
pub const EXPIRES_DAYS: u64 = 60;

/// A score that is on record with what it was learned by, as gates and the coach ask for it. It travels with cards, so
/// it is kept small.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(from = "ShortKnown", into = "ShortKnown")]
pub struct Known {
    pub framework: String,
    pub criterion: String,
    pub score: i16,
    /// The day it was learned.
    pub on: NaiveDate,
}

type ShortKnown = (String, String, i16, NaiveDate);

impl From<ShortKnown> for Known {
    fn from((framework, criterion, score, on): ShortKnown) -> Self {
        Self { framework, criterion, score, on }
    }
}

impl From<Known> for ShortKnown {
    fn from(it: Known) -> Self {
        (it.framework, it.criterion, it.score, it.on)
    }
}

impl Known {
    /// None: nothing is known, or nothing proves it.
    pub fn of(framework: &str, criterion: &str, score: i16, learned_on: Option<NaiveDate>) -> Option<Self> {
        let on = learned_on.filter(|_| score > 0)?;
        Some(Self { framework: framework.to_owned(), criterion: criterion.to_owned(), score, on })
    }

    /// The last day on which it is believed.
    pub fn until(&self) -> NaiveDate {
        self.on.checked_add_days(Days::new(EXPIRES_DAYS)).unwrap_or(self.on)
    }

    /// What it counts today: nothing once it has expired.
    pub fn counts(&self, today: NaiveDate) -> i16 {
        if self.until() < today { 0 } else { self.score }
    }
}

/// What the score of a criterion counts today, or of all criteria of a framework.
pub(crate) fn counted(known: &[Known], framework: &str, criterion: Option<&str>, today: NaiveDate) -> i16 {
    let meant = known.iter().filter(|it| it.framework == framework);
    let meant = meant.filter(|it| criterion.is_none_or(|code| it.criterion == code));
    meant.map(|it| it.counts(today)).sum()
}

/// The activity by which something was learned.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Evidence {
    pub activity: ActivityId,
    pub kind: ActivityKind,
    pub outcome: Option<Outcome>,
    /// How it begins.
    pub body: String,
    pub on: NaiveDate,
}

/// The newest score of a criterion.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Answer {
    pub criterion: String,
    pub score: i16,
    /// None for what is unknown, and where the activity was taken away since: then nothing proves the score any more.
    pub evidence: Option<Evidence>,
    /// The day it was learned.
    pub on: Option<NaiveDate>,
    pub by: Option<MemberId>,
    pub at: DateTime<Utc>,
    /// The deal's version that it made: whoever writes over it says which one they saw.
    pub version: i32,
}

/// How far a criterion can be relied upon.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Standing {
    Unknown,
    Holds,
    /// It was known once.
    Expired,
    /// What it was learned by is not on record any more.
    Unproven,
}

impl Standing {
    /// Of a score, and of what is known by it.
    pub fn of(score: i16, known: Option<&Known>, today: NaiveDate) -> Self {
        match (score, known) {
            (0, _) => Self::Unknown,
            (_, None) => Self::Unproven,
            (_, Some(known)) if known.counts(today) == 0 => Self::Expired,
            _ => Self::Holds,
        }
    }
}

impl Answer {
    pub fn standing(&self, framework: &str, today: NaiveDate) -> Standing {
        Standing::of(self.score, self.known(framework).as_ref(), today)
    }

    pub fn known(&self, framework: &str) -> Option<Known> {
        Known::of(framework, &self.criterion, self.score, self.on.filter(|_| self.evidence.is_some()))
    }
}

/// One framework of a deal, filled in as far as it is.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Sheet {
    pub framework: Framework,
    pub answers: Vec<Answer>,
}

impl Sheet {
    pub fn answer(&self, criterion: &str) -> Option<&Answer> {
        self.answers.iter().find(|it| it.criterion == criterion)
    }

    pub fn known(&self) -> Vec<Known> {
        self.answers.iter().filter_map(|it| it.known(&self.framework.code)).collect()
    }

    /// What its criteria come to today. One that the framework has no more counts nowhere.
    pub fn total(&self, today: NaiveDate) -> i16 {
        self.framework.criteria.iter().map(|it| self.counts(&it.code, today)).sum()
    }

    pub fn counts(&self, criterion: &str, today: NaiveDate) -> i16 {
        let known = self.answer(criterion).and_then(|it| it.known(&self.framework.code));
        known.map_or(0, |it| it.counts(today))
    }

    pub fn is_confirmed(&self, criterion: &str, today: NaiveDate) -> bool {
        self.counts(criterion, today) >= CONFIRMED
    }
}

/// What is known of a deal by every framework that has something to say about it: first the one that its pipeline uses.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct DealFrameworks {
    pub sheets: Vec<Sheet>,
    /// The code of that one.
    pub uses: Option<String>,
    /// Of the pipeline's own framework: what the next gate asks.
    pub asked: Vec<Scored>,
    /// What was done on the deal lately, newest first: any of it may prove something.
    pub evidence: Vec<Evidence>,
    /// Whom one can ask.
    pub people: Vec<String>,
    pub today: NaiveDate,
}
