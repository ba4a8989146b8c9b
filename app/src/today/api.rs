//! What the member's home page asks the server.

use crate::error::AppError;
use crate::wire::Data;
use domain::focus::Today;
use leptos::prelude::*;

/// Everything the asker's home page says.
#[server(endpoint = "today/read", protocol = Data)]
pub async fn read_today() -> Result<Today, AppError> {
    let backend = crate::backend::Backend::of_request().await?;
    Ok(db::activities::today(&backend.db, &backend.actor, backend.now()).await?)
}

/// How many things the asker must not drop.
#[server(endpoint = "today/count", protocol = Data)]
pub async fn count_waiting() -> Result<i64, AppError> {
    let backend = crate::backend::Backend::of_request().await?;
    Ok(db::activities::waiting(&backend.db, &backend.actor, backend.now()).await?)
}
