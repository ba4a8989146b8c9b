//! One record swallows another: one act over both as they were seen.

use super::along;
use super::record::{Record, Wanted};
use crate::accounts::change::may_reassign;
use crate::accounts::record as write_history;
use crate::{Act, Actor, Db, Error, Result, Staleness, consent};
use chrono::{DateTime, Utc};
use domain::activities::Change;
use domain::consent::{Channel, Of, stricter};
use domain::merge::{Brings, Hindrance, MergeForm, RecordMerged, RecordPlan, Records, record_plan};
use domain::team::Right;
use domain::{ActId, MergeId, PersonId, Refusal};
use sqlx::types::Json;
use uuid::Uuid;

/// A record, as its reader saw it.
pub type Seen = (Uuid, i32);

/// Merges the second record into the first. `act` names the merge: sent again, it is done once.
pub async fn merge(
    db: &Db,
    actor: &Actor,
    (of, act): (Records, Option<ActId>),
    (survivor, swallowed): (Seen, Seen),
    form: &MergeForm,
    now: DateTime<Utc>,
) -> Result<RecordMerged> {
    actor.must(Right::KeepRecords)?;
    if let Some(done) = done_before(db, actor, of, act, (survivor.0, swallowed.0)).await? {
        return super::merged(db, actor, of, done).await;
    }
    let this = Record::read(db, actor, of, survivor.0).await?;
    let other = Record::read(db, actor, of, swallowed.0).await?;
    if this.version() != survivor.1 || other.version() != swallowed.1 {
        return Err(overtaken(&this));
    }
    let plan = record_plan(&this.side(Brings::default()), &other.side(Brings::default()), form)?;
    let wanted = this.wanted(db, actor, &plan.facts()).await?;
    may_reassign(db, actor, this.owner(), wanted.owner()).await?;
    let changes = this.changes(db, actor, &wanted).await?;

    let id = MergeId(act.map_or_else(Uuid::now_v7, |it| it.0));
    let mut tx = db.begin().await?;
    match write_all(&mut tx, actor, (of, id), (&this, &other), (&plan, &wanted, changes), now).await {
        Ok(true) => db.commit(tx).await?,
        Ok(false) => {
            drop(tx);
            return Err(overtaken(&this));
        }
        Err(Error::Failed(error)) => {
            drop(tx);
            return Err(other.taken(db, actor, this.id(), error).await);
        }
        Err(error) => return Err(error),
    }
    super::merged(db, actor, of, id).await
}

fn overtaken(this: &Record) -> Error {
    Error::Changed(Staleness { version: this.version(), ..Staleness::default() })
}

/// The same act, or another that came to the same.
async fn done_before(
    db: &Db,
    actor: &Actor,
    of: Records,
    act: Option<ActId>,
    (survivor, swallowed): (Uuid, Uuid),
) -> Result<Option<MergeId>> {
    // Nothing in the text comes from outside: it is one of two tables.
    let sql = format!(
        "select id from {}_merge
         where workspace_id = $1 and (id = $2 or (survivor_id = $3 and swallowed_id = $4 and undone_at is null))
         limit 1",
        of.code()
    );
    Ok(sqlx::query_scalar(sqlx::AssertSqlSafe(sql))
        .bind(actor.workspace())
        .bind(act)
        .bind(survivor)
        .bind(swallowed)
        .fetch_optional(db.pool())
        .await?)
}

/// Holds both still, and everybody who makes, merges or re-parents accounts.
pub(super) async fn hold(tx: &mut Act, actor: &Actor, of: Records, both: [Uuid; 2]) -> Result<()> {
    sqlx::query("select from workspace where id = $1 for no key update")
        .bind(actor.workspace())
        .execute(&mut **tx)
        .await?;
    let sql =
        format!("select from {} where workspace_id = $1 and id = any ($2) order by id for update", of.code());
    sqlx::query(sqlx::AssertSqlSafe(sql)).bind(actor.workspace()).bind(both).execute(&mut **tx).await?;
    Ok(())
}

/// False: somebody was faster.
async fn write_all(
    tx: &mut Act,
    actor: &Actor,
    (of, id): (Records, MergeId),
    (this, other): (&Record, &Record),
    (plan, wanted, mut changes): (&RecordPlan, &Wanted, Vec<Change>),
    now: DateTime<Utc>,
) -> Result<bool> {
    hold(tx, actor, of, [this.id(), other.id()]).await?;
    let withdrawn = withdrawn(tx, actor, of, (this.id(), other.id()), now).await?;
    // It goes first: its address or number may become the survivor's.
    let Some(gone) = swallow(tx, actor, of, this.id(), (other.id(), other.version())).await? else {
        return Ok(false);
    };
    let Some(version) = this.write(tx, actor, wanted).await? else { return Ok(false) };
    let (tags, worn) = along::label(tx, actor, of, (other.id(), this.id())).await?;
    changes.extend(worn);
    changes.push(Change { field: "merged".to_owned(), before: String::new(), after: other.called() });
    write_history(tx, actor, this.subject(), version, &changes).await?;
    let into = Change { field: "duplicate_of".to_owned(), before: String::new(), after: this.called() };
    write_history(tx, actor, other.subject(), gone, &[into]).await?;
    let both = (other.end(), this.end());
    let went = along::Along { tags, ..along::bring(tx, actor, of, both).await? };
    if of == Records::Account {
        no_circle(tx, actor, this.id()).await?;
    }
    remember(tx, actor, (of, id), (this.id(), other.id()), (plan, &went, &withdrawn)).await?;
    count_again(tx, actor, of, [this.id(), other.id()]).await?;
    Ok(true)
}

