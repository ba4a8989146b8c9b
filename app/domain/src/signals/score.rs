//! What signals come to: how much interest somebody shows, and how far a company has come with the product. A score is a
//! list of contributions that add up; the points and half-lives are the process's defaults for a new workspace (its own
//! reasoned figures, not measured ones). Whole thousandths throughout, so that host and browser agree exactly.

use super::SignalKind;
use chrono::{DateTime, TimeDelta, Utc};
use serde::{Deserialize, Serialize};
use std::collections::BTreeSet;

/// The part of a signal that counts.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Seen {
    pub kind: SignalKind,
    pub value: Option<i64>,
    pub at: DateTime<Utc>,
    /// Who did it, so that users can be told apart.
    pub email: Option<String>,
}

/// What a product rule stands for: without having felt the value, and without a reason to grow, nobody is qualified by
/// points alone.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Class {
    Value,
    Growth,
    Limit,
}

/// What is counted, and when. Days are whole elapsed days of 24 hours.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Rule {
    Subscribed,
    ContentDownloaded,
    EventSignedUp,
    EventAttended,
    PricingSeen,
    /// Three visits in seven days.
    ManyVisits,
    /// Ten minutes or more.
    LongVisit,
    Activated,
    Integrated,
    /// On five of the last fourteen days.
    InUse,
    /// Three teammates or more were invited.
    TeamInvited,
    /// The last we heard is 80 % of the plan's limit or more.
    NearLimit,
    BillingSeen,
    /// One user alone, or nobody for fourteen days.
    AloneOrGone,
}

const LONG_VISIT: i64 = 10 * 60;
const MANY_VISITS: usize = 3;
const VISITS_WITHIN: i64 = 7;
const USED_DAYS: usize = 5;
const USED_WITHIN: i64 = 14;
const TEAM: i64 = 3;
const NEAR: i64 = 80;
/// After so many calendar days interest counts half.
const HALF_LIFE: i64 = 14;
const HALVINGS: i64 = 10;
/// After so many days nothing is left of it.
pub const FADED: i64 = HALF_LIFE * HALVINGS;
/// From here on a company is qualified by the product, and from there on it is ready for a talk.
pub const QUALIFIED: i32 = 50;
pub const READY: i32 = 75;

impl Rule {
    pub const INTEREST: [Self; 7] = [
        Self::Subscribed,
        Self::ContentDownloaded,
        Self::EventSignedUp,
        Self::EventAttended,
        Self::PricingSeen,
        Self::ManyVisits,
        Self::LongVisit,
    ];
    pub const PRODUCT: [Self; 7] = [
        Self::Activated,
        Self::Integrated,
        Self::InUse,
        Self::TeamInvited,
        Self::NearLimit,
        Self::BillingSeen,
        Self::AloneOrGone,
    ];

    /// For each time, or for its being true.
    pub const fn points(self) -> i32 {
        match self {
            Self::Subscribed => 5,
            Self::EventSignedUp | Self::PricingSeen | Self::LongVisit => 10,
            Self::ContentDownloaded | Self::ManyVisits | Self::InUse => 15,
            Self::EventAttended | Self::Activated | Self::Integrated | Self::BillingSeen => 20,
            Self::TeamInvited => 25,
            Self::NearLimit => 35,
            Self::AloneOrGone => -20,
        }
    }

    /// So that one kind of signal does not fill a score by itself.
    pub const fn most(self) -> i32 {
        match self {
            Self::ContentDownloaded => 30,
            Self::EventSignedUp | Self::PricingSeen | Self::LongVisit => 20,
            Self::EventAttended => 40,
            _ => self.points(),
        }
    }

    pub const fn class(self) -> Option<Class> {
        match self {
            Self::Activated | Self::Integrated | Self::InUse => Some(Class::Value),
            Self::TeamInvited | Self::BillingSeen => Some(Class::Growth),
            Self::NearLimit => Some(Class::Limit),
            _ => None,
        }
    }

    /// The signals that it counts.
    fn counts(self, it: &Seen) -> bool {
        match self {
            Self::Subscribed => it.kind == SignalKind::Subscribed,
            Self::ContentDownloaded => it.kind == SignalKind::ContentDownloaded,
            Self::EventSignedUp => it.kind == SignalKind::EventSignedUp,
            Self::EventAttended => it.kind == SignalKind::EventAttended,
            Self::PricingSeen => it.kind == SignalKind::PricingSeen,
            Self::ManyVisits => it.kind == SignalKind::SiteVisited,
            Self::LongVisit => it.kind == SignalKind::SiteVisited && it.value.unwrap_or(0) >= LONG_VISIT,
            Self::Activated => it.kind == SignalKind::ActivationDone,
            Self::Integrated => it.kind == SignalKind::IntegrationConnected,
            Self::InUse | Self::AloneOrGone => it.kind == SignalKind::Active,
            Self::TeamInvited => it.kind == SignalKind::TeammatesInvited,
            Self::NearLimit => it.kind == SignalKind::LimitUsed,
            Self::BillingSeen => it.kind == SignalKind::BillingSeen,
        }
    }

