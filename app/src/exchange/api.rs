//! What the page of exchange rates asks the server.

use crate::error::AppError;
use crate::wire::{Answer, Form};
use chrono::NaiveDate;
use domain::Currency;
use domain::exchange::{RateBook, RateForm};
use leptos::prelude::*;

/// The rates of the last days, or of those before one.
#[server(endpoint = "exchange/book", protocol = Form)]
pub async fn read_rates(before: Option<NaiveDate>) -> Result<RateBook, AppError> {
    let backend = crate::backend::Backend::of_request().await?;
    Ok(db::exchange::book(&backend.db, &backend.actor, before, backend.today()).await?)
}

/// Writes the rate of a day that has none yet.
#[server(endpoint = "exchange/add_rate", output = Answer)]
pub async fn add_rate(form: RateForm) -> Result<(), AppError> {
    let backend = crate::backend::Backend::of_request().await?;
    let rate = form.check(backend.today()).map_err(domain::Refusal::Invalid)?;
    Ok(db::exchange::add_rate(&backend.db, &backend.actor, &rate).await?)
}

/// Writes a rate over the one that its writer saw, and leads back to all of them.
#[server(endpoint = "exchange/correct_rate", output = Answer)]
pub async fn correct_rate(form: RateForm, seen: i64) -> Result<(), AppError> {
    let backend = crate::backend::Backend::of_request().await?;
    let rate = form.check(backend.today()).map_err(domain::Refusal::Invalid)?;
    db::exchange::correct_rate(&backend.db, &backend.actor, &rate, seen).await?;
    crate::backend::redirect(crate::routes::EXCHANGE);
    Ok(())
}

/// Takes a rate away, if it is still the one that was seen.
#[server(endpoint = "exchange/remove_rate", output = Answer)]
pub async fn remove_rate(form: RateForm) -> Result<(), AppError> {
    let backend = crate::backend::Backend::of_request().await?;
    let seen = form.check(backend.today()).map_err(domain::Refusal::Invalid)?;
    Ok(db::exchange::remove_rate(&backend.db, &backend.actor, &seen).await?)
}

/// Chooses the currency in which everything is added.
#[server(endpoint = "exchange/choose_base", output = Answer)]
pub async fn choose_base(base: Currency) -> Result<(), AppError> {
    let backend = crate::backend::Backend::of_request().await?;
    Ok(db::exchange::choose_base(&backend.db, &backend.actor, base).await?)
}
