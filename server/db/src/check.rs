//! The books balance: asks every question of `invariants.sql`, and names what breaks one.

use crate::{Db, Result};
use sqlx::Executor;

/// A record that breaks a rule which must always hold.
#[derive(Clone, Debug, PartialEq, Eq, sqlx::FromRow)]
pub struct Violation {
    pub rule: String,
    pub workspace_id: uuid::Uuid,
    pub what: String,
}

/// For the operator: over all workspaces, however long that takes. Empty when everything is in order.
pub async fn check(db: &Db) -> Result<Vec<Violation>> {
    let mut tx = db.begin().await?;
    tx.execute("set transaction read only; set local statement_timeout = 0; set local lock_timeout = 0")
        .await?;
    let violations = sqlx::query_as(include_str!("../invariants.sql")).fetch_all(&mut *tx).await?;
    tx.rollback().await?;
    Ok(violations)
}
