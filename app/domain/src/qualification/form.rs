//! The rules as they are typed, by people who do not program: a line for each, with its points and figures.

use super::{ProductRules, Rules, Weight, same_product};
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
const MOST_PRODUCTS: usize = 10;

#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct RulesForm {
    /// The rules for everybody, and those of each product.
    pub weights: Vec<WeightForm>,
    pub products: Vec<ProductForm>,
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
    /// The place of its product among the products; empty for everybody's.
    pub of: String,
    pub rule: String,
    pub points: String,
    pub most: String,
    pub half_life: String,
    pub least: String,
    pub within: String,
    pub class: String,
}

#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct ProductForm {
    pub product: String,
    pub qualified: String,
    pub ready: String,
}

impl WeightForm {
    fn of_product(place: usize, weight: &Weight) -> Self {
        Self { of: place.to_string(), ..Self::from(weight) }
    }
}

impl From<&Weight> for WeightForm {
    fn from(it: &Weight) -> Self {
        let shown = |asked: bool, figure: i32| if asked { figure.to_string() } else { String::new() };
        Self {
            of: String::new(),
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
        let of_products = it.products.iter().enumerate().flat_map(|(place, it)| {
            it.weights.iter().map(move |weight| WeightForm::of_product(place, weight))
        });
        let product = |it: &ProductRules| ProductForm {
            product: it.product.clone().unwrap_or_default(),
            qualified: it.qualified.to_string(),
            ready: it.ready.to_string(),
        };
        Self {
            weights: it.weights.iter().map(WeightForm::from).chain(of_products).collect(),
            products: it.products.iter().map(product).collect(),
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
    /// One more product, by the rules for everybody until it is told others.
    pub fn with_product(mut self) -> Self {
        if self.products.len() >= MOST_PRODUCTS {
            return self;
        }
        let of = self.products.len().to_string();
        let is_of_product = |it: &&WeightForm| Rule::PRODUCT.iter().any(|rule| rule.code() == it.rule);
        let everybodys = self.weights.iter().filter(|it| it.of.is_empty()).filter(is_of_product);
        let own: Vec<_> = everybodys.map(|it| WeightForm { of: of.clone(), ..it.clone() }).collect();
        self.weights.extend(own);
        let (qualified, ready) = (self.qualified.clone(), self.ready.clone());
        self.products.push(ProductForm { product: String::new(), qualified, ready });
        self
    }

    /// One product less, whose use is judged by the rules for everybody from then on.
    pub fn without_product(mut self, place: usize) -> Self {
        if place < self.products.len() {
            self.products.remove(place);
            self.weights.retain(|it| it.of != place.to_string());
            for weight in &mut self.weights {
                if let Some(of) = weight.of.parse::<usize>().ok().filter(|of| *of > place) {
                    weight.of = (of - 1).to_string();
                }
            }
        }
        self
    }

    /// The rules, or everything that is wrong with them; a field of the second line is called `points-1`, one of the
    /// second product `qualified-of-1`.
    pub fn check(&self) -> Result<Rules, Vec<Problem>> {
        let mut problems = Problems::default();
        let everybodys = Rule::INTEREST.into_iter().chain(Rule::PRODUCT);
        let weights = problems.all(self.weights_of("", everybodys)).unwrap_or_default();
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
        let interest = small(problems.take(text::number("interest", &self.interest, 1, MOST_POINTS)));
        let fit = small(problems.take(text::number("fit", &self.fit, 0, MOST_POINTS)));
        let raise_days = small(problems.take(text::number("raise_days", &self.raise_days, 1, MOST_DAYS)));
        let (qualified, ready) =
            problems.all(steps(["qualified", "ready"], &self.qualified, &self.ready)).unwrap_or_default();
        let student_domains = problems.take(domains("student_domains", &self.student_domains));
        let competitor_domains = problems.take(domains("competitor_domains", &self.competitor_domains));
        let products = problems.all(self.products()).unwrap_or_default();
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
            products,
        })
    }

    /// Each of these rules as it was typed for everybody, or for a product.
    fn weights_of(&self, of: &str, rules: impl Iterator<Item = Rule>) -> Result<Vec<Weight>, Vec<Problem>> {
        let mut problems = Problems::default();
        let mut weights = vec![];
        for rule in rules {
            let is_it = |it: &(usize, &WeightForm)| it.1.of == of && it.1.rule == rule.code();
            let typed = self.weights.iter().enumerate().filter(is_it).collect::<Vec<_>>();
            match typed[..] {
                [(at, row)] => weights.extend(problems.all(row.check(rule, at))),
                _ => problems.add(Problem::new("weights", Why::Malformed)),
            }
        }
        problems.or(weights)
    }

    fn products(&self) -> Result<Vec<ProductRules>, Vec<Problem>> {
        let mut problems = Problems::default();
        if self.products.len() > MOST_PRODUCTS {
            problems.add(Problem::new("products", Why::TooMany(MOST_PRODUCTS)));
        }
        let mut products: Vec<ProductRules> = vec![];
        for (place, typed) in self.products.iter().enumerate() {
            let field = format!("product-{place}");
            let name = problems.take(text::name(&field, &typed.product));
            if products.iter().any(|it| same_product(it.product.as_deref(), Some(&name))) {
                problems.add(Problem::new(field, Why::Taken));
            }
            let fields = [format!("qualified-of-{place}"), format!("ready-of-{place}")];
            let fields = fields.each_ref().map(String::as_str);
            let steps = problems.all(steps(fields, &typed.qualified, &typed.ready)).unwrap_or_default();
            let weights = self.weights_of(&place.to_string(), Rule::PRODUCT.into_iter());
            let weights = problems.all(weights).unwrap_or_default();
            products.push(ProductRules { product: Some(name), weights, qualified: steps.0, ready: steps.1 });
        }
        products.sort_by(|one, other| one.product.cmp(&other.product));
        problems.or(products)
    }
}

/// So much makes a company qualified, and so much ready for a talk, which is never less.
fn steps(fields: [&str; 2], qualified: &str, ready: &str) -> Result<(i32, i32), Vec<Problem>> {
    let mut problems = Problems::default();
    let mut points = |field, typed| small(problems.take(text::number(field, typed, 1, MOST_POINTS)));
    let (least, enough) = (points(fields[0], qualified), points(fields[1], ready));
    if enough != 0 && enough < least {
        problems.add(Problem::new(fields[1], Why::OutOfRange(i64::from(least), MOST_POINTS)));
    }
    problems.or((least, enough))
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
