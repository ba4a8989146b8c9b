//! Web forms for programs: which there are, and where each is filled in.

use axum::Json;
use axum::extract::State;
use chrono::{DateTime, Utc};
use db::Db;
use domain::web_forms::KeptWebForm;
use serde::Serialize;
use utoipa::ToSchema;
use uuid::Uuid;

use super::extract::Reads;
use super::refused::Refused;

/// All forms of the team.
#[derive(Debug, Serialize, ToSchema)]
pub struct WebForms {
    items: Vec<WebForm>,
}

/// A form by which anybody becomes a lead.
#[derive(Debug, Serialize, ToSchema)]
pub struct WebForm {
    id: Uuid,
    /// Rises by one with every change; an entry knows which one was read.
    version: i32,
    name: String,
    /// Where it is filled in.
    address: String,
    /// ko or en.
    language: &'static str,
    heading: String,
    /// The kind of signal that an entry is.
    meaning: &'static str,
    #[schema(required)]
    campaign: Option<String>,
    /// What has to be agreed to.
    privacy: String,
    /// What adverts are about, and the ways that may be agreed to.
    advert: String,
    channels: Vec<&'static str>,
    /// Sites that may show it.
    origins: Vec<String>,
    /// Does it take entries?
    on: bool,
    entries: i64,
    entries_in_30_days: i64,
    #[schema(required)]
    last_entry_at: Option<DateTime<Utc>>,
    updated_at: DateTime<Utc>,
}

impl From<KeptWebForm> for WebForm {
    fn from(kept: KeptWebForm) -> Self {
        let KeptWebForm { id, key, version, form, at, counts, .. } = kept;
        Self {
            id: id.0,
            version,
            name: form.name,
            address: app::routes::hosted(&key),
            language: form.language.tag(),
            heading: form.heading,
            meaning: form.meaning.code(),
            campaign: form.campaign,
            privacy: form.privacy,
            advert: form.advert,
            channels: form.channels.into_iter().map(|it| it.code()).collect(),
            origins: form.origins,
            on: form.on,
            entries: counts.entries,
            entries_in_30_days: counts.lately,
            last_entry_at: counts.last_at,
            updated_at: at,
        }
    }
}

/// The team's web forms, with how often each was sent.
#[utoipa::path(
    get, path = "/api/v1/web-forms", tag = "web forms",
    responses((status = 200, body = WebForms))
)]
pub async fn list_web_forms(Reads(program): Reads, State(db): State<Db>) -> Result<Json<WebForms>, Refused> {
    let found = db::web_forms::list(&db, &program.actor, Utc::now()).await?;
    Ok(Json(WebForms { items: found.forms.into_iter().map(WebForm::from).collect() }))
}
