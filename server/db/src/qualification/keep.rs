//! The versions of the rules. Saving one is a short act: the version and a word to the screens. Leads are judged by it
//! afterwards, in batches. Whoever saves says which version they saw, so that nobody's is written over unseen.

use super::later::catch_up;
use crate::{Act, Actor, Db, Error, Result, Staleness, outbox};
use chrono::{DateTime, Utc};
use domain::MemberId;
use domain::events::Topic;
use domain::qualification::{KeptRules, Rules, RulesBook};
use domain::team::Right;
use sqlx::types::Json;

/// So many versions come at once.
const VERSIONS: i64 = 20;

/// The version of the rules that holds, if any was saved.
pub(super) const HOLDING: &str =
    "select version, rules from qualification_rules where workspace_id = $1 order by version desc limit 1";

/// The rules that hold, and their versions. `before`: only versions before this one.
pub async fn book(db: &Db, actor: &Actor, before: Option<i32>) -> Result<RulesBook> {
    let current = rules(db, actor).await?;
    let rows: Vec<Row> = sqlx::query_as(
        "select version, rules, by_id, at, restored
         from qualification_rules
         where workspace_id = $1 and ($2::integer is null or version < $2)
         order by version desc
         limit $3",
    )
    .bind(actor.workspace())
    .bind(before)
    .bind(VERSIONS)
    .fetch_all(db.pool())
    .await?;
    let mut versions: Vec<_> = rows.into_iter().map(Row::kept).collect();
    let older = versions.last().is_some_and(|it| it.version > 1) && versions.len() as i64 == VERSIONS;
    if !older {
        versions.push(KeptRules::default());
    }
    Ok(RulesBook { current, versions, older, now: Utc::now() })
}

/// The rules that hold: those everybody begins with, until somebody has saved others.
pub async fn rules(db: &Db, actor: &Actor) -> Result<KeptRules> {
    actor.must(Right::Read)?;
    let row: Option<Row> = sqlx::query_as(
        "select version, rules, by_id, at, restored
         from qualification_rules where workspace_id = $1 order by version desc limit 1",
    )
    .bind(actor.workspace())
    .fetch_optional(db.pool())
    .await?;
    Ok(row.map(Row::kept).unwrap_or_default())
}

/// One version, however old.
pub async fn version(db: &Db, actor: &Actor, version: i32) -> Result<KeptRules> {
    actor.must(Right::Read)?;
    if version == 0 {
        return Ok(KeptRules::default());
    }
    let row: Option<Row> = sqlx::query_as(
        "select version, rules, by_id, at, restored from qualification_rules where workspace_id = $1 and version = $2",
    )
    .bind(actor.workspace())
    .bind(version)
    .fetch_optional(db.pool())
    .await?;
    row.map(Row::kept).ok_or(Error::NotFound)
}

/// Saves rules over the version their writer saw (zero: none yet), judges every lead by them, and answers with the
/// version that holds. The same rules again make no version.
pub async fn save(db: &Db, actor: &Actor, seen: i32, rules: &Rules) -> Result<i32> {
    let (tx, current) = begin(db, actor).await?;
    if current.1 == *rules {
        return Ok(current.0);
    }
    must_have_seen(current.0, seen)?;
    write(db, tx, actor, seen + 1, rules, None).await
}

/// Makes an older version hold again, as a new one.
pub async fn restore(db: &Db, actor: &Actor, seen: i32, older: i32) -> Result<i32> {
    let (tx, current) = begin(db, actor).await?;
    must_have_seen(current.0, seen)?;
    let older = version(db, actor, older).await?;
    if current.1 == older.rules {
        return Ok(seen);
    }
    write(db, tx, actor, seen + 1, &older.rules, Some(older.version)).await
}

/// Rules are saved one after the other, when nobody judges by the old ones any more.
async fn begin(db: &Db, actor: &Actor) -> Result<(Act, (i32, Rules))> {
    actor.must(Right::SetRules)?;
    let mut tx = db.begin().await?;
    sqlx::query("select pg_advisory_xact_lock(hashtext('baton rules'), hashtext($1::uuid::text))")
        .bind(actor.workspace())
        .execute(&mut *tx)
        .await?;
    let current: Option<(i32, Json<Rules>)> =
        sqlx::query_as(HOLDING).bind(actor.workspace()).fetch_optional(&mut *tx).await?;
    Ok((tx, current.map_or_else(Default::default, |it| (it.0, it.1.0))))
}

fn must_have_seen(version: i32, seen: i32) -> Result<()> {
    if version == seen { Ok(()) } else { Err(Error::Changed(Staleness { version, ..Staleness::default() })) }
}

async fn write(
    db: &Db,
    mut tx: Act,
    actor: &Actor,
    version: i32,
    rules: &Rules,
    restored: Option<i32>,
) -> Result<i32> {
    sqlx::query(
        "insert into qualification_rules (workspace_id, version, rules, by_id, restored) values ($1, $2, $3, $4, $5)",
    )
    .bind(actor.workspace())
    .bind(version)
    .bind(Json(rules))
    .bind(actor.id())
    .bind(restored)
    .execute(&mut *tx)
    .await?;
    outbox::tell(&mut tx, actor, Topic::Process, outbox::About::default()).await?;
    db.commit(tx).await?;
    catch_up(db, actor.workspace()).await?;
    Ok(version)
}

#[derive(sqlx::FromRow)]
struct Row {
    version: i32,
    rules: Json<Rules>,
    by_id: Option<MemberId>,
    at: DateTime<Utc>,
    restored: Option<i32>,
}

impl Row {
    fn kept(self) -> KeptRules {
        KeptRules {
            version: self.version,
            rules: self.rules.0,
            by: self.by_id,
            at: Some(self.at),
            restored: self.restored,
        }
    }
}
