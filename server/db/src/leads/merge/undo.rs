//! A merge is taken back: the swallowed lead lives again, and the survivor's fields become what they were where nobody has
//! changed them since. What came after the merge stays with the survivor.

use super::super::change::{changes, write_fields};
use super::super::links::Links;
use super::super::moving::{Place, write};
use super::super::{arrive, must_work};
use super::carry_out::{Tied, even_swallowed, name};
use crate::accounts::record;
use crate::outbox::{About, tell};
use crate::{Act, Actor, Db, Error, Result};
use chrono::{DateTime, Utc};
use domain::activities::{Change, Subject};
use domain::events::Topic;
use domain::leads::{Lead, LeadMove};
use domain::merge::{Hindrance, Merged, Written, take_back};
use domain::{LeadId, MergeId, Refusal};
use sqlx::types::Json;
use uuid::Uuid;

#[derive(sqlx::FromRow)]
struct Kept {
    survivor: LeadId,
    swallowed: LeadId,
    written: Json<Vec<Written>>,
    stood: Option<Json<LeadMove>>,
    moved_version: Option<i32>,
    links: Json<Tied>,
    tasks: Vec<Uuid>,
    followed: Vec<Uuid>,
    is_undone: bool,
    /// The survivor lives, and was swallowed by nobody.
    lives: bool,
}

/// Takes a merge back. One that was taken back already stays so.
pub async fn undo(db: &Db, actor: &Actor, id: MergeId, now: DateTime<Utc>) -> Result<Merged> {
    actor.must(domain::team::Right::Read)?;
    let mut tx = db.begin().await?;
    sqlx::query("select from workspace where id = $1 for no key update")
        .bind(actor.workspace())
        .execute(&mut *tx)
        .await?;
    let kept = kept(&mut tx, actor, id).await?;
    let this = even_swallowed(&mut tx, actor, kept.survivor).await?;
    let other = even_swallowed(&mut tx, actor, kept.swallowed).await?;
    must_work(db, actor, this.owner).await?;
    must_work(db, actor, other.owner).await?;
    if kept.is_undone {
        drop(tx);
        return super::merged(db, actor, id).await;
    }
    if !kept.lives {
        return Err(Refusal::Merge(Hindrance::UndoLaterFirst).into());
    }
    match put_back(db, &mut tx, actor, id, (&this, &other), kept, now).await {
        Ok(()) => db.commit(tx).await?,
        Err(Error::Failed(error)) => {
            drop(tx);
            return Err(arrive::same_email(db, actor, other.email.as_deref(), error).await);
        }
        Err(error) => return Err(error),
    }
    super::merged(db, actor, id).await
}

/// With both leads held, so that nobody changes them meanwhile.
async fn kept(tx: &mut Act, actor: &Actor, id: MergeId) -> Result<Kept> {
    sqlx::query(
        "select from lead
         where workspace_id = $1 and id in (
             select unnest(array[survivor_id, swallowed_id]) from merge where workspace_id = $1 and id = $2)
         order by id
         for update",
    )
    .bind(actor.workspace())
    .bind(id)
    .execute(&mut **tx)
    .await?;
    sqlx::query_as(
        "select m.survivor_id as survivor, m.swallowed_id as swallowed, m.written, m.stood, m.moved_version, m.links, m.tasks,
             m.followed, m.undone_at is not null as is_undone,
             (select s.deleted_at is null from lead s where s.workspace_id = $1 and s.id = m.survivor_id) as lives
         from merge m
         where m.workspace_id = $1 and m.id = $2
         for update",
    )
    .bind(actor.workspace())
    .bind(id)
    .fetch_optional(&mut **tx)
    .await?
    .ok_or(Error::NotFound)
}

async fn put_back(
    db: &Db,
    tx: &mut Act,
    actor: &Actor,
    id: MergeId,
    (this, other): (&Lead, &Lead),
    kept: Kept,
    now: DateTime<Utc>,
) -> Result<()> {
    let moved_on = moved_since(tx, actor, this.id, kept.moved_version).await?;
    let restored = take_back(this, &kept.written.0, moved_on);
    let mut wanted = restored.form.check()?;
    arrive::compose(&mut wanted);
    let mut changes = changes(db, actor, this, &wanted).await?;
    changes.push(Change { field: "merged".to_owned(), before: name(other), after: String::new() });
    let tied = kept.links.0;
    let back = |now, was, became| if now == became { was } else { now };
    let links = Links {
        account: back(this.account, tied.was.0, tied.became.0),
        person: if this.person == tied.became.1 { tied.was.1 } else { this.person },
    };
    let Some(version) = write_fields(tx, actor, (this.id, this.version), &wanted, links).await? else {
        return Err(Refusal::CannotUndo.into());
    };
    record(tx, actor, Subject::Lead(this.id), version, &changes).await?;
    if let Some(Json(step)) = kept.stood.filter(|_| restored.steps_back) {
        let lead = Lead { version, owner: wanted.owner, ..this.clone() };
        let place = Place::of(&lead);
        let version = write(tx, actor, &place, &step, ("undo", now)).await?;
        tell(tx, actor, Topic::Lead, About { version, ..place.about() }).await?;
    }
    let alive = revive(tx, actor, (this.id, other.id), (&kept.tasks, &kept.followed)).await?;
    let apart = Change { field: "duplicate_of".to_owned(), before: name(this), after: String::new() };
    record(tx, actor, Subject::Lead(other.id), alive, &[apart]).await?;
    sqlx::query(
        "update merge set undone_at = $3, undone_by_id = $4, kept = $5 where workspace_id = $1 and id = $2",
    )
    .bind(actor.workspace())
    .bind(id)
    .bind(now)
    .bind(actor.id())
    .bind(Json(restored.kept))
    .execute(&mut **tx)
    .await?;
    sqlx::query("select count_leads_again($1, $2)")
        .bind(actor.workspace())
        .bind(vec![this.id.0, other.id.0])
        .execute(&mut **tx)
        .await?;
    Ok(())
}

/// Was it moved after the merge had?
async fn moved_since(tx: &mut Act, actor: &Actor, lead: LeadId, version: Option<i32>) -> Result<bool> {
    Ok(sqlx::query_scalar(
        "select exists (select from lead_transition where workspace_id = $1 and lead_id = $2 and version > $3)",
    )
    .bind(actor.workspace())
    .bind(lead)
    .bind(version)
    .fetch_one(&mut **tx)
    .await?)
}

/// The swallowed lead lives again, with the tasks and leads that had gone along and are still there.
async fn revive(
    tx: &mut Act,
    actor: &Actor,
    (this, other): (LeadId, LeadId),
    (tasks, followed): (&[Uuid], &[Uuid]),
) -> Result<i32> {
    Ok(sqlx::query_scalar(
        "with tasks as (
             update task set lead_id = $3 where workspace_id = $1 and lead_id = $2 and id = any ($4)
         ), followed as (
             update lead set duplicate_of = $3 where workspace_id = $1 and duplicate_of = $2 and id = any ($5)
         )
         update lead set duplicate_of = null, deleted_at = null, version = version + 1, updated_at = now()
         where workspace_id = $1 and id = $3
         returning version",
    )
    .bind(actor.workspace())
    .bind(this)
    .bind(other)
    .bind(tasks)
    .bind(followed)
    .fetch_one(&mut **tx)
    .await?)
}
