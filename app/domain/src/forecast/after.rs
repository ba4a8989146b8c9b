//! Where a column of the forecast begins that is read page by page: below this card. Without scripts it is part of the
//! address.

use super::{ForecastCard, Period};
use crate::DealId;
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

/// The card by what it was sorted by: it may be elsewhere by now.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct After {
    pub period: Period,
    pub day: Option<NaiveDate>,
    pub amount: Option<i64>,
    pub deal: DealId,
}

impl After {
    pub fn of(card: &ForecastCard, period: Period) -> Self {
        let card = &card.card;
        Self { period, day: card.expected_close, amount: card.amount_minor, deal: card.id }
    }

    /// Reads the address's parameters. What is not understood lets columns begin where they begin.
    pub fn of_pairs<'a>(get: impl Fn(&str) -> Option<&'a str>) -> Option<Self> {
        let known = |name| get(name).filter(|it| !it.is_empty());
        Some(Self {
            period: Period::of_code(get("column")?)?,
            day: known("day").map(str::parse).transpose().ok()?,
            amount: known("amount").map(str::parse).transpose().ok()?,
            deal: get("after")?.parse().ok()?,
        })
    }

    pub fn pairs(&self) -> [(&'static str, String); 4] {
        [
            ("column", self.period.code()),
            ("day", self.day.map(|it| it.to_string()).unwrap_or_default()),
            ("amount", self.amount.map(|it| it.to_string()).unwrap_or_default()),
            ("after", self.deal.to_string()),
        ]
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use uuid::Uuid;

    #[test]
    fn an_address_says_where_a_column_begins() {
        let deal = DealId(Uuid::max());
        let day = "2026-12-05".parse().ok();
        for after in [
            After { period: Period::Undated, day: None, amount: None, deal },
            After { period: Period::Later, day, amount: Some(7), deal },
        ] {
            let pairs = after.pairs();
            let get = |name: &str| pairs.iter().find(|it| it.0 == name).map(|it| it.1.as_str());
            assert_eq!(After::of_pairs(get), Some(after.clone()));
            assert_eq!(After::of_pairs(|name| get(name).filter(|_| name != "after")), None);
        }
        assert_eq!(After::of_pairs(|_| Some("nonsense")), None);
    }
}
