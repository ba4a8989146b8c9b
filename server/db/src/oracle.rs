//! What the database knows, for the load generator to compare with what it was told and what it heard.
//! Nothing here is asked by the product.

use crate::pipeline::cards_of;
use crate::{Actor, Db, Result};
use domain::events::Cursor;
use domain::pipeline::Card;
use domain::{ActId, DealId, PipelineId, WorkspaceId};
use uuid::Uuid;

/// An act that was done to a deal, as its history has it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, sqlx::FromRow)]
pub struct Recorded {
    pub act: ActId,
    pub deal: DealId,
    pub version: i32,
}

/// A line of the feed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Told {
    pub cursor: Cursor,
    pub act: Option<ActId>,
    pub deal: Option<DealId>,
}

/// The demo's workspace, where load is made.
pub async fn workspace(db: &Db) -> Result<WorkspaceId> {
    Ok(sqlx::query_scalar("select id from workspace where is_demo limit 1").fetch_one(db.pool()).await?)
}

/// Everything that was done to deals, moves and edits alike.
pub async fn acts(db: &Db, actor: &Actor) -> Result<Vec<Recorded>> {
    Ok(sqlx::query_as(
        "select id as act, deal_id as deal, version from stage_transition where workspace_id = $1
         union all
         select id, deal_id, version from field_change where workspace_id = $1 and deal_id is not null",
    )
    .bind(actor.workspace())
    .fetch_all(db.pool())
    .await?)
}

/// The texts that were written as next steps, and the versions that this made of their deals.
pub async fn next_steps(db: &Db, actor: &Actor) -> Result<Vec<(String, i32)>> {
    Ok(sqlx::query_as(
        "select change->>'after', f.version
         from field_change f, jsonb_array_elements(f.changes) as change
         where f.workspace_id = $1 and f.deal_id is not null and change->>'field' = 'next_step'",
    )
    .bind(actor.workspace())
    .fetch_all(db.pool())
    .await?)
}

/// The addresses of leads that came from a source, each as often as it came.
pub async fn touches(db: &Db, actor: &Actor, source: &str) -> Result<Vec<String>> {
    Ok(sqlx::query_scalar(
        "select l.email
         from lead_touch t
         join lead l on l.workspace_id = t.workspace_id and l.id = t.lead_id
         where t.workspace_id = $1 and t.source = $2 and l.email is not null",
    )
    .bind(actor.workspace())
    .bind(source)
    .fetch_all(db.pool())
    .await?)
}

/// What a minute does to the orders of programs that nobody answers any more, at once.
pub async fn a_minute_later(db: &Db, actor: &Actor) -> Result<()> {
    sqlx::query(
        "update api_order set working_since = working_since - interval '1 minute'
         where workspace_id = $1 and status is null",
    )
    .bind(actor.workspace())
    .execute(db.pool())
    .await?;
    Ok(())
}

/// What was told since a place in the feed, oldest first.
pub async fn told(db: &Db, actor: &Actor, after: Cursor) -> Result<Vec<Told>> {
    let rows: Vec<(String, i64, Option<ActId>, Option<DealId>)> = sqlx::query_as(
        "select xid::text, seq, act_id, deal_id
         from outbox
         where workspace_id = $1 and (outbox.xid, seq) > ($2::text::xid8, $3)
         order by outbox.xid, seq",
    )
    .bind(actor.workspace())
    .bind(after.xid.to_string())
    .bind(after.seq)
    .fetch_all(db.pool())
    .await?;
    let told = |(xid, seq, act, deal): (String, _, _, _)| Told {
        cursor: Cursor { xid: xid.parse().unwrap_or_default(), seq },
        act,
        deal,
    };
    Ok(rows.into_iter().map(told).collect())
}

/// Cuts the connections over which servers read the feed. Says how many there were.
pub async fn cut_feed(db: &Db) -> Result<i64> {
    Ok(sqlx::query_scalar(
        "select count(*) filter (where pg_terminate_backend(pid))
         from pg_stat_activity
         where datname = current_database() and usename = current_user and pid <> pg_backend_pid()
             and query like '%from outbox%pg_snapshot_xmin%'",
    )
    .fetch_one(db.pool())
    .await?)
}

/// A pipeline's deals as their cards show them, by stage, in their order.
pub async fn cards(db: &Db, actor: &Actor, pipeline: PipelineId) -> Result<Vec<Card>> {
    let deals: Vec<Uuid> = sqlx::query_scalar(
        "select id from deal where workspace_id = $1 and pipeline_id = $2 and deleted_at is null",
    )
    .bind(actor.workspace())
    .bind(pipeline)
    .fetch_all(db.pool())
    .await?;
    let deals: Vec<_> = deals.into_iter().map(DealId).collect();
    let mut cards = cards_of(db, actor.workspace(), &deals).await?;
    cards.sort_by(|a, b| (a.stage, &a.rank, a.id).cmp(&(b.stage, &b.rank, b.id)));
    Ok(cards)
}

/// How many deals are there, and how many acts and events they came to.
#[derive(Clone, Copy, Debug, PartialEq, Eq, sqlx::FromRow)]
pub struct Counts {
    /// The versions of all deals, added up.
    pub versions: i64,
    pub history: i64,
    pub events: i64,
}

pub async fn counts(db: &Db, actor: &Actor) -> Result<Counts> {
    Ok(sqlx::query_as(
        "select
            (select coalesce(sum(version), 0) from deal where workspace_id = $1) as versions,
            (select count(*) from stage_transition where workspace_id = $1)
                + (select count(*) from field_change where workspace_id = $1 and deal_id is not null) as history,
            (select count(*) from outbox where workspace_id = $1 and deal_id is not null) as events",
    )
    .bind(actor.workspace())
    .fetch_one(db.pool())
    .await?)
}
