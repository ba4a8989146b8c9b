//! Who asks. Every question and act takes an `Actor`, and there are few doors to get one: a session, a
//! token, or the operator's own hand on the machine. Forgetting the check does not compile.

use crate::{Db, Result};
use chrono::{DateTime, NaiveDate, Utc};
use chrono_tz::Tz;
use domain::calendar::{Calendar, Workday};
use domain::team::{Right, Roles, Whose, may};
use domain::{MemberId, Refusal, TeamId, WorkspaceId};
use sqlx::PgExecutor;
use uuid::Uuid;

/// Somebody who may ask, and as whom.
#[derive(Clone, Debug)]
pub struct Actor {
    workspace: WorkspaceId,
    /// None: the operator at the machine, or the product itself.
    member: Option<MemberId>,
    roles: Roles,
    teams: Vec<TeamId>,
    zone: Tz,
    calendar: Calendar,
    /// A program asks, in the member's name.
    is_program: bool,
}

impl Actor {
    /// A signed-in member. Only sessions and tokens make one, after looking them up. `zone` is the
    /// workspace's; a name that is no zone any more counts as Seoul.
    pub(crate) fn member(
        workspace: WorkspaceId,
        member: MemberId,
        roles: Roles,
        teams: Vec<TeamId>,
        zone: &str,
        calendar: Calendar,
    ) -> Self {
        let zone = zone.parse().unwrap_or(Tz::Asia__Seoul);
        Self { workspace, member: Some(member), roles, teams, zone, calendar, is_program: false }
    }

    /// The same member, but a program of theirs asks.
    pub(crate) fn by_program(self) -> Self {
        Self { is_program: true, ..self }
    }

    /// The operator, who has the machine and so everything on it: imports, demo data, commands.
    pub fn operator(workspace: WorkspaceId) -> Self {
        let roles = Roles(vec![domain::team::Role::Admin]);
        Self {
            workspace,
            member: None,
            roles,
            teams: vec![],
            zone: Tz::Asia__Seoul,
            calendar: Calendar::default(),
            is_program: false,
        }
    }

    /// Nobody: what happens because its time has come.
    pub(crate) fn the_clock(workspace: WorkspaceId, zone: &str) -> Self {
        let zone = zone.parse().unwrap_or(Tz::Asia__Seoul);
        Self { roles: Roles(vec![]), zone, ..Self::operator(workspace) }
    }

    pub const fn workspace(&self) -> WorkspaceId {
        self.workspace
    }

    pub const fn id(&self) -> Option<MemberId> {
        self.member
    }

    pub const fn roles(&self) -> &Roles {
        &self.roles
    }

    pub fn teams(&self) -> &[TeamId] {
        &self.teams
    }

    /// The day it is where the workspace works.
    pub fn day(&self, at: DateTime<Utc>) -> NaiveDate {
        at.with_timezone(&self.zone).date_naive()
    }

    /// When the workspace works.
    pub const fn calendar(&self) -> &Calendar {
        &self.calendar
    }

    /// A day by the workspace's calendar, as rules ask for it.
    pub const fn on(&self, today: NaiveDate) -> Workday<'_> {
        Workday { today, calendar: &self.calendar }
    }

    pub const fn zone(&self) -> Tz {
        self.zone
    }

    /// The way by which their moves come, as history keeps it.
    pub(crate) const fn via(&self) -> &'static str {
        if self.is_program { "api" } else { "form" }
    }

    /// May they do this at all?
    pub fn must(&self, right: Right) -> Result<()> {
        if may(&self.roles, right, Whose::Mine) { Ok(()) } else { Err(Refusal::NotAllowed.into()) }
    }

    /// May they do this to a record of that owner, who is in these teams?
    pub fn must_for(&self, right: Right, owner: Option<MemberId>, owners_teams: &[Uuid]) -> Result<()> {
        if may(&self.roles, right, self.whose(owner, owners_teams)) {
            Ok(())
        } else {
            Err(Refusal::NotAllowed.into())
        }
    }

    /// Whose a record of that owner is, who is in these teams.
    pub(crate) fn whose(&self, owner: Option<MemberId>, owners_teams: &[Uuid]) -> Whose {
        match owner {
            None => Whose::Nobodys,
            Some(owner) if Some(owner) == self.member => Whose::Mine,
            Some(_) if self.teams.iter().any(|team| owners_teams.contains(&team.0)) => Whose::MyTeams,
            Some(_) => Whose::Others,
        }
    }
}

/// The teams of an owner, for `Actor::must_for`.
pub(crate) async fn teams_of(db: &Db, workspace: WorkspaceId, owner: Option<MemberId>) -> Result<Vec<Uuid>> {
    teams_within(db.pool(), workspace, owner).await
}

/// The same on a connection of one's own: an act that holds what others wait for must not wait for a second one.
pub(crate) async fn teams_within(
    on: impl PgExecutor<'_>,
    workspace: WorkspaceId,
    owner: Option<MemberId>,
) -> Result<Vec<Uuid>> {
    Ok(sqlx::query_scalar("select team_id from team_member where workspace_id = $1 and member_id = $2")
        .bind(workspace)
        .bind(owner)
        .fetch_all(on)
        .await?)
}
