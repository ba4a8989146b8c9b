//! `Idempotency-Key`: the same order by the same key within a day is carried out once, and answered every time
//! with the first answer. The claim is written before the act and mints the act's id, so that even after a crash
//! between act and answer the order can be sent again and is the very same act. What is not promised: two equal
//! orders at the same instant are not both answered; the second is told to come back in a second.

use axum::body::{Body, to_bytes};
use axum::extract::{Request, State};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};
use db::orders::{self, Answer, Claim, Order, Status};
use db::team::Program;
use domain::team::Scope;
use domain::{Locale, Why};
use http::{HeaderMap, HeaderName, HeaderValue, Method, StatusCode, header};
use sha2::{Digest, Sha256};

use super::extract::ActOf;
use super::problem::{self, PROBLEM_JSON};
use super::refused::{Flaw, Refused};
use crate::AppState;

const KEY: &str = "idempotency-key";
const REPLAYED: HeaderName = HeaderName::from_static("idempotent-replayed");
/// Longer than any sensible name of an order.
const LONGEST: usize = 200;

/// Carries out an order that has a name once, and answers it every time.
pub async fn once(State(state): State<AppState>, request: Request, next: Next) -> Response {
    let program = request.extensions().get::<Program>().filter(|it| it.scope == Scope::Write).cloned();
    let (Some(program), &Method::POST) = (program, request.method()) else { return next.run(request).await };
    let key = match key_of(request.headers()) {
        Ok(Some(key)) => key,
        Ok(None) => return next.run(request).await,
        Err(refused) => return refused.into_response(),
    };
    let locale = problem::locale_of(request.headers());
    let (parts, body) = request.into_parts();
    // The guards have bounded it already.
    let Ok(body) = to_bytes(body, usize::MAX).await else {
        return Refused::Plain(StatusCode::BAD_REQUEST).into_response();
    };
    let mut digest = Sha256::new_with_prefix(parts.uri.path());
    digest.update([0]);
    digest.update(&body);
    let order = Order { token: program.token, key, fingerprint: digest.finalize().to_vec() };
    let claim = match orders::claim(&state.db, &program.actor, &order).await {
        Ok(claim) => claim,
        Err(error) => return Refused::from(error).into_response(),
    };
    let act = match claim {
        Claim::Begin(act) => act,
        Claim::Answered(answer) => return again(answer),
        Claim::OtherOrder => return Refused::KeyReused.into_response(),
        Claim::Running => return Refused::Running.into_response(),
    };
    let mut request = Request::from_parts(parts, Body::from(body));
    request.extensions_mut().insert(ActOf(act));
    // A program that hangs up ends its request, but not the act: the answer waits for it.
    let work = tokio::spawn(async move {
        let response = problem::in_words(next.run(request).await, locale);
        kept(&state, &program, &order, response).await
    });
    work.await.unwrap_or_else(|_| failed(locale))
}

fn key_of(headers: &HeaderMap) -> Result<Option<String>, Refused> {
    let Some(key) = headers.get(KEY) else { return Ok(None) };
    match key.to_str() {
        Ok(key) if (1..=LONGEST).contains(&key.len()) => Ok(Some(key.to_owned())),
        _ => Err(Flaw::new("Idempotency-Key", Why::Malformed).into()),
    }
}

/// Keeps the answer before it is given. After a failure nobody knows what was done, so the order may be sent again.
async fn kept(state: &AppState, program: &Program, order: &Order, response: Response) -> Response {
    let (parts, body) = response.into_parts();
    let text =
        |name| parts.headers.get(name).and_then(|it: &HeaderValue| it.to_str().ok()).map(str::to_owned);
    let body = to_bytes(body, usize::MAX).await.unwrap_or_default();
    let written = if parts.status.is_server_error() {
        orders::let_go(&state.db, &program.actor, order).await
    } else {
        let answer = Answer {
            status: Status(parts.status.as_u16()),
            etag: text(header::ETAG),
            location: text(header::LOCATION),
            body: String::from_utf8_lossy(&body).into_owned(),
        };
        orders::keep(&state.db, &program.actor, order, &answer).await
    };
    if let Err(error) = written {
        tracing::error!(%error, "the answer to an order could not be kept");
    }
    Response::from_parts(parts, Body::from(body))
}

/// The first answer, once more.
fn again(answer: Answer) -> Response {
    let status = StatusCode::from_u16(answer.status.0).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR);
    let kind = if status.is_success() { "application/json" } else { PROBLEM_JSON };
    let mut response = (status, [(header::CONTENT_TYPE, kind)], answer.body).into_response();
    let headers = response.headers_mut();
    headers.insert(REPLAYED, HeaderValue::from_static("true"));
    for (name, value) in [(header::ETAG, answer.etag), (header::LOCATION, answer.location)] {
        if let Some(value) = value.and_then(|it| HeaderValue::from_str(&it).ok()) {
            headers.insert(name, value);
        }
    }
    response
}

fn failed(locale: Locale) -> Response {
    problem::plain(StatusCode::INTERNAL_SERVER_ERROR, locale)
}
