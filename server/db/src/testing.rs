//! For tests of what must not happen: a fingerprint of everything in the database, so that a refused call
//! can be shown to have left no trace.

use crate::{Db, Result};
use domain::{ImportId, WorkspaceId};
use std::collections::BTreeMap;

/// A digest of the rows of every table, by its name. Two are equal if and only if nothing has changed.
pub async fn fingerprint(db: &Db) -> Result<BTreeMap<String, Option<String>>> {
    let rows: Vec<(String, Option<String>)> = sqlx::query_as(
        "select c.relname::text,
             (xpath('/row/digest/text()', query_to_xml(
                 format('select md5(string_agg(t::text, chr(10) order by t::text)) as digest from %I t', c.relname),
                 false, true, '')))[1]::text
         from pg_class c
         where c.relkind = 'r' and c.relnamespace = 'public'::regnamespace",
    )
    .fetch_all(db.pool())
    .await?;
    Ok(rows.into_iter().collect())
}

/// The same of one workspace's rows.
pub async fn fingerprint_of(db: &Db, workspace: WorkspaceId) -> Result<BTreeMap<String, Option<String>>> {
    let rows: Vec<(String, Option<String>)> = sqlx::query_as(
        "select c.relname::text,
             (xpath('/row/digest/text()', query_to_xml(
                 format('select md5(string_agg(t::text, chr(10) order by t::text)) as digest
                         from %I t where workspace_id = %L', c.relname, $1::text),
                 false, true, '')))[1]::text
         from pg_class c
         join pg_attribute a on a.attrelid = c.oid and a.attname = 'workspace_id'
         where c.relkind = 'r' and c.relnamespace = 'public'::regnamespace",
    )
    .bind(workspace.to_string())
    .fetch_all(db.pool())
    .await?;
    Ok(rows.into_iter().collect())
}

/// Makes an upload older than it is.
pub async fn age_upload(db: &Db, upload: ImportId, hours: i32) -> Result<()> {
    sqlx::query("update import_upload set created_at = now() - make_interval(hours => $2) where id = $1")
        .bind(upload)
        .bind(hours)
        .execute(db.pool())
        .await?;
    Ok(())
}

/// Takes all gates away: most tests are about something else than what a deal has to bring along.
pub async fn without_gates(db: &Db) -> Result<()> {
    sqlx::query("update stage set entry_gate = null, exit_gate = null").execute(db.pool()).await?;
    Ok(())
}

/// A lead that a talk has confirmed for sales; nobody has granted it yet.
pub async fn talked(db: &Db, lead: domain::LeadId) -> Result<()> {
    sqlx::query(
        "insert into qualification_talk (workspace_id, lead_id, need, need_note, timing, timing_note)
         select workspace_id, id, 2, 'said so', 2, 'this quarter' from lead where id = $1",
    )
    .bind(lead)
    .execute(db.pool())
    .await?;
    Ok(())
}
