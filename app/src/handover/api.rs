//! What the pages ask the server about hand-overs: who asks, and one call.

use crate::error::AppError;
use crate::wire::{Answer, Form};
use domain::handover::{Handover, HandoverDetails, Handovers, LeadHandover, NotesForm, RejectForm, SendForm};
use domain::{DealId, HandoverId, LeadId};
use leptos::prelude::*;

/// All hand-overs as the asker sees them.
#[server(endpoint = "handover/list", protocol = Form)]
pub async fn read_handovers() -> Result<Handovers, AppError> {
    let backend = crate::backend::Backend::of_request().await?;
    Ok(db::handover::handovers(&backend.db, &backend.actor, backend.now()).await?)
}

/// One, with its dossier.
#[server(endpoint = "handover/one", protocol = Form)]
pub async fn read_handover(handover: HandoverId) -> Result<HandoverDetails, AppError> {
    let backend = crate::backend::Backend::of_request().await?;
    Ok(db::handover::handover(&backend.db, &backend.actor, handover, backend.now()).await?)
}

/// What would go over of a lead, and the last time that it did.
#[server(endpoint = "handover/lead", protocol = Form)]
pub async fn read_lead_handover(lead: LeadId) -> Result<LeadHandover, AppError> {
    let backend = crate::backend::Backend::of_request().await?;
    Ok(db::handover::of_lead(&backend.db, &backend.actor, lead, backend.now()).await?)
}

/// The hand-over that a deal came of.
#[server(endpoint = "handover/deal", protocol = Form)]
pub async fn read_deal_handover(deal: DealId) -> Result<Option<Handover>, AppError> {
    let backend = crate::backend::Backend::of_request().await?;
    Ok(db::handover::of_deal(&backend.db, &backend.actor, deal).await?)
}

/// Writes down what only whoever talked with them knows, over the version of the lead that its writer saw.
#[server(endpoint = "handover/notes", output = Answer)]
pub async fn write_dossier(
    lead: LeadId,
    version: i32,
    #[server(default)] form: NotesForm,
) -> Result<(), AppError> {
    let backend = crate::backend::Backend::of_request().await?;
    let lead = db::handover::write_notes(&backend.db, &backend.actor, lead, version, &form).await?;
    crate::backend::redirect(&crate::routes::lead(lead.key()));
    Ok(())
}

/// Sends a lead to whoever closes. A plain form comes back to the lead's page, which then says for whom it waits.
#[server(endpoint = "handover/send", output = Answer)]
pub async fn send_handover(lead: LeadId, #[server(default)] form: SendForm) -> Result<(), AppError> {
    let backend = crate::backend::Backend::of_request().await?;
    let (db, actor, now) = (&backend.db, &backend.actor, backend.now());
    db::handover::send(db, actor, lead, &form, crate::words::first_contact, now).await?;
    Ok(())
}

#[server(endpoint = "handover/withdraw", output = Answer)]
pub async fn withdraw_handover(handover: HandoverId) -> Result<(), AppError> {
    let backend = crate::backend::Backend::of_request().await?;
    db::handover::withdraw(&backend.db, &backend.actor, handover, backend.now()).await?;
    Ok(())
}

/// Accepts a hand-over: there is a deal now, to which the page leads.
#[server(endpoint = "handover/accept", output = Answer)]
pub async fn accept_handover(handover: HandoverId) -> Result<(), AppError> {
    let backend = crate::backend::Backend::of_request().await?;
    let (db, actor, now) = (&backend.db, &backend.actor, backend.now());
    db::handover::accept(db, actor, handover, crate::words::first_contact, now).await?;
    Ok(())
}

#[server(endpoint = "handover/reject", output = Answer)]
pub async fn reject_handover(
    handover: HandoverId,
    #[server(default)] form: RejectForm,
) -> Result<(), AppError> {
    let backend = crate::backend::Backend::of_request().await?;
    db::handover::reject(&backend.db, &backend.actor, handover, &form, backend.now()).await?;
    Ok(())
}

/// Gives one that waits to another who closes, and leads to the new try.
#[server(endpoint = "handover/reroute", output = Answer)]
pub async fn reroute_handover(
    handover: HandoverId,
    #[server(default)] closer: String,
) -> Result<(), AppError> {
    let backend = crate::backend::Backend::of_request().await?;
    let to = domain::accounts::optional_id("closer", &closer).map_err(domain::Refusal::from)?;
    let (db, actor) = (&backend.db, &backend.actor);
    let next = db::handover::reroute(db, actor, handover, to, backend.now()).await?;
    crate::backend::redirect(&crate::routes::handover(next));
    Ok(())
}
