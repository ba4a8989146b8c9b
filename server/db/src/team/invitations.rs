//! Asking somebody in by a link that works once and for a day.

use super::members::{self, NewMember};
use super::{Arrival, Secret, sessions};
use crate::error::constraint;
use crate::{Act, Actor, Db, Error, Result, outbox};
use chrono::{DateTime, Utc};
use domain::events::Topic;
use domain::team::forms::Invite;
use domain::team::{INVITATION_HOURS, Invitation, Right, Roles};
use domain::{InvitationId, MemberId, Problem, Refusal, Why, WorkspaceId};
use uuid::Uuid;

/// Makes the link. Whoever was asked in before gets a new one, and the old link opens nothing any more.
pub async fn invite(db: &Db, actor: &Actor, invite: &Invite) -> Result<Secret> {
    actor.must(Right::KeepTeam)?;
    let member: bool = sqlx::query_scalar("select exists (select from member where email = $1)")
        .bind(&invite.email)
        .fetch_one(db.pool())
        .await?;
    if member {
        return Err(Refusal::AlreadyMember.into());
    }
    let mut tx = db.begin().await?;
    if let Some(placeholder) = invite.instead_of {
        must_be_placeholder(&mut tx, actor, placeholder).await?;
    }
    let secret = Secret::new();
    sqlx::query(
        "insert into invitation (workspace_id, id, token_hash, email, roles, member_id, invited_by, expires_at)
         values ($1, $2, $3, $4, $5, $6, $7, now() + make_interval(hours => $8))
         on conflict (workspace_id, email) where accepted_at is null and withdrawn_at is null
         do update set token_hash = excluded.token_hash, roles = excluded.roles, member_id = excluded.member_id,
             invited_by = excluded.invited_by, expires_at = excluded.expires_at",
    )
    .bind(actor.workspace())
    .bind(Uuid::now_v7())
    .bind(secret.hash())
    .bind(&invite.email)
    .bind(invite.roles.codes())
    .bind(invite.instead_of)
    .bind(actor.id())
    .bind(hours())
    .execute(&mut *tx)
    .await?;
    told(db, tx, actor).await?;
    Ok(secret)
}

/// An owner whom an import named and nobody knows yet.
async fn must_be_placeholder(tx: &mut Act, actor: &Actor, member: MemberId) -> Result<()> {
    let is_one: bool = sqlx::query_scalar(
        "select exists (select from member where workspace_id = $1 and id = $2 and email is null)",
    )
    .bind(actor.workspace())
    .bind(member)
    .fetch_one(&mut **tx)
    .await?;
    if is_one { Ok(()) } else { Err(Problem::new("instead_of", Why::Unknown).into()) }
}

/// A new link for somebody who lost theirs or came too late.
pub async fn renew_invitation(db: &Db, actor: &Actor, invitation: InvitationId) -> Result<Secret> {
    actor.must(Right::KeepTeam)?;
    let secret = Secret::new();
    let mut tx = db.begin().await?;
    let renewed = sqlx::query(
        "update invitation set token_hash = $3, expires_at = now() + make_interval(hours => $4)
         where workspace_id = $1 and id = $2 and accepted_at is null and withdrawn_at is null",
    )
    .bind(actor.workspace())
    .bind(invitation)
    .bind(secret.hash())
    .bind(hours())
    .execute(&mut *tx)
    .await?;
    if renewed.rows_affected() == 0 {
        return Err(Error::NotFound);
    }
    told(db, tx, actor).await?;
    Ok(secret)
}

pub async fn withdraw_invitation(db: &Db, actor: &Actor, invitation: InvitationId) -> Result<()> {
    actor.must(Right::KeepTeam)?;
    let mut tx = db.begin().await?;
    let withdrawn = sqlx::query(
        "update invitation set withdrawn_at = now()
         where workspace_id = $1 and id = $2 and accepted_at is null and withdrawn_at is null",
    )
    .bind(actor.workspace())
    .bind(invitation)
    .execute(&mut *tx)
    .await?;
    if withdrawn.rows_affected() == 0 {
        return Err(Error::NotFound);
    }
    told(db, tx, actor).await
}

