//! What the settings about people and programs ask the server.

use crate::error::AppError;
use crate::wire::{Answer, Form};
use chrono::{DateTime, Utc};
use domain::team::leaving::Leaving;
use domain::team::{ApiToken, Invitation, InviteForm, Member, Team};
use domain::{InvitationId, MemberId, TeamId, TokenId};
use leptos::prelude::*;
use serde::{Deserialize, Serialize};

/// Everybody, and for an admin whoever was asked in.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct MembersView {
    pub members: Vec<Member>,
    pub teams: Vec<Team>,
    pub invitations: Vec<Invitation>,
    /// A link that was made a moment ago, for a browser without scripts.
    pub fresh_link: Option<String>,
    pub now: DateTime<Utc>,
}

#[server(endpoint = "team/members", protocol = Form)]
pub async fn list_members() -> Result<MembersView, AppError> {
    let fresh_link = crate::visit::Visit::of_request().shown_once();
    let crate::backend::Backend { db, actor, .. } = crate::backend::Backend::of_request().await?;
    let keeps_team = actor.must(domain::team::Right::KeepTeam).is_ok();
    let invitations = if keeps_team { db::team::invitations(&db, &actor).await? } else { vec![] };
    Ok(MembersView {
        members: db::team::members(&db, &actor).await?,
        teams: db::team::teams(&db, &actor).await?,
        invitations,
        fresh_link,
        now: Utc::now(),
    })
}

/// One member with the teams there are.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct MemberView {
    pub member: Member,
    pub teams: Vec<Team>,
}

#[server(endpoint = "team/member", protocol = Form)]
pub async fn read_member(member: MemberId) -> Result<MemberView, AppError> {
    let crate::backend::Backend { db, actor, .. } = crate::backend::Backend::of_request().await?;
    let members = db::team::members(&db, &actor).await?;
    let member = members.into_iter().find(|it| it.id == member).ok_or(AppError::NotFound)?;
    Ok(MemberView { member, teams: db::team::teams(&db, &actor).await? })
}

/// Asks somebody in; answers with the link, which is shown this once.
#[server(endpoint = "team/invite", output = Answer)]
pub async fn invite(form: InviteForm) -> Result<String, AppError> {
    let visit = crate::visit::Visit::of_request();
    let crate::backend::Backend { db, actor, .. } = crate::backend::Backend::of_request().await?;
    let wish = form.check().map_err(domain::Refusal::Invalid)?;
    let link = db::team::invite(&db, &actor, &wish).await?;
    Ok(visit.show_link(&crate::routes::invitation(link.expose())))
}

/// Another link for somebody who lost theirs.
#[server(endpoint = "team/renew_invitation", output = Answer)]
pub async fn renew_invitation(invitation: InvitationId) -> Result<String, AppError> {
    let visit = crate::visit::Visit::of_request();
    let crate::backend::Backend { db, actor, .. } = crate::backend::Backend::of_request().await?;
    let link = db::team::renew_invitation(&db, &actor, invitation).await?;
    Ok(visit.show_link(&crate::routes::invitation(link.expose())))
}

#[server(endpoint = "team/withdraw_invitation", output = Answer)]
pub async fn withdraw_invitation(invitation: InvitationId) -> Result<(), AppError> {
    let crate::backend::Backend { db, actor, .. } = crate::backend::Backend::of_request().await?;
    Ok(db::team::withdraw_invitation(&db, &actor, invitation).await?)
}

#[server(endpoint = "team/change_roles", output = Answer)]
pub async fn change_roles(
    member: MemberId,
    version: i32,
    #[server(default)] roles: Vec<String>,
) -> Result<(), AppError> {
    let crate::backend::Backend { db, actor, .. } = crate::backend::Backend::of_request().await?;
    let roles = domain::team::forms::roles("roles", &roles).map_err(domain::Refusal::from)?;
    Ok(db::team::change_roles(&db, &actor, member, &roles, version).await?)
}

/// What a member has in hand, and what became of it when they left.
#[server(endpoint = "team/leaving", protocol = Form)]
pub async fn read_leaving(member: MemberId) -> Result<Leaving, AppError> {
    let backend = crate::backend::Backend::of_request().await?;
    Ok(db::team::leaving(&backend.db, &backend.actor, member, backend.now()).await?)
}

