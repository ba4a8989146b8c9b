//! Merges for programs: two leads that are one human being become one, and what was merged becomes two again.

use axum::Json;
use axum::extract::State;
use chrono::{DateTime, Utc};
use db::Db;
use domain::merge::{MergeForm, Merged, RecordMerged, Records};
use domain::{Key, MergeId};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use utoipa::ToSchema;
use uuid::Uuid;

use super::extract::{ActOf, Body, Named, Seen, Writes};
use super::leads;
use super::refused::Refused;

/// Which record goes into the one of the address.
#[derive(Debug, Default, Deserialize, ToSchema)]
#[serde(default, deny_unknown_fields)]
#[schema(example = json!({ "other": "L-12", "keep": { "email": "other" } }))]
pub struct NewMerge {
    /// Its id, or the key of a lead or an account: L-12, A-12.
    #[schema(required)]
    pub(super) other: String,
    /// `this` or `other` by the name of a field: whose value is kept. Of the rest what is filled rather than nothing, and
    /// of two values this one's.
    pub(super) keep: BTreeMap<String, String>,
}

/// Two leads, accounts or people that became one.
#[derive(Debug, Serialize, ToSchema)]
pub struct Merge {
    id: Uuid,
    /// `lead`, `account` or `person`.
    of: &'static str,
    /// What people call the one that stays, and the one that went into it; a person by their id. The address of the latter
    /// leads to the former.
    survivor: String,
    swallowed: String,
    #[schema(required)]
    by: Option<Uuid>,
    at: DateTime<Utc>,
    #[schema(required)]
    undone_by: Option<Uuid>,
    #[schema(required)]
    undone_at: Option<DateTime<Utc>>,
    /// Fields that were changed since the merge and that the undo has left alone.
    kept: Vec<String>,
}

impl From<Merged> for Merge {
    fn from(it: Merged) -> Self {
        Self {
            id: it.id.0,
            of: "lead",
            survivor: Key::lead(it.survivor).to_string(),
            swallowed: Key::lead(it.number).to_string(),
            by: it.by.map(|it| it.0),
            at: it.at,
            undone_by: it.undone_by.map(|it| it.0),
            undone_at: it.undone_at,
            kept: it.kept.into_iter().map(|it| it.code().to_owned()).collect(),
        }
    }
}

impl From<RecordMerged> for Merge {
    fn from(it: RecordMerged) -> Self {
        let named = |number: Option<i32>, id: Uuid| {
            number.map_or_else(|| id.to_string(), |it| Key::account(it).to_string())
        };
        let of = if it.number.is_some() { Records::Account } else { Records::Person };
        Self {
            id: it.id.0,
            of: of.code(),
            survivor: named(it.survivor_number, it.survivor),
            swallowed: named(it.number, it.swallowed),
            by: it.by.map(|it| it.0),
            at: it.at,
            undone_by: it.undone_by.map(|it| it.0),
            undone_at: it.undone_at,
            kept: it.kept,
        }
    }
}

/// Merges another lead into this one. With `If-Match` only into the version that was read.
#[utoipa::path(
    post, path = "/api/v1/leads/{id}/merge", tag = "leads", request_body = NewMerge,
    params(("id" = String, Path, description = "The lead's id, or its key: L-123")),
    responses((status = 200, body = Merge))
)]
pub async fn merge_lead(
    Writes(program): Writes,
    State(db): State<Db>,
    name: Named,
    seen: Seen,
    ActOf(act): ActOf,
    Body(new): Body<NewMerge>,
) -> Result<Json<Merge>, Refused> {
    let actor = &program.actor;
    let survivor = db::leads::lead(&db, actor, leads::id_of(&db, actor, &name).await?).await?;
    if !seen.is(survivor.version) {
        return Err(leads::stale(&db, actor, survivor.id, vec![]).await?);
    }
    let other = leads::id_of(&db, actor, &Named(new.other)).await?;
    let version = match db::leads::lead(&db, actor, other).await {
        Ok(other) => other.version,
        // Gone into this one already, or not there: the act knows.
        Err(db::Error::NotFound) => 0,
        Err(error) => return Err(error.into()),
    };
    let both = ((survivor.id, survivor.version), (other, version));
    let form = MergeForm { keep: new.keep };
    Ok(Json(db::leads::merge::merge(&db, actor, Some(act), both, &form, Utc::now()).await?.into()))
}

/// Takes a merge back, of whatever it was.
#[utoipa::path(
    post, path = "/api/v1/merges/{id}/undo", tag = "leads",
    params(("id" = String, Path, description = "The merge's id")),
    responses((status = 200, body = Merge))
)]
pub async fn undo_merge(
    Writes(program): Writes,
    State(db): State<Db>,
    name: Named,
) -> Result<Json<Merge>, Refused> {
    let (id, actor): (MergeId, _) = (name.id()?, &program.actor);
    if let Some(of) = db::accounts::merge::kind(&db, actor, id).await? {
        return Ok(Json(db::accounts::merge::undo(&db, actor, of, id, Utc::now()).await?.into()));
    }
    Ok(Json(db::leads::merge::undo(&db, actor, id, Utc::now()).await?.into()))
}
