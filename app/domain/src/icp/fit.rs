//! How well an account fits the profile: one pure function, from which the stored fit and the reasons on the account's
//! page both come.

use super::{Asks, Facts, Predicate, Profile, Tier};
use serde::{Deserialize, Serialize};

/// What the facts say to one question.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Answer {
    Yes,
    No,
    /// The fact is missing: it counts nothing, and could be found out.
    Unknown,
}

/// What one question brings to the fit.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Contribution {
    pub predicate: Predicate,
    pub answer: Answer,
    /// The predicate's points if the answer is yes, else none.
    pub points: i32,
}

/// A fit with its reasons, in the order of the profile.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Fit {
    pub score: i16,
    pub tier: Option<Tier>,
    /// What the contributions add up to, of the profile's most.
    pub points: i32,
    pub most: i32,
    pub contributions: Vec<Contribution>,
}

/// The fit with its reasons.
pub fn judge(profile: &Profile, facts: &Facts) -> Fit {
    let contribution = |it: &Predicate| {
        let answer = it.asks.answer(facts);
        Contribution { predicate: it.clone(), answer, points: it.points_for(answer) }
    };
    let contributions: Vec<_> = profile.0.iter().map(contribution).collect();
    let points = contributions.iter().map(|it| it.points).sum();
    let most = profile.most();
    let score = share(points, most);
    Fit { score, tier: Tier::of_score(score), points, most, contributions }
}

/// The fit alone, for many accounts at once.
pub fn score(profile: &Profile, facts: &Facts) -> i16 {
    let points = profile.0.iter().map(|it| it.points_for(it.asks.answer(facts))).sum();
    share(points, profile.most())
}

/// Points as whole hundredths of the most that can be reached; a half counts up. What speaks against an account can
/// take it to nothing, but not below.
fn share(points: i32, most: i32) -> i16 {
    if points <= 0 || most <= 0 {
        return 0;
    }
    let (points, most) = (i64::from(points.min(most)), i64::from(most));
    i16::try_from((200 * points + most) / (2 * most)).unwrap_or(100)
}

impl Predicate {
    const fn points_for(&self, answer: Answer) -> i32 {
        match answer {
            Answer::Yes => self.points,
            Answer::No | Answer::Unknown => 0,
        }
    }
}

impl Asks {
    pub fn answer(&self, facts: &Facts) -> Answer {
        let has = |tag: &String| facts.tags.iter().any(|it| same(it, tag));
        match self {
            Self::Industry(of) => {
                known(facts.industry.as_deref(), |industry| of.iter().any(|it| same(it, industry)))
            }
            Self::Region(of) => {
                known(facts.region.as_deref(), |region| of.iter().any(|it| holds(it, region)))
            }
            Self::Employees { from, to } => known(facts.employees, |many| {
                from.is_none_or(|from| many >= from) && to.is_none_or(|to| many <= to)
            }),
            // Of one that was written while the workspace counted in another currency nothing is known.
            Self::Revenue { currency, from, to } => {
                known(facts.revenue.filter(|it| it.currency == *currency), |it| {
                    from.is_none_or(|from| it.minor >= from) && to.is_none_or(|to| it.minor <= to)
                })
            }
            // Whoever has no tags is known to have none.
            Self::AnyTag(tags) => said(tags.iter().any(has)),
            Self::NoTag(tags) => said(!tags.iter().any(has)),
        }
    }
}

fn known<T>(fact: Option<T>, is: impl Fn(T) -> bool) -> Answer {
    fact.map_or(Answer::Unknown, |it| said(is(it)))
}

const fn said(yes: bool) -> Answer {
    if yes { Answer::Yes } else { Answer::No }
}

/// The same word, however it is spaced and capitalised.
fn same(one: &str, other: &str) -> bool {
    fn letters(text: &str) -> impl Iterator<Item = char> {
        text.chars().filter(|it| !it.is_whitespace()).flat_map(char::to_lowercase)
    }
    letters(one).eq(letters(other))
}

/// Is the region this one, or a part of it? 서울 holds 서울 강남, not 서울숲.
fn holds(wide: &str, region: &str) -> bool {
    let mut parts = region.split_whitespace();
    same(wide, region) || wide.split_whitespace().all(|it| parts.next().is_some_and(|part| same(it, part)))
}
