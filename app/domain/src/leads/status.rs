//! Where a lead can stand, what may follow, and what each step asks for.

use super::{Movable, Mover, Verdict, Wake, may_move};
use crate::accounts::Problems;
use crate::activities::{ActivityKind, Outcome};
use crate::team::{Right, Roles, Whose, may};
use crate::{MemberId, Problem, Refusal, Why, text};
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

/// Where a lead stands on the lead board.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[cfg_attr(feature = "sqlx", derive(sqlx::Type), sqlx(type_name = "text", rename_all = "snake_case"))]
#[serde(rename_all = "snake_case")]
pub enum LeadStatus {
    /// Nobody has tried to reach them yet.
    #[default]
    New,
    /// We are trying.
    Working,
    /// They answered.
    Engaged,
    /// Sent to whoever closes, who has not decided yet.
    HandoverPending,
    /// Whoever closes has taken it: there is a deal.
    Accepted,
    /// A good lead at a bad time: comes back on a day.
    Nurturing,
    Disqualified,
}

impl LeadStatus {
    pub const ALL: [Self; 7] = [
        Self::New,
        Self::Working,
        Self::Engaged,
        Self::HandoverPending,
        Self::Accepted,
        Self::Nurturing,
        Self::Disqualified,
    ];

    /// The columns of the board: those with whom something is still to come of it.
    pub const BOARD: [Self; 5] =
        [Self::New, Self::Working, Self::Engaged, Self::HandoverPending, Self::Nurturing];

    /// Those that are being worked: somebody owes them something now.
    pub const WORKED: [Self; 3] = [Self::New, Self::Working, Self::Engaged];

    pub const fn code(self) -> &'static str {
        match self {
            Self::New => "new",
            Self::Working => "working",
            Self::Engaged => "engaged",
            Self::HandoverPending => "handover_pending",
            Self::Accepted => "accepted",
            Self::Nurturing => "nurturing",
            Self::Disqualified => "disqualified",
        }
    }

    pub fn of_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|it| it.code() == code)
    }

    /// Into these, and out of them, a lead comes by its hand-over alone.
    pub const fn is_by_handover(self) -> bool {
        matches!(self, Self::HandoverPending | Self::Accepted)
    }

    /// Where a lead can be moved from here, the usual way first. Who was disqualified is reopened before anything else.
    pub const fn next(self) -> &'static [Self] {
        use LeadStatus::{Accepted, Disqualified, Engaged, HandoverPending, New, Nurturing, Working};
        match self {
            New => &[Working, Engaged, Nurturing, Disqualified],
            Working => &[Engaged, Nurturing, Disqualified, New],
            Engaged => &[Nurturing, Disqualified, Working, New],
            HandoverPending | Accepted => &[],
            // Another day is a step as well.
            Nurturing => &[Working, Engaged, Nurturing, Disqualified, New],
            Disqualified => &[Working],
        }
    }

    /// What a step from here to there asks to be told.
    pub const fn asks(self, to: Self) -> Asks {
        match (self, to) {
            (_, Self::Nurturing) => Asks::DayAndReason,
            (_, Self::Disqualified) => Asks::Why,
            (Self::Disqualified, _) => Asks::Reason,
            _ => Asks::Nothing,
        }
    }
}

/// What a step asks for, besides the wish.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Asks {
    Nothing,
    Reason,
    /// One of the reasons to give up, and a note if one likes.
    Why,
    DayAndReason,
}

/// Why a lead is given up. Counted by source, so that marketing brings fewer of them.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "sqlx", derive(sqlx::Type), sqlx(type_name = "text", rename_all = "snake_case"))]
#[serde(rename_all = "snake_case")]
pub enum DisqualifyReason {
    NotIcp,
    NoNeed,
    Competitor,
    Student,
    Spam,
    Unreachable,
    Duplicate,
}

impl DisqualifyReason {
    pub const ALL: [Self; 7] = [
        Self::NotIcp,
        Self::NoNeed,
        Self::Competitor,
        Self::Student,
        Self::Spam,
        Self::Unreachable,
        Self::Duplicate,
    ];

    pub const fn code(self) -> &'static str {
        match self {
            Self::NotIcp => "not_icp",
            Self::NoNeed => "no_need",
            Self::Competitor => "competitor",
            Self::Student => "student",
            Self::Spam => "spam",
            Self::Unreachable => "unreachable",
            Self::Duplicate => "duplicate",
        }
    }

    pub fn of_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|it| it.code() == code)
    }
}

