//! Pipelines and their stages, made from a template or by hand, and reshaped while deals stand in them.

use super::shape::{taken, weigh, write_fields};
use crate::{Act, Actor, Db, Error, Result, outbox};
use domain::events::Topic;
use domain::frameworks;
use domain::pipeline::template::Template;
use domain::pipeline::{Motion, Pipeline, StageForm, StageKind, gate};
use domain::team::Right;
use domain::{ActId, Currency, PipelineId, Refusal, StageId, WorkspaceId, text};
use sqlx::types::Json;
use uuid::Uuid;

/// All pipelines in their order.
pub async fn pipelines(db: &Db, actor: &Actor) -> Result<Vec<Pipeline>> {
    actor.must(Right::Read)?;
    load(db, actor.workspace(), None).await
}

// A `stage s`, as the domain reads it.
macro_rules! stage {
    () => {
        "jsonb_build_object(
            'id', s.id, 'name_ko', s.name_ko, 'name_en', s.name_en, 'kind', s.kind,
            'probability', s.probability, 'rot_days', s.rot_days, 'wip_limit', s.wip_limit, 'color', s.color,
            'guidance_ko', s.guidance_ko, 'guidance_en', s.guidance_en,
            'entry', s.entry_gate, 'exit', s.exit_gate)"
    };
}

// In which order the stages of a pipeline come: the open ones, then won, lost, on hold.
macro_rules! in_order {
    () => {
        "array_position(array['open', 'won', 'lost', 'hold'], s.kind), s.position, s.id"
    };
}

pub(super) const STAGE: &str = stage!();
pub(super) const IN_ORDER: &str = in_order!();

/// Pipelines with their stages, as one value: of workspace $1, and where $2 is not null that one alone.
pub(crate) const PIPELINES: &str = concat!(
    "
    select coalesce(jsonb_agg(jsonb_build_object(
        'id', p.id, 'version', p.version, 'name_ko', p.name_ko, 'name_en', p.name_en,
        'motion', p.motion, 'currency', p.currency, 'stages', s.stages) order by p.position, p.id), '[]')
    from pipeline p
    cross join lateral (
        select coalesce(jsonb_agg(",
    stage!(),
    " order by ",
    in_order!(),
    "), '[]') as stages
        from stage s
        where s.workspace_id = p.workspace_id and s.pipeline_id = p.id and s.removed_at is null
    ) s
    where p.workspace_id = $1 and ($2::uuid is null or p.id = $2)"
);

pub(super) async fn load(db: &Db, workspace: WorkspaceId, one: Option<PipelineId>) -> Result<Vec<Pipeline>> {
    let Json(found) = sqlx::query_scalar(PIPELINES).bind(workspace).bind(one).fetch_one(db.pool()).await?;
    Ok(found)
}

/// A pipeline from its motion's template, under the template's name or another.
pub async fn create_pipeline(
    db: &Db,
    actor: &Actor,
    motion: Motion,
    name: &str,
    currency: Currency,
) -> Result<PipelineId> {
    actor.must(Right::ShapeProcess)?;
    let name = text::optional_name("name", name)?;
    let mut tx = db.begin().await?;
    let id = from_template(&mut tx, actor.workspace(), motion, name.as_deref(), currency).await?;
    outbox::tell(&mut tx, actor, Topic::Process, outbox::About::default()).await?;
    db.commit(tx).await?;
    Ok(id)
}

/// Writes a template's pipeline as part of a larger act: a new workspace starts with three.
pub(crate) async fn from_template(
    tx: &mut Act,
    workspace: WorkspaceId,
    motion: Motion,
    name: Option<&str>,
    currency: Currency,
) -> Result<PipelineId> {
    let template = Template::of(motion);
    let id = PipelineId(Uuid::now_v7());
    sqlx::query(
        "insert into pipeline (workspace_id, id, name_ko, name_en, motion, currency, framework, position)
         select $1, $2, $3, $4, $5, $6, $7, coalesce(max(position), 0) + 1 from pipeline where workspace_id = $1",
    )
    .bind(workspace)
    .bind(id)
    .bind(name.unwrap_or(template.ko))
    .bind(name.unwrap_or(template.en))
    .bind(motion)
    .bind(currency)
    .bind(frameworks::of_motion(motion))
    .execute(&mut **tx)
    .await
    .map_err(|error| taken(error, Some("name")))?;
    for ((position, place), stage) in (1_i32..).zip(0..).zip(template.stages()) {
        let (entry, exit) = gate::of_template(motion, place);
        let small = |it: Option<u16>| it.and_then(|it| i16::try_from(it).ok());
        sqlx::query(
            "insert into stage (workspace_id, id, pipeline_id, name_ko, name_en, kind, probability, rot_days, wip_limit,
                 color, guidance_ko, guidance_en, position, entry_gate, exit_gate)
             values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15)",
        )
        .bind(workspace)
        .bind(Uuid::now_v7())
        .bind(id)
        .bind(stage.ko)
        .bind(stage.en)
        .bind(stage.kind)
        .bind(i16::from(stage.probability))
        .bind(small(stage.rot_days))
        .bind(small(stage.wip_limit))
        .bind(stage.color)
        .bind(stage.guidance_ko)
        .bind(stage.guidance_en)
        .bind(position)
        .bind(entry.map(Json))
        .bind(exit.map(Json))
        .execute(&mut **tx)
        .await?;
    }
    Ok(id)
}

