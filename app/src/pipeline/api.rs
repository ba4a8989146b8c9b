//! What the pipeline's pages ask the server: who asks, and one call.

use super::views::ViewLink;
use crate::error::AppError;
use crate::wire::{Answer, Data, Form};
use chrono::{DateTime, NaiveDate, Utc};
use domain::accounts::{PersonLink, Tag};
use domain::events::Cursor;
use domain::pipeline::cell::CellEdit;
use domain::pipeline::deal::Closing;
use domain::pipeline::gate::GateForm;
use domain::pipeline::list::{DealList, Wish};
use domain::pipeline::{
    After, Board, Card, Columns, Deal, DealForm, Fill, Filter, Motion, Move, NewDeal, Pipeline, PipelineForm,
    StageForm,
};
use domain::team::Team;
use domain::{ActId, DealId, PipelineId, StageId};
use leptos::prelude::*;
use serde::{Deserialize, Serialize};
use std::collections::BTreeSet;

/// A board as its page first shows it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct BoardView {
    pub pipelines: Vec<Pipeline>,
    /// Which of them.
    pub pipeline: Pipeline,
    pub board: Board,
    pub teams: Vec<Team>,
    pub tags: Vec<Tag>,
    /// The views that stand above it.
    pub views: Vec<ViewLink>,
    /// The columns that the viewer keeps folded.
    pub folded: BTreeSet<StageId>,
    pub today: NaiveDate,
    pub now: DateTime<Utc>,
    /// The board holds everything that happened up to here.
    pub cursor: Cursor,
    /// The act that a form on this page stands for, however often it is sent.
    pub form_act: ActId,
}

/// One deal, with the pipeline that it runs through.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct DealView {
    pub deal: Deal,
    pub pipeline: Pipeline,
    /// Those at its account, or everywhere while it has none.
    pub people: Vec<PersonLink>,
    pub today: NaiveDate,
    pub now: DateTime<Utc>,
}

/// The next cards of a column.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct NextCards {
    pub cards: Vec<Card>,
    pub complete: bool,
}

/// The board of a pipeline, or of the first one; one column may begin below a card.
#[server(endpoint = "pipeline/board", protocol = Data)]
pub async fn read_board(
    pipeline: Option<PipelineId>,
    filter: Filter,
    after: Option<After>,
) -> Result<BoardView, AppError> {
    use db::pipeline::{Around, FirstView};
    let cursor = crate::backend::position();
    let backend = crate::backend::Backend::of_request().await?;
    let (db, actor, today) = (&backend.db, &backend.actor, backend.today());
    let FirstView { around, pipeline, board } =
        db::pipeline::first_view(db, actor, pipeline, &filter, after.as_ref(), today).await?;
    let Around { pipelines, teams, tags, folded, views } = around;
    let views = views.into_iter().map(Into::into).collect();
    let (form_act, now) = (ActId(uuid::Uuid::now_v7()), backend.now());
    Ok(BoardView { pipelines, pipeline, board, teams, tags, views, folded, today, now, cursor, form_act })
}

/// The cards of a column below this one.
#[server(endpoint = "pipeline/more", protocol = Data)]
pub async fn more_cards(
    stage: StageId,
    rank: String,
    deal: DealId,
    filter: Filter,
) -> Result<NextCards, AppError> {
    let backend = crate::backend::Backend::of_request().await?;
    let today = backend.today();
    let (cards, complete) =
        db::pipeline::more(&backend.db, &backend.actor, stage, (rank, deal), &filter, today).await?;
    Ok(NextCards { cards, complete })
}

/// Folds a column of the asker's boards, or unfolds it. `next` is the page that a plain form goes on to.
#[server(endpoint = "pipeline/fold_stage", output = Answer)]
pub async fn fold_stage(stage: StageId, folded: bool, next: String) -> Result<(), AppError> {
    let backend = crate::backend::Backend::of_request().await?;
    db::pipeline::fold(&backend.db, &backend.actor, stage, folded).await?;
    if !next.is_empty() {
        crate::backend::redirect(&crate::backend::own_page(&next));
    }
    Ok(())
}

/// Moves a deal if the rules agree; everyone who may see it hears of it.
#[server(endpoint = "pipeline/move_deal", protocol = Data)]
pub async fn move_deal(wish: Move) -> Result<Card, AppError> {
    let backend = crate::backend::Backend::of_request().await?;
    Ok(db::pipeline::move_deal(&backend.db, &backend.actor, &wish, backend.today()).await?)
}

/// Writes what a gate on the way misses and moves the deal through it, in one act.
#[server(endpoint = "pipeline/move_filled", protocol = Data)]
pub async fn move_filled(wish: Move, fill: Fill) -> Result<Card, AppError> {
    let backend = crate::backend::Backend::of_request().await?;
    Ok(db::pipeline::move_deal_filled(&backend.db, &backend.actor, &wish, &fill, backend.now()).await?)
}

