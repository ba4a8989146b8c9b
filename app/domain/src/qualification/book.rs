//! What is kept of qualification, as pages show it: the versions of the rules, and what became of a lead by them.

use super::{Kind, Origin, Reason, Rules, Talk, TalkFacts};
use crate::MemberId;
use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};
use uuid::Uuid;

/// One version. Zero are the figures that everybody begins with.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct KeptRules {
    pub version: i32,
    pub rules: Rules,
    /// None: the operator wrote it, or it is the one to begin with.
    pub by: Option<MemberId>,
    pub at: Option<DateTime<Utc>>,
    /// The older version that it brought back.
    pub restored: Option<i32>,
}

/// What the page of the rules shows.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct RulesBook {
    /// The one that holds.
    pub current: KeptRules,
    /// Some versions, newest first.
    pub versions: Vec<KeptRules>,
    /// Are there older ones than these?
    pub older: bool,
    pub now: DateTime<Utc>,
}

/// A kind that was granted.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct KeptChange {
    pub id: Uuid,
    pub from: Kind,
    pub to: Kind,
    pub origin: Origin,
    /// Of the rules by which it was granted.
    pub rule_version: i32,
    pub reasons: Vec<Reason>,
    /// None: by the rules alone.
    pub by: Option<MemberId>,
    /// The moment that brought it, which may be before we knew of it.
    pub reached_at: DateTime<Utc>,
    pub at: DateTime<Utc>,
}

/// What a lead's signals come to, as it was judged last.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "sqlx", derive(sqlx::FromRow))]
pub struct LeadScore {
    pub fit: Option<i16>,
    pub interest: i16,
    pub product: Option<i16>,
    /// The product that these points are of, where it has rules of its own.
    pub product_name: Option<String>,
    pub cooling: bool,
    pub review: bool,
    pub rule_version: i32,
}

/// How a lead is qualified, as its page shows it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Qualified {
    pub kind: Kind,
    pub score: LeadScore,
    /// Every kind that was granted, the newest first.
    pub changes: Vec<KeptChange>,
    pub talk: Talk,
    pub facts: TalkFacts,
    /// Of the lead, for whoever writes the talk.
    pub version: i32,
    pub now: DateTime<Utc>,
}
