//! Gates that ask how sure we are: of one criterion of a framework, or of all of them together.

use super::judge::{on_the_way, open};
use super::{Door, Requirement};
use crate::frameworks::{self, Known};
use crate::pipeline::StageKind;
use crate::{Problem, StageId, Why, text};
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

/// A score that is asked for.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Scored {
    pub framework: String,
    /// None: the total of all criteria.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub criterion: Option<String>,
    pub least: i16,
}

/// More than any framework comes to.
const MOST_TOTAL: i64 = 36;

impl Scored {
    pub(super) fn is_met(&self, known: &[Known], today: NaiveDate) -> bool {
        frameworks::counted(known, &self.framework, self.criterion.as_deref(), today) >= self.least
    }

    pub(super) fn covers(&self, less: &Self) -> bool {
        (&self.framework, &self.criterion) == (&less.framework, &less.criterion) && self.least >= less.least
    }

    pub fn code(&self) -> String {
        match &self.criterion {
            Some(criterion) => format!("framework.{}.{criterion}", self.framework),
            None => format!("framework.{}", self.framework),
        }
    }

    /// From what follows `framework.`, and the least that is asked.
    pub(super) fn of_code(rest: &str, number: &str) -> Result<Self, Problem> {
        let (framework, criterion) = match rest.split_once('.') {
            Some((framework, criterion)) => (framework, Some(criterion.to_owned())),
            None => (rest, None),
        };
        if framework.is_empty() || criterion.as_deref() == Some("") {
            return Err(Problem::new("add", Why::Unknown));
        }
        let most = if criterion.is_some() { i64::from(frameworks::MOST) } else { MOST_TOTAL };
        let least = text::number("number", number, 1, most)?;
        let least = i16::try_from(least).unwrap_or_default();
        Ok(Self { framework: framework.to_owned(), criterion, least })
    }
}

/// Every score that the gates before the next open stage ask; in the last one, what winning asks.
pub fn scores_asked_next(doors: &[Door], from: StageId) -> Vec<Scored> {
    let next = open(doors).skip_while(|it| it.stage != from).nth(1);
    let here = doors.iter().any(|it| it.stage == from && it.kind == StageKind::Open);
    let next = next.or_else(|| doors.iter().find(|it| it.kind == StageKind::Won)).filter(|_| here);
    let gates = next.map(|it| on_the_way(doors, Some(from), it.stage)).unwrap_or_default();
    gates.into_iter().flat_map(|it| scores(&it.asks)).collect()
}

/// The scores without which it is not met, whatever else is.
fn scores(asks: &Requirement) -> Vec<Scored> {
    match asks {
        Requirement::All(all) => all.iter().flat_map(scores).collect(),
        Requirement::Framework(it) => vec![it.clone()],
        _ => vec![],
    }
}
