//! The first start: a link on the operator's terminal makes the first workspace and its first admin.
//! There is no other way in, and no account that nobody made.

use super::members::{self, NewMember};
use super::{Arrival, Secret, sessions};
use crate::{Act, Actor, Db, Result, outbox, pipeline};
use domain::events::Topic;
use domain::pipeline::Motion;
use domain::team::forms::Founding;
use domain::team::{INVITATION_HOURS, Role, Roles};
use domain::{Currency, Refusal, WorkspaceId};
use uuid::Uuid;

/// What a workspace is made with.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NewWorkspace {
    pub name: String,
    pub zone: String,
    pub currency: Currency,
    pub is_demo: bool,
}

impl NewWorkspace {
    /// Seoul and won, which can be changed later.
    pub fn named(name: &str) -> Self {
        Self { name: name.to_owned(), zone: "Asia/Seoul".to_owned(), currency: Currency::Krw, is_demo: false }
    }
}

/// A fresh link for the first admin, as long as nobody can sign in; every link before it is spent.
pub async fn first_link(db: &Db) -> Result<Option<Secret>> {
    let mut tx = db.begin().await?;
    if somebody_can_sign_in(&mut tx).await? {
        return Ok(None);
    }
    let secret = Secret::new();
    sqlx::query("delete from setup_link").execute(&mut *tx).await?;
    sqlx::query(
        "insert into setup_link (token_hash, expires_at) values ($1, now() + make_interval(hours => $2))",
    )
    .bind(secret.hash())
    .bind(i32::try_from(INVITATION_HOURS).unwrap_or(i32::MAX))
    .execute(&mut *tx)
    .await?;
    db.commit(tx).await?;
    Ok(Some(secret))
}

/// The demo's members do not count: they sign in to the demo only.
async fn somebody_can_sign_in(tx: &mut Act) -> Result<bool> {
    Ok(sqlx::query_scalar(
        "select exists (
             select from member m
             join workspace w on w.id = m.workspace_id
             where m.password_hash is not null and not w.is_demo)",
    )
    .fetch_one(&mut **tx)
    .await?)
}

/// Does this link still make somebody the first admin?
pub async fn is_first_link(db: &Db, link: &Secret) -> Result<bool> {
    Ok(sqlx::query_scalar(
        "select exists (select from setup_link where token_hash = $1 and expires_at > now())",
    )
    .bind(link.hash())
    .fetch_one(db.pool())
    .await?)
}

/// Uses the link: the workspace with its three pipelines, and its first admin, signed in.
pub async fn found(
    db: &Db,
    link: &Secret,
    founding: &Founding,
    password_hash: &str,
    user_agent: &str,
) -> Result<Arrival> {
    let mut tx = db.begin().await?;
    let used = sqlx::query("delete from setup_link where token_hash = $1 and expires_at > now()")
        .bind(link.hash())
        .execute(&mut *tx)
        .await?;
    if used.rows_affected() == 0 || somebody_can_sign_in(&mut tx).await? {
        return Err(Refusal::LinkSpent.into());
    }
    let workspace = match waiting_workspace(&mut tx, &founding.workspace).await? {
        Some(workspace) => workspace,
        None => insert_workspace(&mut tx, &NewWorkspace::named(&founding.workspace)).await?,
    };
    let new = NewMember {
        name: founding.name.clone(),
        email: founding.email.clone(),
        roles: Roles(vec![Role::Admin]),
        password_hash: password_hash.to_owned(),
    };
    let operator = Actor::operator(workspace);
    let member = members::insert(&mut tx, &operator, &new).await?;
    let session = sessions::open(&mut tx, workspace, member, user_agent).await?;
    outbox::tell(&mut tx, &operator, Topic::Team, outbox::About::default()).await?;
    db.commit(tx).await?;
    tracing::info!(%member, "the first admin is here");
    Ok(Arrival::first(session))
}

/// One that the operator made before anybody could sign in, to import into: it gets its admin and its name.
async fn waiting_workspace(tx: &mut Act, name: &str) -> Result<Option<WorkspaceId>> {
    Ok(sqlx::query_scalar(
        "update workspace set name = $1
         where id = (select id from workspace where not is_demo order by created_at, id limit 1)
         returning id",
    )
    .bind(name)
    .fetch_optional(&mut **tx)
    .await?)
}

/// The operator makes a workspace, with the pipelines that everybody starts with.
pub async fn found_workspace(db: &Db, new: &NewWorkspace) -> Result<WorkspaceId> {
    let mut tx = db.begin().await?;
    let workspace = insert_workspace(&mut tx, new).await?;
    db.commit(tx).await?;
    Ok(workspace)
}

async fn insert_workspace(tx: &mut Act, new: &NewWorkspace) -> Result<WorkspaceId> {
    let workspace = WorkspaceId(Uuid::now_v7());
    sqlx::query("insert into workspace (id, name, zone, currency, is_demo) values ($1, $2, $3, $4, $5)")
        .bind(workspace)
        .bind(&new.name)
        .bind(&new.zone)
        .bind(new.currency)
        .bind(new.is_demo)
        .execute(&mut **tx)
        .await?;
    for motion in Motion::ALL {
        pipeline::from_template(tx, workspace, motion, None, new.currency).await?;
    }
    Ok(workspace)
}

/// For the operator, who has to say which one is meant when there are several.
pub async fn workspaces(db: &Db) -> Result<Vec<(WorkspaceId, String)>> {
    Ok(sqlx::query_as("select id, name from workspace order by created_at, id").fetch_all(db.pool()).await?)
}
