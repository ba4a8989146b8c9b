//! Accounts for programs: the companies we sell to.

mod form;

use axum::Json;
use axum::extract::State;
use chrono::{DateTime, Utc};
use db::accounts::AccountRecord;
use db::{Actor, Db};
use domain::accounts::Wish;
use domain::activities::Change;
use domain::icp::{Tier, Tiers};
use domain::merge::Records;
use domain::{AccountId, Key, Why};
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};
use uuid::Uuid;

use super::cursor::{self, Page};
use super::extract::{ActOf, Asked, Body, Named, Reads, Seen, Writes};
use super::refused::{Flaw, Refused, Stale};
use super::wire::{Found, Made, Money, Versioned};
use form::{AccountChange, NewAccount};

/// A company we sell to.
#[derive(Debug, Serialize, ToSchema)]
pub struct Account {
    id: Uuid,
    /// What people call it: A-12.
    key: String,
    /// Rises by one with every change; the `ETag`.
    version: i32,
    name: String,
    #[schema(required)]
    domain: Option<String>,
    /// The business registration number (사업자등록번호), as 123-45-67891.
    #[schema(required, pattern = "^[0-9]{3}-[0-9]{2}-[0-9]{5}$")]
    business_reg_no: Option<String>,
    #[schema(required)]
    industry: Option<String>,
    #[schema(required)]
    employees: Option<i32>,
    /// What it takes in a year, in the workspace's currency.
    #[schema(required)]
    revenue: Option<Money>,
    #[schema(required)]
    region: Option<String>,
    /// The member who looks after it.
    #[schema(required)]
    owner: Option<Uuid>,
    /// The account it belongs to.
    #[schema(required)]
    parent: Option<Uuid>,
    about: String,
    /// One we set out to win.
    target: bool,
    /// How well it fits the ideal customer profile, 0 to 100. Null while there is no profile. A new profile changes it
    /// without a new version of the account.
    #[schema(required, minimum = 0, maximum = 100)]
    icp_score: Option<i16>,
    /// 80 and more is a, 60 b, 40 c; below there is none.
    #[schema(required, pattern = "^(a|b|c)$")]
    icp_tier: Option<&'static str>,
    /// The version of the profile it was judged by.
    #[schema(required)]
    icp_version: Option<i32>,
    tags: Vec<String>,
    #[schema(required)]
    last_activity_at: Option<DateTime<Utc>>,
    created_at: DateTime<Utc>,
    updated_at: DateTime<Utc>,
}

impl From<AccountRecord> for Account {
    fn from(record: AccountRecord) -> Self {
        let account = record.account;
        let revenue = account.revenue().map(Money::from);
        Self {
            id: account.id.0,
            key: account.key().to_string(),
            version: account.version,
            name: account.name,
            domain: account.domain,
            business_reg_no: account.business_reg_no.map(|it| it.to_string()),
            industry: account.industry,
            revenue,
            employees: account.employees,
            region: account.region,
            owner: account.owner.map(|it| it.0),
            parent: account.parent.map(|it| it.0),
            about: account.about,
            target: account.target,
            icp_score: account.icp_score,
            icp_tier: account.icp_tier.map(Tier::code),
            icp_version: account.icp_version,
            tags: record.tag_names,
            last_activity_at: record.last_activity_at,
            created_at: account.created_at,
            updated_at: record.updated_at,
        }
    }
}

impl Versioned for Account {
    fn version(&self) -> i32 {
        self.version
    }

    fn address(&self) -> String {
        format!("{}/accounts/{}", super::BASE, self.id)
    }
}

/// What a list of accounts is asked for.
#[derive(Debug, Default, Deserialize, IntoParams)]
#[serde(default, deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub struct AccountsAsked {
    /// Where the page begins: `next` of the page before.
    cursor: Option<String>,
    /// 1 to 200, usually 50.
    #[param(minimum = 1, maximum = 200)]
    limit: Option<u16>,
    /// Part of a name or a domain.
    q: Option<String>,
    /// `me`, `none`, or a member's id.
    owner: Option<String>,
    /// `a`, `b`, `c`, or `none` for accounts without a tier.
    tier: Option<String>,
    /// Of this industry, word for word.
    industry: Option<String>,
    /// `true`: only those we set out to win.
    target: Option<String>,
    /// Only what has changed at this time or later (RFC 3339), as for people. A new profile is no change of an account.
    #[param(value_type = Option<String>, format = DateTime)]
    updated_since: Option<String>,
}

impl AccountsAsked {
    /// The wish, and where the page begins.
    fn read(self) -> Result<(Wish, db::paging::Place, u16), Refused> {
        let tiers = match self.tier.as_deref() {
            None => Tiers::Any,
            Some(code) => {
                Tiers::of_code(code).ok_or_else(|| Refused::from(Flaw::new("tier", Why::Malformed)))?
            }
        };
        let targets = match self.target.as_deref() {
            None | Some("false") => false,
            Some("true") => true,
            Some(_) => return Err(Flaw::new("target", Why::Malformed).into()),
        };
        let industry = cursor::text(self.industry);
        let records = RecordsAsked {
            cursor: self.cursor,
            limit: self.limit,
            q: self.q,
            owner: self.owner,
            updated_since: self.updated_since,
        };
        let (place, limit) = records.place()?;
        Ok((Wish { tiers, industry, targets, ..records.wish()? }, place, limit))
    }
}

