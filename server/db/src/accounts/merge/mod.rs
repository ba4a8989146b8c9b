//! Accounts that are one company, and people who are one human being: which pairs may be, what a merge would come to, the
//! merge, and the way back.
//!
//! A merge swallows one record: its row stays, gone from every list, and names the survivor in `duplicate_of`. Its history
//! stays where it was written, and whoever reads an account or a person reads `accounts_in` or `people_in` it. What stands in
//! the present goes along, each with a line of its own history, and the merge notes which: the way back takes those that
//! nobody has put elsewhere since.

mod along;
mod carry_out;
mod pairs;
mod record;
mod sides;
mod undo;

pub use carry_out::{Seen, merge};
pub(super) use pairs::twin;
pub use pairs::{pairs, tell_apart};
pub use sides::preview;
pub use undo::undo;

use crate::{Actor, Db, Error, Result};
use chrono::{DateTime, Utc};
use domain::merge::{RecordMerged, Records};
use domain::team::Right;
use domain::{MemberId, MergeId};
use sqlx::types::Json;
use uuid::Uuid;

/// Whose history is one with a record's.
pub(super) const fn history_in(of: Records) -> &'static str {
    match of {
        Records::Account => "accounts_in",
        Records::Person => "people_in",
    }
}

#[derive(sqlx::FromRow)]
struct Row {
    id: MergeId,
    survivor: Uuid,
    survivor_number: Option<i32>,
    swallowed: Uuid,
    number: Option<i32>,
    name: String,
    known_by: Vec<String>,
    by: Option<MemberId>,
    at: DateTime<Utc>,
    undone_by: Option<MemberId>,
    undone_at: Option<DateTime<Utc>>,
    kept: Json<Vec<String>>,
}

impl Row {
    fn merged(self) -> RecordMerged {
        RecordMerged {
            id: self.id,
            survivor: self.survivor,
            survivor_number: self.survivor_number,
            swallowed: self.swallowed,
            number: self.number,
            name: self.name,
            known_by: self.known_by,
            by: self.by,
            at: self.at,
            undone_by: self.undone_by,
            undone_at: self.undone_at,
            kept: self.kept.0,
        }
    }
}

/// Nothing in the text comes from outside: it is of one of two tables.
fn question(of: Records, which: &str) -> String {
    let table = of.code();
    let (numbers, known_by) = match of {
        Records::Account => ("s.number as survivor_number, l.number", "l.domain"),
        Records::Person => ("null::integer as survivor_number, null::integer as number", "l.email, l.phone"),
    };
    format!(
        "select m.id, s.id as survivor, l.id as swallowed, {numbers}, l.name,
             array_remove(array[{known_by}], null) as known_by, m.by_id as by, m.at, m.undone_by_id as undone_by,
             m.undone_at, m.kept
         from {table}_merge m
         join {table} s on s.workspace_id = m.workspace_id and s.id = m.survivor_id
         join {table} l on l.workspace_id = m.workspace_id and l.id = m.swallowed_id
         where m.workspace_id = $1 and {which}
         order by m.at desc, m.id desc"
    )
}

/// What a record has swallowed, undone or not, the latest first.
pub(super) async fn merged_into(db: &Db, actor: &Actor, of: Records, id: Uuid) -> Result<Vec<RecordMerged>> {
    let rows: Vec<Row> = sqlx::query_as(sqlx::AssertSqlSafe(question(of, "m.survivor_id = $2")))
        .bind(actor.workspace())
        .bind(id)
        .fetch_all(db.pool())
        .await?;
    Ok(rows.into_iter().map(Row::merged).collect())
}

pub async fn merged(db: &Db, actor: &Actor, of: Records, id: MergeId) -> Result<RecordMerged> {
    actor.must(Right::Read)?;
    let row: Option<Row> = sqlx::query_as(sqlx::AssertSqlSafe(question(of, "m.id = $2")))
        .bind(actor.workspace())
        .bind(id)
        .fetch_optional(db.pool())
        .await?;
    row.map(Row::merged).ok_or(Error::NotFound)
}

/// Of which records a merge is; none if it is one of leads, or not there.
pub async fn kind(db: &Db, actor: &Actor, id: MergeId) -> Result<Option<Records>> {
    actor.must(Right::Read)?;
    let (accounts, people): (bool, bool) = sqlx::query_as(
        "select exists (select from account_merge where workspace_id = $1 and id = $2),
            exists (select from person_merge where workspace_id = $1 and id = $2)",
    )
    .bind(actor.workspace())
    .bind(id)
    .fetch_one(db.pool())
    .await?;
    Ok(if accounts { Some(Records::Account) } else { people.then_some(Records::Person) })
}

/// The record of this id; of one that was swallowed, the survivor.
pub async fn living(db: &Db, actor: &Actor, of: Records, id: Uuid) -> Result<Uuid> {
    actor.must(Right::Read)?;
    let sql = format!(
        "select coalesce(duplicate_of, id) from {}
         where workspace_id = $1 and id = $2 and (deleted_at is null or duplicate_of is not null)",
        of.code()
    );
    sqlx::query_scalar(sqlx::AssertSqlSafe(sql))
        .bind(actor.workspace())
        .bind(id)
        .fetch_optional(db.pool())
        .await?
        .ok_or(Error::NotFound)
}
