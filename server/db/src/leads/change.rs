//! Editing what is known of a lead. Two who edit at once see each other's values, as with accounts.

use super::arrive::{compose, same_email};
use super::links::{self, Links};
use super::{must_work, one};
use crate::accounts::{may_own, overtaken, record};
use crate::changes::{differing, named, plain, shown};
use crate::{Actor, Db, Error, Result};
use domain::activities::{Change, Subject};
use domain::leads::{Lead, LeadFields, LeadForm, Reach, is_taken_or_put_back};
use domain::team::Right;
use domain::{LeadId, MemberId};
use sqlx::PgConnection;

/// Writes what the form says over the version its writer saw. An unchanged form writes nothing.
pub async fn change_lead(db: &Db, actor: &Actor, id: LeadId, seen: i32, form: &LeadForm) -> Result<Lead> {
    let now = one::lead(db, actor, id).await?;
    must_work(db, actor, now.owner).await?;
    let mut wanted = form.check()?;
    compose(&mut wanted);
    let changes = changes(db, actor, &now, &wanted).await?;
    if now.version != seen {
        return overtaken_lead(db, actor, id, seen, &wanted).await;
    }
    may_give(db, actor, now.owner, wanted.owner).await?;
    if changes.is_empty() {
        return Ok(now);
    }
    let mut tx = db.begin().await?;
    let known = links::known(&mut tx, actor, wanted.email.as_deref()).await?;
    let links = Links { account: known.account.or(now.account), person: known.person.or(now.person) };
    let written = write_fields(&mut tx, actor, (id, seen), &wanted, links).await;
    let written = match written {
        Ok(written) => written,
        Err(error) => {
            drop(tx);
            return Err(same_email(db, actor, wanted.email.as_deref(), error).await);
        }
    };
    let Some(version) = written else {
        drop(tx);
        return overtaken_lead(db, actor, id, seen, &wanted).await;
    };
    record(&mut tx, actor, Subject::Lead(id), version, &changes).await?;
    db.commit(tx).await?;
    one::lead(db, actor, id).await
}

/// The row over the version that was seen. None: somebody was faster.
pub(super) async fn write_fields(
    tx: &mut PgConnection,
    actor: &Actor,
    (id, seen): (LeadId, i32),
    wanted: &LeadFields,
    links: Links,
) -> sqlx::Result<Option<i32>> {
    let reach = Reach::of(wanted.email.as_deref(), wanted.phone.as_deref());
    sqlx::query_scalar(
        "update lead set
             name = $4, company = $5, title = $6, email = $7, phone = $8, phone_key = $9, about = $10, origin = $11,
             motion = $12, source = $13, owner_id = $14, account_id = $15, person_id = $16,
             version = version + 1, updated_at = now()
         where workspace_id = $1 and id = $2 and version = $3 and deleted_at is null
         returning version",
    )
    .bind(actor.workspace())
    .bind(id)
    .bind(seen)
    .bind(&wanted.name)
    .bind(&wanted.company)
    .bind(&wanted.title)
    .bind(&wanted.email)
    .bind(&wanted.phone)
    .bind(&reach.phone)
    .bind(&wanted.about)
    .bind(wanted.origin)
    .bind(wanted.motion)
    .bind(&wanted.source)
    .bind(wanted.owner)
    .bind(links.account)
    .bind(links.person)
    .fetch_optional(tx)
    .await
}

/// Somebody was faster: what stands now, if that is all the asker wanted, else where the two differ.
async fn overtaken_lead(db: &Db, actor: &Actor, id: LeadId, seen: i32, wanted: &LeadFields) -> Result<Lead> {
    let now = one::lead(db, actor, id).await?;
    let changes = changes(db, actor, &now, wanted).await?;
    let error = overtaken(db, actor, Subject::Lead(id), (seen, now.version), changes).await?;
    error.map_or(Ok(now), Err::<Lead, Error>)
}

pub(super) async fn changes(db: &Db, actor: &Actor, now: &Lead, wanted: &LeadFields) -> Result<Vec<Change>> {
    let mut on = db.pool().acquire().await?;
    let owner = owner_change(&mut on, actor, now.owner, wanted.owner).await?;
    let mut changes = differing([
        plain("name", &now.name, &wanted.name),
        shown("company", now.company.as_ref(), wanted.company.as_ref()),
        shown("title", now.title.as_ref(), wanted.title.as_ref()),
        shown("email", now.email.as_ref(), wanted.email.as_ref()),
        shown("phone", now.phone.as_ref(), wanted.phone.as_ref()),
        plain("about", &now.about, &wanted.about),
        plain("origin", now.origin.code(), wanted.origin.code()),
        plain("motion", now.motion.code(), wanted.motion.code()),
        shown("source", now.source.as_ref(), wanted.source.as_ref()),
    ]);
    changes.extend(owner);
    Ok(changes)
}

/// Whose it was and whose it becomes, by name; nothing if that is the same.
pub(crate) async fn owner_change(
    on: &mut PgConnection,
    actor: &Actor,
    before: Option<MemberId>,
    after: Option<MemberId>,
) -> Result<Vec<Change>> {
    let (was, becomes): (Option<String>, Option<String>) = sqlx::query_as(
        "select (select name from member where workspace_id = $1 and id = $2),
            (select name from member where workspace_id = $1 and id = $3)",
    )
    .bind(actor.workspace())
    .bind(before)
    .bind(after)
    .fetch_one(on)
    .await?;
    Ok(differing([named("owner", before == after, was.as_ref(), becomes.as_ref())]))
}

/// Taking a lead from the queue, or putting it back, is part of working it. Giving it to somebody is a right of its own.
pub(super) async fn may_give(
    db: &Db,
    actor: &Actor,
    now: Option<MemberId>,
    wanted: Option<MemberId>,
) -> Result<()> {
    if now == wanted || is_taken_or_put_back(now, wanted, actor.id()) {
        return Ok(());
    }
    let teams = crate::actor::teams_of(db, actor.workspace(), now).await?;
    actor.must_for(Right::Reassign, now, &teams)?;
    may_own(db, actor, wanted).await
}
