//! The rates that a workspace keeps, as its settings page shows them, and the form that adds and corrects one.

use super::{Rate, Rates, rate};
use crate::accounts::Problems;
use crate::{Currency, MemberId, Problem, Why, text};
use chrono::{DateTime, NaiveDate, Utc};
use serde::{Deserialize, Serialize};

/// A rate on record, with whoever wrote it last. Nobody: a program of the operator's.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct KeptRate {
    pub rate: Rate,
    pub by: Option<MemberId>,
    pub at: DateTime<Utc>,
}

/// What the settings page shows: which rates hold, and those of some days, newest first.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct RateBook {
    pub today: NaiveDate,
    pub rates: Rates,
    pub kept: Vec<KeptRate>,
    /// Older ones begin before this day.
    pub older: Option<NaiveDate>,
}

impl RateBook {
    /// The currencies that need a rate.
    pub fn others(&self) -> impl Iterator<Item = Currency> {
        let base = self.rates.base;
        Currency::ALL.into_iter().filter(move |it| *it != base)
    }

    pub fn holds(&self, rate: &Rate) -> bool {
        self.rates.of(rate.currency) == Some(rate)
    }
}

/// A rate as a form or a program sends it.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct RateForm {
    /// In which currency the rate was typed: another admin may choose another one meanwhile.
    pub base: String,
    pub currency: String,
    pub day: String,
    /// For as many units as the currency is quoted by.
    pub rate: String,
}

/// A rate after the door.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct NewRate {
    pub base: Currency,
    pub rate: Rate,
}

impl RateForm {
    /// Rates are of days that have come.
    pub fn check(&self, today: NaiveDate) -> Result<NewRate, Vec<Problem>> {
        let units = self.currency.parse().map_or(1, Currency::quoted_by);
        self.check_for(units, today)
    }

    /// The same, where the rate is for so many units.
    pub fn check_for(&self, units: i64, today: NaiveDate) -> Result<NewRate, Vec<Problem>> {
        let mut problems = Problems::default();
        let known = |field, code: &str| code.parse().map_err(|_| Problem::new(field, Why::Unknown));
        let base = problems.take(known("base", &self.base));
        let currency = problems.take(known("currency", &self.currency).and_then(|it: Currency| {
            if it == base { Err(Problem::new("currency", Why::Unknown)) } else { Ok(it) }
        }));
        let on = problems.take(text::optional_day("day", &self.day).and_then(|day| match day {
            None => Err(Problem::new("day", Why::Missing)),
            Some(day) if day > today => Err(Problem::new("day", Why::InTheFuture)),
            Some(day) => Ok(day),
        }));
        let e9 = if self.rate.trim().is_empty() {
            Err(Problem::new("rate", Why::Missing))
        } else {
            rate::parse(&self.rate, base, units).map_err(|_| Problem::new("rate", Why::NotARate))
        };
        let rate = Rate { currency, e9: problems.take(e9), on };
        problems.or(NewRate { base, rate })
    }
}
