//! What a team promises: by when whoever comes is answered, how often one tries, and how long a hand-over may wait. The
//! figures are the process's own until a workspace decides otherwise; those that held when a clock began hold for it.

use crate::accounts::Problems;
use crate::activities::Change;
use crate::{Problem, Why};
use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};

#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Promises {
    /// Whoever asks for a demo is answered within so many business minutes.
    pub demo_minutes: u16,
    /// Whoever else comes to us.
    pub inbound_minutes: u16,
    /// Everybody else, in business days.
    pub other_days: u16,
    /// So many business days lie between two tries at most.
    pub try_days: u16,
    /// After so many tries without an answer it is time to let them be …
    pub tries: u16,
    /// … if they fell into so many business days.
    pub tries_days: u16,
    /// Somebody who answered hears from us within so many business days.
    pub engaged_days: u16,
    /// A hand-over is decided within so many business hours.
    pub accept_hours: u16,
    /// Whoever has not decided is reminded when so much of that has passed, in percent.
    pub remind_percent: u16,
    /// Once it is accepted, the customer hears from us within so many hours of the calendar.
    pub contact_hours: u16,
}

impl Default for Promises {
    fn default() -> Self {
        Self {
            demo_minutes: 15,
            inbound_minutes: 60,
            other_days: 1,
            try_days: 2,
            tries: 5,
            tries_days: 10,
            engaged_days: 5,
            accept_hours: 4,
            remind_percent: 75,
            contact_hours: 24,
        }
    }
}

/// No promise is longer: a hundred business days, or a working week in minutes.
const MOST: u16 = 100;
const MOST_MINUTES: u16 = 40 * 60;
/// A hand-over waits a working week at most, and a customer a week.
const MOST_ACCEPT_HOURS: u16 = 40;
const MOST_CONTACT_HOURS: u16 = 7 * 24;

/// A figure by its name, with the bounds that it keeps.
struct Figure {
    name: &'static str,
    least: u16,
    most: u16,
}

const fn figure(name: &'static str, least: u16, most: u16) -> Figure {
    Figure { name, least, most }
}

const FIGURES: [Figure; 10] = [
    figure("demo_minutes", 1, MOST_MINUTES),
    figure("inbound_minutes", 1, MOST_MINUTES),
    figure("other_days", 1, MOST),
    figure("try_days", 1, MOST),
    figure("tries", 1, MOST),
    figure("tries_days", 1, MOST),
    figure("engaged_days", 1, MOST),
    figure("accept_hours", 1, MOST_ACCEPT_HOURS),
    // Sooner would be with the hand-over itself, later when it is too late.
    figure("remind_percent", 10, 95),
    figure("contact_hours", 1, MOST_CONTACT_HOURS),
];

impl Promises {
    /// In the order in which they are shown.
    pub const fn figures(self) -> [u16; 10] {
        [
            self.demo_minutes,
            self.inbound_minutes,
            self.other_days,
            self.try_days,
            self.tries,
            self.tries_days,
            self.engaged_days,
            self.accept_hours,
            self.remind_percent,
            self.contact_hours,
        ]
    }

    /// What is another figure in `after`.
    pub fn changes(self, after: Self) -> Vec<Change> {
        let both = self.figures().into_iter().zip(after.figures());
        let differs = FIGURES.iter().zip(both).filter(|(_, (before, after))| before != after);
        let change = |(figure, (before, after)): (&Figure, (u16, u16))| Change {
            field: figure.name.to_owned(),
            before: before.to_string(),
            after: after.to_string(),
        };
        differs.map(change).collect()
    }
}

/// What somebody typed about them, figure by figure.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct PromisesForm {
    pub demo_minutes: String,
    pub inbound_minutes: String,
    pub other_days: String,
    pub try_days: String,
    pub tries: String,
    pub tries_days: String,
    pub engaged_days: String,
    pub accept_hours: String,
    pub remind_percent: String,
    pub contact_hours: String,
}

impl PromisesForm {
    pub fn of(it: Promises) -> Self {
        let [
            demo_minutes,
            inbound_minutes,
            other_days,
            try_days,
            tries,
            tries_days,
            engaged_days,
            accept_hours,
            remind_percent,
            contact_hours,
        ] = it.figures().map(|it| it.to_string());
        Self {
            demo_minutes,
            inbound_minutes,
            other_days,
            try_days,
            tries,
            tries_days,
            engaged_days,
            accept_hours,
            remind_percent,
            contact_hours,
        }
    }

