//! Exchange rates: what other currencies are worth in the workspace's own, by the day from which that holds. Amounts of
//! different currencies are never added; the sums of a head are converted, one by one, and then they are.

mod book;
mod rate;
mod total;

pub use book::{KeptRate, NewRate, RateBook, RateForm};
pub use rate::{NotARate, Rate, parse, plain};
pub use total::Total;

use crate::{Currency, Money};
use serde::{Deserialize, Serialize};

/// The workspace's own currency, and of each other one the newest rate that holds.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Rates {
    pub base: Currency,
    pub newest: Vec<Rate>,
}

/// No rate is known, or the amount is more than we count in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct NoRate;

impl Rates {
    pub fn of(&self, currency: Currency) -> Option<&Rate> {
        self.newest.iter().find(|it| it.currency == currency)
    }

    /// How much the smallest unit of a currency counts beside those of others, for sorting amounts. Without a rate a whole
    /// unit counts as one of the base currency.
    pub fn weight(&self, currency: Currency) -> i64 {
        let rate = self.of(currency).filter(|it| it.currency != self.base);
        rate.map_or(rate::ONE, |it| it.e9).saturating_mul(100 / currency.unit())
    }

    /// What an amount is worth in the base currency, half to even, as amounts are weighted; a smallest unit is never
    /// split, so won and yen have no decimals.
    pub fn convert(&self, money: Money) -> Result<Money, NoRate> {
        if money.currency == self.base {
            return Ok(money);
        }
        let rate = self.of(money.currency).ok_or(NoRate)?;
        let parts = i128::from(rate::ONE) * i128::from(money.currency.unit());
        let product = i128::from(money.minor)
            .checked_mul(i128::from(rate.e9))
            .and_then(|it| it.checked_mul(i128::from(self.base.unit())))
            .ok_or(NoRate)?;
        let (floor, rest) = (product.div_euclid(parts), product.rem_euclid(parts));
        let up = rest * 2 > parts || (rest * 2 == parts && floor % 2 != 0);
        let minor = i64::try_from(floor + i128::from(up)).map_err(|_| NoRate)?;
        Ok(Money::new(minor, self.base))
    }
}

#[cfg(test)]
mod tests;
