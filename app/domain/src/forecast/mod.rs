//! The forecast: the open deals by when they are expected, and what they come to with what this month has won already.
//! Sums are of all deals of the filter; the cards are those read so far. Held and lost deals are not in it.

mod after;
mod period;

pub use after::After;
pub use period::{MONTHS, PERIODS, Period};

use crate::pipeline::{Card, Filter, Sum, Totals, filter::Close};
use crate::{ActId, DealId, PipelineId, Problem, Refusal, Why, text};
use chrono::{Datelike, Days, Months, NaiveDate};
use serde::{Deserialize, Serialize};

/// How many cards a column has at first, somewhat more than most screens have room for, and how many come at once from
/// there on.
pub const FIRST: i64 = 12;
pub const PAGE: i64 = 50;

/// Which forecast somebody wants to see.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Wish {
    /// None: all of them together.
    pub pipeline: Option<PipelineId>,
    pub filter: Filter,
    /// One column may begin below a card.
    pub after: Option<After>,
    /// Of which columns more cards were read than the first ones, and how many.
    pub read: Vec<(Period, i64)>,
    /// Deals that are on screen wherever in their column they stand: they were just put there.
    pub keep: Vec<DealId>,
}

/// A deal as the forecast shows it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "sqlx", derive(sqlx::FromRow))]
pub struct ForecastCard {
    #[cfg_attr(feature = "sqlx", sqlx(flatten))]
    pub card: Card,
    /// How often its expected close was put later.
    pub close_date_moves: i32,
}

impl ForecastCard {
    /// Cards stand by day, then by amount, the largest first.
    fn rank(&self) -> (bool, Option<NaiveDate>, std::cmp::Reverse<Option<i64>>, DealId) {
        let day = self.card.expected_close;
        (day.is_none(), day, std::cmp::Reverse(self.card.amount_minor), self.card.id)
    }
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Column {
    pub period: Period,
    pub totals: Totals,
    pub cards: Vec<ForecastCard>,
    /// Where to read on, if there are more.
    pub more: Option<After>,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Forecast {
    pub today: NaiveDate,
    pub columns: Vec<Column>,
    /// What was won this month.
    pub won: Totals,
}

/// The wish to expect a deal at another time.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct CloseMove {
    /// Minted by whoever wishes it. The same act is done once, however often it is sent.
    pub act: ActId,
    pub deal: DealId,
    /// When it was expected as the mover saw it. If it is another day by now, somebody was faster.
    pub from: Option<NaiveDate>,
    pub to: Period,
}

/// The wish to take such an act back: one's own, and the last thing that happened to the deal.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct CloseUndo {
    pub act: ActId,
    pub deal: DealId,
    pub undoes: ActId,
}

impl CloseMove {
    /// As a plain form says it: the day that was seen, and the code of the period that was chosen.
    pub fn of_form(act: ActId, deal: DealId, from: &str, to: &str) -> Result<Self, Refusal> {
        let from = text::optional_day("from", from)?;
        let to = Period::of_code(to).ok_or_else(|| Problem::new("to", Why::Unknown))?;
        Ok(Self { act, deal, from, to })
    }
}

impl Forecast {
    pub fn card(&self, deal: DealId) -> Option<&ForecastCard> {
        self.columns.iter().flat_map(|it| &it.cards).find(|it| it.card.id == deal)
    }

    pub fn column(&self, period: Period) -> Option<&Column> {
        self.columns.iter().find(|it| it.period == period)
    }

    /// All open deals of the filter.
    pub fn open(&self) -> Totals {
        Totals::of(self.columns.iter().map(|it| &it.totals))
    }

    /// What this month comes to, in each currency: what was won, and what is open by its weight.
    pub fn this_month(&self) -> Vec<Sum> {
        let mut month = self.won.clone();
        let open = self.columns.iter().find(|it| it.period.is_this_month(self.today));
        for sum in open.iter().flat_map(|it| &it.totals.sums) {
            month.add(Sum { minor: sum.weighted_minor, ..*sum });
        }
        month.sums
    }

    /// A deal that is on screen is expected on another day: it stands in another place, and both columns count it anew.
    pub fn expect(&mut self, deal: DealId, day: Option<NaiveDate>) {
        if let Some(mut card) = self.card(deal).cloned() {
            card.card.expected_close = day;
            self.put(card);
        }
    }

    /// What is known of a card that is on screen. Older than what is shown, it changes nothing.
    pub fn confirm(&mut self, card: &ForecastCard) {
        if self.card(card.card.id).is_some_and(|it| it.card.version < card.card.version) {
            self.put(card.clone());
        }
    }

    /// The next cards of a column, below those it has.
    pub fn read_on(&mut self, period: Period, cards: Vec<ForecastCard>, more: Option<After>) {
        let known: Vec<_> = cards.into_iter().filter(|it| self.card(it.card.id).is_none()).collect();
        let Some(column) = self.columns.iter_mut().find(|it| it.period == period) else { return };
        column.cards.extend(known);
        column.cards.sort_by_key(ForecastCard::rank);
        column.more = more;
    }

    fn put(&mut self, card: ForecastCard) {
        for column in &mut self.columns {
            if let Some(at) = column.cards.iter().position(|it| it.card.id == card.card.id) {
                let old = column.cards.remove(at);
                column.totals.count -= 1;
                column.totals.add(Sum::of(&old.card).less());
            }
        }
        let period = Period::of(card.card.expected_close, self.today);
        let Some(column) = self.columns.iter_mut().find(|it| it.period == period) else { return };
        column.totals.count += 1;
        column.totals.add(Sum::of(&card.card));
        let at = column.cards.partition_point(|it| it.rank() < card.rank());
        column.cards.insert(at, card);
    }
}

/// On which days of this month a deal was won that a filter lets through: of a deal that is won, the day it was won
/// takes the place of the day on which it was expected. Both are included.
pub fn won_days(close: Close, today: NaiveDate) -> (NaiveDate, NaiveDate) {
    let first = today.with_day(1).unwrap_or(today);
    let next = first.checked_add_months(Months::new(1)).unwrap_or(today);
    let last = next.checked_sub_days(Days::new(1)).unwrap_or(today);
    let (from, to) = close.days(today);
    (from.map_or(first, |it| it.max(first)), to.map_or(last, |it| it.min(last)))
}

#[cfg(test)]
mod tests;
