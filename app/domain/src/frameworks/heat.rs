//! The heat map: of every open deal of a pipeline what is known, criterion by criterion, and how many of all of them are
//! how far. A manager sees which deals are really there, and what the whole team never asks.

use super::answer::Known;
use super::{CONFIRMED, Framework, Standing};
use crate::DealId;
use crate::pipeline::Pipeline;
use crate::pipeline::list::DealList;
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

/// The newest score of one criterion of one deal; zero is none.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "sqlx", derive(sqlx::FromRow))]
pub struct Mark {
    pub deal: DealId,
    pub criterion: String,
    pub score: i16,
    /// The day it was learned. None: what it was learned by is not on record any more.
    pub learned_on: Option<NaiveDate>,
}

impl Mark {
    pub fn known(&self, framework: &str) -> Option<Known> {
        Known::of(framework, &self.criterion, self.score, self.learned_on)
    }

    pub fn standing(&self, framework: &str, today: NaiveDate) -> Standing {
        Standing::of(self.score, self.known(framework).as_ref(), today)
    }
}

/// So many deals have this as the newest score of a criterion.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "sqlx", derive(sqlx::FromRow))]
pub struct Learned {
    pub criterion: String,
    pub score: i16,
    pub learned_on: Option<NaiveDate>,
    pub deals: i64,
}

/// How far all deals are with one criterion. The four add up to all of them.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Tally {
    pub unknown: i64,
    pub heard: i64,
    /// By the person concerned, or proven.
    pub confirmed: i64,
    /// Known once: expired, or without what proved it.
    pub lapsed: i64,
}

impl Tally {
    pub const fn all(self) -> i64 {
        self.unknown + self.heard + self.confirmed + self.lapsed
    }

    /// Of a hundred deals so many are confirmed, rounded down, so that only all of them are a hundred.
    pub const fn confirmed_percent(self) -> i64 {
        if self.all() == 0 { 0 } else { self.confirmed * 100 / self.all() }
    }
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct HeatMap {
    pub pipeline: Pipeline,
    /// By which its deals are asked; none, if it uses none.
    pub framework: Option<Framework>,
    /// The deals of this page, and how many there are in all.
    pub list: DealList,
    /// Of those of this page.
    pub marks: Vec<Mark>,
    /// Of all deals of the filter.
    pub learned: Vec<Learned>,
    pub today: NaiveDate,
}

impl HeatMap {
    pub fn mark(&self, deal: DealId, criterion: &str) -> Option<&Mark> {
        self.marks.iter().find(|it| it.deal == deal && it.criterion == criterion)
    }

    /// What is on record of a deal, as the coach reads it.
    pub fn known(&self, deal: DealId) -> Vec<Known> {
        let code = self.framework.as_ref().map(|it| it.code.as_str()).unwrap_or_default();
        self.marks.iter().filter(|it| it.deal == deal).filter_map(|it| it.known(code)).collect()
    }

    pub fn tally(&self, criterion: &str) -> Tally {
        let code = self.framework.as_ref().map(|it| it.code.as_str()).unwrap_or_default();
        tally(code, criterion, &self.learned, self.list.totals.count, self.today)
    }
}

/// `deals`: how many there are in all, whatever is known of them.
pub fn tally(framework: &str, criterion: &str, learned: &[Learned], deals: i64, today: NaiveDate) -> Tally {
    let mut tally = Tally::default();
    for it in learned.iter().filter(|it| it.criterion == criterion) {
        let known = Known::of(framework, criterion, it.score, it.learned_on);
        match Standing::of(it.score, known.as_ref(), today) {
            Standing::Unknown => {}
            Standing::Expired | Standing::Unproven => tally.lapsed += it.deals,
            Standing::Holds if it.score >= CONFIRMED => tally.confirmed += it.deals,
            Standing::Holds => tally.heard += it.deals,
        }
    }
    tally.unknown = (deals - tally.heard - tally.confirmed - tally.lapsed).max(0);
    tally
}
