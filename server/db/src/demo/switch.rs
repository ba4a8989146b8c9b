//! The demo in a workspace that works: brought in to look around, and taken out with all that hangs on it. What the team
//! makes meanwhile stays.

mod bring;
mod fit;
mod take_out;
mod things;
mod ties;

pub use bring::bring_in;
pub use take_out::take_out;

use crate::{Act, Actor, Db, Error, Result};
use domain::demo::{Parting, Stand};
use domain::team::Right;
use things::Going;

/// How workspace `w` stands to the demo, as part of a question.
pub(crate) const STAND: &str = "case
        when w.is_demo then 'whole'
        when exists (select from demo_record r where r.workspace_id = w.id) then 'in'
        when exists (select from deal d where d.workspace_id = w.id) then 'out'
        else 'fresh'
    end";

/// Is the demo in the workspace, and what would taking it out do?
pub async fn demo_data(db: &Db, actor: &Actor) -> Result<(Stand, Parting)> {
    actor.must(Right::KeepTeam)?;
    let mut tx = db.begin().await?;
    let stand = stand(&mut tx, actor).await?;
    let parting = match stand {
        Stand::In => Going::read(&mut tx, actor).await?.parting(&mut tx, actor).await?,
        Stand::Fresh | Stand::Out | Stand::Whole => Parting::default(),
    };
    tx.rollback().await?;
    Ok((stand, parting))
}

async fn stand(tx: &mut Act, actor: &Actor) -> Result<Stand> {
    // The text is all from this file.
    let sql = sqlx::AssertSqlSafe(format!("select {STAND} from workspace w where w.id = $1"));
    let stand = sqlx::query_scalar(sql).bind(actor.workspace()).fetch_optional(&mut **tx).await?;
    stand.ok_or(Error::NotFound)
}

/// Whoever switches at the same time waits, and then finds what was done.
async fn hold(tx: &mut Act, actor: &Actor) -> Result<Stand> {
    // Thousands of rows in one go, and among many own ones each is looked for: this may take longer than other acts.
    sqlx::query("set local statement_timeout = '60s'").execute(&mut **tx).await?;
    sqlx::query("set local lock_timeout = '30s'").execute(&mut **tx).await?;
    sqlx::query("select pg_advisory_xact_lock(hashtext('baton demo'), hashtext($1::uuid::text))")
        .bind(actor.workspace())
        .execute(&mut **tx)
        .await?;
    stand(tx, actor).await
}
