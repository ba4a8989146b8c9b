//! Changing a pipeline's names and a stage. Nobody's change in between is overwritten unread: the form says what its
//! sender had seen, and what both changed is asked.

use super::stages::{pipeline_of, reshape, reshaped};
use crate::{Act, Actor, Db, Error, Result, Staleness};
use domain::activities::Change;
use domain::pipeline::{Color, PipelineForm, StageFields, StageForm, StageKind, deal as rules};
use domain::{Currency, DealId, Money, PipelineId, Problem, StageId, Why};
use uuid::Uuid;

/// Gives a pipeline other names than those its renamer had `seen`.
pub async fn rename_pipeline(
    db: &Db,
    actor: &Actor,
    pipeline: PipelineId,
    seen: &PipelineForm,
    form: &PipelineForm,
) -> Result<()> {
    let (seen, wanted) = (seen.check()?, form.check()?);
    // From here on its row is held.
    let mut tx = reshape(db, actor, pipeline).await?;
    let (name_ko, name_en): (String, String) =
        sqlx::query_as("select name_ko, name_en from pipeline where workspace_id = $1 and id = $2")
            .bind(actor.workspace())
            .bind(pipeline)
            .fetch_one(&mut *tx)
            .await?;
    let names = wanted.over(&seen, &PipelineForm { name_ko, name_en }).map_err(overtaken)?;
    sqlx::query("update pipeline set name_ko = $3, name_en = $4 where workspace_id = $1 and id = $2")
        .bind(actor.workspace())
        .bind(pipeline)
        .bind(names.name_ko)
        .bind(names.name_en)
        .execute(&mut *tx)
        .await
        .map_err(|error| taken(error, None))?;
    reshaped(db, actor, tx).await
}

/// Changes a stage from what its editor had `seen`. Another probability weighs the deals in it anew.
pub async fn edit_stage(
    db: &Db,
    actor: &Actor,
    stage: StageId,
    seen: &StageForm,
    form: &StageForm,
) -> Result<()> {
    let (seen, wanted) = (seen.check()?, form.check()?);
    let mut tx = reshape(db, actor, pipeline_of(db, actor, stage).await?).await?;
    let now = standing(&mut tx, actor, stage).await?;
    let fields = wanted.over(&seen, &now).map_err(overtaken)?;
    write_fields(&mut tx, actor, stage, &fields).await?;
    reshaped(db, actor, tx).await
}

fn overtaken(differences: Vec<Change>) -> Error {
    Error::Changed(Staleness { differences, ..Default::default() })
}

/// The pipeline's row is held, so this stands until it is written.
async fn standing(tx: &mut Act, actor: &Actor, stage: StageId) -> Result<StageFields> {
    #[derive(sqlx::FromRow)]
    struct Row {
        name_ko: String,
        name_en: String,
        probability: i16,
        rot_days: Option<i16>,
        wip_limit: Option<i16>,
        color: Color,
        guidance_ko: String,
        guidance_en: String,
    }
    let row: Row = sqlx::query_as(
        "select name_ko, name_en, probability, rot_days, wip_limit, color, guidance_ko, guidance_en
         from stage
         where workspace_id = $1 and id = $2 and removed_at is null",
    )
    .bind(actor.workspace())
    .bind(stage)
    .fetch_one(&mut **tx)
    .await?;
    let small = |it: Option<i16>| it.and_then(|it| u16::try_from(it).ok());
    Ok(StageFields {
        name_ko: row.name_ko,
        name_en: row.name_en,
        probability: u8::try_from(row.probability).unwrap_or(0),
        rot_days: small(row.rot_days),
        wip_limit: small(row.wip_limit),
        color: row.color,
        guidance_ko: row.guidance_ko,
        guidance_en: row.guidance_en,
    })
}

/// A name that another pipeline, or another open stage of this one, has already. `field` is what the form calls it
/// where it asks for one name only.
pub(super) fn taken(error: sqlx::Error, field: Option<&str>) -> Error {
    let broken = error.as_database_error().and_then(|it| it.constraint());
    let name = match broken {
        Some("pipeline_name_ko_taken" | "stage_name_ko_taken") => "name_ko",
        Some("pipeline_name_en_taken" | "stage_name_en_taken") => "name_en",
        _ => return error.into(),
    };
    Problem::new(field.unwrap_or(name), Why::Taken).into()
}

pub(super) async fn write_fields(
    tx: &mut Act,
    actor: &Actor,
    stage: StageId,
    fields: &StageFields,
) -> Result<()> {
    let small = |it: Option<u16>| it.and_then(|it| i16::try_from(it).ok());
    let (kind,): (StageKind,) = sqlx::query_as(
        "update stage set name_ko = $3, name_en = $4, probability = case when kind = 'open' then $5 else probability end,
             rot_days = $6, wip_limit = $7, color = $8, guidance_ko = $9, guidance_en = $10
         where workspace_id = $1 and id = $2 and removed_at is null
         returning kind",
    )
    .bind(actor.workspace())
    .bind(stage)
    .bind(&fields.name_ko)
    .bind(&fields.name_en)
    .bind(i16::from(fields.probability))
    .bind(small(fields.rot_days))
    .bind(small(fields.wip_limit))
    .bind(fields.color)
    .bind(&fields.guidance_ko)
    .bind(&fields.guidance_en)
    .fetch_one(&mut **tx)
    .await
    .map_err(|error| taken(error, None))?;
    weigh(tx, actor, stage, kind, fields.probability).await
}

/// What a deal adds to the weighted sum follows its stage's probability. The rule stands in the domain;
/// here its answers are written, which changes no fact of the deal and so not its version.
pub(super) async fn weigh(
    tx: &mut Act,
    actor: &Actor,
    stage: StageId,
    kind: StageKind,
    probability: u8,
) -> Result<()> {
    let deals: Vec<(DealId, i64, Currency, Option<i16>)> = sqlx::query_as(
        "select id, amount_minor, currency, probability from deal
         where workspace_id = $1 and stage_id = $2 and amount_minor is not null
         for no key update",
    )
    .bind(actor.workspace())
    .bind(stage)
    .fetch_all(&mut **tx)
    .await?;
    let weighted = |(_, minor, currency, own): &(DealId, i64, Currency, Option<i16>)| {
        let own = own.and_then(|it| u8::try_from(it).ok());
        Money::new(*minor, *currency).weighted(rules::probability(kind, probability, own)).minor
    };
    let (ids, values): (Vec<Uuid>, Vec<i64>) = deals.iter().map(|it| (it.0.0, weighted(it))).unzip();
    sqlx::query(
        "update deal d set weighted_minor = it.weighted_minor
         from unnest($2::uuid[], $3::bigint[]) as it (id, weighted_minor)
         where d.workspace_id = $1 and d.id = it.id and d.weighted_minor <> it.weighted_minor",
    )
    .bind(actor.workspace())
    .bind(ids)
    .bind(values)
    .execute(&mut **tx)
    .await?;
    Ok(())
}
