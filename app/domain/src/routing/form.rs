//! Rules and absences as they are typed, by people who do not program.

use super::{Availability, Rule, Share, Strategy, When};
use crate::accounts::Problems;
use crate::calendar::HoursForm;
use crate::icp::Tier;
use crate::leads::Origin;
use crate::{MemberId, Problem, RoutingRuleId, Why, text};
use serde::{Deserialize, Serialize};

pub const MOST_RULES: usize = 50;
pub const MOST_MEMBERS: usize = 100;
const MOST_WEIGHT: i64 = 100;
const MOST_CAPACITY: i64 = 10_000;
const MOST_EMPLOYEES: i64 = 10_000_000;

/// A rule. Everybody whose box is ticked takes part.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct RuleForm {
    pub name: String,
    pub origin: String,
    pub source: String,
    pub tier: String,
    pub region: String,
    pub industry: String,
    pub least: String,
    pub most: String,
    pub strategy: String,
    pub shares: Vec<ShareForm>,
}

#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct ShareForm {
    pub member: String,
    /// Not empty: takes part.
    pub part: String,
    pub weight: String,
    /// With commas between them.
    pub regions: String,
}

impl From<&Rule> for RuleForm {
    fn from(it: &Rule) -> Self {
        let number = |it: Option<i32>| it.map(|it| it.to_string()).unwrap_or_default();
        let share = |it: &Share| ShareForm {
            member: it.member.to_string(),
            part: "1".to_owned(),
            weight: it.weight.to_string(),
            regions: it.regions.join(", "),
        };
        Self {
            name: it.name.clone(),
            origin: it.when.origin.map(Origin::code).unwrap_or_default().to_owned(),
            source: it.when.source.clone().unwrap_or_default(),
            tier: it.when.tier.map(Tier::code).unwrap_or_default().to_owned(),
            region: it.when.region.clone().unwrap_or_default(),
            industry: it.when.industry.clone().unwrap_or_default(),
            least: number(it.when.least_employees),
            most: number(it.when.most_employees),
            strategy: it.strategy.code().to_owned(),
            shares: it.shares.iter().map(share).collect(),
        }
    }
}

impl RuleForm {
    /// The rule of that id, on, or everything that is wrong with it; the weight of the third member is `weight-2`.
    pub fn check(&self, id: RoutingRuleId) -> Result<Rule, Vec<Problem>> {
        let mut problems = Problems::default();
        let origin = problems.take(chosen("origin", &self.origin, Origin::of_code));
        let tier = problems.take(chosen("tier", &self.tier, Tier::of_code));
        let strategy = problems.take(chosen("strategy", &self.strategy, Strategy::of_code));
        let mut count = |field: &str, typed: &str| {
            let number = problems.take(text::optional_number(field, typed, 0, MOST_EMPLOYEES));
            number.and_then(|it| i32::try_from(it).ok())
        };
        let (least_employees, most_employees) = (count("least", &self.least), count("most", &self.most));
        if let (Some(least), Some(most)) = (least_employees, most_employees)
            && least > most
        {
            problems.add(Problem::new("most", Why::OutOfRange(least.into(), MOST_EMPLOYEES)));
        }
        let strategy = strategy.unwrap_or_default();
        let when = When {
            origin,
            source: problems.take(text::optional_name("source", &self.source)),
            tier,
            region: problems.take(text::optional_name("region", &self.region)),
            industry: problems.take(text::optional_name("industry", &self.industry)),
            least_employees,
            most_employees,
        };
        let shares: Vec<_> = self
            .shares
            .iter()
            .enumerate()
            .filter(|it| !it.1.part.is_empty())
            .filter_map(|(at, it)| problems.all(it.check(at, strategy)))
            .collect();
        match shares.len() {
            0 => problems.add(Problem::new("shares", Why::Missing)),
            1..=MOST_MEMBERS => {}
            _ => problems.add(Problem::new("shares", Why::TooMany(MOST_MEMBERS))),
        }
        let name = problems.take(text::name("name", &self.name));
        problems.or(Rule { id, version: 1, name, when, strategy, shares, on: true })
    }
}

impl ShareForm {
    fn check(&self, at: usize, strategy: Strategy) -> Result<Share, Vec<Problem>> {
        let mut problems = Problems::default();
        let named = |field: &str| format!("{field}-{at}");
        let Ok(member) = self.member.parse() else {
            return Err(vec![Problem::new(named("member"), Why::Unknown)]);
        };
        let weight = problems.take(text::optional_number(&named("weight"), &self.weight, 1, MOST_WEIGHT));
        let typed = self.regions.split([',', '、', '，', '\n']);
        let regions: Vec<String> =
            typed.map(str::trim).filter(|it| !it.is_empty()).map(str::to_owned).collect();
        if strategy == Strategy::Territory && regions.is_empty() {
            problems.add(Problem::new(named("regions"), Why::Missing));
        }
        if regions.iter().any(|it| it.chars().count() > 100) {
            problems.add(Problem::new(named("regions"), Why::TooLong(100)));
        }
        let weight = weight.and_then(|it| i32::try_from(it).ok()).unwrap_or(1);
        problems.or(Share { member, weight, regions })
    }
}

