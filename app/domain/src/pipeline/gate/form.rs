//! Changing what a gate asks, one condition at a time, by people who do not program.

use super::{Activity, Field, Gate, MOST, Requirement, RoleAsked, Scored, Severity};
use crate::activities::{ActivityKind, Outcome};
use crate::icp::Tier;
use crate::{Problem, Refusal, Why, text};
use serde::{Deserialize, Serialize};

/// The two gates of a stage.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Side {
    #[default]
    Entry,
    Exit,
}

impl Side {
    pub const fn code(self) -> &'static str {
        match self {
            Self::Entry => "entry",
            Self::Exit => "exit",
        }
    }
}

/// One change of a gate: what is not empty is done.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct GateForm {
    pub side: Side,
    /// The code of a condition to add.
    pub add: String,
    /// How many people, or business days.
    pub number: String,
    /// A condition to take away, as it is stored: another one may stand in its place by now.
    pub remove: String,
    pub severity: String,
}

/// As many conditions as one gate has at most.
const LONGEST: usize = 20;

impl GateForm {
    /// The gate after the change. None asks nothing.
    pub fn over(&self, gate: Option<Gate>) -> Result<Option<Gate>, Refusal> {
        let (mut severity, mut asks) = match gate {
            None => (Severity::default(), vec![]),
            Some(Gate { severity, asks: Requirement::All(asks) }) => (severity, asks),
            Some(Gate { severity, asks }) => (severity, vec![asks]),
        };
        match self.severity.as_str() {
            "warn" => severity = Severity::Warn,
            "block" => severity = Severity::Block,
            _ => {}
        }
        if !self.remove.is_empty() {
            let gone: Option<Requirement> = serde_json::from_str(&self.remove).ok();
            asks.retain(|it| Some(it) != gone.as_ref());
        }
        if !self.add.is_empty() {
            let new = Requirement::of_code(&self.add, &self.number)?;
            if asks.len() >= LONGEST {
                return Err(Problem::new("add", Why::TooLong(20)).into());
            }
            if !asks.contains(&new) {
                asks.push(new);
            }
        }
        Ok(Some(Gate { severity, asks: Requirement::All(asks) })
            .filter(|it| it.asks != Requirement::All(vec![])))
    }
}

impl Requirement {
    /// Everything that can be added to a gate, by its code.
    pub fn codes() -> Vec<String> {
        let fields = Field::ALL.into_iter().map(Self::FieldSet);
        let activities = ActivityKind::ALL.into_iter().flat_map(|kind| {
            let outcomes = kind.outcomes().iter().map(|it| Some(*it));
            std::iter::once(None).chain(outcomes).map(move |it| Self::Activity(Activity::once(kind, it)))
        });
        let others = [Self::CloseDateInFuture, Self::NextStepWithin(5), Self::People(2)];
        let tiers = Tier::ALL.into_iter().map(Self::IcpTier);
        let roles = RoleAsked::all().map(Self::Role);
        fields.chain(others).chain(tiers).chain(roles).chain(activities).map(|it| it.code()).collect()
    }

    /// The condition of that code, with its number where it has one.
    pub fn of_code(code: &str, number: &str) -> Result<Self, Problem> {
        let unknown = || Problem::new("add", Why::Unknown);
        let (kind, rest) = code.split_once('.').unwrap_or((code, ""));
        Ok(match kind {
            "field_set" => Self::FieldSet(Field::of_code(rest).ok_or_else(unknown)?),
            "close_date_in_future" => Self::CloseDateInFuture,
            "people" => Self::People(small(text::number("number", number, 1, i64::from(MOST))?)),
            "next_step_within" => Self::NextStepWithin(small(text::number("number", number, 0, 365)?)),
            "activity" => {
                let (kind, outcome) = rest.split_once('.').unwrap_or((rest, ""));
                let kind = ActivityKind::of_code(kind).ok_or_else(unknown)?;
                let outcome = match outcome {
                    "" => None,
                    code => Some(
                        Outcome::of_code(code)
                            .filter(|it| kind.outcomes().contains(it))
                            .ok_or_else(unknown)?,
                    ),
                };
                Self::Activity(Activity::once(kind, outcome))
            }
            "icp_tier" => Self::IcpTier(Tier::of_code(rest).ok_or_else(unknown)?),
            "framework" => Self::Framework(Scored::of_code(rest, number)?),
            "role" => Self::Role(RoleAsked::of_code(rest, number)?),
            _ => return Err(unknown()),
        })
    }
}

/// A number that was checked to be small.
fn small<T: TryFrom<i64> + Default>(number: i64) -> T {
    T::try_from(number).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_condition_of_the_menu_can_be_added_and_taken_away() {
        for code in Requirement::codes() {
            let form = GateForm { add: code.clone(), number: "3".into(), ..GateForm::default() };
            let gate = form.over(None).expect("a condition").expect("a gate");
            let Requirement::All(asks) = &gate.asks else { panic!("{gate:?}") };
            assert_eq!(asks[0].code(), code);
            assert_eq!(form.over(Some(gate.clone())), Ok(Some(gate.clone())), "none stands twice");
            let gone =
                GateForm { remove: serde_json::to_string(&asks[0]).expect("text"), ..GateForm::default() };
            assert_eq!(gone.over(Some(gate)), Ok(None), "a gate without conditions is none");
        }
    }

    #[test]
    fn what_is_no_condition_is_refused() {
        for (add, number) in [
            ("dance", ""),
            ("activity.call.held", ""),
            ("field_set.mood", ""),
            ("icp_tier", ""),
            ("icp_tier.d", ""),
            ("people", "many"),
            ("people", "10"),
        ] {
            let form = GateForm { add: add.into(), number: number.into(), ..GateForm::default() };
            assert!(form.over(None).is_err(), "{add}");
        }
    }

    #[test]
    fn a_gate_can_warn_instead() {
        let gate = Gate::block(Requirement::FieldSet(Field::Amount));
        let form = GateForm { severity: "warn".into(), ..GateForm::default() };
        let now = form.over(Some(gate)).expect("done").expect("a gate");
        assert_eq!(now, Gate::warn(Requirement::All(vec![Requirement::FieldSet(Field::Amount)])));
    }
}
