//! Somebody leaves the team: what becomes of everything that they have in hand, so that nobody's work is lost with them.

use super::{Member, Role};
use crate::leads::LeadStatus;
use crate::{HandoverId, Key, MemberId};
use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};

/// What somebody has in hand.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Held {
    /// Leads that they work.
    Leads,
    /// Leads that come back one day.
    Nurturing,
    /// Leads that they have sent on, and that come back to them if nobody takes them.
    Sent,
    /// Hand-overs that wait for their word.
    Handovers,
    /// Open tasks about a record.
    Tasks,
    /// Open tasks about nothing in particular.
    LooseTasks,
    /// Accounts that they work to win.
    Targets,
    /// Contacts that they were to make by a plan.
    Contacts,
    /// Open deals.
    Deals,
    Accounts,
}

/// Who gets it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Goes {
    /// Whom the routing rules choose; if they choose nobody, it waits in the queue.
    ByTheRules,
    /// Another one who closes, with a clock of its own; if nobody is left, the managers' queue.
    ToAnotherCloser,
    /// Whoever has the record that it is about, now or as soon as somebody gets it.
    WithItsRecord,
    /// Whoever has the account, if that is somebody else who is here; else whoever leads them.
    ToTheAccountsOwner,
    /// Whoever leads them, else whoever shows them out.
    ToWhoLeads,
    /// It keeps their name until somebody gives it away: customers notice a change of face.
    StaysTheirs,
}

impl Held {
    /// In the order in which it is told.
    pub const ALL: [Self; 10] = [
        Self::Leads,
        Self::Nurturing,
        Self::Sent,
        Self::Handovers,
        Self::Tasks,
        Self::LooseTasks,
        Self::Targets,
        Self::Contacts,
        Self::Deals,
        Self::Accounts,
    ];

    /// What a lead that stands there is to its owner; nothing, once nothing is to come of it.
    pub const fn lead(status: LeadStatus) -> Option<Self> {
        match status {
            LeadStatus::New | LeadStatus::Working | LeadStatus::Engaged => Some(Self::Leads),
            LeadStatus::Nurturing => Some(Self::Nurturing),
            LeadStatus::HandoverPending => Some(Self::Sent),
            LeadStatus::Accepted | LeadStatus::Disqualified => None,
        }
    }

    pub const fn goes(self) -> Goes {
        match self {
            Self::Leads | Self::Nurturing | Self::Sent => Goes::ByTheRules,
            Self::Handovers => Goes::ToAnotherCloser,
            Self::Tasks => Goes::WithItsRecord,
            Self::LooseTasks => Goes::ToWhoLeads,
            Self::Targets | Self::Contacts => Goes::ToTheAccountsOwner,
            Self::Deals | Self::Accounts => Goes::StaysTheirs,
        }
    }
}

/// Who looks after what is about no record: a manager of a team that they were in, else whoever shows them out, else an
/// admin. `members` in the order in which they are asked.
pub fn who_leads(gone: &Member, members: &[Member], by: Option<MemberId>) -> Option<MemberId> {
    let here = || members.iter().filter(|it| it.active && it.id != gone.id);
    let shares = |it: &&Member| it.teams.iter().any(|team| gone.teams.contains(team));
    here()
        .filter(shares)
        .find(|it| it.roles.has(Role::Manager))
        .or_else(|| here().find(|it| Some(it.id) == by))
        .or_else(|| here().find(|it| it.roles.has(Role::Admin)))
        .map(|it| it.id)
}

/// Who goes on with a target of somebody who leaves: whoever has the account, unless that is them or somebody who has left
/// before them; else who `leads` them.
pub fn works_on(
    account: Option<MemberId>,
    gone: MemberId,
    members: &[Member],
    leads: Option<MemberId>,
) -> Option<MemberId> {
    let is_here = |id: &MemberId| members.iter().any(|it| it.id == *id && it.active && it.id != gone);
    account.filter(is_here).or(leads)
}

/// How much somebody has in hand; what they have nothing of is not told.
pub type InHand = Vec<(Held, i64)>;

