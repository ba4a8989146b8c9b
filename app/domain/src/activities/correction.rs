//! Correcting what was logged: what may be corrected, what it said before, and when a deal was last touched then.

use super::{ActivityForm, ActivityKind, Outcome};
use crate::accounts::Problems;
use crate::pipeline::StageKind;
use crate::{MemberId, Problem, Why, text};
use chrono::{DateTime, NaiveDate, Utc};
use serde::{Deserialize, Serialize};

/// What was done and how it went, whatever it was about: all that can be corrected.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Told {
    pub kind: ActivityKind,
    pub outcome: Option<Outcome>,
    pub body: String,
    /// The local day it happened on; none leaves it where it is.
    pub on: Option<NaiveDate>,
}

impl ActivityForm {
    pub fn told(&self) -> Result<Told, Vec<Problem>> {
        let mut problems = Problems::default();
        let kind = ActivityKind::of_code(&self.kind);
        if kind.is_none() {
            problems.add(Problem::new("kind", Why::Unknown));
        }
        let outcome = Outcome::of_code(&self.outcome);
        let outcome_fits = match (kind, outcome) {
            (_, None) => self.outcome.is_empty(),
            (Some(kind), Some(outcome)) => kind.outcomes().contains(&outcome),
            (None, Some(_)) => true,
        };
        if !outcome_fits {
            problems.add(Problem::new("outcome", Why::Unknown));
        }
        let body = problems.take(text::note("body", &self.body));
        if kind == Some(ActivityKind::Note) && body.is_empty() {
            problems.add(Problem::new("body", Why::Missing));
        }
        let on = problems.take(text::optional_day("on", &self.on));
        match kind {
            Some(kind) => problems.or(Told { kind, outcome, body, on }),
            None => Err(problems.or(()).expect_err("an unknown kind is a problem")),
        }
    }
}

/// What an activity said before it was corrected, who did that and when.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Correction {
    pub by: Option<MemberId>,
    pub at: DateTime<Utc>,
    pub kind: ActivityKind,
    pub outcome: Option<Outcome>,
    pub body: String,
    pub occurred_at: DateTime<Utc>,
}

/// A deal's way from one stage to another, by the places of the stages in their pipeline.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Way {
    pub from: i32,
    pub to: i32,
    pub to_kind: StageKind,
    pub undo: bool,
}

impl Way {
    /// Moving forward keeps a deal from rotting; losing it does not, and what is taken back moved nothing.
    pub fn is_forward(self) -> bool {
        !self.undo && self.to > self.from && self.to_kind != StageKind::Lost
    }
}

/// What rot counts from: the last touch that reached the customer, or the last move forward, and at first the day
/// the deal began.
pub fn last_touch(
    began: DateTime<Utc>,
    moves: impl IntoIterator<Item = (DateTime<Utc>, Way)>,
    reached: Option<DateTime<Utc>>,
) -> DateTime<Utc> {
    let forward = moves.into_iter().filter(|(_, way)| way.is_forward()).map(|it| it.0);
    forward.chain(reached).fold(began, DateTime::max)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(hour: i64) -> DateTime<Utc> {
        DateTime::from_timestamp(hour * 3600, 0).expect("an instant")
    }

    #[test]
    fn the_last_touch_is_the_latest_of_what_reached_the_customer_and_of_moves_forward() {
        let way = |from, to, to_kind, undo| Way { from, to, to_kind, undo };
        let moves = [
            (at(2), way(0, 1, StageKind::Open, false)),
            (at(5), way(1, 0, StageKind::Open, false)),
            (at(6), way(0, 1, StageKind::Open, true)),
            (at(7), way(1, 9, StageKind::Lost, false)),
        ];
        assert_eq!(last_touch(at(1), moves, None), at(2));
        assert_eq!(last_touch(at(1), moves, Some(at(3))), at(3));
        assert_eq!(last_touch(at(1), moves, Some(at(0))), at(2));
        assert_eq!(last_touch(at(1), [], None), at(1));
        assert_eq!(last_touch(at(1), [(at(4), way(1, 8, StageKind::Won, false))], None), at(4));
    }

    #[test]
    fn a_correction_needs_no_subject() {
        let form = ActivityForm { kind: "call".into(), outcome: "held".into(), ..Default::default() };
        assert_eq!(form.told(), Err(vec![Problem::new("outcome", Why::Unknown)]));
        let form = ActivityForm { kind: "meeting".into(), ..form };
        assert_eq!(form.told().map(|it| it.outcome), Ok(Some(Outcome::Held)));
    }
}
