//! What a past board asks the server: who asks, and one call.

use crate::error::AppError;
use crate::wire::Data;
use chrono::{DateTime, Utc};
use domain::PipelineId;
use domain::accounts::Tag;
use domain::pipeline::past::{Below, PastBoard, PastCard, Wish};
use domain::pipeline::{Filter, Pipeline};
use domain::team::Team;
use leptos::prelude::*;
use serde::{Deserialize, Serialize};

/// A past board with what one can change to from it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct PastView {
    pub board: PastBoard,
    pub pipelines: Vec<Pipeline>,
    pub teams: Vec<Team>,
    pub tags: Vec<Tag>,
}

/// The next cards of a column, and where to read on from there.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct NextPast {
    pub cards: Vec<PastCard>,
    pub more: Option<Below>,
}

#[server(endpoint = "past/read", protocol = Data)]
pub async fn read_past(wish: Wish) -> Result<PastView, AppError> {
    let backend = crate::backend::Backend::of_request().await?;
    let (around, board) = db::pipeline::past(&backend.db, &backend.actor, &wish, backend.now()).await?;
    let db::pipeline::Around { pipelines, teams, tags, .. } = around;
    Ok(PastView { board, pipelines, teams, tags })
}

#[server(endpoint = "past/more", protocol = Data)]
pub async fn more_of_past(
    pipeline: PipelineId,
    filter: Filter,
    at: DateTime<Utc>,
    below: Below,
) -> Result<NextPast, AppError> {
    let backend = crate::backend::Backend::of_request().await?;
    let (db, actor, now) = (&backend.db, &backend.actor, backend.now());
    let (cards, more) = db::pipeline::more_of_past(db, actor, pipeline, &filter, at, &below, now).await?;
    Ok(NextPast { cards, more })
}
