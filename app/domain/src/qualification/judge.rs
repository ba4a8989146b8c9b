//! What the rules make of a lead: a pure function of its facts and signals, from which the stored kind, the badge and the
//! reasons on the page all come.
//!
//! A kind is granted if at any moment of what is on record the rules were met. So it does not matter when we heard of a
//! signal, or in which order: the same record gives the same kinds, moments and reasons.

use super::{Criterion, Kind, Marks, Origin, ProductRules, Rules, Weight, talk};
use crate::SignalId;
use crate::leads::DisqualifyReason;
use crate::signals::SignalKind;
use crate::signals::score::{Contribution, InProduct, Rule, Score, Seen, age, product, raised};
use chrono::{DateTime, TimeDelta, Utc};
use serde::{Deserialize, Serialize};

/// So many signals are told for each reason; the others are counted.
const TOLD: usize = 12;

/// What is known of a lead besides what it did.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Facts {
    pub fit: Fit,
    pub email: Option<String>,
    /// Why other leads of this address were given up.
    pub given_up: Vec<DisqualifyReason>,
}

/// How well the account fits.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub enum Fit {
    /// Nobody has said yet whom we want to sell to: it is not asked.
    #[default]
    NotAsked,
    /// Nobody knows where they work.
    Unknown,
    Of(i32),
}

impl Fit {
    const fn is_enough(self, least: i32) -> bool {
        match self {
            Self::NotAsked => true,
            Self::Unknown => least <= 0,
            Self::Of(fit) => fit >= least,
        }
    }
}

/// What somebody did, and what their company does with the product, each signal once.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Signals {
    pub own: Vec<Seen>,
    pub company: Vec<Seen>,
}

/// A signal as a reason tells it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Told {
    pub id: SignalId,
    pub kind: SignalKind,
    pub value: Option<i64>,
    pub at: DateTime<Utc>,
}

impl From<&Seen> for Told {
    fn from(it: &Seen) -> Self {
        Self { id: it.id, kind: it.kind, value: it.value, at: it.at }
    }
}

/// Why a kind was granted; kept with it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Reason {
    /// A rule, by the figures it had then, added so many thousandths of a point for these signals, the newest first, and
    /// so many more.
    Rule { rule: Rule, least: i32, within: i32, milli: i64, signals: Vec<Told>, more: usize },
    /// They raised a hand, which needs no points.
    Raised(Told),
    /// The account fits so well, of the least that is asked.
    Fit { fit: i32, least: i32 },
    /// What the points come to, of the least that is asked.
    Sum { points: i32, least: i32 },
    /// It was this product, which has rules of its own.
    Product(String),
    /// What a talk confirmed.
    Confirmed { criterion: Criterion, score: i16, note: String },
    /// Who owns their workspace, and what they use the product for.
    Use(talk::Use),
    /// They agreed to a first meeting, as it was kept before it was kept how we know.
    Meeting,
    /// They agreed to a first meeting, and how we know.
    Agreed(talk::Agreed),
}

/// A kind that the rules granted, and the moment that brought it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Reached {
    pub kind: Kind,
    pub origin: Origin,
    pub at: DateTime<Utc>,
    pub reasons: Vec<Reason>,
}

/// Every kind that the rules grant a lead by what is on record, in the order in which they were reached. In whatever
/// order the signals come, the answer is the same to the letter.
pub fn replay(rules: &Rules, facts: &Facts, signals: &Signals) -> Vec<Reached> {
    let marks = rules.marks(facts.email.as_deref(), &facts.given_up);
    let (own, company) = (in_order(&signals.own), in_order(&signals.company));
    let mut reached = vec![];
    if may_ever_be_marketing(rules, &own) {
        reached.extend(first(&own, |until, at| marketing(rules, facts.fit, marks, until, at)));
    }
    let by_product = rules.by_product(&company).into_iter().filter_map(|(rules, seen)| {
        let walked = may_ever_be_product(&rules, &seen);
        walked.then(|| first(&seen, |until, at| of_product(&rules, until, at))).flatten()
    });
    reached.extend(by_product.min_by_key(|it| it.at));
    reached.sort_by_key(|it| (it.at, it.kind));
    reached
}

fn in_order(seen: &[Seen]) -> Vec<Seen> {
    let mut seen = seen.to_vec();
    seen.sort_by_key(|it| (it.at, it.id, it.kind, it.value));
    seen
}

/// The first moment at which it holds. All signals of one moment come together. Between signals points only fade, so
/// nothing is newly reached there.
fn first(seen: &[Seen], holds: impl Fn(&[Seen], DateTime<Utc>) -> Option<Reached>) -> Option<Reached> {
    let ends = (1..=seen.len()).filter(|end| seen.get(*end).is_none_or(|next| next.at != seen[end - 1].at));
    ends.into_iter().find_map(|end| holds(&seen[..end], seen[end - 1].at))
}

/// Most leads are far from it: then their history need not be walked.
fn may_ever_be_marketing(rules: &Rules, own: &[Seen]) -> bool {
    let has = |rule: Rule| rules.weight(rule).is_some_and(|it| own.iter().any(|seen| it.may_count(seen)));
    let most = |rule: Rule| rules.weight(rule).map_or(0, |it| it.most.max(it.points));
    let most: i32 = Rule::INTEREST.into_iter().filter(|it| !it.is_mark() && has(*it)).map(most).sum();
    !own.is_empty() && (most >= rules.interest || raised(rules, own).is_some())
}

