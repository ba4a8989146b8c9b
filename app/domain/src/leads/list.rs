//! The lead board and its columns one by one: which leads somebody wants to see. The whole wish is the address, so that
//! a link shows a colleague the same.

use super::{DisqualifyReason, LeadStatus, Origin, Promise, Standing, owner_after};
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

    pub fn card(&self, lead: LeadId) -> Option<&LeadCard> {
        self.columns.iter().flat_map(|it| &it.cards).find(|it| it.id == lead)
    }

    /// Shows a lead where somebody puts it, before it is known to stand there. Its place in the column is the one that
    /// its last touch gives it.
    pub fn lay(&mut self, lead: LeadId, to: LeadStatus, by: MemberId) {
        let take = |it: &mut LeadColumn| {
            let at = it.cards.iter().position(|it| it.id == lead)?;
            Some(it.cards.remove(at))
        };
        let Some(mut card) = self.columns.iter_mut().find_map(take) else { return };
        for (status, count) in &mut self.counts {
            *count += i64::from(*status == to) - i64::from(*status == card.status);
        }
        if to != card.status && !self.counts.iter().any(|it| it.0 == to) {
            self.counts.push((to, 1));
        }
        card.owner = owner_after(Standing { status: card.status, owner: card.owner }, to, Some(by));
        if to != card.status {
            (card.nurture_until, card.promise) = (None, None);
        }
        card.status = to;
        if let Some(column) = self.columns.iter_mut().find(|it| it.status == to) {
            let place = (card.last_touch_at, card.id.0);
            let at = column.cards.partition_point(|it| (it.last_touch_at, it.id.0) > place);
            column.cards.insert(at, card);
        }
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

    #[test]
    fn a_lead_that_is_put_somewhere_is_counted_there_and_stands_where_its_touch_puts_it() {
        let at = |hour: u32| format!("2026-11-30T{hour:02}:00:00Z").parse().expect("an instant");
        let card = |id: u128, status, hour| LeadCard {
            id: LeadId(Uuid::from_u128(id)),
            number: 1,
            version: 1,
            name: "김민수".into(),
            company: None,
            title: None,
            origin: Origin::Inbound,
            source: None,
            kind: Kind::None,
            cooling: false,
            review: false,
            status,
            status_entered_at: at(0),
            owner: None,
            last_touch_at: at(hour),
            touches: 1,
            nurture_until: None,
            disqualify_reason: None,
            promise: None,
        };
        let (new, working) = (LeadStatus::New, LeadStatus::Working);
        let column = |status, cards| LeadColumn { status, cards };
        let mut view = LeadsView {
            columns: vec![
                column(new, vec![card(5, new, 5)]),
                column(working, vec![card(9, working, 9), card(1, working, 1)]),
            ],
            counts: vec![(new, 30), (working, 2)],
            before: 0,
            sources: vec![],
            now: at(10),
        };
        let (lead, me) = (LeadId(Uuid::from_u128(5)), MemberId(Uuid::from_u128(7)));
        view.lay(lead, working, me);
        let ids: Vec<_> = view.columns[1].cards.iter().map(|it| it.id.0.as_u128()).collect();
        assert_eq!((ids, view.count(new), view.count(working)), (vec![9, 5, 1], 29, 3));
        assert_eq!(view.card(lead).and_then(|it| it.owner), Some(me), "who begins has taken it");
        view.lay(lead, LeadStatus::Disqualified, me);
        assert_eq!(view.card(lead), None, "where it goes is no column");
        assert_eq!((view.count(working), view.count(LeadStatus::Disqualified)), (2, 1));
        let same = view.clone();
        view.lay(lead, new, me);
        assert_eq!(view, same, "nothing is known of it");
    }
}
