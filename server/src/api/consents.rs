//! Consent for programs: whom we may send adverts, by which way, and by what proof. A site that asks for it writes it down here.

use axum::Json;
use axum::extract::State;
use chrono::{DateTime, NaiveDate, Utc};
use db::{Actor, Db};
use domain::consent::{Channel, ConsentForm, Of, Standing, standing};
use domain::{ConsentId, PersonId};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use uuid::Uuid;

use super::extract::{ActOf, Body, Named, Reads, Writes};
use super::leads::id_of;
use super::refused::Refused;
use super::wire::said;

/// What somebody agreed to.
#[derive(Debug, Serialize, ToSchema)]
pub struct Consents {
    /// How things stand by each way, right now.
    ways: Vec<Way>,
    /// Every answer they gave, the newest first.
    answers: Vec<Answer>,
}

#[derive(Debug, Serialize, ToSchema)]
pub struct Way {
    /// email, sms, kakao or call.
    channel: &'static str,
    /// unasked, given, overdue or withdrawn. An advert may go to `given` alone, and not between 21:00 and 08:00.
    state: &'static str,
    /// When they gave the answer that holds.
    #[schema(required)]
    at: Option<DateTime<Utc>>,
    /// When they have to be asked again: two years after they agreed.
    #[schema(required)]
    reconfirm_due: Option<DateTime<Utc>>,
}

#[derive(Debug, Serialize, ToSchema)]
pub struct Answer {
    id: Uuid,
    channel: &'static str,
    /// given or withdrawn.
    answer: &'static str,
    at: DateTime<Utc>,
    recorded_at: DateTime<Utc>,
    /// The very text they agreed to, or how we know.
    proof: String,
    /// The web form in which they did, and which of its versions they read.
    #[schema(required)]
    web_form: Option<Uuid>,
    #[schema(required)]
    web_form_version: Option<i32>,
    /// The member who wrote it down; null where they said it in a form.
    #[schema(required)]
    by: Option<Uuid>,
}

/// An answer that somebody gave outside of Baton.
#[derive(Debug, Default, Deserialize, ToSchema)]
#[serde(default, deny_unknown_fields)]
#[schema(example = json!({ "channel": "email", "answer": "given", "proof": "회원 가입 화면 v3, 마케팅 수신 동의" }))]
pub struct NewConsent {
    /// email, sms, kakao or call.
    #[schema(required)]
    channel: String,
    /// given or withdrawn.
    #[schema(required)]
    answer: String,
    /// The text they agreed to, or how we know.
    #[schema(required, max_length = 500)]
    proof: String,
    /// The day on which they said so; now, unless it says otherwise.
    on: Option<NaiveDate>,
}

/// What a lead agreed to, as a person, too.
#[utoipa::path(
    get, path = "/api/v1/leads/{id}/consents", tag = "consents",
    params(("id" = String, Path, description = "The lead's id, or its key: L-123")),
    responses((status = 200, body = Consents))
)]
pub async fn read_lead_consents(
    Reads(program): Reads,
    State(db): State<Db>,
    name: Named,
) -> Result<Json<Consents>, Refused> {
    let id = id_of(&db, &program.actor, &name).await?;
    db::leads::lead(&db, &program.actor, id).await?;
    read(&db, &program.actor, Of::Lead(id)).await
}

/// Writes down what a lead said. What they said before stays on record.
#[utoipa::path(
    post, path = "/api/v1/leads/{id}/consents", tag = "consents", request_body = NewConsent,
    params(("id" = String, Path, description = "The lead's id, or its key: L-123")),
    responses((status = 200, body = Consents))
)]
pub async fn note_lead_consent(
    Writes(program): Writes,
    State(db): State<Db>,
    name: Named,
    act: ActOf,
    Body(new): Body<NewConsent>,
) -> Result<Json<Consents>, Refused> {
    let id = id_of(&db, &program.actor, &name).await?;
    note(&db, &program.actor, Of::Lead(id), act, new).await
}

/// What a person agreed to, as a lead, too.
#[utoipa::path(
    get, path = "/api/v1/people/{id}/consents", tag = "consents",
    params(("id" = String, Path, description = "The person's id")),
    responses((status = 200, body = Consents))
)]
pub async fn read_person_consents(
    Reads(program): Reads,
    State(db): State<Db>,
    name: Named,
) -> Result<Json<Consents>, Refused> {
    let id: PersonId = name.id()?;
    db::accounts::person(&db, &program.actor, id).await?;
    read(&db, &program.actor, Of::Person(id)).await
}

/// Writes down what a person said. What they said before stays on record.
#[utoipa::path(
    post, path = "/api/v1/people/{id}/consents", tag = "consents", request_body = NewConsent,
    params(("id" = String, Path, description = "The person's id")),
    responses((status = 200, body = Consents))
)]
pub async fn note_person_consent(
    Writes(program): Writes,
    State(db): State<Db>,
    name: Named,
    act: ActOf,
    Body(new): Body<NewConsent>,
) -> Result<Json<Consents>, Refused> {
    note(&db, &program.actor, Of::Person(name.id()?), act, new).await
}

async fn note(
    db: &Db,
    actor: &Actor,
    of: Of,
    ActOf(act): ActOf,
    new: NewConsent,
) -> Result<Json<Consents>, Refused> {
    let form = ConsentForm {
        id: ConsentId(act.0).to_string(),
        channel: new.channel,
        answer: new.answer,
        on: said(new.on),
        proof: new.proof,
    };
    db::consent::note(db, actor, of, &form, Utc::now()).await?;
    read(db, actor, of).await
}

async fn read(db: &Db, actor: &Actor, of: Of) -> Result<Json<Consents>, Refused> {
    let (consents, now) = (db::consent::consents(db, actor, of).await?, Utc::now());
    let way = |channel: Channel| {
        let (state, at, reconfirm_due) = match standing(channel, &consents, now) {
            Standing::Unasked => ("unasked", None, None),
            Standing::Given { at, due } => ("given", Some(at), Some(due)),
            Standing::Overdue { at, due } => ("overdue", Some(at), Some(due)),
            Standing::Withdrawn { at } => ("withdrawn", Some(at), None),
        };
        Way { channel: channel.code(), state, at, reconfirm_due }
    };
    let ways = Channel::ALL.map(way).into();
    let answer = |it: domain::consent::Consent| Answer {
        id: it.id.0,
        channel: it.channel.code(),
        answer: it.answer.code(),
        at: it.at,
        recorded_at: it.recorded_at,
        proof: it.proof,
        web_form: it.web_form.as_ref().map(|it| it.0.0),
        web_form_version: it.web_form.map(|it| it.2),
        by: it.by.map(|it| it.0),
    };
    Ok(Json(Consents { ways, answers: consents.into_iter().map(answer).collect() }))
}
