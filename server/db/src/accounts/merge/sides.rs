//! The two of a merge side by side, with what each brings along.

use super::record::Record;
use super::{history_in, pairs};
use crate::{Actor, Db, Result};
use domain::accounts::PersonLink;
use domain::merge::{self, Brings, MergeForm, RecordPreview, Records, record_plan};
use std::collections::BTreeMap;
use uuid::Uuid;

/// What merging the second into the first would come to. Reading it asks no more than reading both.
pub async fn preview(
    db: &Db,
    actor: &Actor,
    of: Records,
    survivor: Uuid,
    swallowed: Uuid,
) -> Result<RecordPreview> {
    let this = Record::read(db, actor, of, survivor).await?;
    let other = Record::read(db, actor, of, swallowed).await?;
    let survivor = this.side(brings(db, actor, of, this.id()).await?);
    let swallowed = other.side(brings(db, actor, of, other.id()).await?);
    let plan = record_plan(&survivor, &swallowed, &MergeForm::default());
    let named = [&survivor, &swallowed].map(|it| [it.facts.get("parent"), it.facts.get("account")]);
    let named: Vec<Uuid> = named.as_flattened().iter().filter_map(|it| it.parse().ok()).collect();
    let names: Vec<(String, String)> =
        sqlx::query_as("select id::text, name from account where workspace_id = $1 and id = any ($2)")
            .bind(actor.workspace())
            .bind(named)
            .fetch_all(db.pool())
            .await?;
    let alike = match of {
        Records::Account => people_alike(db, actor, this.id(), other.id()).await?,
        Records::Person => vec![],
    };
    Ok(RecordPreview { survivor, swallowed, plan, names: BTreeMap::from_iter(names), alike })
}

/// People of both accounts who look like one human being: those are merged by themselves.
async fn people_alike(
    db: &Db,
    actor: &Actor,
    one: Uuid,
    other: Uuid,
) -> Result<Vec<(PersonLink, PersonLink)>> {
    let (here, there) = (pairs::people_of(db, actor, one).await?, pairs::people_of(db, actor, other).await?);
    let both = here.iter().flat_map(|this| there.iter().map(move |that| (this, that)));
    Ok(both
        .filter(|(this, that)| merge::people_alike(&this.twin(), &that.twin()).is_some())
        .map(|(this, that)| (this.link(), that.link()))
        .collect())
}

pub(super) async fn brings(db: &Db, actor: &Actor, of: Records, id: Uuid) -> Result<Brings> {
    let (column, own) = (format!("{}_id", of.code()), history_in(of));
    let (people, children, consents) = match of {
        Records::Account => (
            "(select count(*) from person h where h.workspace_id = $1 and h.account_id = $2 and h.deleted_at is null)",
            "(select count(*) from account h where h.workspace_id = $1 and h.parent_id = $2 and h.deleted_at is null)",
            "0::bigint",
        ),
        Records::Person => (
            "0::bigint",
            "0::bigint",
            "(select count(*) from consent h where h.workspace_id = $1 and h.person_id = any (ids))",
        ),
    };
    // Nothing in the text comes from outside: it is of one of two tables.
    let sql = format!(
        "with own as (select {own}($1, $2) as ids)
         select {people} as people, {children} as children, {consents} as consents,
             (select count(*) from deal h where h.workspace_id = $1 and h.{column} = $2 and h.deleted_at is null) as deals,
             (select count(*) from lead h where h.workspace_id = $1 and h.{column} = $2 and h.deleted_at is null) as leads,
             (select count(*) from activity h
              where h.workspace_id = $1 and h.{column} = any (ids) and h.removed_at is null) as activities,
             (select count(*) from task h
              where h.workspace_id = $1 and h.{column} = $2 and h.done_at is null and h.deleted_at is null) as tasks,
             cardinality(ids)::bigint - 1 as merged
         from own"
    );
    Ok(sqlx::query_as(sqlx::AssertSqlSafe(sql)).bind(actor.workspace()).bind(id).fetch_one(db.pool()).await?)
}
