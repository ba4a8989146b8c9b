//! What the screens ask the server about a deal's buying committee: who asks, and one call. A plain form comes back to its
//! page.

use crate::error::AppError;
use crate::wire::{Answer, Form};
use domain::committee::{Committee, LeaveForm, ProofForm, RelateForm, SeatForm};
use domain::{DealId, RelationId, SeatId};
use leptos::prelude::*;

#[server(endpoint = "committee/deal", protocol = Form)]
pub async fn read_committee(deal: DealId) -> Result<Committee, AppError> {
    let backend = crate::backend::Backend::of_request().await?;
    Ok(db::committee::of_deal(&backend.db, &backend.actor, deal, backend.today()).await?)
}

/// Takes somebody in, in one role.
#[server(endpoint = "committee/seat", output = Answer)]
pub async fn take_seat(deal: DealId, #[server(default)] form: SeatForm) -> Result<(), AppError> {
    let backend = crate::backend::Backend::of_request().await?;
    db::committee::seat(&backend.db, &backend.actor, deal, &form).await?;
    Ok(())
}

/// Writes what is known of somebody over what its writer saw.
#[server(endpoint = "committee/change", output = Answer)]
pub async fn change_seat(seat: SeatId, seen: i32, #[server(default)] form: SeatForm) -> Result<(), AppError> {
    let backend = crate::backend::Backend::of_request().await?;
    Ok(db::committee::change(&backend.db, &backend.actor, seat, Some(seen), &form).await?)
}

#[server(endpoint = "committee/remove", output = Answer)]
pub async fn remove_seat(seat: SeatId, seen: i32) -> Result<(), AppError> {
    let backend = crate::backend::Backend::of_request().await?;
    Ok(db::committee::remove(&backend.db, &backend.actor, seat, Some(seen)).await?)
}

/// Says what a champion did for us.
#[server(endpoint = "committee/prove", output = Answer)]
pub async fn prove_champion(
    seat: SeatId,
    seen: i32,
    #[server(default)] form: ProofForm,
) -> Result<(), AppError> {
    let backend = crate::backend::Backend::of_request().await?;
    Ok(db::committee::prove(&backend.db, &backend.actor, seat, Some(seen), &form, backend.now()).await?)
}

#[server(endpoint = "committee/relate", output = Answer)]
pub async fn relate_people(deal: DealId, #[server(default)] form: RelateForm) -> Result<(), AppError> {
    let backend = crate::backend::Backend::of_request().await?;
    Ok(db::committee::relate(&backend.db, &backend.actor, deal, &form).await?)
}

#[server(endpoint = "committee/unrelate", output = Answer)]
pub async fn unrelate_people(relation: RelationId) -> Result<(), AppError> {
    let backend = crate::backend::Backend::of_request().await?;
    Ok(db::committee::unrelate(&backend.db, &backend.actor, relation).await?)
}

/// Says of whoever sits there that they left the company that buys.
#[server(endpoint = "committee/leave", output = Answer)]
pub async fn leave_company(seat: SeatId, #[server(default)] form: LeaveForm) -> Result<(), AppError> {
    let backend = crate::backend::Backend::of_request().await?;
    Ok(db::committee::leave(&backend.db, &backend.actor, seat, &form, backend.today()).await?)
}
