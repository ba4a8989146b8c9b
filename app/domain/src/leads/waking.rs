//! A nurtured lead comes back by itself: on the day it was put off until, when somebody raises a hand, or when they show
//! interest anew.

use crate::qualification::{Marks, Rules};
use crate::signals::SignalKind;
use crate::signals::score::{Score, Seen, raised};
use chrono::{DateTime, NaiveDate, Utc};
use serde::{Deserialize, Serialize};

/// So many points of interest since it was put off are reason enough.
pub const ENOUGH: i32 = 20;

/// Why a lead came back.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Wake {
    Day,
    Raised(SignalKind),
    /// So many points since.
    Interest(i32),
}

/// Does a lead that was put off until a day come back? `since` are its signals since then; `by` says what they count.
pub fn wakes(
    until: NaiveDate,
    today: NaiveDate,
    since: &[Seen],
    by: &Rules,
    now: DateTime<Utc>,
) -> Option<Wake> {
    if let Some(hand) = raised(by, since) {
        return Some(Wake::Raised(hand.kind));
    }
    let points = Score::of_interest(by, since, Marks::default(), now).points;
    if points >= ENOUGH {
        return Some(Wake::Interest(points));
    }
    (until <= today).then_some(Wake::Day)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::SignalId;

    fn now() -> DateTime<Utc> {
        "2026-11-30T00:00:00Z".parse().expect("an instant")
    }

    fn seen(kind: SignalKind) -> Seen {
        Seen { id: SignalId(uuid::Uuid::nil()), kind, value: None, at: now(), email: None, product: None }
    }

    #[test]
    fn a_day_a_hand_or_enough_interest_brings_a_lead_back() {
        let day = |text: &str| text.parse::<NaiveDate>().expect("a day");
        let (today, later) = (day("2026-11-30"), day("2026-12-01"));
        let wake = |until, since: &[SignalKind]| {
            let since: Vec<_> = since.iter().copied().map(seen).collect();
            wakes(until, today, &since, &Rules::default(), now())
        };
        assert_eq!(wake(later, &[]), None);
        assert_eq!(wake(today, &[]), Some(Wake::Day));
        assert_eq!(wake(later, &[SignalKind::PricingSeen]), None);
        assert_eq!(wake(later, &[SignalKind::PricingSeen; 2]), Some(Wake::Interest(20)));
        assert_eq!(
            wake(later, &[SignalKind::PricingSeen, SignalKind::DemoRequested]),
            Some(Wake::Raised(SignalKind::DemoRequested))
        );
    }
}