    /// Thousandths of a point.
    fn worth(self, counted: &[&Seen], now: DateTime<Utc>) -> i64 {
        let points = i64::from(self.points()) * 1_000;
        let within = |days: i64| counted.iter().filter(move |it| age(it, now) < days);
        let is_true = match self {
            Self::ManyVisits => within(VISITS_WITHIN).count() >= MANY_VISITS,
            Self::InUse => {
                let days: BTreeSet<_> = within(USED_WITHIN).map(|it| age(it, now)).collect();
                days.len() >= USED_DAYS
            }
            Self::TeamInvited => counted.iter().filter_map(|it| it.value).sum::<i64>() >= TEAM,
            // Of two that say they are of the same moment the higher counts, in whatever order they came.
            Self::NearLimit => {
                counted.iter().max_by_key(|it| (it.at, it.value)).and_then(|it| it.value) >= Some(NEAR)
            }
            Self::AloneOrGone => {
                let users: BTreeSet<_> = within(USED_WITHIN).filter_map(|it| it.email.as_deref()).collect();
                within(USED_WITHIN).next().is_none() || users.len() == 1
            }
            Self::Activated | Self::Integrated | Self::BillingSeen => !counted.is_empty(),
            _ => {
                let faded: i64 = counted.iter().map(|it| i64::from(self.points()) * left(age(it, now))).sum();
                return faded.min(i64::from(self.most()) * 1_000);
            }
        };
        if is_true { points } else { 0 }
    }
}

/// Whole days since. What is ahead of us by a clock's difference happened just now.
fn age(it: &Seen, now: DateTime<Utc>) -> i64 {
    (now - it.at).max(TimeDelta::zero()).num_days()
}

/// What is left of a point after so many days, in thousandths: one half after each half-life.
fn left(days: i64) -> i64 {
    const ONE: i128 = 1_000_000_000_000;
    const LN_2: i128 = 693_147_180_560;
    let halvings = days / HALF_LIFE;
    if halvings >= HALVINGS {
        return 0;
    }
    let exponent = LN_2 * i128::from(days % HALF_LIFE) / i128::from(HALF_LIFE);
    // The series of e to the minus x, whose terms fall fast for x below one.
    let (mut term, mut sum) = (ONE, ONE);
    for n in 1..=20 {
        term = -term * exponent / ONE / n;
        sum += term;
    }
    i64::try_from((sum >> halvings) * 1_000 / ONE).unwrap_or(0)
}

/// What one rule adds, and to how many signals that goes back.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Contribution {
    pub rule: Rule,
    /// Thousandths of a point.
    pub milli: i64,
    pub signals: usize,
    pub newest: Option<DateTime<Utc>>,
}

/// Between 0 and 100, and how it came about. Rules that add nothing are not among the contributions.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Score {
    pub points: i32,
    pub contributions: Vec<Contribution>,
}

impl Score {
    pub fn of(rules: &[Rule], seen: &[Seen], now: DateTime<Utc>) -> Self {
        let contributions: Vec<_> = rules.iter().filter_map(|rule| contribution(*rule, seen, now)).collect();
        let milli: i64 = contributions.iter().map(|it| it.milli).sum();
        let points = i32::try_from(milli.clamp(0, 100_000) / 1_000).unwrap_or(0);
        Self { points, contributions }
    }

    fn has(&self, class: &[Class]) -> bool {
        self.contributions.iter().filter_map(|it| it.rule.class()).any(|it| class.contains(&it))
    }
}

fn contribution(rule: Rule, seen: &[Seen], now: DateTime<Utc>) -> Option<Contribution> {
    let counted: Vec<_> = seen.iter().filter(|it| rule.counts(it)).collect();
    let milli = rule.worth(&counted, now);
    (milli != 0).then(|| Contribution {
        rule,
        milli,
        signals: counted.len(),
        newest: counted.iter().map(|it| it.at).max(),
    })
}

/// Whoever asks for a demo, or takes the demo version in hand, raises a hand: no points are needed.
pub fn raised(seen: &[Seen]) -> Option<&Seen> {
    let raises = [SignalKind::DemoRequested, SignalKind::DemoUsed];
    seen.iter().filter(|it| raises.contains(&it.kind)).max_by_key(|it| (it.at, it.kind))
}

/// How far a company has come with the product.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Readiness {
    /// Somebody signed up, or looks around.
    Trying,
    /// They have felt its value; nothing says yet that they need more.
    Valued,
    /// Value, a reason to grow, and 50 points.
    Qualified,
    /// 75 points: time to talk.
    Ready,
}

/// What the product says about a company. None: nobody there has touched it.
pub fn product(seen: &[Seen], now: DateTime<Utc>) -> Option<(Readiness, Score)> {
    let touched = seen.iter().any(|it| it.kind.family() == super::Family::Product);
    touched.then(|| {
        let score = Score::of(&Rule::PRODUCT, seen, now);
        let (value, more) = (score.has(&[Class::Value]), score.has(&[Class::Growth, Class::Limit]));
        let readiness = match (value, more, score.points) {
            (true, true, READY..) => Readiness::Ready,
            (true, true, QUALIFIED..) => Readiness::Qualified,
            (true, ..) => Readiness::Valued,
            _ => Readiness::Trying,
        };
        (readiness, score)
    })
}

/// What signals say about a company, or about a person.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Standing {
    pub product: Option<(Readiness, Score)>,
    pub interest: Option<Score>,
    /// Who raised a hand is called, whatever the points.
    pub raised: Option<(SignalKind, DateTime<Utc>)>,
}

impl Standing {
    /// A company is judged by what its people do with the product together.
    pub fn of_account(seen: &[Seen], now: DateTime<Utc>) -> Self {
        Self { product: product(seen, now), ..Self::default() }
    }

    /// A person by the interest they show. None who never showed any has a score.
    pub fn of_person(seen: &[Seen], now: DateTime<Utc>) -> Self {
        let shows = seen.iter().any(|it| it.kind.family() == super::Family::Marketing);
        Self {
            product: None,
            interest: shows.then(|| Score::of(&Rule::INTEREST, seen, now)),
            raised: raised(seen).map(|it| (it.kind, it.at)),
        }
    }
}

#[cfg(test)]
mod tests;
