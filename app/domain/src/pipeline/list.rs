//! The same deals as a table.

use super::{Card, StageKind};
use serde::{Deserialize, Serialize};

/// How many rows a page of the table has.
pub const PAGE: u32 = 50;

/// What a table is sorted by; the direction is the one people mean by it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Sort {
    /// Newest first.
    #[default]
    Created,
    /// Largest first.
    Amount,
    /// Soonest first.
    Close,
    Name,
}

impl Sort {
    pub const ALL: [Self; 4] = [Self::Created, Self::Amount, Self::Close, Self::Name];

    pub const fn code(self) -> &'static str {
        match self {
            Self::Created => "created",
            Self::Amount => "amount",
            Self::Close => "close",
            Self::Name => "name",
        }
    }

    pub fn of_code(code: &str) -> Self {
        Self::ALL.into_iter().find(|it| it.code() == code).unwrap_or_default()
    }
}

/// One page of the table, and how many deals the filter holds in all.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct DealList {
    pub rows: Vec<DealRow>,
    pub count: i64,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "sqlx", derive(sqlx::FromRow))]
pub struct DealRow {
    #[cfg_attr(feature = "sqlx", sqlx(flatten))]
    pub card: Card,
    pub kind: StageKind,
}
