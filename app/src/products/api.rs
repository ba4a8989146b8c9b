//! What products and the lines of a deal ask the server.

use crate::error::AppError;
use crate::wire::{Answer, Data};
use domain::products::{LineForm, Product, ProductForm};
use domain::{DealId, DealLineId, ProductId};
use leptos::prelude::*;

#[server(endpoint = "products/list", protocol = Data)]
pub async fn list_products() -> Result<Vec<Product>, AppError> {
    let backend = crate::backend::Backend::of_request().await?;
    Ok(db::products::products(&backend.db, &backend.actor).await?)
}

#[server(endpoint = "products/add", output = Answer)]
pub async fn add_product(form: ProductForm) -> Result<ProductId, AppError> {
    let backend = crate::backend::Backend::of_request().await?;
    Ok(db::products::add_product(&backend.db, &backend.actor, &form).await?)
}

/// Writes a product over the version that its writer saw, and leads back to the list.
#[server(endpoint = "products/edit", output = Answer)]
pub async fn edit_product(product: ProductId, version: i32, form: ProductForm) -> Result<(), AppError> {
    let backend = crate::backend::Backend::of_request().await?;
    db::products::edit_product(&backend.db, &backend.actor, product, version, &form).await?;
    crate::backend::redirect(crate::routes::PRODUCTS);
    Ok(())
}

#[server(endpoint = "products/retire", output = Answer)]
pub async fn retire_product(product: ProductId) -> Result<(), AppError> {
    let backend = crate::backend::Backend::of_request().await?;
    Ok(db::products::retire_product(&backend.db, &backend.actor, product).await?)
}

#[server(endpoint = "products/offer", output = Answer)]
pub async fn offer_product(product: ProductId) -> Result<(), AppError> {
    let backend = crate::backend::Backend::of_request().await?;
    Ok(db::products::offer_product(&backend.db, &backend.actor, product).await?)
}

/// Puts a product onto a deal. `line` is minted by the browser, so that a repeated send adds one line;
/// without scripts it is empty.
#[server(endpoint = "products/add_line", output = Answer)]
pub async fn add_line(deal: DealId, #[server(default)] line: String, form: LineForm) -> Result<(), AppError> {
    let backend = crate::backend::Backend::of_request().await?;
    let line = domain::accounts::optional_id("line", &line).map_err(domain::Refusal::from)?;
    let line = line.unwrap_or_else(|| DealLineId(uuid::Uuid::now_v7()));
    db::products::add_line(&backend.db, &backend.actor, deal, line, &form).await?;
    Ok(())
}

#[server(endpoint = "products/change_line", output = Answer)]
pub async fn change_line(
    deal: DealId,
    version: i32,
    line: DealLineId,
    form: LineForm,
) -> Result<(), AppError> {
    let backend = crate::backend::Backend::of_request().await?;
    db::products::change_line(&backend.db, &backend.actor, deal, version, line, &form).await?;
    Ok(())
}

#[server(endpoint = "products/remove_line", output = Answer)]
pub async fn remove_line(deal: DealId, version: i32, line: DealLineId) -> Result<(), AppError> {
    let backend = crate::backend::Backend::of_request().await?;
    db::products::remove_line(&backend.db, &backend.actor, deal, version, line).await?;
    Ok(())
}
