//! Signals for programs: what customers did on our site, in our product and with the tools around them. A batch is taken
//! whole or not at all, and sent again without harm.

use axum::Json;
use axum::extract::State;
use chrono::{DateTime, Utc};
use db::Db;
use db::signals::{Of, Receipt};
use domain::signals::{KeptSignal, SignalForm, SignalKind, check_all};
use domain::{AccountId, PersonId, Refusal, Why};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use utoipa::{IntoParams, ToSchema};
use uuid::Uuid;

use super::cursor::{self, Page};
use super::extract::{Asked, Body, Reads, Writes};
use super::refused::{Flaw, Refused};

/// Something a customer did.
#[derive(Debug, Serialize, ToSchema)]
pub struct Signal {
    id: Uuid,
    /// By which its sender knows it.
    key: String,
    /// `marketing`, `product` or `sales`.
    family: String,
    kind: String,
    #[schema(required)]
    email: Option<String>,
    /// Where they work, as it was said or as the e-mail address says.
    #[schema(required)]
    domain: Option<String>,
    #[schema(required)]
    value: Option<i64>,
    properties: BTreeMap<String, String>,
    /// Whose it is, if we know them.
    #[schema(required)]
    person: Option<Uuid>,
    #[schema(required)]
    account: Option<Uuid>,
    at: DateTime<Utc>,
    received_at: DateTime<Utc>,
}

impl From<KeptSignal> for Signal {
    fn from(it: KeptSignal) -> Self {
        Self {
            id: it.id.0,
            key: it.key,
            family: it.kind.family().code().to_owned(),
            kind: it.kind.code().to_owned(),
            email: it.email,
            domain: it.domain,
            value: it.value,
            properties: it.properties.into_iter().collect(),
            person: it.person.map(|it| it.id.0),
            account: it.account.map(|it| it.id.0),
            at: it.occurred_at,
            received_at: it.received_at,
        }
    }
}

/// Signals to be taken.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(example = json!({ "signals": [{
    "key": "evt_9f2c", "kind": "limit_used", "email": "seoa@hanbit.kr", "value": 82,
    "properties": { "limit": "messages" }, "at": "2026-11-30T09:00:00+09:00"
}] }))]
pub struct NewSignals {
    /// 1 to 1,000 of them.
    #[schema(min_items = 1, max_items = 1_000)]
    signals: Vec<NewSignal>,
}

/// Something a customer did. The e-mail address or the domain says who.
#[derive(Debug, Default, Deserialize, ToSchema)]
#[serde(default, deny_unknown_fields)]
#[schema(example = json!({
    "key": "evt_9f2c", "kind": "limit_used", "email": "seoa@hanbit.kr", "value": 82,
    "properties": { "limit": "messages" }, "at": "2026-11-30T09:00:00+09:00"
}))]
pub struct NewSignal {
    /// Names this signal. The same key again is the same signal.
    #[schema(required, max_length = 200)]
    key: String,
    /// `subscribed`, `content_downloaded`, `event_signed_up`, `event_attended`, `site_visited`, `pricing_seen`,
    /// `demo_requested`, `demo_used`; `signed_up`, `activation_done`, `integration_connected`, `teammates_invited`,
    /// `active`, `limit_used`, `billing_seen`, `subscription_started`, `payment_succeeded`; `replied`,
    /// `meeting_booked`, `referred`.
    #[schema(required)]
    kind: String,
    email: Option<String>,
    domain: Option<String>,
    /// Of `site_visited` seconds, of `teammates_invited` how many, of `limit_used` percent; the others have none.
    value: Option<i64>,
    /// Up to 20 names, each with up to 500 characters.
    properties: BTreeMap<String, String>,
    /// When it happened (RFC 3339); may be long ago.
    #[schema(required, value_type = String, format = DateTime)]
    at: String,
}

impl From<NewSignal> for SignalForm {
    fn from(it: NewSignal) -> Self {
        Self {
            key: it.key,
            kind: it.kind,
            email: it.email.unwrap_or_default(),
            domain: it.domain.unwrap_or_default(),
            value: it.value,
            properties: it.properties.into_iter().collect(),
            at: it.at,
        }
    }
}

/// How a batch was received.
#[derive(Debug, Serialize, ToSchema)]
pub struct Taken {
    /// So many were new.
    taken: usize,
    /// So many had come before, and changed nothing.
    known: usize,
}

impl From<Receipt> for Taken {
    fn from(it: Receipt) -> Self {
        Self { taken: it.taken, known: it.known }
    }
}

/// Takes signals, all or none: what cannot be taken is named by its place. The same again is taken once.
#[utoipa::path(
    post, path = "/api/v1/signals", tag = "signals", request_body = NewSignals,
    responses((status = 200, body = Taken))
)]
pub async fn take_signals(
    Writes(program): Writes,
    State(db): State<Db>,
    Body(new): Body<NewSignals>,
) -> Result<Json<Taken>, Refused> {
    let sent = new.signals.len();
    let forms: Vec<SignalForm> = new.signals.into_iter().map(Into::into).collect();
    let signals = check_all(&forms, Utc::now()).map_err(|it| Refused::Rule(Refusal::Invalid(it)))?;
    // A key that stands twice in a batch is known the second time.
    let twice = sent - signals.len();
    let receipt = db::signals::take(&db, &program.actor, &signals).await?;
    Ok(Json(Receipt { known: receipt.known + twice, ..receipt }.into()))
}

#[derive(Debug, Default, Deserialize, IntoParams)]
#[serde(default, deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub struct SignalsAsked {
    /// Where the page begins: `next` of the page before.
    cursor: Option<String>,
    /// 1 to 200, usually 50.
    #[param(minimum = 1, maximum = 200)]
    limit: Option<u16>,
    kind: Option<String>,
    person: Option<Uuid>,
    account: Option<Uuid>,
    /// Only what arrived at this time or later (RFC 3339).
    #[param(value_type = Option<String>, format = DateTime)]
    received_since: Option<String>,
}

/// Signals, in the order in which they arrived.
#[utoipa::path(
    get, path = "/api/v1/signals", tag = "signals", params(SignalsAsked),
    responses((status = 200, body = Page<Signal>))
)]
pub async fn list_signals(
    Reads(program): Reads,
    State(db): State<Db>,
    Asked(asked): Asked<SignalsAsked>,
) -> Result<Json<Page<Signal>>, Refused> {
    let place =
        cursor::begin_since("received_since", asked.cursor.as_deref(), asked.received_since.as_deref())?;
    let limit = cursor::limit(asked.limit)?;
    let kind =
        asked.kind.map(|it| SignalKind::of_code(&it).ok_or(Flaw::new("kind", Why::Unknown))).transpose()?;
    let of = Of { kind, person: asked.person.map(PersonId), account: asked.account.map(AccountId) };
    let slice = db::signals::list(&db, &program.actor, of, place, limit).await?;
    Ok(Json(Page::of(slice, Signal::from)))
}
