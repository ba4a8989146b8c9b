//! What the pages of the profile and of accounts ask the server.

use crate::error::AppError;
use crate::wire::{Answer, Data, Form};
use domain::AccountId;
use domain::icp::{Effect, IcpBook, KeptProfile, ProfileForm};
use leptos::prelude::*;

/// The profile that holds, and some of its versions.
#[server(endpoint = "icp/book", protocol = Form)]
pub async fn read_icp(before: Option<i32>) -> Result<IcpBook, AppError> {
    let backend = crate::backend::Backend::of_request().await?;
    Ok(db::icp::book(&backend.db, &backend.actor, before).await?)
}

/// One version, however old.
#[server(endpoint = "icp/version", protocol = Form)]
pub async fn read_version(version: i32) -> Result<KeptProfile, AppError> {
    let backend = crate::backend::Backend::of_request().await?;
    Ok(db::icp::version(&backend.db, &backend.actor, version).await?)
}

/// What a profile would do if it were saved; of none that is typed, how the one that holds stands.
#[server(endpoint = "icp/effect", protocol = Data)]
pub async fn read_effect(form: Option<ProfileForm>) -> Result<Option<Effect>, AppError> {
    let backend = crate::backend::Backend::of_request().await?;
    let (db, actor) = (&backend.db, &backend.actor);
    let profile = match form {
        Some(form) => form.check().map_err(domain::Refusal::Invalid)?,
        None => match db::icp::profile(db, actor).await? {
            Some(kept) => kept.profile,
            None => return Ok(None),
        },
    };
    Ok(Some(db::icp::effect(db, actor, &profile).await?))
}

/// Saves a profile over the version that its writer saw, and leads back to the page.
#[server(endpoint = "icp/save", output = Answer)]
pub async fn save_icp(seen: i32, #[server(default)] form: ProfileForm) -> Result<i32, AppError> {
    let backend = crate::backend::Backend::of_request().await?;
    let profile = form.check().map_err(domain::Refusal::Invalid)?;
    let version = db::icp::save(&backend.db, &backend.actor, seen, &profile).await?;
    crate::backend::redirect(crate::routes::ICP);
    Ok(version)
}

/// Makes an older version hold again, as a new one.
#[server(endpoint = "icp/restore", output = Answer)]
pub async fn restore_icp(seen: i32, version: i32) -> Result<i32, AppError> {
    let backend = crate::backend::Backend::of_request().await?;
    let version = db::icp::restore(&backend.db, &backend.actor, seen, version).await?;
    crate::backend::redirect(crate::routes::ICP);
    Ok(version)
}

/// Marks an account as one we set out to win, or not any more. A plain form comes back to the page it was sent from.
#[server(endpoint = "icp/mark_target", output = Answer)]
pub async fn mark_target(account: AccountId, target: bool) -> Result<(), AppError> {
    let backend = crate::backend::Backend::of_request().await?;
    Ok(db::icp::mark_target(&backend.db, &backend.actor, account, target).await?)
}
