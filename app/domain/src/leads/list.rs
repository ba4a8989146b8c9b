//! The lead board and its columns one by one: which leads somebody wants to see. The whole wish is the address, so that
//! a link shows a colleague the same.

use super::{DisqualifyReason, LeadStatus, Origin, Promise};
use crate::accounts::Place;
use crate::accounts::list::owner_code;
use crate::pipeline::filter::Owner;
use crate::qualification::{Kind, Kinds};
use crate::{Key, LeadId, MemberId};
use chrono::{DateTime, NaiveDate, Utc};
use serde::{Deserialize, Serialize};

/// How many leads of one status a page has.
pub const PAGE: i64 = 50;
/// How many of each a board begins with.
pub const ON_BOARD: i64 = 20;

#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Wish {
    /// Part of a name, a company, an e-mail address or a telephone number.
    pub text: String,
    pub owner: Owner,
    pub origin: Option<Origin>,
    pub source: String,
    /// How they are qualified.
    pub kind: Kinds,
    /// None: the board.
    pub status: Option<LeadStatus>,
    /// Where the page of one status begins.
    pub place: Place,
}

impl Wish {
    /// Reads the address's parameters. What is not understood wishes nothing, rather than failing a link.
    pub fn of_pairs(get: impl Fn(&str) -> Option<String>) -> Self {
        let said = |name| get(name).unwrap_or_default();
        let short = |name| said(name).trim().chars().take(crate::search::LONGEST).collect();
        let id = |name| get(name).and_then(|it| it.parse().ok());
        Self {
            text: short("q"),
            owner: match said("owner").as_str() {
                "me" => Owner::Me,
                "none" => Owner::Nobody,
                id => id.parse().map_or(Owner::Anybody, Owner::Of),
            },
            origin: Origin::of_code(&said("origin")),
            source: short("source"),
            kind: Kinds::of_code(&said("kind")).unwrap_or_default(),
            status: LeadStatus::of_code(&said("status")),
            place: match (id("after"), id("before")) {
                (Some(row), _) => Place::After(row),
                (None, Some(row)) => Place::Before(row),
                (None, None) => Place::Start,
            },
        }
    }

    /// Writes them, leaving out what wishes nothing. Values still want escaping.
    pub fn pairs(&self) -> Vec<(&'static str, String)> {
        let (after, before) = match self.place {
            Place::Start => (None, None),
            Place::After(row) => (Some(row), None),
            Place::Before(row) => (None, Some(row)),
        };
        let pairs = [
            ("status", self.status.map(LeadStatus::code).unwrap_or_default().to_owned()),
            ("q", self.text.clone()),
            ("owner", owner_code(self.owner)),
            ("origin", self.origin.map(Origin::code).unwrap_or_default().to_owned()),
            ("source", self.source.clone()),
            ("kind", self.kind.code().to_owned()),
            ("after", after.map(|it| it.to_string()).unwrap_or_default()),
            ("before", before.map(|it| it.to_string()).unwrap_or_default()),
        ];
        pairs.into_iter().filter(|it| !it.1.is_empty()).collect()
    }

    /// Does it leave leads out, whatever their status?
    pub fn filters(&self) -> bool {
        !self.text.is_empty()
            || self.owner != Owner::Anybody
            || self.origin.is_some()
            || !self.source.is_empty()
            || self.kind != Kinds::Any
    }

    /// The same leads, but of this status, or on the board; from the top.
    pub fn at(&self, status: Option<LeadStatus>) -> Self {
        Self { status, place: Place::Start, ..self.clone() }
    }
}

/// A lead on the board.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "sqlx", derive(sqlx::FromRow))]
pub struct LeadCard {
    pub id: LeadId,
    pub number: i32,
    pub version: i32,
    pub name: String,
    pub company: Option<String>,
    pub title: Option<String>,
    pub origin: Origin,
    pub source: Option<String>,
    pub kind: Kind,
    /// Below what the rules ask of its kind by now.
    pub cooling: bool,
    /// Raised a hand, and a member has to look first.
    pub review: bool,
    pub status: LeadStatus,
    pub status_entered_at: DateTime<Utc>,
    pub owner: Option<MemberId>,
    pub last_touch_at: DateTime<Utc>,
    pub touches: i64,
    pub nurture_until: Option<NaiveDate>,
    pub disqualify_reason: Option<DisqualifyReason>,
    /// What it is owed next. None, too, where nobody asked.
    #[cfg_attr(feature = "sqlx", sqlx(skip))]
    pub promise: Option<Promise>,
}

impl LeadCard {
    pub const fn key(&self) -> Key {
        Key::lead(self.number)
    }
}

/// Leads of one status, the latest touch first.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct LeadColumn {
    pub status: LeadStatus,
    pub cards: Vec<LeadCard>,
}

/// What the page of leads shows.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct LeadsView {
    /// The columns of the board, or the one that was asked for.
    pub columns: Vec<LeadColumn>,
    /// How many leads of each status the wish has, shown or not.
    pub counts: Vec<(LeadStatus, i64)>,
    /// How many stand before the first of the only column.
    pub before: i64,
    /// Where leads came from, to choose from: the most frequent first.
    pub sources: Vec<String>,
    pub now: DateTime<Utc>,
}

impl LeadsView {
    pub fn count(&self, status: LeadStatus) -> i64 {
        self.counts.iter().find(|it| it.0 == status).map_or(0, |it| it.1)
    }

    /// Those with whom something is still to come of it.
    pub fn on_board(&self) -> i64 {
        LeadStatus::BOARD.into_iter().map(|it| self.count(it)).sum()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use uuid::Uuid;

    #[test]
    fn a_link_carries_the_whole_wish() {
        let wish = Wish {
            text: "가람".into(),
            owner: Owner::Me,
            origin: Some(Origin::Product),
            source: "웨비나".into(),
            kind: Kinds::Review,
            status: Some(LeadStatus::Nurturing),
            place: Place::After(Uuid::from_u128(8)),
        };
        let pairs = wish.pairs();
        let read = |name: &str| pairs.iter().find(|it| it.0 == name).map(|it| it.1.clone());
        assert_eq!(Wish::of_pairs(read), wish);
        assert!(Wish::default().pairs().is_empty() && !Wish::default().filters());
        let nonsense = Wish::of_pairs(|_| Some("nonsense".into()));
        assert_eq!((nonsense.status, nonsense.origin, nonsense.place), (None, None, Place::Start));
        assert_eq!(wish.at(None).place, Place::Start);
    }
}
