//! Hand-overs for programs: what waits for whose word, sending a lead, and every decision, by the acts of the screens.

use axum::Json;
use axum::extract::State;
use chrono::{DateTime, NaiveDate, Utc};
use db::handover::HandoverRecord;
use db::{Actor, Db};
use domain::handover::{RejectForm, SendForm, State as Stands};
use domain::{HandoverId, Why};
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};
use uuid::Uuid;

use super::BASE;
use super::cursor::{self, Page};
use super::extract::{Asked, Body, Named, Reads, Writes};
use super::leads;
use super::refused::{Flaw, Refused};
use super::wire::{Found, Made, Versioned, said};

/// One try to give a lead to a member who closes.
#[derive(Debug, Serialize, ToSchema)]
pub struct Handover {
    id: Uuid,
    version: i32,
    /// `sdr_to_ae`.
    kind: &'static str,
    lead: Uuid,
    #[schema(example = "L-123")]
    lead_key: String,
    #[schema(required)]
    from: Option<Uuid>,
    /// Null: it stands in the managers' queue.
    #[schema(required)]
    to: Option<Uuid>,
    /// Which try it is of those that began with one sending.
    round: i16,
    /// pending, accepted, rejected, expired, rerouted or withdrawn.
    state: &'static str,
    /// In percent.
    completeness: i16,
    note: String,
    sent_at: DateTime<Utc>,
    /// Counted in the workspace's business hours.
    due_at: DateTime<Utc>,
    #[schema(required)]
    decided_at: Option<DateTime<Utc>>,
    /// Null: time decided.
    #[schema(required)]
    decided_by: Option<Uuid>,
    /// routing, incomplete or definition.
    #[schema(required)]
    reject_class: Option<&'static str>,
    #[schema(required)]
    reject_note: Option<String>,
    /// By when whoever accepted is in touch with the customer.
    #[schema(required)]
    contact_due_at: Option<DateTime<Utc>>,
    #[schema(required)]
    deal: Option<Uuid>,
    #[schema(required)]
    deal_key: Option<String>,
    dossier: Dossier,
    updated_at: DateTime<Utc>,
}

/// What went over, as it was when it was sent.
#[derive(Debug, Serialize, ToSchema)]
pub struct Dossier {
    #[schema(required)]
    company: Option<String>,
    #[schema(required)]
    domain: Option<String>,
    name: String,
    #[schema(required)]
    title: Option<String>,
    #[schema(required)]
    email: Option<String>,
    #[schema(required)]
    phone: Option<String>,
    /// How well the company fits, 0 to 100; null if nobody knows.
    #[schema(required)]
    fit: Option<i16>,
    /// What they wanted when they came.
    about: String,
    /// What they need, in their own words.
    need: String,
    people: String,
    /// What they still want to know.
    questions: String,
    next_step: String,
    #[schema(required)]
    next_step_due: Option<NaiveDate>,
    promises: String,
}

impl From<domain::handover::Dossier> for Dossier {
    fn from(it: domain::handover::Dossier) -> Self {
        let need = it.need().to_owned();
        Self {
            company: it.company,
            domain: it.domain,
            name: it.name,
            title: it.title,
            email: it.email,
            phone: it.phone,
            fit: it.fit,
            about: it.about,
            need,
            people: it.notes.people,
            questions: it.notes.questions,
            next_step: it.notes.next_step,
            next_step_due: it.notes.next_step_due,
            promises: it.notes.promises,
        }
    }
}

impl From<HandoverRecord> for Handover {
    fn from(record: HandoverRecord) -> Self {
        let it = record.handover;
        Self {
            id: it.id.0,
            version: it.version,
            kind: "sdr_to_ae",
            lead: it.lead.0,
            lead_key: it.lead_key().to_string(),
            from: it.from.map(|it| it.0),
            to: it.to.map(|it| it.0),
            round: it.round,
            state: it.state.code(),
            completeness: it.completeness,
            sent_at: it.sent_at,
            due_at: it.due_at,
            decided_at: it.decided_at,
            decided_by: it.decided_by.map(|it| it.0),
            reject_class: it.reject_class.map(|it| it.code()),
            contact_due_at: it.contact_due_at,
            deal: it.deal.map(|it| it.0),
            deal_key: it.deal_key().map(|it| it.to_string()),
            note: it.note,
            reject_note: it.reject_note,
            dossier: record.dossier.0.into(),
            updated_at: record.updated_at,
        }
    }
}

impl Versioned for Handover {
    fn version(&self) -> i32 {
        self.version
    }

    fn address(&self) -> String {
        format!("{BASE}/handovers/{}", self.id)
    }
}

/// What a list of hand-overs is asked for.
#[derive(Debug, Default, Deserialize, IntoParams)]
#[serde(default, deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub struct HandoversAsked {
    /// Where the page begins: `next` of the page before.
    cursor: Option<String>,
    /// 1 to 200, usually 50.
    #[param(minimum = 1, maximum = 200)]
    limit: Option<u16>,
    /// pending, accepted, rejected, expired, rerouted or withdrawn.
    state: Option<String>,
    /// Only what has changed at this time or later (RFC 3339). Let readings overlap by a minute.
    #[param(value_type = Option<String>, format = DateTime)]
    updated_since: Option<String>,
}

