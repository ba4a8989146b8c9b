//! What somebody has in hand, and what became of it when they left.

use super::Went;
use crate::{Actor, Db, Result, outbound};
use chrono::{DateTime, Utc};
use domain::team::Right;
use domain::team::leaving::{Departure, HandoverWent, Held, InHand, LeadWent, Leaving};
use domain::{LeadId, MemberId};
use sqlx::types::Json;
use std::collections::HashMap;
use uuid::Uuid;

/// Both, as the page of a member tells them.
pub async fn leaving(db: &Db, actor: &Actor, member: MemberId, now: DateTime<Utc>) -> Result<Leaving> {
    actor.must(Right::Read)?;
    let active: bool =
        sqlx::query_scalar("select deactivated_at is null from member where workspace_id = $1 and id = $2")
            .bind(actor.workspace())
            .bind(member)
            .fetch_one(db.pool())
            .await?;
    let in_hand = in_hand(db, actor, member, now).await?;
    let departure = departure(db, actor, member).await?;
    Ok(Leaving { active, in_hand, departure, now })
}

async fn in_hand(db: &Db, actor: &Actor, member: MemberId, now: DateTime<Utc>) -> Result<InHand> {
    #[derive(sqlx::FromRow)]
    struct Counts {
        handovers: i64,
        tasks: i64,
        loose_tasks: i64,
        deals: i64,
        accounts: i64,
    }
    let counts: Counts = sqlx::query_as(
        "select
             (select count(*) from handover h
              where h.workspace_id = $1 and h.to_id = $2 and h.state = 'pending') as handovers,
             count(t.id) filter (where num_nonnulls(t.deal_id, t.lead_id, t.person_id, t.account_id) > 0) as tasks,
             count(t.id) filter (where num_nonnulls(t.deal_id, t.lead_id, t.person_id, t.account_id) = 0) as loose_tasks,
             (select count(*) from deal d
              where d.workspace_id = $1 and d.owner_id = $2 and d.closed_at is null and d.deleted_at is null) as deals,
             (select count(*) from account a
              where a.workspace_id = $1 and a.owner_id = $2 and a.deleted_at is null) as accounts
         from task t
         where t.workspace_id = $1 and t.owner_id = $2 and t.done_at is null and t.deleted_at is null",
    )
    .bind(actor.workspace())
    .bind(member)
    .fetch_one(db.pool())
    .await?;
    let leads: Vec<(domain::leads::LeadStatus, i64)> = sqlx::query_as(
        "select status, count(*) from lead
         where workspace_id = $1 and owner_id = $2 and deleted_at is null
         group by status",
    )
    .bind(actor.workspace())
    .bind(member)
    .fetch_all(db.pool())
    .await?;
    let made = outbound::made_by(db, actor, member, now).await?;
    let mut on = db.pool().acquire().await?;
    let (targets, contacts) = outbound::counts(&outbound::theirs(&mut on, actor, member, &made).await?);
    drop(on);
    let mut held: HashMap<Held, i64> = HashMap::from([
        (Held::Handovers, counts.handovers),
        (Held::Tasks, counts.tasks),
        (Held::LooseTasks, counts.loose_tasks),
        (Held::Targets, targets),
        (Held::Contacts, contacts),
        (Held::Deals, counts.deals),
        (Held::Accounts, counts.accounts),
    ]);
    for (status, count) in leads {
        if let Some(it) = Held::lead(status) {
            *held.entry(it).or_default() += count;
        }
    }
    let told = Held::ALL.into_iter().filter_map(|it| Some((it, *held.get(&it)?)));
    Ok(told.filter(|it| it.1 > 0).collect())
}

/// The last time. Leads and hand-overs that are there no more are not named.
async fn departure(db: &Db, actor: &Actor, member: MemberId) -> Result<Option<Departure>> {
    let found: Option<(DateTime<Utc>, Option<MemberId>, Json<Went>)> = sqlx::query_as(
        "select at, by_id, went from departure
         where workspace_id = $1 and member_id = $2
         order by at desc, id desc
         limit 1",
    )
    .bind(actor.workspace())
    .bind(member)
    .fetch_optional(db.pool())
    .await?;
    let Some((at, by, Json(went))) = found else { return Ok(None) };
    let (ids, owners) = halves(&went.leads, |it: LeadId| it.0);
    let leads: Vec<LeadWent> = sqlx::query_as(
        "select l.number, l.name, it.to_id as \"to\"
         from unnest($2::uuid[], $3::uuid[]) with ordinality as it (id, to_id, place)
         join lead l on l.workspace_id = $1 and l.id = it.id and l.deleted_at is null
         order by it.place",
    )
    .bind(actor.workspace())
    .bind(ids)
    .bind(owners)
    .fetch_all(db.pool())
    .await?;
    let (ids, owners) = halves(&went.handovers, |it| it.0);
    let handovers: Vec<HandoverWent> = sqlx::query_as(
        "select h.id, l.name, it.to_id as \"to\"
         from unnest($2::uuid[], $3::uuid[]) with ordinality as it (id, to_id, place)
         join handover h on h.workspace_id = $1 and h.id = it.id
         join lead l on l.workspace_id = h.workspace_id and l.id = h.lead_id and l.deleted_at is null
         order by it.place",
    )
    .bind(actor.workspace())
    .bind(ids)
    .bind(owners)
    .fetch_all(db.pool())
    .await?;
    let Went { tasks, targets, contacts, .. } = went;
    Ok(Some(Departure { at, by, leads, handovers, tasks, targets, contacts }))
}

/// As PostgreSQL takes pairs.
fn halves<T: Copy>(went: &[(T, Option<MemberId>)], id: impl Fn(T) -> Uuid) -> (Vec<Uuid>, Vec<Option<Uuid>>) {
    went.iter().map(|(it, to)| (id(*it), to.map(|to| to.0))).unzip()
}
