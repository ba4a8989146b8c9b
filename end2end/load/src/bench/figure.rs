//! A measured figure beside its goal.

use crate::report::time;
use std::time::Duration;

/// What a figure must be and aims at, in its own unit.
#[derive(Clone, Copy)]
pub struct Goal {
    must: f64,
    aim: f64,
    better: Better,
}

#[derive(Clone, Copy, PartialEq)]
enum Better {
    Below,
    Above,
    /// Told for the record.
    Neither,
}

impl Goal {
    pub const fn below(must: f64, aim: f64) -> Self {
        Self { must, aim, better: Better::Below }
    }

    pub const fn above(must: f64, aim: f64) -> Self {
        Self { must, aim, better: Better::Above }
    }

    pub const fn none() -> Self {
        Self { must: 0.0, aim: 0.0, better: Better::Neither }
    }

    fn verdict(self, value: f64) -> &'static str {
        let reaches = |goal: f64| if self.better == Better::Below { value <= goal } else { value >= goal };
        match self.better {
            Better::Neither => "",
            _ if reaches(self.aim) => "aim reached",
            _ if reaches(self.must) => "met",
            _ => "FALLS SHORT",
        }
    }
}

pub struct Figure {
    name: &'static str,
    /// None: it could not be taken.
    value: Option<f64>,
    goal: Goal,
    say: fn(f64) -> String,
}

impl Figure {
    pub fn time(name: &'static str, value: Option<Duration>, goal: Goal) -> Self {
        let value = value.map(|it| it.as_secs_f64());
        Self { name, value, goal, say: |it| time(Duration::from_secs_f64(it)) }
    }

    pub fn bytes(name: &'static str, value: Option<u64>, goal: Goal) -> Self {
        Self { name, value: value.map(|it| it as f64), goal, say: |it| format!("{:.1} kB", it / 1000.0) }
    }

    pub fn rate(name: &'static str, value: Option<f64>, goal: Goal) -> Self {
        Self { name, value, goal, say: |it| format!("{it:.0} /s") }
    }

    /// How many times as much as something else takes.
    pub fn ratio(name: &'static str, value: Option<f64>, goal: Goal) -> Self {
        Self { name, value, goal, say: |it| format!("{it:.2} ×") }
    }

    /// From bytes to MiB.
    pub fn memory(name: &'static str, value: Option<u64>, goal: Goal) -> Self {
        let value = value.map(|it| it as f64 / 1_048_576.0);
        Self { name, value, goal, say: |it| format!("{it:.1} MiB") }
    }

    fn row(&self) -> String {
        let goals = match self.goal.better {
            Better::Neither => " | ".to_owned(),
            _ => format!("{} | {}", (self.say)(self.goal.must), (self.say)(self.goal.aim)),
        };
        let (value, verdict) = match self.value {
            Some(value) => ((self.say)(value), self.goal.verdict(value)),
            None => ("not measured".to_owned(), ""),
        };
        format!("| {} | **{value}** | {goals} | {verdict} |", self.name)
    }
}

/// As it can be pasted into BENCHMARKS.md.
pub fn table(deals: usize, figures: &[Figure]) -> String {
    let head = format!("| figure ({deals} deals) | measured | must | aim | |\n|---|---|---|---|---|");
    figures.iter().fold(head, |text, figure| format!("{text}\n{}", figure.row()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_figure_is_judged_by_its_goal() {
        let below = Goal::below(40.0, 10.0);
        assert_eq!(
            (below.verdict(9.0), below.verdict(10.1), below.verdict(41.0)),
            ("aim reached", "met", "FALLS SHORT")
        );
        let above = Goal::above(1_000.0, 2_500.0);
        assert_eq!((above.verdict(999.0), above.verdict(2_500.0)), ("FALLS SHORT", "aim reached"));
        assert_eq!(Goal::none().verdict(1e9), "");
    }

    #[test]
    fn a_row_says_the_figure_and_its_goals_in_one_unit() {
        let figure =
            Figure::time("board page", Some(Duration::from_micros(12_340)), Goal::below(0.040, 0.010));
        assert_eq!(figure.row(), "| board page | **12.3 ms** | 40.0 ms | 10.0 ms | met |");
    }
}
