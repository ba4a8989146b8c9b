//! Who works here, in which roles, and what each role may do. The table of rights stands once, here:
//! the server asks it before every act and the screen before it shows a button.

pub mod forms;
pub mod leaving;
pub mod passwords;

use crate::{
    InvitationId, Locale, MemberId, SessionId, TeamId, TokenId, WorkspaceId,
    calendar::{Calendar, Workday, Zone},
    demo::Stand,
    exchange::Rates,
};
use chrono::{DateTime, NaiveDate, Utc};
use serde::{Deserialize, Serialize};

pub use forms::{FoundForm, InviteForm, JoinForm};
pub use passwords::Password;

/// What a member does in the relay. BDR is `Sdr`, account manager is `Csm`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Role {
    Admin,
    Manager,
    Sdr,
    Ae,
    Csm,
    Viewer,
}

impl Role {
    pub const ALL: [Self; 6] = [Self::Admin, Self::Manager, Self::Sdr, Self::Ae, Self::Csm, Self::Viewer];

    pub const fn code(self) -> &'static str {
        match self {
            Self::Admin => "admin",
            Self::Manager => "manager",
            Self::Sdr => "sdr",
            Self::Ae => "ae",
            Self::Csm => "csm",
            Self::Viewer => "viewer",
        }
    }

    pub fn of_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|it| it.code() == code)
    }
}

/// The roles of one member, at least one.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Roles(pub Vec<Role>);

impl Roles {
    pub fn has(&self, role: Role) -> bool {
        self.0.contains(&role)
    }

    /// As the database keeps them. Unknown codes, from a newer version, give no rights.
    pub fn of_codes<S: AsRef<str>>(codes: &[S]) -> Self {
        Self(codes.iter().filter_map(|it| Role::of_code(it.as_ref())).collect())
    }

    pub fn codes(&self) -> Vec<String> {
        self.0.iter().map(|it| it.code().to_owned()).collect()
    }
}

/// What somebody wants to do, as far as rights tell it apart.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum Right {
    /// See accounts, people, deals and their timelines.
    Read,
    /// Log activities, tasks and notes.
    Log,
    /// Correct or remove what was logged; the record is its writer's.
    Correct,
    /// Create and edit accounts, people and tags.
    KeepRecords,
    /// Work a lead: edit it, move it, nurture it, give it up and reopen it.
    WorkLead,
    /// Find out in a talk whether a lead is one for sales, and say so (SQL).
    QualifyLead,
    /// Send the hand-over of a lead to whoever closes, and take it back.
    HandOver,
    /// Accept or reject a hand-over; the record is whose it is addressed to.
    Decide,
    /// Create deals.
    CreateDeals,
    /// Move, edit, win, lose and hold a deal; its lines too.
    WorkDeal,
    /// Let a deal pass a gate that says no.
    OverrideGate,
    /// Give a record to another owner.
    Reassign,
    /// Save a view for the whole team; change or take away one that others share.
    ShareViews,
    /// Import files.
    Import,
    /// Pipelines, stages, products, the ideal customer profile.
    ShapeProcess,
    /// Members, roles, teams, invitations; the demo among the team's own records.
    KeepTeam,
    /// The base currency and the exchange rates, by which everybody's sums are made.
    SetRates,
    /// The rules of qualification, by which everybody's leads are judged.
    SetRules,
}

impl Right {
    pub const ALL: [Self; 18] = [
        Self::Read,
        Self::Log,
        Self::Correct,
        Self::KeepRecords,
        Self::WorkLead,
        Self::QualifyLead,
        Self::HandOver,
        Self::Decide,
        Self::CreateDeals,
        Self::WorkDeal,
        Self::OverrideGate,
        Self::Reassign,
        Self::ShareViews,
        Self::Import,
        Self::ShapeProcess,
        Self::KeepTeam,
        Self::SetRates,
        Self::SetRules,
    ];
}

/// Whose record it is, seen from the asker.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Whose {
    Mine,
    /// Nobody's, or a question that is about no record in particular.
    Nobodys,
    /// A member's of a team that the asker is in too.
    MyTeams,
    Others,
}

