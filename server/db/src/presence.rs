//! Who looks at what right now, as their pages report it to any of our processes, for all of them to tell.

use crate::{Actor, Db, Error, Result};
use chrono::{DateTime, Utc};
use domain::presence::{Place, Present, Report, Sighting, present};
use domain::team::Right;
use domain::{DealId, MemberId, PipelineId, Refusal, WorkspaceId};
use std::collections::BTreeMap;

/// Takes down what a page says of itself. Nobody can be where they see nothing: `NotFound`.
pub async fn report(db: &Db, actor: &Actor, report: &Report) -> Result<()> {
    actor.must(Right::Read)?;
    let member = actor.id().ok_or(Refusal::NotAllowed)?;
    let (pipeline, deal) = match report.place {
        Some(Place::Board(pipeline)) => (Some(pipeline), None),
        Some(Place::Deal(deal)) => (None, Some(deal)),
        None => (None, None),
    };
    let known: bool = sqlx::query_scalar(
        "with known as (
             select ($5::uuid is null or exists (select from pipeline where workspace_id = $1 and id = $5))
                 and ($6::uuid is null or exists (select from deal where workspace_id = $1 and id = $6))
                 and ($7::uuid is null or exists (select from deal where workspace_id = $1 and id = $7)) as all
         ), kept as (
             insert into presence as p (workspace_id, member_id, tab_id, count, pipeline_id, deal_id, carries_id)
             select $1, $2, $3, $4, $5, $6, $7 from known where known.all
             on conflict (member_id, tab_id) do update
             set count = excluded.count, pipeline_id = excluded.pipeline_id, deal_id = excluded.deal_id,
                 carries_id = excluded.carries_id, seen_at = excluded.seen_at
             where p.count < excluded.count
         )
         select known.all from known",
    )
    .bind(actor.workspace())
    .bind(member)
    .bind(report.tab)
    .bind(report.count)
    .bind(pipeline)
    .bind(deal)
    .bind(report.carries)
    .fetch_one(db.pool())
    .await?;
    if !known {
        return Err(Error::NotFound);
    }
    db.stir();
    Ok(())
}

#[derive(sqlx::FromRow)]
struct Row {
    workspace_id: WorkspaceId,
    member_id: MemberId,
    pipeline_id: Option<PipelineId>,
    deal_id: Option<DealId>,
    carries_id: Option<DealId>,
    seen_at: DateTime<Utc>,
    now: DateTime<Utc>,
}

/// Who is where, in every workspace in which somebody is anywhere. Serves the process itself; whoever tells it must
/// look whom it is for.
pub async fn everybody(db: &Db) -> Result<BTreeMap<WorkspaceId, Vec<Present>>> {
    let rows: Vec<Row> = sqlx::query_as(
        "select p.workspace_id, p.member_id, p.pipeline_id, p.deal_id, p.carries_id, p.seen_at, now() as now
         from presence p
         join member m on m.workspace_id = p.workspace_id and m.id = p.member_id
         where p.seen_at > now() - interval '1 minute' and m.deactivated_at is null",
    )
    .fetch_all(db.pool())
    .await?;
    // The database's clock has written these times, and it reads them.
    let now = rows.first().map(|it| it.now).unwrap_or_default();
    let mut workspaces: BTreeMap<WorkspaceId, Vec<Sighting>> = BTreeMap::new();
    for row in rows {
        let place = row.pipeline_id.map(Place::Board).or(row.deal_id.map(Place::Deal));
        if let Some(place) = place {
            let seen = Sighting { member: row.member_id, place, carries: row.carries_id, at: row.seen_at };
            workspaces.entry(row.workspace_id).or_default().push(seen);
        }
    }
    Ok(workspaces.into_iter().map(|(workspace, seen)| (workspace, present(&seen, now))).collect())
}

/// Forgets pages that have said nothing for long.
pub async fn prune(db: &Db) -> Result<u64> {
    let done = sqlx::query("delete from presence where seen_at < now() - interval '1 minute'")
        .execute(db.pool())
        .await?;
    Ok(done.rows_affected())
}