/// Ways by which one of two people wants no adverts although the later word would allow it.
async fn withdrawn(
    tx: &mut Act,
    actor: &Actor,
    of: Records,
    (this, other): (Uuid, Uuid),
    now: DateTime<Utc>,
) -> Result<Vec<Channel>> {
    if of == Records::Account {
        return Ok(vec![]);
    }
    let mine = consent::read(&mut **tx, actor, Of::Person(PersonId(this))).await?;
    let theirs = consent::read(&mut **tx, actor, Of::Person(PersonId(other))).await?;
    Ok(stricter(&mine, &theirs, now))
}

async fn swallow(
    tx: &mut Act,
    actor: &Actor,
    of: Records,
    survivor: Uuid,
    other: Seen,
) -> Result<Option<i32>> {
    let sql = format!(
        "update {} set duplicate_of = $4, deleted_at = now(), version = version + 1, updated_at = now()
         where workspace_id = $1 and id = $2 and version = $3 and deleted_at is null
         returning version",
        of.code()
    );
    Ok(sqlx::query_scalar(sqlx::AssertSqlSafe(sql))
        .bind(actor.workspace())
        .bind(other.0)
        .bind(other.1)
        .bind(survivor)
        .fetch_optional(&mut **tx)
        .await?)
}

/// With its new children an account may come to stand above itself.
async fn no_circle(tx: &mut Act, actor: &Actor, account: Uuid) -> Result<()> {
    let circle: bool = sqlx::query_scalar(
        "with recursive above (id) as (
             select parent_id from account where workspace_id = $1 and id = $2
             union
             select a.parent_id from above join account a on a.workspace_id = $1 and a.id = above.id
         )
         select exists (select from above where id = $2)",
    )
    .bind(actor.workspace())
    .bind(account)
    .fetch_one(&mut **tx)
    .await?;
    if circle { Err(Refusal::Merge(Hindrance::StandsAbove).into()) } else { Ok(()) }
}

/// What the way back has to know.
async fn remember(
    tx: &mut Act,
    actor: &Actor,
    (of, id): (Records, MergeId),
    (survivor, swallowed): (Uuid, Uuid),
    (plan, went, withdrawn): (&RecordPlan, &along::Along, &[Channel]),
) -> Result<()> {
    let sql = match of {
        Records::Account => {
            "insert into account_merge (workspace_id, id, survivor_id, swallowed_id, written, by_id, deals, leads, tasks,
                 tags, followed, steps, people, children)
             values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14)"
        }
        Records::Person => {
            "insert into person_merge (workspace_id, id, survivor_id, swallowed_id, written, by_id, deals, leads, tasks,
                 tags, followed, steps, met, withdrawn)
             values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14)"
        }
    };
    let query = sqlx::query(sql)
        .bind(actor.workspace())
        .bind(id)
        .bind(survivor)
        .bind(swallowed)
        .bind(Json(plan.written()))
        .bind(actor.id())
        .bind(&went.deals)
        .bind(&went.leads)
        .bind(&went.tasks)
        .bind(&went.tags)
        .bind(&went.followed)
        .bind(&went.steps);
    let query = match of {
        Records::Account => query.bind(&went.people).bind(&went.children),
        Records::Person => {
            query.bind(&went.met).bind(withdrawn.iter().map(|it| it.code()).collect::<Vec<_>>())
        }
    };
    query.execute(&mut **tx).await?;
    Ok(())
}

/// When both were last reached, and what their leads come to, by all the history that is theirs now.
pub(super) async fn count_again(tx: &mut Act, actor: &Actor, of: Records, both: [Uuid; 2]) -> Result<()> {
    let (again, column) = match of {
        Records::Account => ("count_accounts_again", "account_id"),
        Records::Person => ("count_people_again", "person_id"),
    };
    for sql in [
        format!("select {again}($1, $2)"),
        format!(
            "select leads_are_to_be_judged($1, array(
                 select id from lead where workspace_id = $1 and {column} = any ($2) and deleted_at is null))"
        ),
    ] {
        sqlx::query(sqlx::AssertSqlSafe(sql)).bind(actor.workspace()).bind(both).execute(&mut **tx).await?;
    }
    Ok(())
}
