//! Merges of accounts and of people for programs, and the pairs that may be one.

use axum::Json;
use axum::extract::State;
use chrono::Utc;
use db::{Actor, Db};
use domain::leads::By;
use domain::merge::{MergeForm, RecordPair, Records, Sure};
use domain::{Key, PersonId, Why};
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};
use uuid::Uuid;

use super::extract::{ActOf, Asked, Body, Named, Reads, Seen, Writes};
use super::merges::{Merge, NewMerge};
use super::refused::{Flaw, Refused};
use super::{accounts, people};

/// Merges another account into this one. With `If-Match` only into the version that was read.
#[utoipa::path(
    post, path = "/api/v1/accounts/{id}/merge", tag = "accounts", request_body = NewMerge,
    params(("id" = String, Path, description = "The account's id, or its key: A-12")),
    responses((status = 200, body = Merge))
)]
pub async fn merge_account(
    Writes(program): Writes,
    State(db): State<Db>,
    name: Named,
    seen: Seen,
    ActOf(act): ActOf,
    Body(new): Body<NewMerge>,
) -> Result<Json<Merge>, Refused> {
    let actor = &program.actor;
    let survivor = db::accounts::account(&db, actor, accounts::id_of(&db, actor, &name).await?).await?;
    if !seen.is(survivor.version) {
        return Err(accounts::stale(&db, actor, survivor.id, vec![]).await?);
    }
    let (other, keep) = new.parts();
    let other = accounts::id_of(&db, actor, &Named(other)).await?;
    let version = version(db::accounts::account(&db, actor, other).await.map(|it| it.version))?;
    let both = ((survivor.id.0, survivor.version), (other.0, version));
    let of = (Records::Account, Some(act));
    Ok(Json(db::accounts::merge::merge(&db, actor, of, both, &keep, Utc::now()).await?.into()))
}

/// Merges another person into this one. With `If-Match` only into the version that was read.
#[utoipa::path(
    post, path = "/api/v1/people/{id}/merge", tag = "people", request_body = NewMerge,
    params(("id" = String, Path, description = "The person's id")),
    responses((status = 200, body = Merge))
)]
pub async fn merge_person(
    Writes(program): Writes,
    State(db): State<Db>,
    name: Named,
    seen: Seen,
    ActOf(act): ActOf,
    Body(new): Body<NewMerge>,
) -> Result<Json<Merge>, Refused> {
    let actor = &program.actor;
    let survivor = db::accounts::person(&db, actor, name.id()?).await?;
    if !seen.is(survivor.version) {
        return Err(people::stale(&db, actor, survivor.id, vec![]).await?);
    }
    let (other, keep) = new.parts();
    let other: PersonId = Named(other).id()?;
    let version = version(db::accounts::person(&db, actor, other).await.map(|it| it.version))?;
    let both = ((survivor.id.0, survivor.version), (other.0, version));
    let of = (Records::Person, Some(act));
    Ok(Json(db::accounts::merge::merge(&db, actor, of, both, &keep, Utc::now()).await?.into()))
}

/// One that is gone into this one already, or not there: the act knows.
fn version(read: db::Result<i32>) -> Result<i32, Refused> {
    match read {
        Ok(version) => Ok(version),
        Err(db::Error::NotFound) => Ok(0),
        Err(error) => Err(error.into()),
    }
}

/// Two that are likely one; the older one first, which is the one to stay.
#[derive(Debug, Serialize, ToSchema)]
pub struct Duplicate {
    /// An id; of leads and accounts the key that people say: L-1, A-12.
    one: String,
    other: String,
    one_name: String,
    other_name: String,
    /// In what they are alike: `registration`, `email`, `phone`, `domain` or `company`.
    by: &'static str,
    /// Otherwise it is likely.
    certain: bool,
}

/// A page of pairs.
#[derive(Debug, Serialize, ToSchema)]
pub struct Duplicates {
    items: Vec<Duplicate>,
    /// How many pairs there are on all pages.
    total: usize,
    /// There were more to look at than are looked at in one go: settle these, and the others come up.
    cut: bool,
}

#[derive(Debug, Default, Deserialize, IntoParams)]
#[serde(default, deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub struct DuplicatesAsked {
    /// `accounts`, `people` or `leads`; usually accounts.
    of: Option<String>,
    /// Counted from 1.
    #[param(minimum = 1)]
    page: Option<usize>,
}

/// Pairs that are likely one, the surest first.
#[utoipa::path(
    get, path = "/api/v1/duplicates", tag = "accounts", params(DuplicatesAsked),
    responses((status = 200, body = Duplicates))
)]
pub async fn list_duplicates(
    Reads(program): Reads,
    State(db): State<Db>,
    Asked(asked): Asked<DuplicatesAsked>,
) -> Result<Json<Duplicates>, Refused> {
    let actor = &program.actor;
    let malformed = |field| Refused::from(Flaw::new(field, Why::Malformed));
    let page = asked.page.unwrap_or(1).checked_sub(1).ok_or_else(|| malformed("page"))?;
    let of = match asked.of.as_deref() {
        None | Some("accounts") => Records::Account,
        Some("people") => Records::Person,
        Some("leads") => return leads(&db, actor, page).await,
        Some(_) => return Err(malformed("of")),
    };
    let found = db::accounts::merge::pairs(&db, actor, of, page).await?;
    let items = found.pairs.into_iter().map(Duplicate::from).collect();
    Ok(Json(Duplicates { items, total: found.total, cut: found.is_cut }))
}

/// Leads come all on one page.
async fn leads(db: &Db, actor: &Actor, page: usize) -> Result<Json<Duplicates>, Refused> {
    let pairs = db::leads::merge::pairs(db, actor).await?;
    let total = pairs.len();
    let cut = total >= domain::merge::PAIRS_LISTED;
    let pairs = if page == 0 { pairs } else { vec![] };
    let items = pairs.into_iter().map(|it| Duplicate {
        one: it.one.key().to_string(),
        other: it.other.key().to_string(),
        one_name: it.one.name,
        other_name: it.other.name,
        by: code(it.by),
        certain: it.sure == Sure::Certain,
    });
    Ok(Json(Duplicates { items: items.collect(), total, cut }))
}

fn code(by: By) -> &'static str {
    match by {
        By::Registration => "registration",
        By::Email => "email",
        By::Phone => "phone",
        By::Domain => "domain",
        By::Company => "company",
    }
}

impl From<RecordPair> for Duplicate {
    fn from(it: RecordPair) -> Self {
        let named = |number: Option<i32>, id: Uuid| {
            number.map_or_else(|| id.to_string(), |it| Key::account(it).to_string())
        };
        Self {
            one: named(it.one.number, it.one.id),
            other: named(it.other.number, it.other.id),
            one_name: it.one.name,
            other_name: it.other.name,
            by: code(it.by),
            certain: it.sure == Sure::Certain,
        }
    }
}

impl NewMerge {
    fn parts(self) -> (String, MergeForm) {
        (self.other, MergeForm { keep: self.keep })
    }
}
