//! What a page tells the server of itself.

use crate::error::AppError;
use crate::wire::Data;
use domain::presence::Report;
use leptos::prelude::*;

/// Says where the asker is, for everybody who looks at the same; or that this page is seen no more.
#[server(endpoint = "presence/report", protocol = Data)]
pub async fn report_presence(report: Report) -> Result<(), AppError> {
    let backend = crate::backend::Backend::of_request().await?;
    Ok(db::presence::report(&backend.db, &backend.actor, &report).await?)
}
