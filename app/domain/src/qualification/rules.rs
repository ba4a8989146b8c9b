//! The rules by which leads are qualified, as data that a team edits: every one that was saved is a version. A workspace
//! that has saved none goes by the process's own figures (reasoned ones, not measured).

use crate::identity;
use crate::leads::DisqualifyReason;
use crate::signals::SignalKind;
use crate::signals::score::{Class, Rule, Seen};
use serde::{Deserialize, Serialize};
use std::borrow::Cow;

/// One version.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Rules {
    /// One for each rule; those of product use are for every product that has none of its own.
    pub weights: Vec<Weight>,
    /// Whoever does one of these is qualified at once.
    pub raises: Vec<SignalKind>,
    /// A raised hand stays warm for so many calendar days.
    pub raise_days: i32,
    /// So well an account has to fit, and so much interest it takes, to be marketing-qualified.
    pub fit: i32,
    pub interest: i32,
    /// From here on a company is qualified by the product, and from there on it is ready for a talk.
    pub qualified: i32,
    pub ready: i32,
    /// Addresses below these are of schools, and of competitors.
    pub student_domains: Vec<String>,
    pub competitor_domains: Vec<String>,
    /// Of products whose value shows another way, in the order of their names.
    #[serde(default)]
    pub products: Vec<ProductRules>,
}

/// What makes a company qualified by one product.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ProductRules {
    /// As signals name it, by their property `product`. None: every product that has no rules of its own.
    pub product: Option<String>,
    /// One for each rule of product use.
    pub weights: Vec<Weight>,
    pub qualified: i32,
    pub ready: i32,
}

impl ProductRules {
    fn is_of(&self, seen: &Seen) -> bool {
        same_product(self.product.as_deref(), seen.product.as_deref())
    }
}

/// Are these one product? Senders do not always write its name alike.
pub fn same_product(one: Option<&str>, other: Option<&str>) -> bool {
    let folded = |it: Option<&str>| it.map(|it| it.trim().to_lowercase());
    folded(one) == folded(other)
}

/// What a rule is worth, and the figures it goes by; those it does not ask for are zero.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Weight {
    pub rule: Rule,
    /// For each time, or for its being true. None: the rule is switched off.
    pub points: i32,
    /// So that one kind of signal does not fill a score by itself.
    pub most: i32,
    /// After so many calendar days a point counts half.
    pub half_life: i32,
    /// Times, minutes, days, people or percent, as the rule counts.
    pub least: i32,
    /// In so many calendar days.
    pub within: i32,
    pub class: Option<Class>,
}

impl Default for Rules {
    fn default() -> Self {
        let weights = Rule::INTEREST.into_iter().chain(Rule::PRODUCT).map(usual).collect();
        Self {
            weights,
            raises: vec![SignalKind::DemoRequested, SignalKind::DemoUsed],
            raise_days: 14,
            fit: 40,
            interest: 50,
            qualified: 50,
            ready: 75,
            student_domains: vec!["ac.kr".to_owned(), "edu".to_owned()],
            competitor_domains: vec![],
            products: vec![],
        }
    }
}

/// What the process says of a rule.
const fn usual(rule: Rule) -> Weight {
    let (points, most) = match rule {
        Rule::Subscribed => (5, 5),
        Rule::ContentDownloaded => (15, 30),
        Rule::EventSignedUp | Rule::PricingSeen | Rule::LongVisit => (10, 20),
        Rule::EventAttended => (20, 40),
        Rule::ManyVisits | Rule::InUse => (15, 15),
        Rule::FreeMail => (-5, -5),
        Rule::Student | Rule::Competitor => (-50, -50),
        Rule::Activated | Rule::Integrated | Rule::BillingSeen => (20, 20),
        Rule::TeamInvited => (25, 25),
        Rule::NearLimit => (35, 35),
        Rule::AloneOrGone => (-20, -20),
    };
    let least = match rule {
        Rule::ManyVisits | Rule::TeamInvited => 3,
        Rule::LongVisit => 10,
        Rule::InUse => 5,
        Rule::NearLimit => 80,
        _ => 0,
    };
    let within = match rule {
        Rule::ManyVisits => 7,
        Rule::InUse | Rule::AloneOrGone => 14,
        _ => 0,
    };
    let class = match rule {
        Rule::Activated | Rule::Integrated | Rule::InUse => Some(Class::Value),
        Rule::TeamInvited | Rule::BillingSeen => Some(Class::Growth),
        Rule::NearLimit => Some(Class::Limit),
        _ => None,
    };
    let half_life = if rule.fades() { 14 } else { 0 };
    Weight { rule, points, most, half_life, least, within, class }
}