fn chosen<T>(field: &str, code: &str, of_code: fn(&str) -> Option<T>) -> Result<Option<T>, Problem> {
    match code.trim() {
        "" => Ok(None),
        code => of_code(code).map(Some).ok_or_else(|| Problem::new(field, Why::Unknown)),
    }
}

/// When a member takes leads, and how many.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct AbsenceForm {
    pub capacity: String,
    pub away_from: String,
    pub away_until: String,
    /// Both or neither: empty hours are the workspace's.
    pub opens: String,
    pub closes: String,
}

impl AbsenceForm {
    pub fn of(it: &Availability) -> Self {
        let clock =
            |it: Option<i16>| it.map(|it| format!("{:02}:{:02}", it / 60, it % 60)).unwrap_or_default();
        let day = |it: Option<chrono::NaiveDate>| it.map(|it| it.to_string()).unwrap_or_default();
        Self {
            capacity: it.capacity.map(|it| it.to_string()).unwrap_or_default(),
            away_from: day(it.away_from),
            away_until: day(it.away_until),
            opens: clock(it.opens_at),
            closes: clock(it.closes_at),
        }
    }

    /// What the form says of a member, whatever they have in hand.
    pub fn check(&self, member: MemberId) -> Result<Availability, Vec<Problem>> {
        let mut problems = Problems::default();
        let capacity = problems.take(text::optional_number("capacity", &self.capacity, 0, MOST_CAPACITY));
        let away_from = problems.take(text::optional_day("away_from", &self.away_from));
        let away_until = problems.take(text::optional_day("away_until", &self.away_until));
        if let (Some(from), Some(until)) = (away_from, away_until)
            && until < from
        {
            problems.add(Problem::new("away_until", Why::EndsFirst));
        }
        let hours = match self.opens.trim().is_empty() && self.closes.trim().is_empty() {
            true => None,
            false => {
                let typed = HoursForm { opens: self.opens.clone(), closes: self.closes.clone() };
                problems.all(typed.check()).map(<(u16, u16)>::from)
            }
        };
        let minutes = |it: Option<u16>| it.and_then(|it| i16::try_from(it).ok());
        problems.or(Availability {
            member,
            capacity: capacity.and_then(|it| i32::try_from(it).ok()),
            away_from,
            away_until,
            opens_at: minutes(hours.map(|it| it.0)),
            closes_at: minutes(hours.map(|it| it.1)),
            open: 0,
            active: true,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use uuid::Uuid;

    #[test]
    fn a_rule_needs_a_name_and_somebody_to_give_to() {
        let share = ShareForm {
            member: Uuid::nil().to_string(),
            part: "1".into(),
            regions: " 부산, 울산 ".into(),
            ..Default::default()
        };
        let form = RuleForm {
            name: "부산".into(),
            strategy: "territory".into(),
            tier: "b".into(),
            shares: vec![ShareForm::default(), share.clone()],
            ..Default::default()
        };
        let rule = form.check(RoutingRuleId(Uuid::nil())).expect("a rule");
        assert_eq!((rule.shares.len(), rule.shares[0].weight), (1, 1));
        assert_eq!(rule.shares[0].regions, ["부산", "울산"]);
        assert_eq!(RuleForm::from(&rule).shares[0].regions, "부산, 울산");
        let wrong = RuleForm {
            least: "300".into(),
            most: "20".into(),
            shares: vec![ShareForm { regions: String::new(), weight: "0".into(), ..share }],
            ..form
        };
        let fields: Vec<_> = wrong
            .check(RoutingRuleId(Uuid::nil()))
            .expect_err("wrong")
            .into_iter()
            .map(|it| it.field)
            .collect();
        assert_eq!(fields, ["most", "weight-0", "regions-0", "shares"]);
    }

    #[test]
    fn an_absence_ends_after_it_began_and_hours_are_both_or_neither() {
        let form = AbsenceForm {
            away_from: "2026-12-01".into(),
            away_until: "2026-11-30".into(),
            ..Default::default()
        };
        let member = MemberId(Uuid::nil());
        assert_eq!(form.check(member), Err(vec![Problem::new("away_until", Why::EndsFirst)]));
        let hours = AbsenceForm { opens: "10:00".into(), ..Default::default() };
        assert_eq!(hours.check(member), Err(vec![Problem::new("closes", Why::Missing)]));
        let night =
            AbsenceForm { opens: "13:00".into(), closes: "22:00".into(), capacity: "20".into(), ..hours };
        let kept = night.check(member).expect("hours of their own");
        assert_eq!((kept.opens_at, kept.closes_at, kept.capacity), (Some(780), Some(1_320), Some(20)));
        assert_eq!(AbsenceForm::of(&kept), night);
    }
}
