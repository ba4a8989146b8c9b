//! Which leads may be one: the database finds those that share an address, a number or a name, and the rule says which of
//! them are likely the same. Whoever was told apart is never asked about again.

use super::super::board::CARD;
use super::super::must_work;
use super::super::one;
use crate::outbox::{About, tell};
use crate::{Actor, Db, Result};
use domain::LeadId;
use domain::events::Topic;
use domain::leads::LeadCard;
use domain::merge::{PAIRS_LISTED, Pair, Twin, alike};
use domain::team::Right;
use sqlx::{FromRow, Row, postgres::PgRow};
use std::collections::HashMap;
use uuid::Uuid;

/// So many pairs that share something are looked at.
const LOOKED_AT: i64 = 500;

/// Pairs that are likely the same, the surest first.
pub async fn pairs(db: &Db, actor: &Actor) -> Result<Vec<Pair>> {
    actor.must(Right::Read)?;
    let found: Vec<(Uuid, Uuid)> = sqlx::query_as(
        "with living as (
             select id, email, phone_key, search_norm(name) as called, last_touch_at from lead
             where workspace_id = $1 and deleted_at is null
         ), found as (
             select a.id as one, b.id as other from living a join living b on b.email = a.email and b.id > a.id
             union
             select a.id, b.id from living a join living b on b.phone_key = a.phone_key and b.id > a.id
             union
             select a.id, b.id from living a join living b on b.called = a.called and b.id > a.id
         )
         select one, other from found
         where not exists (
             select from told_apart t where t.workspace_id = $1 and t.one_id = found.one and t.other_id = found.other)
         order by other desc, one
         limit $2",
    )
    .bind(actor.workspace())
    .bind(LOOKED_AT)
    .fetch_all(db.pool())
    .await?;
    let cards = cards(db, actor, &found).await?;
    let pair = |(one, other): (Uuid, Uuid)| {
        let ((one, mine), (other, theirs)) = (cards.get(&one)?, cards.get(&other)?);
        let (by, sure) = alike(mine, theirs)?;
        let (older, newer) = if one.number < other.number { (one, other) } else { (other, one) };
        Some(Pair { one: older.clone(), other: newer.clone(), by, sure })
    };
    let mut pairs: Vec<Pair> = found.into_iter().filter_map(pair).collect();
    pairs.sort_by_key(|it| (it.sure, it.by, std::cmp::Reverse(it.other.number)));
    pairs.truncate(PAIRS_LISTED);
    Ok(pairs)
}

async fn cards(db: &Db, actor: &Actor, of: &[(Uuid, Uuid)]) -> Result<HashMap<Uuid, (LeadCard, Twin)>> {
    let ids: Vec<_> = of.iter().flat_map(|it| [it.0, it.1]).collect();
    // Nothing in the text comes from outside: it is the columns of a card.
    let sql = format!(
        "{CARD}, r.email, r.phone
         from lead r left join lead_score s on s.workspace_id = r.workspace_id and s.lead_id = r.id
         where r.workspace_id = $1 and r.id = any ($2)"
    );
    let rows: Vec<PgRow> =
        sqlx::query(sqlx::AssertSqlSafe(sql)).bind(actor.workspace()).bind(ids).fetch_all(db.pool()).await?;
    let mut cards = HashMap::new();
    for row in rows {
        let card = LeadCard::from_row(&row)?;
        let twin = Twin {
            name: card.name.clone(),
            company: card.company.clone().unwrap_or_default(),
            email: row.try_get::<Option<String>, _>("email")?.unwrap_or_default(),
            phone: row.try_get::<Option<String>, _>("phone")?.unwrap_or_default(),
            status: card.status,
        };
        cards.insert(card.id.0, (card, twin));
    }
    Ok(cards)
}

/// Remembers that these two are not one. Said again, it is said once.
pub async fn tell_apart(db: &Db, actor: &Actor, one: LeadId, other: LeadId) -> Result<()> {
    for lead in [one, other] {
        let lead = one::lead(db, actor, lead).await?;
        must_work(db, actor, lead.owner).await?;
    }
    if one == other {
        return Ok(());
    }
    let mut tx = db.begin().await?;
    sqlx::query(
        "insert into told_apart (workspace_id, one_id, other_id, by_id) values ($1, $2, $3, $4)
         on conflict do nothing",
    )
    .bind(actor.workspace())
    .bind(one.min(other))
    .bind(one.max(other))
    .bind(actor.id())
    .execute(&mut *tx)
    .await?;
    for lead in [one, other] {
        tell(&mut tx, actor, Topic::Lead, About { lead: Some(lead), ..About::default() }).await?;
    }
    db.commit(tx).await
}
