//! One lead swallows another: one act over both as they were seen, with a line of history and one for the screens of each.

use super::super::change::{changes, may_give, write_fields};
use super::super::links::{self, Links};
use super::super::moving::{Place, write};
use super::super::{arrive, one};
use super::sides::worked;
use crate::accounts::record;
use crate::outbox::tell;
use crate::{Act, Actor, Db, Error, Result, Staleness};
use chrono::{DateTime, Utc};
use domain::activities::{Change, Subject};
use domain::events::Topic;
use domain::leads::{Lead, LeadFields};
use domain::merge::{MergeForm, Merged, Plan, Side, plan, stands};
use domain::{ActId, LeadId, MergeId, PersonId};
use serde::{Deserialize, Serialize};
use sqlx::types::Json;
use uuid::Uuid;

/// A lead, as its reader saw it.
pub type Seen = (LeadId, i32);

/// Whom the survivor was tied to, and came to be.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub(super) struct Tied {
    pub was: (Option<domain::AccountId>, Option<PersonId>),
    pub became: (Option<domain::AccountId>, Option<PersonId>),
}

/// Merges the second lead into the first. `act` names the merge: sent again, it is done once.
pub async fn merge(
    db: &Db,
    actor: &Actor,
    act: Option<ActId>,
    (survivor, swallowed): (Seen, Seen),
    form: &MergeForm,
    now: DateTime<Utc>,
) -> Result<Merged> {
    if let Some(done) = done_before(db, actor, act, survivor.0, swallowed.0).await? {
        return super::merged(db, actor, done).await;
    }
    let this = worked(db, actor, survivor.0).await?;
    let other = worked(db, actor, swallowed.0).await?;
    if this.lead.version != survivor.1 || other.lead.version != swallowed.1 {
        return Err(overtaken(&this));
    }
    let plan = plan(&this, &other, form)?;
    let mut wanted = plan.form().check()?;
    arrive::compose(&mut wanted);
    may_give(db, actor, this.lead.owner, wanted.owner).await?;
    let changes = changes(db, actor, &this.lead, &wanted).await?;

    let id = MergeId(act.map_or_else(Uuid::now_v7, |it| it.0));
    let mut tx = db.begin().await?;
    match write_all(&mut tx, actor, id, (&this.lead, &other.lead), (&plan, &wanted, changes), now).await {
        Ok(true) => db.commit(tx).await?,
        Ok(false) => {
            drop(tx);
            return Err(overtaken(&this));
        }
        Err(Error::Failed(error)) => {
            drop(tx);
            return Err(arrive::same_email(db, actor, wanted.email.as_deref(), error).await);
        }
        Err(error) => return Err(error),
    }
    super::merged(db, actor, id).await
}

fn overtaken(this: &Side) -> Error {
    Error::Changed(Staleness { version: this.lead.version, ..Staleness::default() })
}

/// The same act, or another that came to the same.
async fn done_before(
    db: &Db,
    actor: &Actor,
    act: Option<ActId>,
    survivor: LeadId,
    swallowed: LeadId,
) -> Result<Option<MergeId>> {
    actor.must(domain::team::Right::Read)?;
    Ok(sqlx::query_scalar(
        "select id from merge
         where workspace_id = $1
             and (id = $2 or (survivor_id = $3 and swallowed_id = $4 and undone_at is null))
         limit 1",
    )
    .bind(actor.workspace())
    .bind(act)
    .bind(survivor)
    .bind(swallowed)
    .fetch_optional(db.pool())
    .await?)
}

