//! What follows a touch: how to try again, and when, by how one sells to them. Proposed, never done by itself: the
//! person who talked to them knows better.

use crate::activities::{ActivityKind, Outcome};
use crate::calendar::Calendar;
use crate::pipeline::Motion;
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

/// The touch that is proposed next, in so many business days. None of them: today.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct NextTouch {
    pub kind: ActivityKind,
    pub in_days: u16,
}

/// Calls and mails take turns, further and further apart: one that rings every day is a nuisance.
const SMB: [(ActivityKind, u16); 5] = [
    (ActivityKind::Email, 0),
    (ActivityKind::Call, 1),
    (ActivityKind::Email, 2),
    (ActivityKind::Call, 2),
    (ActivityKind::Email, 3),
];
/// Large companies answer more slowly, and more often by mail.
const ENTERPRISE: [(ActivityKind, u16); 5] = [
    (ActivityKind::Email, 1),
    (ActivityKind::Email, 3),
    (ActivityKind::Call, 3),
    (ActivityKind::Email, 4),
    (ActivityKind::Call, 4),
];
/// Whoever uses the product is written to; a call comes as a surprise.
const SELF_SERVE: [(ActivityKind, u16); 5] = [
    (ActivityKind::Email, 1),
    (ActivityKind::Email, 2),
    (ActivityKind::Call, 2),
    (ActivityKind::Email, 3),
    (ActivityKind::Email, 4),
];

/// After a touch that ended like this, the `tries`th without an answer (from 1). None: what comes next was just agreed,
/// or there is nothing to propose.
pub fn next_touch(
    motion: Motion,
    tries: usize,
    kind: ActivityKind,
    outcome: Option<Outcome>,
) -> Option<NextTouch> {
    let touch = |kind, in_days| Some(NextTouch { kind, in_days });
    match (kind, outcome) {
        (ActivityKind::Note, _) | (_, Some(Outcome::Booked)) => None,
        // Who was there hears the next day what was said, and who wrote is called.
        (_, Some(Outcome::Held)) => touch(ActivityKind::Email, 1),
        (_, Some(Outcome::Replied)) => touch(ActivityKind::Call, 1),
        (_, Some(Outcome::Connected)) => touch(ActivityKind::Email, 0),
        (_, Some(Outcome::NoShow)) => touch(ActivityKind::Call, 0),
        _ => {
            let steps = match motion {
                Motion::InboundSmb => SMB,
                Motion::OutboundEnterprise => ENTERPRISE,
                Motion::SelfServe => SELF_SERVE,
            };
            let (kind, in_days) = steps.get(tries.saturating_sub(1)).copied()?;
            touch(kind, in_days)
        }
    }
}

impl NextTouch {
    /// The day it falls on. What is due on a day of rest is due on the next business day.
    pub fn on(self, today: NaiveDate, calendar: &Calendar) -> NaiveDate {
        let days = today.iter_days().skip(usize::from(self.in_days > 0));
        let mut business = days.filter(|it| calendar.is_business_day(*it)).take(400);
        business.nth(usize::from(self.in_days.saturating_sub(1))).unwrap_or(today)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(text: &str) -> NaiveDate {
        text.parse().expect("a day")
    }

    #[test]
    fn tries_in_vain_take_turns_and_end() {
        let next = |motion, tries| next_touch(motion, tries, ActivityKind::Call, Some(Outcome::NoAnswer));
        let kinds: Vec<_> = (1..=6).map(|it| next(Motion::InboundSmb, it).map(|it| it.kind)).collect();
        assert_eq!(kinds[0], Some(ActivityKind::Email));
        assert_eq!(kinds[1], Some(ActivityKind::Call));
        assert_eq!(kinds[5], None, "five are enough");
        assert_ne!(next(Motion::InboundSmb, 1), next(Motion::OutboundEnterprise, 1));
    }

    #[test]
    fn an_answer_asks_for_one() {
        let next = |kind, outcome| {
            next_touch(Motion::InboundSmb, 1, kind, Some(outcome)).map(|it| (it.kind, it.in_days))
        };
        assert_eq!(next(ActivityKind::Demo, Outcome::Held), Some((ActivityKind::Email, 1)));
        assert_eq!(next(ActivityKind::Meeting, Outcome::NoShow), Some((ActivityKind::Call, 0)));
        assert_eq!(next(ActivityKind::Email, Outcome::Replied), Some((ActivityKind::Call, 1)));
        assert_eq!(next(ActivityKind::Meeting, Outcome::Booked), None);
    }

    #[test]
    fn it_falls_on_a_business_day() {
        let calendar = Calendar::default();
        let on =
            |today: &str, in_days| NextTouch { kind: ActivityKind::Call, in_days }.on(day(today), &calendar);
        assert_eq!(on("2026-11-27", 0), day("2026-11-27"));
        assert_eq!(on("2026-11-27", 1), day("2026-11-30"));
        assert_eq!(on("2026-11-28", 0), day("2026-11-30"));
        assert_eq!(on("2026-11-28", 2), day("2026-12-01"));
        assert_eq!(on("2026-09-23", 1), day("2026-09-28"), "Chuseok lies between");
    }
}
