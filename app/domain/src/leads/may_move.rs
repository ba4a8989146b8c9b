//! May a lead come to stand there, and what does that ask? Every column of the board says it of the card in the hand, the
//! menu and the plain form offer by it, and the act asks it again before it writes.

use super::status::{Asks, LeadStatus};
use super::{Lead, LeadCard};
use crate::Refusal;
use crate::handover::NotSent;
use crate::qualification::Kind;
use crate::team::{Right, Roles, Whose, may};

/// What decides where a lead may go.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Movable {
    pub status: LeadStatus,
    pub kind: Kind,
    /// Whether its dossier lets it be handed over. None: nobody has looked yet.
    pub dossier: Option<Result<i16, NotSent>>,
}

impl Movable {
    pub const fn of(lead: &Lead) -> Self {
        Self { status: lead.status, kind: lead.kind, dossier: None }
    }

    pub const fn of_card(card: &LeadCard) -> Self {
        Self { status: card.status, kind: card.kind, dossier: None }
    }
}

/// Who moves it: in which roles, and whose it is to them.
#[derive(Clone, Copy, Debug)]
pub struct Mover<'a> {
    pub roles: &'a Roles,
    pub whose: Whose,
}

/// What a place says to a lead.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Verdict {
    /// It stands there already.
    Stays,
    Passes,
    /// It may come, once this is told.
    Asks(Asks),
    /// It comes there by its hand-over, which may be sent as far as is known.
    HandsOver,
    /// It would come there by its hand-over, which lacks something.
    Lacks(NotSent),
    Refused(Refusal),
}

impl Verdict {
    /// Is it more than a no?
    pub const fn is_open(&self) -> bool {
        !matches!(self, Self::Stays | Self::Refused(_))
    }
}

pub fn may_move(lead: &Movable, to: LeadStatus, mover: Mover<'_>) -> Verdict {
    let from = lead.status;
    if !may(mover.roles, Right::WorkLead, mover.whose) {
        return Verdict::Refused(Refusal::NotAllowed);
    }
    // Another day is a step as well.
    if to == from && to != LeadStatus::Nurturing {
        return Verdict::Stays;
    }
    if to == LeadStatus::HandoverPending && from != LeadStatus::Accepted {
        return may_hand_over(lead, mover);
    }
    if from.is_by_handover() || to.is_by_handover() {
        return Verdict::Refused(Refusal::ByHandover);
    }
    if !from.next().contains(&to) {
        return Verdict::Refused(Refusal::ReopenFirst);
    }
    match from.asks(to) {
        Asks::Nothing => Verdict::Passes,
        asks => Verdict::Asks(asks),
    }
}

fn may_hand_over(lead: &Movable, mover: Mover<'_>) -> Verdict {
    if !LeadStatus::WORKED.contains(&lead.status) {
        return Verdict::Lacks(NotSent::NotWorked);
    }
    if !may(mover.roles, Right::HandOver, mover.whose) {
        return Verdict::Refused(Refusal::NotAllowed);
    }
    if lead.kind != Kind::SalesQualified {
        return Verdict::Lacks(NotSent::NotQualified(lead.kind));
    }
    match &lead.dossier {
        Some(Err(lacks)) => Verdict::Lacks(lacks.clone()),
        None | Some(Ok(_)) => Verdict::HandsOver,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::team::Role;
    use LeadStatus::{Accepted, Disqualified, Engaged, HandoverPending, New, Nurturing, Working};

    fn at(status: LeadStatus) -> Movable {
        Movable { status, kind: Kind::None, dossier: None }
    }

    fn asked(lead: &Movable, to: LeadStatus, role: Role, whose: Whose) -> Verdict {
        may_move(lead, to, Mover { roles: &Roles(vec![role]), whose })
    }

    fn mine(lead: &Movable, to: LeadStatus) -> Verdict {
        asked(lead, to, Role::Sdr, Whose::Mine)
    }

    #[test]
    fn every_place_says_pass_or_what_it_asks_or_why_not() {
        assert_eq!(mine(&at(New), Working), Verdict::Passes);
        assert_eq!(mine(&at(New), New), Verdict::Stays);
        assert_eq!(mine(&at(Working), Nurturing), Verdict::Asks(Asks::DayAndReason));
        assert_eq!(mine(&at(Nurturing), Nurturing), Verdict::Asks(Asks::DayAndReason));
        assert_eq!(mine(&at(Engaged), Disqualified), Verdict::Asks(Asks::Why));
        assert_eq!(mine(&at(Disqualified), Working), Verdict::Asks(Asks::Reason));
        assert_eq!(mine(&at(Disqualified), Nurturing), Verdict::Refused(Refusal::ReopenFirst));
        for from in [HandoverPending, Accepted] {
            assert_eq!(mine(&at(from), Engaged), Verdict::Refused(Refusal::ByHandover));
        }
        assert_eq!(mine(&at(Engaged), Accepted), Verdict::Refused(Refusal::ByHandover));
    }

    #[test]
    fn a_hand_over_says_what_it_lacks() {
        let lacks = |lead: &Movable| mine(lead, HandoverPending);
        assert_eq!(lacks(&at(Engaged)), Verdict::Lacks(NotSent::NotQualified(Kind::None)));
        let sql = |status, dossier| Movable { status, kind: Kind::SalesQualified, dossier };
        assert_eq!(lacks(&sql(Engaged, None)), Verdict::HandsOver);
        assert_eq!(lacks(&sql(Working, Some(Ok(90)))), Verdict::HandsOver);
        let incomplete = NotSent::Incomplete { completeness: 60, needs: vec![] };
        assert_eq!(
            lacks(&sql(Engaged, Some(Err(incomplete.clone())))),
            Verdict::Lacks(incomplete),
            "what was read of the dossier counts"
        );
        assert_eq!(lacks(&sql(Nurturing, None)), Verdict::Lacks(NotSent::NotWorked));
        let queued = asked(&sql(Engaged, None), HandoverPending, Role::Sdr, Whose::Nobodys);
        assert_eq!(queued, Verdict::Refused(Refusal::NotAllowed), "nobody's word stands for it yet");
    }

    #[test]
    fn who_may_not_work_a_lead_moves_it_nowhere() {
        for (role, whose) in [
            (Role::Viewer, Whose::Mine),
            (Role::Sdr, Whose::Others),
            (Role::Ae, Whose::Nobodys),
            (Role::Manager, Whose::Others),
        ] {
            for to in LeadStatus::ALL {
                assert_eq!(
                    asked(&at(New), to, role, whose),
                    Verdict::Refused(Refusal::NotAllowed),
                    "{role:?} {to:?}"
                );
            }
        }
    }
}
