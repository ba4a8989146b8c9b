//! Web forms, as the world meets them: a page that anybody may open and send, without an account, a cookie or scripts, and
//! the few lines that put it into another site. Answered only when what was sent is on record.
//!
//! What keeps it from being misused: only pages of ours send (`guard::same_site`), which carry a signed stamp; a field that
//! people do not see; so many at once from one address and by one form; and a few seats of its own at the database, so that a
//! flood here is not felt on anybody's board.

mod limits;

use std::sync::Arc;
use std::time::{Duration, Instant};

use app::hosted::{hosted_closed, hosted_form, hosted_thanks};
use app::web_forms::Filled;
use app::words::{Words, problems_of};
use axum::Extension;
use axum::Router;
use axum::body::Bytes;
use axum::extract::{Path, RawQuery, State};
use axum::response::{IntoResponse, Response};
use axum::routing::get;
use chrono::Utc;
use db::web_forms::{Entered, Hosted, enter, hosted};
use domain::web_forms::{EntryForm, WebForm};
use http::StatusCode;
use http::header::{self, HeaderMap, HeaderValue};
use leptos::prelude::Owner;
use tokio::time::timeout;

use crate::AppState;
use crate::guard::Abroad;
use crate::listen::ClientIp;
use crate::plain_page::{self, Reader};
use db::Db;
use limits::Limits;

/// What puts a form into a page of another site.
const FRAME: &str = include_str!("frame.js");
/// Whoever waits longer for a seat is asked to come again.
const PATIENCE: Duration = Duration::from_secs(2);
/// The longest address of a page that is taken from a browser's headers.
const ADDRESS_MAX: usize = 2_000;

pub fn routes() -> Router<AppState> {
    Router::new().route("/f/{key}", get(shown).post(sent)).layer(Extension(Arc::new(Limits::default())))
}

/// `GET /f/{key}`: the form; `/f/{key}.js`: the script that puts it into a page.
async fn shown(
    State(state): State<AppState>,
    Extension(limits): Extension<Arc<Limits>>,
    Path(key): Path<String>,
    caller: Option<Extension<ClientIp>>,
    RawQuery(query): RawQuery,
    headers: HeaderMap,
) -> Response {
    if key.ends_with(".js") {
        return script();
    }
    if let Err(seconds) = limits.look(caller.map(|it| it.0), Instant::now()) {
        return too_many(plain_page::answer(StatusCode::TOO_MANY_REQUESTS, &Reader::Person), seconds);
    }
    let found = match find(&state.db, &limits, &key).await {
        Ok(found) => found,
        Err(answer) => return *answer,
    };
    let mut entry = entry_of(query.unwrap_or_default().as_bytes());
    if !found.form.on {
        return closed(&found.form, !entry.embedded.is_empty());
    }
    entry = EntryForm { stamp: found.stamp(Utc::now()), ..came_by(entry, &key, &headers) };
    form(&found.form, &key, Filled { entry, ..Filled::default() }, StatusCode::OK)
}

