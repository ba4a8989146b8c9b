//! Moves all deals of a stage that is being removed into another one, each with its history and event.

use crate::{Act, Actor, Result};
use domain::StageId;
use domain::pipeline::rank;
use uuid::Uuid;

/// At the end of the other column, in the order they had. Deleted deals go along: a stage that is gone
/// must hold nothing.
pub(super) async fn move_all(tx: &mut Act, actor: &Actor, from: StageId, to: StageId) -> Result<()> {
    let deals: Vec<Uuid> = sqlx::query_scalar(
        "select id from deal where workspace_id = $1 and stage_id = $2 order by rank, id for no key update",
    )
    .bind(actor.workspace())
    .bind(from)
    .fetch_all(&mut **tx)
    .await?;
    let last: Option<String> = sqlx::query_scalar(
        "select rank from deal where workspace_id = $1 and stage_id = $2 order by rank desc limit 1",
    )
    .bind(actor.workspace())
    .bind(to)
    .fetch_optional(&mut **tx)
    .await?;
    let ranks: Vec<String> = rank::following(last.as_deref()).take(deals.len()).collect();
    let acts: Vec<Uuid> = deals.iter().map(|_| Uuid::now_v7()).collect();
    sqlx::query(
        "with moved as (
             update deal d set stage_id = $3, rank = it.rank, version = version + 1, stage_entered_at = now(), updated_at = now()
             from unnest($4::uuid[], $5::text[], $6::uuid[]) as it (id, rank, act_id)
             where d.workspace_id = $1 and d.id = it.id
             returning d.workspace_id, d.id, d.version, it.act_id
         ), recorded as (
             insert into stage_transition (workspace_id, id, deal_id, from_stage_id, to_stage_id, by_id, via, version)
             select workspace_id, act_id, id, $2, $3, $7, 'form', version from moved
         )
         insert into outbox (workspace_id, topic, deal_id, by_id, act_id, version)
         select workspace_id, 'deal', id, $7, act_id, version from moved",
    )
    .bind(actor.workspace())
    .bind(from)
    .bind(to)
    .bind(deals)
    .bind(ranks)
    .bind(acts)
    .bind(actor.id())
    .execute(&mut **tx)
    .await?;
    Ok(())
}
