//! The rules as they are typed, by people who do not program: a line for each, with its points and figures.

use super::{Rules, Weight};
use crate::accounts::Problems;
use crate::signals::score::{Class, Rule};
use crate::signals::{Family, SignalKind};
use crate::{Problem, Why, text};
use serde::{Deserialize, Serialize};

/// The most that one rule is worth, for or against, and that a score asks for.
const MOST_POINTS: i64 = 100;
const MOST_DAYS: i64 = 365;
/// Further back nobody's use of the product is looked at.
const MOST_WITHIN: i64 = 60;
const MOST_DOMAINS: usize = 100;

#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct RulesForm {
    pub weights: Vec<WeightForm>,
    /// The boxes that were ticked.
    pub raises: Vec<String>,
    pub raise_days: String,
    pub fit: String,
    pub interest: String,
    pub qualified: String,
    pub ready: String,
    /// With commas or lines between them.
    pub student_domains: String,
    pub competitor_domains: String,
}

#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct WeightForm {
    pub rule: String,
    pub points: String,
    pub most: String,
    pub half_life: String,
    pub least: String,
    pub within: String,
    pub class: String,
}

impl From<&Weight> for WeightForm {
    fn from(it: &Weight) -> Self {
        let shown = |asked: bool, figure: i32| if asked { figure.to_string() } else { String::new() };
        Self {
            rule: it.rule.code().to_owned(),
            points: it.points.to_string(),
            most: shown(it.rule.fades(), it.most),
            half_life: shown(it.rule.fades(), it.half_life),
            least: shown(it.rule.counts_up_to().is_some(), it.least),
            within: shown(it.rule.looks_back(), it.within),
            class: it.class.map(Class::code).unwrap_or_default().to_owned(),
        }
    }
}

impl From<&Rules> for RulesForm {
    fn from(it: &Rules) -> Self {
        Self {
            weights: it.weights.iter().map(WeightForm::from).collect(),
            raises: it.raises.iter().map(|it| it.code().to_owned()).collect(),
            raise_days: it.raise_days.to_string(),
            fit: it.fit.to_string(),
            interest: it.interest.to_string(),
            qualified: it.qualified.to_string(),
            ready: it.ready.to_string(),
            student_domains: it.student_domains.join(", "),
            competitor_domains: it.competitor_domains.join(", "),
        }
    }
}

impl RulesForm {
    /// The rules, or everything that is wrong with them; a field of the second line is called `points-1`.
    pub fn check(&self) -> Result<Rules, Vec<Problem>> {
        let mut problems = Problems::default();
        let mut weights = vec![];
        for rule in Rule::INTEREST.into_iter().chain(Rule::PRODUCT) {
            let typed =
                self.weights.iter().enumerate().filter(|it| it.1.rule == rule.code()).collect::<Vec<_>>();
            match typed[..] {
                [(at, row)] => weights.extend(problems.all(row.check(rule, at))),
                _ => problems.add(Problem::new("weights", Why::Malformed)),
            }
        }
        let mut raises = vec![];
        for code in &self.raises {
            match SignalKind::of_code(code) {
                Some(kind) if kind.family() != Family::Product && !raises.contains(&kind) => {
                    raises.push(kind)
                }
                Some(_) => {}
                None => problems.add(Problem::new("raises", Why::Unknown)),
            }
        }
        raises.sort_unstable();
        let mut points = |field, typed| small(problems.take(text::number(field, typed, 1, MOST_POINTS)));
        let (interest, qualified) =
            (points("interest", &self.interest), points("qualified", &self.qualified));
        let ready = points("ready", &self.ready);
        let fit = small(problems.take(text::number("fit", &self.fit, 0, MOST_POINTS)));
        let raise_days = small(problems.take(text::number("raise_days", &self.raise_days, 1, MOST_DAYS)));
        if ready != 0 && ready < qualified {
            problems.add(Problem::new("ready", Why::OutOfRange(i64::from(qualified), MOST_POINTS)));
        }
        let student_domains = problems.take(domains("student_domains", &self.student_domains));
        let competitor_domains = problems.take(domains("competitor_domains", &self.competitor_domains));
        problems.or(Rules {
            weights,
            raises,
            raise_days,
            fit,
            interest,
            qualified,
            ready,
            student_domains,
            competitor_domains,
        })
    }
}

impl WeightForm {
    fn check(&self, rule: Rule, at: usize) -> Result<Weight, Vec<Problem>> {
        let mut problems = Problems::default();
        let mut number = |field: &str, typed: &str, from, to| {
            small(problems.take(text::number(&format!("{field}-{at}"), typed, from, to)))
        };
        let (from, to) = if rule.is_against() { (-MOST_POINTS, 0) } else { (0, MOST_POINTS) };
        let points = number("points", &self.points, from, to);
        let (mut most, mut half_life, mut least, mut within) = (points, 0, 0, 0);
        if rule.fades() {
            most = number("most", &self.most, i64::from(points.max(0)), MOST_POINTS);
            half_life = number("half_life", &self.half_life, 1, MOST_DAYS);
        }
        if let Some(figure) = rule.counts_up_to() {
            least = number("least", &self.least, 1, figure.most());
        }
        if rule.looks_back() {
            within = number("within", &self.within, 1, MOST_WITHIN);
        }
        let class = Class::of_code(&self.class).filter(|_| rule.has_class());
        if rule.has_class() && class.is_none() {
            problems.add(Problem::new(format!("class-{at}"), Why::Unknown));
        }
        problems.or(Weight { rule, points, most, half_life, least, within, class })
    }
}

fn small(number: i64) -> i32 {
    i32::try_from(number).unwrap_or_default()
}

/// Domains as they are typed; a whole country's schools have one of a single word.
fn domains(field: &str, typed: &str) -> Result<Vec<String>, Problem> {
    let mut all: Vec<String> = vec![];
    for piece in typed.split([',', '、', '，', '\n', ' ']) {
        let domain = piece.trim().trim_start_matches(['@', '.']).to_lowercase();
        let is_label = |it: &str| !it.is_empty() && it.chars().all(|it| it.is_alphanumeric() || it == '-');
        if domain.is_empty() || all.contains(&domain) {
            continue;
        }
        if !domain.split('.').all(is_label) || domain.len() > text::EMAIL_MAX {
            return Err(Problem::new(field, Why::Malformed));
        }
        all.push(domain);
    }
    if all.len() > MOST_DOMAINS { Err(Problem::new(field, Why::TooMany(MOST_DOMAINS))) } else { Ok(all) }
}
