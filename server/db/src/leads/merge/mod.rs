//! Leads that are one human being: which pairs may be, what a merge would come to, the merge, and the way back.
//!
//! A merge swallows one lead: its row stays, gone from every list, and names the survivor in `duplicate_of`. Touches,
//! activities, consents, granted kinds and form entries are history and stay where they were written; whoever reads a
//! lead reads `leads_in` it. Of the swallowed one only tasks go along, and leads it had swallowed itself are followed to
//! whoever lives. The row of `merge` says what was written over, so that the way back needs nothing else.

mod carry_out;
mod pairs;
mod sides;
mod undo;

pub use carry_out::merge;
pub use pairs::{pairs, tell_apart};
pub use sides::preview;
pub use undo::undo;

use crate::{Actor, Db, Error, Result};
use chrono::{DateTime, Utc};
use domain::merge::{Field, Merged};
use domain::team::Right;
use domain::{LeadId, MemberId, MergeId};
use sqlx::types::Json;

#[derive(sqlx::FromRow)]
struct Row {
    id: MergeId,
    survivor: i32,
    number: i32,
    name: String,
    by: Option<MemberId>,
    at: DateTime<Utc>,
    undone_by: Option<MemberId>,
    undone_at: Option<DateTime<Utc>>,
    kept: Json<Vec<Field>>,
}

impl Row {
    fn merged(self) -> Merged {
        Merged {
            id: self.id,
            survivor: self.survivor,
            number: self.number,
            name: self.name,
            by: self.by,
            at: self.at,
            undone_by: self.undone_by,
            undone_at: self.undone_at,
            kept: self.kept.0,
        }
    }
}

const MERGED: &str =
    "select m.id, s.number as survivor, l.number, l.name, m.by_id as by, m.at, m.undone_by_id as undone_by,
        m.undone_at, m.kept
     from merge m
     join lead s on s.workspace_id = m.workspace_id and s.id = m.survivor_id
     join lead l on l.workspace_id = m.workspace_id and l.id = m.swallowed_id
     where m.workspace_id = $1 and ";

/// What a lead has swallowed, undone or not, the latest first.
pub(super) async fn merged_into(db: &Db, actor: &Actor, lead: LeadId) -> Result<Vec<Merged>> {
    // Nothing in the text comes from outside: it is this module's columns.
    let sql = format!("{MERGED} m.survivor_id = $2 order by m.at desc, m.id desc");
    let rows: Vec<Row> = sqlx::query_as(sqlx::AssertSqlSafe(sql))
        .bind(actor.workspace())
        .bind(lead)
        .fetch_all(db.pool())
        .await?;
    Ok(rows.into_iter().map(Row::merged).collect())
}

pub async fn merged(db: &Db, actor: &Actor, id: MergeId) -> Result<Merged> {
    actor.must(Right::Read)?;
    let sql = format!("{MERGED} m.id = $2");
    let row: Option<Row> = sqlx::query_as(sqlx::AssertSqlSafe(sql))
        .bind(actor.workspace())
        .bind(id)
        .fetch_optional(db.pool())
        .await?;
    row.map(Row::merged).ok_or(Error::NotFound)
}
