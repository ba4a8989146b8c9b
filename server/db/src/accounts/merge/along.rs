//! What goes along with a record that is swallowed, and comes back with it: everything that stands in the present and names
//! it. Each is a step of its own with its line of history, so that timelines, boards and editors hear of it.

use crate::{Act, Actor, Result};
use domain::activities::Change;
use domain::merge::Records;
use sqlx::types::Json;
use uuid::Uuid;

/// A column that names an account or a person.
struct Tie {
    table: &'static str,
    column: &'static str,
    /// What the tie is called in history.
    field: &'static str,
    /// What the screens are told beside the record itself.
    told: &'static [&'static str],
}

const DEALS: Tie = Tie { table: "deal", column: "account_id", field: "account", told: &["account_id"] };
const PEOPLE: Tie = Tie { table: "person", column: "account_id", field: "account", told: &["account_id"] };
const LEADS: Tie =
    Tie { table: "lead", column: "account_id", field: "account", told: &["account_id", "person_id"] };
const CHILDREN: Tie = Tie { table: "account", column: "parent_id", field: "parent", told: &[] };
const DEALS_OF_PERSON: Tie = Tie { column: "person_id", field: "person", ..DEALS };
const LEADS_OF_PERSON: Tie = Tie { column: "person_id", field: "person", ..LEADS };

/// From whom, or to whom, it goes.
#[derive(Clone, Copy)]
pub(super) struct End<'a> {
    pub id: Uuid,
    pub name: &'a str,
}

/// What went along.
#[derive(Debug, Default)]
pub(super) struct Along {
    pub deals: Vec<Uuid>,
    pub people: Vec<Uuid>,
    pub leads: Vec<Uuid>,
    pub children: Vec<Uuid>,
    pub tasks: Vec<Uuid>,
    /// Of contact plans.
    pub steps: Vec<Uuid>,
    pub tags: Vec<Uuid>,
    pub followed: Vec<Uuid>,
    pub met: Vec<Uuid>,
}

/// Everything that names the first comes to name the second.
pub(super) async fn bring(
    tx: &mut Act,
    actor: &Actor,
    of: Records,
    (from, to): (End<'_>, End<'_>),
) -> Result<Along> {
    if of == Records::Account {
        target(tx, actor, (from.id, to.id)).await?;
    }
    tie_all(tx, actor, of, (from, to), None).await
}

/// Of two targets the survivor is one since the first of them was, and is worked on by whoever works on either.
async fn target(tx: &mut Act, actor: &Actor, (from, to): (Uuid, Uuid)) -> Result<()> {
    sqlx::query(
        "update target t
         set since = least(t.since, s.since), member_id = coalesce(t.member_id, s.member_id)
         from target s
         where t.workspace_id = $1 and t.account_id = $3 and t.given_up is null
             and s.workspace_id = $1 and s.account_id = $2 and s.given_up is null",
    )
    .bind(actor.workspace())
    .bind(from)
    .bind(to)
    .execute(&mut **tx)
    .await?;
    Ok(())
}

/// What went along comes back, if it is still where it was put.
pub(super) async fn bring_back(
    tx: &mut Act,
    actor: &Actor,
    of: Records,
    (from, to): (End<'_>, End<'_>),
    went: &Along,
) -> Result<()> {
    tie_all(tx, actor, of, (from, to), Some(went)).await.map(|_| ())
}

