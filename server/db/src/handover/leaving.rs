//! Whoever hand-overs wait for leaves the team: each goes on to somebody else who closes, else to the managers' queue, with a
//! clock of its own.

use super::choose::choose;
use super::open::{End, Try, end, open};
use super::{STANDING, Standing};
use crate::{Act, Actor, Result};
use chrono::{DateTime, Utc};
use domain::handover::State;
use domain::routing::Chosen;
use domain::{HandoverId, MemberId};

/// Part of the act in which they leave, which holds what acts on hand-overs hold. Answers the tries that follow.
pub(crate) async fn goes_on_without(
    tx: &mut Act,
    actor: &Actor,
    gone: MemberId,
    now: DateTime<Utc>,
) -> Result<Vec<(HandoverId, Option<MemberId>)>> {
    // The text is all from this file and the columns of a hand-over.
    let sql = format!(
        "select {STANDING} from handover h join lead l on l.workspace_id = h.workspace_id and l.id = h.lead_id
         where h.workspace_id = $1 and h.to_id = $2 and h.state = 'pending'
         order by h.due_at, h.id
         for no key update of h"
    );
    let pending: Vec<Standing> = sqlx::query_as(sqlx::AssertSqlSafe(sql))
        .bind(actor.workspace())
        .bind(gone)
        .fetch_all(&mut **tx)
        .await?;
    let mut went = Vec::with_capacity(pending.len());
    for it in pending {
        end(tx, actor, it.id, End::plainly(State::Rerouted), now).await?;
        let chosen = choose(tx, actor, (Some(it.first), it.from), it.account, now).await?;
        let chosen = Chosen { left: Some(gone), ..chosen };
        let to = chosen.owner;
        let next = open(tx, actor, Try::after(&it, to, Some(chosen)), now).await?;
        it.tell(tx, actor, None).await?;
        went.push((next, to));
    }
    Ok(went)
}
