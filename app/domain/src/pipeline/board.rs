//! The board: the pipeline's open stages as columns of cards. One pure `apply` paints my own moves
//! and everybody else's, so an echo, a repetition or late news can change nothing.

use super::gate::Story;
use super::step::{Step, Steps};
use crate::{AccountId, Currency, DealId, Key, MemberId, Money, PipelineId, StageId};
use chrono::{DateTime, NaiveDate, Utc};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use std::sync::Arc;

/// A deal as its card shows it. Complete: a card that arrives alone can be painted.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "sqlx", derive(sqlx::FromRow))]
pub struct Card {
    pub id: DealId,
    pub number: i32,
    pub version: i32,
    pub name: String,
    pub pipeline: PipelineId,
    pub stage: StageId,
    pub rank: String,
    pub account: Option<AccountId>,
    pub account_name: Option<String>,
    pub owner: Option<MemberId>,
    pub currency: Currency,
    pub amount_minor: Option<i64>,
    /// What it adds to the weighted sum of its stage, by the rule of `deal::probability`.
    pub weighted_minor: i64,
    pub expected_close: Option<NaiveDate>,
    pub next_step: Option<String>,
    pub next_step_due: Option<NaiveDate>,
    pub stage_entered_at: DateTime<Utc>,
    pub last_activity_at: DateTime<Utc>,
    /// What the gates of its pipeline ask about, beyond what is above.
    #[serde(default)]
    #[cfg_attr(feature = "sqlx", sqlx(json))]
    pub story: Story,
}

impl Card {
    pub const fn key(&self) -> Key {
        Key::deal(self.number)
    }

    pub fn amount(&self) -> Option<Money> {
        self.amount_minor.map(|minor| Money::new(minor, self.currency))
    }

    pub fn step(&self, today: NaiveDate) -> Step {
        Step::of(self.next_step.as_deref(), self.next_step_due, today)
    }
}

/// A sum in one currency; different currencies are never added.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Sum {
    pub currency: Currency,
    pub minor: i64,
    pub weighted_minor: i64,
    /// Of how many deals: those that name an amount.
    #[serde(default)]
    pub deals: i64,
}

impl Sum {
    /// What one deal adds to it.
    pub(crate) fn of(card: &Card) -> Self {
        let deals = i64::from(card.amount_minor.is_some());
        let minor = card.amount_minor.unwrap_or(0);
        Self { currency: card.currency, minor, weighted_minor: card.weighted_minor, deals }
    }

    /// What it takes away by leaving.
    pub(crate) const fn less(self) -> Self {
        Self { minor: -self.minor, weighted_minor: -self.weighted_minor, deals: -self.deals, ..self }
    }
}

/// What a column's head says about *all* deals of the filter in this stage, loaded or not.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Totals {
    pub count: i64,
    /// Largest first is not promised; by currency.
    pub sums: Vec<Sum>,
    /// Whoever owns most of them: a stage's limit is one owner's.
    #[serde(default)]
    pub fullest: Option<Load>,
    /// How their next steps stand.
    #[serde(default)]
    pub steps: Steps,
    /// When they came into the stage: seconds since 1970 UTC, added up.
    #[serde(default)]
    pub entered: i64,
}

/// How many deals of a stage one owner has.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Load {
    pub owner: MemberId,
    pub deals: i64,
}

