//! What the screens ask the server about frameworks: who asks, and one call.

use crate::error::AppError;
use crate::wire::{Answer, Data, Form};
use domain::accounts::Tag;
use domain::frameworks::{DealFrameworks, FrameworkBook, FrameworkForm, HeatMap, ScoreForm};
use domain::pipeline::Pipeline;
use domain::pipeline::list::Wish;
use domain::team::Team;
use domain::{DealId, PipelineId};
use leptos::prelude::*;
use serde::{Deserialize, Serialize};

/// What is known of a deal.
#[server(endpoint = "frameworks/deal", protocol = Form)]
pub async fn read_known(deal: DealId) -> Result<DealFrameworks, AppError> {
    let backend = crate::backend::Backend::of_request().await?;
    Ok(db::frameworks::of_deal(&backend.db, &backend.actor, deal, backend.today()).await?)
}

/// Gives a criterion a score over the one that its giver saw. A plain form comes back to its page.
#[server(endpoint = "frameworks/score", output = Answer)]
pub async fn give_score(deal: DealId, seen: i32, #[server(default)] form: ScoreForm) -> Result<(), AppError> {
    let backend = crate::backend::Backend::of_request().await?;
    Ok(db::frameworks::score(&backend.db, &backend.actor, deal, Some(seen), &form, backend.now()).await?)
}

/// A heat map with what one can change to from it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct HeatView {
    pub map: HeatMap,
    pub pipelines: Vec<Pipeline>,
    pub teams: Vec<Team>,
    pub tags: Vec<Tag>,
}

#[server(endpoint = "frameworks/heat_map", protocol = Data)]
pub async fn read_heat_map(wish: Wish) -> Result<HeatView, AppError> {
    let backend = crate::backend::Backend::of_request().await?;
    let (around, map) = db::pipeline::heat_map(&backend.db, &backend.actor, &wish, backend.today()).await?;
    let db::pipeline::Around { pipelines, teams, tags, .. } = around;
    Ok(HeatView { map, pipelines, teams, tags })
}

/// All frameworks, and which pipeline uses which.
#[server(endpoint = "frameworks/book", protocol = Form)]
pub async fn read_frameworks() -> Result<FrameworkBook, AppError> {
    let backend = crate::backend::Backend::of_request().await?;
    Ok(db::frameworks::book(&backend.db, &backend.actor).await?)
}

/// Writes a framework over the version that its writer saw, a new one without an id, and leads back to all of them.
#[server(endpoint = "frameworks/save", output = Answer)]
pub async fn save_framework(
    #[server(default)] id: String,
    seen: i32,
    #[server(default)] form: FrameworkForm,
) -> Result<(), AppError> {
    let backend = crate::backend::Backend::of_request().await?;
    let id = domain::accounts::optional_id("id", &id).map_err(domain::Refusal::from)?;
    db::frameworks::save(&backend.db, &backend.actor, id, seen, &form).await?;
    crate::backend::redirect(crate::routes::FRAMEWORKS);
    Ok(())
}

/// Says which framework the deals of a pipeline are asked by. A plain form comes back to its page.
#[server(endpoint = "frameworks/use", output = Answer)]
pub async fn use_framework(pipeline: PipelineId, #[server(default)] code: String) -> Result<(), AppError> {
    let backend = crate::backend::Backend::of_request().await?;
    Ok(db::frameworks::use_framework(&backend.db, &backend.actor, pipeline, &code).await?)
}
