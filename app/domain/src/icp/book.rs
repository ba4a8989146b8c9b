//! The profile as it is kept: every one that was saved is a version, and stays readable.

use super::{Kind, Profile};
use crate::MemberId;
use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};

/// One version.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct KeptProfile {
    pub version: i32,
    pub profile: Profile,
    /// None: it came with the demo, or the operator wrote it.
    pub by: Option<MemberId>,
    pub at: DateTime<Utc>,
    /// The older version that it brought back.
    pub restored: Option<i32>,
}

/// What the page of the profile shows.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct IcpBook {
    /// The one that holds; none until somebody has written one.
    pub current: Option<KeptProfile>,
    /// Some versions, newest first.
    pub versions: Vec<KeptProfile>,
    /// Are there older ones than these?
    pub older: bool,
    pub choices: Choices,
    pub now: DateTime<Utc>,
}

impl IcpBook {
    /// The version that holds; zero before the first.
    pub fn version(&self) -> i32 {
        self.current.as_ref().map_or(0, |it| it.version)
    }
}

/// What accounts really have, most frequent first, to choose from.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Choices {
    pub industries: Vec<Offer>,
    pub regions: Vec<Offer>,
    pub tags: Vec<Offer>,
}

/// A value, and how many accounts have it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "sqlx", derive(sqlx::FromRow))]
pub struct Offer {
    pub value: String,
    pub accounts: i64,
}

/// So many values are offered of each kind.
const OFFERED: usize = 24;

impl Choices {
    /// Regions are offered by their first word, which holds all that is within: nobody ticks 25 districts.
    pub fn new(industries: Vec<Offer>, regions: &[Offer], tags: Vec<Offer>) -> Self {
        let mut wide: Vec<Offer> = vec![];
        for region in regions {
            let Some(first) = region.value.split_whitespace().next() else { continue };
            match wide.iter_mut().find(|it| it.value == first) {
                Some(known) => known.accounts += region.accounts,
                None => wide.push(Offer { value: first.to_owned(), accounts: region.accounts }),
            }
        }
        wide.sort_by(|a, b| b.accounts.cmp(&a.accounts).then_with(|| a.value.cmp(&b.value)));
        let mut choices = Self { industries, regions: wide, tags };
        for offers in [&mut choices.industries, &mut choices.regions, &mut choices.tags] {
            offers.truncate(OFFERED);
        }
        choices
    }

    pub fn of(&self, kind: Kind) -> &[Offer] {
        match kind {
            Kind::Industry => &self.industries,
            Kind::Region => &self.regions,
            Kind::AnyTag | Kind::NoTag => &self.tags,
            Kind::Employees | Kind::Revenue => &[],
        }
    }
}
