//! What signals come to: how much interest somebody shows, and how far a company has come with the product. A score is a
//! list of contributions that add up, by the points and half-lives of the rules that hold. Whole thousandths throughout,
//! so that host and browser agree exactly.

mod rule;

pub use rule::{Class, Figure, Rule};

use super::SignalKind;
use crate::SignalId;
use crate::qualification::{Marks, ProductRules, Rules, Weight};
use chrono::{DateTime, TimeDelta, Utc};
use serde::{Deserialize, Serialize};
use std::collections::BTreeSet;

/// The part of a signal that counts.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Seen {
    pub id: SignalId,
    pub kind: SignalKind,
    pub value: Option<i64>,
    pub at: DateTime<Utc>,
    /// Who did it, so that users can be told apart.
    pub email: Option<String>,
    /// In which of our products, where its sender said so.
    pub product: Option<String>,
}

impl Weight {
    /// The signals that it goes back to, at this moment.
    pub(crate) fn counted<'a>(&self, seen: &'a [Seen], now: DateTime<Utc>) -> Vec<&'a Seen> {
        let (least, within) = (i64::from(self.least), i64::from(self.within));
        let counts =
            |it: &&Seen| self.rule.counts(it, least) && (!self.rule.looks_back() || age(it, now) < within);
        seen.iter().filter(counts).collect()
    }

    /// Is it one of the signals that the rule is about, whenever it was?
    pub(crate) fn may_count(&self, seen: &Seen) -> bool {
        self.rule.counts(seen, i64::from(self.least))
    }

    /// Thousandths of a point.
    fn worth(&self, counted: &[&Seen], now: DateTime<Utc>) -> i64 {
        let (points, least) = (i64::from(self.points) * 1_000, i64::from(self.least));
        let is_true = match self.rule {
            Rule::ManyVisits => i64::try_from(counted.len()).is_ok_and(|it| it >= least),
            Rule::InUse => {
                let days: BTreeSet<_> = counted.iter().map(|it| age(it, now)).collect();
                i64::try_from(days.len()).is_ok_and(|it| it >= least)
            }
            Rule::TeamInvited => counted.iter().filter_map(|it| it.value).sum::<i64>() >= least,
            // Of two that say they are of the same moment the higher counts, in whatever order they came.
            Rule::NearLimit => {
                counted.iter().max_by_key(|it| (it.at, it.value)).and_then(|it| it.value) >= Some(least)
            }
            Rule::AloneOrGone => {
                let users: BTreeSet<_> = counted.iter().filter_map(|it| it.email.as_deref()).collect();
                counted.is_empty() || users.len() == 1
            }
            Rule::Activated | Rule::Integrated | Rule::BillingSeen => !counted.is_empty(),
            _ => {
                let faded =
                    |it: &&Seen| i64::from(self.points) * left(age(it, now), i64::from(self.half_life));
                return counted.iter().map(faded).sum::<i64>().min(i64::from(self.most) * 1_000);
            }
        };
        if is_true { points } else { 0 }
    }

    /// What it adds at this moment, if anything.
    fn contribution(&self, seen: &[Seen], marks: Marks, now: DateTime<Utc>) -> Option<Contribution> {
        let counted = self.counted(seen, now);
        let milli = match self.rule.is_mark() {
            true => i64::from(marks.has(self.rule)) * i64::from(self.points) * 1_000,
            false => self.worth(&counted, now),
        };
        (milli != 0).then(|| Contribution {
            rule: self.rule,
            least: self.least,
            within: self.within,
            milli,
            signals: counted.len(),
            newest: counted.iter().map(|it| it.at).max(),
        })
    }

    /// After so many days without news nothing of it changes any more.
    pub(crate) fn days_that_count(&self) -> i64 {
        if self.rule.fades() {
            i64::from(self.half_life) * HALVINGS
        } else if self.rule.looks_back() {
            i64::from(self.within)
        } else {
            0
        }
    }
}

/// Whole days since. What is ahead of us by a clock's difference happened just now.
pub(crate) fn age(it: &Seen, now: DateTime<Utc>) -> i64 {
    (now - it.at).max(TimeDelta::zero()).num_days()
}

/// Halved so often, nothing is left.
const HALVINGS: i64 = 10;

