//! The choice itself: facts in, a member and the reasons out. The same facts always choose the same member.

use super::{Availability, Facts, Rule, Share, Strategy};
use crate::calendar::{Calendar, Zone};
use crate::{MemberId, RoutingRuleId};
use chrono::{DateTime, NaiveDate, Timelike, Utc};
use serde::{Deserialize, Serialize};
use std::cmp::Reverse;

/// What decides about a member in one rule.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Candidate {
    pub who: Availability,
    /// How many leads the rule has given them, and which of all its choices the last one was.
    pub given: i64,
    pub last_turn: Option<i64>,
}

/// Where and when the choice is made.
#[derive(Clone, Copy, Debug)]
pub struct Place<'a> {
    pub now: DateTime<Utc>,
    pub zone: &'a Zone,
    pub calendar: &'a Calendar,
}

/// Why somebody was passed over.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Passed {
    /// Works here no more.
    Left,
    /// Back on the day after this one, if that is known.
    Away(Option<NaiveDate>),
    /// Has as many leads in hand as they take.
    Full { open: i64, capacity: i32 },
    /// Not at work now, while somebody else is.
    OffHours,
    /// The region is not theirs.
    NotTheirs,
}

/// Why whoever was chosen was.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Reason {
    /// It was their turn.
    Turn,
    /// They had the least of their share so far.
    Share {
        given: i64,
        weight: i32,
    },
    /// They had the fewest in hand.
    Fewest {
        open: i64,
    },
    OwnsAccount,
    Territory,
}

/// The choice, and all that led to it.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Chosen {
    /// None: nobody is left; it waits in the queue.
    pub owner: Option<MemberId>,
    pub reason: Option<Reason>,
    /// The rule that meant the lead, with its name then. None: no rule does.
    pub rule: Option<(RoutingRuleId, String)>,
    pub passed: Vec<(MemberId, Passed)>,
    /// Whose it was before, if it was chosen anew because they left the team.
    #[serde(default)]
    pub left: Option<MemberId>,
}

/// To whom a lead goes. `candidates` are the members of each rule, in the order of its shares; who is missing there is
/// unknown and gets nothing. None: no rule means the lead.
pub fn assign(
    rules: &[Rule],
    lead: &Facts,
    candidates: impl Fn(RoutingRuleId) -> Vec<Candidate>,
    place: Place<'_>,
) -> Option<Chosen> {
    let rule = rules.iter().find(|it| it.on && it.when.means(lead))?;
    let mut chosen = Chosen { rule: Some((rule.id, rule.name.clone())), ..Chosen::default() };
    let mut left: Vec<(usize, &Share, Candidate)> = vec![];
    let known = candidates(rule.id);
    for (at, share) in rule.shares.iter().enumerate() {
        let Some(candidate) = known.iter().find(|it| it.who.member == share.member) else { continue };
        match passed(share, candidate, rule.strategy, lead, place) {
            Some(why) => chosen.passed.push((share.member, why)),
            None => left.push((at, share, candidate.clone())),
        }
    }
    // Whoever is at work answers sooner; if nobody is, it waits for whose turn it is.
    if left.iter().any(|it| at_work(&it.2.who, place)) {
        left.retain(|(_, share, it)| {
            let works = at_work(&it.who, place);
            if !works {
                chosen.passed.push((share.member, Passed::OffHours));
            }
            works
        });
    }
    let turn = |it: &(usize, &Share, Candidate)| (it.2.last_turn, it.0);
    let (owner, reason) = match rule.strategy {
        Strategy::RoundRobin => (left.iter().min_by_key(|it| turn(it)), Reason::Turn),
        Strategy::Territory => (left.iter().min_by_key(|it| turn(it)), Reason::Territory),
        Strategy::AccountOwner => {
            (left.iter().find(|it| Some(it.1.member) == lead.account_owner), Reason::OwnsAccount)
        }
        Strategy::LeastOpen => {
            let least = left.iter().min_by_key(|it| (it.2.who.open, turn(it)));
            (least, Reason::Fewest { open: least.map_or(0, |it| it.2.who.open) })
        }
        Strategy::Weighted => {
            // Given ÷ weight, compared without a fraction: per hundred thousand of a share.
            let had = |it: &(usize, &Share, Candidate)| it.2.given * 100_000 / i64::from(it.1.weight.max(1));
            let least = left.iter().min_by_key(|it| (had(it), Reverse(it.1.weight), it.0));
            let (given, weight) = least.map_or((0, 1), |it| (it.2.given, it.1.weight));
            (least, Reason::Share { given, weight })
        }
    };
    chosen.owner = owner.map(|it| it.1.member);
    chosen.reason = owner.map(|_| reason);
    Some(chosen)
}

fn passed(
    share: &Share,
    candidate: &Candidate,
    strategy: Strategy,
    lead: &Facts,
    place: Place<'_>,
) -> Option<Passed> {
    let who = &candidate.who;
    let today = place.zone.day(place.now);
    let region = lead.region.as_deref().map(|it| it.trim().to_lowercase());
    let is_theirs = share.regions.iter().any(|it| Some(it.trim().to_lowercase()) == region);
    match who.capacity {
        _ if !who.active => Some(Passed::Left),
        _ if is_away(who, today) => Some(Passed::Away(who.away_until)),
        _ if strategy == Strategy::Territory && !is_theirs => Some(Passed::NotTheirs),
        _ if strategy == Strategy::AccountOwner && lead.account_owner != Some(who.member) => {
            Some(Passed::NotTheirs)
        }
        Some(capacity) if who.open >= i64::from(capacity) => Some(Passed::Full { open: who.open, capacity }),
        _ => None,
    }
}

/// Away from a day until a day, both included; one of them may be open.
fn is_away(who: &Availability, today: NaiveDate) -> bool {
    match (who.away_from, who.away_until) {
        (None, None) => false,
        (from, until) => from.is_none_or(|it| it <= today) && until.is_none_or(|it| today <= it),
    }
}

fn at_work(who: &Availability, place: Place<'_>) -> bool {
    let local = place.zone.local(place.now);
    let minute = i16::try_from(local.num_seconds_from_midnight() / 60).unwrap_or_default();
    let (opens, closes) = <(u16, u16)>::from(place.calendar.hours);
    let usual = |it: u16| i16::try_from(it).unwrap_or(i16::MAX);
    let (opens, closes) = (who.opens_at.unwrap_or(usual(opens)), who.closes_at.unwrap_or(usual(closes)));
    place.calendar.is_business_day(local.date()) && (opens..closes).contains(&minute)
}

#[cfg(test)]
#[path = "tests.rs"]
mod tests;
