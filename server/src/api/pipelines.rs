//! Pipelines and their stages: what a deal has to be named after, and where it can be moved.

use axum::Json;
use axum::extract::State;
use db::Db;
use domain::PipelineId;
use serde::Serialize;
use utoipa::ToSchema;
use uuid::Uuid;

use super::cursor::Page;
use super::extract::{Named, Reads};
use super::refused::Refused;
use super::wire::{Found, Versioned};

#[derive(Debug, Serialize, ToSchema)]
pub struct Pipeline {
    id: Uuid,
    version: i32,
    name_ko: String,
    name_en: String,
    /// `inbound_smb`, `outbound_enterprise` or `self_serve`.
    motion: String,
    /// What amounts of its new deals are in.
    currency: String,
    /// The open ones in their order, then won, lost and on hold.
    stages: Vec<Stage>,
}

#[derive(Debug, Serialize, ToSchema)]
struct Stage {
    id: Uuid,
    name_ko: String,
    name_en: String,
    kind: Status,
    /// Of winning a deal that stands here, in percent.
    probability: u8,
    /// Business days without an activity after which a deal rots.
    #[schema(required)]
    rot_days: Option<u16>,
    #[schema(required)]
    wip_limit: Option<u16>,
}

/// What standing in a stage means for a deal.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, serde::Deserialize, ToSchema)]
#[serde(rename_all = "lowercase")]
pub enum Status {
    Open,
    Won,
    Lost,
    Hold,
}

impl From<domain::pipeline::StageKind> for Status {
    fn from(kind: domain::pipeline::StageKind) -> Self {
        use domain::pipeline::StageKind;
        match kind {
            StageKind::Open => Self::Open,
            StageKind::Won => Self::Won,
            StageKind::Lost => Self::Lost,
            StageKind::Hold => Self::Hold,
        }
    }
}

impl From<Status> for domain::pipeline::StageKind {
    fn from(status: Status) -> Self {
        match status {
            Status::Open => Self::Open,
            Status::Won => Self::Won,
            Status::Lost => Self::Lost,
            Status::Hold => Self::Hold,
        }
    }
}

impl Versioned for Pipeline {
    fn version(&self) -> i32 {
        self.version
    }

    fn address(&self) -> String {
        format!("{}/pipelines/{}", super::BASE, self.id)
    }
}

impl From<domain::pipeline::Pipeline> for Pipeline {
    fn from(pipeline: domain::pipeline::Pipeline) -> Self {
        let stage = |it: domain::pipeline::Stage| Stage {
            id: it.id.0,
            name_ko: it.name_ko,
            name_en: it.name_en,
            kind: it.kind.into(),
            probability: it.probability,
            rot_days: it.rot_days,
            wip_limit: it.wip_limit,
        };
        Self {
            id: pipeline.id.0,
            version: pipeline.version,
            name_ko: pipeline.name_ko,
            name_en: pipeline.name_en,
            motion: pipeline.motion.code().to_owned(),
            currency: pipeline.currency.code().to_owned(),
            stages: pipeline.stages.into_iter().map(stage).collect(),
        }
    }
}

/// All pipelines with their stages. There are few, so there is one page.
#[utoipa::path(get, path = "/api/v1/pipelines", tag = "pipelines", responses((status = 200, body = Page<Pipeline>)))]
pub async fn list_pipelines(
    Reads(program): Reads,
    State(db): State<Db>,
) -> Result<Json<Page<Pipeline>>, Refused> {
    let pipelines = db::pipeline::pipelines(&db, &program.actor).await?;
    Ok(Json(Page { items: pipelines.into_iter().map(Pipeline::from).collect(), next: None }))
}

/// One pipeline with its stages.
#[utoipa::path(
    get, path = "/api/v1/pipelines/{id}", tag = "pipelines",
    params(("id" = String, Path, description = "The pipeline's id")),
    responses((status = 200, body = Pipeline))
)]
pub async fn read_pipeline(
    Reads(program): Reads,
    State(db): State<Db>,
    name: Named,
) -> Result<Found<Pipeline>, Refused> {
    let id: PipelineId = name.id()?;
    let pipelines = db::pipeline::pipelines(&db, &program.actor).await?;
    let found = pipelines.into_iter().find(|it| it.id == id).ok_or(Refused::NotFound)?;
    Ok(Found(found.into()))
}
