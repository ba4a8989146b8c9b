//! What a team promises those who come, which it may decide anew. What it promised before stays on record: a clock that runs
//! keeps the figures that held when it began.

use crate::outbox::{About, tell};
use crate::{Actor, Db, Error, Result, Staleness};
use chrono::{DateTime, Utc};
use domain::MemberId;
use domain::events::Topic;
use domain::leads::{InForce, Promises, PromisesChanged, PromisesPage};
use domain::team::Right;
use sqlx::PgConnection;
use sqlx::types::Json;
use uuid::Uuid;

/// So many changes are shown.
const SHOWN: i64 = 10;

/// What holds now and what held before, as rules ask for it.
pub(crate) async fn promised(on: &mut PgConnection, actor: &Actor) -> Result<InForce> {
    let Json(now) = sqlx::query_scalar("select lead_promises from workspace where id = $1")
        .bind(actor.workspace())
        .fetch_one(&mut *on)
        .await?;
    let before: Vec<(DateTime<Utc>, Json<Promises>)> = sqlx::query_as(
        "select at, was from promise_change
         where workspace_id = $1
         order by version",
    )
    .bind(actor.workspace())
    .fetch_all(on)
    .await?;
    Ok(InForce { now, before: before.into_iter().map(|(at, was)| (at, was.0)).collect() })
}

#[derive(sqlx::FromRow)]
struct Row {
    at: DateTime<Utc>,
    by_id: Option<MemberId>,
    version: i32,
    was: Json<Promises>,
    becomes: Json<Promises>,
}

/// What the team promises, and how that came about.
pub async fn promises(db: &Db, actor: &Actor) -> Result<PromisesPage> {
    actor.must(Right::Read)?;
    let Json(promises) = sqlx::query_scalar("select lead_promises from workspace where id = $1")
        .bind(actor.workspace())
        .fetch_one(db.pool())
        .await?;
    let rows: Vec<Row> = sqlx::query_as(
        "select at, by_id, version, was, becomes from promise_change
         where workspace_id = $1
         order by version desc
         limit $2",
    )
    .bind(actor.workspace())
    .bind(SHOWN)
    .fetch_all(db.pool())
    .await?;
    let version = rows.first().map_or(0, |it| it.version);
    let history = rows.into_iter().map(|it| PromisesChanged {
        at: it.at,
        by: it.by_id,
        changes: it.was.changes(it.becomes.0),
    });
    Ok(PromisesPage { promises, version, history: history.collect() })
}

/// Promises something else from now on, over the version that its writer saw. The same again writes nothing.
pub async fn set_promises(
    db: &Db,
    actor: &Actor,
    seen: i32,
    promises: Promises,
    now: DateTime<Utc>,
) -> Result<()> {
    actor.must(Right::ShapeProcess)?;
    let mut tx = db.begin().await?;
    // Who comes at the same time waits here, and then sees this change.
    let Json(was): Json<Promises> =
        sqlx::query_scalar("select lead_promises from workspace where id = $1 for no key update")
            .bind(actor.workspace())
            .fetch_one(&mut *tx)
            .await?;
    let version: i32 =
        sqlx::query_scalar("select coalesce(max(version), 0) from promise_change where workspace_id = $1")
            .bind(actor.workspace())
            .fetch_one(&mut *tx)
            .await?;
    let changes = was.changes(promises);
    if changes.is_empty() {
        return Ok(());
    }
    if version != seen {
        return Err(Error::Changed(Staleness { version, card: None, differences: changes }));
    }
    sqlx::query("update workspace set lead_promises = $2 where id = $1")
        .bind(actor.workspace())
        .bind(Json(promises))
        .execute(&mut *tx)
        .await?;
    sqlx::query(
        "insert into promise_change (workspace_id, id, version, at, by_id, was, becomes)
         values ($1, $2, $3, $4, $5, $6, $7)",
    )
    .bind(actor.workspace())
    .bind(Uuid::now_v7())
    .bind(version + 1)
    .bind(now)
    .bind(actor.id())
    .bind(Json(was))
    .bind(Json(promises))
    .execute(&mut *tx)
    .await?;
    tell(&mut tx, actor, Topic::Team, About::default()).await?;
    db.commit(tx).await
}
