//! Outbound: the accounts we set out to win, whom to contact there, what was found out about them, and what becomes of the
//! first touch.

mod choose;
mod facts;
mod leaving;
mod list;
mod notes;
mod plan;
mod touch;

pub use choose::{choose, give_up, offer, take_back};
pub(crate) use leaving::{counts, goes_on_without, made_by, theirs};
pub use list::{account, list};
pub use notes::{correct_note, write_note};
pub use plan::{add_step, change_step};
pub(crate) use touch::{Known, lead_of};

use crate::accounts::record;
use crate::{Act, Actor, Error, Result};
use domain::AccountId;
use domain::activities::{Change, Subject};

/// What of an account's history is about how it is worked; no form of its facts has any of these.
pub(crate) const FIELDS: [&str; 7] = [
    "contact_step",
    "contact_skipped",
    "contact_order",
    "contact_member",
    "target_member",
    "research_note",
    "given_up",
];

/// An account that somebody works; it stands still until the act is done. Says whether it is a target.
async fn hold(tx: &mut Act, actor: &Actor, account: AccountId) -> Result<bool> {
    let target: Option<bool> = sqlx::query_scalar(
        "select target from account where workspace_id = $1 and id = $2 and deleted_at is null for no key update",
    )
    .bind(actor.workspace())
    .bind(account)
    .fetch_optional(&mut **tx)
    .await?;
    target.ok_or(Error::NotFound)
}

/// The line of history of what was done with an account that is held, and the word to the screens.
async fn tell(tx: &mut Act, actor: &Actor, account: AccountId, changes: &[Change]) -> Result<()> {
    let version: i32 = sqlx::query_scalar(
        "update account set version = version + 1, updated_at = now() where workspace_id = $1 and id = $2
         returning version",
    )
    .bind(actor.workspace())
    .bind(account)
    .fetch_one(&mut **tx)
    .await?;
    record(tx, actor, Subject::Account(account), version, changes).await
}

fn change(field: &str, before: impl Into<String>, after: impl Into<String>) -> Change {
    Change { field: field.to_owned(), before: before.into(), after: after.into() }
}
