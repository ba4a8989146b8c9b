//! The forms of a team: made, read, and changed into a new version over the one that its writer saw.

use crate::outbox::{About, tell};
use crate::{Act, Actor, Db, Error, Result, Staleness};
use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use chrono::{DateTime, Utc};
use domain::events::Topic;
use domain::team::Right;
use domain::web_forms::{Counts, KeptWebForm, WebForm, WebFormBook, WebFormVersion, WebForms};
use domain::{MemberId, WebFormId};
use rand::RngCore;
use sqlx::types::Json;
use uuid::Uuid;

/// So many versions are shown with a form.
const VERSIONS: i64 = 50;

/// Of form `f` with its version `v` that holds.
const KEPT: &str = "f.id, f.key, f.version, v.says, v.by_id, v.at,
    (select count(*) from web_form_entry e
     where e.workspace_id = f.workspace_id and e.form_id = f.id and e.lead_id is not null) as entries,
    (select count(*) from web_form_entry e
     where e.workspace_id = f.workspace_id and e.form_id = f.id and e.lead_id is not null
         and e.at > $2::timestamptz - interval '30 days') as lately,
    (select max(e.at) from web_form_entry e
     where e.workspace_id = f.workspace_id and e.form_id = f.id and e.lead_id is not null) as last_at,
    (select count(*) from web_form_entry e
     where e.workspace_id = f.workspace_id and e.form_id = f.id and e.caught_by is not null) as caught
    from web_form f
    join web_form_version v on v.workspace_id = f.workspace_id and v.form_id = f.id and v.version = f.version
    where f.workspace_id = $1";

/// All forms, those that are on first.
pub async fn list(db: &Db, actor: &Actor, now: DateTime<Utc>) -> Result<WebForms> {
    actor.must(Right::Read)?;
    // Nothing in the text comes from outside: it is this module's own.
    let sql = format!("select {KEPT} order by v.says ->> 'on' desc, f.created_at, f.id");
    let rows: Vec<Row> = sqlx::query_as(sqlx::AssertSqlSafe(sql))
        .bind(actor.workspace())
        .bind(now)
        .fetch_all(db.pool())
        .await?;
    Ok(WebForms { now, forms: rows.into_iter().map(Row::kept).collect() })
}

/// One form, and what it said before.
pub async fn one(db: &Db, actor: &Actor, id: WebFormId, now: DateTime<Utc>) -> Result<WebFormBook> {
    actor.must(Right::Read)?;
    let sql = format!("select {KEPT} and f.id = $3");
    let row: Row = sqlx::query_as(sqlx::AssertSqlSafe(sql))
        .bind(actor.workspace())
        .bind(now)
        .bind(id)
        .fetch_optional(db.pool())
        .await?
        .ok_or(Error::NotFound)?;
    let versions: Vec<VersionRow> = sqlx::query_as(
        "select v.version, v.by_id, v.at, v.says ->> 'privacy' as privacy, v.says ->> 'advert' as advert,
             (select count(*) from web_form_entry e
              where e.workspace_id = v.workspace_id and e.form_id = v.form_id and e.version = v.version
                  and e.lead_id is not null) as entries
         from web_form_version v
         where v.workspace_id = $1 and v.form_id = $2
         order by v.version desc
         limit $3",
    )
    .bind(actor.workspace())
    .bind(id)
    .bind(VERSIONS)
    .fetch_all(db.pool())
    .await?;
    Ok(WebFormBook {
        now,
        kept: row.kept(),
        versions: versions.into_iter().map(VersionRow::version).collect(),
    })
}

