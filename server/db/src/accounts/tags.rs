//! Labels on deals, accounts and people. Putting one on or taking it off is an act on the record: a step
//! of its version, a line of its history, a word to the screens.

use super::{Parts, history, nfc};
use crate::{Act, Actor, Db, Error, Result, actor, outbox};
use domain::accounts::{Tag, TagForm};
use domain::activities::{Change, Subject};
use domain::events::Topic;
use domain::team::Right;
use domain::{MemberId, TagId};
use uuid::Uuid;

/// All labels of the workspace, by name.
pub async fn tags(db: &Db, actor: &Actor) -> Result<Vec<Tag>> {
    actor.must(Right::Read)?;
    Ok(sqlx::query_as(
        "select id, name from tag where workspace_id = $1 order by search_norm(name) collate \"C\", id",
    )
    .bind(actor.workspace())
    .fetch_all(db.pool())
    .await?)
}

/// Puts a label on a record, making the label if it is new. One that is there already stays there once.
pub async fn tag(db: &Db, actor: &Actor, form: &TagForm) -> Result<Tag> {
    let (of, name) = form.check()?;
    must_keep(db, actor, of).await?;
    let mut tx = db.begin().await?;
    lock(&mut tx, actor, of).await?;
    let tag = known_or_new(&mut tx, actor, &name).await?;
    let Parts { deal, account, person, .. } = Parts::of(of);
    let put = sqlx::query(
        "insert into tagged (workspace_id, tag_id, deal_id, account_id, person_id)
         values ($1, $2, $3, $4, $5)
         on conflict do nothing",
    )
    .bind(actor.workspace())
    .bind(tag.id)
    .bind(deal)
    .bind(account)
    .bind(person)
    .execute(&mut *tx)
    .await?;
    if put.rows_affected() == 1 {
        let change = Change { field: "tags".to_owned(), before: String::new(), after: tag.name.clone() };
        step(&mut tx, actor, of, change).await?;
    }
    db.commit(tx).await?;
    Ok(tag)
}

/// Takes a label off a record. One that is not there is not missed.
pub async fn untag(db: &Db, actor: &Actor, of: Subject, tag: TagId) -> Result<()> {
    must_keep(db, actor, of).await?;
    let mut tx = db.begin().await?;
    lock(&mut tx, actor, of).await?;
    let Parts { deal, account, person, .. } = Parts::of(of);
    let name: Option<String> = sqlx::query_scalar(
        "delete from tagged t using tag
         where t.workspace_id = $1 and t.tag_id = $2 and tag.workspace_id = $1 and tag.id = t.tag_id
             and (t.deal_id = $3 or t.account_id = $4 or t.person_id = $5)
         returning tag.name",
    )
    .bind(actor.workspace())
    .bind(tag)
    .bind(deal)
    .bind(account)
    .bind(person)
    .fetch_optional(&mut *tx)
    .await?;
    if let Some(name) = name {
        let change = Change { field: "tags".to_owned(), before: name, after: String::new() };
        step(&mut tx, actor, of, change).await?;
    }
    db.commit(tx).await
}

/// Labels are part of keeping records, and on a deal part of working it.
async fn must_keep(db: &Db, actor: &Actor, of: Subject) -> Result<()> {
    let Subject::Deal(deal) = of else { return actor.must(Right::KeepRecords) };
    let owner: Option<MemberId> = sqlx::query_scalar(
        "select owner_id from deal where workspace_id = $1 and id = $2 and deleted_at is null",
    )
    .bind(actor.workspace())
    .bind(deal)
    .fetch_one(db.pool())
    .await?;
    let teams = actor::teams_of(db, actor.workspace(), owner).await?;
    actor.must_for(Right::WorkDeal, owner, &teams)
}

/// Where a record stands that wears labels. A lead wears none.
fn place(of: Subject) -> Result<(&'static str, Uuid)> {
    match of {
        Subject::Deal(id) => Ok(("deal", id.0)),
        Subject::Account(id) => Ok(("account", id.0)),
        Subject::Person(id) => Ok(("person", id.0)),
        Subject::Lead(_) => Err(Error::NotFound),
    }
}

/// Holds the record still until the act ends, so that its version and its labels rise together.
async fn lock(tx: &mut Act, actor: &Actor, of: Subject) -> Result<()> {
    let (table, id) = place(of)?;
    // Nothing in the text comes from outside: it is one of three tables.
    let sql = format!(
        "select version from {table} where workspace_id = $1 and id = $2 and deleted_at is null for update"
    );
    let version: Option<i32> = sqlx::query_scalar(sqlx::AssertSqlSafe(sql))
        .bind(actor.workspace())
        .bind(id)
        .fetch_optional(&mut **tx)
        .await?;
    version.map(|_| ()).ok_or(Error::NotFound)
}

async fn step(tx: &mut Act, actor: &Actor, of: Subject, change: Change) -> Result<()> {
    let (table, id) = place(of)?;
    let sql = format!(
        "update {table} set version = version + 1, updated_at = now() where workspace_id = $1 and id = $2
         returning version"
    );
    let version: i32 = sqlx::query_scalar(sqlx::AssertSqlSafe(sql))
        .bind(actor.workspace())
        .bind(id)
        .fetch_one(&mut **tx)
        .await?;
    history::record(tx, actor, of, version, &[change]).await
}

/// The label of that name, whatever its case; else a new one.
pub(crate) async fn known_or_new(tx: &mut Act, actor: &Actor, name: &str) -> Result<Tag> {
    let name = &nfc(name);
    let known: Option<Tag> = sqlx::query_as(
        "select id, name from tag where workspace_id = $1 and search_norm(name) = search_norm($2) order by id limit 1",
    )
    .bind(actor.workspace())
    .bind(name)
    .fetch_optional(&mut **tx)
    .await?;
    if let Some(tag) = known {
        return Ok(tag);
    }
    let made: Option<Tag> = sqlx::query_as(
        "insert into tag (workspace_id, id, name) values ($1, $2, $3)
         on conflict on constraint tag_name_taken do nothing
         returning id, name",
    )
    .bind(actor.workspace())
    .bind(TagId(Uuid::now_v7()))
    .bind(name)
    .fetch_optional(&mut **tx)
    .await?;
    match made {
        Some(tag) => {
            outbox::tell(tx, actor, Topic::Process, outbox::About::default()).await?;
            Ok(tag)
        }
        // Somebody made it in this very moment.
        None => Ok(sqlx::query_as("select id, name from tag where workspace_id = $1 and name = $2")
            .bind(actor.workspace())
            .bind(name)
            .fetch_one(&mut **tx)
            .await?),
    }
}
