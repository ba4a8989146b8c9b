//! One account or person as its page shows it. What belongs to another workspace is not there.

use super::merge;
use crate::{Actor, Db, Error, Result, icp};
use chrono::Utc;
use domain::accounts::{
    Account, AccountDetails, AccountLink, DealBrief, DealSums, Person, PersonDetails, PersonRow,
};
use domain::icp::{Facts, Fit, judge};
use domain::ids::Keyed;
use domain::merge::Records;
use domain::pipeline::{StageKind, Sum};
use domain::team::Right;
use domain::{AccountId, Currency, DealId, Key, MemberId, Money, PersonId};

/// An account's id by the key that people say; of one that was swallowed, the survivor's.
pub async fn account_id(db: &Db, actor: &Actor, key: Key) -> Result<AccountId> {
    actor.must(Right::Read)?;
    if key.of != Keyed::Account {
        return Err(Error::NotFound);
    }
    sqlx::query_scalar(
        "select coalesce(duplicate_of, id) from account
         where workspace_id = $1 and number = $2 and (deleted_at is null or duplicate_of is not null)",
    )
    .bind(actor.workspace())
    .bind(key.number)
    .fetch_optional(db.pool())
    .await?
    .ok_or(Error::NotFound)
}

pub async fn account(db: &Db, actor: &Actor, id: AccountId) -> Result<Account> {
    actor.must(Right::Read)?;
    sqlx::query_as(
        "select a.id, a.number, a.version, a.name, a.domain, a.business_reg_no, a.industry, a.employees, a.revenue_minor,
            (select w.currency from workspace w where w.id = a.workspace_id) as currency, a.region,
            a.owner_id as owner, a.parent_id as parent, parent.name as parent_name, a.about, a.target,
            f.score as icp_score, f.tier as icp_tier, f.version as icp_version, a.created_at,
            array(select t.tag_id from tagged t join tag on tag.workspace_id = $1 and tag.id = t.tag_id
                  where t.workspace_id = $1 and t.account_id = a.id order by tag.name) as tags
         from account a
         join account_fit f on f.workspace_id = $1 and f.account_id = a.id
         left join account parent on parent.workspace_id = $1 and parent.id = a.parent_id
         where a.workspace_id = $1 and a.id = $2 and a.deleted_at is null",
    )
    .bind(actor.workspace())
    .bind(id)
    .fetch_optional(db.pool())
    .await?
    .ok_or(Error::NotFound)
}

pub async fn person(db: &Db, actor: &Actor, id: PersonId) -> Result<Person> {
    actor.must(Right::Read)?;
    sqlx::query_as(
        "select p.id, p.version, p.name, p.title, p.department, p.email, p.phone,
            p.account_id as account, a.name as account_name, p.owner_id as owner, p.about, p.created_at,
            array(select t.tag_id from tagged t join tag on tag.workspace_id = $1 and tag.id = t.tag_id
                  where t.workspace_id = $1 and t.person_id = p.id order by tag.name) as tags
         from person p
         left join account a on a.workspace_id = $1 and a.id = p.account_id
         where p.workspace_id = $1 and p.id = $2 and p.deleted_at is null",
    )
    .bind(actor.workspace())
    .bind(id)
    .fetch_optional(db.pool())
    .await?
    .ok_or(Error::NotFound)
}

/// An account with its people, deals and children.
pub async fn account_details(db: &Db, actor: &Actor, id: AccountId) -> Result<AccountDetails> {
    let account = account(db, actor, id).await?;
    let fit = fit(db, actor, &account).await?;
    let people: Vec<PersonRow> = sqlx::query_as(
        "select p.id, p.name, p.title, p.department, p.email, p.phone, p.account_id as account,
            null::text as account_name, p.last_activity_at
         from person p
         where p.workspace_id = $1 and p.account_id = $2 and p.deleted_at is null
         order by p.last_activity_at desc nulls last, search_norm(p.name) collate \"C\", p.id
         limit $3",
    )
    .bind(actor.workspace())
    .bind(id)
    .bind(SHOWN)
    .fetch_all(db.pool())
    .await?;
    let children: Vec<AccountLink> = sqlx::query_as(
        "select id, number, name, domain
         from account
         where workspace_id = $1 and parent_id = $2 and deleted_at is null
         order by search_norm(name) collate \"C\", id
         limit $3",
    )
    .bind(actor.workspace())
    .bind(id)
    .bind(SHOWN)
    .fetch_all(db.pool())
    .await?;
    let deals = deals(db, actor, Some(id), None).await?;
    let sums = sums(db, actor, id).await?;
    let merged = merge::merged_into(db, actor, Records::Account, id.0).await?;
    let twin = merge::twin(db, actor, Records::Account, id.0).await?;
    Ok(AccountDetails { account, fit, people, deals, sums, children, merged, twin, now: Utc::now() })
}

