//! The profile as it is typed, by people who do not program: a row per question, with boxes to tick and a place for
//! what is not among them.

use super::{Asks, Kind, Predicate, Profile};
use crate::{Problem, Why, accounts::Problems, text};
use serde::{Deserialize, Serialize};

/// The most one question can be worth, for or against.
pub const MOST_POINTS: i64 = 100;
/// As many questions as a profile has at most, and values that one lists.
pub const MOST_PREDICATES: usize = 20;
pub const MOST_VALUES: usize = 40;
/// As with accounts.
const MOST_EMPLOYEES: i64 = 10_000_000;

#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct ProfileForm {
    pub rows: Vec<RowForm>,
}

/// One question.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct RowForm {
    pub kind: String,
    /// The boxes that were ticked.
    pub values: Vec<String>,
    /// Others, with commas between them.
    pub more: String,
    pub from: String,
    pub to: String,
    pub points: String,
}

impl RowForm {
    /// An empty one.
    pub fn of(kind: Kind) -> Self {
        let points = if kind == Kind::NoTag { "10" } else { "20" };
        Self { kind: kind.code().to_owned(), points: points.to_owned(), ..Self::default() }
    }

    pub fn kind(&self) -> Option<Kind> {
        Kind::of_code(&self.kind)
    }
}

impl From<&Predicate> for RowForm {
    fn from(it: &Predicate) -> Self {
        let number = |it: Option<i32>| it.map(|it| it.to_string()).unwrap_or_default();
        let (from, to) = match it.asks {
            Asks::Employees { from, to } => (number(from), number(to)),
            _ => Default::default(),
        };
        Self {
            kind: it.asks.kind().code().to_owned(),
            values: it.asks.values().to_vec(),
            more: String::new(),
            from,
            to,
            points: it.points.to_string(),
        }
    }
}

impl From<&Profile> for ProfileForm {
    fn from(it: &Profile) -> Self {
        Self { rows: it.0.iter().map(RowForm::from).collect() }
    }
}

impl ProfileForm {
    /// The profile, or everything that is wrong with it; a field of the second row is called `points-1`.
    pub fn check(&self) -> Result<Profile, Vec<Problem>> {
        let mut problems = Problems::default();
        if self.rows.is_empty() {
            problems.add(Problem::new("rows", Why::Missing));
        }
        if self.rows.len() > MOST_PREDICATES {
            problems.add(Problem::new("rows", Why::TooMany(MOST_PREDICATES)));
        }
        let rows = self.rows.iter().take(MOST_PREDICATES).enumerate();
        let predicates: Vec<_> = rows.filter_map(|(at, row)| problems.all(row.check(at))).collect();
        let profile = Profile(predicates);
        if profile.0.len() == self.rows.len() && !self.rows.is_empty() && profile.most() == 0 {
            problems.add(Problem::new("rows", Why::NothingCounts));
        }
        problems.or(profile)
    }
}

impl RowForm {
    fn check(&self, at: usize) -> Result<Predicate, Vec<Problem>> {
        let named = |field: &str| format!("{field}-{at}");
        let mut problems = Problems::default();
        let Some(kind) = self.kind() else {
            return Err(vec![Problem::new(named("kind"), Why::Unknown)]);
        };
        let points = problems.take(text::number(&named("points"), &self.points, -MOST_POINTS, MOST_POINTS));
        if points == 0 && self.points.trim().trim_start_matches(['-', '+', '0']).is_empty() {
            problems.add(Problem::new(named("points"), Why::NothingCounts));
        }
        let mut values = || problems.take(self.listed(&named("values")));
        let asks = match kind {
            Kind::Industry => Asks::Industry(values()),
            Kind::Region => Asks::Region(values()),
            Kind::AnyTag => Asks::AnyTag(values()),
            Kind::NoTag => Asks::NoTag(values()),
            Kind::Employees => {
                let mut bound = |field: &str, text: &str| {
                    let number = text::optional_number(&named(field), text, 0, MOST_EMPLOYEES);
                    problems.take(number).and_then(|it| i32::try_from(it).ok())
                };
                let (from, to) = (bound("from", &self.from), bound("to", &self.to));
                match (from, to) {
                    (None, None) if self.from.trim().is_empty() && self.to.trim().is_empty() => {
                        problems.add(Problem::new(named("from"), Why::Missing));
                    }
                    (Some(least), Some(most)) if least > most => {
                        problems.add(Problem::new(
                            named("to"),
                            Why::OutOfRange(i64::from(least), MOST_EMPLOYEES),
                        ));
                    }
                    _ => {}
                }
                Asks::Employees { from, to }
            }
        };
        problems.or(Predicate { asks, points: i32::try_from(points).unwrap_or_default() })
    }

    /// What was ticked and what was typed, each once.
    fn listed(&self, field: &str) -> Result<Vec<String>, Problem> {
        let mut all: Vec<String> = vec![];
        let typed = self.more.split([',', '、', '，', '\n']);
        for value in self.values.iter().map(String::as_str).chain(typed) {
            let Some(value) = text::optional_name(field, value)? else { continue };
            if !all.contains(&value) {
                all.push(value);
            }
        }
        match all.len() {
            0 => Err(Problem::new(field, Why::Missing)),
            1..=MOST_VALUES => Ok(all),
            _ => Err(Problem::new(field, Why::TooMany(MOST_VALUES))),
        }
    }
}
