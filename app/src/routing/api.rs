//! What the page of routing asks the server: who asks, and one call.

use crate::error::AppError;
use crate::wire::{Answer, Form};
use domain::routing::{AbsenceForm, RoutingBook, RuleForm};
use domain::{LeadId, MemberId, RoutingRuleId};
use leptos::prelude::*;

/// The rules in their order, and who takes leads.
#[server(endpoint = "routing/book", protocol = Form)]
pub async fn read_routing() -> Result<RoutingBook, AppError> {
    let backend = crate::backend::Backend::of_request().await?;
    Ok(db::routing::book(&backend.db, &backend.actor, backend.today()).await?)
}

/// A new rule, asked after all others.
#[server(endpoint = "routing/add_rule", output = Answer)]
pub async fn add_rule(#[server(default)] id: String, form: RuleForm) -> Result<(), AppError> {
    let backend = crate::backend::Backend::of_request().await?;
    let id = domain::accounts::optional_id("id", &id).map_err(domain::Refusal::from)?;
    let rule = form
        .check(id.unwrap_or_else(|| RoutingRuleId(uuid::Uuid::now_v7())))
        .map_err(domain::Refusal::Invalid)?;
    db::routing::add_rule(&backend.db, &backend.actor, &rule).await?;
    crate::backend::redirect(crate::routes::ROUTING);
    Ok(())
}

/// Writes a rule over the version that its writer saw.
#[server(endpoint = "routing/change_rule", output = Answer)]
pub async fn change_rule(rule: RoutingRuleId, seen: i32, form: RuleForm) -> Result<(), AppError> {
    let backend = crate::backend::Backend::of_request().await?;
    let rule = form.check(rule).map_err(domain::Refusal::Invalid)?;
    db::routing::change_rule(&backend.db, &backend.actor, seen, &rule).await?;
    crate::backend::redirect(crate::routes::ROUTING);
    Ok(())
}

#[server(endpoint = "routing/switch_rule", output = Answer)]
pub async fn switch_rule(rule: RoutingRuleId, on: bool) -> Result<(), AppError> {
    let backend = crate::backend::Backend::of_request().await?;
    Ok(db::routing::switch_rule(&backend.db, &backend.actor, rule, on).await?)
}

/// Asks a rule one place earlier or later.
#[server(endpoint = "routing/move_rule", output = Answer)]
pub async fn move_rule(rule: RoutingRuleId, earlier: bool) -> Result<(), AppError> {
    let backend = crate::backend::Backend::of_request().await?;
    Ok(db::routing::move_rule(&backend.db, &backend.actor, rule, earlier).await?)
}

#[server(endpoint = "routing/remove_rule", output = Answer)]
pub async fn remove_rule(rule: RoutingRuleId, seen: i32) -> Result<(), AppError> {
    let backend = crate::backend::Backend::of_request().await?;
    Ok(db::routing::remove_rule(&backend.db, &backend.actor, rule, seen).await?)
}

/// Says when a member takes leads, and how many.
#[server(endpoint = "routing/set_availability", output = Answer)]
pub async fn set_availability(member: MemberId, form: AbsenceForm) -> Result<(), AppError> {
    let backend = crate::backend::Backend::of_request().await?;
    let of = form.check(member).map_err(domain::Refusal::Invalid)?;
    db::routing::set_availability(&backend.db, &backend.actor, &of).await?;
    crate::backend::redirect(crate::routes::ROUTING);
    Ok(())
}

/// Asks the rules anew to whom a lead goes.
#[server(endpoint = "routing/reassign", output = Answer)]
pub async fn reassign(lead: LeadId) -> Result<(), AppError> {
    let backend = crate::backend::Backend::of_request().await?;
    db::routing::reassign(&backend.db, &backend.actor, lead, backend.now()).await?;
    Ok(())
}