/// `POST /f/{key}`: somebody sends it.
async fn sent(
    State(state): State<AppState>,
    Extension(limits): Extension<Arc<Limits>>,
    Path(key): Path<String>,
    caller: Option<Extension<ClientIp>>,
    body: Bytes,
) -> Response {
    let (entry, caller) = (entry_of(&body), caller.map(|it| it.0));
    let now = Utc::now();
    // Before anything is asked of the database.
    let by_address = limits.send(caller, Instant::now());
    if by_address.is_err() && limits.look(caller, Instant::now()).is_err() {
        let seconds = by_address.err().unwrap_or(1);
        return too_many(plain_page::answer(StatusCode::TOO_MANY_REQUESTS, &Reader::Person), seconds);
    }
    let found = match find(&state.db, &limits, &key).await {
        Ok(found) => found,
        Err(answer) => return *answer,
    };
    let embedded = !entry.embedded.is_empty();
    if !found.form.on {
        return closed(&found.form, embedded);
    }
    let words = Words::new(found.form.language);
    if let Err(seconds) = by_address.and_then(|()| limits.send_by(found.id, Instant::now())) {
        let complaint = Some(words.hosted_too_many(seconds));
        let filled = Filled { entry, complaint, ..Filled::default() };
        let page = form(&found.form, &key, filled, StatusCode::TOO_MANY_REQUESTS);
        return too_many(page, seconds);
    }
    let Ok(Ok(seat)) = timeout(PATIENCE, limits.seats.acquire()).await else {
        return plain_page::answer(StatusCode::SERVICE_UNAVAILABLE, &Reader::Person);
    };
    let entered = enter(&state.db, &found, &entry, now).await;
    drop(seat);
    match entered {
        Ok(Entered::Taken) => thanks(&found.form, embedded),
        Ok(Entered::TooOld) => {
            let entry = EntryForm { stamp: found.stamp_again(now), ..entry };
            let complaint = Some(words.hosted_too_old().to_owned());
            let filled = Filled { entry, complaint, ..Filled::default() };
            form(&found.form, &key, filled, StatusCode::UNPROCESSABLE_ENTITY)
        }
        // The page keeps its stamp: sent again it is the same entry.
        Err(db::Error::Refused(refusal)) => {
            let problems = problems_of(words, &refusal);
            let filled = Filled { entry, problems, complaint: None };
            form(&found.form, &key, filled, StatusCode::UNPROCESSABLE_ENTITY)
        }
        Err(error) => failed(&error),
    }
}

/// The form of that key. Which of them are there is not told apart from which are not by anything but the answer.
async fn find(db: &Db, limits: &Limits, key: &str) -> Result<Hosted, Box<Response>> {
    let seat = timeout(PATIENCE, limits.seats.acquire()).await;
    let Ok(Ok(_seat)) = seat else {
        return Err(Box::new(plain_page::answer(StatusCode::SERVICE_UNAVAILABLE, &Reader::Person)));
    };
    match hosted(db, key).await {
        Ok(Some(found)) => Ok(found),
        Ok(None) => Err(Box::new(plain_page::answer(StatusCode::NOT_FOUND, &Reader::Person))),
        Err(error) => Err(Box::new(failed(&error))),
    }
}

fn failed(error: &db::Error) -> Response {
    tracing::error!(%error, "a web form could not be served");
    plain_page::answer(StatusCode::SERVICE_UNAVAILABLE, &Reader::Person)
}

fn too_many(mut answer: Response, seconds: u32) -> Response {
    answer.headers_mut().insert(header::RETRY_AFTER, HeaderValue::from(seconds));
    answer
}

fn script() -> Response {
    let headers = [
        (header::CONTENT_TYPE, "text/javascript; charset=utf-8"),
        (header::CACHE_CONTROL, "public, max-age=3600"),
    ];
    let mut answer = (headers, FRAME).into_response();
    answer.extensions_mut().insert(Abroad);
    answer
}

fn form(form: &WebForm, key: &str, filled: Filled, status: StatusCode) -> Response {
    page(form, status, || hosted_form(form, key, filled))
}

fn closed(form: &WebForm, embedded: bool) -> Response {
    page(form, StatusCode::GONE, || hosted_closed(form, embedded))
}

/// Inside another site a frame stays where it is, and the page around it goes on.
fn thanks(form: &WebForm, embedded: bool) -> Response {
    if let Some(away) = form.redirect.as_deref().filter(|_| !embedded)
        && let Ok(away) = HeaderValue::from_str(away)
    {
        let mut answer = (StatusCode::SEE_OTHER, [(header::LOCATION, away)]).into_response();
        answer.extensions_mut().insert(Abroad);
        return answer;
    }
    page(form, StatusCode::OK, || hosted_thanks(form, embedded))
}

