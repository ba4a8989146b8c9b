//! How far a forecast was read, and what was done on it: enough to read the same again and to know older news.

use domain::forecast::{Forecast, ForecastCard, Period};
use domain::pipeline::Filter;
use domain::{DealId, PipelineId};

/// So many deals that were just moved stay on screen wherever in their column they came to stand.
pub const KEPT: usize = 20;

/// How far this page has read, so that it can read the same again.
#[derive(Clone, Debug, Default)]
pub struct Progress {
    of: (Option<PipelineId>, Filter),
    read: Vec<(Period, i64)>,
    keep: Vec<DealId>,
    /// What the server last said of each deal that was moved here: a reading that was begun before knows it not.
    done: Vec<ForecastCard>,
}

impl Progress {
    /// What a page knows that has just been read.
    pub fn at_first(of: (Option<PipelineId>, Filter)) -> Self {
        Self { of, ..Self::default() }
    }

    /// Columns that were read on, and deals to be kept. Of other deals nothing was read yet.
    pub fn so_far(&mut self, of: (Option<PipelineId>, Filter)) -> (Vec<(Period, i64)>, Vec<DealId>) {
        if self.of != of {
            *self = Self::at_first(of);
        }
        (self.read.clone(), self.keep.clone())
    }

    /// A reading with what is known to be newer.
    pub fn over(&mut self, mut forecast: Forecast) -> Forecast {
        let newer = |it: &ForecastCard| {
            forecast.card(it.card.id).is_some_and(|read| read.card.version < it.card.version)
        };
        self.done.retain(newer);
        self.done.iter().for_each(|it| forecast.confirm(it));
        forecast
    }

    pub fn moved(&mut self, deal: DealId) {
        self.keep.retain(|it| *it != deal);
        self.keep.push(deal);
        let spare = self.keep.len().saturating_sub(KEPT);
        self.keep.drain(..spare);
    }

    /// What the server said of a deal that was moved here.
    pub fn heard(&mut self, card: ForecastCard) {
        self.done.retain(|it| it.card.id != card.card.id);
        self.done.push(card);
    }

    pub fn has_read(&mut self, period: Period, cards: i64) {
        self.read.retain(|it| it.0 != period);
        self.read.push((period, cards));
    }
}