/// The same move from a plain form. The act's id came with the page, so that sending it twice moves once.
#[server(endpoint = "pipeline/move_by_form", output = Answer)]
pub async fn move_by_form(
    act: ActId,
    deal: DealId,
    from: StageId,
    to: StageId,
    #[server(default)] closing: Closing,
    #[server(default)] fill: Fill,
    next: String,
) -> Result<Card, AppError> {
    let backend = crate::backend::Backend::of_request().await?;
    let wish = Move {
        act,
        deal,
        // Only an undo insists on the version; a move insists on where the deal was seen.
        version: 0,
        from,
        to,
        above: None,
        below: None,
        closing: Some(closing),
        undo: false,
    };
    let card =
        db::pipeline::move_deal_filled(&backend.db, &backend.actor, &wish, &fill, backend.now()).await?;
    crate::backend::redirect(&crate::backend::own_page(&next));
    Ok(card)
}

/// Makes a deal that was typed into a column, and answers its card. Sent twice with one id, it is made once.
#[server(endpoint = "pipeline/quick_add", protocol = Data)]
pub async fn quick_add(form: NewDeal) -> Result<Card, AppError> {
    let backend = crate::backend::Backend::of_request().await?;
    let id = db::pipeline::create_deal(&backend.db, &backend.actor, &form).await?;
    Ok(db::pipeline::deal(&backend.db, &backend.actor, id).await?.card)
}

/// Makes a deal and goes to its page.
#[server(endpoint = "pipeline/create_deal", output = Answer)]
pub async fn create_deal(form: NewDeal) -> Result<(), AppError> {
    let backend = crate::backend::Backend::of_request().await?;
    let id = db::pipeline::create_deal(&backend.db, &backend.actor, &form).await?;
    let deal = db::pipeline::deal(&backend.db, &backend.actor, id).await?;
    crate::backend::redirect(&crate::routes::deal(deal.key()));
    Ok(())
}

/// One deal by the key that people say.
#[server(endpoint = "pipeline/deal", protocol = Form)]
pub async fn read_deal(key: String) -> Result<DealView, AppError> {
    let backend = crate::backend::Backend::of_request().await?;
    let (db, actor) = (&backend.db, &backend.actor);
    let key = key.parse().map_err(|_| AppError::NotFound)?;
    let id = db::pipeline::deal_id(db, actor, key).await?;
    let deal = db::pipeline::deal(db, actor, id).await?;
    let pipelines = db::pipeline::pipelines(db, actor).await?;
    let pipeline = pipelines.into_iter().find(|it| it.id == deal.card.pipeline).ok_or(AppError::NotFound)?;
    let people = db::accounts::people_at(db, actor, deal.card.account).await?;
    Ok(DealView { deal, pipeline, people, today: backend.today(), now: backend.now() })
}

/// Writes a deal's facts over the version that its writer saw.
#[server(endpoint = "pipeline/edit_deal", output = Answer)]
pub async fn edit_deal(deal: DealId, version: i32, form: DealForm) -> Result<(), AppError> {
    let backend = crate::backend::Backend::of_request().await?;
    let deal = db::pipeline::edit_deal(&backend.db, &backend.actor, deal, version, &form).await?;
    crate::backend::redirect(&crate::routes::deal(deal.key()));
    Ok(())
}

/// Writes one fact of a deal over what its writer saw there.
#[server(endpoint = "pipeline/edit_cell", protocol = Data)]
pub async fn edit_cell(edit: CellEdit) -> Result<Card, AppError> {
    let backend = crate::backend::Backend::of_request().await?;
    Ok(db::pipeline::edit_cell(&backend.db, &backend.actor, &edit).await?)
}

/// One page of the table of deals, and what its filters can be.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct DealsView {
    pub list: DealList,
    pub pipelines: Vec<Pipeline>,
    pub teams: Vec<Team>,
    pub tags: Vec<Tag>,
    /// The views that stand above it.
    pub views: Vec<ViewLink>,
    /// What the table shows where nobody chose other columns.
    pub columns: Columns,
    pub today: NaiveDate,
    pub now: DateTime<Utc>,
}

