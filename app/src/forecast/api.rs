//! What the forecast asks the server: who asks, and one call.

use crate::error::AppError;
use crate::wire::{Answer, Data};
use domain::accounts::Tag;
use domain::forecast::{After, CloseMove, CloseUndo, Forecast, ForecastCard, Wish};
use domain::pipeline::{Filter, Pipeline};
use domain::team::Team;
use domain::{ActId, DealId, PipelineId};
use leptos::prelude::*;
use serde::{Deserialize, Serialize};

/// A forecast with what one can change to from it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ForecastView {
    pub forecast: Forecast,
    pub pipelines: Vec<Pipeline>,
    pub teams: Vec<Team>,
    pub tags: Vec<Tag>,
    /// The act that a form on this page stands for, however often it is sent.
    pub form_act: ActId,
}

/// The next cards of a column, and where to read on from there.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct NextExpected {
    pub cards: Vec<ForecastCard>,
    pub more: Option<After>,
}

#[server(endpoint = "forecast/read", protocol = Data)]
pub async fn read_forecast(wish: Wish) -> Result<ForecastView, AppError> {
    let backend = crate::backend::Backend::of_request().await?;
    let (around, forecast) =
        db::pipeline::forecast(&backend.db, &backend.actor, &wish, backend.today()).await?;
    let db::pipeline::Around { pipelines, teams, tags, .. } = around;
    Ok(ForecastView { forecast, pipelines, teams, tags, form_act: ActId(uuid::Uuid::now_v7()) })
}

#[server(endpoint = "forecast/more", protocol = Data)]
pub async fn more_expected(
    pipeline: Option<PipelineId>,
    filter: Filter,
    after: After,
) -> Result<NextExpected, AppError> {
    let backend = crate::backend::Backend::of_request().await?;
    let (db, actor, today) = (&backend.db, &backend.actor, backend.today());
    let (cards, more) = db::pipeline::more_of_forecast(db, actor, pipeline, &filter, &after, today).await?;
    Ok(NextExpected { cards, more })
}

/// Expects a deal in another month; everyone who may see it hears of it.
#[server(endpoint = "forecast/move_close_date", protocol = Data)]
pub async fn move_close_date(wish: CloseMove) -> Result<ForecastCard, AppError> {
    let backend = crate::backend::Backend::of_request().await?;
    Ok(db::pipeline::move_close_date(&backend.db, &backend.actor, &wish, backend.today()).await?)
}

#[server(endpoint = "forecast/undo_close_date", protocol = Data)]
pub async fn undo_close_date(wish: CloseUndo) -> Result<ForecastCard, AppError> {
    let backend = crate::backend::Backend::of_request().await?;
    Ok(db::pipeline::undo_close_date(&backend.db, &backend.actor, &wish).await?)
}

/// The same move from a plain form: the day that was seen, and the period that was chosen by its code.
#[server(endpoint = "forecast/move_by_form", output = Answer)]
pub async fn move_close_by_form(
    act: ActId,
    deal: DealId,
    #[server(default)] from: String,
    to: String,
    next: String,
) -> Result<(), AppError> {
    let backend = crate::backend::Backend::of_request().await?;
    let wish = CloseMove::of_form(act, deal, &from, &to)?;
    db::pipeline::move_close_date(&backend.db, &backend.actor, &wish, backend.today()).await?;
    crate::backend::redirect(&crate::backend::own_page(&next));
    Ok(())
}
