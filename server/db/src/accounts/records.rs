//! Accounts and people as programs read them: whole records, one or a list of them.

use super::pages::{Of, matching};
use crate::paging::{Place, Slice};
use crate::{Actor, Db, Result};
use chrono::{DateTime, Utc};
use domain::accounts::{Account, Person, Wish};
use domain::team::Right;
use domain::{AccountId, PersonId};
use sqlx::{Postgres, QueryBuilder};

#[derive(Clone, Debug, sqlx::FromRow)]
pub struct AccountRecord {
    #[sqlx(flatten)]
    pub account: Account,
    pub tag_names: Vec<String>,
    pub last_activity_at: Option<DateTime<Utc>>,
    pub updated_at: DateTime<Utc>,
}

#[derive(Clone, Debug, sqlx::FromRow)]
pub struct PersonRecord {
    #[sqlx(flatten)]
    pub person: Person,
    pub tag_names: Vec<String>,
    pub last_activity_at: Option<DateTime<Utc>>,
    pub updated_at: DateTime<Utc>,
}

const ACCOUNT: &str = "select r.id, r.number, r.version, r.name, r.domain, r.business_reg_no, r.industry, r.employees, r.revenue_minor,
    (select w.currency from workspace w where w.id = r.workspace_id) as currency, r.region, r.owner_id as owner, r.parent_id as parent, r.about, r.target, f.score as icp_score, f.tier as icp_tier,
    f.version as icp_version, r.created_at, r.updated_at, r.last_activity_at,
    (select p.name from account p where p.workspace_id = r.workspace_id and p.id = r.parent_id) as parent_name,
    array(select tag_id from tagged t where t.workspace_id = r.workspace_id and t.account_id = r.id) as tags,
    array(select tag.name from tagged t join tag on tag.workspace_id = t.workspace_id and tag.id = t.tag_id
          where t.workspace_id = r.workspace_id and t.account_id = r.id order by tag.name) as tag_names";

const PERSON: &str = "select r.id, r.version, r.name, r.title, r.department, r.email, r.phone,
    r.account_id as account, r.owner_id as owner, r.about, r.created_at, r.updated_at, r.last_activity_at,
    (select a.name from account a where a.workspace_id = r.workspace_id and a.id = r.account_id) as account_name,
    array(select tag_id from tagged t where t.workspace_id = r.workspace_id and t.person_id = r.id) as tags,
    array(select tag.name from tagged t join tag on tag.workspace_id = t.workspace_id and tag.id = t.tag_id
          where t.workspace_id = r.workspace_id and t.person_id = r.id order by tag.name) as tag_names";

pub async fn account_record(db: &Db, actor: &Actor, id: AccountId) -> Result<AccountRecord> {
    actor.must(Right::Read)?;
    let mut query = QueryBuilder::new(ACCOUNT);
    matching(&mut query, actor, Of::Accounts, &Wish::default());
    query.push(" and r.id = ").push_bind(id);
    Ok(query.build_query_as().fetch_one(db.pool()).await?)
}

pub async fn person_record(db: &Db, actor: &Actor, id: PersonId) -> Result<PersonRecord> {
    actor.must(Right::Read)?;
    let mut query = QueryBuilder::new(PERSON);
    matching(&mut query, actor, Of::People, &Wish::default());
    query.push(" and r.id = ").push_bind(id);
    Ok(query.build_query_as().fetch_one(db.pool()).await?)
}

/// The accounts of a wish after a place. The wish's own order and page do not count.
pub async fn account_records(
    db: &Db,
    actor: &Actor,
    wish: &Wish,
    after: Place,
    limit: u16,
) -> Result<Slice<AccountRecord>> {
    actor.must(Right::Read)?;
    let mut query = QueryBuilder::new(ACCOUNT);
    matching(&mut query, actor, Of::Accounts, wish);
    following(&mut query, after, limit);
    let rows: Vec<AccountRecord> = query.build_query_as().fetch_all(db.pool()).await?;
    Ok(Slice::of(rows, limit, |it| Place { changed_at: it.updated_at, id: it.account.id.0 }))
}

/// The same of people.
pub async fn person_records(
    db: &Db,
    actor: &Actor,
    wish: &Wish,
    after: Place,
    limit: u16,
) -> Result<Slice<PersonRecord>> {
    actor.must(Right::Read)?;
    let mut query = QueryBuilder::new(PERSON);
    matching(&mut query, actor, Of::People, wish);
    following(&mut query, after, limit);
    let rows: Vec<PersonRecord> = query.build_query_as().fetch_all(db.pool()).await?;
    Ok(Slice::of(rows, limit, |it| Place { changed_at: it.updated_at, id: it.person.id.0 }))
}

fn following(query: &mut QueryBuilder<Postgres>, after: Place, limit: u16) {
    query.push(" and (r.updated_at, r.id) > (").push_bind(after.changed_at).push(", ").push_bind(after.id);
    query.push(") order by r.updated_at, r.id limit ").push_bind(i64::from(limit) + 1);
}
