//! Setting out to win an account, before anybody there was contacted, and letting go of it.

use crate::accounts::{record, ticked};
use crate::{Actor, Db, Error, Result};
use domain::AccountId;
use domain::activities::{Change, Subject};
use domain::team::Right;

/// Marks an account as a target, or not any more. One that is marked already stays as it is.
pub async fn mark_target(db: &Db, actor: &Actor, account: AccountId, target: bool) -> Result<()> {
    actor.must(Right::KeepRecords)?;
    let mut tx = db.begin().await?;
    let before: Option<bool> = sqlx::query_scalar(
        "select target from account where workspace_id = $1 and id = $2 and deleted_at is null for update",
    )
    .bind(actor.workspace())
    .bind(account)
    .fetch_optional(&mut *tx)
    .await?;
    if before.ok_or(Error::NotFound)? == target {
        return Ok(());
    }
    let version: i32 = sqlx::query_scalar(
        "update account set target = $3, version = version + 1, updated_at = now()
         where workspace_id = $1 and id = $2
         returning version",
    )
    .bind(actor.workspace())
    .bind(account)
    .bind(target)
    .fetch_one(&mut *tx)
    .await?;
    let said = |it| ticked(it).to_owned();
    let change = Change { field: "target".to_owned(), before: said(!target), after: said(target) };
    record(&mut tx, actor, Subject::Account(account), version, &[change]).await?;
    db.commit(tx).await
}
