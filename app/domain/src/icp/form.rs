//! The profile as it is typed, by people who do not program: a row per question, with boxes to tick and a place for
//! what is not among them.

use super::{Asks, Kind, Predicate, Profile};
use crate::{
    Currency, Money, Problem, Why,
    accounts::{self, Problems},
    text,
};
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
    /// Of amounts: the currency that the form shows beside them.
    pub currency: String,
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
        let amount = |minor: Option<i64>, currency| {
            minor.map(|it| Money::new(it, currency).digits()).unwrap_or_default()
        };
        let (from, to, currency) = match it.asks {
            Asks::Employees { from, to } => (number(from), number(to), String::new()),
            Asks::Revenue { currency, from, to } => {
                (amount(from, currency), amount(to, currency), currency.code().to_owned())
            }
            _ => Default::default(),
        };
        Self {
            kind: it.asks.kind().code().to_owned(),
            values: it.asks.values().to_vec(),
            more: String::new(),
            from,
            to,
            currency,
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
                let bound =
                    |field: &str, text: &str| text::optional_number(&named(field), text, 0, MOST_EMPLOYEES);
                let (from, to) = self.bounds(at, &mut problems, bound);
                let count = |it: Option<i64>| it.and_then(|it| i32::try_from(it).ok());
                Asks::Employees { from: count(from), to: count(to) }
            }
            Kind::Revenue => match self.currency.parse::<Currency>() {
                Ok(currency) => {
                    let bound = |field: &str, text: &str| {
                        Ok(accounts::revenue(&named(field), text, currency)?.map(|it| it.minor))
                    };
                    let (from, to) = self.bounds(at, &mut problems, bound);
                    Asks::Revenue { currency, from, to }
                }
                Err(_) => return Err(vec![Problem::new(named("currency"), Why::Unknown)]),
            },
        };
        problems.or(Predicate { asks, points: i32::try_from(points).unwrap_or_default() })
    }

    /// The two ends of a span, of which one is there at least, and which do not stand the wrong way round.
    fn bounds(
        &self,
        at: usize,
        problems: &mut Problems,
        bound: impl Fn(&str, &str) -> Result<Option<i64>, Problem>,
    ) -> (Option<i64>, Option<i64>) {
        let from = problems.take(bound("from", &self.from));
        let to = problems.take(bound("to", &self.to));
        if self.from.trim().is_empty() && self.to.trim().is_empty() {
            problems.add(Problem::new(format!("from-{at}"), Why::Missing));
        }
        if from.zip(to).is_some_and(|(least, most)| least > most) {
            problems.add(Problem::new(format!("to-{at}"), Why::Reversed));
        }
        (from, to)
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
