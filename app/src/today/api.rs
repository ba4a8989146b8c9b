//! What the member's home page asks the server.

use crate::error::AppError;
use crate::wire::Data;
use domain::focus::{Of, Today};
use leptos::prelude::*;

/// Everything that the home page says, of the asker or of those they lead.
#[server(endpoint = "today/read", protocol = Data)]
pub async fn read_today(of: Of) -> Result<Today, AppError> {
    let backend = crate::backend::Backend::of_request().await?;
    Ok(db::activities::today(&backend.db, &backend.actor, of, backend.now()).await?)
}

/// How many things the asker must not drop.
#[server(endpoint = "today/count", protocol = Data)]
pub async fn count_waiting() -> Result<i64, AppError> {
    let backend = crate::backend::Backend::of_request().await?;
    Ok(db::activities::waiting(&backend.db, &backend.actor, backend.now()).await?)
}
