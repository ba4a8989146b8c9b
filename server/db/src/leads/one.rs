//! One lead as its page shows it. What belongs to another workspace is not there.

use super::merge;
use super::queue::promise;
use super::similar::likes;
use crate::{Actor, Db, Error, Result};
use chrono::Utc;
use domain::ids::Keyed;
use domain::leads::{Lead, LeadDetails, Probe, Touch};
use domain::search::Found;
use domain::team::Right;
use domain::{Key, LeadId};

/// A lead's columns, as `l`.
pub(super) const LEAD: &str =
    "l.id, l.number, l.version, l.name, l.company, l.title, l.email, l.phone, l.about, l.origin,
    l.motion, l.source, l.kind, l.status, l.status_entered_at, l.owner_id as owner, l.nurture_until, l.nurture_reason,
    l.disqualify_reason, l.disqualify_note, l.account_id as account, l.person_id as person, l.first_touch_at,
    l.last_touch_at, l.created_at";

/// A lead's id by the key that people say (L-123); of one that was swallowed, the survivor's.
pub async fn lead_id(db: &Db, actor: &Actor, key: Key) -> Result<LeadId> {
    actor.must(Right::Read)?;
    if key.of != Keyed::Lead {
        return Err(Error::NotFound);
    }
    sqlx::query_scalar(
        "select coalesce(duplicate_of, id) from lead
         where workspace_id = $1 and number = $2 and (deleted_at is null or duplicate_of is not null)",
    )
    .bind(actor.workspace())
    .bind(key.number)
    .fetch_optional(db.pool())
    .await?
    .ok_or(Error::NotFound)
}

/// The lead of this id; of one that was swallowed, the survivor.
pub async fn living(db: &Db, actor: &Actor, id: LeadId) -> Result<LeadId> {
    actor.must(Right::Read)?;
    sqlx::query_scalar(
        "select coalesce(duplicate_of, id) from lead
         where workspace_id = $1 and id = $2 and (deleted_at is null or duplicate_of is not null)",
    )
    .bind(actor.workspace())
    .bind(id)
    .fetch_optional(db.pool())
    .await?
    .ok_or(Error::NotFound)
}

pub async fn lead(db: &Db, actor: &Actor, id: LeadId) -> Result<Lead> {
    actor.must(Right::Read)?;
    // The text is all from this file.
    let sql =
        format!("select {LEAD} from lead l where l.workspace_id = $1 and l.id = $2 and l.deleted_at is null");
    sqlx::query_as(sqlx::AssertSqlSafe(sql))
        .bind(actor.workspace())
        .bind(id)
        .fetch_optional(db.pool())
        .await?
        .ok_or(Error::NotFound)
}

/// A lead with what led it here, whom we know of it, and who it may be besides.
pub async fn lead_details(db: &Db, actor: &Actor, id: LeadId) -> Result<LeadDetails> {
    let lead = lead(db, actor, id).await?;
    let mut touches = touches(db, actor, id).await?;
    let count = i64::try_from(touches.len()).unwrap_or(i64::MAX);
    let last = touches.pop().ok_or(Error::NotFound)?;
    let first = touches.into_iter().next().unwrap_or_else(|| last.clone());
    let (account_name, account_number, person_name): (Option<String>, Option<i32>, Option<String>) =
        sqlx::query_as(
            "select (select name from account where workspace_id = $1 and id = $2),
                (select number from account where workspace_id = $1 and id = $2),
                (select name from person where workspace_id = $1 and id = $3)",
        )
        .bind(actor.workspace())
        .bind(lead.account)
        .bind(lead.person)
        .fetch_one(db.pool())
        .await?;
    let probe = Probe {
        company: lead.company.clone().unwrap_or_default(),
        email: lead.email.clone().unwrap_or_default(),
        phone: lead.phone.clone().unwrap_or_default(),
        except: Some(id),
        ..Probe::default()
    };
    let mut similar = likes(db, actor, &probe).await?;
    // What it is tied to is shown as such.
    let apart = told_apart(db, actor, id).await?;
    similar.retain(|it| {
        !is_tied(&lead, it.found) && !matches!(it.found, Found::Lead(id, _) if apart.contains(&id))
    });
    let now = Utc::now();
    let promise = promise(db, actor, &[id], now).await?.remove(&id);
    Ok(LeadDetails {
        lead,
        first,
        last,
        touches: count,
        account_name,
        account_number,
        person_name,
        similar,
        merged: merge::merged_into(db, actor, id).await?,
        promise,
        assigned: crate::routing::assigned(db, actor, id).await?,
        now,
    })
}

/// Whom somebody has told apart from this one.
async fn told_apart(db: &Db, actor: &Actor, id: LeadId) -> Result<Vec<LeadId>> {
    Ok(sqlx::query_scalar(
        "select case when one_id = $2 then other_id else one_id end from told_apart
         where workspace_id = $1 and (one_id = $2 or other_id = $2)",
    )
    .bind(actor.workspace())
    .bind(id)
    .fetch_all(db.pool())
    .await?)
}

fn is_tied(lead: &Lead, found: Found) -> bool {
    match found {
        Found::Account(id, _) => lead.account == Some(id),
        Found::Person(id) => lead.person == Some(id),
        Found::Deal(..) | Found::Lead(..) => false,
    }
}

/// Every time they came, in their order.
async fn touches(db: &Db, actor: &Actor, id: LeadId) -> Result<Vec<Touch>> {
    Ok(sqlx::query_as(
        "select at, origin, source, utm_source, utm_medium, utm_campaign, utm_content, utm_term, referrer,
            landing_page, about
         from lead_touch
         where workspace_id = $1 and lead_id = any (leads_in($1, $2))
         order by at, version",
    )
    .bind(actor.workspace())
    .bind(id)
    .fetch_all(db.pool())
    .await?)
}
