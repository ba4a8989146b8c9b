//! Accounts by what somebody typed: suggestions while they type, and the one they mean when they send.

use super::nfc;
use crate::{Actor, Db, Result, search::Asked};
use domain::accounts::{AccountOffer, PersonLink};
use domain::ids::Keyed;
use domain::team::Right;
use domain::{AccountId, Key, Problem, Why};

/// How many accounts are offered.
const OFFERED: i64 = 8;

/// Accounts whose names hold what was typed so far, those that begin with it first.
pub async fn suggest(db: &Db, actor: &Actor, text: &str) -> Result<Vec<AccountOffer>> {
    actor.must(Right::Read)?;
    let asked = Asked::of(text);
    if asked.words.is_empty() {
        return Ok(vec![]);
    }
    let (from, to) = asked.range();
    Ok(sqlx::query_as(
        "with first as (
             select id, number, name, domain from account
             where workspace_id = $1 and deleted_at is null
                 and search_norm(name) collate \"C\" >= $3 and search_norm(name) collate \"C\" < $4
             order by search_norm(name) collate \"C\"
             limit $5
         ), inside as (
             select id, number, name, domain from account
             where workspace_id = $1 and deleted_at is null and not $6
                 and grams @> all_bigrams($2) and search_has(name, domain, $2)
             limit 200
         )
         select id, number, name, domain, (
             select count(*) from deal d
             join stage s on s.workspace_id = d.workspace_id and s.id = d.stage_id
             where d.workspace_id = $1 and d.account_id = found.id and d.deleted_at is null and s.kind = 'open'
         ) as open_deals
         from (select *, 0 as place from first union all select *, 1 from inside i
               where not exists (select from first f where f.id = i.id)) as found
         order by place, search_norm(name) collate \"C\", number
         limit $5",
    )
    .bind(actor.workspace())
    .bind(&asked.words)
    .bind(from)
    .bind(to)
    .bind(OFFERED)
    .bind(asked.prefix.is_some())
    .fetch_all(db.pool())
    .await?)
}

/// The people of an account to choose from, or of all when a deal has none yet: whom we spoke to last comes first.
pub async fn people_at(db: &Db, actor: &Actor, account: Option<AccountId>) -> Result<Vec<PersonLink>> {
    actor.must(Right::Read)?;
    Ok(sqlx::query_as(
        "select id, name, title from person
         where workspace_id = $1 and ($2::uuid is null or account_id = $2) and deleted_at is null
         order by coalesce(last_activity_at, '-infinity') desc, id
         limit 100",
    )
    .bind(actor.workspace())
    .bind(account)
    .fetch_all(db.pool())
    .await?)
}

/// The account that a form means: the one chosen, else the only one of the name or key typed. `standing`
/// is the one the record has now, and wins between namesakes.
pub(crate) async fn meant(
    db: &Db,
    actor: &Actor,
    field: &str,
    chosen: &str,
    typed: &str,
    standing: Option<AccountId>,
) -> Result<Option<AccountId>> {
    let unknown = || Problem::new(field, Why::Unknown);
    if !chosen.trim().is_empty() {
        let id: AccountId = chosen.trim().parse().map_err(|_| unknown())?;
        let there: Option<AccountId> = sqlx::query_scalar(
            "select id from account where workspace_id = $1 and id = $2 and deleted_at is null",
        )
        .bind(actor.workspace())
        .bind(id)
        .fetch_optional(db.pool())
        .await?;
        return there.map(Some).ok_or_else(|| unknown().into());
    }
    let typed = nfc(typed.trim());
    if typed.is_empty() {
        return Ok(None);
    }
    let number = match typed.parse() {
        Ok(Key { of: Keyed::Account, number }) => Some(number),
        _ => None,
    };
    let found: Vec<AccountId> = sqlx::query_scalar(
        "select id from account
         where workspace_id = $1 and deleted_at is null
             and (search_norm(name) collate \"C\" = search_norm($2) or number = $3)
         order by number is distinct from $3, number
         limit 20",
    )
    .bind(actor.workspace())
    .bind(&typed)
    .bind(number)
    .fetch_all(db.pool())
    .await?;
    match found.as_slice() {
        [only] => Ok(Some(*only)),
        [first, ..] if number.is_some() => Ok(Some(*first)),
        several if standing.is_some_and(|it| several.contains(&it)) => Ok(standing),
        _ => Err(unknown().into()),
    }
}
