//! Who asks: a browser's cookie or a program's key becomes an `Actor`, or nobody. Nobody comes further
//! than the doors, whatever is behind an address: what is open to everybody is listed here.

use crate::plain_page::{self, Reader};
use crate::{AppState, api};
use app::backend::{Asker, Seen};
use app::error::AppError;
use app::{routes, visit};
use axum::extract::{MatchedPath, Request, State};
use axum::middleware::Next;
use axum::response::{IntoResponse, Redirect, Response};
use db::Db;
use db::team::{CurrentSession, Program, Secret};
use http::{HeaderMap, StatusCode, header};
use server_fn::error::FromServerFnError;

/// Routes for everybody, signed in or not. Whatever is not named here asks who is asking.
pub const PUBLIC: [&str; 19] = [
    "/sign-in",
    "/invite/{token}",
    "/setup/{token}",
    "/api/auth/sign_in",
    "/api/auth/sign_out",
    "/api/auth/set_locale",
    "/api/auth/set_theme",
    "/api/auth/set_density",
    "/api/auth/set_letter_keys",
    "/api/auth/demo_door",
    "/api/auth/invitation",
    "/api/auth/accept_invitation",
    "/api/auth/first_start",
    "/api/auth/first_setup",
    "/api/openapi.json",
    "/f/{key}",
    "/healthz",
    "/readyz",
    "/metrics",
];

/// These must answer when the database does not, and know nobody.
const FACELESS: [&str; 3] = ["/healthz", "/readyz", "/metrics"];

/// The pages' own answer to an address that leads nowhere.
pub(crate) const NOWHERE: &str = "/{*any}";