fn page(form: &WebForm, status: StatusCode, write: impl FnOnce() -> String) -> Response {
    // What a page is made with goes when it is made.
    let owner = Owner::new();
    let text = owner.with(write);
    let mut answer = (status, [(header::CONTENT_TYPE, "text/html; charset=utf-8")], text).into_response();
    if let Ok(policy) = HeaderValue::from_str(&policy(form)) {
        answer.headers_mut().insert(header::CONTENT_SECURITY_POLICY, policy);
    }
    answer.extensions_mut().insert(Abroad);
    answer
}

/// Nothing runs but our own few lines, and nobody shows it but ourselves and the sites that the team has named. What a form may
/// be sent to counts for where its answer leads, too.
fn policy(form: &WebForm) -> String {
    let site = |it: &str| domain::web_forms::origin("", it).unwrap_or_default();
    let origins = form.origins.iter().map(|it| format!(" {}", site(it))).collect::<String>();
    let away = form
        .redirect
        .as_deref()
        .and_then(|it| form.origins.iter().find(|site| it.starts_with(site.as_str())));
    let away = away.map(|it| format!(" {}", site(it))).unwrap_or_default();
    format!(
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; font-src 'self'; \
         base-uri 'none'; object-src 'none'; form-action 'self'{away}; frame-ancestors 'self'{origins}"
    )
}

/// Fields by their names, the last of a name; what no form has is left out. Nothing that is sent cannot be read, nor kept: a
/// database holds any letter but NUL.
fn entry_of(sent: &[u8]) -> EntryForm {
    let pairs =
        form_urlencoded::parse(sent).map(|(name, said)| (name.into_owned(), said.replace('\0', "").into()));
    serde_json::from_value(serde_json::Value::Object(pairs.collect())).unwrap_or_default()
}

/// What led them here, as the link and the browser say it. Nothing else of an address becomes part of the form.
fn came_by(asked: EntryForm, key: &str, headers: &HeaderMap) -> EntryForm {
    let before = headers.get(header::REFERER).and_then(|it| it.to_str().ok()).unwrap_or_default();
    let before: String = before.chars().take(ADDRESS_MAX).collect();
    let within = !asked.embedded.is_empty();
    let or = |said: String, other: String| if said.is_empty() { other } else { said };
    let (referrer, landing) = match within {
        // The page around it is where they arrived.
        true => (asked.referrer, or(asked.landing_page, before)),
        false => (or(asked.referrer, before), app::routes::hosted(key)),
    };
    EntryForm {
        utm_source: asked.utm_source,
        utm_medium: asked.utm_medium,
        utm_campaign: asked.utm_campaign,
        utm_content: asked.utm_content,
        utm_term: asked.utm_term,
        referrer,
        landing_page: landing,
        embedded: if within { "1".to_owned() } else { String::new() },
        ..EntryForm::default()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn whatever_is_sent_can_be_read_and_the_last_of_a_name_counts() {
        let entry = entry_of("name=%EA%B9%80&name=Lee&colour=red&=&%ff=1".as_bytes());
        assert_eq!((entry.name.as_str(), entry.email.as_str()), ("Lee", ""));
        assert_eq!(entry_of(&[0xff, 0, b'=', 1]), EntryForm::default());
        assert_eq!(entry_of(b"name=a%00b").name, "ab");
    }

    #[test]
    fn an_address_fills_in_where_somebody_came_from_and_nothing_else() {
        let mut headers = HeaderMap::new();
        headers.insert(header::REFERER, HeaderValue::from_static("https://search.example/?q=a"));
        let asked = entry_of(b"utm_source=naver&name=x&privacy=true&by_email=true&stamp=1");
        let came = came_by(asked.clone(), "k", &headers);
        assert_eq!(
            (came.utm_source.as_str(), came.referrer.as_str()),
            ("naver", "https://search.example/?q=a")
        );
        assert_eq!(
            (came.landing_page.as_str(), came.name, came.privacy, came.by_email),
            ("/f/k", "".into(), "".into(), "".into())
        );
        let within = came_by(EntryForm { embedded: "yes".into(), ..asked }, "k", &headers);
        assert_eq!(
            (within.landing_page.as_str(), within.referrer.as_str()),
            ("https://search.example/?q=a", "")
        );
    }
}