/// What a list of people is asked for.
#[derive(Debug, Default, Deserialize, IntoParams)]
#[serde(default, deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub struct RecordsAsked {
    /// Where the page begins: `next` of the page before.
    cursor: Option<String>,
    /// 1 to 200, usually 50.
    #[param(minimum = 1, maximum = 200)]
    limit: Option<u16>,
    /// Part of a name or an e-mail address.
    q: Option<String>,
    /// `me`, `none`, or a member's id.
    owner: Option<String>,
    /// Only what has changed at this time or later (RFC 3339). Changes become visible when they are complete, some
    /// seconds later at most, so let readings overlap by a minute.
    #[param(value_type = Option<String>, format = DateTime)]
    updated_since: Option<String>,
}

impl RecordsAsked {
    pub fn place(&self) -> Result<(db::paging::Place, u16), Refused> {
        let place = cursor::begin(self.cursor.as_deref(), self.updated_since.as_deref())?;
        Ok((place, cursor::limit(self.limit)?))
    }

    pub fn wish(self) -> Result<Wish, Refused> {
        let owner = cursor::owner(self.owner.as_deref())?;
        Ok(Wish { text: cursor::text(self.q), owner, ..Wish::default() })
    }
}

/// Accounts, in the order in which they were last changed.
#[utoipa::path(
    get, path = "/api/v1/accounts", tag = "accounts", params(AccountsAsked),
    responses((status = 200, body = Page<Account>))
)]
pub async fn list_accounts(
    Reads(program): Reads,
    State(db): State<Db>,
    Asked(asked): Asked<AccountsAsked>,
) -> Result<Json<Page<Account>>, Refused> {
    let (wish, place, limit) = asked.read()?;
    let slice = db::accounts::account_records(&db, &program.actor, &wish, place, limit).await?;
    Ok(Json(Page::of(slice, Account::from)))
}

/// Makes an account, unless there is one of the same name or domain.
#[utoipa::path(
    post, path = "/api/v1/accounts", tag = "accounts", request_body = NewAccount,
    responses((status = 201, body = Account))
)]
pub async fn create_account(
    Writes(program): Writes,
    State(db): State<Db>,
    ActOf(act): ActOf,
    Body(new): Body<NewAccount>,
) -> Result<Made<Account>, Refused> {
    let (id, actor) = (AccountId(act.0), &program.actor);
    if new.allow_namesake {
        db::accounts::create_account_anyway(&db, actor, Some(id), &new.form()).await?;
    } else {
        db::accounts::create_account(&db, actor, Some(id), &new.form()).await?;
    }
    Ok(Made(read(&db, actor, id).await?))
}

/// One account, by its id or key.
#[utoipa::path(
    get, path = "/api/v1/accounts/{id}", tag = "accounts",
    params(("id" = String, Path, description = "The account's id, or its key: A-12")),
    responses((status = 200, body = Account))
)]
pub async fn read_account(
    Reads(program): Reads,
    State(db): State<Db>,
    name: Named,
) -> Result<Found<Account>, Refused> {
    let actor = &program.actor;
    let id = id_of(&db, actor, &name).await?;
    // For one that was swallowed stands the survivor.
    let id = AccountId(db::accounts::merge::living(&db, actor, Records::Account, id.0).await?);
    Ok(Found(read(&db, actor, id).await?))
}

/// Changes some fields of an account over the version that was read.
#[utoipa::path(
    patch, path = "/api/v1/accounts/{id}", tag = "accounts", request_body = AccountChange,
    params(("id" = String, Path, description = "The account's id, or its key: A-12")),
    responses((status = 200, body = Account))
)]
pub async fn change_account(
    Writes(program): Writes,
    State(db): State<Db>,
    name: Named,
    seen: Seen,
    Body(change): Body<AccountChange>,
) -> Result<Found<Account>, Refused> {
    let actor = &program.actor;
    let id = id_of(&db, actor, &name).await?;
    let now = db::accounts::account(&db, actor, id).await?;
    if !seen.needed()?.is(now.version) {
        return Err(stale(&db, actor, id, vec![]).await?);
    }
    match db::accounts::change_account(&db, actor, id, now.version, &change.over(&now)).await {
        Ok(_) => Ok(Found(read(&db, actor, id).await?)),
        Err(db::Error::Changed(since)) => Err(stale(&db, actor, id, since.differences).await?),
        Err(error) => Err(error.into()),
    }
}

pub(super) async fn id_of(db: &Db, actor: &Actor, name: &Named) -> Result<AccountId, Refused> {
    match name.0.parse::<Key>() {
        Ok(key) => Ok(db::accounts::account_id(db, actor, key).await?),
        Err(_) => name.id(),
    }
}

async fn read(db: &Db, actor: &Actor, id: AccountId) -> Result<Account, Refused> {
    Ok(db::accounts::account_record(db, actor, id).await?.into())
}

pub(super) async fn stale(
    db: &Db,
    actor: &Actor,
    id: AccountId,
    differences: Vec<Change>,
) -> Result<Refused, Refused> {
    Ok(Stale::named(&read(db, actor, id).await?, differences).into())
}
