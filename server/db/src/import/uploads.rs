//! Files between being uploaded and being confirmed, and what came of them. Kept for a day.

use crate::{Actor, Db, Error, Result};
use chrono::{DateTime, Utc};
use domain::ImportId;
use domain::import::{Choices, Outcome, Preview};
use domain::team::Right;
use sqlx::types::Json;
use uuid::Uuid;

/// An upload with its files, as they came.
#[derive(Debug)]
pub struct Upload {
    pub id: ImportId,
    pub choices: Choices,
    pub files: Vec<(String, Vec<u8>)>,
}

/// Keeps files until somebody confirms what is to happen with them.
pub async fn keep(
    db: &Db,
    actor: &Actor,
    files: &[(String, Vec<u8>)],
    choices: &Choices,
    outcome: &Outcome,
) -> Result<ImportId> {
    actor.must(Right::Import)?;
    let id = ImportId(Uuid::now_v7());
    let mut tx = db.begin().await?;
    sqlx::query(
        "insert into import_upload (workspace_id, id, by_id, choices, outcome) values ($1, $2, $3, $4, $5)",
    )
    .bind(actor.workspace())
    .bind(id)
    .bind(actor.id())
    .bind(Json(choices))
    .bind(Json(outcome))
    .execute(&mut *tx)
    .await?;
    for (position, (name, content)) in (0_i32..).zip(files) {
        sqlx::query(
            "insert into import_file (workspace_id, upload_id, position, name, content) values ($1, $2, $3, $4, $5)",
        )
        .bind(actor.workspace())
        .bind(id)
        .bind(position)
        .bind(name)
        .bind(content)
        .execute(&mut *tx)
        .await?;
    }
    db.commit(tx).await?;
    Ok(id)
}

/// Forgets the files of yesterday, whosever they are: they may be large, and hold people's names.
pub async fn forget(db: &Db) -> Result<u64> {
    let done = sqlx::query("delete from import_upload where created_at < now() - interval '1 day'")
        .execute(db.pool())
        .await?;
    Ok(done.rows_affected())
}

/// What an upload would do, or did.
pub async fn preview(db: &Db, actor: &Actor, id: ImportId) -> Result<Preview> {
    actor.must(Right::Import)?;
    let (choices, outcome, done_at): (Json<Choices>, Json<Outcome>, Option<DateTime<Utc>>) = sqlx::query_as(
        "select choices, outcome, done_at from import_upload where workspace_id = $1 and id = $2",
    )
    .bind(actor.workspace())
    .bind(id)
    .fetch_one(db.pool())
    .await?;
    Ok(Preview { id, choices: choices.0, outcome: outcome.0, done_at })
}

/// The files again, to go through them.
pub async fn upload(db: &Db, actor: &Actor, id: ImportId) -> Result<Upload> {
    let choices = preview(db, actor, id).await?.choices;
    let files = sqlx::query_as(
        "select name, content from import_file where workspace_id = $1 and upload_id = $2 order by position",
    )
    .bind(actor.workspace())
    .bind(id)
    .fetch_all(db.pool())
    .await?;
    Ok(Upload { id, choices, files })
}

/// Somebody chose otherwise, and this is what would happen now.
pub async fn rechoose(
    db: &Db,
    actor: &Actor,
    id: ImportId,
    choices: &Choices,
    outcome: &Outcome,
) -> Result<()> {
    actor.must(Right::Import)?;
    let written = sqlx::query(
        "update import_upload set choices = $3, outcome = $4, done_at = null where workspace_id = $1 and id = $2",
    )
    .bind(actor.workspace())
    .bind(id)
    .bind(Json(choices))
    .bind(Json(outcome))
    .execute(db.pool())
    .await?;
    if written.rows_affected() == 0 { Err(Error::NotFound) } else { Ok(()) }
}

/// It was carried out: what happened, and the rows that were not taken, file by file.
pub async fn finish(
    db: &Db,
    actor: &Actor,
    id: ImportId,
    choices: &Choices,
    outcome: &Outcome,
    bad_rows: &[String],
) -> Result<()> {
    rechoose(db, actor, id, choices, outcome).await?;
    let mut tx = db.begin().await?;
    sqlx::query("update import_upload set done_at = now() where workspace_id = $1 and id = $2")
        .bind(actor.workspace())
        .bind(id)
        .execute(&mut *tx)
        .await?;
    for (position, text) in (0_i32..).zip(bad_rows) {
        sqlx::query(
            "update import_file set bad_rows = $4 where workspace_id = $1 and upload_id = $2 and position = $3",
        )
        .bind(actor.workspace())
        .bind(id)
        .bind(position)
        .bind(text)
        .execute(&mut *tx)
        .await?;
    }
    db.commit(tx).await
}

/// The rows of a file that were not taken, and the file's name.
pub async fn bad_rows(db: &Db, actor: &Actor, id: ImportId, position: i32) -> Result<(String, String)> {
    actor.must(Right::Import)?;
    Ok(sqlx::query_as(
        "select name, bad_rows from import_file
         where workspace_id = $1 and upload_id = $2 and position = $3 and bad_rows <> ''",
    )
    .bind(actor.workspace())
    .bind(id)
    .bind(position)
    .fetch_one(db.pool())
    .await?)
}
