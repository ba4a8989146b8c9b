//! A nurtured lead comes back by itself, as a new one: on its day, or when its signals say so. Nobody has to remember it.

use super::moving::{Place, write};
use crate::outbox::{About, tell};
use crate::{Act, Actor, Db, Result};
use chrono::{DateTime, NaiveDate, Utc};
use domain::WorkspaceId;
use domain::events::Topic;
use domain::leads::{LeadMove, LeadStatus, wakes};

/// So many come back in one act; the rest in the next.
const AT_ONCE: i64 = 200;

/// Wakes whose day has come, in every workspace by its own clock. Answers how many came back.
pub async fn wake(db: &Db, now: DateTime<Utc>) -> Result<usize> {
    let workspaces: Vec<(WorkspaceId, String)> =
        sqlx::query_as("select id, zone from workspace").fetch_all(db.pool()).await?;
    let mut woken = 0;
    for (workspace, zone) in workspaces {
        let actor = Actor::the_clock(workspace, &zone);
        loop {
            let mut tx = db.begin().await?;
            let count = wake_by_day(&mut tx, &actor, now).await?;
            if count == 0 {
                break;
            }
            db.commit(tx).await?;
            woken += count;
        }
    }
    Ok(woken)
}

async fn wake_by_day(tx: &mut Act, actor: &Actor, now: DateTime<Utc>) -> Result<usize> {
    // Another process may be at it: what it has in hand is left to it.
    let asleep: Vec<Asleep> = sqlx::query_as(
        "select id, version, status, owner_id as owner, account_id as account, person_id as person, status_entered_at,
             nurture_until
         from lead
         where workspace_id = $1 and status = 'nurturing' and nurture_until <= $2 and deleted_at is null
         order by nurture_until, id
         limit $3
         for no key update skip locked",
    )
    .bind(actor.workspace())
    .bind(actor.day(now))
    .bind(AT_ONCE)
    .fetch_all(&mut **tx)
    .await?;
    rouse(tx, actor, asleep, now).await
}

/// Part of taking signals: wakes those of the people they are of who have reason enough now.
pub(crate) async fn wake_by_signals(
    tx: &mut Act,
    actor: &Actor,
    emails: &[&str],
    now: DateTime<Utc>,
) -> Result<()> {
    let asleep: Vec<Asleep> = sqlx::query_as(
        "select id, version, status, owner_id as owner, account_id as account, person_id as person, status_entered_at,
             nurture_until
         from lead l
         where workspace_id = $1 and status = 'nurturing' and deleted_at is null
             and (email = any ($2) or id in (
                     select s.duplicate_of from lead s where s.workspace_id = $1 and s.email = any ($2) and s.duplicate_of is not null)
                 or person_id in (
                 select p.id from person p
                 where p.workspace_id = $1 and p.email = any ($2) and p.deleted_at is null))
         order by id
         for no key update",
    )
    .bind(actor.workspace())
    .bind(emails)
    .fetch_all(&mut **tx)
    .await?;
    rouse(tx, actor, asleep, now).await?;
    Ok(())
}

#[derive(sqlx::FromRow)]
struct Asleep {
    #[sqlx(flatten)]
    place: Place,
    status_entered_at: DateTime<Utc>,
    nurture_until: NaiveDate,
}

/// Those who have reason enough come back.
async fn rouse(tx: &mut Act, actor: &Actor, asleep: Vec<Asleep>, now: DateTime<Utc>) -> Result<usize> {
    if asleep.is_empty() {
        return Ok(0);
    }
    let since: Vec<_> = asleep.iter().map(|it| (it.place.id, it.status_entered_at)).collect();
    let mut seen = crate::signals::seen_of_leads(tx, actor, &since).await?;
    let (_, by) = crate::qualification::holding(tx, actor.workspace()).await?;
    let mut woken = 0;
    for it in asleep {
        let since = seen.remove(&it.place.id).unwrap_or_default();
        let Some(reason) = wakes(it.nurture_until, actor.day(now), &since, &by, now) else { continue };
        let step = LeadMove { wake: Some(reason), ..LeadMove::plainly(LeadStatus::New) };
        let version = write(tx, actor, &it.place, &step, ("wake", now)).await?;
        tell(tx, actor, Topic::Lead, About { version, ..it.place.about() }).await?;
        woken += 1;
    }
    Ok(woken)
}
