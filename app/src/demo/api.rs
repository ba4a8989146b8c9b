//! What the page of the demo asks the server.

use crate::error::AppError;
use crate::wire::{Answer, Form};
use domain::demo::{Parting, Stand};
use leptos::prelude::*;
use serde::{Deserialize, Serialize};

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct DemoView {
    pub stand: Stand,
    /// What taking it out would do.
    pub parting: Parting,
}

/// Is the demo in the workspace, and what goes with it?
#[server(endpoint = "demo/read", protocol = Form)]
pub async fn read_demo() -> Result<DemoView, AppError> {
    let backend = crate::backend::Backend::of_request().await?;
    let (stand, parting) = db::demo::demo_data(&backend.db, &backend.actor).await?;
    Ok(DemoView { stand, parting })
}

/// Brings the demo in. It is there once, however often this is asked for.
#[server(endpoint = "demo/bring_in", output = Answer)]
pub async fn bring_in_demo() -> Result<(), AppError> {
    let backend = crate::backend::Backend::of_request().await?;
    Ok(db::demo::bring_in(&backend.db, &backend.actor, backend.now()).await?)
}

/// Takes the demo out, with all that hangs on it.
#[server(endpoint = "demo/take_out", output = Answer)]
pub async fn take_out_demo() -> Result<(), AppError> {
    let backend = crate::backend::Backend::of_request().await?;
    db::demo::take_out(&backend.db, &backend.actor).await?;
    // The question is answered: a plain form comes back to the page without it.
    crate::backend::go_on(crate::routes::DEMO);
    Ok(())
}
