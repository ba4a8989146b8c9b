//! What gates ask, and what they ask about, as the database has it: read together with a deal.

use super::stages::{reshape, reshaped};
use crate::{Act, Actor, Db, Error, Result};
use domain::pipeline::gate::{GateForm, Side};
use domain::pipeline::{Door, Gate, Requirement, StageKind};
use domain::{PipelineId, Problem, StageId, Why};
use sqlx::types::Json;

/// The doors of the pipeline of a `deal d` (`domain::pipeline::Door`), in the order in which deals pass them. None
/// if no gate stands in it.
pub(super) const DOORS: &str = "case when exists (
        select from stage g
        where g.workspace_id = d.workspace_id and g.pipeline_id = d.pipeline_id and g.removed_at is null
            and (g.entry_gate is not null or g.exit_gate is not null))
    then (
        select jsonb_agg(
            jsonb_build_object('stage', g.id, 'kind', g.kind, 'entry', g.entry_gate, 'exit', g.exit_gate)
            order by g.position, g.id)
        from stage g
        where g.workspace_id = d.workspace_id and g.pipeline_id = d.pipeline_id and g.removed_at is null)
    else '[]'::jsonb end";

/// The doors of a pipeline.
pub(crate) async fn doors(db: &Db, actor: &Actor, pipeline: PipelineId) -> Result<Vec<Door>> {
    let sql = format!(
        "select {DOORS} from (select workspace_id, id as pipeline_id from pipeline where workspace_id = $1 and id = $2) d"
    );
    // Nothing in the text comes from outside: it is this file's.
    let doors: Json<Vec<Door>> = sqlx::query_scalar(sqlx::AssertSqlSafe(sql))
        .bind(actor.workspace())
        .bind(pipeline)
        .fetch_one(db.pool())
        .await?;
    Ok(doors.0)
}

/// Says what a stage asks from now on; none asks nothing. On leaving the open stages only the entry is asked.
pub async fn set_gates(
    db: &Db,
    actor: &Actor,
    pipeline: PipelineId,
    stage: StageId,
    entry: Option<&Gate>,
    exit: Option<&Gate>,
) -> Result<()> {
    let mut tx = reshape(db, actor, pipeline).await?;
    write(&mut tx, actor, pipeline, stage, entry, exit).await?;
    reshaped(db, actor, tx).await
}

/// Changes one condition of a gate, or what it does to who does not meet it.
pub async fn edit_gate(
    db: &Db,
    actor: &Actor,
    pipeline: PipelineId,
    stage: StageId,
    form: &GateForm,
) -> Result<()> {
    let mut tx = reshape(db, actor, pipeline).await?;
    // The pipeline's row is held, so these stand until they are written.
    let (entry, exit): (Option<Json<Gate>>, Option<Json<Gate>>) = sqlx::query_as(
        "select entry_gate, exit_gate from stage
         where workspace_id = $1 and pipeline_id = $2 and id = $3 and removed_at is null",
    )
    .bind(actor.workspace())
    .bind(pipeline)
    .bind(stage)
    .fetch_one(&mut *tx)
    .await?;
    if let Ok(Requirement::Framework(asked)) = Requirement::of_code(&form.add, &form.number)
        && !crate::frameworks::known_score(&mut *tx, actor, &asked).await?
    {
        return Err(Problem::new("add", Why::Unknown).into());
    }
    let (mut entry, mut exit) = (entry.map(|it| it.0), exit.map(|it| it.0));
    match form.side {
        Side::Entry => entry = form.over(entry)?,
        Side::Exit => exit = form.over(exit)?,
    }
    write(&mut tx, actor, pipeline, stage, entry.as_ref(), exit.as_ref()).await?;
    reshaped(db, actor, tx).await
}

async fn write(
    tx: &mut Act,
    actor: &Actor,
    pipeline: PipelineId,
    stage: StageId,
    entry: Option<&Gate>,
    exit: Option<&Gate>,
) -> Result<()> {
    let written = sqlx::query(
        "update stage set entry_gate = $4, exit_gate = case when kind = $6 then $5 end
         where workspace_id = $1 and pipeline_id = $2 and id = $3 and removed_at is null",
    )
    .bind(actor.workspace())
    .bind(pipeline)
    .bind(stage)
    .bind(entry.map(Json))
    .bind(exit.map(Json))
    .bind(StageKind::Open)
    .execute(&mut **tx)
    .await?;
    if written.rows_affected() == 0 {
        return Err(Error::NotFound);
    }
    Ok(())
}