/// Adds an open stage after the other open ones.
pub async fn add_stage(db: &Db, actor: &Actor, pipeline: PipelineId, form: &StageForm) -> Result<StageId> {
    let fields = form.check()?;
    let mut tx = reshape(db, actor, pipeline).await?;
    let id = StageId(Uuid::now_v7());
    sqlx::query(
        "insert into stage (workspace_id, id, pipeline_id, name_ko, name_en, probability, position)
         select $1, $2, $3, $4, $5, $6, coalesce(max(position), 0) + 1
         from stage where workspace_id = $1 and pipeline_id = $3 and kind = 'open'",
    )
    .bind(actor.workspace())
    .bind(id)
    .bind(pipeline)
    .bind(&fields.name_ko)
    .bind(&fields.name_en)
    .bind(i16::from(fields.probability))
    .execute(&mut *tx)
    .await
    .map_err(|error| taken(error, None))?;
    write_fields(&mut tx, actor, id, &fields).await?;
    reshaped(db, actor, tx).await?;
    Ok(id)
}

/// Puts the open stages into this order. Stages that are not named keep their place after them.
pub async fn reorder_stages(db: &Db, actor: &Actor, pipeline: PipelineId, order: &[StageId]) -> Result<()> {
    let mut tx = reshape(db, actor, pipeline).await?;
    let ids: Vec<_> = order.iter().map(|it| it.0).collect();
    sqlx::query(
        "update stage set position = coalesce(array_position($3, id), 1000 + position)
         where workspace_id = $1 and pipeline_id = $2 and kind = 'open' and removed_at is null",
    )
    .bind(actor.workspace())
    .bind(pipeline)
    .bind(ids)
    .execute(&mut *tx)
    .await?;
    reshaped(db, actor, tx).await
}

/// Takes an open stage away. Deals in it move to `to` in the same act, at that column's end; without
/// `to`, a stage with deals stays.
pub async fn remove_stage(db: &Db, actor: &Actor, stage: StageId, to: Option<StageId>) -> Result<()> {
    let pipeline = pipeline_of(db, actor, stage).await?;
    let mut tx = reshape(db, actor, pipeline).await?;
    let stages: Vec<(StageId, StageKind, i16)> = sqlx::query_as(
        "select id, kind, probability from stage
         where workspace_id = $1 and pipeline_id = $2 and removed_at is null and kind = 'open'",
    )
    .bind(actor.workspace())
    .bind(pipeline)
    .fetch_all(&mut *tx)
    .await?;
    if stages.len() < 2 || !stages.iter().any(|it| it.0 == stage) {
        return Err(Refusal::StageNeeded.into());
    }
    let (deals,): (i64,) = sqlx::query_as(
        "select count(*) from deal where workspace_id = $1 and stage_id = $2 and deleted_at is null",
    )
    .bind(actor.workspace())
    .bind(stage)
    .fetch_one(&mut *tx)
    .await?;
    if deals > 0 {
        let target = to.filter(|it| *it != stage).and_then(|to| stages.iter().find(|it| it.0 == to));
        let Some((target, kind, probability)) = target else {
            return Err(Refusal::StageHoldsDeals { deals }.into());
        };
        super::empty_stage::move_all(&mut tx, actor, stage, *target).await?;
        weigh(&mut tx, actor, *target, *kind, u8::try_from(*probability).unwrap_or(0)).await?;
    }
    sqlx::query("update stage set removed_at = now() where workspace_id = $1 and id = $2")
        .bind(actor.workspace())
        .bind(stage)
        .execute(&mut *tx)
        .await?;
    reshaped(db, actor, tx).await
}

/// Begins an act that changes a pipeline's shape, holding it against others that would.
pub(crate) async fn reshape(db: &Db, actor: &Actor, pipeline: PipelineId) -> Result<Act> {
    actor.must(Right::ShapeProcess)?;
    let mut tx = db.begin().await?;
    let held = sqlx::query("update pipeline set version = version + 1 where workspace_id = $1 and id = $2")
        .bind(actor.workspace())
        .bind(pipeline)
        .execute(&mut *tx)
        .await?;
    if held.rows_affected() == 0 { Err(Error::NotFound) } else { Ok(tx) }
}

pub(crate) async fn reshaped(db: &Db, actor: &Actor, mut tx: Act) -> Result<()> {
    let act = Some(ActId(Uuid::now_v7()));
    outbox::tell(&mut tx, actor, Topic::Process, outbox::About { act, ..Default::default() }).await?;
    db.commit(tx).await
}

pub(super) async fn pipeline_of(db: &Db, actor: &Actor, stage: StageId) -> Result<PipelineId> {
    actor.must(Right::ShapeProcess)?;
    Ok(sqlx::query_scalar(
        "select pipeline_id from stage where workspace_id = $1 and id = $2 and removed_at is null",
    )
    .bind(actor.workspace())
    .bind(stage)
    .fetch_one(db.pool())
    .await?)
}

/// Puts an open stage one place earlier or later. At the end of the row nothing happens.
pub async fn shift_stage(
    db: &Db,
    actor: &Actor,
    pipeline: PipelineId,
    stage: StageId,
    later: bool,
) -> Result<()> {
    let found = load(db, actor.workspace(), Some(pipeline)).await?.pop().ok_or(Error::NotFound)?;
    let mut order: Vec<StageId> = found.open_stages().map(|it| it.id).collect();
    let at = order.iter().position(|it| *it == stage).ok_or(Error::NotFound)?;
    let to = if later { at + 1 } else { at.wrapping_sub(1) };
    if to < order.len() {
        order.swap(at, to);
    }
    reorder_stages(db, actor, pipeline, &order).await
}
