//! Where members are signed in: opened at the door, looked up with every request, listed and ended.

use super::Secret;
use super::browser::browser;
use crate::calendar::{CALENDAR, CalendarColumns};
use crate::{Act, Actor, Db, Result, outbox};
use chrono::{DateTime, Utc};
use domain::events::Topic;
use domain::team::{IDLE_DAYS, Roles, SESSION_DAYS, Session};
use domain::{MemberId, Refusal, SessionId, TeamId, WorkspaceId};
use uuid::Uuid;

/// The session that a request came with.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct CurrentSession(pub SessionId);

pub(super) async fn open(
    tx: &mut Act,
    workspace: WorkspaceId,
    member: MemberId,
    user_agent: &str,
) -> Result<Secret> {
    // Old ones serve nobody; this is the moment when somebody waits anyway.
    sqlx::query(
        "delete from session
         where workspace_id = $1 and member_id = $2
             and (seen_at < now() - make_interval(days => $3) or created_at < now() - make_interval(days => $4))",
    )
    .bind(workspace)
    .bind(member)
    .bind(days(IDLE_DAYS))
    .bind(days(SESSION_DAYS))
    .execute(&mut **tx)
    .await?;
    let secret = Secret::new();
    sqlx::query(
        "insert into session (token_hash, workspace_id, id, member_id, browser)
         values ($1, $2, $3, $4, $5)",
    )
    .bind(secret.hash())
    .bind(workspace)
    .bind(Uuid::now_v7())
    .bind(member)
    .bind(browser(user_agent))
    .execute(&mut **tx)
    .await?;
    Ok(secret)
}

#[derive(sqlx::FromRow)]
struct Row {
    id: SessionId,
    workspace_id: WorkspaceId,
    member_id: MemberId,
    roles: Vec<String>,
    zone: String,
    #[sqlx(flatten)]
    calendar: CalendarColumns,
    teams: Vec<Uuid>,
    unseen: bool,
}

/// Who holds this cookie. None: nobody, or not any more.
pub async fn actor_of_session(db: &Db, cookie: &Secret) -> Result<Option<(Actor, CurrentSession)>> {
    // Nothing in the text comes from outside: it is the columns of a calendar.
    let sql = format!(
        "select s.id, s.workspace_id, s.member_id, m.roles, w.zone, {CALENDAR},
             array(select t.team_id from team_member t
                   where t.workspace_id = s.workspace_id and t.member_id = s.member_id) as teams,
             s.seen_at < now() - interval '1 minute' as unseen
         from session s
         join member m on m.workspace_id = s.workspace_id and m.id = s.member_id
         join workspace w on w.id = s.workspace_id
         where s.token_hash = $1
             and s.seen_at > now() - make_interval(days => $2)
             and s.created_at > now() - make_interval(days => $3)
             and m.deactivated_at is null",
    );
    let row: Option<Row> = sqlx::query_as(sqlx::AssertSqlSafe(sql))
        .bind(cookie.hash())
        .bind(days(IDLE_DAYS))
        .bind(days(SESSION_DAYS))
        .fetch_optional(db.pool())
        .await?;
    let Some(row) = row else { return Ok(None) };
    if row.unseen {
        sqlx::query("update session set seen_at = now() where workspace_id = $1 and id = $2")
            .bind(row.workspace_id)
            .bind(row.id)
            .execute(db.pool())
            .await?;
    }
    let teams = row.teams.into_iter().map(TeamId).collect();
    let actor = Actor::member(
        row.workspace_id,
        row.member_id,
        Roles::of_codes(&row.roles),
        teams,
        &row.zone,
        row.calendar.into(),
    );
    Ok(Some((actor, CurrentSession(row.id))))
}

/// Where the asker is signed in, the latest first.
pub async fn sessions(db: &Db, actor: &Actor, current: Option<CurrentSession>) -> Result<Vec<Session>> {
    let rows: Vec<(SessionId, String, DateTime<Utc>, DateTime<Utc>)> = sqlx::query_as(
        "select id, browser, created_at, seen_at
         from session
         where workspace_id = $1 and member_id = $2
             and seen_at > now() - make_interval(days => $3)
             and created_at > now() - make_interval(days => $4)
         order by seen_at desc, id",
    )
    .bind(actor.workspace())
    .bind(actor.id())
    .bind(days(IDLE_DAYS))
    .bind(days(SESSION_DAYS))
    .fetch_all(db.pool())
    .await?;
    let session = |(id, browser, created_at, seen_at)| Session {
        id,
        browser,
        created_at,
        seen_at,
        current: current == Some(CurrentSession(id)),
    };
    Ok(rows.into_iter().map(session).collect())
}

/// Ends one of the asker's sessions.
pub async fn end_session(db: &Db, actor: &Actor, session: SessionId) -> Result<()> {
    let member = actor.id().ok_or(Refusal::NotAllowed)?;
    let mut tx = db.begin().await?;
    let ended = sqlx::query("delete from session where workspace_id = $1 and member_id = $2 and id = $3")
        .bind(actor.workspace())
        .bind(member)
        .bind(session)
        .execute(&mut *tx)
        .await?;
    if ended.rows_affected() == 0 {
        return Err(crate::Error::NotFound);
    }
    told(db, tx, actor).await
}

/// Ends all of the asker's sessions but this one.
pub async fn end_other_sessions(db: &Db, actor: &Actor, current: CurrentSession) -> Result<()> {
    let member = actor.id().ok_or(Refusal::NotAllowed)?;
    let mut tx = db.begin().await?;
    end_all_but(&mut tx, actor.workspace(), member, Some(current)).await?;
    told(db, tx, actor).await
}

/// Signs out whoever holds this cookie. Knowing it is enough, as it is for everything else.
pub async fn sign_out(db: &Db, cookie: &Secret) -> Result<()> {
    let mut tx = db.begin().await?;
    let ended: Option<WorkspaceId> =
        sqlx::query_scalar("delete from session where token_hash = $1 returning workspace_id")
            .bind(cookie.hash())
            .fetch_optional(&mut *tx)
            .await?;
    let Some(workspace) = ended else { return Ok(()) };
    told(db, tx, &Actor::operator(workspace)).await
}

pub(super) async fn end_all_but(
    tx: &mut Act,
    workspace: WorkspaceId,
    member: MemberId,
    kept: Option<CurrentSession>,
) -> Result<()> {
    sqlx::query("delete from session where workspace_id = $1 and member_id = $2 and id is distinct from $3")
        .bind(workspace)
        .bind(member)
        .bind(kept.map(|it| it.0))
        .execute(&mut **tx)
        .await?;
    Ok(())
}

/// Open streams listen to the team: they are cut when the session behind them has ended.
async fn told(db: &Db, mut tx: Act, actor: &Actor) -> Result<()> {
    outbox::tell(&mut tx, actor, Topic::Team, outbox::About::default()).await?;
    db.commit(tx).await
}

fn days(count: i64) -> i32 {
    i32::try_from(count).unwrap_or(i32::MAX)
}
