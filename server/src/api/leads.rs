//! Leads for programs: forms and campaigns bring them in, and each person is one of them.

mod asked;
pub mod assign;
mod wire;

use axum::Json;
use axum::extract::State;
use axum::response::{IntoResponse, Response};
use chrono::Utc;
use db::{Actor, Db};
use domain::activities::Change;
use domain::{Key, LeadId};

use super::cursor::Page;
use super::extract::{ActOf, Asked, Body, Named, Reads, Seen, Writes};
use super::refused::{Refused, Stale};
use super::wire::{Found, Made};
use asked::LeadsAsked;
use wire::{Lead, LeadChange, NewLead, NewLeads, StatusChange, TakenLeads};

/// Leads, in the order in which they were last changed.
#[utoipa::path(
    get, path = "/api/v1/leads", tag = "leads", params(LeadsAsked),
    responses((status = 200, body = Page<Lead>))
)]
pub async fn list_leads(
    Reads(program): Reads,
    State(db): State<Db>,
    Asked(asked): Asked<LeadsAsked>,
) -> Result<Json<Page<Lead>>, Refused> {
    let (place, limit) = asked.place()?;
    let slice = db::leads::lead_records(&db, &program.actor, &asked.wish()?, place, limit).await?;
    Ok(Json(Page::of(slice, Lead::from)))
}

/// Makes a lead (201), or adds a touch to the open lead that has this e-mail or phone (200).
#[utoipa::path(
    post, path = "/api/v1/leads", tag = "leads", request_body = NewLead,
    responses((status = 201, body = Lead), (status = 200, body = Lead, description = "One more touch of a lead"))
)]
pub async fn create_lead(
    Writes(program): Writes,
    State(db): State<Db>,
    ActOf(act): ActOf,
    Body(new): Body<NewLead>,
) -> Result<Response, Refused> {
    let (form, touch) = new.forms();
    let actor = &program.actor;
    let arrived = db::leads::arrive(&db, actor, Some(act), (&form, &touch), Utc::now()).await?;
    let lead = read(&db, actor, arrived.lead).await?;
    Ok(if arrived.is_new { Made(lead).into_response() } else { Found(lead).into_response() })
}

/// Takes up to 1,000 leads, all or none, as one act: what cannot be taken is named by its place. Each is made, or one more
/// touch of the open lead that it is; sent again with the same `Idempotency-Key`, they are taken once.
#[utoipa::path(
    post, path = "/api/v1/leads/batch", tag = "leads", request_body = NewLeads,
    responses((status = 200, body = TakenLeads))
)]
pub async fn create_leads(
    Writes(program): Writes,
    State(db): State<Db>,
    ActOf(act): ActOf,
    Body(new): Body<NewLeads>,
) -> Result<Json<TakenLeads>, Refused> {
    let forms: Vec<_> = new.leads.into_iter().map(NewLead::forms).collect();
    let arrived = db::leads::arrive_all(&db, &program.actor, act, &forms, Utc::now()).await?;
    Ok(Json(TakenLeads::of(&arrived)))
}

/// One lead, by its id or key (L-123).
#[utoipa::path(
    get, path = "/api/v1/leads/{id}", tag = "leads",
    params(("id" = String, Path, description = "The lead's id, or its key: L-123")),
    responses((status = 200, body = Lead))
)]
pub async fn read_lead(
    Reads(program): Reads,
    State(db): State<Db>,
    name: Named,
) -> Result<Found<Lead>, Refused> {
    let id = id_of(&db, &program.actor, &name).await?;
    Ok(Found(read(&db, &program.actor, id).await?))
}

/// Changes some fields of a lead over the version that was read.
#[utoipa::path(
    patch, path = "/api/v1/leads/{id}", tag = "leads", request_body = LeadChange,
    params(("id" = String, Path, description = "The lead's id, or its key: L-123")),
    responses((status = 200, body = Lead))
)]
pub async fn change_lead(
    Writes(program): Writes,
    State(db): State<Db>,
    name: Named,
    seen: Seen,
    Body(change): Body<LeadChange>,
) -> Result<Found<Lead>, Refused> {
    let actor = &program.actor;
    let id = id_of(&db, actor, &name).await?;
    let now = db::leads::lead(&db, actor, id).await?;
    if !seen.needed()?.is(now.version) {
        return Err(stale(&db, actor, id, vec![]).await?);
    }
    match db::leads::change_lead(&db, actor, id, now.version, &change.over(&now)).await {
        Ok(_) => Ok(Found(read(&db, actor, id).await?)),
        Err(db::Error::Changed(since)) => Err(stale(&db, actor, id, since.differences).await?),
        Err(error) => Err(error.into()),
    }
}

/// Moves a lead. With `If-Match` only from the version that was read.
#[utoipa::path(
    post, path = "/api/v1/leads/{id}/status", tag = "leads", request_body = StatusChange,
    params(("id" = String, Path, description = "The lead's id, or its key: L-123")),
    responses((status = 200, body = Lead))
)]
pub async fn move_lead(
    Writes(program): Writes,
    State(db): State<Db>,
    name: Named,
    seen: Seen,
    Body(change): Body<StatusChange>,
) -> Result<Found<Lead>, Refused> {
    let actor = &program.actor;
    let id = id_of(&db, actor, &name).await?;
    let now = db::leads::lead(&db, actor, id).await?;
    if !seen.is(now.version) {
        return Err(stale(&db, actor, id, vec![]).await?);
    }
    match db::leads::move_lead(&db, actor, id, now.status, &change.form(), Utc::now()).await {
        Ok(_) => Ok(Found(read(&db, actor, id).await?)),
        Err(db::Error::Changed(since)) => Err(stale(&db, actor, id, since.differences).await?),
        Err(error) => Err(error.into()),
    }
}

pub(super) async fn id_of(db: &Db, actor: &Actor, name: &Named) -> Result<LeadId, Refused> {
    match name.0.parse::<Key>() {
        Ok(key) => Ok(db::leads::lead_id(db, actor, key).await?),
        Err(_) => name.id(),
    }
}

async fn read(db: &Db, actor: &Actor, id: LeadId) -> Result<Lead, Refused> {
    Ok(db::leads::lead_record(db, actor, id).await?.into())
}

pub(super) async fn stale(
    db: &Db,
    actor: &Actor,
    id: LeadId,
    differences: Vec<Change>,
) -> Result<Refused, Refused> {
    Ok(Stale::named(&read(db, actor, id).await?, differences).into())
}
