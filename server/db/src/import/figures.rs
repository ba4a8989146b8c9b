//! What is in a workspace, counted, so that whoever imported can compare it with where it came from.

use crate::{Actor, Db, Result};
use chrono::{DateTime, Utc};
use domain::Currency;
use domain::pipeline::StageKind;
use domain::team::Right;

/// What is there now.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Figures {
    pub accounts: i64,
    /// Accounts that belong to another.
    pub subsidiaries: i64,
    pub products: i64,
    pub members: i64,
    /// Members who own a deal.
    pub owners: i64,
    pub deals: i64,
    pub without_account: i64,
    /// Deals that begin with the import, because no row said when they began.
    pub undated: i64,
    pub stages: Vec<StageFigure>,
}

/// The deals in one stage and one currency.
#[derive(Clone, Debug, PartialEq, Eq, sqlx::FromRow)]
pub struct StageFigure {
    pub pipeline: String,
    pub stage: String,
    pub kind: StageKind,
    pub currency: Currency,
    pub deals: i64,
    pub minor: i64,
}

/// Counts what is there. `since` is when the import began.
pub async fn figures(db: &Db, actor: &Actor, since: DateTime<Utc>) -> Result<Figures> {
    actor.must(Right::Import)?;
    let (accounts, subsidiaries, products, members): (i64, i64, i64, i64) = sqlx::query_as(
        "select (select count(*) from account where workspace_id = $1 and deleted_at is null),
             (select count(*) from account where workspace_id = $1 and deleted_at is null and parent_id is not null),
             (select count(*) from product where workspace_id = $1),
             (select count(*) from member where workspace_id = $1)",
    )
    .bind(actor.workspace())
    .fetch_one(db.pool())
    .await?;
    let (deals, owners, without_account, undated): (i64, i64, i64, i64) = sqlx::query_as(
        "select count(*), count(distinct owner_id), count(*) filter (where account_id is null),
             count(*) filter (where source_key is not null and created_at >= $2)
         from deal
         where workspace_id = $1 and deleted_at is null",
    )
    .bind(actor.workspace())
    .bind(since)
    .fetch_one(db.pool())
    .await?;
    let stages = sqlx::query_as(
        "select p.name_en as pipeline, s.name_en as stage, s.kind, d.currency, count(*) as deals,
             coalesce(sum(d.amount_minor), 0)::bigint as minor
         from deal d
         join stage s on s.workspace_id = d.workspace_id and s.id = d.stage_id
         join pipeline p on p.workspace_id = d.workspace_id and p.id = d.pipeline_id
         where d.workspace_id = $1 and d.deleted_at is null
         group by p.id, p.name_en, p.position, s.id, s.name_en, s.kind, s.position, d.currency
         order by p.position, p.id, array_position(array['open', 'won', 'lost', 'hold'], s.kind), s.position, d.currency",
    )
    .bind(actor.workspace())
    .fetch_all(db.pool())
    .await?;
    Ok(Figures { accounts, subsidiaries, products, members, owners, deals, without_account, undated, stages })
}
