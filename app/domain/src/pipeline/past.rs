//! The board as it was at a moment, and what has happened to it since: which deals stood where, and what they were
//! worth then. Counts and sums are of all deals of the filter; the cards are those read so far.

mod at;
mod since;

pub use at::{At, Bent, Pick, Shown, settled, week};
pub use since::{Asked, Flow, Flows, Since, Way, Worth};

use super::{Filter, Stage, StageKind};
use crate::{Currency, DealId, Key, MemberId, Money, PipelineId, StageId};
use chrono::{DateTime, NaiveDate, Utc};
use serde::{Deserialize, Serialize};

/// How many cards a column has at first, how many come at once from there on, and how many deals a list has.
pub const FIRST: i64 = 12;
pub const PAGE: i64 = 50;
pub const LISTED: i64 = 100;

/// Which board of the past somebody wants to see.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Wish {
    /// None: the first one.
    pub pipeline: Option<PipelineId>,
    pub filter: Filter,
    /// None: last Monday, in the morning.
    pub at: Option<At>,
    /// One column may begin below a card.
    pub below: Option<Below>,
    /// Which deals of those that came, left, or changed are listed.
    pub asked: Option<Asked>,
}

/// Where a column begins that was read on: below this deal. Deals stand by their amount then, the largest first; in
/// which order the team had them is not on record.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Below {
    pub stage: StageId,
    pub amount: Option<i64>,
    pub deal: DealId,
}

impl Below {
    pub const fn of(card: &PastCard) -> Self {
        Self { stage: card.stage, amount: card.amount_minor, deal: card.id }
    }

    /// Reads the address's parameters. What is not understood lets columns begin where they begin.
    pub fn of_pairs<'a>(get: impl Fn(&str) -> Option<&'a str>) -> Option<Self> {
        let (stage, deal) = (get("column")?.parse().ok()?, get("below")?.parse().ok()?);
        let amount = match get("amount").unwrap_or_default() {
            "" => None,
            amount => Some(amount.parse().ok()?),
        };
        Some(Self { stage, amount, deal })
    }

    pub fn pairs(&self) -> [(&'static str, String); 3] {
        let amount = self.amount.map(|it| it.to_string()).unwrap_or_default();
        [("column", self.stage.to_string()), ("amount", amount), ("below", self.deal.to_string())]
    }
}

/// A deal as it stood then.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "sqlx", derive(sqlx::FromRow))]
pub struct PastCard {
    pub id: DealId,
    pub number: i32,
    pub name: String,
    pub stage: StageId,
    pub account_name: Option<String>,
    pub owner: Option<MemberId>,
    pub currency: Currency,
    pub amount_minor: Option<i64>,
    pub expected_close: Option<NaiveDate>,
    /// Where it stands now; nowhere, if it was deleted.
    pub now: Option<StageId>,
}

impl PastCard {
    pub const fn key(&self) -> Key {
        Key::deal(self.number)
    }

    pub fn amount(&self) -> Option<Money> {
        self.amount_minor.map(|minor| Money::new(minor, self.currency))
    }
}

/// A stage as it was filled then.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct PastColumn {
    pub stage: Stage,
    pub age: Age,
    pub then: Worth,
    pub since: Since,
    pub cards: Vec<PastCard>,
    /// Where to read on, if there are more.
    pub more: Option<Below>,
}

/// A stage is called as it is today. Was it there then, and is it still?
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub enum Age {
    #[default]
    Lasting,
    /// It was made since, and nothing can have stood there.
    Younger,
    /// It was removed since.
    Gone,
}

impl Age {
    /// Of a stage on the board of a moment. None: it had been removed by then, and is not on it. What an import says
    /// may have happened before its stages were made: where deals stood there was a stage.
    pub fn of(
        made: DateTime<Utc>,
        removed: Option<DateTime<Utc>>,
        at: DateTime<Utc>,
        then: &Worth,
    ) -> Option<Self> {
        match removed {
            Some(removed) if removed <= at && then.count == 0 => None,
            Some(_) => Some(Self::Gone),
            None if made > at && then.count == 0 => Some(Self::Younger),
            None => Some(Self::Lasting),
        }
    }
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct PastBoard {
    pub pipeline: PipelineId,
    /// Which moment is shown, and why not the one that was asked for.
    pub at: At,
    pub bent: Option<Bent>,
    pub instant: DateTime<Utc>,
    /// From the day of the first deal until today there are boards.
    pub first: NaiveDate,
    pub today: NaiveDate,
    /// What deals were worth, whose they were and what they were called is on record since this day; said where the
    /// moment lies before it.
    pub known_since: Option<NaiveDate>,
    /// The open stages in their order, then won, lost, on hold.
    pub columns: Vec<PastColumn>,
    /// The deals that were asked for.
    pub listed: Option<Listed>,
}

impl PastBoard {
    pub fn column(&self, stage: StageId) -> Option<&PastColumn> {
        self.columns.iter().find(|it| it.stage.id == stage)
    }

    /// What was open then.
    pub fn open(&self) -> Worth {
        let open = self.columns.iter().filter(|it| it.stage.kind == StageKind::Open);
        Worth::of(open.map(|it| &it.then))
    }
}

/// Deals that came, left or changed: the first of them, and how many they are.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Listed {
    pub asked: Asked,
    pub deals: Vec<ListedDeal>,
    pub more: bool,
}

/// A deal as it was then and as it is now.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ListedDeal {
    pub number: i32,
    pub name: String,
    pub account_name: Option<String>,
    /// None: it was not on the board then, because it was not made yet or the filter left it out.
    pub from: Option<StageId>,
    /// None: it is not on the board any more.
    pub to: Option<StageId>,
    pub was: Option<Money>,
    pub is: Option<Money>,
}

impl ListedDeal {
    pub const fn key(&self) -> Key {
        Key::deal(self.number)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use uuid::Uuid;

    #[test]
    fn an_address_says_where_a_column_begins() {
        for amount in [None, Some(1_250)] {
            let below = Below { stage: StageId(Uuid::nil()), amount, deal: DealId(Uuid::max()) };
            let pairs = below.pairs();
            let get = |name: &str| pairs.iter().find(|it| it.0 == name).map(|it| it.1.as_str());
            assert_eq!(Below::of_pairs(get), Some(below));
        }
        assert_eq!(Below::of_pairs(|_| Some("nonsense")), None);
    }

    #[test]
    fn a_stage_stands_where_deals_stood_and_as_long_as_it_was_there() {
        let at = |day: i64| DateTime::<Utc>::from_timestamp(day * 86_400, 0).expect("an instant");
        let (empty, full) = (Worth::default(), Worth { count: 1, sums: vec![] });
        assert_eq!(Age::of(at(1), None, at(5), &empty), Some(Age::Lasting));
        assert_eq!(Age::of(at(9), None, at(5), &empty), Some(Age::Younger));
        assert_eq!(Age::of(at(9), None, at(5), &full), Some(Age::Lasting), "an import told of days before");
        assert_eq!(Age::of(at(1), Some(at(9)), at(5), &empty), Some(Age::Gone));
        assert_eq!(Age::of(at(1), Some(at(3)), at(5), &empty), None);
    }
}
