//! The member's day: what must not be dropped, in the order to do it, and what comes next.

mod leads;
mod whose;

pub use leads::{LEADS_SHOWN, LeadsToday, waiting, without_touches};
pub use whose::{Of, leads_everybody};

use crate::activities::{Subject, rotting};
use crate::calendar::{Due, Workday, due};
use crate::committee::{Risk, RiskKind};
use crate::exchange::Rates;
use crate::pipeline::{StageKind, Totals};
use crate::{DealId, MemberId, Money, TaskId};
use chrono::{DateTime, NaiveDate, Utc};
use serde::{Deserialize, Serialize};
use std::cmp::Reverse;
use uuid::Uuid;

/// How many days ahead the day already shows.
pub const SOON_DAYS: i64 = 7;

/// How many lines of a part are shown before somebody asks for all.
pub const SHOWN: usize = 20;

/// One line of the day.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Focus {
    pub what: What,
    /// The day it is due; none for what has no day.
    pub due: Option<NaiveDate>,
    /// For how many business days the deal's customer has not been reached, if that is too long.
    pub quiet: Option<i64>,
    pub deal: Option<FocusDeal>,
    /// The record it is about; none for a task of one's own.
    pub about: Option<Subject>,
    /// The account it is about, else the person.
    pub with: Option<String>,
    /// Whose it is to do.
    pub owner: MemberId,
}

/// What is to be done.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum What {
    Task {
        id: TaskId,
        version: i32,
        title: String,
    },
    NextStep {
        step: String,
    },
    /// Reach the customer again. The next step, if one is planned for later.
    Rotting {
        step: Option<String>,
    },
    /// The day until which the deal was put on hold has come.
    HoldEnds {
        reason: Option<String>,
    },
    /// The deal may be lost because of who is, or is not, on our side.
    AtRisk(NamedRisk),
}

/// A risk of the buying committee, with the names of those it is about.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct NamedRisk {
    pub kind: RiskKind,
    pub about: Option<String>,
    /// Whom to turn to.
    pub by: Option<String>,
    pub days: Option<i64>,
}

impl NamedRisk {
    pub fn of<'a>(risk: &Risk, name: impl Fn(crate::PersonId) -> Option<&'a str>) -> Self {
        let named = |it: Option<crate::PersonId>| it.and_then(&name).map(str::to_owned);
        Self { kind: risk.kind, about: named(risk.about), by: named(risk.by), days: risk.days }
    }
}

/// As much of a deal as a line says.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct FocusDeal {
    pub id: DealId,
    pub number: i32,
    pub version: i32,
    pub name: String,
    pub amount: Option<Money>,
    pub stage_ko: String,
    pub stage_en: String,
    /// The last day the customer was reached.
    pub last_on: NaiveDate,
}

/// What decides whether a deal is in its owner's day.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DealFacts {
    pub deal: FocusDeal,
    pub owner: MemberId,
    pub account_name: Option<String>,
    pub kind: StageKind,
    pub rot_days: Option<u16>,
    pub next_step: Option<String>,
    pub next_step_due: Option<NaiveDate>,
    pub hold_until: Option<NaiveDate>,
    pub close_reason: Option<String>,
    /// The most pressing one of its committee.
    pub risk: Option<NamedRisk>,
}

/// The day, in two parts, each in the order to do it.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Day {
    /// Overdue, due today, rotting, or about to lose its champion.
    pub must: Vec<Focus>,
    /// Due within the next days, or whenever there is time.
    pub next: Vec<Focus>,
}

/// What a member's home page says.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Today {
    pub now: DateTime<Utc>,
    /// In the workspace's zone.
    pub today: NaiveDate,
    pub day: Day,
    /// The top of the member's queue of leads, if they work through one. A team's day has none.
    #[serde(default)]
    pub leads: Option<LeadsToday>,
    /// What the member won this month.
    pub won: Totals,
    /// The member's open deals.
    pub open: Totals,
    pub week: Week,
}

/// What happened to the member's deals since Monday, each deal counted once.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "sqlx", derive(sqlx::FromRow))]
pub struct Week {
    pub new: i64,
    /// Stand in a later open stage than on Monday, or than where they began since.
    pub forward: i64,
    pub won: i64,
    pub lost: i64,
}