impl Totals {
    /// Totals of several stages together, which have no limit in common.
    pub fn of<'a>(all: impl Iterator<Item = &'a Totals>) -> Self {
        all.fold(Self::default(), |mut total, it| {
            total.count += it.count;
            total.entered += it.entered;
            for (total, steps) in total.steps.iter_mut().zip(it.steps) {
                *total += steps;
            }
            it.sums.iter().for_each(|it| total.add(*it));
            total
        })
    }

    pub const fn with_step(&self, step: Step) -> i64 {
        self.steps[step.place()]
    }

    /// For how many days the deals have stood here on average; the days are whole ones of 24 hours.
    pub const fn average_days(&self, now: DateTime<Utc>) -> Option<i64> {
        match self.count {
            0 => None,
            count => Some((now.timestamp() - self.entered / count).div_euclid(24 * 60 * 60)),
        }
    }

    pub fn add(&mut self, more: Sum) {
        match self.sums.iter_mut().find(|it| it.currency == more.currency) {
            Some(sum) => {
                sum.minor += more.minor;
                sum.weighted_minor += more.weighted_minor;
                sum.deals += more.deals;
            }
            None => {
                self.sums.push(more);
                self.sums.sort_by_key(|it| it.currency);
            }
        }
        self.sums.retain(|it| it.deals != 0);
    }

    pub(super) fn enter(&mut self, card: &Card, today: NaiveDate) {
        self.count += 1;
        self.load(card.owner, 1);
        self.add(Sum::of(card));
        self.steps[card.step(today).place()] += 1;
        self.entered += card.stage_entered_at.timestamp();
    }

    /// As far as one knows who only knows the fullest; the server's own count follows at once.
    fn load(&mut self, owner: Option<MemberId>, more: i64) {
        let Some(owner) = owner else { return };
        self.fullest = match self.fullest {
            Some(fullest) if fullest.owner == owner => {
                Some(Load { owner, deals: fullest.deals + more }).filter(|it| it.deals > 0)
            }
            None if self.count == 1 && more > 0 => Some(Load { owner, deals: 1 }),
            fullest => fullest,
        };
    }

    pub(super) fn leave(&mut self, card: &Card, today: NaiveDate) {
        self.count -= 1;
        self.load(card.owner, -1);
        self.add(Sum::of(card).less());
        self.steps[card.step(today).place()] -= 1;
        self.entered -= card.stage_entered_at.timestamp();
    }
}

/// One stage on the board with the cards loaded so far.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Column {
    pub stage: StageId,
    pub totals: Totals,
    /// In the team's one order: by rank, then id. Shared: a board is laid over another for every move, and most of its
    /// cards stay what they are.
    pub cards: Vec<Arc<Card>>,
    /// All cards of the filter are loaded. Otherwise nothing below [`Column::end`] is known.
    pub complete: bool,
    /// The place of a card that was loaded as the last one and has left: down to there the column is known still.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub known_to: Option<(String, DealId)>,
}

impl Column {
    /// As it was read: from the top down to the last of these cards.
    pub fn read(stage: StageId, totals: Totals, cards: Vec<Card>, complete: bool) -> Self {
        Self { stage, totals, cards: cards.into_iter().map(Arc::new).collect(), complete, known_to: None }
    }

    pub fn cards(&self) -> impl DoubleEndedIterator<Item = &Card> {
        self.cards.iter().map(Arc::as_ref)
    }

    /// How far down it is known: what comes next begins behind it.
    pub fn end(&self) -> Option<(String, DealId)> {
        let last = self.cards.last().map(|it| (it.rank.clone(), it.id));
        last.max(self.known_to.clone())
    }

    fn knows(&self, card: &Card) -> bool {
        let at_or_above = |end: (&str, DealId)| place(card) <= end;
        self.complete
            || self.cards.last().is_some_and(|it| at_or_above(place(it)))
            || self.known_to.as_ref().is_some_and(|it| at_or_above((&it.0, it.1)))
    }

    fn take(&mut self, deal: DealId) -> Option<Arc<Card>> {
        let at = self.cards.iter().position(|it| it.id == deal)?;
        if !self.complete && at + 1 == self.cards.len() {
            self.known_to = self.end();
        }
        Some(self.cards.remove(at))
    }
}

/// What somebody sees of a pipeline.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Board {
    pub pipeline: PipelineId,
    /// The workspace's day on which it was read, by which next steps are counted.
    pub today: NaiveDate,
    pub columns: Vec<Column>,
    /// Won, lost and on hold: counted, but their cards are not shown.
    pub closed: Vec<(StageId, Totals)>,
    /// The newest version heard of each deal that is not on the board, so that late news stays late.
    pub heard: BTreeMap<DealId, i32>,
    /// Those of them that stand in a column below the cards loaded so far: the next page, which may have been read
    /// before they came there, brings them up.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub below: BTreeMap<DealId, Arc<Card>>,
}

/// Something that changes a board.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum News {
    /// A deal as it is now. Whether it is new, moved or edited follows from what was known.
    Card(Box<Card>),
    /// A deal is not to be seen any more: deleted, or out of the asker's sight.
    Gone { deal: DealId, version: i32 },
    /// What stages come to now, absolutely.
    Totals(Vec<(StageId, Totals)>),
}

impl Board {
    /// Takes in news from the server. The newest version of a deal wins.
    pub fn apply(&mut self, news: News) {
        match news {
            News::Card(card) => {
                if self.version(card.id).is_some_and(|known| known >= card.version) {
                    return;
                }
                self.take(card.id);
                self.put(Arc::from(card));
            }
            News::Gone { deal, version } => {
                if self.version(deal).is_none_or(|known| known <= version) {
                    self.take(deal);
                    self.heard.insert(deal, version);
                }
            }
            News::Totals(stages) => {
                for (stage, totals) in stages {
                    if let Some(known) = self.totals_mut(stage) {
                        *known = totals;
                    }
                }
            }
        }
    }

