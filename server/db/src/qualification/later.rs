//! What no act can do by itself: judging all leads by other rules or another profile, and those of whom time alone changes
//! something. In batches of their own, passing over what somebody works on just now, so that nobody waits; what was
//! passed over comes with the next round.

use super::facts::{FACTS, FROM, Row};
use super::judge::{BATCH, BEHIND, free, holding, judge_and_write};
use crate::{Db, Result};
use domain::WorkspaceId;
use uuid::Uuid;

/// So often it is gone over again for those whom somebody held.
const ROUNDS: usize = 3;

/// From which end leads are gone through.
#[derive(Clone, Copy)]
enum Way {
    Up,
    Down,
}

/// Brings the leads of a workspace up to its rules, its profile and the time. From both ends at once: one reads and writes
/// while the other judges, and they are done where they meet, as nobody is judged who is not behind.
pub async fn catch_up(db: &Db, workspace: WorkspaceId) -> Result<()> {
    for _ in 0..ROUNDS {
        let (up, down) = tokio::try_join!(walk(db, workspace, Way::Up), walk(db, workspace, Way::Down))?;
        if up && down {
            break;
        }
    }
    Ok(())
}

/// Goes through all that are behind. Whether none of them was passed over.
async fn walk(db: &Db, workspace: WorkspaceId, way: Way) -> Result<bool> {
    let mut at = match way {
        Way::Up => Uuid::nil(),
        Way::Down => Uuid::max(),
    };
    let mut all_judged = true;
    loop {
        let (last, all) = batch(db, workspace, way, at).await?;
        all_judged &= all;
        match last {
            Some(last) => at = last,
            None => return Ok(all_judged),
        }
    }
}

/// Every workspace's, once: for whoever keeps house.
pub async fn catch_up_all(db: &Db) -> Result<()> {
    let workspaces: Vec<WorkspaceId> =
        sqlx::query_scalar("select id from workspace order by id").fetch_all(db.pool()).await?;
    for workspace in workspaces {
        catch_up(db, workspace).await?;
    }
    Ok(())
}

/// Judges some leads that are behind. Where it ended, if it found any, and whether it judged all of them.
async fn batch(db: &Db, workspace: WorkspaceId, way: Way, from: Uuid) -> Result<(Option<Uuid>, bool)> {
    let (beyond, order) = match way {
        Way::Up => (">", "asc"),
        Way::Down => ("<", "desc"),
    };
    let mut tx = db.begin().await?;
    let (version, rules) = holding(&mut tx, workspace).await?;
    // Nothing in the text comes from outside: it is this module's columns.
    let sql = format!(
        "select {FACTS} {FROM}
         where s.workspace_id = $1 and s.lead_id {beyond} $2
             and {BEHIND}
         order by s.lead_id {order}
         limit $4"
    );
    let rows: Vec<Row> = sqlx::query_as(sqlx::AssertSqlSafe(sql))
        .bind(workspace)
        .bind(from)
        .bind(version)
        .bind(BATCH)
        .fetch_all(&mut *tx)
        .await?;
    let (last, found) = (rows.last().map(|it| it.lead_id.0), rows.len());
    if found == 0 {
        return Ok((None, true));
    }
    let rows = free(&mut tx, workspace, version, rows).await?;
    let all = rows.len() == found;
    judge_and_write(&mut tx, workspace, (version, &rules), rows).await?;
    tx.commit().await?;
    db.ring();
    Ok((last, all))
}