/// May somebody with these roles do this to a record of that owner?
pub fn may(roles: &Roles, right: Right, whose: Whose) -> bool {
    roles.0.iter().any(|role| role_may(*role, right, whose))
}

fn role_may(role: Role, right: Right, whose: Whose) -> bool {
    match (role, right) {
        (Role::Admin, _) | (_, Right::Read) => true,
        (Role::Viewer, _) | (_, Right::KeepTeam | Right::SetRates | Right::SetRules) => false,
        (_, Right::Log | Right::KeepRecords) => true,
        (_, Right::Correct | Right::ShareViews) if whose == Whose::Mine => true,
        (
            Role::Manager,
            Right::WorkLead
            | Right::QualifyLead
            | Right::HandOver
            | Right::WorkDeal
            | Right::Correct
            | Right::OverrideGate
            | Right::Reassign,
        ) => whose != Whose::Others,
        (Role::Manager, _) => true,
        (Role::Ae, Right::CreateDeals) => true,
        // What stands in the queue is for whoever qualifies; an AE works what is already theirs.
        (Role::Sdr, Right::WorkLead) => matches!(whose, Whose::Mine | Whose::Nobodys),
        (Role::Ae, Right::WorkLead) => whose == Whose::Mine,
        // Whose word it is, is on record: of a lead in the queue nobody has one yet.
        (Role::Sdr | Role::Ae, Right::QualifyLead | Right::HandOver) => whose == Whose::Mine,
        // Whoever it is addressed to decides; who leads does so for everybody, and for what waits for nobody.
        (Role::Sdr | Role::Ae | Role::Csm, Right::Decide) => whose == Whose::Mine,
        (Role::Ae, Right::WorkDeal) => matches!(whose, Whose::Mine | Whose::Nobodys),
        (Role::Sdr | Role::Ae | Role::Csm, _) => false,
    }
}

/// A member as lists and pickers show them.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Member {
    pub id: MemberId,
    pub name: String,
    /// None for a placeholder that an import made of an owner nobody knows.
    pub email: Option<String>,
    pub roles: Roles,
    pub teams: Vec<TeamId>,
    /// May sign in and be given work.
    pub active: bool,
    pub version: i32,
}

impl Member {
    /// Worked here once. A placeholder never did.
    pub const fn has_left(&self) -> bool {
        !self.active && self.email.is_some()
    }
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Team {
    pub id: TeamId,
    pub name: String,
    pub members: i64,
}

/// An invitation that was not answered yet.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Invitation {
    pub id: InvitationId,
    pub email: String,
    pub roles: Roles,
    /// The placeholder whose records become theirs.
    pub instead_of: Option<MemberId>,
    pub expires_at: DateTime<Utc>,
    /// Too old to be answered; a new link makes it young again.
    pub expired: bool,
}

/// One place where a member is signed in.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Session {
    pub id: SessionId,
    pub browser: String,
    pub created_at: DateTime<Utc>,
    pub seen_at: DateTime<Utc>,
    /// The one that asks.
    pub current: bool,
}

/// What a program may do in its member's name.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "sqlx", derive(sqlx::Type), sqlx(type_name = "text", rename_all = "lowercase"))]
#[serde(rename_all = "lowercase")]
pub enum Scope {
    /// Whatever a viewer may.
    #[default]
    Read,
    /// Whatever its member may.
    Write,
}

impl Scope {
    pub const ALL: [Self; 2] = [Self::Read, Self::Write];

    pub const fn code(self) -> &'static str {
        match self {
            Self::Read => "read",
            Self::Write => "write",
        }
    }

    pub fn of_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|it| it.code() == code)
    }
}

/// A program's key to the API. The key itself is shown once, when it is made.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ApiToken {
    pub id: TokenId,
    pub name: String,
    pub scope: Scope,
    pub created_at: DateTime<Utc>,
    pub last_used_at: Option<DateTime<Utc>>,
}