fn may_ever_be_product(rules: &ProductRules, company: &[Seen]) -> bool {
    let counts = |weight: &&Weight| company.iter().any(|seen| weight.may_count(seen));
    let most: i32 = rules.weights.iter().filter(counts).map(|it| it.points.max(0)).sum();
    !company.is_empty() && most >= rules.qualified
}

fn marketing(rules: &Rules, fit: Fit, marks: Marks, own: &[Seen], at: DateTime<Utc>) -> Option<Reached> {
    let granted =
        |reasons| Some(Reached { kind: Kind::MarketingQualified, origin: Origin::Marketing, at, reasons });
    if let Some(hand) = raised(rules, own).filter(|_| !marks.wants_a_look()) {
        return granted(vec![Reason::Raised(hand.into())]);
    }
    let score = Score::of_interest(rules, own, marks, at);
    if score.points < rules.interest || !fit.is_enough(rules.fit) {
        return None;
    }
    let fits = match fit {
        Fit::Of(fit) => Some(Reason::Fit { fit, least: rules.fit }),
        Fit::NotAsked | Fit::Unknown => None,
    };
    let sum = Reason::Sum { points: score.points, least: rules.interest };
    granted([sum].into_iter().chain(fits).chain(reasons(&rules.weights, &score, own, at)).collect())
}

fn of_product(rules: &ProductRules, seen: &[Seen], at: DateTime<Utc>) -> Option<Reached> {
    let InProduct { product, readiness, score } = InProduct::of(rules, seen, at)?;
    if !readiness.is_qualified() {
        return None;
    }
    let sum = Reason::Sum { points: score.points, least: rules.qualified };
    let reasons = reasons(&rules.weights, &score, seen, at);
    let reasons = product.map(Reason::Product).into_iter().chain([sum]).chain(reasons).collect();
    Some(Reached { kind: Kind::ProductQualified, origin: Origin::Product, at, reasons })
}

fn reasons(weights: &[Weight], score: &Score, seen: &[Seen], at: DateTime<Utc>) -> Vec<Reason> {
    let reason = |it: &Contribution| {
        let weight = weights.iter().find(|weight| weight.rule == it.rule);
        let counted = weight.map(|weight| weight.counted(seen, at)).unwrap_or_default();
        let signals: Vec<Told> = counted.iter().rev().take(TOLD).map(|it| Told::from(*it)).collect();
        let more = counted.len() - signals.len();
        Reason::Rule { rule: it.rule, least: it.least, within: it.within, milli: it.milli, signals, more }
    };
    score.contributions.iter().map(reason).collect()
}

/// How a lead stands now: what the rules granted at any time, and what the signals come to today.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Judged {
    pub reached: Vec<Reached>,
    pub interest: i32,
    /// With the product they have come furthest with. None: nobody there has touched any.
    pub product: Option<InProduct>,
    /// Below what the rules ask of each kind.
    cold: [bool; 2],
    /// A hand was raised, and something speaks against whoever did.
    raised_in_doubt: bool,
    /// When time alone changes something of this next.
    pub next: Option<DateTime<Utc>>,
}

pub fn judge(rules: &Rules, facts: &Facts, signals: &Signals, now: DateTime<Utc>) -> Judged {
    let marks = rules.marks(facts.email.as_deref(), &facts.given_up);
    let interest = Score::of_interest(rules, &signals.own, marks, now).points;
    let of_product = product(rules, &signals.company, now);
    let hand = raised(rules, &signals.own);
    let is_warm_hand = hand.is_some_and(|it| age(it, now) < i64::from(rules.raise_days));
    let is_used = of_product.as_ref().is_some_and(|it| it.readiness.is_qualified());
    Judged {
        reached: replay(rules, facts, signals),
        interest,
        product: of_product,
        cold: [interest < rules.interest && !is_warm_hand, !is_used],
        raised_in_doubt: hand.is_some() && marks.wants_a_look(),
        next: next(rules, signals, now),
    }
}

impl Judged {
    /// The furthest kind by rules and by what is held already.
    pub fn kind(&self, held: Kind) -> Kind {
        self.reached.iter().map(|it| it.kind).fold(held, Kind::max)
    }

    /// Is a lead of this kind below what the rules ask by now? A member's word does not cool.
    pub const fn is_cooling(&self, kind: Kind) -> bool {
        match kind {
            Kind::MarketingQualified => self.cold[0],
            Kind::ProductQualified => self.cold[1],
            Kind::None | Kind::SalesQualified => false,
        }
    }

    /// Has a member to look at the raised hand? Not once the lead is qualified another way.
    pub fn wants_review(&self, kind: Kind) -> bool {
        self.raised_in_doubt && kind == Kind::None
    }
}

/// The next whole day of a signal that still counts by days.
fn next(rules: &Rules, signals: &Signals, now: DateTime<Utc>) -> Option<DateTime<Utc>> {
    let of_weight = |weight: &Weight| {
        let days = weight.days_that_count();
        let seen =
            signals.own.iter().chain(&signals.company).filter(move |it| days > 0 && weight.may_count(it));
        seen.filter(move |it| age(it, now) < days).map(|it| day_after(it, now)).min()
    };
    let hand = raised(rules, &signals.own).filter(|it| age(it, now) < i64::from(rules.raise_days));
    let weights = rules.products.iter().flat_map(|it| &it.weights).chain(&rules.weights);
    weights.filter_map(of_weight).chain(hand.map(|it| day_after(it, now))).min()
}

fn day_after(it: &Seen, now: DateTime<Utc>) -> DateTime<Utc> {
    it.at + TimeDelta::days(age(it, now) + 1)
}
