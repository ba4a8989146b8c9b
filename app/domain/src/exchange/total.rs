//! One sum of a head: the sums of its currencies, each converted, and then added; with what could not be.

use super::Rates;
use crate::Money;
use crate::pipeline::Sum;
use chrono::NaiveDate;

/// What some deals come to, in one currency.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Total {
    pub sum: Money,
    pub weighted: Money,
    /// How many deals are not in it, because nobody knows a rate for their currency.
    pub excluded: i64,
    /// The oldest and the newest day of the rates that it took; none, if nothing was converted.
    pub at: Option<(NaiveDate, NaiveDate)>,
}

impl Total {
    /// Sums of one currency alone that has no rate need none: they stay what they are. Where there is something to
    /// add them to, they are left out, and counted.
    pub fn of(sums: &[Sum], rates: &Rates) -> Self {
        if let [only] = sums
            && rates.convert(Money::new(only.minor, only.currency)).is_err()
        {
            let money = |minor| Money::new(minor, only.currency);
            return Self {
                sum: money(only.minor),
                weighted: money(only.weighted_minor),
                excluded: 0,
                at: None,
            };
        }
        let nothing = Money::new(0, rates.base);
        let mut total = Self { sum: nothing, weighted: nothing, excluded: 0, at: None };
        for sum in sums {
            if total.take(sum, rates).is_none() {
                total.excluded += sum.deals;
            }
        }
        total
    }

    fn take(&mut self, sum: &Sum, rates: &Rates) -> Option<()> {
        let add = |to: Money, minor| {
            let more = rates.convert(Money::new(minor, sum.currency)).ok()?;
            Some(Money::new(to.minor.checked_add(more.minor)?, to.currency))
        };
        let (all, weighted) = (add(self.sum, sum.minor)?, add(self.weighted, sum.weighted_minor)?);
        (self.sum, self.weighted) = (all, weighted);
        if let Some(rate) = rates.of(sum.currency).filter(|it| it.currency != rates.base) {
            let (oldest, newest) = self.at.unwrap_or((rate.on, rate.on));
            self.at = Some((oldest.min(rate.on), newest.max(rate.on)));
        }
        Some(())
    }
}
