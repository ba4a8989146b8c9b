//! How a target stands, what is to be done with it next and when, and where it stands in the list. All of it follows from
//! its plan, from what was logged and from its lead.

use super::plan::{ContactStep, StepState, Touch, Whom, follow};
use crate::activities::{ActivityKind, Outcome};
use crate::calendar::Calendar;
use crate::icp::Tier;
use crate::leads::LeadStatus;
use crate::qualification::Kind;
use crate::team::{Right, Roles, Whose, may};
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};
use std::cmp::Reverse;

/// So many business days a target may be without a next step.
const WITHOUT_PLAN: usize = 2;

/// How far we have come with a target.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum TargetState {
    /// They agreed to a first meeting: the lead is one for sales, and has to go to whoever closes.
    MeetingAgreed,
    InContact,
    /// There is a plan, and nobody was contacted yet.
    Planned,
    NotStarted,
    /// Its lead is on its way to whoever closes, or there is a deal.
    HandedOver,
    /// Somebody decided to let it be.
    GivenUp,
}

impl TargetState {
    pub const ALL: [Self; 6] = [
        Self::NotStarted,
        Self::Planned,
        Self::InContact,
        Self::MeetingAgreed,
        Self::HandedOver,
        Self::GivenUp,
    ];

    pub const fn code(self) -> &'static str {
        match self {
            Self::NotStarted => "not_started",
            Self::Planned => "planned",
            Self::InContact => "in_contact",
            Self::MeetingAgreed => "meeting_agreed",
            Self::HandedOver => "handed_over",
            Self::GivenUp => "given_up",
        }
    }

    pub fn of_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|it| it.code() == code)
    }

    /// Is it still for whoever works targets?
    pub const fn is_worked(self) -> bool {
        !matches!(self, Self::HandedOver | Self::GivenUp)
    }
}

/// The lead of an account that has come furthest.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct LeadFact {
    pub number: i32,
    pub status: LeadStatus,
    pub kind: Kind,
    pub nurture_until: Option<NaiveDate>,
}

impl LeadFact {
    /// Of an account's leads the one that has come furthest; those that were given up are none of them.
    pub fn furthest(leads: impl IntoIterator<Item = Self>) -> Option<Self> {
        let way = |it: &Self| match it.status {
            LeadStatus::Disqualified => None,
            LeadStatus::Nurturing => Some(0),
            LeadStatus::New | LeadStatus::Working | LeadStatus::Engaged => Some(1),
            LeadStatus::HandoverPending | LeadStatus::Accepted => Some(2),
        };
        let placed = leads
            .into_iter()
            .filter_map(|it| Some(((way(&it)?, it.kind, it.status, Reverse(it.number)), it)));
        placed.max_by_key(|it| it.0).map(|it| it.1)
    }
}

/// What is known of a target.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Facts<'a> {
    /// The day on which somebody set out to win it.
    pub since: NaiveDate,
    pub is_given_up: bool,
    pub fit: Option<i16>,
    pub steps: &'a [ContactStep],
    /// Since then, the oldest first.
    pub touches: &'a [Touch],
    pub lead: Option<LeadFact>,
    /// A deal with it is open or won.
    pub has_deal: bool,
}

/// What is to be done next.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Next {
    /// Give its lead to whoever closes.
    HandOver,
    /// Do this step of the plan.
    Contact { channel: ActivityKind, whom: Whom },
    /// Decide whom to contact next.
    Plan,
    /// Look again on the day until which the lead was put off.
    LookAgain,
}

/// What is to be done, and when.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Todo {
    pub next: Next,
    /// A business day: what was planned for a day off is done on the next one.
    pub on: NaiveDate,
    /// For so many business days it should have been done.
    pub late: i64,
}

/// Why a target stands where it does in the list, the weightiest first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Because {
    /// They have agreed to meet, and wait.
    TheyWait,
    /// It is late by so many business days.
    Late(i64),
    Today,
    Fit(i16),
    /// Nobody has said yet whom we want to sell to.
    NoFit,
    Untouched,
    Touched(usize),
}

/// How a target stands, what comes next, and why it stands where it does.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Judged {
    pub state: TargetState,
    pub todo: Option<Todo>,
    pub because: Vec<Because>,
    /// What became of each step.
    pub steps: Vec<StepState>,
    pub place: Place,
}