    pub fn check(&self) -> Result<Promises, Vec<Problem>> {
        let mut problems = Problems::default();
        let typed = [
            &self.demo_minutes,
            &self.inbound_minutes,
            &self.other_days,
            &self.try_days,
            &self.tries,
            &self.tries_days,
            &self.engaged_days,
            &self.accept_hours,
            &self.remind_percent,
            &self.contact_hours,
        ];
        let mut figures = [0; 10];
        for ((to, text), figure) in figures.iter_mut().zip(typed).zip(&FIGURES) {
            *to = problems.take(read(figure, text));
        }
        let [
            demo_minutes,
            inbound_minutes,
            other_days,
            try_days,
            tries,
            tries_days,
            engaged_days,
            accept_hours,
            remind_percent,
            contact_hours,
        ] = figures;
        problems.or(Promises {
            demo_minutes,
            inbound_minutes,
            other_days,
            try_days,
            tries,
            tries_days,
            engaged_days,
            accept_hours,
            remind_percent,
            contact_hours,
        })
    }
}

fn read(figure: &Figure, text: &str) -> Result<u16, Problem> {
    let text = text.trim();
    let bounds = figure.least..=figure.most;
    let read = text.parse::<u16>().ok().filter(|it| bounds.contains(it));
    let wrong =
        if text.is_empty() { Why::Missing } else { Why::OutOfRange(figure.least.into(), figure.most.into()) };
    read.ok_or_else(|| Problem::new(figure.name, wrong))
}

/// What a team promises now, and what it promised before: a clock keeps the figures that held when it began.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct InForce {
    pub now: Promises,
    /// What held until these moments, the earliest first.
    pub before: Vec<(DateTime<Utc>, Promises)>,
}

impl InForce {
    pub fn at(&self, moment: DateTime<Utc>) -> Promises {
        self.before.iter().find(|it| moment < it.0).map_or(self.now, |it| it.1)
    }
}

impl From<Promises> for InForce {
    fn from(now: Promises) -> Self {
        Self { now, before: vec![] }
    }
}

/// A change of the promises that is on record.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct PromisesChanged {
    pub at: DateTime<Utc>,
    pub by: Option<crate::MemberId>,
    pub changes: Vec<Change>,
}

/// The promises as their page shows them.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct PromisesPage {
    pub promises: Promises,
    /// How often they were changed: whoever changes them saw this.
    pub version: i32,
    /// The latest changes, the newest first.
    pub history: Vec<PromisesChanged>,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_figure_keeps_its_bounds_and_what_was_wrong_is_said_by_name() {
        let form = PromisesForm::of(Promises::default());
        assert_eq!(form.check(), Ok(Promises::default()));
        let form = PromisesForm {
            tries: String::new(),
            accept_hours: "41".into(),
            remind_percent: "100".into(),
            contact_hours: "0".into(),
            ..form
        };
        let wrong: Vec<_> =
            form.check().expect_err("four are wrong").into_iter().map(|it| (it.field, it.why)).collect();
        assert_eq!(
            wrong,
            [
                ("tries".to_owned(), Why::Missing),
                ("accept_hours".to_owned(), Why::OutOfRange(1, 40)),
                ("remind_percent".to_owned(), Why::OutOfRange(10, 95)),
                ("contact_hours".to_owned(), Why::OutOfRange(1, 168)),
            ]
        );
    }

    #[test]
    fn what_was_changed_is_said_figure_by_figure() {
        let after = Promises { accept_hours: 6, tries: 7, ..Promises::default() };
        let said: Vec<_> = Promises::default()
            .changes(after)
            .into_iter()
            .map(|it| (it.field, it.before, it.after))
            .collect();
        let said_of =
            |field: &str, before: &str, after: &str| (field.to_owned(), before.to_owned(), after.to_owned());
        assert_eq!(said, [said_of("tries", "5", "7"), said_of("accept_hours", "4", "6")]);
    }

    #[test]
    fn a_clock_keeps_the_figures_that_held_when_it_began() {
        let at = |text: &str| text.parse::<DateTime<Utc>>().expect("an instant");
        let hours = |accept_hours| Promises { accept_hours, ..Promises::default() };
        let kept = InForce {
            now: hours(6),
            before: vec![(at("2026-11-01T00:00:00Z"), hours(4)), (at("2026-11-20T00:00:00Z"), hours(5))],
        };
        for (moment, accept) in
            [("2026-10-31T23:59:59Z", 4), ("2026-11-01T00:00:00Z", 5), ("2026-11-20T00:00:00Z", 6)]
        {
            assert_eq!(kept.at(at(moment)).accept_hours, accept, "{moment}");
        }
    }
}
