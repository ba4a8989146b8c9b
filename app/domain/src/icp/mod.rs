//! The ideal customer profile (ICP): whom we want to sell to, as weighted questions about an account. From it every
//! account gets a fit from 0 to 100 and a tier, and the reasons for both.

mod book;
mod effect;
mod fit;
mod form;
#[cfg(test)]
mod tests;

pub use book::{Choices, IcpBook, KeptProfile, Offer};
pub use effect::{Effect, Shift, Shown, TierLine, win_rate};
pub use fit::{Answer, Contribution, Fit, judge, score};
pub use form::{MOST_POINTS, MOST_PREDICATES, MOST_VALUES, ProfileForm, RowForm};

use crate::{Currency, Money};
use serde::{Deserialize, Serialize};

/// What we ask of an account, each question by itself. Their order is for readers and changes no fit.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Profile(pub Vec<Predicate>);

impl Profile {
    /// The points of an account that fits in everything: what a fit of 100 is.
    pub fn most(&self) -> i32 {
        self.0.iter().map(|it| it.points.max(0)).sum()
    }
}

/// One question, and what a yes is worth. Less than nothing speaks against an account.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Predicate {
    pub asks: Asks,
    pub points: i32,
}

/// A question about an account's facts, by the names under which it is stored.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Asks {
    /// Its industry is one of these.
    Industry(Vec<String>),
    /// So many people work there, both bounds included. None: without bound.
    Employees { from: Option<i32>, to: Option<i32> },
    /// So much it takes in a year, in smallest units of a currency, both bounds included.
    Revenue { currency: Currency, from: Option<i64>, to: Option<i64> },
    /// It is in one of these regions; 서울 holds 서울 강남, too.
    Region(Vec<String>),
    /// It has at least one of these tags.
    AnyTag(Vec<String>),
    /// It has none of them.
    NoTag(Vec<String>),
}

/// What kind of question it is, as forms name it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Kind {
    Industry,
    Employees,
    Revenue,
    Region,
    AnyTag,
    NoTag,
}

impl Kind {
    pub const ALL: [Self; 6] =
        [Self::Industry, Self::Employees, Self::Revenue, Self::Region, Self::AnyTag, Self::NoTag];

    pub const fn code(self) -> &'static str {
        match self {
            Self::Industry => "industry",
            Self::Employees => "employees",
            Self::Revenue => "revenue",
            Self::Region => "region",
            Self::AnyTag => "any_tag",
            Self::NoTag => "no_tag",
        }
    }

    pub fn of_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|it| it.code() == code)
    }
}

impl Asks {
    pub const fn kind(&self) -> Kind {
        match self {
            Self::Industry(_) => Kind::Industry,
            Self::Employees { .. } => Kind::Employees,
            Self::Revenue { .. } => Kind::Revenue,
            Self::Region(_) => Kind::Region,
            Self::AnyTag(_) => Kind::AnyTag,
            Self::NoTag(_) => Kind::NoTag,
        }
    }

    /// What it lists; nothing where it asks for a number.
    pub fn values(&self) -> &[String] {
        match self {
            Self::Industry(values) | Self::Region(values) | Self::AnyTag(values) | Self::NoTag(values) => {
                values
            }
            Self::Employees { .. } | Self::Revenue { .. } => &[],
        }
    }
}

/// What is known of an account, as far as a profile asks.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Facts {
    pub industry: Option<String>,
    pub employees: Option<i32>,
    pub revenue: Option<Money>,
    pub region: Option<String>,
    pub tags: Vec<String>,
}

/// How good a fit is, in three classes. Below C there is none.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[cfg_attr(feature = "sqlx", derive(sqlx::Type), sqlx(type_name = "text", rename_all = "lowercase"))]
#[serde(rename_all = "lowercase")]
pub enum Tier {
    A,
    B,
    C,
}

impl Tier {
    pub const ALL: [Self; 3] = [Self::A, Self::B, Self::C];

    /// The least fit of the tier.
    pub const fn least(self) -> i16 {
        match self {
            Self::A => 80,
            Self::B => 60,
            Self::C => 40,
        }
    }

    pub fn of_score(score: i16) -> Option<Self> {
        Self::ALL.into_iter().find(|it| score >= it.least())
    }

    pub const fn code(self) -> &'static str {
        match self {
            Self::A => "a",
            Self::B => "b",
            Self::C => "c",
        }
    }

    /// As it is written on screen, in every language.
    pub const fn letter(self) -> &'static str {
        match self {
            Self::A => "A",
            Self::B => "B",
            Self::C => "C",
        }
    }

    pub fn of_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|it| it.code() == code)
    }
}

/// The tiers that a list shows.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum Tiers {
    #[default]
    Any,
    Of(Tier),
    /// Accounts without a tier.
    Without,
}

impl Tiers {
    pub fn of_code(code: &str) -> Option<Self> {
        match code {
            "" => Some(Self::Any),
            "none" => Some(Self::Without),
            code => Tier::of_code(code).map(Self::Of),
        }
    }

    pub const fn code(self) -> &'static str {
        match self {
            Self::Any => "",
            Self::Of(tier) => tier.code(),
            Self::Without => "none",
        }
    }
}
