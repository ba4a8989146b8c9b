//! The members of a workspace: who they are, in which roles, and whether they still work here.

use crate::error::constraint;
use crate::{Act, Actor, Db, Error, Result, Staleness, outbox};
use domain::activities::Change;
use domain::events::Topic;
use domain::team::{Member, Right, Roles};
use domain::{MemberId, Refusal, TeamId};
use sqlx::PgConnection;
use uuid::Uuid;

#[derive(sqlx::FromRow)]
struct Row {
    id: MemberId,
    name: String,
    email: Option<String>,
    roles: Vec<String>,
    teams: Vec<Uuid>,
    active: bool,
    version: i32,
}

/// Everybody, those who left and placeholders included: their names stand beside records.
pub async fn members(db: &Db, actor: &Actor) -> Result<Vec<Member>> {
    everybody(&mut *db.pool().acquire().await?, actor).await
}

pub(super) async fn everybody(on: &mut PgConnection, actor: &Actor) -> Result<Vec<Member>> {
    let rows: Vec<Row> = sqlx::query_as(
        "select m.id, m.name, m.email, m.roles, m.deactivated_at is null as active, m.version,
             array(select t.team_id from team_member t
                   where t.workspace_id = m.workspace_id and t.member_id = m.id) as teams
         from member m
         where m.workspace_id = $1
         order by m.name, m.id",
    )
    .bind(actor.workspace())
    .fetch_all(on)
    .await?;
    let member = |row: Row| Member {
        id: row.id,
        name: row.name,
        email: row.email,
        roles: Roles::of_codes(&row.roles),
        teams: row.teams.into_iter().map(TeamId).collect(),
        active: row.active,
        version: row.version,
    };
    Ok(rows.into_iter().map(member).collect())
}

/// Who is meant by an e-mail, among those who work here.
pub async fn member_by_email(db: &Db, actor: &Actor, email: &str) -> Result<MemberId> {
    sqlx::query_scalar(
        "select id from member where workspace_id = $1 and email = $2 and deactivated_at is null",
    )
    .bind(actor.workspace())
    .bind(email)
    .fetch_optional(db.pool())
    .await?
    .ok_or(Error::NotFound)
}

/// A member as they come in.
#[derive(Clone, Debug)]
pub struct NewMember {
    pub name: String,
    pub email: String,
    pub roles: Roles,
    pub password_hash: String,
}

/// The operator adds a member who can sign in at once.
pub async fn add_member(db: &Db, actor: &Actor, new: &NewMember) -> Result<MemberId> {
    actor.must(Right::KeepTeam)?;
    let mut tx = db.begin().await?;
    let id = insert(&mut tx, actor, new).await?;
    outbox::tell(&mut tx, actor, Topic::Team, outbox::About::default()).await?;
    db.commit(tx).await?;
    Ok(id)
}

pub(super) async fn insert(tx: &mut Act, actor: &Actor, new: &NewMember) -> Result<MemberId> {
    let id = MemberId(Uuid::now_v7());
    sqlx::query(
        "insert into member (workspace_id, id, name, email, password_hash, roles)
         values ($1, $2, $3, $4, $5, $6)",
    )
    .bind(actor.workspace())
    .bind(id)
    .bind(&new.name)
    .bind(&new.email)
    .bind(&new.password_hash)
    .bind(new.roles.codes())
    .execute(&mut **tx)
    .await
    .map_err(|error| constraint(error, "member_email_taken", Refusal::AlreadyMember))?;
    Ok(id)
}

/// Gives a member other roles. `seen` is the version the asker saw.
pub async fn change_roles(db: &Db, actor: &Actor, member: MemberId, roles: &Roles, seen: i32) -> Result<()> {
    actor.must(Right::KeepTeam)?;
    let mut tx = db.begin().await?;
    hold(&mut tx, actor).await?;
    let now: Option<(i32, Vec<String>)> =
        sqlx::query_as("select version, roles from member where workspace_id = $1 and id = $2 for update")
            .bind(actor.workspace())
            .bind(member)
            .fetch_optional(&mut *tx)
            .await?;
    let (version, before) = now.ok_or(Error::NotFound)?;
    if version != seen {
        let change =
            Change { field: "roles".to_owned(), before: before.join(" "), after: roles.codes().join(" ") };
        return Err(Error::Changed(Staleness { version, differences: vec![change], ..Staleness::default() }));
    }
    sqlx::query("update member set roles = $3, version = version + 1 where workspace_id = $1 and id = $2")
        .bind(actor.workspace())
        .bind(member)
        .bind(roles.codes())
        .execute(&mut *tx)
        .await?;
    keep_an_admin(&mut tx, actor).await?;
    outbox::tell(&mut tx, actor, Topic::Team, outbox::About::default()).await?;
    db.commit(tx).await
}

/// Somebody comes back. A placeholder cannot: who takes its place is invited.
pub async fn reactivate(db: &Db, actor: &Actor, member: MemberId) -> Result<()> {
    actor.must(Right::KeepTeam)?;
    let mut tx = db.begin().await?;
    let back = sqlx::query(
        "update member set deactivated_at = null, version = version + 1
         where workspace_id = $1 and id = $2 and deactivated_at is not null and email is not null",
    )
    .bind(actor.workspace())
    .bind(member)
    .execute(&mut *tx)
    .await?;
    if back.rows_affected() == 0 {
        return must_exist(&mut tx, actor, member).await;
    }
    outbox::tell(&mut tx, actor, Topic::Team, outbox::About::default()).await?;
    db.commit(tx).await
}

/// Asked twice, done once; asked for a stranger, there is none.
pub(super) async fn must_exist(tx: &mut Act, actor: &Actor, member: MemberId) -> Result<()> {
    let exists: bool = sqlx::query_scalar(
        "select exists (select from member where workspace_id = $1 and id = $2 and email is not null)",
    )
    .bind(actor.workspace())
    .bind(member)
    .fetch_one(&mut **tx)
    .await?;
    if exists { Ok(()) } else { Err(Error::NotFound) }
}

/// Acts that change who works here go one after the other, and after arrivals and choices: two admins who take the role
/// from each other at the same moment must wait for one another, and nobody is given a lead while they leave.
pub(super) async fn hold(tx: &mut Act, actor: &Actor) -> Result<()> {
    sqlx::query("select from workspace where id = $1 for no key update")
        .bind(actor.workspace())
        .execute(&mut **tx)
        .await?;
    Ok(())
}

pub(super) async fn keep_an_admin(tx: &mut Act, actor: &Actor) -> Result<()> {
    let remains: bool = sqlx::query_scalar(
        "select exists (
             select from member
             where workspace_id = $1 and 'admin' = any (roles)
                 and deactivated_at is null and password_hash is not null)",
    )
    .bind(actor.workspace())
    .fetch_one(&mut **tx)
    .await?;
    if remains { Ok(()) } else { Err(Refusal::LastAdmin.into()) }
}
