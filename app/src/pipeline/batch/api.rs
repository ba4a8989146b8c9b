//! What several deals at once ask the server: who asks, and one call.

use crate::error::AppError;
use crate::wire::{Answer, Data};
use domain::pipeline::batch::Picked;
use domain::pipeline::deal::Closing;
use domain::pipeline::{Batch, Report};
use domain::{ActId, StageId};
use leptos::prelude::*;

/// What would become of each deal. Nothing is written.
#[server(endpoint = "pipeline/weigh_many", protocol = Data)]
pub async fn weigh_many(batch: Batch) -> Result<Report, AppError> {
    let backend = crate::backend::Backend::of_request().await?;
    Ok(db::pipeline::weigh_batch(&backend.db, &backend.actor, &batch, backend.today()).await?)
}

/// Does it to each deal that may, and answers what became of all of them.
#[server(endpoint = "pipeline/work_many", protocol = Data)]
pub async fn work_many(batch: Batch) -> Result<Report, AppError> {
    let backend = crate::backend::Backend::of_request().await?;
    Ok(db::pipeline::work_batch(&backend.db, &backend.actor, &batch, backend.today()).await?)
}

/// Several moves from a plain form, whose sender has seen the report. The act's id came with the page.
#[server(endpoint = "pipeline/move_many_by_form", output = Answer)]
pub async fn move_many_by_form(
    act: ActId,
    to: StageId,
    deals: Vec<Picked>,
    #[server(default)] closing: Closing,
    next: String,
) -> Result<(), AppError> {
    use domain::pipeline::batch::{Fate, Work};
    let backend = crate::backend::Backend::of_request().await?;
    let batch = Batch { act, deals, work: Work::Move { to, slot: None, closing: Some(closing) } };
    let report = db::pipeline::work_batch(&backend.db, &backend.actor, &batch, backend.today()).await?;
    // What kept all of them is said where the form stands.
    if let (0, Some(Fate::Refused(no))) =
        (report.passing().count(), report.held_up().next().map(|it| &it.fate))
    {
        return Err(no.clone().into());
    }
    crate::backend::redirect(&crate::backend::own_page(&next));
    Ok(())
}

/// Takes back what the asker did in the batch `of`, as far as nobody has touched it since.
#[server(endpoint = "pipeline/undo_many", protocol = Data)]
pub async fn undo_many(act: ActId, of: ActId) -> Result<Report, AppError> {
    let backend = crate::backend::Backend::of_request().await?;
    Ok(db::pipeline::undo_batch(&backend.db, &backend.actor, act, of, backend.today()).await?)
}
