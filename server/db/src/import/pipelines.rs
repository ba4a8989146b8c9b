//! Which pipeline the deals of a file go to, and making the ones that are new.

use super::Run;
use crate::{Act, Actor, Result, outbox};
use domain::events::Topic;
use domain::import::{Destination, PipelineChoice, Survey, destination, same};
use domain::pipeline::template::CLOSING;
use domain::pipeline::{Motion, Pipeline, Stage, StageFields, StageKind};
use domain::{Currency, PipelineId, StageId};
use uuid::Uuid;

/// Decides, before any of its deals is taken in, where those of a file go. A new pipeline, in the currency
/// of the deals, is made with the first deal that goes there.
pub fn choose_pipelines(run: &mut Run, survey: &Survey, file: &str, currency: Currency) {
    for named in survey.named() {
        let id = match destination(&run.pipelines, named, file) {
            Destination::Known(id) => id,
            Destination::New { name, stages } => {
                let pipeline = new_pipeline(&name, stages, currency);
                let id = pipeline.id;
                run.pipelines.push(pipeline);
                run.unmade.insert(id);
                id
            }
        };
        run.destinations.insert(named.pipeline.as_deref().map(same), id);
    }
}

impl Run {
    /// The pipelines that deals went to, or would.
    pub fn pipelines(&self) -> Vec<PipelineChoice> {
        let used = self.pipelines.iter().filter_map(|it| Some((it, self.used.get(&it.id)?)));
        let choice = |(it, is_new): (&Pipeline, &bool)| PipelineChoice {
            id: it.id,
            name_ko: it.name_ko.clone(),
            name_en: it.name_en.clone(),
            is_new: *is_new,
            stages: it.open_stages().map(|it| (it.name_ko.clone(), it.name_en.clone())).collect(),
        };
        used.map(choice).collect()
    }

    /// Notes where deals go, and gives the pipelines that must be made for them first.
    pub(super) fn go_to(&mut self, pipelines: impl Iterator<Item = PipelineId>) -> Vec<Pipeline> {
        let mut new = Vec::new();
        for id in pipelines {
            let is_new = self.unmade.remove(&id);
            if is_new {
                new.extend(self.pipelines.iter().find(|it| it.id == id).cloned());
                self.created.pipelines += 1;
            }
            self.used.entry(id).or_insert(is_new);
        }
        new
    }
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
        entry: None,
        exit: None,
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

/// As part of the act that puts the first deals there.
pub(super) async fn write(tx: &mut Act, actor: &Actor, pipeline: &Pipeline) -> Result<()> {
    let small = |it: Option<u16>| it.and_then(|it| i16::try_from(it).ok());
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
    .execute(&mut **tx)
    .await?;
    for (position, stage) in (1_i32..).zip(&pipeline.stages) {
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
        .execute(&mut **tx)
        .await?;
    }
    outbox::tell(tx, actor, Topic::Process, outbox::About::default()).await
}
