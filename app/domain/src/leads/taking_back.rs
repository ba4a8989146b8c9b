//! A move of a lead that is taken back: whoever made it puts the lead where it stood, unless somebody changed it since.

use super::Lead;
use super::status::{DisqualifyReason, LeadStatus};
use crate::{LeadId, MemberId, Refusal};
use chrono::{DateTime, NaiveDate, Utc};
use serde::{Deserialize, Serialize};

/// A lead that was just moved, for whoever did it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Moved {
    pub lead: LeadId,
    pub name: String,
    pub status: LeadStatus,
    /// What the move made of it: it is taken back by this.
    pub version: i32,
}

impl Moved {
    pub fn of(lead: Lead) -> Self {
        Self { lead: lead.id, name: lead.name, status: lead.status, version: lead.version }
    }
}

/// Where a lead stood before a move, with all that the move wrote over.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Was {
    pub status: LeadStatus,
    pub since: DateTime<Utc>,
    pub owner: Option<MemberId>,
    pub until: Option<NaiveDate>,
    /// Why it was nurtured.
    pub reason: Option<String>,
    pub why: Option<DisqualifyReason>,
    pub note: Option<String>,
}

/// A step of a lead as it is on record.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Step {
    /// What it made of the lead.
    pub version: i32,
    pub to: LeadStatus,
    pub by: Option<MemberId>,
    /// By hand, that is: nothing else led to it, and it is no undo itself.
    pub is_by_hand: bool,
    /// None: from before it was kept.
    pub was: Option<Was>,
}

impl Step {
    /// What is put back when this member takes the step back, of a lead that is in this version now.
    pub fn taken_back(self, now: i32, by: Option<MemberId>) -> Result<Was, Refusal> {
        let is_theirs = by.is_some() && self.by == by;
        match self.was {
            Some(was)
                if self.version == now
                    && is_theirs
                    && self.is_by_hand
                    && !self.to.is_by_handover()
                    && !was.status.is_by_handover() =>
            {
                Ok(was)
            }
            _ => Err(Refusal::CannotUndo),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use uuid::Uuid;

    fn was(status: LeadStatus) -> Was {
        Was {
            status,
            since: "2026-11-30T00:00:00Z".parse().expect("an instant"),
            owner: None,
            until: None,
            reason: None,
            why: None,
            note: None,
        }
    }

    #[test]
    fn ones_own_move_is_taken_back_unless_the_lead_was_changed_since() {
        let (me, other) = (Some(MemberId(Uuid::from_u128(1))), Some(MemberId(Uuid::from_u128(2))));
        let step = || Step {
            version: 4,
            to: LeadStatus::Working,
            by: me,
            is_by_hand: true,
            was: Some(was(LeadStatus::New)),
        };
        assert_eq!(step().taken_back(4, me), Ok(was(LeadStatus::New)));
        let no = Err(Refusal::CannotUndo);
        assert_eq!(step().taken_back(5, me), no, "somebody changed it since");
        assert_eq!(step().taken_back(4, other), no, "it is somebody else's move");
        assert_eq!(step().taken_back(4, None), no);
        assert_eq!(Step { is_by_hand: false, ..step() }.taken_back(4, me), no);
        assert_eq!(Step { was: None, ..step() }.taken_back(4, me), no);
        assert_eq!(Step { to: LeadStatus::HandoverPending, ..step() }.taken_back(4, me), no);
        let over = Some(was(LeadStatus::HandoverPending));
        assert_eq!(Step { was: over, ..step() }.taken_back(4, me), no, "a hand-over is taken back as such");
    }
}
