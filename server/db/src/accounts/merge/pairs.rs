//! Which accounts or people may be one. The names of accounts are compared as the rule reads them, so all of them are read
//! and grouped by it in one pass; of people the database finds those that share a telephone, or a name and something else.
//! Whoever was told apart is never asked about again.

use super::record::Record;
use crate::accounts::nfc;
use crate::outbox::{About, tell};
use crate::{Actor, Db, Result};
use domain::accounts::PersonLink;
use domain::events::Topic;
use domain::leads::{By, LeadStatus};
use domain::merge::{
    AccountTwin, PAIRS_A_PAGE, RecordPair, RecordPairs, RecordTwin, Records, Sure, Twin, Twinned,
    accounts_alike, company_pairs, people_alike,
};
use domain::team::Right;
use domain::{AccountId, MemberId, PersonId, identity};
use std::collections::{HashMap, HashSet};
use uuid::Uuid;

/// So many pairs of people that share something are looked at.
const LOOKED_AT: i64 = 2_000;

/// So many accounts that share a piece of a name are compared with one.
const NEAR: i64 = 80;

/// The pairs of a page, the surest first. Pages count from nought; one beyond the last is empty.
pub async fn pairs(db: &Db, actor: &Actor, of: Records, page: usize) -> Result<RecordPairs> {
    actor.must(Right::Read)?;
    let (mut all, is_cut) = match of {
        Records::Account => (companies(db, actor).await?, false),
        Records::Person => humans(db, actor).await?,
    };
    let total = all.len();
    let before = page.saturating_mul(PAIRS_A_PAGE).min(total);
    let shown: Vec<Twinned> = all.drain(before..).take(PAIRS_A_PAGE).collect();
    Ok(RecordPairs { pairs: told(db, actor, of, shown).await?, total, before, is_cut })
}

const ACCOUNT_TWIN: &str = "select id, number, name, domain, business_reg_no, parent_id as parent
    from account where workspace_id = $1 and deleted_at is null";

async fn companies(db: &Db, actor: &Actor) -> Result<Vec<Twinned>> {
    // Nothing in the text comes from outside.
    let sql = format!("{ACCOUNT_TWIN} order by number");
    let accounts: Vec<AccountTwin> =
        sqlx::query_as(sqlx::AssertSqlSafe(sql)).bind(actor.workspace()).fetch_all(db.pool()).await?;
    let apart: Vec<(Uuid, Uuid)> =
        sqlx::query_as("select one_id, other_id from account_told_apart where workspace_id = $1")
            .bind(actor.workspace())
            .fetch_all(db.pool())
            .await?;
    Ok(company_pairs(&accounts, &HashSet::from_iter(apart)))
}

/// Somebody by all that people are compared by.
#[derive(Clone, Debug, sqlx::FromRow)]
pub(super) struct PersonTwin {
    id: PersonId,
    name: String,
    title: Option<String>,
    email: Option<String>,
    phone: Option<String>,
    company: Option<String>,
}

impl PersonTwin {
    pub fn twin(&self) -> Twin {
        Twin {
            name: self.name.clone(),
            company: self.company.clone().unwrap_or_default(),
            email: self.email.clone().unwrap_or_default(),
            phone: self.phone.clone().unwrap_or_default(),
            status: LeadStatus::New,
        }
    }

    pub fn link(&self) -> PersonLink {
        PersonLink { id: self.id, name: self.name.clone(), title: self.title.clone() }
    }
}

const PERSON_TWIN: &str = "select p.id, p.name, p.title, p.email, p.phone, a.name as company
    from person p left join account a on a.workspace_id = p.workspace_id and a.id = p.account_id
    where p.workspace_id = $1 and p.deleted_at is null";

/// How many people of an account are compared.
pub(super) async fn people_of(db: &Db, actor: &Actor, account: Uuid) -> Result<Vec<PersonTwin>> {
    let sql = format!("{PERSON_TWIN} and p.account_id = $2 order by p.id limit 200");
    Ok(sqlx::query_as(sqlx::AssertSqlSafe(sql))
        .bind(actor.workspace())
        .bind(account)
        .fetch_all(db.pool())
        .await?)
}

