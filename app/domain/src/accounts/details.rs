//! Everything the page of an account or a person shows beside its timeline.

use super::{Account, Person, PersonRow};
use crate::committee::Former;
use crate::merge::{RecordMerged, RecordPair};
use crate::{AccountId, DealId, Key, MemberId, Money, PersonId, icp::Fit, pipeline::Totals, refusal::Ending};
use chrono::{DateTime, NaiveDate, Utc};
use serde::{Deserialize, Serialize};

/// An account with its people, deals and children.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct AccountDetails {
    pub account: Account,
    /// Why it fits as well as it does; none without a profile.
    pub fit: Option<Fit>,
    pub people: Vec<PersonRow>,
    /// The first of them: open ones, then the latest decided.
    pub deals: Vec<DealBrief>,
    pub sums: DealSums,
    pub children: Vec<AccountLink>,
    /// What it has swallowed, undone or not.
    pub merged: Vec<RecordMerged>,
    /// What it may be besides.
    pub twin: Option<RecordPair>,
    pub now: DateTime<Utc>,
}

/// A person with the deals they are the contact of.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct PersonDetails {
    pub person: Person,
    pub deals: Vec<DealBrief>,
    /// Where they worked before, the latest first.
    pub former: Vec<Former>,
    pub merged: Vec<RecordMerged>,
    pub twin: Option<RecordPair>,
    pub now: DateTime<Utc>,
}

/// What all deals of an account come to, shown or not.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct DealSums {
    pub deals: i64,
    /// Open, or on hold.
    pub open: Totals,
    pub won: Totals,
}

/// A deal in one line, where it is not the subject of the page.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct DealBrief {
    pub id: DealId,
    pub number: i32,
    pub name: String,
    pub stage_ko: String,
    pub stage_en: String,
    /// None while it is open.
    pub ended: Option<Ending>,
    pub amount: Option<Money>,
    pub owner: Option<MemberId>,
    pub expected_close: Option<NaiveDate>,
}

impl DealBrief {
    pub const fn key(&self) -> Key {
        Key::deal(self.number)
    }
}

/// An account named on another record's page.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "sqlx", derive(sqlx::FromRow))]
pub struct AccountLink {
    pub id: AccountId,
    pub number: i32,
    pub name: String,
    pub domain: Option<String>,
}

/// An account offered while somebody types its name.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "sqlx", derive(sqlx::FromRow))]
pub struct AccountOffer {
    pub id: AccountId,
    pub number: i32,
    pub name: String,
    pub domain: Option<String>,
    /// Deals that are under way there: another one may be the same again.
    pub open_deals: i64,
}

/// A person to choose.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "sqlx", derive(sqlx::FromRow))]
pub struct PersonLink {
    pub id: PersonId,
    pub name: String,
    pub title: Option<String>,
}