/// Who was asked in and has not come yet, the latest first.
pub async fn invitations(db: &Db, actor: &Actor) -> Result<Vec<Invitation>> {
    actor.must(Right::KeepTeam)?;
    let rows: Vec<(InvitationId, String, Vec<String>, Option<MemberId>, DateTime<Utc>, bool)> =
        sqlx::query_as(
            "select id, email, roles, member_id, expires_at, expires_at <= now()
         from invitation
         where workspace_id = $1 and accepted_at is null and withdrawn_at is null
         order by created_at desc, id",
        )
        .bind(actor.workspace())
        .fetch_all(db.pool())
        .await?;
    let invitation = |(id, email, roles, instead_of, expires_at, expired): (_, _, Vec<String>, _, _, _)| {
        Invitation { id, email, roles: Roles::of_codes(&roles), instead_of, expires_at, expired }
    };
    Ok(rows.into_iter().map(invitation).collect())
}

/// What the page behind a link says to whoever was asked in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Welcome {
    pub workspace: String,
    pub email: String,
    pub invited_by: Option<String>,
}

/// Looks behind a link without using it. None: it is spent.
pub async fn welcome(db: &Db, link: &Secret) -> Result<Option<Welcome>> {
    let row: Option<(String, String, Option<String>)> = sqlx::query_as(
        "select w.name, i.email, m.name
         from invitation i
         join workspace w on w.id = i.workspace_id
         left join member m on m.workspace_id = i.workspace_id and m.id = i.invited_by
         where i.token_hash = $1 and i.accepted_at is null and i.withdrawn_at is null and i.expires_at > now()",
    )
    .bind(link.hash())
    .fetch_optional(db.pool())
    .await?;
    Ok(row.map(|(workspace, email, invited_by)| Welcome { workspace, email, invited_by }))
}

#[derive(sqlx::FromRow)]
struct Taken {
    workspace_id: WorkspaceId,
    email: String,
    roles: Vec<String>,
    member_id: Option<MemberId>,
}

/// Uses a link: a new member, signed in. Of two who use it at once, one is.
pub async fn accept(
    db: &Db,
    link: &Secret,
    name: &str,
    password_hash: &str,
    user_agent: &str,
) -> Result<Arrival> {
    let mut tx = db.begin().await?;
    let taken: Option<Taken> = sqlx::query_as(
        "update invitation set accepted_at = now()
         where token_hash = $1 and accepted_at is null and withdrawn_at is null and expires_at > now()
         returning workspace_id, email, roles, member_id",
    )
    .bind(link.hash())
    .fetch_optional(&mut *tx)
    .await?;
    let taken = taken.ok_or(Refusal::LinkSpent)?;
    let new = NewMember {
        name: name.to_owned(),
        email: taken.email,
        roles: Roles::of_codes(&taken.roles),
        password_hash: password_hash.to_owned(),
    };
    let nobody_yet = Actor::operator(taken.workspace_id);
    let member = match taken.member_id {
        Some(placeholder) => take_over(&mut tx, &nobody_yet, placeholder, &new).await?,
        None => members::insert(&mut tx, &nobody_yet, &new).await?,
    };
    let session = sessions::open(&mut tx, taken.workspace_id, member, user_agent).await?;
    told(db, tx, &nobody_yet).await?;
    tracing::info!(%member, "invitation accepted");
    Ok(Arrival::first(session))
}

/// The placeholder becomes the member, with everything it owns.
async fn take_over(tx: &mut Act, actor: &Actor, placeholder: MemberId, new: &NewMember) -> Result<MemberId> {
    let taken = sqlx::query(
        "update member
         set name = $3, email = $4, password_hash = $5, roles = $6, deactivated_at = null, version = version + 1
         where workspace_id = $1 and id = $2 and email is null",
    )
    .bind(actor.workspace())
    .bind(placeholder)
    .bind(&new.name)
    .bind(&new.email)
    .bind(&new.password_hash)
    .bind(new.roles.codes())
    .execute(&mut **tx)
    .await
    .map_err(|error| constraint(error, "member_email_taken", Refusal::AlreadyMember))?;
    if taken.rows_affected() == 1 { Ok(placeholder) } else { Err(Refusal::LinkSpent.into()) }
}

async fn told(db: &Db, mut tx: Act, actor: &Actor) -> Result<()> {
    outbox::tell(&mut tx, actor, Topic::Team, outbox::About::default()).await?;
    db.commit(tx).await
}

fn hours() -> i32 {
    i32::try_from(INVITATION_HOURS).unwrap_or(i32::MAX)
}
