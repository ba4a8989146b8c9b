//! Keys for programs. A key acts in its member's name, with never more rights than theirs, and with a
//! viewer's only if it was made for reading.

use super::Secret;
use crate::calendar::{CALENDAR, CalendarColumns};
use crate::{Actor, Db, Error, Result};
use chrono::{DateTime, Utc};
use domain::team::{ApiToken, Right, Role, Roles, Scope};
use domain::{MemberId, Refusal, TeamId, TokenId, WorkspaceId, text};
use uuid::Uuid;

/// What every key begins with.
pub const PREFIX: &str = "baton_";

/// Makes a key and shows it this once: for the asker, or, by the operator or an admin, for another member.
pub async fn make_api_token(
    db: &Db,
    actor: &Actor,
    member: MemberId,
    name: &str,
    scope: Scope,
) -> Result<Secret> {
    if actor.id() != Some(member) {
        actor.must(Right::KeepTeam)?;
    }
    let name = text::name("name", name)?;
    let secret = Secret::named(PREFIX);
    let made = sqlx::query(
        "insert into api_token (workspace_id, id, member_id, name, scope, token_hash)
         select workspace_id, $3, id, $4, $5, $6
         from member
         where workspace_id = $1 and id = $2 and deactivated_at is null",
    )
    .bind(actor.workspace())
    .bind(member)
    .bind(Uuid::now_v7())
    .bind(name)
    .bind(scope)
    .bind(secret.hash())
    .execute(db.pool())
    .await?;
    if made.rows_affected() == 0 {
        return Err(Error::NotFound);
    }
    tracing::info!(%member, by = ?actor.id(), "api token made");
    Ok(secret)
}

/// The asker's own keys, the latest first.
pub async fn api_tokens(db: &Db, actor: &Actor) -> Result<Vec<ApiToken>> {
    let rows: Vec<(TokenId, String, Scope, DateTime<Utc>, Option<DateTime<Utc>>)> = sqlx::query_as(
        "select id, name, scope, created_at, last_used_at
         from api_token
         where workspace_id = $1 and member_id = $2 and revoked_at is null
         order by created_at desc, id",
    )
    .bind(actor.workspace())
    .bind(actor.id())
    .fetch_all(db.pool())
    .await?;
    let token =
        |(id, name, scope, created_at, last_used_at)| ApiToken { id, name, scope, created_at, last_used_at };
    Ok(rows.into_iter().map(token).collect())
}

/// Takes one of the asker's own keys back. It opens nothing from now on.
pub async fn revoke_api_token(db: &Db, actor: &Actor, token: TokenId) -> Result<()> {
    let member = actor.id().ok_or(Refusal::NotAllowed)?;
    let revoked = sqlx::query(
        "update api_token set revoked_at = now()
         where workspace_id = $1 and member_id = $2 and id = $3 and revoked_at is null",
    )
    .bind(actor.workspace())
    .bind(member)
    .bind(token)
    .execute(db.pool())
    .await?;
    if revoked.rows_affected() == 0 { Err(Error::NotFound) } else { Ok(()) }
}

#[derive(sqlx::FromRow)]
struct Row {
    id: TokenId,
    workspace_id: WorkspaceId,
    member_id: MemberId,
    scope: Scope,
    roles: Vec<String>,
    zone: String,
    #[sqlx(flatten)]
    calendar: CalendarColumns,
    teams: Vec<Uuid>,
    unseen: bool,
}

/// A program that showed its key: in whose name it asks, by which key, and for what that was made.
#[derive(Clone, Debug)]
pub struct Program {
    pub actor: Actor,
    pub token: TokenId,
    pub scope: Scope,
}

/// In whose name a program speaks. None: nobody's, or not any more.
pub async fn actor_of_token(db: &Db, key: &Secret) -> Result<Option<Actor>> {
    Ok(program_of_token(db, key).await?.map(|it| it.actor))
}

/// The program that holds this key. None: it was never one, or is not any more.
pub async fn program_of_token(db: &Db, key: &Secret) -> Result<Option<Program>> {
    // Nothing in the text comes from outside: it is the columns of a calendar.
    let sql = format!(
        "select k.id, k.workspace_id, k.member_id, k.scope, m.roles, w.zone, {CALENDAR},
             array(select t.team_id from team_member t
                   where t.workspace_id = k.workspace_id and t.member_id = k.member_id) as teams,
             coalesce(k.last_used_at < now() - interval '1 minute', true) as unseen
         from api_token k
         join member m on m.workspace_id = k.workspace_id and m.id = k.member_id
         join workspace w on w.id = k.workspace_id
         where k.token_hash = $1 and k.revoked_at is null and m.deactivated_at is null",
    );
    let row: Option<Row> =
        sqlx::query_as(sqlx::AssertSqlSafe(sql)).bind(key.hash()).fetch_optional(db.pool()).await?;
    let Some(row) = row else { return Ok(None) };
    if row.unseen {
        sqlx::query("update api_token set last_used_at = now() where workspace_id = $1 and id = $2")
            .bind(row.workspace_id)
            .bind(row.id)
            .execute(db.pool())
            .await?;
    }
    let roles = match row.scope {
        Scope::Read => Roles(vec![Role::Viewer]),
        Scope::Write => Roles::of_codes(&row.roles),
    };
    let teams = row.teams.into_iter().map(TeamId).collect();
    let actor = Actor::member(row.workspace_id, row.member_id, roles, teams, &row.zone, row.calendar.into())
        .by_program();
    Ok(Some(Program { actor, token: row.id, scope: row.scope }))
}