impl Rules {
    pub fn weight(&self, rule: Rule) -> Option<&Weight> {
        self.weights.iter().find(|it| it.rule == rule)
    }

    /// The rules of every product that has none of its own.
    pub fn of_others(&self) -> ProductRules {
        let weights = Rule::PRODUCT.into_iter().filter_map(|rule| self.weight(rule).copied()).collect();
        ProductRules { product: None, weights, qualified: self.qualified, ready: self.ready }
    }

    /// The rules of a product by its name.
    pub fn of_product(&self, product: Option<&str>) -> ProductRules {
        let own = self.products.iter().find(|it| same_product(it.product.as_deref(), product));
        own.cloned().unwrap_or_else(|| self.of_others())
    }

    /// Signals by the rules that they are judged by: those of the other products first, then each product's own.
    pub fn by_product<'a>(&self, seen: &'a [Seen]) -> Vec<(ProductRules, Cow<'a, [Seen]>)> {
        if self.products.is_empty() {
            return vec![(self.of_others(), Cow::Borrowed(seen))];
        }
        let has_own = |it: &Seen| self.products.iter().any(|rules| rules.is_of(it));
        let others = seen.iter().filter(|it| !has_own(it)).cloned().collect();
        let own = self.products.iter().map(|rules| {
            let theirs: Vec<_> = seen.iter().filter(|it| rules.is_of(it)).cloned().collect();
            (rules.clone(), Cow::Owned(theirs))
        });
        std::iter::once((self.of_others(), Cow::Owned(others))).chain(own).collect()
    }

    /// What is known about somebody that speaks against them.
    pub fn marks(&self, email: Option<&str>, given_up: &[DisqualifyReason]) -> Marks {
        let host = email.and_then(|it| it.rsplit_once('@')).map(|it| it.1).unwrap_or_default();
        let is_below = |domains: &[String]| domains.iter().any(|it| below(host, it));
        let was = |why| given_up.contains(&why);
        Marks {
            free_mail: identity::is_free_mail(host),
            student: is_below(&self.student_domains) || was(DisqualifyReason::Student),
            competitor: is_below(&self.competitor_domains) || was(DisqualifyReason::Competitor),
            spam: was(DisqualifyReason::Spam),
        }
    }
}

/// Is the host this domain, or a part of it? `cs.snu.ac.kr` is below `ac.kr`, `trac.kr` is not.
fn below(host: &str, domain: &str) -> bool {
    let rest = host.strip_suffix(domain);
    !domain.is_empty() && rest.is_some_and(|rest| rest.is_empty() || rest.ends_with('.'))
}

/// Properties of a lead that speak against it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Marks {
    pub free_mail: bool,
    pub student: bool,
    pub competitor: bool,
    /// Their address was given up as spam before.
    pub spam: bool,
}

impl Marks {
    pub const fn has(self, rule: Rule) -> bool {
        match rule {
            Rule::FreeMail => self.free_mail,
            Rule::Student => self.student,
            Rule::Competitor => self.competitor,
            _ => false,
        }
    }

    /// Is a raised hand to be looked at by a member first?
    pub const fn wants_a_look(self) -> bool {
        self.student || self.competitor || self.spam
    }
}