/// Why an account fits as well as it does, by the very profile that its fit is kept of.
async fn fit(db: &Db, actor: &Actor, account: &Account) -> Result<Option<Fit>> {
    let Some(version) = account.icp_version else { return Ok(None) };
    let profile = icp::version(db, actor, version).await?.profile;
    let tags: Vec<String> =
        sqlx::query_scalar("select name from tag where workspace_id = $1 and id = any($2) order by name")
            .bind(actor.workspace())
            .bind(account.tags.iter().map(|it| it.0).collect::<Vec<_>>())
            .fetch_all(db.pool())
            .await?;
    let facts = Facts {
        industry: account.industry.clone(),
        employees: account.employees,
        revenue: account.revenue(),
        region: account.region.clone(),
        tags,
    };
    Ok(Some(judge(&profile, &facts)))
}

/// A person with the deals they are the contact of.
pub async fn person_details(db: &Db, actor: &Actor, id: PersonId) -> Result<PersonDetails> {
    let person = person(db, actor, id).await?;
    let deals = deals(db, actor, None, Some(id)).await?;
    let merged = merge::merged_into(db, actor, Records::Person, id.0).await?;
    let twin = merge::twin(db, actor, Records::Person, id.0).await?;
    let former = crate::committee::former(db, actor, person.id).await?;
    Ok(PersonDetails { person, deals, former, merged, twin, now: Utc::now() })
}

/// How many people or children one page lists at most, and how many deals.
const SHOWN: i64 = 200;
const DEALS_SHOWN: i64 = 50;

/// The deals of an account or of a person: the open ones first, then the latest decided.
async fn deals(
    db: &Db,
    actor: &Actor,
    account: Option<AccountId>,
    person: Option<PersonId>,
) -> Result<Vec<DealBrief>> {
    let rows: Vec<DealRow> = sqlx::query_as(
        "select d.id, d.number, d.name, s.name_ko as stage_ko, s.name_en as stage_en, s.kind, d.currency,
            d.amount_minor, d.owner_id as owner, d.expected_close
         from deal d
         join stage s on s.workspace_id = $1 and s.id = d.stage_id
         where d.workspace_id = $1 and d.deleted_at is null
             and ($2::uuid is null or d.account_id = $2)
             and ($3::uuid is null or d.person_id = $3)
         order by d.closed_at desc nulls first, d.expected_close nulls last, d.number desc
         limit $4",
    )
    .bind(actor.workspace())
    .bind(account)
    .bind(person)
    .bind(DEALS_SHOWN)
    .fetch_all(db.pool())
    .await?;
    Ok(rows.into_iter().map(DealRow::brief).collect())
}

/// What all deals of an account come to.
async fn sums(db: &Db, actor: &Actor, account: AccountId) -> Result<DealSums> {
    let rows: Vec<(StageKind, Currency, i64, i64, i64, i64)> = sqlx::query_as(
        "select s.kind, d.currency, count(*), coalesce(sum(d.amount_minor), 0)::bigint,
             coalesce(sum(d.weighted_minor), 0)::bigint, count(d.amount_minor)
         from deal d
         join stage s on s.workspace_id = $1 and s.id = d.stage_id
         where d.workspace_id = $1 and d.account_id = $2 and d.deleted_at is null
         group by s.kind, d.currency",
    )
    .bind(actor.workspace())
    .bind(account)
    .fetch_all(db.pool())
    .await?;
    let mut sums = DealSums::default();
    for (kind, currency, count, minor, weighted_minor, deals) in rows {
        sums.deals += count;
        let totals = match kind {
            StageKind::Open | StageKind::Hold => &mut sums.open,
            StageKind::Won => &mut sums.won,
            StageKind::Lost => continue,
        };
        totals.count += count;
        totals.add(Sum { currency, minor, weighted_minor, deals });
    }
    Ok(sums)
}

#[derive(sqlx::FromRow)]
struct DealRow {
    id: DealId,
    number: i32,
    name: String,
    stage_ko: String,
    stage_en: String,
    kind: StageKind,
    currency: Currency,
    amount_minor: Option<i64>,
    owner: Option<MemberId>,
    expected_close: Option<chrono::NaiveDate>,
}

impl DealRow {
    fn brief(self) -> DealBrief {
        DealBrief {
            id: self.id,
            number: self.number,
            name: self.name,
            stage_ko: self.stage_ko,
            stage_en: self.stage_en,
            ended: self.kind.ending(),
            amount: self.amount_minor.map(|minor| Money::new(minor, self.currency)),
            owner: self.owner,
            expected_close: self.expected_close,
        }
    }
}
