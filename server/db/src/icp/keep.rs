//! The versions of the profile. Saving one is an act: the version, the fit of every account, and a word to the screens,
//! or nothing. Whoever saves says which version they saw, so that nobody's is written over unseen.

use super::judge::judge_all;
use crate::{Act, Actor, Db, Error, Result, Staleness, outbox, qualification};
use chrono::{DateTime, Utc};
use domain::MemberId;
use domain::events::Topic;
use domain::icp::{Choices, IcpBook, KeptProfile, Offer, Profile};
use domain::team::Right;
use sqlx::types::Json;

/// So many versions come at once.
const VERSIONS: i64 = 20;
/// As many different values are looked at to choose from.
const VALUES: i64 = 500;

/// The profile that holds, its versions, and what accounts have to choose from. `before`: only versions before this one.
pub async fn book(db: &Db, actor: &Actor, before: Option<i32>) -> Result<IcpBook> {
    let current = profile(db, actor).await?;
    let mut versions: Vec<Row> = sqlx::query_as(
        "select version, predicates, by_id, at, restored
         from icp_profile
         where workspace_id = $1 and ($2::integer is null or version < $2)
         order by version desc
         limit $3",
    )
    .bind(actor.workspace())
    .bind(before)
    .bind(VERSIONS + 1)
    .fetch_all(db.pool())
    .await?;
    let older = i64::try_from(versions.len()).is_ok_and(|it| it > VERSIONS);
    versions.truncate(usize::try_from(VERSIONS).unwrap_or_default());
    let versions = versions.into_iter().map(Row::kept).collect();
    Ok(IcpBook { current, versions, older, choices: choices(db, actor).await?, now: Utc::now() })
}

/// The profile that holds.
pub async fn profile(db: &Db, actor: &Actor) -> Result<Option<KeptProfile>> {
    actor.must(Right::Read)?;
    let row: Option<Row> = sqlx::query_as(
        "select version, predicates, by_id, at, restored
         from icp_profile where workspace_id = $1 order by version desc limit 1",
    )
    .bind(actor.workspace())
    .fetch_optional(db.pool())
    .await?;
    Ok(row.map(Row::kept))
}

/// One version, however old.
pub async fn version(db: &Db, actor: &Actor, version: i32) -> Result<KeptProfile> {
    actor.must(Right::Read)?;
    let row: Row = sqlx::query_as(
        "select version, predicates, by_id, at, restored from icp_profile where workspace_id = $1 and version = $2",
    )
    .bind(actor.workspace())
    .bind(version)
    .fetch_optional(db.pool())
    .await?
    .ok_or(Error::NotFound)?;
    Ok(row.kept())
}

async fn choices(db: &Db, actor: &Actor) -> Result<Choices> {
    let mut found = vec![];
    for sql in [
        "select industry as value, count(*) as accounts from account
         where workspace_id = $1 and deleted_at is null and industry is not null
         group by industry order by 2 desc, 1 limit $2",
        "select region as value, count(*) as accounts from account
         where workspace_id = $1 and deleted_at is null and region is not null
         group by region order by 2 desc, 1 limit $2",
        "select tag.name as value, count(t.account_id) as accounts
         from tag left join tagged t on t.workspace_id = tag.workspace_id and t.tag_id = tag.id
         where tag.workspace_id = $1
         group by tag.name order by 2 desc, 1 limit $2",
    ] {
        let offers: Vec<Offer> =
            sqlx::query_as(sql).bind(actor.workspace()).bind(VALUES).fetch_all(db.pool()).await?;
        found.push(offers);
    }
    let [industries, regions, tags] = <[Vec<Offer>; 3]>::try_from(found).unwrap_or_default();
    Ok(Choices::new(industries, &regions, tags))
}

/// Saves a profile over the version its writer saw (zero: none yet), and answers with the one that holds. The same
/// profile again makes no version.
pub async fn save(db: &Db, actor: &Actor, seen: i32, profile: &Profile) -> Result<i32> {
    let (tx, current) = begin(db, actor).await?;
    if current.as_ref().is_some_and(|it| it.1 == *profile) {
        return Ok(current.map_or(0, |it| it.0));
    }
    must_have_seen(current.as_ref(), seen)?;
    write(db, tx, actor, seen + 1, profile, None).await
}

/// Makes an older version hold again, as a new one.
pub async fn restore(db: &Db, actor: &Actor, seen: i32, older: i32) -> Result<i32> {
    let (tx, current) = begin(db, actor).await?;
    must_have_seen(current.as_ref(), seen)?;
    let older = version(db, actor, older).await?;
    if current.as_ref().is_some_and(|it| it.1 == older.profile) {
        return Ok(seen);
    }
    write(db, tx, actor, seen + 1, &older.profile, Some(older.version)).await
}

/// Holds the workspace, so that profiles are saved one after the other, and no account is made meanwhile.
async fn begin(db: &Db, actor: &Actor) -> Result<(Act, Option<(i32, Profile)>)> {
    actor.must(Right::ShapeProcess)?;
    let mut tx = db.begin().await?;
    sqlx::query("select from workspace where id = $1 for no key update")
        .bind(actor.workspace())
        .execute(&mut *tx)
        .await?;
    let current: Option<(i32, Json<Profile>)> = sqlx::query_as(
        "select version, predicates from icp_profile where workspace_id = $1 order by version desc limit 1",
    )
    .bind(actor.workspace())
    .fetch_optional(&mut *tx)
    .await?;
    Ok((tx, current.map(|(version, profile)| (version, profile.0))))
}

fn must_have_seen(current: Option<&(i32, Profile)>, seen: i32) -> Result<()> {
    let version = current.map_or(0, |it| it.0);
    if version == seen {
        return Ok(());
    }
    Err(Error::Changed(Staleness { version, ..Staleness::default() }))
}

async fn write(
    db: &Db,
    mut tx: Act,
    actor: &Actor,
    version: i32,
    profile: &Profile,
    restored: Option<i32>,
) -> Result<i32> {
    sqlx::query(
        "insert into icp_profile (workspace_id, version, predicates, by_id, restored) values ($1, $2, $3, $4, $5)",
    )
    .bind(actor.workspace())
    .bind(version)
    .bind(Json(profile))
    .bind(actor.id())
    .bind(restored)
    .execute(&mut *tx)
    .await?;
    judge_all(&mut tx, actor.workspace(), version, profile).await?;
    // Whoever sees a page learns with it that there is a profile.
    outbox::tell(&mut tx, actor, Topic::Team, outbox::About::default()).await?;
    db.commit(tx).await?;
    // How well an account fits is asked about its leads, too.
    qualification::catch_up(db, actor.workspace()).await?;
    Ok(version)
}

#[derive(sqlx::FromRow)]
struct Row {
    version: i32,
    predicates: Json<Profile>,
    by_id: Option<MemberId>,
    at: DateTime<Utc>,
    restored: Option<i32>,
}

impl Row {
    fn kept(self) -> KeptProfile {
        KeptProfile {
            version: self.version,
            profile: self.predicates.0,
            by: self.by_id,
            at: self.at,
            restored: self.restored,
        }
    }
}
