//! Qualification: how sure we are that somebody may buy. Marketing signals make an MQL, use of the product a PQL, both by
//! rules that a team edits; a person alone makes an SQL (sales-qualified), after a talk. A kind is granted once and never
//! taken away; why it was granted is kept with it.

mod book;
mod effect;
mod form;
mod judge;
mod rules;
mod talk;
#[cfg(test)]
mod tests;

pub use book::{KeptChange, KeptRules, LeadScore, Qualified, RulesBook};
pub use effect::{Effect, Line, Named, Side, Would};
pub use form::{ProductForm, RulesForm, WeightForm};
pub use judge::{Facts, Fit, Judged, Reached, Reason, Signals, Told, judge, replay};
pub use rules::{Marks, ProductRules, Rules, Weight, same_product};
pub use talk::{Agreed, Answer, Criterion, Missing, Talk, TalkFacts, TalkForm, Use, enough};

use serde::{Deserialize, Serialize};

/// How far a lead is qualified: the furthest it has come. Where the work with it stands is another matter.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[cfg_attr(feature = "sqlx", derive(sqlx::Type), sqlx(type_name = "text", rename_all = "snake_case"))]
#[serde(rename_all = "snake_case")]
pub enum Kind {
    #[default]
    None,
    /// They show interest, and fit (MQL).
    MarketingQualified,
    /// They have felt what the product is worth, and need more of it (PQL).
    ProductQualified,
    /// A member confirmed it in a talk (SQL).
    SalesQualified,
}

impl Kind {
    pub const ALL: [Self; 4] =
        [Self::None, Self::MarketingQualified, Self::ProductQualified, Self::SalesQualified];
    /// Those that rules grant, in the order in which one comes to them.
    pub const BY_RULE: [Self; 2] = [Self::MarketingQualified, Self::ProductQualified];

    pub const fn code(self) -> &'static str {
        match self {
            Self::None => "none",
            Self::MarketingQualified => "marketing_qualified",
            Self::ProductQualified => "product_qualified",
            Self::SalesQualified => "sales_qualified",
        }
    }

    pub fn of_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|it| it.code() == code)
    }
}

/// Which way a lead came to be qualified.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "sqlx", derive(sqlx::Type), sqlx(type_name = "text", rename_all = "snake_case"))]
#[serde(rename_all = "snake_case")]
pub enum Origin {
    Marketing,
    Product,
    Outbound,
}

impl Origin {
    pub const fn code(self) -> &'static str {
        match self {
            Self::Marketing => "marketing",
            Self::Product => "product",
            Self::Outbound => "outbound",
        }
    }
}

/// The leads that a list shows, by how they are qualified.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum Kinds {
    #[default]
    Any,
    Of(Kind),
    /// Qualified by rules once, but below what they ask by now.
    Cooling,
    /// Raised a hand, but something speaks against them: a member has to look.
    Review,
}

impl Kinds {
    pub const ALL: [Self; 6] = [
        Self::Of(Kind::MarketingQualified),
        Self::Of(Kind::ProductQualified),
        Self::Of(Kind::SalesQualified),
        Self::Cooling,
        Self::Review,
        Self::Of(Kind::None),
    ];

    pub const fn code(self) -> &'static str {
        match self {
            Self::Any => "",
            Self::Of(kind) => kind.code(),
            Self::Cooling => "cooling",
            Self::Review => "review",
        }
    }

    pub fn of_code(code: &str) -> Option<Self> {
        [Self::Any].into_iter().chain(Self::ALL).find(|it| it.code() == code)
    }
}