/// To whom a lead goes.
#[derive(Debug, Default, Deserialize, ToSchema)]
#[serde(default, deny_unknown_fields)]
#[schema(example = json!({ "note": "이번 주에 연락을 기다려요" }))]
pub struct NewHandover {
    /// A member with the role ae; left out, one is chosen.
    closer: Option<Uuid>,
    #[schema(max_length = 10_000)]
    note: Option<String>,
}

/// What is wrong with a hand-over.
#[derive(Debug, Default, Deserialize, ToSchema)]
#[serde(default, deny_unknown_fields)]
#[schema(example = json!({ "class": "incomplete", "note": "예산을 누가 정하는지 빠졌어요" }))]
pub struct Rejection {
    /// routing, incomplete or definition.
    #[schema(required)]
    class: String,
    #[schema(required, max_length = 10_000)]
    note: String,
}

/// Hand-overs, in the order in which they were last changed.
#[utoipa::path(
    get, path = "/api/v1/handovers", tag = "handovers", params(HandoversAsked),
    responses((status = 200, body = Page<Handover>))
)]
pub async fn list_handovers(
    Reads(program): Reads,
    State(db): State<Db>,
    Asked(asked): Asked<HandoversAsked>,
) -> Result<Json<Page<Handover>>, Refused> {
    let place = cursor::begin(asked.cursor.as_deref(), asked.updated_since.as_deref())?;
    let state = match asked.state.as_deref() {
        None => None,
        Some(code) => Some(Stands::of_code(code).ok_or_else(|| Flaw::new("state", Why::Unknown))?),
    };
    let limit = cursor::limit(asked.limit)?;
    let slice = db::handover::handover_records(&db, &program.actor, state, place, limit).await?;
    Ok(Json(Page::of(slice, Handover::from)))
}

/// One hand-over, with its dossier.
#[utoipa::path(
    get, path = "/api/v1/handovers/{id}", tag = "handovers",
    params(("id" = Uuid, Path, description = "The hand-over's id")),
    responses((status = 200, body = Handover))
)]
pub async fn read_handover(
    Reads(program): Reads,
    State(db): State<Db>,
    name: Named,
) -> Result<Found<Handover>, Refused> {
    Ok(Found(read(&db, &program.actor, name.id()?).await?))
}

/// Hands a lead over to whoever closes. Its dossier has to be complete enough.
#[utoipa::path(
    post, path = "/api/v1/leads/{id}/handover", tag = "handovers", request_body = NewHandover,
    params(("id" = String, Path, description = "The lead's id, or its key: L-123")),
    responses((status = 201, body = Handover))
)]
pub async fn send_handover(
    Writes(program): Writes,
    State(db): State<Db>,
    name: Named,
    Body(new): Body<NewHandover>,
) -> Result<Made<Handover>, Refused> {
    let actor = &program.actor;
    let lead = leads::id_of(&db, actor, &name).await?;
    let form = SendForm { closer: said(new.closer), note: said(new.note) };
    let id = db::handover::send(&db, actor, lead, &form, app::words::first_contact, Utc::now()).await?;
    Ok(Made(read(&db, actor, id).await?))
}

/// Accepts a hand-over into a deal; sent again, it answers with the same deal.
#[utoipa::path(
    post, path = "/api/v1/handovers/{id}/accept", tag = "handovers",
    params(("id" = Uuid, Path, description = "The hand-over's id")),
    responses((status = 200, body = Handover))
)]
pub async fn accept_handover(
    Writes(program): Writes,
    State(db): State<Db>,
    name: Named,
) -> Result<Found<Handover>, Refused> {
    let (actor, id) = (&program.actor, name.id()?);
    db::handover::accept(&db, actor, id, app::words::first_contact, Utc::now()).await?;
    Ok(Found(read(&db, actor, id).await?))
}

/// Rejects a hand-over with a class and a note.
#[utoipa::path(
    post, path = "/api/v1/handovers/{id}/reject", tag = "handovers", request_body = Rejection,
    params(("id" = Uuid, Path, description = "The hand-over's id")),
    responses((status = 200, body = Handover))
)]
pub async fn reject_handover(
    Writes(program): Writes,
    State(db): State<Db>,
    name: Named,
    Body(rejection): Body<Rejection>,
) -> Result<Found<Handover>, Refused> {
    let (actor, id) = (&program.actor, name.id()?);
    let form = RejectForm { class: rejection.class, note: rejection.note };
    db::handover::reject(&db, actor, id, &form, Utc::now()).await?;
    Ok(Found(read(&db, actor, id).await?))
}

/// Takes back a hand-over that nobody has decided about.
#[utoipa::path(
    post, path = "/api/v1/handovers/{id}/withdraw", tag = "handovers",
    params(("id" = Uuid, Path, description = "The hand-over's id")),
    responses((status = 200, body = Handover))
)]
pub async fn withdraw_handover(
    Writes(program): Writes,
    State(db): State<Db>,
    name: Named,
) -> Result<Found<Handover>, Refused> {
    let (actor, id) = (&program.actor, name.id()?);
    db::handover::withdraw(&db, actor, id, Utc::now()).await?;
    Ok(Found(read(&db, actor, id).await?))
}

async fn read(db: &Db, actor: &Actor, id: HandoverId) -> Result<Handover, Refused> {
    Ok(db::handover::handover_record(db, actor, id).await?.into())
}
