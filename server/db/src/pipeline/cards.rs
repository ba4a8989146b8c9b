//! A deal as its card shows it, read the same way by everybody who sends one.

use crate::{Db, Result};
use domain::{DealId, WorkspaceId, pipeline::Card};

/// The columns of a card, for a `deal d` left-joined to its `account a`.
pub(crate) const CARD: &str =
    "d.id, d.number, d.version, d.name, d.pipeline_id as pipeline, d.stage_id as stage, d.rank,
    d.account_id as account, a.name as account_name, d.owner_id as owner, d.currency, d.amount_minor,
    d.weighted_minor, d.expected_close, d.next_step, d.next_step_due, d.stage_entered_at, d.last_activity_at";

/// The cards of these deals, in no order. Deleted ones are left out.
pub(crate) async fn cards_of(db: &Db, workspace: WorkspaceId, deals: &[DealId]) -> Result<Vec<Card>> {
    let ids: Vec<_> = deals.iter().map(|it| it.0).collect();
    // Nothing in the text comes from outside: it is this file's column list.
    let sql = format!(
        "select {CARD}
         from deal d
         left join account a on a.workspace_id = d.workspace_id and a.id = d.account_id
         where d.workspace_id = $1 and d.id = any ($2) and d.deleted_at is null"
    );
    Ok(sqlx::query_as(sqlx::AssertSqlSafe(sql)).bind(workspace).bind(ids).fetch_all(db.pool()).await?)
}
