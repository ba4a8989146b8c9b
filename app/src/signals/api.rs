//! What the page of signals asks the server.

use crate::error::AppError;
use crate::wire::Data;
use domain::activities::Subject;
use domain::signals::score::Standing;
use domain::signals::{Arrived, Wish};
use leptos::prelude::*;

/// What arrived lately.
#[server(endpoint = "signals/arrived", protocol = Data)]
pub async fn read_arrived(wish: Wish) -> Result<Arrived, AppError> {
    let backend = crate::backend::Backend::of_request().await?;
    Ok(db::signals::arrived(&backend.db, &backend.actor, &wish, backend.now()).await?)
}

/// What the signals of an account or a person come to.
#[server(endpoint = "signals/standing", protocol = Data)]
pub async fn read_standing(subject: Subject) -> Result<Standing, AppError> {
    let backend = crate::backend::Backend::of_request().await?;
    Ok(db::signals::standing(&backend.db, &backend.actor, subject, backend.now()).await?)
}
