//! The lists of accounts and people: a page at a time, each row with what its deals and touches come to.

use super::pages::{self, Of};
use crate::{Actor, Db, Result};
use chrono::Utc;
use domain::accounts::{AccountRow, ListPage, PersonRow, Wish};
use domain::team::Right;

/// So many industries are offered to choose from.
const INDUSTRIES: i64 = 50;

pub async fn accounts(db: &Db, actor: &Actor, wish: &Wish) -> Result<ListPage<AccountRow>> {
    actor.must(Right::Read)?;
    let page = pages::ids(db, actor, Of::Accounts, wish).await?;
    let rows = sqlx::query_as(
        "select r.id, r.number, r.name, r.industry, r.region, r.revenue_minor, r.owner_id as owner, r.target,
            f.score as icp_score, f.tier as icp_tier, r.last_activity_at,
            (select count(*) from person p
             where p.workspace_id = $1 and p.account_id = r.id and p.deleted_at is null) as people,
            coalesce(deals.open, 0) as open_deals, coalesce(deals.won, 0) as won_deals
         from unnest($2::uuid[]) with ordinality as page (id, place)
         join account r on r.workspace_id = $1 and r.id = page.id
         join account_fit f on f.workspace_id = $1 and f.account_id = r.id
         left join lateral (
             select count(*) filter (where s.kind in ('open', 'hold')) as open,
                 count(*) filter (where s.kind = 'won') as won
             from deal d
             join stage s on s.workspace_id = $1 and s.id = d.stage_id
             where d.workspace_id = $1 and d.account_id = r.id and d.deleted_at is null
         ) deals on true
         order by page.place",
    )
    .bind(actor.workspace())
    .bind(&page.ids)
    .fetch_all(db.pool())
    .await?;
    let industries = industries(db, actor).await?;
    Ok(ListPage { rows, before: page.before, total: page.total, industries, now: Utc::now() })
}

/// What accounts are in, most frequent first.
async fn industries(db: &Db, actor: &Actor) -> Result<Vec<String>> {
    Ok(sqlx::query_scalar(
        "select industry from account
         where workspace_id = $1 and industry is not null and deleted_at is null
         group by industry
         order by count(*) desc, industry
         limit $2",
    )
    .bind(actor.workspace())
    .bind(INDUSTRIES)
    .fetch_all(db.pool())
    .await?)
}

pub async fn people(db: &Db, actor: &Actor, wish: &Wish) -> Result<ListPage<PersonRow>> {
    actor.must(Right::Read)?;
    let page = pages::ids(db, actor, Of::People, wish).await?;
    let rows = sqlx::query_as(
        "select r.id, r.name, r.title, r.department, r.email, r.phone, r.account_id as account,
            a.name as account_name, r.last_activity_at
         from unnest($2::uuid[]) with ordinality as page (id, place)
         join person r on r.workspace_id = $1 and r.id = page.id
         left join account a on a.workspace_id = $1 and a.id = r.account_id
         order by page.place",
    )
    .bind(actor.workspace())
    .bind(&page.ids)
    .fetch_all(db.pool())
    .await?;
    Ok(ListPage { rows, before: page.before, total: page.total, industries: vec![], now: Utc::now() })
}