/// What decides where a lead may go.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Standing {
    pub status: LeadStatus,
    pub owner: Option<MemberId>,
}

/// What somebody typed to move a lead.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct LeadMoveForm {
    pub to: String,
    /// Until when it is nurtured.
    pub until: String,
    /// One of the reasons to disqualify.
    pub why: String,
    /// Why it is nurtured or reopened; a note when it is disqualified.
    pub reason: String,
}

/// A step that may be taken.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct LeadMove {
    pub to: LeadStatus,
    pub until: Option<NaiveDate>,
    pub why: Option<DisqualifyReason>,
    pub reason: Option<String>,
    /// It comes back by itself; nobody moves it.
    pub wake: Option<Wake>,
}

impl LeadMove {
    /// A step that asks for nothing.
    pub const fn plainly(to: LeadStatus) -> Self {
        Self { to, until: None, why: None, reason: None, wake: None }
    }
}

impl LeadMoveForm {
    /// What the form means for a lead that somebody moves. None: it is there already.
    pub fn check(
        &self,
        lead: &Movable,
        mover: Mover<'_>,
        today: NaiveDate,
    ) -> Result<Option<LeadMove>, Refusal> {
        let to = LeadStatus::of_code(&self.to).ok_or_else(|| Problem::new("to", Why::Unknown))?;
        let asks = match may_move(lead, to, mover) {
            Verdict::Stays => return Ok(None),
            Verdict::Passes => Asks::Nothing,
            Verdict::Asks(asks) => asks,
            Verdict::HandsOver | Verdict::Lacks(_) => return Err(Refusal::ByHandover),
            Verdict::Refused(no) => return Err(no),
        };
        let mut problems = Problems::default();
        let reason = problems.take(text::note("reason", &self.reason));
        let mut step = LeadMove { reason: Some(reason).filter(|it| !it.is_empty()), ..LeadMove::plainly(to) };
        match asks {
            Asks::Nothing => step.reason = None,
            Asks::Why => match DisqualifyReason::of_code(&self.why) {
                None if self.why.is_empty() => problems.add(Problem::new("why", Why::Missing)),
                None => problems.add(Problem::new("why", Why::Unknown)),
                why => step.why = why,
            },
            Asks::DayAndReason => match problems.take(text::optional_day("until", &self.until)) {
                Some(day) if day <= today => problems.add(Problem::new("until", Why::NotAhead)),
                None if self.until.trim().is_empty() => problems.add(Problem::new("until", Why::Missing)),
                until => step.until = until,
            },
            Asks::Reason => {}
        }
        if matches!(asks, Asks::Reason | Asks::DayAndReason) && step.reason.is_none() {
            problems.add(Problem::new("reason", Why::Missing));
        }
        problems.or(Some(step)).map_err(Refusal::Invalid)
    }
}

/// Whose the lead is after somebody moved it: who begins to work one from the queue has taken it.
pub fn owner_after(standing: Standing, to: LeadStatus, mover: Option<MemberId>) -> Option<MemberId> {
    let is_worked = matches!(to, LeadStatus::Working | LeadStatus::Engaged);
    standing.owner.or(mover.filter(|_| is_worked))
}

/// Does who has it only change between a member and the queue, by that member? Anything else gives it to somebody.
pub fn is_taken_or_put_back(now: Option<MemberId>, wanted: Option<MemberId>, by: Option<MemberId>) -> bool {
    by.is_some() && matches!((now, wanted), (None, it) | (it, None) if it == by)
}

/// Where a lead stands after something was done with it: the first attempt begins the work, and an answer, a meeting
/// or a demo is contact both ways. Only where whoever did it may work the lead.
pub fn after_activity(
    from: LeadStatus,
    kind: ActivityKind,
    outcome: Option<Outcome>,
    roles: &Roles,
    whose: Whose,
) -> Option<LeadStatus> {
    if kind == ActivityKind::Note || !may(roles, Right::WorkLead, whose) {
        return None;
    }
    let both_ways = matches!(outcome, Some(Outcome::Replied | Outcome::Held | Outcome::Booked));
    match from {
        LeadStatus::New | LeadStatus::Working if both_ways => Some(LeadStatus::Engaged),
        LeadStatus::New => Some(LeadStatus::Working),
        _ => None,
    }
}

#[cfg(test)]
#[path = "status/tests.rs"]
mod tests;