/// Makes a form. Sent again with the same id, it is made once.
pub async fn make(db: &Db, actor: &Actor, id: Option<WebFormId>, form: &WebForm) -> Result<WebFormId> {
    actor.must(Right::ShapeProcess)?;
    let id = id.unwrap_or_else(|| WebFormId(Uuid::now_v7()));
    let (mut key, mut seal) = ([0; 15], [0; 32]);
    rand::rng().fill_bytes(&mut key);
    rand::rng().fill_bytes(&mut seal);
    let mut tx = db.begin().await?;
    let made = sqlx::query(
        "insert into web_form (workspace_id, id, key, seal) values ($1, $2, $3, $4)
         on conflict (workspace_id, id) do nothing",
    )
    .bind(actor.workspace())
    .bind(id)
    .bind(URL_SAFE_NO_PAD.encode(key))
    .bind(seal)
    .execute(&mut *tx)
    .await?;
    if made.rows_affected() == 0 {
        return Ok(id);
    }
    write(&mut tx, actor, id, 1, form).await?;
    db.commit(tx).await?;
    Ok(id)
}

/// Saves a form over the version that its writer saw, and answers with the one that holds. The same form again makes no
/// version.
pub async fn change(db: &Db, actor: &Actor, id: WebFormId, seen: i32, form: &WebForm) -> Result<i32> {
    actor.must(Right::ShapeProcess)?;
    let mut tx = db.begin().await?;
    let version: i32 = sqlx::query_scalar(
        "select version from web_form where workspace_id = $1 and id = $2 for no key update",
    )
    .bind(actor.workspace())
    .bind(id)
    .fetch_one(&mut *tx)
    .await?;
    // By a question of its own: who has waited for the form sees with the other one what was there before.
    let says: Json<WebForm> = sqlx::query_scalar(
        "select says from web_form_version where workspace_id = $1 and form_id = $2 and version = $3",
    )
    .bind(actor.workspace())
    .bind(id)
    .bind(version)
    .fetch_one(&mut *tx)
    .await?;
    if says.0 == *form {
        return Ok(version);
    }
    if version != seen {
        return Err(Error::Changed(Staleness { version, ..Staleness::default() }));
    }
    sqlx::query("update web_form set version = $3 where workspace_id = $1 and id = $2")
        .bind(actor.workspace())
        .bind(id)
        .bind(version + 1)
        .execute(&mut *tx)
        .await?;
    write(&mut tx, actor, id, version + 1, form).await?;
    db.commit(tx).await?;
    Ok(version + 1)
}

/// Writes what a version says, and tells the screens.
async fn write(tx: &mut Act, actor: &Actor, id: WebFormId, version: i32, form: &WebForm) -> Result<()> {
    sqlx::query(
        "insert into web_form_version (workspace_id, form_id, version, says, by_id) values ($1, $2, $3, $4, $5)",
    )
    .bind(actor.workspace())
    .bind(id)
    .bind(version)
    .bind(Json(form))
    .bind(actor.id())
    .execute(&mut **tx)
    .await?;
    tell(tx, actor, Topic::Process, About::default()).await
}

#[derive(sqlx::FromRow)]
struct Row {
    id: WebFormId,
    key: String,
    version: i32,
    says: Json<WebForm>,
    by_id: Option<MemberId>,
    at: DateTime<Utc>,
    entries: i64,
    lately: i64,
    last_at: Option<DateTime<Utc>>,
    caught: i64,
}

impl Row {
    fn kept(self) -> KeptWebForm {
        KeptWebForm {
            id: self.id,
            key: self.key,
            version: self.version,
            form: self.says.0,
            by: self.by_id,
            at: self.at,
            counts: Counts {
                entries: self.entries,
                lately: self.lately,
                last_at: self.last_at,
                caught: self.caught,
            },
        }
    }
}

#[derive(sqlx::FromRow)]
struct VersionRow {
    version: i32,
    by_id: Option<MemberId>,
    at: DateTime<Utc>,
    privacy: Option<String>,
    advert: Option<String>,
    entries: i64,
}

impl VersionRow {
    fn version(self) -> WebFormVersion {
        WebFormVersion {
            version: self.version,
            by: self.by_id,
            at: self.at,
            privacy: self.privacy.unwrap_or_default(),
            advert: self.advert.unwrap_or_default(),
            entries: self.entries,
        }
    }
}
