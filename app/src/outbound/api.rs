//! What outbound asks the server: who asks, and one call.

use crate::error::AppError;
use crate::wire::{Answer, Data, Form};
use domain::outbound::{
    AccountOutbound, ChooseForm, ContactStepForm, GiveUpForm, NoteForm, StepActForm, Targets, Wish,
};
use domain::{AccountId, ActId, ContactStepId, ResearchNoteId};
use leptos::prelude::*;

/// The targets in the order to work them.
#[server(endpoint = "outbound/list", protocol = Data)]
pub async fn list_targets(wish: Wish) -> Result<Targets, AppError> {
    let backend = crate::backend::Backend::of_request().await?;
    Ok(db::outbound::list(&backend.db, &backend.actor, &wish, backend.now()).await?)
}

/// How one account is worked.
#[server(endpoint = "outbound/account", protocol = Form)]
pub async fn read_outbound(account: AccountId) -> Result<AccountOutbound, AppError> {
    let backend = crate::backend::Backend::of_request().await?;
    Ok(db::outbound::account(&backend.db, &backend.actor, account, backend.now()).await?)
}

/// How many accounts of a filter are no targets yet.
#[server(endpoint = "outbound/offer", protocol = Data)]
pub async fn read_offer(wish: domain::accounts::Wish) -> Result<i64, AppError> {
    let backend = crate::backend::Backend::of_request().await?;
    Ok(db::outbound::offer(&backend.db, &backend.actor, &wish).await?)
}

/// Makes targets of what a filter finds, and goes to the list of them, which says how many there are.
#[server(endpoint = "outbound/choose", output = Answer)]
pub async fn choose_targets(#[server(default)] form: ChooseForm) -> Result<(), AppError> {
    let backend = crate::backend::Backend::of_request().await?;
    let (act, wish, member) = form.check().map_err(domain::Refusal::Invalid)?;
    let act = act.unwrap_or_else(|| ActId(uuid::Uuid::now_v7()));
    let made = db::outbound::choose(&backend.db, &backend.actor, act, &wish, member).await?;
    crate::backend::redirect(&crate::routes::targets_made(made.act));
    Ok(())
}

/// Takes back what one act made.
#[server(endpoint = "outbound/take_back", output = Answer)]
pub async fn take_back_targets(act: ActId) -> Result<(), AppError> {
    let backend = crate::backend::Backend::of_request().await?;
    db::outbound::take_back(&backend.db, &backend.actor, act, backend.now()).await?;
    crate::backend::redirect(&crate::routes::targets_made(act));
    Ok(())
}

/// Lets a target be, and says why. A plain form comes back to the page it was sent from, as all of these do.
#[server(endpoint = "outbound/give_up", output = Answer)]
pub async fn give_up_target(account: AccountId, #[server(default)] form: GiveUpForm) -> Result<(), AppError> {
    let backend = crate::backend::Backend::of_request().await?;
    Ok(db::outbound::give_up(&backend.db, &backend.actor, account, &form, backend.now()).await?)
}

/// Plans a contact.
#[server(endpoint = "outbound/add_step", output = Answer)]
pub async fn add_step(account: AccountId, #[server(default)] form: ContactStepForm) -> Result<(), AppError> {
    let backend = crate::backend::Backend::of_request().await?;
    db::outbound::add_step(&backend.db, &backend.actor, account, &form, backend.now()).await?;
    Ok(())
}

/// Does something with a step of a plan.
#[server(endpoint = "outbound/change_step", output = Answer)]
pub async fn change_step(step: ContactStepId, #[server(default)] form: StepActForm) -> Result<(), AppError> {
    let backend = crate::backend::Backend::of_request().await?;
    Ok(db::outbound::change_step(&backend.db, &backend.actor, step, &form).await?)
}

/// Writes down what somebody found out.
#[server(endpoint = "outbound/write_note", output = Answer)]
pub async fn write_note(
    account: AccountId,
    #[server(default)] id: String,
    #[server(default)] form: NoteForm,
) -> Result<(), AppError> {
    let backend = crate::backend::Backend::of_request().await?;
    let id = domain::accounts::optional_id("id", &id).map_err(domain::Refusal::from)?;
    db::outbound::write_note(&backend.db, &backend.actor, account, id, &form, backend.now()).await?;
    Ok(())
}

/// Corrects a note over the version that its writer saw.
#[server(endpoint = "outbound/correct_note", output = Answer)]
pub async fn correct_note(
    note: ResearchNoteId,
    version: i32,
    #[server(default)] form: NoteForm,
) -> Result<(), AppError> {
    let backend = crate::backend::Backend::of_request().await?;
    db::outbound::correct_note(&backend.db, &backend.actor, note, version, &form, backend.now()).await?;
    Ok(())
}