/// Pairs of people, and whether more were there than were looked at.
async fn humans(db: &Db, actor: &Actor) -> Result<(Vec<Twinned>, bool)> {
    let found: Vec<(Uuid, Uuid)> = sqlx::query_as(
        "with found as (
             select a.id as one, b.id as other
             from person a
             join person b on b.workspace_id = a.workspace_id and reach(null, b.phone) = reach(null, a.phone)
                 and b.id > a.id
             where a.workspace_id = $1 and a.phone is not null and a.deleted_at is null
                 and b.phone is not null and b.deleted_at is null
             union
             select a.id, b.id
             from person a
             join person b on b.workspace_id = a.workspace_id and b.id > a.id
                 and search_norm(b.name) collate \"C\" = search_norm(a.name) collate \"C\"
             left join account x on x.workspace_id = a.workspace_id and x.id = a.account_id
             left join account y on y.workspace_id = b.workspace_id and y.id = b.account_id
             where a.workspace_id = $1 and a.deleted_at is null and b.deleted_at is null
                 and (a.account_id = b.account_id
                     or split_part(a.email, '@', 2) = split_part(b.email, '@', 2)
                     or strpos(x.name, y.name) > 0 or strpos(y.name, x.name) > 0)
         )
         select one, other from found
         where not exists (
             select from person_told_apart t where t.workspace_id = $1 and t.one_id = found.one and t.other_id = found.other)
         order by other desc, one
         limit $2",
    )
    .bind(actor.workspace())
    .bind(LOOKED_AT)
    .fetch_all(db.pool())
    .await?;
    let is_cut = i64::try_from(found.len()).is_ok_and(|it| it >= LOOKED_AT);
    let ids: Vec<_> = found.iter().flat_map(|it| [it.0, it.1]).collect();
    let sql = format!("{PERSON_TWIN} and p.id = any ($2)");
    let people: Vec<PersonTwin> = sqlx::query_as(sqlx::AssertSqlSafe(sql))
        .bind(actor.workspace())
        .bind(ids)
        .fetch_all(db.pool())
        .await?;
    let people: HashMap<Uuid, PersonTwin> = people.into_iter().map(|it| (it.id.0, it)).collect();
    let pair = |(one, other): (Uuid, Uuid)| {
        let (by, sure) = people_alike(&people.get(&one)?.twin(), &people.get(&other)?.twin())?;
        Some((one, other, by, sure))
    };
    let mut pairs: Vec<Twinned> = found.into_iter().filter_map(pair).collect();
    pairs.sort_by_key(|it| (it.3, it.2, std::cmp::Reverse(it.1), it.0));
    Ok((pairs, is_cut))
}

#[derive(sqlx::FromRow)]
struct Row {
    id: Uuid,
    number: Option<i32>,
    name: String,
    detail: String,
    owner: Option<MemberId>,
    deals: i64,
}

/// Pairs as they are shown.
async fn told(db: &Db, actor: &Actor, of: Records, pairs: Vec<Twinned>) -> Result<Vec<RecordPair>> {
    let (columns, from) = match of {
        Records::Account => {
            ("r.number, concat_ws(' · ', r.domain, r.region, r.industry) as detail", "account r")
        }
        Records::Person => (
            "null::integer as number, concat_ws(' · ', r.title, a.name, r.email, r.phone) as detail",
            "person r left join account a on a.workspace_id = r.workspace_id and a.id = r.account_id",
        ),
    };
    let sql = format!(
        "select r.id, r.name, r.owner_id as owner, {columns},
             (select count(*) from deal d
              where d.workspace_id = r.workspace_id and d.{}_id = r.id and d.deleted_at is null) as deals
         from {from}
         where r.workspace_id = $1 and r.id = any ($2)",
        of.code()
    );
    let rows: Vec<Row> = sqlx::query_as(sqlx::AssertSqlSafe(sql))
        .bind(actor.workspace())
        .bind(pairs.iter().flat_map(|it| [it.0, it.1]).collect::<Vec<_>>())
        .fetch_all(db.pool())
        .await?;
    let twin = |it: Row| RecordTwin {
        id: it.id,
        number: it.number,
        name: it.name,
        detail: it.detail,
        owner: it.owner,
        deals: it.deals,
    };
    let rows: HashMap<Uuid, RecordTwin> = rows.into_iter().map(|it| (it.id, twin(it))).collect();
    let pair = |(one, other, by, sure): Twinned| {
        Some(RecordPair { one: rows.get(&one)?.clone(), other: rows.get(&other)?.clone(), by, sure })
    };
    Ok(pairs.into_iter().filter_map(pair).collect())
}

