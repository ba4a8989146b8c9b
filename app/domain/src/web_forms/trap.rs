//! How robots give themselves away on a form that everybody may send. A caught one is thanked like anybody else, so that it
//! learns nothing, and what it sent is kept aside for a while, in case it was a person after all.

use chrono::{DateTime, TimeDelta, Utc};

/// Nobody reads and fills a form faster than this.
pub const LEAST_SECONDS: i64 = 2;
/// A page that is older has to be asked for again.
pub const PAGE_HOURS: i64 = 24;
/// What robots sent is kept for so long.
pub const CAUGHT_KEPT_DAYS: i64 = 30;

/// By what somebody was known as a robot.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Caught {
    /// They filled in a field that people do not see.
    Decoy,
    /// They were faster than anybody can be.
    Hasty,
    /// They sent what no page of ours has given them.
    Forged,
}

impl Caught {
    pub const ALL: [Self; 3] = [Self::Decoy, Self::Hasty, Self::Forged];

    pub const fn code(self) -> &'static str {
        match self {
            Self::Decoy => "decoy",
            Self::Hasty => "hasty",
            Self::Forged => "forged",
        }
    }
}

/// Is it a robot? `page_at` is when the page was made that was sent; none if it was none of ours.
pub fn caught(decoy: &str, page_at: Option<DateTime<Utc>>, now: DateTime<Utc>) -> Option<Caught> {
    if !decoy.is_empty() {
        return Some(Caught::Decoy);
    }
    let Some(page_at) = page_at else { return Some(Caught::Forged) };
    (now - page_at < TimeDelta::seconds(LEAST_SECONDS)).then_some(Caught::Hasty)
}

/// Has the page been open for so long that what it says may not be true any more?
pub fn is_old(page_at: DateTime<Utc>, now: DateTime<Utc>) -> bool {
    now - page_at > TimeDelta::hours(PAGE_HOURS)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn who_fills_what_nobody_sees_or_is_faster_than_anybody_is_a_robot() {
        let now: DateTime<Utc> = "2026-11-30T03:00:00Z".parse().expect("an instant");
        let ago = |seconds| Some(now - TimeDelta::milliseconds(seconds));
        assert_eq!(caught("", ago(2_000), now), None);
        assert_eq!(caught("", ago(1_999), now), Some(Caught::Hasty));
        assert_eq!(caught("", ago(-5_000), now), Some(Caught::Hasty), "a page of tomorrow");
        assert_eq!(caught("http://x", ago(60_000), now), Some(Caught::Decoy));
        assert_eq!(caught("", None, now), Some(Caught::Forged));
        assert!(!is_old(now - TimeDelta::hours(24), now));
        assert!(is_old(now - TimeDelta::hours(25), now));
    }
}
