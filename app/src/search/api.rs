//! What the search box asks the server.

use crate::error::AppError;
use crate::wire::Data;
use domain::search::Hit;
use leptos::prelude::*;

/// A few accounts, people and deals that fit, the best kind first.
#[server(endpoint = "search/find", protocol = Data)]
pub async fn find(text: String) -> Result<Vec<Hit>, AppError> {
    let backend = crate::backend::Backend::of_request().await?;
    Ok(db::search::find(&backend.db, &backend.actor, &text).await?)
}