/// `only`: those that went along, and no others.
async fn tie_all(
    tx: &mut Act,
    actor: &Actor,
    of: Records,
    both: (End<'_>, End<'_>),
    only: Option<&Along>,
) -> Result<Along> {
    let ids = (both.0.id, both.1.id);
    let (deals, leads) = match of {
        Records::Account => (&DEALS, &LEADS),
        Records::Person => (&DEALS_OF_PERSON, &LEADS_OF_PERSON),
    };
    let mut along = Along {
        deals: tie(tx, actor, deals, both, only.map(|it| it.deals.as_slice())).await?,
        leads: tie(tx, actor, leads, both, only.map(|it| it.leads.as_slice())).await?,
        ..Along::default()
    };
    if of == Records::Account {
        along.people = tie(tx, actor, &PEOPLE, both, only.map(|it| it.people.as_slice())).await?;
        along.children = tie(tx, actor, &CHILDREN, both, only.map(|it| it.children.as_slice())).await?;
    } else {
        along.met = met(tx, actor, ids, &along.deals, only.map(|it| it.met.as_slice())).await?;
    }
    along.tasks = planned(tx, actor, (of, "task"), ids, only.map(|it| it.tasks.as_slice())).await?;
    along.steps = planned(tx, actor, (of, "contact_step"), ids, only.map(|it| it.steps.as_slice())).await?;
    along.followed = followed(tx, actor, of, ids, only.map(|it| it.followed.as_slice())).await?;
    Ok(along)
}

async fn tie(
    tx: &mut Act,
    actor: &Actor,
    tie: &Tie,
    (from, to): (End<'_>, End<'_>),
    only: Option<&[Uuid]>,
) -> Result<Vec<Uuid>> {
    let Tie { table, column, field, told } = tie;
    let told: String = told.iter().map(|it| format!(", {it}")).collect();
    let change =
        Change { field: (*field).to_owned(), before: from.name.to_owned(), after: to.name.to_owned() };
    // Nothing in the text comes from outside: it is of the ties above.
    let sql = format!(
        "with held as (
             select id from {table}
             where workspace_id = $1 and {column} = $2 and ($4::uuid[] is null or id = any ($4))
             order by id
             for update
         ), gone as (
             update {table} r set {column} = $3, version = r.version + 1, updated_at = now()
             from held
             where r.workspace_id = $1 and r.id = held.id
             returning r.id, r.version{}
         ), stepped as materialized (
             select *, gen_random_uuid() as act from gone
         ), recorded as (
             insert into field_change (workspace_id, id, {table}_id, changes, by_id, version)
             select $1, act, id, $5, $6, version from stepped
         ), heard as (
             insert into outbox (workspace_id, topic, {table}_id{told}, by_id, act_id, version)
             select $1, $7, id{told}, $6, act, version from stepped
         )
         select id from stepped",
        told.replace(", ", ", r.")
    );
    Ok(sqlx::query_scalar(sqlx::AssertSqlSafe(sql))
        .bind(actor.workspace())
        .bind(from.id)
        .bind(to.id)
        .bind(only)
        .bind(Json([change]))
        .bind(actor.id())
        .bind(*table)
        .fetch_all(&mut **tx)
        .await?)
}

/// Deals whose people are counted anew, as gates ask how many were met and who decides: a step without a change that anybody reads.
async fn met(
    tx: &mut Act,
    actor: &Actor,
    (from, to): (Uuid, Uuid),
    but: &[Uuid],
    only: Option<&[Uuid]>,
) -> Result<Vec<Uuid>> {
    Ok(sqlx::query_scalar(
        "with held as (
             select id from deal
             where workspace_id = $1 and not id = any ($3) and ($4::uuid[] is null or id = any ($4))
                 and id in (
                     select deal_id from activity
                     where workspace_id = $1 and person_id = any (people_in($1, $2) || $6) and deal_id is not null
                     union
                     select deal_id from deal_person
                     where workspace_id = $1 and person_id = any (people_in($1, $2) || $6))
             order by id
             for update
         ), gone as (
             update deal r set version = r.version + 1, updated_at = now()
             from held
             where r.workspace_id = $1 and r.id = held.id
             returning r.id, r.version, r.account_id
         ), stepped as materialized (
             select *, gen_random_uuid() as act from gone
         ), recorded as (
             insert into field_change (workspace_id, id, deal_id, changes, by_id, version)
             select $1, act, id, '[]'::jsonb, $5, version from stepped
         ), heard as (
             insert into outbox (workspace_id, topic, deal_id, account_id, by_id, act_id, version)
             select $1, 'deal', id, account_id, $5, act, version from stepped
         )
         select id from stepped",
    )
    .bind(actor.workspace())
    .bind(from)
    .bind(but)
    .bind(only)
    .bind(actor.id())
    .bind(to)
    .fetch_all(&mut **tx)
    .await?)
}

