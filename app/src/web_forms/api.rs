//! What the pages of web forms ask the server.

use crate::error::AppError;
use crate::wire::{Answer, Form};
use domain::WebFormId;
use domain::web_forms::{WebFormBook, WebFormForm, WebForms};
use leptos::prelude::*;
use serde::{Deserialize, Serialize};

/// A form, and its address as the world knows it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct WebFormView {
    pub book: WebFormBook,
    pub link: String,
}

#[server(endpoint = "web_forms/list", protocol = Form)]
pub async fn list_web_forms() -> Result<WebForms, AppError> {
    let backend = crate::backend::Backend::of_request().await?;
    Ok(db::web_forms::list(&backend.db, &backend.actor, backend.now()).await?)
}

#[server(endpoint = "web_forms/one", protocol = Form)]
pub async fn read_web_form(form: WebFormId) -> Result<WebFormView, AppError> {
    let visit = crate::visit::Visit::of_request();
    let backend = crate::backend::Backend::of_request().await?;
    let book = db::web_forms::one(&backend.db, &backend.actor, form, backend.now()).await?;
    let link = visit.link(&crate::routes::hosted(&book.kept.key));
    Ok(WebFormView { book, link })
}

/// Makes a form and goes to its page.
#[server(endpoint = "web_forms/make", output = Answer)]
pub async fn make_web_form(
    #[server(default)] id: String,
    #[server(default)] form: WebFormForm,
) -> Result<(), AppError> {
    let backend = crate::backend::Backend::of_request().await?;
    let id = domain::accounts::optional_id("id", &id).map_err(domain::Refusal::from)?;
    let form = form.check().map_err(domain::Refusal::Invalid)?;
    let made = db::web_forms::make(&backend.db, &backend.actor, id, &form).await?;
    crate::backend::redirect(&format!("{}?made=1", crate::routes::web_form(made)));
    Ok(())
}

/// Saves a form over the version that its writer saw; answers with the one that holds.
#[server(endpoint = "web_forms/change", output = Answer)]
pub async fn change_web_form(
    id: WebFormId,
    seen: i32,
    #[server(default)] form: WebFormForm,
) -> Result<i32, AppError> {
    let backend = crate::backend::Backend::of_request().await?;
    let form = form.check().map_err(domain::Refusal::Invalid)?;
    let version = db::web_forms::change(&backend.db, &backend.actor, id, seen, &form).await?;
    crate::backend::redirect(&crate::routes::web_form(id));
    Ok(version)
}