/// The signed-in member, as every page needs them: what to greet with, what to show, how to say times.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Viewer {
    pub member: MemberId,
    pub name: String,
    pub roles: Roles,
    pub teams: Vec<TeamId>,
    pub locale: Option<Locale>,
    pub theme: Theme,
    pub workspace: WorkspaceId,
    pub workspace_name: String,
    pub zone: Zone,
    /// When the workspace works.
    #[serde(default)]
    pub calendar: Calendar,
    /// By which amounts of other currencies are added.
    #[serde(default)]
    pub rates: Rates,
    /// Are there examples in the workspace, and are they worth offering?
    #[serde(default)]
    pub demo: Stand,
    /// Has nobody written an ideal customer profile yet?
    #[serde(default)]
    pub icp_missing: bool,
    /// The members whose names appear beside records, inactive ones included.
    pub members: Vec<Member>,
}

impl Viewer {
    pub fn may(&self, right: Right, owner: Option<MemberId>) -> bool {
        may(&self.roles, right, self.whose(owner))
    }

    /// May they do this at all, whoever owns what?
    pub fn may_ever(&self, right: Right) -> bool {
        may(&self.roles, right, Whose::Mine)
    }

    /// A day by the workspace's calendar, as rules ask for it.
    pub const fn on(&self, today: NaiveDate) -> Workday<'_> {
        Workday { today, calendar: &self.calendar }
    }

    pub fn whose(&self, owner: Option<MemberId>) -> Whose {
        let Some(owner) = owner else { return Whose::Nobodys };
        if owner == self.member {
            return Whose::Mine;
        }
        let shares_team = self
            .members
            .iter()
            .find(|it| it.id == owner)
            .is_some_and(|it| it.teams.iter().any(|team| self.teams.contains(team)));
        if shares_team { Whose::MyTeams } else { Whose::Others }
    }

    pub fn member_name(&self, id: MemberId) -> Option<&str> {
        self.members.iter().find(|it| it.id == id).map(|it| it.name.as_str())
    }

    /// Is whose record this is not here any more, so that it waits for somebody else?
    pub fn has_left(&self, id: MemberId) -> bool {
        self.members.iter().any(|it| it.id == id && it.has_left())
    }
}

/// Light, dark, or as the system says.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "sqlx", derive(sqlx::Type), sqlx(type_name = "text", rename_all = "lowercase"))]
#[serde(rename_all = "lowercase")]
pub enum Theme {
    #[default]
    System,
    Light,
    Dark,
}

/// How close the board's cards lie: one sees more of each deal, or more deals.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Density {
    #[default]
    Comfortable,
    Compact,
}

impl Density {
    pub const fn code(self) -> &'static str {
        match self {
            Self::Comfortable => "comfortable",
            Self::Compact => "compact",
        }
    }

    pub fn of_code(code: &str) -> Self {
        if code == Self::Compact.code() { Self::Compact } else { Self::Comfortable }
    }

    pub const fn other(self) -> Self {
        match self {
            Self::Comfortable => Self::Compact,
            Self::Compact => Self::Comfortable,
        }
    }
}

/// The shortest password we take. Length is what keeps a password safe; composition rules do not.
pub const PASSWORD_MIN: u32 = 10;
/// The longest, so that hashing stays cheap for us.
pub const PASSWORD_MAX: u32 = 200;

/// The password of everybody in the demo. Known to the world: it opens nothing but a demo on this computer.
pub const DEMO_PASSWORD: &str = "baton-demo";

/// A link that brings somebody in may be used so long.
pub const INVITATION_HOURS: i64 = 24;
/// A member who does not come back for so long is signed out.
pub const IDLE_DAYS: i64 = 14;
/// And everybody signs in again after so long.
pub const SESSION_DAYS: i64 = 30;
/// So many wrong passwords for one e-mail, then a pause.
pub const TRIES: i64 = 10;
/// How long a wrong password counts.
pub const TRIES_MINUTES: i64 = 15;

#[cfg(test)]
#[path = "team/tests.rs"]
mod tests;
