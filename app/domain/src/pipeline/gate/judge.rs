//! Judging a move: which gates stand on its way, and what of them the deal does not meet.

use super::{Activity, Door, Facts, Gate, Requirement, Severity};
use crate::StageId;
use crate::calendar::Workday;
use crate::pipeline::StageKind;
use serde::{Deserialize, Serialize};

/// What the gates on a deal's way say. Depends on the deal and the day, never on who asks.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Verdict {
    /// None twice, and none that another one covers.
    pub missing: Vec<Missing>,
}

/// Something that is not there yet.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Missing {
    pub what: Requirement,
    pub severity: Severity,
}

impl Verdict {
    /// May the deal go?
    pub fn passes(&self) -> bool {
        self.severity() != Some(Severity::Block)
    }

    /// The gravest of what is missing.
    pub fn severity(&self) -> Option<Severity> {
        self.missing.iter().map(|it| it.severity).max()
    }

    pub fn count(&self) -> usize {
        self.missing.len()
    }

    /// Both verdicts together.
    pub fn and(mut self, other: Self) -> Self {
        other.missing.into_iter().for_each(|it| self.add(it));
        self
    }

    fn add(&mut self, new: Missing) {
        if let Some(known) = self.missing.iter_mut().find(|it| covers(&it.what, &new.what)) {
            known.severity = known.severity.max(new.severity);
            return;
        }
        let covered = |it: &Missing| covers(&new.what, &it.what);
        let severity =
            self.missing.iter().filter(|it| covered(it)).map(|it| it.severity).fold(new.severity, Ord::max);
        self.missing.retain(|it| !covered(it));
        self.missing.push(Missing { severity, what: new.what });
    }
}

/// What keeps a deal with these facts from going from one stage to another; `from` is none for a new deal.
///
/// Forward: the exit of where it stands, both gates of what is skipped, the entry of where it goes. Back, or
/// within the column: nothing. From outside the open stages, or out of them: the entry gate alone.
pub fn judge(doors: &[Door], facts: &Facts, from: Option<StageId>, to: StageId, on: Workday<'_>) -> Verdict {
    let mut verdict = Verdict::default();
    for gate in on_the_way(doors, from, to) {
        for what in gate.asks.unmet(facts, on) {
            verdict.add(Missing { what, severity: gate.severity });
        }
    }
    verdict
}

/// Does this move go back, in a pipeline with gates, so that it asks why? A pipeline that asks nothing of who
/// goes on asks nothing of who comes back either.
pub fn asks_why_back(doors: &[Door], from: StageId, to: StageId) -> bool {
    let has_gates = doors.iter().any(|it| it.entry.is_some() || it.exit.is_some());
    let places = place(doors, from).zip(place(doors, to));
    has_gates && places.is_some_and(|(here, there)| there < here)
}

pub(super) fn open(doors: &[Door]) -> impl Iterator<Item = &Door> {
    doors.iter().filter(|it| it.kind == StageKind::Open)
}

fn place(doors: &[Door], stage: StageId) -> Option<usize> {
    open(doors).position(|it| it.stage == stage)
}

pub(super) fn on_the_way(doors: &[Door], from: Option<StageId>, to: StageId) -> Vec<&Gate> {
    let Some(target) = doors.iter().find(|it| it.stage == to).filter(|_| from != Some(to)) else {
        return vec![];
    };
    let Some((here, there)) = from.and_then(|it| place(doors, it)).zip(place(doors, to)) else {
        return target.entry.iter().collect();
    };
    let passed = open(doors).enumerate().skip(here).take((there + 1).saturating_sub(here));
    let gates = passed.flat_map(|(at, door)| {
        let entry = door.entry.as_ref().filter(|_| at > here);
        entry.into_iter().chain(door.exit.as_ref().filter(|_| at < there))
    });
    if there > here { gates.collect() } else { vec![] }
}

impl Requirement {
    pub fn is_met(&self, facts: &Facts, on: Workday<'_>) -> bool {
        match self {
            Self::All(all) => all.iter().all(|it| it.is_met(facts, on)),
            Self::Any(any) => any.is_empty() || any.iter().any(|it| it.is_met(facts, on)),
            Self::Not(it) => !it.is_met(facts, on),
            Self::FieldSet(field) => facts.has(*field),
            Self::CloseDateInFuture => facts.expected_close.is_some_and(|day| day >= on.today),
            Self::Activity(activity) => facts.done(activity, on.today),
            Self::People(least) => facts.story.people >= u16::from(*least),
            Self::NextStepWithin(days) => facts.steps_within(*days, on),
            Self::Framework(it) => it.is_met(&facts.story.known, on.today),
            Self::IcpTier(least) => facts.story.tier.is_some_and(|it| it <= *least),
            Self::Role(it) => it.is_met(&facts.story.committee),
        }
    }

    /// The parts of it that are not met, taken apart as far as each can be mended alone.
    fn unmet(&self, facts: &Facts, on: Workday<'_>) -> Vec<Self> {
        match self {
            Self::All(all) => all.iter().flat_map(|it| it.unmet(facts, on)).collect(),
            it if it.is_met(facts, on) => vec![],
            it => vec![it.clone()],
        }
    }
}

/// Is `less` met as soon as `more` is?
fn covers(more: &Requirement, less: &Requirement) -> bool {
    use Requirement::{
        Activity, Any, CloseDateInFuture, FieldSet, Framework, IcpTier, NextStepWithin, People, Role,
    };
    if more == less {
        return true;
    }
    match (more, less) {
        // Each way of meeting the one is a way of meeting the other.
        (Any(ways), less) if !ways.is_empty() => ways.iter().all(|it| covers(it, less)),
        (more, Any(ways)) => ways.iter().any(|it| covers(more, it)),
        (CloseDateInFuture, FieldSet(super::Field::ExpectedClose))
        | (NextStepWithin(_), FieldSet(super::Field::NextStep)) => true,
        (NextStepWithin(more), NextStepWithin(less)) => more <= less,
        (People(more), People(less)) => more >= less,
        (Activity(more), Activity(less)) => done_covers(*more, *less),
        (Framework(more), Framework(less)) => more.covers(less),
        // A is better than B, and comes before it.
        (IcpTier(more), IcpTier(less)) => more <= less,
        (Role(more), Role(less)) => more.covers(*less),
        _ => false,
    }
}

fn done_covers(more: Activity, less: Activity) -> bool {
    let as_lately = less.within_days.is_none_or(|days| more.within_days.is_some_and(|it| it <= days));
    let same_way = less.outcome.is_none() || less.outcome == more.outcome;
    more.kind == less.kind && same_way && as_lately && more.count >= less.count
}