/// Tasks, and steps of a contact plan: plans, and no history.
async fn planned(
    tx: &mut Act,
    actor: &Actor,
    (of, table): (Records, &'static str),
    (from, to): (Uuid, Uuid),
    only: Option<&[Uuid]>,
) -> Result<Vec<Uuid>> {
    let column = format!("{}_id", of.code());
    let sql = format!(
        "update {table} set {column} = $3
         where workspace_id = $1 and {column} = $2 and ($4::uuid[] is null or id = any ($4))
         returning id"
    );
    Ok(sqlx::query_scalar(sqlx::AssertSqlSafe(sql))
        .bind(actor.workspace())
        .bind(from)
        .bind(to)
        .bind(only)
        .fetch_all(&mut **tx)
        .await?)
}

/// Those that the swallowed one had swallowed itself are followed to whoever lives.
async fn followed(
    tx: &mut Act,
    actor: &Actor,
    of: Records,
    (from, to): (Uuid, Uuid),
    only: Option<&[Uuid]>,
) -> Result<Vec<Uuid>> {
    let sql = format!(
        "update {} set duplicate_of = $3
         where workspace_id = $1 and duplicate_of = $2 and id <> $3 and ($4::uuid[] is null or id = any ($4))
         returning id",
        of.code()
    );
    Ok(sqlx::query_scalar(sqlx::AssertSqlSafe(sql))
        .bind(actor.workspace())
        .bind(from)
        .bind(to)
        .bind(only)
        .fetch_all(&mut **tx)
        .await?)
}

/// Labels that the survivor does not wear yet, with the words for its history.
pub(super) async fn label(
    tx: &mut Act,
    actor: &Actor,
    of: Records,
    (from, to): (Uuid, Uuid),
) -> Result<(Vec<Uuid>, Vec<Change>)> {
    let column = format!("{}_id", of.code());
    let sql = format!(
        "with put as (
             insert into tagged (workspace_id, tag_id, {column})
             select workspace_id, tag_id, $3 from tagged where workspace_id = $1 and {column} = $2
             on conflict do nothing
             returning tag_id
         )
         select t.id, t.name from put join tag t on t.workspace_id = $1 and t.id = put.tag_id order by t.name"
    );
    let put: Vec<(Uuid, String)> = sqlx::query_as(sqlx::AssertSqlSafe(sql))
        .bind(actor.workspace())
        .bind(from)
        .bind(to)
        .fetch_all(&mut **tx)
        .await?;
    let change =
        |name: &String| Change { field: "tags".to_owned(), before: String::new(), after: name.clone() };
    let changes = put.iter().map(|it| change(&it.1)).collect();
    Ok((put.into_iter().map(|it| it.0).collect(), changes))
}

/// Labels that it got by a merge come off again.
pub(super) async fn unlabel(
    tx: &mut Act,
    actor: &Actor,
    of: Records,
    id: Uuid,
    tags: &[Uuid],
) -> Result<Vec<Change>> {
    let column = format!("{}_id", of.code());
    let sql = format!(
        "delete from tagged d using tag t
         where d.workspace_id = $1 and d.{column} = $2 and d.tag_id = any ($3) and t.workspace_id = $1 and t.id = d.tag_id
         returning t.name"
    );
    let taken: Vec<String> = sqlx::query_scalar(sqlx::AssertSqlSafe(sql))
        .bind(actor.workspace())
        .bind(id)
        .bind(tags)
        .fetch_all(&mut **tx)
        .await?;
    let change = |before| Change { field: "tags".to_owned(), before, after: String::new() };
    Ok(taken.into_iter().map(change).collect())
}
