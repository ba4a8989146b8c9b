//! What the pages of merging accounts and people ask the server: who asks, and one call.

use crate::error::AppError;
use crate::wire::{Answer, Data};
use domain::MergeId;
use domain::merge::{MergeForm, RecordPairs, RecordPreview, Records};
use leptos::prelude::*;
use uuid::Uuid;

/// What merging the second into the first would come to, by the keys that people say or by ids.
#[server(endpoint = "merge/records", protocol = Data)]
pub async fn read_record_merge(
    of: Records,
    survivor: String,
    swallowed: String,
) -> Result<RecordPreview, AppError> {
    let backend = crate::backend::Backend::of_request().await?;
    let (db, actor) = (&backend.db, &backend.actor);
    let mut ids = vec![];
    for named in [survivor, swallowed] {
        ids.push(match named.parse::<Uuid>() {
            Ok(id) => db::accounts::merge::living(db, actor, of, id).await?,
            Err(_) => {
                let key = named.parse().map_err(|_| AppError::NotFound)?;
                db::accounts::account_id(db, actor, key).await?.0
            }
        });
    }
    Ok(db::accounts::merge::preview(db, actor, of, ids[0], ids[1]).await?)
}

/// Merges two records as they were seen, and goes to the one that stays.
#[server(endpoint = "merge/merge_records", output = Answer)]
pub async fn merge_records(
    #[server(default)] id: String,
    of: Records,
    survivor: Uuid,
    survivor_version: i32,
    swallowed: Uuid,
    swallowed_version: i32,
    #[server(default)] form: MergeForm,
) -> Result<(), AppError> {
    let backend = crate::backend::Backend::of_request().await?;
    let act = domain::accounts::optional_id("id", &id).map_err(domain::Refusal::from)?;
    let both = ((survivor, survivor_version), (swallowed, swallowed_version));
    let (db, actor, now) = (&backend.db, &backend.actor, backend.now());
    let merged = db::accounts::merge::merge(db, actor, (of, act), both, &form, now).await?;
    crate::backend::redirect(&crate::routes::record_merged(&merged));
    Ok(())
}

/// Takes a merge back, and goes to the record that had stayed.
#[server(endpoint = "merge/undo_records", output = Answer)]
pub async fn undo_record_merge(of: Records, merge: MergeId) -> Result<(), AppError> {
    let backend = crate::backend::Backend::of_request().await?;
    let merged = db::accounts::merge::undo(&backend.db, &backend.actor, of, merge, backend.now()).await?;
    crate::backend::redirect(&crate::routes::record(merged.survivor_number, merged.survivor));
    Ok(())
}

/// Pairs that are likely one. Pages count from nought.
#[server(endpoint = "merge/record_pairs", protocol = Data)]
pub async fn read_record_pairs(of: Records, page: usize) -> Result<RecordPairs, AppError> {
    let backend = crate::backend::Backend::of_request().await?;
    Ok(db::accounts::merge::pairs(&backend.db, &backend.actor, of, page).await?)
}

/// Remembers that these two are not one.
#[server(endpoint = "merge/tell_records_apart", output = Answer)]
pub async fn tell_records_apart(of: Records, one: Uuid, other: Uuid) -> Result<(), AppError> {
    let backend = crate::backend::Backend::of_request().await?;
    Ok(db::accounts::merge::tell_apart(&backend.db, &backend.actor, of, one, other).await?)
}