/// False: somebody was faster.
async fn write_all(
    tx: &mut Act,
    actor: &Actor,
    id: MergeId,
    (this, other): (&Lead, &Lead),
    (plan, wanted, mut changes): (&Plan, &LeadFields, Vec<Change>),
    now: DateTime<Utc>,
) -> Result<bool> {
    // Whoever arrives meanwhile waits, and then comes to the survivor.
    sqlx::query("select from workspace where id = $1 for no key update")
        .bind(actor.workspace())
        .execute(&mut **tx)
        .await?;
    sqlx::query("select from lead where workspace_id = $1 and id = any ($2) order by id for update")
        .bind(actor.workspace())
        .bind(vec![this.id.0, other.id.0])
        .execute(&mut **tx)
        .await?;
    // It goes first: its address may become the survivor's.
    let Some(swallowed) = swallow(tx, actor, this.id, (other.id, other.version)).await? else {
        return Ok(false);
    };
    let known = links::known(tx, actor, wanted.email.as_deref()).await?;
    let links = Links {
        account: known.account.or(this.account).or(other.account),
        person: known.person.or(this.person).or(other.person),
    };
    let Some(mut version) = write_fields(tx, actor, (this.id, this.version), wanted, links).await? else {
        return Ok(false);
    };
    changes.push(Change { field: "merged".to_owned(), before: String::new(), after: name(other) });
    record(tx, actor, Subject::Lead(this.id), version, &changes).await?;
    let into = Change { field: "duplicate_of".to_owned(), before: String::new(), after: name(this) };
    record(tx, actor, Subject::Lead(other.id), swallowed, &[into]).await?;
    let mut moved = None;
    if let Some(step) = &plan.step {
        let lead = Lead { version, owner: wanted.owner, ..this.clone() };
        let place = Place::of(&lead);
        moved = write(tx, actor, &place, step, ("merge", now)).await?;
        version = moved.unwrap_or(version);
        tell(tx, actor, Topic::Lead, crate::outbox::About { version: Some(version), ..place.about() })
            .await?;
    }
    let tied = Tied { was: (this.account, this.person), became: (links.account, links.person) };
    let stood = plan.step.as_ref().map(|_| Json(stands(this)));
    remember(tx, actor, id, (this.id, other.id), (plan, tied, stood, moved)).await?;
    sqlx::query("select count_leads_again($1, $2)")
        .bind(actor.workspace())
        .bind(vec![this.id.0, other.id.0])
        .execute(&mut **tx)
        .await?;
    Ok(true)
}

async fn swallow(tx: &mut Act, actor: &Actor, survivor: LeadId, other: Seen) -> Result<Option<i32>> {
    Ok(sqlx::query_scalar(
        "update lead set duplicate_of = $4, deleted_at = now(), version = version + 1, updated_at = now()
         where workspace_id = $1 and id = $2 and version = $3 and deleted_at is null
         returning version",
    )
    .bind(actor.workspace())
    .bind(other.0)
    .bind(other.1)
    .bind(survivor)
    .fetch_optional(&mut **tx)
    .await?)
}

/// What goes along, and what the way back has to know.
async fn remember(
    tx: &mut Act,
    actor: &Actor,
    id: MergeId,
    (survivor, swallowed): (LeadId, LeadId),
    (plan, tied, stood, moved): (&Plan, Tied, Option<Json<domain::leads::LeadMove>>, Option<i32>),
) -> Result<()> {
    sqlx::query(
        "with followed as (
             update lead set duplicate_of = $3 where workspace_id = $1 and duplicate_of = $4
             returning id
         ), gone_along as (
             update task set lead_id = $3 where workspace_id = $1 and lead_id = $4 and deleted_at is null
             returning id
         )
         insert into merge (workspace_id, id, survivor_id, swallowed_id, written, stood, moved_version, links, by_id,
             tasks, followed)
         select $1, $2, $3, $4, $5, $6, $7, $8, $9, array(select id from gone_along), array(select id from followed)",
    )
    .bind(actor.workspace())
    .bind(id)
    .bind(survivor)
    .bind(swallowed)
    .bind(Json(plan.written()))
    .bind(stood)
    .bind(moved)
    .bind(Json(tied))
    .bind(actor.id())
    .execute(&mut **tx)
    .await?;
    Ok(())
}

/// What people call it, also when it is gone.
pub(super) fn name(lead: &Lead) -> String {
    format!("{} {}", lead.key(), lead.name)
}

/// A lead that lives, or one that was swallowed.
pub(super) async fn even_swallowed(tx: &mut Act, actor: &Actor, id: LeadId) -> Result<Lead> {
    // The text is all from this crate.
    let sql = format!("select {} from lead l where l.workspace_id = $1 and l.id = $2", one::LEAD);
    sqlx::query_as(sqlx::AssertSqlSafe(sql))
        .bind(actor.workspace())
        .bind(id)
        .fetch_optional(&mut **tx)
        .await?
        .ok_or(Error::NotFound)
}
