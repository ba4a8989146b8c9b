//! The one thing to find out next: what the next gate asks and is furthest from being known.

use super::answer::counted;
use super::{CONFIRMED, Criterion, Framework, Known, MOST};
use crate::pipeline::gate::Scored;
use chrono::NaiveDate;

/// What to ask next, and whom.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Advice {
    pub criterion: Criterion,
    /// What is known today.
    pub score: i16,
    /// What has to be.
    pub least: i16,
    /// The next gate asks it; otherwise it is what every deal should come to.
    pub by_gate: bool,
    /// Of the people who were named.
    pub whom: Option<String>,
}

/// The weakest gap: the criterion with the largest shortfall against what the next gate asks of this framework, and where
/// that asks nothing more, against what is confirmed. Ties go by the framework's order. None: nothing is to be asked.
pub fn coach(
    framework: &Framework,
    known: &[Known],
    asked: &[Scored],
    people: &[String],
    today: NaiveDate,
) -> Option<Advice> {
    let asked: Vec<_> = asked.iter().filter(|it| it.framework == framework.code).collect();
    let score = |it: &Criterion| counted(known, &framework.code, Some(&it.code), today);
    let total: i16 = framework.criteria.iter().map(score).sum();
    let by_gate = |it: &Criterion| {
        let meant = asked.iter().filter(|asked| asked.criterion.as_deref() == Some(it.code.as_str()));
        meant.map(|it| it.least).max().unwrap_or_default()
    };
    let total_lacks = asked.iter().any(|it| it.criterion.is_none() && it.least > total);
    let gap = |least: &dyn Fn(&Criterion) -> i16, by_gate| {
        let lacks = |it: &Criterion| least(it) - score(it);
        let widest = framework.criteria.iter().map(lacks).max().filter(|it| *it > 0)?;
        let weakest = framework.criteria.iter().find(|it| lacks(it) == widest)?;
        Some(Advice {
            criterion: weakest.clone(),
            score: score(weakest),
            least: least(weakest),
            by_gate,
            whom: people.first().cloned(),
        })
    };
    gap(&by_gate, true)
        .or_else(|| gap(&|_| CONFIRMED, total_lacks))
        .or_else(|| if total_lacks { gap(&|_| MOST, true) } else { None })
}
