//! The lists of accounts and people: which rows somebody wants to see, in which order, a page at a time.
//! The whole wish is the address of the page, so that a link shows a colleague the same list.

use crate::icp::Tiers;
use crate::pipeline::filter::Owner;
use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};
use uuid::Uuid;

/// How many rows a page has.
pub const PAGE: i64 = 50;

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub enum Sort {
    #[default]
    Name,
    /// The latest touch first; what was never touched comes last.
    Activity,
    /// Of accounts: the best fit first; what has none comes last.
    Fit,
    /// Of accounts: what takes most in a year first; what nobody knows of comes last.
    Revenue,
}

impl Sort {
    pub const ALL: [Self; 4] = [Self::Name, Self::Activity, Self::Fit, Self::Revenue];

    /// People have neither a fit nor a revenue.
    pub const fn is_of_accounts(self) -> bool {
        matches!(self, Self::Fit | Self::Revenue)
    }

    pub const fn code(self) -> &'static str {
        match self {
            Self::Name => "",
            Self::Activity => "activity",
            Self::Fit => "fit",
            Self::Revenue => "revenue",
        }
    }
}

/// Where a page begins. Named by a row rather than a number, so that news above it shifts nothing.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub enum Place {
    #[default]
    Start,
    After(Uuid),
    Before(Uuid),
}

#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Wish {
    /// Part of a name, domain or e-mail address.
    pub text: String,
    pub owner: Owner,
    /// Of accounts.
    #[serde(default)]
    pub tiers: Tiers,
    /// Of accounts: of this industry. Empty: of any.
    #[serde(default)]
    pub industry: String,
    /// Of accounts: only those we set out to win.
    #[serde(default)]
    pub targets: bool,
    pub sort: Sort,
    pub place: Place,
}

impl Wish {
    /// Reads the address's parameters. What is not understood wishes nothing, rather than failing a link.
    pub fn of_pairs(get: impl Fn(&str) -> Option<String>) -> Self {
        let id = |name| get(name).and_then(|it| it.parse().ok());
        let sort = get("sort").unwrap_or_default();
        let short = |name| {
            let said: String = get(name).unwrap_or_default();
            said.trim().chars().take(crate::search::LONGEST).collect()
        };
        Self {
            text: short("q"),
            owner: match get("owner").unwrap_or_default().as_str() {
                "me" => Owner::Me,
                "none" => Owner::Nobody,
                id => id.parse().map_or(Owner::Anybody, Owner::Of),
            },
            tiers: get("tier").and_then(|it| Tiers::of_code(&it)).unwrap_or_default(),
            industry: short("industry"),
            targets: get("target").is_some_and(|it| it == "true"),
            sort: Sort::ALL.into_iter().find(|it| it.code() == sort).unwrap_or_default(),
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
            ("q", self.text.clone()),
            ("owner", owner_code(self.owner)),
            ("tier", self.tiers.code().to_owned()),
            ("industry", self.industry.clone()),
            ("target", if self.targets { "true".to_owned() } else { String::new() }),
            ("sort", self.sort.code().to_owned()),
            ("after", after.map(|it| it.to_string()).unwrap_or_default()),
            ("before", before.map(|it| it.to_string()).unwrap_or_default()),
        ];
        pairs.into_iter().filter(|it| !it.1.is_empty()).collect()
    }

    /// Does it leave rows out?
    pub fn filters(&self) -> bool {
        !self.text.is_empty()
            || self.owner != Owner::Anybody
            || self.tiers != Tiers::Any
            || !self.industry.is_empty()
            || self.targets
    }
}

/// An owner filter as addresses and pickers write it.
pub fn owner_code(owner: Owner) -> String {
    match owner {
        Owner::Anybody => String::new(),
        Owner::Me => "me".to_owned(),
        Owner::Nobody => "none".to_owned(),
        Owner::Of(id) => id.to_string(),
    }
}

/// A page of a list, and what the whole list comes to.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ListPage<T> {
    pub rows: Vec<T>,
    /// How many rows stand before the first of these.
    pub before: i64,
    /// How many rows the wish has in all.
    pub total: i64,
    /// Of accounts: the industries that are to be chosen from, most frequent first.
    #[serde(default = "Vec::new")]
    pub industries: Vec<String>,
    /// When it was read, so that both sides say the same "2 hours ago".
    pub now: DateTime<Utc>,
}

impl<T> ListPage<T> {
    /// The place of the last row in the list, counted from one.
    pub fn last(&self) -> i64 {
        self.before + i64::try_from(self.rows.len()).unwrap_or(i64::MAX)
    }

    pub fn has_next(&self) -> bool {
        self.last() < self.total
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::MemberId;

    #[test]
    fn a_link_carries_the_whole_wish() {
        let wish = Wish {
            text: "한빛".into(),
            owner: Owner::Of(MemberId(Uuid::from_u128(7))),
            tiers: Tiers::Of(crate::icp::Tier::B),
            industry: "소프트웨어".into(),
            targets: true,
            sort: Sort::Fit,
            place: Place::Before(Uuid::from_u128(8)),
        };
        let pairs = wish.pairs();
        let read = |name: &str| pairs.iter().find(|it| it.0 == name).map(|it| it.1.clone());
        assert_eq!(Wish::of_pairs(read), wish);
        assert!(Wish::default().pairs().is_empty());
        let nonsense = Wish::of_pairs(|_| Some("nonsense".into()));
        assert_eq!(
            (nonsense.owner, nonsense.sort, nonsense.place),
            (Owner::Anybody, Sort::Name, Place::Start)
        );
    }

    #[test]
    fn a_page_knows_where_it_stands() {
        let now = DateTime::UNIX_EPOCH;
        let page = ListPage { rows: vec![(); 50], before: 50, total: 101, industries: vec![], now };
        assert_eq!((page.last(), page.has_next()), (100, true));
        assert!(!ListPage { total: 100, ..page }.has_next());
    }
}