/// What is left of a point after so many days, in thousandths: one half after each half-life.
fn left(days: i64, half_life: i64) -> i64 {
    const ONE: i128 = 1_000_000_000_000;
    const LN_2: i128 = 693_147_180_560;
    let half_life = half_life.max(1);
    let halvings = days / half_life;
    if halvings >= HALVINGS {
        return 0;
    }
    let exponent = LN_2 * i128::from(days % half_life) / i128::from(half_life);
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
    /// The figures it went by, so that it can be said in words.
    pub least: i32,
    pub within: i32,
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
    pub fn of<'a>(
        weights: impl IntoIterator<Item = &'a Weight>,
        seen: &[Seen],
        marks: Marks,
        now: DateTime<Utc>,
    ) -> Self {
        let contributions: Vec<_> =
            weights.into_iter().filter_map(|it| it.contribution(seen, marks, now)).collect();
        let milli: i64 = contributions.iter().map(|it| it.milli).sum();
        let points = i32::try_from(milli.clamp(0, 100_000) / 1_000).unwrap_or(0);
        Self { points, contributions }
    }

    /// Of the interest that somebody shows.
    pub fn of_interest(by: &Rules, seen: &[Seen], marks: Marks, now: DateTime<Utc>) -> Self {
        Self::of(Rule::INTEREST.iter().filter_map(|rule| by.weight(*rule)), seen, marks, now)
    }

    fn has(&self, weights: &[Weight], classes: &[Class]) -> bool {
        let class = |it: &Contribution| weights.iter().find(|weight| weight.rule == it.rule)?.class;
        self.contributions.iter().filter_map(class).any(|it| classes.contains(&it))
    }
}

/// Whoever asks for a demo, or does what the rules count like it, raises a hand: no points are needed.
pub fn raised<'a>(by: &Rules, seen: &'a [Seen]) -> Option<&'a Seen> {
    seen.iter().filter(|it| by.raises.contains(&it.kind)).max_by_key(|it| (it.at, it.kind, it.id))
}

/// How far a company has come with a product.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
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

impl Readiness {
    pub fn is_qualified(self) -> bool {
        self >= Self::Qualified
    }
}

/// What the use of a product says about a company.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct InProduct {
    /// None: the rules for every product that has none of its own.
    pub product: Option<String>,
    pub readiness: Readiness,
    pub score: Score,
}

impl InProduct {
    /// None: nobody there has touched it.
    pub(crate) fn of(rules: &ProductRules, seen: &[Seen], now: DateTime<Utc>) -> Option<Self> {
        let touched = seen.iter().any(|it| it.kind.family() == super::Family::Product);
        touched.then(|| {
            let score = Score::of(&rules.weights, seen, Marks::default(), now);
            let value = score.has(&rules.weights, &[Class::Value]);
            let more = score.has(&rules.weights, &[Class::Growth, Class::Limit]);
            let readiness = match (value, more) {
                (true, true) if score.points >= rules.ready => Readiness::Ready,
                (true, true) if score.points >= rules.qualified => Readiness::Qualified,
                (true, _) => Readiness::Valued,
                _ => Readiness::Trying,
            };
            Self { product: rules.product.clone(), readiness, score }
        })
    }
}

/// What our products say about a company, each by its own rules: that of the one it has come furthest with. None: nobody
/// there has touched any.
pub fn product(by: &Rules, seen: &[Seen], now: DateTime<Utc>) -> Option<InProduct> {
    let used = by.by_product(seen).into_iter().filter_map(|(rules, seen)| InProduct::of(&rules, &seen, now));
    used.reduce(
        |best, it| {
            if (it.readiness, it.score.points) > (best.readiness, best.score.points) { it } else { best }
        },
    )
}

/// What signals say about a company, or about a person.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Standing {
    pub product: Option<InProduct>,
    pub interest: Option<Score>,
    /// Who raised a hand is called, whatever the points.
    pub raised: Option<(SignalKind, DateTime<Utc>)>,
}

impl Standing {
    /// A company is judged by what its people do with the product together.
    pub fn of_account(by: &Rules, seen: &[Seen], now: DateTime<Utc>) -> Self {
        Self { product: product(by, seen, now), ..Self::default() }
    }

    /// A person by the interest they show. None who never showed any has a score.
    pub fn of_person(by: &Rules, seen: &[Seen], marks: Marks, now: DateTime<Utc>) -> Self {
        let shows = seen.iter().any(|it| it.kind.family() == super::Family::Marketing);
        Self {
            product: None,
            interest: shows.then(|| Score::of_interest(by, seen, marks, now)),
            raised: raised(by, seen).map(|it| (it.kind, it.at)),
        }
    }

    /// A lead is both: a person, and somebody of a company.
    pub fn of_lead(by: &Rules, own: &[Seen], company: &[Seen], marks: Marks, now: DateTime<Utc>) -> Self {
        Self { product: product(by, company, now), ..Self::of_person(by, own, marks, now) }
    }
}

#[cfg(test)]
mod tests;
