//! The books balance: asks every question of `invariants.sql`, and names what breaks one.

use crate::{Db, Result};

/// A record that breaks a rule which must always hold.
#[derive(Clone, Debug, PartialEq, Eq, sqlx::FromRow)]
pub struct Violation {
    pub rule: String,
    pub workspace_id: uuid::Uuid,
    pub what: String,
}

/// For the operator: over all workspaces. Empty when everything is in order.
pub async fn check(db: &Db) -> Result<Vec<Violation>> {
    Ok(sqlx::query_as(include_str!("../invariants.sql")).fetch_all(db.pool()).await?)
}
