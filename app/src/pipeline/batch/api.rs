//! What several deals at once ask the server: who asks, and one call.

use crate::error::AppError;
use crate::wire::Data;
use domain::ActId;
use domain::pipeline::{Batch, Report};
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

/// Takes back what the asker did in the batch `of`, as far as nobody has touched it since.
#[server(endpoint = "pipeline/undo_many", protocol = Data)]
pub async fn undo_many(act: ActId, of: ActId) -> Result<Report, AppError> {
    let backend = crate::backend::Backend::of_request().await?;
    Ok(db::pipeline::undo_batch(&backend.db, &backend.actor, act, of, backend.today()).await?)
}
