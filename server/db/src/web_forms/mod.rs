//! Web forms: how a team makes and changes them, and the one door by which anybody may send one.

mod enter;
mod keep;
mod stamp;

pub use enter::{Entered, Hosted, enter, hosted};
pub use keep::{change, list, make, one};

use crate::{Db, Result};
use domain::web_forms::CAUGHT_KEPT_DAYS;

/// Throws away what robots sent a while ago.
pub async fn prune(db: &Db) -> Result<u64> {
    let done = sqlx::query(
        "delete from web_form_entry where caught_by is not null and at < now() - make_interval(days => $1)",
    )
    .bind(i32::try_from(CAUGHT_KEPT_DAYS).unwrap_or(i32::MAX))
    .execute(db.pool())
    .await?;
    Ok(done.rows_affected())
}
