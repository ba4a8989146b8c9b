//! What the board by owner asks the server: who asks, and one call.

use crate::error::AppError;
use crate::wire::Data;
use domain::ActId;
use domain::accounts::Tag;
use domain::pipeline::lanes::Wish;
use domain::pipeline::{Lanes, Pipeline};
use domain::team::Team;
use leptos::prelude::*;
use serde::{Deserialize, Serialize};

/// The lanes with what one can change to from them.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct LanesView {
    pub pipeline: Pipeline,
    pub lanes: Lanes,
    pub pipelines: Vec<Pipeline>,
    pub teams: Vec<Team>,
    pub tags: Vec<Tag>,
    /// The act that a form on this page stands for, however often it is sent.
    pub form_act: ActId,
}

#[server(endpoint = "pipeline/read_lanes", protocol = Data)]
pub async fn read_lanes(wish: Wish) -> Result<LanesView, AppError> {
    let backend = crate::backend::Backend::of_request().await?;
    let (around, pipeline, lanes) =
        db::pipeline::lanes(&backend.db, &backend.actor, &wish, backend.today()).await?;
    let db::pipeline::Around { pipelines, teams, tags, .. } = around;
    let form_act = ActId(uuid::Uuid::now_v7());
    Ok(LanesView { pipeline, lanes, pipelines, teams, tags, form_act })
}