    /// Puts a card somewhere before the server has answered, and counts it there.
    ///
    /// The version stays, so the server's answer, or anybody else's news about this deal, replaces it.
    pub fn lay(&mut self, deal: DealId, to: StageId, rank: String) {
        let today = self.today;
        let Some(mut card) = self.take(deal) else { return };
        if let Some(totals) = self.totals_mut(card.stage) {
            totals.leave(&card, today);
        }
        let laid = Arc::make_mut(&mut card);
        laid.stage = to;
        laid.rank = rank;
        if let Some(totals) = self.totals_mut(to) {
            totals.enter(&card, today);
        }
        self.put(card);
    }

    /// Takes in the answer to an own act before its news arrives, counting it as it does so. A deal that is not on
    /// this board may have gone on meanwhile, and be counted already, if the board was read after the act: then
    /// the news alone is believed, which comes in order.
    pub fn confirm(&mut self, card: Card) {
        if self.card(card.id).is_none_or(|known| known.version >= card.version) {
            return;
        }
        let today = self.today;
        let before = self.take(card.id);
        if let Some(before) = before
            && let Some(totals) = self.totals_mut(before.stage)
        {
            totals.leave(&before, today);
        }
        if let Some(totals) = self.totals_mut(card.stage) {
            totals.enter(&card, today);
        }
        self.put(Arc::new(card));
    }

    /// More cards of a column, as the next page brings them.
    pub fn extend(&mut self, stage: StageId, cards: Vec<Card>, complete: bool) {
        // A deal that was heard of but never shown may come with the version that was heard.
        let is_news = |card: &Card| match self.card(card.id) {
            Some(shown) => shown.version < card.version,
            None => self.heard.get(&card.id).is_none_or(|heard| *heard <= card.version),
        };
        let fresh: Vec<_> = cards.into_iter().filter(is_news).map(Arc::new).collect();
        for card in &fresh {
            self.take(card.id);
        }
        let Some(column) = self.columns.iter_mut().find(|it| it.stage == stage) else { return };
        column.cards.extend(fresh);
        column.cards.sort_by(|a, b| place(a).cmp(&place(b)));
        column.complete = complete;
        for card in std::mem::take(&mut self.below).into_values() {
            self.put(card);
        }
    }

    pub fn card(&self, deal: DealId) -> Option<&Card> {
        self.cards().find(|it| it.id == deal)
    }

    /// All loaded cards, column by column.
    pub fn cards(&self) -> impl Iterator<Item = &Card> {
        self.columns.iter().flat_map(Column::cards)
    }

    pub fn column(&self, stage: StageId) -> Option<&Column> {
        self.columns.iter().find(|it| it.stage == stage)
    }

    fn version(&self, deal: DealId) -> Option<i32> {
        self.card(deal).map(|it| it.version).or_else(|| self.heard.get(&deal).copied())
    }

    fn take(&mut self, deal: DealId) -> Option<Arc<Card>> {
        self.heard.remove(&deal);
        self.below.remove(&deal);
        self.columns.iter_mut().find_map(|it| it.take(deal))
    }

    /// Puts a card where its rank says, or remembers its version where the board does not show it.
    fn put(&mut self, card: Arc<Card>) {
        if card.pipeline == self.pipeline
            && let Some(column) = self.columns.iter_mut().find(|it| it.stage == card.stage)
        {
            if column.knows(&card) {
                let at = column.cards.partition_point(|it| place(it) < place(&card));
                self.heard.remove(&card.id);
                column.cards.insert(at, card);
                return;
            }
            self.below.insert(card.id, card.clone());
        }
        self.heard.insert(card.id, card.version);
    }

    fn totals_mut(&mut self, stage: StageId) -> Option<&mut Totals> {
        let open = self.columns.iter_mut().find(|it| it.stage == stage).map(|it| &mut it.totals);
        open.or_else(|| self.closed.iter_mut().find(|it| it.0 == stage).map(|it| &mut it.1))
    }
}

/// Where a card stands in its column.
fn place(card: &Card) -> (&str, DealId) {
    (&card.rank, card.id)
}

#[cfg(test)]
pub(super) mod tests;
