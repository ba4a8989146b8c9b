//! What time does to a hand-over that nobody decides: a reminder, then somebody else, then the managers' queue. Several
//! processes may keep time; each hand-over is carried on once.

use super::choose::choose;
use super::open::{End, Try, end, open};
use super::{STANDING, Standing, hold};
use crate::{Act, Actor, Db, Result};
use chrono::{DateTime, Utc};
use domain::WorkspaceId;
use domain::handover::{Next, State, next_after};

/// So many in one act; the rest in the next.
const AT_ONCE: i64 = 100;

/// Reminds of those that are nearly due, and carries on those whose time is up, in every workspace by its own clock. Answers
/// to how many something happened.
pub async fn keep_time(db: &Db, now: DateTime<Utc>) -> Result<usize> {
    let workspaces: Vec<(WorkspaceId, String)> =
        sqlx::query_as("select id, zone from workspace").fetch_all(db.pool()).await?;
    let mut happened = 0;
    for (workspace, zone) in workspaces {
        let actor = Actor::the_clock(workspace, &zone);
        loop {
            let mut tx = db.begin().await?;
            hold(&mut tx, &actor).await?;
            let count = remind(&mut tx, &actor, now).await? + carry_on(&mut tx, &actor, now).await?;
            if count == 0 {
                break;
            }
            db.commit(tx).await?;
            happened += count;
        }
    }
    Ok(happened)
}

/// Those whose time is up go on instead. Whoever has to look into the managers' queue is reminded like everybody.
async fn remind(tx: &mut Act, actor: &Actor, now: DateTime<Utc>) -> Result<usize> {
    let reminded = found(
        tx,
        actor,
        "h.reminded_at is null and h.remind_at <= $2 and (h.due_at > $2 or h.to_id is null)",
        now,
    )
    .await?;
    for it in &reminded {
        sqlx::query(
            "update handover set reminded_at = $3, version = version + 1, updated_at = now()
             where workspace_id = $1 and id = $2",
        )
        .bind(actor.workspace())
        .bind(it.id)
        .bind(now)
        .execute(&mut **tx)
        .await?;
        it.tell(tx, actor, None).await?;
    }
    Ok(reminded.len())
}

async fn carry_on(tx: &mut Act, actor: &Actor, now: DateTime<Utc>) -> Result<usize> {
    // A manager decides, whenever that is.
    let late = found(tx, actor, "h.due_at <= $2 and h.to_id is not null", now).await?;
    for it in &late {
        end(tx, actor, it.id, End::plainly(State::Expired), now).await?;
        let chosen = choose(tx, actor, (Some(it.first), it.from), it.account, now).await?;
        let (to, chosen) = match next_after(it.expired, chosen.owner) {
            Next::Member(member) => (Some(member), Some(chosen)),
            Next::Queue => (None, None),
        };
        let next = Try { expired: it.expired + 1, ..Try::after(it, to, chosen) };
        open(tx, actor, next, now).await?;
        it.tell(tx, actor, None).await?;
    }
    Ok(late.len())
}

/// Another process may be at it: what it has in hand is left to it.
async fn found(tx: &mut Act, actor: &Actor, when: &'static str, now: DateTime<Utc>) -> Result<Vec<Standing>> {
    // The text is all from this file.
    let sql = format!(
        "select {STANDING} from handover h join lead l on l.workspace_id = h.workspace_id and l.id = h.lead_id
         where h.workspace_id = $1 and h.state = 'pending' and {when}
         order by h.due_at, h.id
         limit $3
         for no key update of h skip locked"
    );
    Ok(sqlx::query_as(sqlx::AssertSqlSafe(sql))
        .bind(actor.workspace())
        .bind(now)
        .bind(AT_ONCE)
        .fetch_all(&mut **tx)
        .await?)
}
