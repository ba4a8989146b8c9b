//! What the pages of merging ask the server: who asks, and one call.

use crate::error::AppError;
use crate::wire::{Answer, Data};
use domain::merge::{MergeForm, Pair, Preview};
use domain::{LeadId, MergeId};
use leptos::prelude::*;

/// What merging the second into the first would come to, by the keys that people say.
#[server(endpoint = "merge/preview", protocol = Data)]
pub async fn read_merge(survivor: String, swallowed: String) -> Result<Preview, AppError> {
    let backend = crate::backend::Backend::of_request().await?;
    let (db, actor) = (&backend.db, &backend.actor);
    let key = |it: &str| it.parse::<domain::Key>().map_err(|_| AppError::NotFound);
    let survivor = db::leads::lead_id(db, actor, key(&survivor)?).await?;
    let swallowed = db::leads::lead_id(db, actor, key(&swallowed)?).await?;
    Ok(db::leads::merge::preview(db, actor, survivor, swallowed).await?)
}

/// Merges two leads as they were seen, and goes to the one that stays.
#[server(endpoint = "merge/merge", output = Answer)]
pub async fn merge_leads(
    #[server(default)] id: String,
    survivor: LeadId,
    survivor_version: i32,
    swallowed: LeadId,
    swallowed_version: i32,
    #[server(default)] form: MergeForm,
) -> Result<(), AppError> {
    let backend = crate::backend::Backend::of_request().await?;
    let act = domain::accounts::optional_id("id", &id).map_err(domain::Refusal::from)?;
    let both = ((survivor, survivor_version), (swallowed, swallowed_version));
    let merged =
        db::leads::merge::merge(&backend.db, &backend.actor, act, both, &form, backend.now()).await?;
    crate::backend::redirect(&crate::routes::lead_merged(merged.survivor, merged.number));
    Ok(())
}

/// Takes a merge back, and goes to the lead that had stayed.
#[server(endpoint = "merge/undo", output = Answer)]
pub async fn undo_merge(merge: MergeId) -> Result<(), AppError> {
    let backend = crate::backend::Backend::of_request().await?;
    let merged = db::leads::merge::undo(&backend.db, &backend.actor, merge, backend.now()).await?;
    crate::backend::redirect(&crate::routes::lead(domain::Key::lead(merged.survivor)));
    Ok(())
}

/// Pairs of leads that are likely one.
#[server(endpoint = "merge/pairs", protocol = Data)]
pub async fn read_pairs() -> Result<Vec<Pair>, AppError> {
    let backend = crate::backend::Backend::of_request().await?;
    Ok(db::leads::merge::pairs(&backend.db, &backend.actor).await?)
}

/// Remembers that these two are not one.
#[server(endpoint = "merge/tell_apart", output = Answer)]
pub async fn tell_apart(one: LeadId, other: LeadId) -> Result<(), AppError> {
    let backend = crate::backend::Backend::of_request().await?;
    Ok(db::leads::merge::tell_apart(&backend.db, &backend.actor, one, other).await?)
}