/// Where a target stands in the list: who waits for us comes first, then what is due, then the better fit, then who was
/// touched less. Whatever is no longer for whoever works targets comes last.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Place {
    standing: Standing,
    due: Due,
    fit: Reverse<i16>,
    touches: usize,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Standing {
    TheyWait,
    Ours,
    Over,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Due {
    Late,
    Today,
    Later,
}

pub fn judge(facts: &Facts<'_>, calendar: &Calendar, today: NaiveDate) -> Judged {
    let steps = follow(facts.steps, facts.touches);
    let state = state(facts);
    let todo = todo(facts, &steps, state, calendar, today);
    let standing = match state {
        TargetState::MeetingAgreed => Standing::TheyWait,
        state if state.is_worked() => Standing::Ours,
        _ => Standing::Over,
    };
    let due = match &todo {
        Some(it) if it.late > 0 => Due::Late,
        Some(it) if it.on <= today => Due::Today,
        _ => Due::Later,
    };
    let because = because(facts, standing, todo.as_ref(), due);
    let place = Place { standing, due, fit: Reverse(facts.fit.unwrap_or(-1)), touches: facts.touches.len() };
    Judged { state, todo, because, steps, place }
}

fn state(facts: &Facts<'_>) -> TargetState {
    let over = |it: LeadFact| matches!(it.status, LeadStatus::HandoverPending | LeadStatus::Accepted);
    let sells = |it: LeadFact| it.kind == Kind::SalesQualified && LeadStatus::WORKED.contains(&it.status);
    let agreed = || facts.touches.iter().any(|it| it.outcome.is_some_and(Outcome::is_agreed));
    // A meeting that was agreed to once says little of somebody who was put off or given up since.
    let is_worked = facts.lead.is_none_or(|it| LeadStatus::WORKED.contains(&it.status));
    match facts.lead {
        _ if facts.is_given_up => TargetState::GivenUp,
        _ if facts.has_deal => TargetState::HandedOver,
        Some(lead) if over(lead) => TargetState::HandedOver,
        Some(lead) if sells(lead) => TargetState::MeetingAgreed,
        _ if is_worked && agreed() => TargetState::MeetingAgreed,
        Some(_) => TargetState::InContact,
        None if !facts.touches.is_empty() => TargetState::InContact,
        None if !facts.steps.is_empty() => TargetState::Planned,
        None => TargetState::NotStarted,
    }
}

fn todo(
    facts: &Facts<'_>,
    steps: &[StepState],
    state: TargetState,
    calendar: &Calendar,
    today: NaiveDate,
) -> Option<Todo> {
    if !state.is_worked() {
        return None;
    }
    let last = facts.touches.last().map_or(facts.since, |it| it.day);
    let soon = |from: NaiveDate, days: usize| {
        let after = from.iter_days().skip(1).filter(|day| calendar.is_business_day(*day));
        after.take(days).last().unwrap_or(from)
    };
    let open = facts.steps.iter().zip(steps).find(|it| *it.1 == StepState::Open).map(|it| it.0);
    let put_off = facts.lead.filter(|it| it.status == LeadStatus::Nurturing).and_then(|it| it.nurture_until);
    let (next, day) = match (state, open, put_off) {
        (TargetState::MeetingAgreed, ..) => (Next::HandOver, soon(last, 1)),
        (_, _, Some(until)) => (Next::LookAgain, until),
        (_, Some(step), _) => (Next::Contact { channel: step.channel, whom: step.whom.clone() }, step.due),
        (_, None, None) => (Next::Plan, soon(last, WITHOUT_PLAN)),
    };
    let on = day.iter_days().find(|day| calendar.is_business_day(*day)).unwrap_or(day);
    Some(Todo { next, on, late: calendar.business_days(on, today) })
}

fn because(facts: &Facts<'_>, standing: Standing, todo: Option<&Todo>, due: Due) -> Vec<Because> {
    let waits = (standing == Standing::TheyWait).then_some(Because::TheyWait);
    let pressing = match due {
        Due::Late => todo.map(|it| Because::Late(it.late)),
        Due::Today => Some(Because::Today),
        Due::Later => None,
    };
    let fit = facts.fit.map_or(Because::NoFit, Because::Fit);
    let touched = match facts.touches.len() {
        0 => Because::Untouched,
        touches => Because::Touched(touches),
    };
    waits.into_iter().chain(pressing).chain([fit, touched]).collect()
}

impl Because {
    /// The tier that a fit comes to.
    pub fn tier(self) -> Option<Tier> {
        match self {
            Self::Fit(fit) => Tier::of_score(fit),
            _ => None,
        }
    }
}

/// Does what somebody with these roles did with a person of a target make a lead of whoever is none yet? A note is
/// nothing they have heard of; and whoever may not work a lead leaves no one behind them.
pub fn makes_lead(kind: ActivityKind, roles: &Roles) -> bool {
    kind != ActivityKind::Note && may(roles, Right::WorkLead, Whose::Mine)
}