/// What became of it when they left, as it was done then.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Departure {
    pub at: DateTime<Utc>,
    pub by: Option<MemberId>,
    pub leads: Vec<LeadWent>,
    pub handovers: Vec<HandoverWent>,
    pub tasks: Vec<TasksWent>,
    pub targets: Vec<TasksWent>,
    pub contacts: Vec<TasksWent>,
}

/// A lead and who got it; nobody: it waits in the queue.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "sqlx", derive(sqlx::FromRow))]
pub struct LeadWent {
    pub number: i32,
    pub name: String,
    pub to: Option<MemberId>,
}

impl LeadWent {
    pub const fn key(&self) -> Key {
        Key::lead(self.number)
    }
}

/// The try that followed, and for whom it is; nobody: it waits for the managers.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "sqlx", derive(sqlx::FromRow))]
pub struct HandoverWent {
    pub id: HandoverId,
    pub name: String,
    pub to: Option<MemberId>,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct TasksWent {
    pub to: MemberId,
    pub count: i64,
}

/// What the page of a member says about their leaving, before it and after.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Leaving {
    /// Do they still work here?
    pub active: bool,
    /// What is theirs now.
    pub in_hand: InHand,
    /// The last time that they left.
    pub departure: Option<Departure>,
    pub now: DateTime<Utc>,
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::TeamId;
    use crate::team::Roles;
    use uuid::Uuid;

    fn member(id: u128, role: Role, team: u128) -> Member {
        Member {
            id: MemberId(Uuid::from_u128(id)),
            name: id.to_string(),
            email: Some(format!("{id}@hanbit.kr")),
            roles: Roles(vec![role]),
            teams: vec![TeamId(Uuid::from_u128(team))],
            active: true,
            version: 1,
        }
    }

    #[test]
    fn with_whomever_something_is_to_come_of_goes_to_somebody_and_what_is_over_stays() {
        for status in LeadStatus::ALL {
            let goes = Held::lead(status).map(Held::goes);
            let expected = LeadStatus::BOARD.contains(&status).then_some(Goes::ByTheRules);
            assert_eq!(goes, expected, "{status:?}");
        }
        assert_eq!(Held::Deals.goes(), Goes::StaysTheirs);
        assert_eq!(Held::Tasks.goes(), Goes::WithItsRecord);
    }

    #[test]
    fn a_target_goes_to_whoever_has_the_account_else_to_who_leads() {
        let (gone, owner) = (member(1, Role::Sdr, 7), member(2, Role::Ae, 8));
        let leads = member(3, Role::Manager, 7);
        let all = [gone.clone(), owner.clone(), leads.clone()];
        let to = |account: Option<&Member>, all: &[Member]| {
            works_on(account.map(|it| it.id), gone.id, all, Some(leads.id))
        };
        assert_eq!(to(Some(&owner), &all), Some(owner.id));
        assert_eq!(to(None, &all), Some(leads.id));
        assert_eq!(to(Some(&gone), &all), Some(leads.id));
        let away = [gone.clone(), Member { active: false, ..owner.clone() }, leads.clone()];
        assert_eq!(to(Some(&owner), &away), Some(leads.id));
    }

    #[test]
    fn what_is_about_nothing_goes_to_who_leads_them_else_to_who_shows_them_out_else_to_an_admin() {
        let gone = member(1, Role::Ae, 7);
        let (admin, manager) = (member(2, Role::Admin, 8), member(3, Role::Manager, 7));
        let (other, another) = (member(4, Role::Manager, 8), member(5, Role::Admin, 8));
        let all = [gone.clone(), admin.clone(), manager.clone(), other.clone(), another.clone()];
        assert_eq!(who_leads(&gone, &all, Some(another.id)), Some(manager.id));
        let away = Member { active: false, ..manager };
        let left = [gone.clone(), admin.clone(), away, other, another.clone()];
        assert_eq!(who_leads(&gone, &left, Some(another.id)), Some(another.id));
        assert_eq!(who_leads(&gone, &left, None), Some(admin.id));
        assert_eq!(who_leads(&gone, std::slice::from_ref(&gone), Some(gone.id)), None, "nobody is left");
        let (one, two) = (member(6, Role::Admin, 9), member(7, Role::Admin, 8));
        assert_eq!(
            who_leads(&one, &[one.clone(), two.clone()], Some(one.id)),
            Some(two.id),
            "nor to themselves"
        );
    }
}
