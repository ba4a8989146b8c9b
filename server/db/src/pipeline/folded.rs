//! The columns that a member keeps folded: theirs alone, on every machine they sign in from.

use crate::{Actor, Db, Error, Result};
use domain::team::Right;
use domain::{PipelineId, StageId};
use std::collections::BTreeSet;

/// Of a pipeline's stages, those that the asker keeps folded.
pub async fn folded(db: &Db, actor: &Actor, pipeline: PipelineId) -> Result<BTreeSet<StageId>> {
    actor.must(Right::Read)?;
    let found: Vec<StageId> = sqlx::query_scalar(
        "select f.stage_id
         from folded_stage f
         join stage s on s.workspace_id = f.workspace_id and s.id = f.stage_id
         where f.workspace_id = $1 and f.member_id = $2 and s.pipeline_id = $3 and s.removed_at is null",
    )
    .bind(actor.workspace())
    .bind(actor.id())
    .bind(pipeline)
    .fetch_all(db.pool())
    .await?;
    Ok(found.into_iter().collect())
}

/// Folds a column for the asker, or unfolds it. Done twice it is as done once.
pub async fn fold(db: &Db, actor: &Actor, stage: StageId, folded: bool) -> Result<()> {
    actor.must(Right::Read)?;
    let known: bool = sqlx::query_scalar(
        "select exists (
             select from stage where workspace_id = $1 and id = $2 and kind = 'open' and removed_at is null)",
    )
    .bind(actor.workspace())
    .bind(stage)
    .fetch_one(db.pool())
    .await?;
    if !known {
        return Err(Error::NotFound);
    }
    let act = if folded {
        "insert into folded_stage (workspace_id, member_id, stage_id) values ($1, $2, $3) on conflict do nothing"
    } else {
        "delete from folded_stage where workspace_id = $1 and member_id = $2 and stage_id = $3"
    };
    sqlx::query(act).bind(actor.workspace()).bind(actor.id()).bind(stage).execute(db.pool()).await?;
    Ok(())
}