/// Notes on the request who asks, and turns away whoever may not go there.
pub async fn recognise(State(state): State<AppState>, mut request: Request, next: Next) -> Response {
    let route = request.extensions().get::<MatchedPath>().map(|it| it.as_str().to_owned());
    let place = place_of(&request);
    if place == Place::Faceless {
        request.extensions_mut().insert(Asker(None));
        return next.run(request).await;
    }
    let found = find(&state.db, request.headers(), request.uri().path()).await;
    let Found { asker, session, program } = match found {
        Ok(found) => found,
        Err(error) => {
            tracing::error!(%error, "could not look up who asks");
            return plain_page::answer(StatusCode::SERVICE_UNAVAILABLE, &Reader::of(&request));
        }
    };
    if place == Place::Guarded && asker.is_none() {
        return turn_away(&request);
    }
    // Whoever is signed in already has nothing to do at the door.
    if route.as_deref() == Some(routes::SIGN_IN) && asker.is_some() && request.method().is_safe() {
        return Redirect::to(routes::HOME).into_response();
    }
    if let Some(actor) = asker.as_ref().filter(|_| is_page(&request)) {
        match db::team::viewer(&state.db, actor).await {
            Ok(viewer) => _ = request.extensions_mut().insert(Seen(viewer)),
            Err(error) => {
                tracing::error!(%error, "could not look up who sees the page");
                return plain_page::answer(StatusCode::SERVICE_UNAVAILABLE, &Reader::of(&request));
            }
        }
    }
    request.extensions_mut().insert(Asker(asker));
    if let Some(session) = session {
        request.extensions_mut().insert(session);
    }
    if let Some(program) = program {
        request.extensions_mut().insert(program);
    }
    next.run(request).await
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Place {
    Guarded,
    Public,
    /// Open, and the same for everybody: nobody is even looked up.
    Faceless,
}

impl Place {
    fn of(route: Option<&str>, path: &str) -> Self {
        match route.map(without_slash) {
            Some(route) if FACELESS.contains(&route) => Self::Faceless,
            Some(route) if PUBLIC.contains(&route) => Self::Public,
            None | Some(NOWHERE) if is_file(path) => Self::Faceless,
            _ => Self::Guarded,
        }
    }
}

/// Nobody gets past here without being somebody.
pub fn is_guarded(request: &Request) -> bool {
    place_of(request) == Place::Guarded
}

/// Answered the same to everybody, and without the database.
pub fn is_faceless(request: &Request) -> bool {
    place_of(request) == Place::Faceless
}

fn place_of(request: &Request) -> Place {
    let route = request.extensions().get::<MatchedPath>().map(MatchedPath::as_str);
    Place::of(route, request.uri().path())
}

/// A page has a second address with a slash at its end.
fn without_slash(route: &str) -> &str {
    route.strip_suffix('/').filter(|it| !it.is_empty()).unwrap_or(route)
}

/// Pages greet who sees them.
fn is_page(request: &Request) -> bool {
    let path = request.uri().path();
    request.method().is_safe() && !path.starts_with("/api/") && path != "/live"
}

/// Styles, scripts, icons: there for everybody. An address of that kind leads to nothing else.
fn is_file(path: &str) -> bool {
    path.rsplit('/').next().is_some_and(|name| name.contains('.'))
}

/// Who asks, and what else is known of how they came.
#[derive(Default)]
struct Found {
    asker: Option<db::Actor>,
    session: Option<CurrentSession>,
    program: Option<Program>,
}

/// Programs come with a key, browsers with a cookie. On the API the cookie does not count: the check that
/// an order comes from our own pages is left out there.
async fn find(db: &Db, headers: &HeaderMap, path: &str) -> db::Result<Found> {
    let key = bearer(headers).filter(|_| is_api(path) || path == "/live");
    if let Some(key) = key {
        let program = db::team::program_of_token(db, &key).await?;
        let asker = program.as_ref().map(|it| it.actor.clone());
        return Ok(Found { asker, program, session: None });
    }
    match visit::session_of(headers).filter(|_| !is_api(path)) {
        Some(cookie) => {
            let (asker, session) = db::team::actor_of_session(db, &cookie).await?.unzip();
            Ok(Found { asker, session, program: None })
        }
        None => Ok(Found::default()),
    }
}

fn is_api(path: &str) -> bool {
    path.strip_prefix(api::BASE).is_some_and(|rest| rest.starts_with('/'))
}

fn bearer(headers: &HeaderMap) -> Option<Secret> {
    let key = headers.get(header::AUTHORIZATION)?.to_str().ok()?.strip_prefix("Bearer ")?;
    key.starts_with(db::team::PREFIX).then(|| Secret::presented(key))
}

/// A page leads to the door and back afterwards; a form too, to the page it stood on; programs and scripts
/// are told.
fn turn_away(request: &Request) -> Response {
    let path = request.uri().path();
    if is_api(path) {
        return plain_page::answer(StatusCode::UNAUTHORIZED, &Reader::of(request));
    }
    if is_page(request) {
        let here = request.uri().path_and_query().map_or("/", |it| it.as_str());
        return Redirect::to(&routes::sign_in_then(here)).into_response();
    }
    if Reader::of(request) == Reader::Person {
        return Redirect::to(&routes::sign_in_then(&page_before(request.headers()))).into_response();
    }
    let body = AppError::SignedOut.ser().body;
    (StatusCode::UNAUTHORIZED, [(header::CONTENT_TYPE, "application/json")], body).into_response()
}

/// The page a form was sent from, without what an earlier refusal left in its address.
fn page_before(headers: &HeaderMap) -> String {
    let referer = headers.get(header::REFERER).and_then(|it| it.to_str().ok());
    let path = referer.and_then(|it| it.parse::<http::Uri>().ok()).map(|it| it.path().to_owned());
    path.unwrap_or_else(|| "/".to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;
    use http::HeaderValue;

    #[test]
    fn what_is_not_listed_is_guarded() {
        for (route, path) in [
            (Some("/deals/{key}"), "/deals/D-1.x"),
            (Some("/live"), "/live"),
            (Some("/api/auth/viewer"), "/api/auth/viewer"),
            (Some("/"), "/"),
            (None, "/no/such/page"),
            (Some(NOWHERE), "/no/such/page"),
        ] {
            assert_eq!(Place::of(route, path), Place::Guarded, "{path}");
        }
    }

    #[test]
    fn doors_and_files_are_open() {
        assert_eq!(Place::of(Some("/sign-in"), "/sign-in"), Place::Public);
        assert_eq!(Place::of(Some("/sign-in/"), "/sign-in/"), Place::Public);
        assert_eq!(Place::of(Some("/invite/{token}"), "/invite/x"), Place::Public);
        assert_eq!(Place::of(Some("/healthz"), "/healthz"), Place::Faceless);
        assert_eq!(Place::of(None, "/pkg/baton.3kF9xQ2a.css"), Place::Faceless);
        assert_eq!(Place::of(Some(NOWHERE), "/favicon.svg"), Place::Faceless);
    }

    #[test]
    fn only_what_looks_like_a_key_of_ours_is_looked_up() {
        let headers =
            |value| HeaderMap::from_iter([(header::AUTHORIZATION, HeaderValue::from_static(value))]);
        assert!(bearer(&headers("Bearer baton_abc")).is_some());
        assert!(bearer(&headers("Bearer abc")).is_none());
        assert!(bearer(&headers("Basic baton_abc")).is_none());
    }
}
