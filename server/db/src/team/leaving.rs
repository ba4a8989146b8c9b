//! Somebody leaves the team. In that very act what they have in hand goes to others, by the one rule of what goes to whom:
//! their leads by the routing rules as they stand, hand-overs to others who close, tasks with their records. Nothing is left
//! between two owners, and all of it is on record.

mod read;

use super::{members, sessions};
use crate::outbox::{About, tell};
use crate::routing::{Arriving, Choices, Standing, goes_to, record};
use crate::{Act, Actor, Db, Error, Result, handover, outbound};
use chrono::{DateTime, Utc};
use domain::events::Topic;
use domain::leads::{LeadStatus, Origin};
use domain::routing::Chosen;
use domain::team::Right;
use domain::team::leaving::{Goes, Held, TasksWent, who_leads};
use domain::{AccountId, DealId, HandoverId, LeadId, MemberId, PersonId};
pub use read::leaving;
use serde::{Deserialize, Serialize};
use sqlx::PgConnection;
use sqlx::types::Json;
use uuid::Uuid;

/// What went where, as it is kept.
#[derive(Debug, Default, Serialize, Deserialize)]
#[serde(default)]
struct Went {
    leads: Vec<(LeadId, Option<MemberId>)>,
    /// The try that followed.
    handovers: Vec<(HandoverId, Option<MemberId>)>,
    tasks: Vec<TasksWent>,
    targets: Vec<TasksWent>,
    contacts: Vec<TasksWent>,
}

/// Shows somebody out: signed out everywhere and their programs' keys with them, and what waited for them waits for others.
pub async fn deactivate(db: &Db, actor: &Actor, member: MemberId, now: DateTime<Utc>) -> Result<()> {
    actor.must(Right::KeepTeam)?;
    // Before anybody has to wait for this: an act that holds others up asks for no second connection.
    let made = outbound::made_by(db, actor, member, now).await?;
    let mut tx = db.begin().await?;
    members::hold(&mut tx, actor).await?;
    let left = sqlx::query(
        "update member set deactivated_at = now(), version = version + 1
         where workspace_id = $1 and id = $2 and deactivated_at is null",
    )
    .bind(actor.workspace())
    .bind(member)
    .execute(&mut *tx)
    .await?;
    if left.rows_affected() == 0 {
        return members::must_exist(&mut tx, actor, member).await;
    }
    members::keep_an_admin(&mut tx, actor).await?;
    sessions::end_all_but(&mut tx, actor.workspace(), member, None).await?;
    sqlx::query(
        "update api_token set revoked_at = now()
         where workspace_id = $1 and member_id = $2 and revoked_at is null",
    )
    .bind(actor.workspace())
    .bind(member)
    .execute(&mut *tx)
    .await?;
    let planned = planned(&mut tx, actor, member).await?;
    let theirs = outbound::theirs(&mut tx, actor, member, &made).await?;
    let everybody = members::everybody(&mut tx, actor).await?;
    let gone = everybody.iter().find(|it| it.id == member).ok_or(Error::NotFound)?;
    let heir = who_leads(gone, &everybody, actor.id());
    let [targets, contacts] =
        outbound::goes_on_without(&mut tx, actor, gone, &everybody, heir, theirs).await?;
    let went = Went {
        leads: leads_go(&mut tx, actor, member, now).await?,
        handovers: handover::goes_on_without(&mut tx, actor, member, now).await?,
        tasks: tasks_go(&mut tx, actor, member, heir, &planned).await?,
        targets,
        contacts,
    };
    keep(&mut tx, actor, member, &went, now).await?;
    tell(&mut tx, actor, Topic::Team, About::default()).await?;
    db.commit(tx).await?;
    tracing::info!(%member, by = ?actor.id(), leads = went.leads.len(), handovers = went.handovers.len(), "member deactivated");
    Ok(())
}

/// Whoever is to get something, unless they have left; they stay until the act is done.
pub(crate) async fn still_here(
    on: &mut PgConnection,
    actor: &Actor,
    member: Option<MemberId>,
) -> sqlx::Result<Option<MemberId>> {
    sqlx::query_scalar(
        "select id from member
         where workspace_id = $1 and id = $2 and (deactivated_at is null or email is null)
         for share",
    )
    .bind(actor.workspace())
    .bind(member)
    .fetch_optional(on)
    .await
}

#[derive(sqlx::FromRow)]
struct LeadRow {
    id: LeadId,
    version: i32,
    status: LeadStatus,
    origin: Origin,
    source: Option<String>,
    account: Option<AccountId>,
}

