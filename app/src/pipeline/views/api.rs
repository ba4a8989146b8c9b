//! What saved views ask the server: who asks, and one call.

use super::{ViewLink, address};
use crate::error::AppError;
use crate::wire::{Answer, Data};
use domain::pipeline::saved_view::{Seen, asks};
use domain::pipeline::{SavedView, SavedViewForm};
use domain::{MemberId, SavedViewId};
use leptos::prelude::*;
use serde::{Deserialize, Serialize};

/// A view in the menu.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ListedView {
    pub link: ViewLink,
    pub version: i32,
    pub owner: MemberId,
    pub shared: bool,
    pub mine: bool,
    pub may_change: bool,
    /// Of the pipeline whose board it is, in both languages.
    pub pipeline: Option<(String, String)>,
}

impl From<SavedView> for ViewLink {
    fn from(view: SavedView) -> Self {
        let sight = view.sight();
        let mut pairs = sight.pairs();
        let asks = asks(&pairs);
        pairs.push(("view", view.id.to_string()));
        let href = address(view.board, &pairs);
        Self { id: view.id, name: view.name, board: view.board, href, asks, pinned: view.pinned }
    }
}

/// Every view that the asker sees.
#[server(endpoint = "views/list", protocol = Data)]
pub async fn list_views() -> Result<Vec<ListedView>, AppError> {
    let backend = crate::backend::Backend::of_request().await?;
    let (db, actor) = (&backend.db, &backend.actor);
    let found = db::pipeline::saved_views(db, actor).await?;
    let pipelines = db::pipeline::pipelines(db, actor).await?;
    let listed = |view: SavedView| {
        let mine = Some(view.owner) == actor.id();
        let pipeline = pipelines.iter().find(|it| view.board == Some(it.id));
        ListedView {
            version: view.version,
            owner: view.owner,
            shared: view.shared,
            mine,
            may_change: domain::pipeline::saved_view::may_change(actor.roles(), mine, view.shared),
            pipeline: pipeline.map(|it| (it.name_ko.clone(), it.name_en.clone())),
            link: view.into(),
        }
    };
    Ok(found.into_iter().map(listed).collect())
}

/// Saves what is seen, and goes to it.
#[server(endpoint = "views/save", output = Answer)]
pub async fn save_view(form: SavedViewForm) -> Result<(), AppError> {
    let backend = crate::backend::Backend::of_request().await?;
    let view = db::pipeline::save_view(&backend.db, &backend.actor, &form).await?;
    crate::backend::redirect(&ViewLink::from(view).href);
    Ok(())
}

/// Names a view anew, shares it or takes it back to oneself.
#[server(endpoint = "views/edit", output = Answer)]
pub async fn edit_view(
    view: SavedViewId,
    version: i32,
    name: String,
    #[server(default)] shared: bool,
) -> Result<(), AppError> {
    let backend = crate::backend::Backend::of_request().await?;
    Ok(db::pipeline::edit_view(&backend.db, &backend.actor, view, version, &name, shared).await?)
}

/// Has a view show what is seen now.
#[server(endpoint = "views/update", output = Answer)]
pub async fn update_view(
    view: SavedViewId,
    version: i32,
    #[server(default)] seen: Seen,
) -> Result<(), AppError> {
    let backend = crate::backend::Backend::of_request().await?;
    Ok(db::pipeline::update_view(&backend.db, &backend.actor, view, version, &seen).await?)
}

/// Keeps a view in sight for the asker, or no more.
#[server(endpoint = "views/pin", output = Answer)]
pub async fn pin_view(view: SavedViewId, pinned: bool) -> Result<(), AppError> {
    let backend = crate::backend::Backend::of_request().await?;
    Ok(db::pipeline::pin_view(&backend.db, &backend.actor, view, pinned).await?)
}

#[server(endpoint = "views/delete", output = Answer)]
pub async fn delete_view(view: SavedViewId) -> Result<(), AppError> {
    let backend = crate::backend::Backend::of_request().await?;
    Ok(db::pipeline::delete_view(&backend.db, &backend.actor, view).await?)
}
