//! What the pages of leads ask the server: who asks, and one call.

use crate::error::AppError;
use crate::wire::{Answer, Data, Form};
use domain::activities::{ActivityForm, TaskForm};
use domain::funnel::Funnel;
use domain::leads::giving::{GiveForm, GivenReport};
use domain::leads::{
    LeadDetails, LeadForm, LeadMoveForm, LeadStatus, LeadsView, Moved, Probe, Queue, Similar, TouchForm, Wish,
};
use domain::pipeline::filter::Owner;
use domain::{ActId, LeadId};
use leptos::prelude::*;

#[server(endpoint = "leads/list", protocol = Data)]
pub async fn list_leads(wish: Wish) -> Result<LeadsView, AppError> {
    let backend = crate::backend::Backend::of_request().await?;
    Ok(db::leads::leads(&backend.db, &backend.actor, &wish).await?)
}

/// One lead by the key that people say, or by its id. The address of one that was swallowed leads to the survivor.
#[server(endpoint = "leads/lead", protocol = Data)]
pub async fn read_lead(key: String) -> Result<LeadDetails, AppError> {
    let backend = crate::backend::Backend::of_request().await?;
    let (db, actor) = (&backend.db, &backend.actor);
    let key: domain::Key = match key.parse::<LeadId>() {
        Ok(id) => {
            return Ok(db::leads::lead_details(db, actor, db::leads::living(db, actor, id).await?).await?);
        }
        Err(_) => key.parse().map_err(|_| AppError::NotFound)?,
    };
    let details = db::leads::lead_details(db, actor, db::leads::lead_id(db, actor, key).await?).await?;
    if details.lead.key() != key {
        crate::backend::redirect(&crate::routes::lead_merged(details.lead.number, key.number));
    }
    Ok(details)
}

/// Who somebody may be already, while they are being typed in.
#[server(endpoint = "leads/similar", protocol = Data)]
pub async fn find_similar(probe: Probe) -> Result<Similar, AppError> {
    let backend = crate::backend::Backend::of_request().await?;
    Ok(db::leads::similar(&backend.db, &backend.actor, &probe).await?)
}

/// Makes a lead, or adds a touch to the one that this is, and goes to its page.
#[server(endpoint = "leads/create", output = Answer)]
pub async fn create_lead(
    #[server(default)] id: String,
    form: LeadForm,
    #[server(default)] touch: TouchForm,
) -> Result<(), AppError> {
    let backend = crate::backend::Backend::of_request().await?;
    let act = domain::accounts::optional_id("id", &id).map_err(domain::Refusal::from)?;
    let now = backend.now();
    let arrived = db::leads::arrive(&backend.db, &backend.actor, act, (&form, &touch), now).await?;
    let page = crate::routes::lead(domain::Key::lead(arrived.number));
    crate::backend::redirect(&if arrived.is_new { page } else { format!("{page}?touched=1") });
    Ok(())
}

/// Writes a lead's facts over the version that its writer saw.
#[server(endpoint = "leads/change", output = Answer)]
pub async fn change_lead(lead: LeadId, version: i32, form: LeadForm) -> Result<(), AppError> {
    let backend = crate::backend::Backend::of_request().await?;
    let lead = db::leads::change_lead(&backend.db, &backend.actor, lead, version, &form).await?;
    crate::backend::redirect(&crate::routes::lead(lead.key()));
    Ok(())
}

/// Moves a lead from where its mover saw it, and goes on to a page of ours.
#[server(endpoint = "leads/move", output = Answer)]
pub async fn move_lead(
    lead: LeadId,
    from: LeadStatus,
    form: LeadMoveForm,
    #[server(default)] next: String,
) -> Result<Moved, AppError> {
    let backend = crate::backend::Backend::of_request().await?;
    let lead = db::leads::move_lead(&backend.db, &backend.actor, lead, from, &form, backend.now()).await?;
    crate::backend::go_on(&next);
    Ok(Moved::of(lead))
}

/// Takes back the move that made this version of a lead, unless somebody changed it since.
#[server(endpoint = "leads/take_back", protocol = Form)]
pub async fn take_back(lead: LeadId, version: i32) -> Result<Moved, AppError> {
    let backend = crate::backend::Backend::of_request().await?;
    Ok(Moved::of(db::leads::take_back(&backend.db, &backend.actor, lead, version).await?))
}

/// The leads of the asker and those that wait for somebody, or all of them, in the order to work them.
#[server(endpoint = "leads/queue", protocol = Data)]
pub async fn read_queue(of: Owner) -> Result<Queue, AppError> {
    let backend = crate::backend::Backend::of_request().await?;
    Ok(db::leads::queue(&backend.db, &backend.actor, of, backend.now()).await?)
}

/// How far leads get, by what brought them, and the leads behind a number.
#[server(endpoint = "leads/funnel", protocol = Data)]
pub async fn read_funnel(wish: domain::funnel::Wish) -> Result<Funnel, AppError> {
    let backend = crate::backend::Backend::of_request().await?;
    Ok(db::leads::funnel(&backend.db, &backend.actor, &wish, backend.now()).await?)
}

/// Logs a touch; with it the task it was for is done, and what comes next is planned, if it has a day.
#[server(endpoint = "leads/log_touch", output = Answer)]
pub async fn log_touch(
    form: ActivityForm,
    #[server(default)] next: TaskForm,
    #[server(default)] done: String,
    #[server(default)] go: String,
) -> Result<(), AppError> {
    let backend = crate::backend::Backend::of_request().await?;
    let done = domain::accounts::optional_id("done", &done).map_err(domain::Refusal::from)?;
    let next = Some(&next).filter(|it| !it.due.trim().is_empty());
    db::activities::log_and_plan(&backend.db, &backend.actor, &form, (done, next), backend.now()).await?;
    crate::backend::go_on(&go);
    Ok(())
}

/// Gives many leads away, and goes back to the list, which says what it came to.
#[server(endpoint = "leads/give_many", output = Answer)]
pub async fn give_leads(
    #[server(default)] form: GiveForm,
    #[server(default)] next: String,
) -> Result<(), AppError> {
    let backend = crate::backend::Backend::of_request().await?;
    let (act, giving) = form.check().map_err(domain::Refusal::Invalid)?;
    let act = act.unwrap_or_else(|| ActId(uuid::Uuid::now_v7()));
    let report = db::routing::give_many(&backend.db, &backend.actor, act, &giving, backend.now()).await?;
    crate::backend::go_on(&crate::routes::leads_given(&next, report.act));
    Ok(())
}

/// What giving many leads away came to.
#[server(endpoint = "leads/given", protocol = Form)]
pub async fn read_given(act: ActId) -> Result<GivenReport, AppError> {
    let backend = crate::backend::Backend::of_request().await?;
    Ok(db::routing::given(&backend.db, &backend.actor, act).await?)
}

/// Takes back what one act gave away, and goes back to the list.
#[server(endpoint = "leads/take_back_given", output = Answer)]
pub async fn take_back_given(act: ActId, #[server(default)] next: String) -> Result<(), AppError> {
    let backend = crate::backend::Backend::of_request().await?;
    db::routing::take_back_given(&backend.db, &backend.actor, act).await?;
    crate::backend::go_on(&crate::routes::leads_given(&next, act));
    Ok(())
}