/// Each lead with whom something is still to come of it is chosen for anew; whom no rule means waits in the queue.
async fn leads_go(
    tx: &mut Act,
    actor: &Actor,
    gone: MemberId,
    now: DateTime<Utc>,
) -> Result<Vec<(LeadId, Option<MemberId>)>> {
    let goes = |it: &LeadStatus| Held::lead(*it).is_some_and(|it| it.goes() == Goes::ByTheRules);
    let statuses: Vec<_> = LeadStatus::ALL.into_iter().filter(goes).map(LeadStatus::code).collect();
    // Whoever gives one away right now is waited for; then it is not theirs any more.
    let leads: Vec<LeadRow> = sqlx::query_as(
        "select id, version, status, origin, source, account_id as account
         from lead
         where workspace_id = $1 and owner_id = $2 and status = any ($3) and deleted_at is null
         order by first_touch_at, id
         for no key update",
    )
    .bind(actor.workspace())
    .bind(gone)
    .bind(statuses)
    .fetch_all(&mut **tx)
    .await?;
    if leads.is_empty() {
        return Ok(vec![]);
    }
    let mut choices = Choices::read(tx, actor).await?;
    let mut went = Vec::with_capacity(leads.len());
    for it in leads {
        let arriving = Arriving { origin: it.origin, source: it.source.as_deref(), account: it.account };
        let chosen = choices.who_gets(tx, actor, arriving, now).await?.unwrap_or_default();
        let chosen = Chosen { left: Some(gone), ..chosen };
        choices.was_given(&chosen, LeadStatus::WORKED.contains(&it.status));
        record(tx, actor, it.id, &chosen, now).await?;
        let standing = Standing { id: it.id, version: it.version, owner: Some(gone) };
        goes_to(tx, actor, &standing, chosen.owner).await?;
        went.push((it.id, chosen.owner));
    }
    Ok(went)
}

/// The open tasks that are theirs.
async fn planned(tx: &mut Act, actor: &Actor, gone: MemberId) -> Result<Vec<Uuid>> {
    Ok(sqlx::query_scalar(
        "select id from task
         where workspace_id = $1 and owner_id = $2 and done_at is null and deleted_at is null
         order by id
         for no key update",
    )
    .bind(actor.workspace())
    .bind(gone)
    .fetch_all(&mut **tx)
    .await?)
}

#[derive(sqlx::FromRow)]
struct TaskRow {
    owner: MemberId,
    deal: Option<DealId>,
    account: Option<AccountId>,
    person: Option<PersonId>,
    lead: Option<LeadId>,
}

/// Those of leads that somebody got have gone along with them. Those of records that somebody else has go there; those of
/// records that wait wait with them; and those about nothing go to who leads.
async fn tasks_go(
    tx: &mut Act,
    actor: &Actor,
    gone: MemberId,
    heir: Option<MemberId>,
    planned: &[Uuid],
) -> Result<Vec<TasksWent>> {
    if planned.is_empty() {
        return Ok(vec![]);
    }
    sqlx::query(
        "update task t set owner_id = it.heir, version = t.version + 1
         from (
             select t.id, m.id as heir
             from task t
             left join deal d on d.workspace_id = t.workspace_id and d.id = t.deal_id
             left join lead l on l.workspace_id = t.workspace_id and l.id = t.lead_id
             left join person p on p.workspace_id = t.workspace_id and p.id = t.person_id
             left join account a on a.workspace_id = t.workspace_id and a.id = t.account_id
             join member m on m.workspace_id = t.workspace_id and m.deactivated_at is null
                 and m.id = case when num_nonnulls(t.deal_id, t.lead_id, t.person_id, t.account_id) = 0 then $4
                     else coalesce(d.owner_id, l.owner_id, p.owner_id, a.owner_id) end
             where t.workspace_id = $1 and t.id = any ($2) and t.owner_id = $3
         ) it
         where t.workspace_id = $1 and t.id = it.id",
    )
    .bind(actor.workspace())
    .bind(planned)
    .bind(gone)
    .bind(heir)
    .execute(&mut **tx)
    .await?;
    let went: Vec<TaskRow> = sqlx::query_as(
        "select owner_id as owner, deal_id as deal, account_id as account, person_id as person, lead_id as lead
         from task
         where workspace_id = $1 and id = any ($2) and owner_id <> $3
         order by owner_id",
    )
    .bind(actor.workspace())
    .bind(planned)
    .bind(gone)
    .fetch_all(&mut **tx)
    .await?;
    let mut counted: Vec<TasksWent> = vec![];
    for it in went {
        let about = About {
            deal: it.deal,
            account: it.account,
            person: it.person,
            lead: it.lead,
            ..About::default()
        };
        tell(tx, actor, Topic::Task, about).await?;
        match counted.last_mut().filter(|last| last.to == it.owner) {
            Some(last) => last.count += 1,
            None => counted.push(TasksWent { to: it.owner, count: 1 }),
        }
    }
    Ok(counted)
}

async fn keep(tx: &mut Act, actor: &Actor, gone: MemberId, went: &Went, now: DateTime<Utc>) -> Result<()> {
    sqlx::query(
        "insert into departure (workspace_id, id, member_id, by_id, went, at) values ($1, $2, $3, $4, $5, $6)",
    )
    .bind(actor.workspace())
    .bind(Uuid::now_v7())
    .bind(gone)
    .bind(actor.id())
    .bind(Json(went))
    .bind(now)
    .execute(&mut **tx)
    .await
    .map_err(Error::from)?;
    Ok(())
}
