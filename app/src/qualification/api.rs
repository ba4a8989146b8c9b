//! What the pages of leads and of the rules ask the server about qualification.

use crate::error::AppError;
use crate::wire::{Answer, Data, Form};
use domain::LeadId;
use domain::qualification::{Effect, KeptRules, Qualified, RulesBook, RulesForm, TalkForm};
use leptos::prelude::*;

/// How a lead is qualified, and why.
#[server(endpoint = "qualification/lead", protocol = Form)]
pub async fn read_qualified(lead: LeadId) -> Result<Qualified, AppError> {
    let backend = crate::backend::Backend::of_request().await?;
    Ok(db::qualification::qualified(&backend.db, &backend.actor, lead).await?)
}

/// Writes down what a talk has found out so far, over the version of the lead that its writer saw.
#[server(endpoint = "qualification/talk", output = Answer)]
pub async fn write_talk(
    lead: LeadId,
    version: i32,
    #[server(default)] form: TalkForm,
) -> Result<(), AppError> {
    let backend = crate::backend::Backend::of_request().await?;
    let lead = db::qualification::write_talk(&backend.db, &backend.actor, lead, version, &form).await?;
    crate::backend::redirect(&crate::routes::lead(lead.key()));
    Ok(())
}

/// Grants that a lead is one for sales, by the word of whoever asks. A plain form comes back to its page.
#[server(endpoint = "qualification/grant", output = Answer)]
pub async fn grant_sales_qualified(lead: LeadId) -> Result<(), AppError> {
    let backend = crate::backend::Backend::of_request().await?;
    db::qualification::grant(&backend.db, &backend.actor, lead, backend.now()).await?;
    Ok(())
}

/// The rules that hold, and some of their versions.
#[server(endpoint = "qualification/book", protocol = Form)]
pub async fn read_rules(before: Option<i32>) -> Result<RulesBook, AppError> {
    let backend = crate::backend::Backend::of_request().await?;
    Ok(db::qualification::book(&backend.db, &backend.actor, before).await?)
}

/// One version, however old.
#[server(endpoint = "qualification/version", protocol = Form)]
pub async fn read_rules_version(version: i32) -> Result<KeptRules, AppError> {
    let backend = crate::backend::Backend::of_request().await?;
    Ok(db::qualification::version(&backend.db, &backend.actor, version).await?)
}

/// What rules would do if they were saved; of none that are typed, nothing is said.
#[server(endpoint = "qualification/effect", protocol = Data)]
pub async fn read_rules_effect(form: Option<RulesForm>) -> Result<Option<Effect>, AppError> {
    let backend = crate::backend::Backend::of_request().await?;
    let Some(form) = form else { return Ok(None) };
    let rules = form.check().map_err(domain::Refusal::Invalid)?;
    Ok(Some(db::qualification::effect(&backend.db, &backend.actor, &rules, backend.now()).await?))
}

/// Saves rules over the version that their writer saw, judges every lead by them, and leads back to the page.
#[server(endpoint = "qualification/save", output = Answer)]
pub async fn save_rules(seen: i32, #[server(default)] form: RulesForm) -> Result<i32, AppError> {
    let backend = crate::backend::Backend::of_request().await?;
    let rules = form.check().map_err(domain::Refusal::Invalid)?;
    let version = db::qualification::save(&backend.db, &backend.actor, seen, &rules).await?;
    crate::backend::redirect(crate::routes::QUALIFICATION);
    Ok(version)
}

/// Makes an older version hold again, as a new one.
#[server(endpoint = "qualification/restore", output = Answer)]
pub async fn restore_rules(seen: i32, version: i32) -> Result<i32, AppError> {
    let backend = crate::backend::Backend::of_request().await?;
    let version = db::qualification::restore(&backend.db, &backend.actor, seen, version).await?;
    crate::backend::redirect(crate::routes::QUALIFICATION);
    Ok(version)
}