#[server(endpoint = "pipeline/deals", protocol = Data)]
pub async fn list_deals(wish: Wish) -> Result<DealsView, AppError> {
    let backend = crate::backend::Backend::of_request().await?;
    let (db, actor, today, now) = (&backend.db, &backend.actor, backend.today(), backend.now());
    let columns = db::pipeline::deal_columns(db, actor).await?;
    let shown = Some(wish.columns.clone().unwrap_or_else(|| columns.clone()));
    let wish = Wish { columns: shown, ..wish };
    let list = db::pipeline::deals(db, actor, &wish, today).await?;
    let pipelines = db::pipeline::pipelines(db, actor).await?;
    let teams = db::team::teams(db, actor).await?;
    let tags = db::accounts::tags(db, actor).await?;
    let views = db::pipeline::views_at_hand(db, actor, wish.filter.view).await?;
    let views = views.into_iter().map(Into::into).collect();
    Ok(DealsView { list, pipelines, teams, tags, views, columns, today, now })
}

/// Has all tables show these columns, where nobody chose others.
#[server(endpoint = "pipeline/set_deal_columns", output = Answer)]
pub async fn set_deal_columns(columns: String) -> Result<(), AppError> {
    let backend = crate::backend::Backend::of_request().await?;
    Ok(db::pipeline::set_deal_columns(&backend.db, &backend.actor, &columns).await?)
}

#[server(endpoint = "pipeline/pipelines", protocol = Form)]
pub async fn list_pipelines() -> Result<Vec<Pipeline>, AppError> {
    let backend = crate::backend::Backend::of_request().await?;
    Ok(db::pipeline::pipelines(&backend.db, &backend.actor).await?)
}

#[server(endpoint = "pipeline/create_pipeline", output = Answer)]
pub async fn create_pipeline(
    motion: Motion,
    name: String,
    currency: domain::Currency,
) -> Result<(), AppError> {
    let backend = crate::backend::Backend::of_request().await?;
    let id = db::pipeline::create_pipeline(&backend.db, &backend.actor, motion, &name, currency).await?;
    crate::backend::redirect(&crate::routes::pipeline_settings(id));
    Ok(())
}

/// Names it anew, from the names that were `seen`.
#[server(endpoint = "pipeline/rename_pipeline", output = Answer)]
pub async fn rename_pipeline(
    pipeline: PipelineId,
    seen: PipelineForm,
    form: PipelineForm,
) -> Result<(), AppError> {
    let backend = crate::backend::Backend::of_request().await?;
    db::pipeline::rename_pipeline(&backend.db, &backend.actor, pipeline, &seen, &form).await?;
    crate::backend::redirect(&crate::routes::pipeline_settings(pipeline));
    Ok(())
}

#[server(endpoint = "pipeline/add_stage", output = Answer)]
pub async fn add_stage(pipeline: PipelineId, form: StageForm) -> Result<(), AppError> {
    let backend = crate::backend::Backend::of_request().await?;
    db::pipeline::add_stage(&backend.db, &backend.actor, pipeline, &form).await?;
    crate::backend::redirect(&crate::routes::pipeline_settings(pipeline));
    Ok(())
}

#[server(endpoint = "pipeline/edit_stage", output = Answer)]
pub async fn edit_stage(
    pipeline: PipelineId,
    stage: StageId,
    seen: StageForm,
    form: StageForm,
) -> Result<(), AppError> {
    let backend = crate::backend::Backend::of_request().await?;
    db::pipeline::edit_stage(&backend.db, &backend.actor, stage, &seen, &form).await?;
    crate::backend::redirect(&crate::routes::pipeline_settings(pipeline));
    Ok(())
}

/// Adds a condition to a gate of a stage, takes one away, or says what it does.
#[server(endpoint = "pipeline/edit_gate", output = Answer)]
pub async fn edit_gate(pipeline: PipelineId, stage: StageId, form: GateForm) -> Result<(), AppError> {
    let backend = crate::backend::Backend::of_request().await?;
    db::pipeline::edit_gate(&backend.db, &backend.actor, pipeline, stage, &form).await?;
    crate::backend::redirect(&crate::routes::gates_of(pipeline, stage));
    Ok(())
}

/// Puts a stage before or after its neighbour.
#[server(endpoint = "pipeline/shift_stage", output = Answer)]
pub async fn shift_stage(pipeline: PipelineId, stage: StageId, later: bool) -> Result<(), AppError> {
    let backend = crate::backend::Backend::of_request().await?;
    Ok(db::pipeline::shift_stage(&backend.db, &backend.actor, pipeline, stage, later).await?)
}

/// Takes a stage away; its deals move to `to`.
#[server(endpoint = "pipeline/remove_stage", output = Answer)]
pub async fn remove_stage(pipeline: PipelineId, stage: StageId, to: String) -> Result<(), AppError> {
    let backend = crate::backend::Backend::of_request().await?;
    let to = domain::accounts::optional_id("to", &to).map_err(domain::Refusal::from)?;
    db::pipeline::remove_stage(&backend.db, &backend.actor, stage, to).await?;
    crate::backend::redirect(&crate::routes::pipeline_settings(pipeline));
    Ok(())
}
