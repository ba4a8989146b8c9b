//! A merge is taken back: the swallowed record lives again with what had gone along, and the survivor's facts become what
//! they were where nobody has changed them since. What came after the merge stays with the survivor.

use super::along::{self, Along, End};
use super::carry_out::{count_again, hold};
use super::record::Record;
use crate::accounts::record as write_history;
use crate::{Act, Actor, Db, Error, Result};
use chrono::{DateTime, Utc};
use domain::activities::{Change, Subject};
use domain::merge::{Hindrance, RecordMerged, Records, take_back_record};
use domain::team::Right;
use domain::{AccountId, Key, MergeId, PersonId, Refusal};
use sqlx::types::Json;
use uuid::Uuid;

#[derive(sqlx::FromRow)]
struct Kept {
    survivor: Uuid,
    written: Json<Vec<Change>>,
    deals: Vec<Uuid>,
    people: Vec<Uuid>,
    leads: Vec<Uuid>,
    children: Vec<Uuid>,
    tasks: Vec<Uuid>,
    steps: Vec<Uuid>,
    tags: Vec<Uuid>,
    followed: Vec<Uuid>,
    met: Vec<Uuid>,
    is_undone: bool,
    /// The survivor lives, and was swallowed by nobody.
    lives: bool,
}

/// Takes a merge back. One that was taken back already stays so.
pub async fn undo(
    db: &Db,
    actor: &Actor,
    of: Records,
    id: MergeId,
    now: DateTime<Utc>,
) -> Result<RecordMerged> {
    actor.must(Right::KeepRecords)?;
    let before = super::merged(db, actor, of, id).await?;
    let mut tx = db.begin().await?;
    hold(&mut tx, actor, of, [before.survivor, before.swallowed]).await?;
    let kept = kept(&mut tx, actor, of, id).await?;
    if kept.is_undone {
        drop(tx);
        return super::merged(db, actor, of, id).await;
    }
    if !kept.lives {
        return Err(Refusal::Merge(Hindrance::UndoLaterFirst).into());
    }
    let this = Record::read(db, actor, of, kept.survivor).await?;
    match put_back(db, &mut tx, actor, (of, id), (&this, &before), kept, now).await {
        Ok(()) => db.commit(tx).await?,
        Err(Error::Failed(error)) => {
            drop(tx);
            return Err(this.taken(db, actor, before.swallowed, error).await);
        }
        Err(error) => return Err(error),
    }
    super::merged(db, actor, of, id).await
}

async fn kept(tx: &mut Act, actor: &Actor, of: Records, id: MergeId) -> Result<Kept> {
    let own = match of {
        Records::Account => "m.people, m.children, '{}'::uuid[] as met",
        Records::Person => "'{}'::uuid[] as people, '{}'::uuid[] as children, m.met",
    };
    // Nothing in the text comes from outside: it is of one of two tables.
    let sql = format!(
        "select m.survivor_id as survivor, m.written, m.deals, m.leads, m.tasks, m.steps, m.tags,
             m.followed, {own}, m.undone_at is not null as is_undone,
             (select s.deleted_at is null from {table} s where s.workspace_id = $1 and s.id = m.survivor_id) as lives
         from {table}_merge m
         where m.workspace_id = $1 and m.id = $2
         for update",
        table = of.code()
    );
    sqlx::query_as(sqlx::AssertSqlSafe(sql))
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
    (of, id): (Records, MergeId),
    (this, before): (&Record, &RecordMerged),
    kept: Kept,
    now: DateTime<Utc>,
) -> Result<()> {
    let (facts, left) = take_back_record(&this.facts(), &kept.written.0);
    let wanted = this.restored(&facts)?;
    let mut changes = this.changes(db, actor, &wanted).await?;
    part(tx, actor, of, before.swallowed).await?;
    let Some(version) = this.write(tx, actor, &wanted).await? else { return Err(Refusal::CannotUndo.into()) };
    changes.extend(along::unlabel(tx, actor, of, this.id(), &kept.tags).await?);
    changes.push(Change { field: "merged".to_owned(), before: called(before), after: String::new() });
    write_history(tx, actor, this.subject(), version, &changes).await?;
    let alive = revive(tx, actor, of, before.swallowed).await?;
    let apart = Change { field: "duplicate_of".to_owned(), before: this.called(), after: String::new() };
    let (other, subject) = match of {
        Records::Account => (before.swallowed, Subject::Account(AccountId(before.swallowed))),
        Records::Person => (before.swallowed, Subject::Person(PersonId(before.swallowed))),
    };
    write_history(tx, actor, subject, alive, &[apart]).await?;
    let went = Along {
        deals: kept.deals,
        people: kept.people,
        leads: kept.leads,
        children: kept.children,
        tasks: kept.tasks,
        steps: kept.steps,
        tags: vec![],
        followed: kept.followed,
        met: kept.met,
    };
    let both = (this.end(), End { id: other, name: &before.name });
    along::bring_back(tx, actor, of, both, &went).await?;
    let sql = format!(
        "update {}_merge set undone_at = $3, undone_by_id = $4, kept = $5 where workspace_id = $1 and id = $2",
        of.code()
    );
    sqlx::query(sqlx::AssertSqlSafe(sql))
        .bind(actor.workspace())
        .bind(id)
        .bind(now)
        .bind(actor.id())
        .bind(Json(left))
        .execute(&mut **tx)
        .await?;
    count_again(tx, actor, of, [this.id(), other]).await
}

fn called(merged: &RecordMerged) -> String {
    match merged.number {
        Some(number) => format!("{} {}", Key::account(number), merged.name),
        None => merged.name.clone(),
    }
}

/// It stands for itself again. It is not back before the survivor has let go of its address or number.
async fn part(tx: &mut Act, actor: &Actor, of: Records, swallowed: Uuid) -> Result<()> {
    let sql = format!("update {} set duplicate_of = null where workspace_id = $1 and id = $2", of.code());
    sqlx::query(sqlx::AssertSqlSafe(sql)).bind(actor.workspace()).bind(swallowed).execute(&mut **tx).await?;
    Ok(())
}

async fn revive(tx: &mut Act, actor: &Actor, of: Records, swallowed: Uuid) -> Result<i32> {
    let sql = format!(
        "update {} set deleted_at = null, version = version + 1, updated_at = now()
         where workspace_id = $1 and id = $2
         returning version",
        of.code()
    );
    Ok(sqlx::query_scalar(sqlx::AssertSqlSafe(sql))
        .bind(actor.workspace())
        .bind(swallowed)
        .fetch_one(&mut **tx)
        .await?)
}