/// How much something presses. The order is the order of the day.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Urgency {
    Overdue,
    Today,
    Rotting,
    AtRisk,
    Soon,
    Someday,
}

impl Focus {
    /// Tells lines apart: a deal has one line at most, and so has a task.
    pub fn key(&self) -> Uuid {
        match (&self.what, &self.deal) {
            (What::Task { id, .. }, _) => id.0,
            (_, Some(deal)) => deal.id.0,
            (_, None) => Uuid::nil(),
        }
    }

    pub fn urgency(&self, today: NaiveDate) -> Urgency {
        match self.due.map(|day| due(day, today)) {
            Some(Due::Overdue(_)) => Urgency::Overdue,
            Some(Due::Today) => Urgency::Today,
            _ if self.quiet.is_some() => Urgency::Rotting,
            _ if matches!(&self.what, What::AtRisk(it) if it.kind.presses()) => Urgency::AtRisk,
            Some(Due::Later(_)) => Urgency::Soon,
            None => Urgency::Someday,
        }
    }

    fn amount(&self) -> Option<Money> {
        self.deal.as_ref().and_then(|it| it.amount)
    }
}

/// The line of an open or held deal in its owner's day, if it needs one. A deal has one line: a step
/// that is due says more than that the deal rots.
pub fn of_deal(facts: DealFacts, on: Workday<'_>) -> Option<Focus> {
    let today = on.today;
    let DealFacts { deal, owner, account_name: with, .. } = facts;
    let about = Some(Subject::Deal(deal.id));
    let line = |what, due, quiet| {
        Some(Focus { what, due, quiet, deal: Some(deal.clone()), about, with: with.clone(), owner })
    };
    if facts.kind == StageKind::Hold {
        let ends = facts.hold_until.filter(|day| *day <= today)?;
        return line(What::HoldEnds { reason: facts.close_reason }, Some(ends), None);
    }
    if facts.kind != StageKind::Open {
        return None;
    }
    let quiet = rotting(deal.last_on, on, facts.rot_days);
    // One champion is a start: that alone is no reason to look at a deal today.
    let risk = facts.risk.filter(|it| it.kind != RiskKind::OnlyOneChampion);
    let presses = risk.as_ref().is_some_and(|it| it.kind.presses());
    match (facts.next_step, facts.next_step_due.map(|day| (day, due(day, today)))) {
        (Some(step), Some((day, Due::Overdue(_) | Due::Today))) => {
            line(What::NextStep { step }, Some(day), quiet)
        }
        (step, later) if quiet.is_some() => {
            line(What::Rotting { step }, later.map(|it| it.0).filter(|day| *day > today), quiet)
        }
        (Some(step), Some((day, Due::Later(days)))) if days <= SOON_DAYS && !presses => {
            line(What::NextStep { step }, Some(day), None)
        }
        _ => line(What::AtRisk(risk?), None, None),
    }
}

/// Puts everything in the order to do it: what is overdue, then what is due today, then what rots, each
/// with the largest deals first, by what they are worth, and then the longest waiting; after that what comes next, day by
/// day.
pub fn order(lines: Vec<Focus>, today: NaiveDate, rates: &Rates) -> Day {
    let (mut must, mut next): (Vec<_>, Vec<_>) =
        lines.into_iter().partition(|it| it.urgency(today) <= Urgency::AtRisk);
    must.sort_by_cached_key(|it| (it.urgency(today), by_amount(it, rates), waited(it, today), it.key()));
    next.sort_by_cached_key(|it| (it.urgency(today), it.due, by_amount(it, rates), it.key()));
    Day { must, next }
}

/// Largest first; what has no amount comes last.
fn by_amount(line: &Focus, rates: &Rates) -> Reverse<Option<i128>> {
    let worth = |it: Money| i128::from(it.minor) * i128::from(rates.weight(it.currency));
    Reverse(line.amount().map(worth))
}

/// The longest waiting first: by days overdue, or by quiet days of a rotting deal.
fn waited(line: &Focus, today: NaiveDate) -> Reverse<i64> {
    let overdue = line.due.map_or(0, |day| (today - day).num_days().max(0));
    Reverse(overdue.max(line.quiet.unwrap_or(0)))
}

#[cfg(test)]
mod tests;
