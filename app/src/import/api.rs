//! What the page of an import asks the server. Files are sent and confirmed by plain forms, whose doors
//! stand beside the server functions (`/import/upload`, `/import/{id}/look`, `/import/{id}/go`).

use crate::error::AppError;
use crate::wire::Data;
use domain::Currency;
use domain::import::Preview;
use leptos::prelude::*;
use serde::{Deserialize, Serialize};

/// An import, and what can be chosen for it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ImportView {
    pub preview: Preview,
    /// The names of the pipelines there are, in both languages.
    pub pipelines: Vec<(String, String)>,
    /// The workspace's own.
    pub currency: Currency,
}

#[server(endpoint = "import/read", protocol = Data)]
pub async fn read_import(id: String) -> Result<ImportView, AppError> {
    let backend = crate::backend::Backend::of_request().await?;
    let id = id.parse().map_err(|_| AppError::NotFound)?;
    let preview = db::import::preview(&backend.db, &backend.actor, id).await?;
    let pipelines = db::pipeline::pipelines(&backend.db, &backend.actor).await?;
    let currency = pipelines.first().map(|it| it.currency).unwrap_or_default();
    let pipelines = pipelines.into_iter().map(|it| (it.name_ko, it.name_en)).collect();
    Ok(ImportView { preview, pipelines, currency })
}