/// Shows somebody out: signed out everywhere, at once, and what waits for them goes to others.
#[server(endpoint = "team/deactivate", output = Answer)]
pub async fn deactivate(member: MemberId) -> Result<(), AppError> {
    let backend = crate::backend::Backend::of_request().await?;
    Ok(db::team::deactivate(&backend.db, &backend.actor, member, backend.now()).await?)
}

#[server(endpoint = "team/reactivate", output = Answer)]
pub async fn reactivate(member: MemberId) -> Result<(), AppError> {
    let crate::backend::Backend { db, actor, .. } = crate::backend::Backend::of_request().await?;
    Ok(db::team::reactivate(&db, &actor, member).await?)
}

/// The teams and everybody who can be in one.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct TeamsView {
    pub teams: Vec<Team>,
    pub members: Vec<Member>,
}

#[server(endpoint = "team/teams", protocol = Form)]
pub async fn list_teams() -> Result<TeamsView, AppError> {
    let crate::backend::Backend { db, actor, .. } = crate::backend::Backend::of_request().await?;
    Ok(TeamsView {
        teams: db::team::teams(&db, &actor).await?,
        members: db::team::members(&db, &actor).await?,
    })
}

#[server(endpoint = "team/make_team", output = Answer)]
pub async fn make_team(name: String) -> Result<TeamId, AppError> {
    let crate::backend::Backend { db, actor, .. } = crate::backend::Backend::of_request().await?;
    Ok(db::team::make_team(&db, &actor, &name).await?)
}

#[server(endpoint = "team/rename_team", output = Answer)]
pub async fn rename_team(team: TeamId, seen: String, name: String) -> Result<(), AppError> {
    let crate::backend::Backend { db, actor, .. } = crate::backend::Backend::of_request().await?;
    Ok(db::team::rename_team(&db, &actor, team, &seen, &name).await?)
}

#[server(endpoint = "team/disband_team", output = Answer)]
pub async fn disband_team(team: TeamId) -> Result<(), AppError> {
    let crate::backend::Backend { db, actor, .. } = crate::backend::Backend::of_request().await?;
    Ok(db::team::disband_team(&db, &actor, team).await?)
}

#[server(endpoint = "team/join_team", output = Answer)]
pub async fn join_team(team: TeamId, member: MemberId) -> Result<(), AppError> {
    let crate::backend::Backend { db, actor, .. } = crate::backend::Backend::of_request().await?;
    Ok(db::team::join_team(&db, &actor, team, member).await?)
}

#[server(endpoint = "team/leave_team", output = Answer)]
pub async fn leave_team(team: TeamId, member: MemberId) -> Result<(), AppError> {
    let crate::backend::Backend { db, actor, .. } = crate::backend::Backend::of_request().await?;
    Ok(db::team::leave_team(&db, &actor, team, member).await?)
}

/// The asker's keys for programs.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct TokensView {
    pub tokens: Vec<ApiToken>,
    /// A key that was made a moment ago, for a browser without scripts.
    pub fresh_key: Option<String>,
    pub now: DateTime<Utc>,
}

#[server(endpoint = "team/tokens", protocol = Form)]
pub async fn list_tokens() -> Result<TokensView, AppError> {
    let fresh_key = crate::visit::Visit::of_request().shown_once();
    let crate::backend::Backend { db, actor, .. } = crate::backend::Backend::of_request().await?;
    Ok(TokensView { tokens: db::team::api_tokens(&db, &actor).await?, fresh_key, now: Utc::now() })
}

/// Makes a key in the asker's name; answers with it, which is shown this once.
#[server(endpoint = "team/make_token", output = Answer)]
pub async fn make_token(name: String, #[server(default)] scope: String) -> Result<String, AppError> {
    let visit = crate::visit::Visit::of_request();
    let crate::backend::Backend { db, actor, .. } = crate::backend::Backend::of_request().await?;
    let unknown = || domain::Refusal::from(domain::Problem::new("scope", domain::Why::Unknown));
    let scope = domain::team::Scope::of_code(&scope).ok_or_else(unknown)?;
    let member = actor.id().ok_or(AppError::SignedOut)?;
    let key = db::team::make_api_token(&db, &actor, member, &name, scope).await?;
    Ok(visit.show_key(key.expose()))
}

#[server(endpoint = "team/revoke_token", output = Answer)]
pub async fn revoke_token(token: TokenId) -> Result<(), AppError> {
    let crate::backend::Backend { db, actor, .. } = crate::backend::Backend::of_request().await?;
    Ok(db::team::revoke_api_token(&db, &actor, token).await?)
}
