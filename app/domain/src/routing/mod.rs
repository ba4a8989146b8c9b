//! Routing: to whom a lead goes that nobody has taken. Rules are asked in their order; the first that means the lead
//! chooses among its members, and every choice says why it fell as it did.

mod choose;
mod form;

pub use choose::{Candidate, Chosen, Passed, Place, Reason, assign};
pub use form::{AbsenceForm, MOST_MEMBERS, MOST_RULES, RuleForm, ShareForm};

use crate::icp::Tier;
use crate::leads::Origin;
use crate::{MemberId, RoutingRuleId};
use chrono::{DateTime, NaiveDate, Utc};
use serde::{Deserialize, Serialize};

/// Which leads a rule means: all that is said has to be true, and of what is not said anything may be.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct When {
    pub origin: Option<Origin>,
    /// The source as leads have it, in whatever case.
    pub source: Option<String>,
    /// At least as good a fit.
    pub tier: Option<Tier>,
    pub region: Option<String>,
    pub industry: Option<String>,
    pub least_employees: Option<i32>,
    pub most_employees: Option<i32>,
}

/// What is known of a lead when it is routed. What is unknown is not what a rule asks for.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Facts {
    pub origin: Origin,
    pub source: Option<String>,
    pub tier: Option<Tier>,
    pub region: Option<String>,
    pub industry: Option<String>,
    pub employees: Option<i32>,
    /// Whose account the lead's company is.
    pub account_owner: Option<MemberId>,
}

impl When {
    pub fn means(&self, lead: &Facts) -> bool {
        let same = |wanted: &Option<String>, known: &Option<String>| {
            let Some(wanted) = wanted else { return true };
            known.as_ref().is_some_and(|it| it.trim().to_lowercase() == wanted.trim().to_lowercase())
        };
        let counted = |ok: &dyn Fn(i32) -> bool| lead.employees.is_some_and(ok);
        self.origin.is_none_or(|it| it == lead.origin)
            && same(&self.source, &lead.source)
            && same(&self.region, &lead.region)
            && same(&self.industry, &lead.industry)
            // A comes before B in the order of tiers.
            && self.tier.is_none_or(|least| lead.tier.is_some_and(|it| it <= least))
            && self.least_employees.is_none_or(|least| counted(&|it| it >= least))
            && self.most_employees.is_none_or(|most| counted(&|it| it <= most))
    }
}

/// How a rule chooses among its members.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "sqlx", derive(sqlx::Type), sqlx(type_name = "text", rename_all = "snake_case"))]
#[serde(rename_all = "snake_case")]
pub enum Strategy {
    /// One after the other.
    #[default]
    RoundRobin,
    /// In turns as well, but who has a larger share comes more often.
    Weighted,
    /// Who has the fewest leads in hand.
    LeastOpen,
    /// Whose account it is.
    AccountOwner,
    /// Whose territory the company's region is; of several one after the other.
    Territory,
}

impl Strategy {
    pub const ALL: [Self; 5] =
        [Self::RoundRobin, Self::Weighted, Self::LeastOpen, Self::AccountOwner, Self::Territory];

    pub const fn code(self) -> &'static str {
        match self {
            Self::RoundRobin => "round_robin",
            Self::Weighted => "weighted",
            Self::LeastOpen => "least_open",
            Self::AccountOwner => "account_owner",
            Self::Territory => "territory",
        }
    }

    pub fn of_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|it| it.code() == code)
    }
}

/// A member in a rule.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Share {
    pub member: MemberId,
    /// Counts where the rule is weighted.
    pub weight: i32,
    /// The regions that are theirs, where the rule goes by territory.
    pub regions: Vec<String>,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Rule {
    pub id: RoutingRuleId,
    pub version: i32,
    pub name: String,
    pub when: When,
    pub strategy: Strategy,
    pub shares: Vec<Share>,
    /// One that is off is passed over.
    pub on: bool,
}

/// When a member takes leads, and how many.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "sqlx", derive(sqlx::FromRow))]
pub struct Availability {
    pub member: MemberId,
    /// So many leads in hand at most; none: as many as come.
    pub capacity: Option<i32>,
    pub away_from: Option<NaiveDate>,
    pub away_until: Option<NaiveDate>,
    /// Their own working hours, in minutes after midnight, if they differ from the workspace's.
    pub opens_at: Option<i16>,
    pub closes_at: Option<i16>,
    /// Leads that they are working now.
    pub open: i64,
    pub active: bool,
}

/// What the settings page shows.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct RoutingBook {
    pub rules: Vec<Rule>,
    /// Everybody who works here.
    pub members: Vec<Availability>,
    /// Leads that wait for somebody now.
    pub waiting: i64,
    pub today: NaiveDate,
}

/// How a lead came to whoever has it, as it was decided.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Assigned {
    pub at: DateTime<Utc>,
    pub chosen: Chosen,
}