/// The surest that a record may be besides itself, for its page.
pub(in crate::accounts) async fn twin(
    db: &Db,
    actor: &Actor,
    of: Records,
    id: Uuid,
) -> Result<Option<RecordPair>> {
    let near: Vec<(Uuid, By, Sure)> = match of {
        Records::Account => near_account(db, actor, id).await?,
        Records::Person => near_person(db, actor, id).await?,
    };
    let sql = format!(
        "select case when one_id = $2 then other_id else one_id end from {}_told_apart
         where workspace_id = $1 and (one_id = $2 or other_id = $2)",
        of.code()
    );
    let apart: Vec<Uuid> = match near.is_empty() {
        true => vec![],
        false => {
            sqlx::query_scalar(sqlx::AssertSqlSafe(sql))
                .bind(actor.workspace())
                .bind(id)
                .fetch_all(db.pool())
                .await?
        }
    };
    let surest = near.into_iter().filter(|it| !apart.contains(&it.0)).min_by_key(|it| (it.2, it.1, it.0));
    let Some((other, by, sure)) = surest else { return Ok(None) };
    Ok(told(db, actor, of, vec![(id, other, by, sure)]).await?.pop())
}

async fn near_account(db: &Db, actor: &Actor, id: Uuid) -> Result<Vec<(Uuid, By, Sure)>> {
    let sql = format!("{ACCOUNT_TWIN} and id = $2");
    let own: Option<AccountTwin> = sqlx::query_as(sqlx::AssertSqlSafe(sql))
        .bind(actor.workspace())
        .bind(id)
        .fetch_optional(db.pool())
        .await?;
    let Some(own) = own else { return Ok(vec![]) };
    let key = nfc(&identity::company(&own.name));
    let sql = format!("{ACCOUNT_TWIN} and id <> $2 and (domain = $3 or grams @> bigrams($4)) limit $5");
    let near: Vec<AccountTwin> = sqlx::query_as(sqlx::AssertSqlSafe(sql))
        .bind(actor.workspace())
        .bind(id)
        .bind(&own.domain)
        // Of one letter everything would be found.
        .bind(Some(key).filter(|it| it.chars().count() > 1))
        .bind(NEAR)
        .fetch_all(db.pool())
        .await?;
    let alike = |it: AccountTwin| accounts_alike(&own, &it).map(|(by, sure)| (it.id, by, sure));
    Ok(near.into_iter().filter_map(alike).collect())
}

async fn near_person(db: &Db, actor: &Actor, id: Uuid) -> Result<Vec<(Uuid, By, Sure)>> {
    let sql = format!("{PERSON_TWIN} and p.id = $2");
    let own: Option<PersonTwin> = sqlx::query_as(sqlx::AssertSqlSafe(sql))
        .bind(actor.workspace())
        .bind(id)
        .fetch_optional(db.pool())
        .await?;
    let Some(own) = own else { return Ok(vec![]) };
    let sql = format!(
        "{PERSON_TWIN} and p.id <> $2
             and (($3 <> '' and p.phone is not null and reach(null, p.phone) = reach(null, $3))
                 or search_norm(p.name) collate \"C\" = search_norm($4) collate \"C\")
         limit $5"
    );
    let near: Vec<PersonTwin> = sqlx::query_as(sqlx::AssertSqlSafe(sql))
        .bind(actor.workspace())
        .bind(id)
        .bind(own.phone.as_deref().unwrap_or_default())
        .bind(&own.name)
        .bind(NEAR)
        .fetch_all(db.pool())
        .await?;
    let own = own.twin();
    let alike = |it: PersonTwin| people_alike(&own, &it.twin()).map(|(by, sure)| (it.id.0, by, sure));
    Ok(near.into_iter().filter_map(alike).collect())
}

/// Remembers that these two are not one. Said again, it is said once.
pub async fn tell_apart(db: &Db, actor: &Actor, of: Records, one: Uuid, other: Uuid) -> Result<()> {
    actor.must(Right::KeepRecords)?;
    for id in [one, other] {
        Record::read(db, actor, of, id).await?;
    }
    if one == other {
        return Ok(());
    }
    let mut tx = db.begin().await?;
    let sql = format!(
        "insert into {}_told_apart (workspace_id, one_id, other_id, by_id) values ($1, $2, $3, $4)
         on conflict do nothing",
        of.code()
    );
    sqlx::query(sqlx::AssertSqlSafe(sql))
        .bind(actor.workspace())
        .bind(one.min(other))
        .bind(one.max(other))
        .bind(actor.id())
        .execute(&mut *tx)
        .await?;
    for id in [one, other] {
        let (topic, about) = match of {
            Records::Account => (Topic::Account, About { account: Some(AccountId(id)), ..About::default() }),
            Records::Person => (Topic::Person, About { person: Some(PersonId(id)), ..About::default() }),
        };
        tell(&mut tx, actor, topic, about).await?;
    }
    db.commit(tx).await
}
