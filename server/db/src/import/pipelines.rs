//! Which pipeline the deals of a file go to, and making the ones that are new.

use super::Run;
use crate::{Actor, Db, Result, outbox};
use domain::events::Topic;
use domain::import::{Destination, PipelineChoice, Survey, destination, same};
use domain::pipeline::template::CLOSING;
use domain::pipeline::{Motion, Pipeline, Stage, StageFields, StageKind};
use domain::{Currency, PipelineId, StageId};
use uuid::Uuid;

/// Decides, before any of its deals is taken in, where those of a file go. New pipelines are in the
/// currency of the deals.
pub async fn choose_pipelines(
    db: &Db,
    actor: &Actor,
    run: &mut Run,
    survey: &Survey,
    file: &str,
    currency: Currency,
) -> Result<Vec<PipelineChoice>> {
    let mut choices = Vec::new();
    for named in survey.named() {
        let choice = match destination(&run.pipelines, named, file) {
            Destination::Known(id) => {
                let known = run.pipelines.iter().find(|it| it.id == id);
                let name = known.map_or(String::new(), |it| it.name_ko.clone());
                PipelineChoice { id: Some(id), name, stages: vec![] }
            }
            Destination::New { name, stages } => {
                let pipeline = new_pipeline(&name, stages, currency);
                if run.writes() {
                    write(db, actor, &pipeline).await?;
                }
                run.created.pipelines += 1;
                let stages = pipeline.open_stages().map(|it| it.name_en.clone()).collect();
                run.pipelines.push(pipeline);
                PipelineChoice { id: None, name, stages }
            }
        };
        let goes_to = choice.id.or_else(|| run.pipelines.last().map(|it| it.id));
        if let Some(id) = goes_to {
            run.destinations.insert(named.pipeline.as_deref().map(same), id);
        }
        choices.push(choice);
    }
    Ok(choices)
}

fn new_pipeline(name: &str, open: Vec<StageFields>, currency: Currency) -> Pipeline {
    let stage = |kind: StageKind, fields: StageFields| Stage {
        id: StageId(Uuid::now_v7()),
        name_ko: fields.name_ko,
        name_en: fields.name_en,
        kind,
        probability: fields.probability,
        rot_days: fields.rot_days,
        wip_limit: fields.wip_limit,
        color: fields.color,
        guidance_ko: fields.guidance_ko,
        guidance_en: fields.guidance_en,
    };
    let closing = CLOSING.iter().map(|it| stage(it.kind, it.into()));
    Pipeline {
        id: PipelineId(Uuid::now_v7()),
        version: 1,
        name_ko: name.to_owned(),
        name_en: name.to_owned(),
        motion: Motion::default(),
        currency,
        stages: open.into_iter().map(|it| stage(StageKind::Open, it)).chain(closing).collect(),
    }
}

async fn write(db: &Db, actor: &Actor, pipeline: &Pipeline) -> Result<()> {
    let stages = &pipeline.stages;
    let small = |it: Option<u16>| it.and_then(|it| i16::try_from(it).ok());
    let mut tx = db.begin().await?;
    sqlx::query(
        "insert into pipeline (workspace_id, id, name_ko, name_en, motion, currency, position)
         select $1, $2, $3, $4, $5, $6, coalesce(max(position), 0) + 1 from pipeline where workspace_id = $1",
    )
    .bind(actor.workspace())
    .bind(pipeline.id)
    .bind(&pipeline.name_ko)
    .bind(&pipeline.name_en)
    .bind(pipeline.motion)
    .bind(pipeline.currency)
    .execute(&mut *tx)
    .await?;
    for (position, stage) in (1_i32..).zip(stages) {
        sqlx::query(
            "insert into stage (workspace_id, id, pipeline_id, name_ko, name_en, kind, probability, rot_days, wip_limit,
                 color, guidance_ko, guidance_en, position)
             values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13)",
        )
        .bind(actor.workspace())
        .bind(stage.id)
        .bind(pipeline.id)
        .bind(&stage.name_ko)
        .bind(&stage.name_en)
        .bind(stage.kind)
        .bind(i16::from(stage.probability))
        .bind(small(stage.rot_days))
        .bind(small(stage.wip_limit))
        .bind(stage.color)
        .bind(&stage.guidance_ko)
        .bind(&stage.guidance_en)
        .bind(position)
        .execute(&mut *tx)
        .await?;
    }
    outbox::tell(&mut tx, actor, Topic::Process, outbox::About::default()).await?;
    db.commit(tx).await
}
