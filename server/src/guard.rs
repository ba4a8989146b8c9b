//! What every request must pass and every response must carry: no orders from other sites, nothing too
//! large or too slow, and headers that leave a browser no room for mischief.

use std::collections::HashSet;
use std::panic::AssertUnwindSafe;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering::Relaxed};
use std::time::Duration;

use axum::body::Body;
use axum::extract::{Request, State};
use axum::middleware::Next;
use axum::response::Response;
use domain::import::UPLOAD_MAX;
use futures::FutureExt;
use http::header::{self, HeaderMap, HeaderName, HeaderValue};
use http::{StatusCode, Uri};
use http_body_util::{BodyExt, LengthLimitError, Limited};

use crate::plain_page::{self, Reader};

/// Forms and edits are small; files are not, and bring a form's wrapping along.
const BODY: u64 = 64 * 1024;
/// A thousand signals or leads, each with what it says.
const BATCH: u64 = 2 * 1024 * 1024;
const FILES: u64 = UPLOAD_MAX + BODY;
const REQUEST_TIME: Duration = Duration::from_secs(30);
/// An upload takes as long as the line is slow, and letting an import happen as long as it has rows.
const IMPORT_TIME: Duration = Duration::from_secs(300);

/// For everything that is no page: nothing may run, nothing may frame it. Pages bring their own, with a nonce.
const STRICT_CSP: &str = "default-src 'none'; style-src 'self'; img-src 'self' data:; font-src 'self'; \
    connect-src 'self'; frame-ancestors 'none'; base-uri 'none'; object-src 'none'; form-action 'self'";

/// Headers of every response, errors and files included.
const ALWAYS: [(HeaderName, &str); 5] = [
    (header::X_CONTENT_TYPE_OPTIONS, "nosniff"),
    (header::REFERRER_POLICY, "same-origin"),
    (HeaderName::from_static("cross-origin-opener-policy"), "same-origin"),
    (HeaderName::from_static("cross-origin-resource-policy"), "same-origin"),
    (
        HeaderName::from_static("permissions-policy"),
        "camera=(), display-capture=(), geolocation=(), microphone=(), payment=(), usb=()",
    ),
];

/// On an answer that is made for pages of other sites: they may take it in, and be led to from it. Only what our own team
/// has named gets there.
#[derive(Clone, Copy, Debug)]
pub struct Abroad;

/// The addresses of the server functions: each is a public door, whatever its method.
pub type ServerFunctions = Arc<HashSet<&'static str>>;

/// Refuses orders that another site gave through a visitor's browser.
pub async fn same_site(State(functions): State<ServerFunctions>, request: Request, next: Next) -> Response {
    let path = request.uri().path();
    let needs_proof = !request.method().is_safe() || functions.contains(path);
    if needs_proof && !is_api_call(&request) && !from_own_site(request.headers(), request.uri()) {
        // Who orders on the API without a key is not from elsewhere, but nobody yet.
        if let reader @ Reader::Program(_) = Reader::of(&request) {
            return plain_page::answer(StatusCode::UNAUTHORIZED, &reader);
        }
        tracing::info!(method = %request.method(), "refused an order that did not come from our own pages");
        return plain_page::answer(StatusCode::FORBIDDEN, &Reader::of(&request));
    }
    next.run(request).await
}

/// A bearer token is never sent by a browser on its own, so nobody can borrow it.
fn is_api_call(request: &Request) -> bool {
    let bearer =
        request.headers().get(header::AUTHORIZATION).is_some_and(|it| it.as_bytes().starts_with(b"Bearer "));
    bearer && request.uri().path().starts_with("/api/v1/")
}

/// Browsers say where a request comes from and pages cannot change that. Who says nothing is not believed.
fn from_own_site(headers: &HeaderMap, uri: &Uri) -> bool {
    if let Some(site) = headers.get("sec-fetch-site") {
        return site == "same-origin" || site == "none";
    }
    let (Some(origin), Some(host)) = (text(headers, header::ORIGIN), host(headers, uri)) else {
        return false;
    };
    origin.split_once("://").is_some_and(|(_, authority)| authority == host)
}

/// Bounds what one request can cost before anybody is known.
pub async fn limits(request: Request, next: Next) -> Response {
    let reader = Reader::of(&request);
    let (size, time) = match request.uri().path() {
        "/import/upload" => (FILES, IMPORT_TIME),
        path if path.starts_with("/import/") => (BODY, IMPORT_TIME),
        "/api/v1/signals" | "/api/v1/leads/batch" => (BATCH, REQUEST_TIME),
        _ => (BODY, REQUEST_TIME),
    };
    let announced = text(request.headers(), header::CONTENT_LENGTH).and_then(|it| it.parse::<u64>().ok());
    if announced.is_some_and(|length| length > size) {
        return plain_page::answer(StatusCode::PAYLOAD_TOO_LARGE, &reader);
    }
    let too_large = Arc::new(AtomicBool::new(false));
    let request = request.map(|body| limited(body, size, too_large.clone()));
    match tokio::time::timeout(time, next.run(request)).await {
        // Whoever read the body saw it break off, and answers with whatever that means to them.
        Ok(answer) if too_large.load(Relaxed) && !answer.status().is_success() => {
            plain_page::answer(StatusCode::PAYLOAD_TOO_LARGE, &reader)
        }
        Ok(answer) => answer,
        Err(_) => plain_page::answer(StatusCode::SERVICE_UNAVAILABLE, &reader),
    }
}

/// For who does not announce how much is coming.
fn limited(body: Body, size: u64, too_large: Arc<AtomicBool>) -> Body {
    Body::new(Limited::new(body, usize::try_from(size).unwrap_or(usize::MAX)).map_err(move |error| {
        too_large.fetch_or(error.is::<LengthLimitError>(), Relaxed);
        error
    }))
}

/// A request in which something broke that should not is a plain 500, and the only one that suffers.
pub async fn catch_panics(request: Request, next: Next) -> Response {
    let reader = Reader::of(&request);
    match AssertUnwindSafe(next.run(request)).catch_unwind().await {
        Ok(response) => response,
        Err(_) => plain_page::answer(StatusCode::INTERNAL_SERVER_ERROR, &reader),
    }
}

/// Gives every response what it lacks, and takes from redirects what leads away from us.
pub async fn headers(request: Request, next: Next) -> Response {
    let own_host = host(request.headers(), request.uri()).map(str::to_owned);
    let encrypted = text(request.headers(), HeaderName::from_static("x-forwarded-proto")) == Some("https");
    let mut response = next.run(request).await;
    let is_abroad = response.extensions().get::<Abroad>().is_some();
    if !is_abroad {
        keep_at_home(&mut response, own_host.as_deref());
    }
    let unavailable = response.status() == StatusCode::SERVICE_UNAVAILABLE;
    let headers = response.headers_mut();
    for (name, value) in ALWAYS {
        headers.insert(name, HeaderValue::from_static(value));
    }
    if is_abroad {
        let name = HeaderName::from_static("cross-origin-resource-policy");
        headers.insert(name, HeaderValue::from_static("cross-origin"));
    }
    headers.entry(header::CONTENT_SECURITY_POLICY).or_insert(HeaderValue::from_static(STRICT_CSP));
    // What shows a team's customers stays in no cache; assets say for themselves how long they keep.
    headers.entry(header::CACHE_CONTROL).or_insert(HeaderValue::from_static("no-store"));
    if unavailable {
        headers.entry(header::RETRY_AFTER).or_insert(HeaderValue::from_static("1"));
    }
    if encrypted {
        headers.insert(header::STRICT_TRANSPORT_SECURITY, HeaderValue::from_static("max-age=31536000"));
    }
    response
}

/// A plain form's answer leads back to its `Referer`, which a stranger can choose: only our own addresses count.
fn keep_at_home(response: &mut Response, own_host: Option<&str>) {
    let Some(target) = text(response.headers(), header::LOCATION) else { return };
    if let Some(home) = at_home(target, own_host) {
        let home = HeaderValue::from_str(&home).unwrap_or(HeaderValue::from_static("/"));
        response.headers_mut().insert(header::LOCATION, home);
    }
}

/// `None` if the target is a path of ours as it is, else what to say instead.
fn at_home(target: &str, own_host: Option<&str>) -> Option<String> {
    // Browsers read `//host` and `/\host` as another site, and drop tabs and line ends first.
    let is_path = target.starts_with('/')
        && !target[1..].starts_with(['/', '\\'])
        && !target.contains(['\t', '\r', '\n']);
    if is_path {
        return None;
    }
    let uri = target.parse::<Uri>().ok();
    let ours =
        uri.as_ref().filter(|it| own_host.is_some() && it.authority().map(|it| it.as_str()) == own_host);
    let path = ours.and_then(Uri::path_and_query).map_or("/", |it| it.as_str());
    Some(if path.starts_with("//") { "/".to_owned() } else { path.to_owned() })
}

/// Is it a path of ours, that no browser reads as another site?
pub fn is_at_home(path: &str) -> bool {
    at_home(path, None).is_none()
}

/// The page of ours that a form was sent from.
pub fn page_before(headers: &HeaderMap, uri: &Uri) -> Option<String> {
    let referer: Uri = text(headers, header::REFERER)?.parse().ok()?;
    let ours = referer.authority().map(|it| it.as_str()) == host(headers, uri);
    let page = referer.path_and_query().filter(|_| ours)?.as_str();
    is_at_home(page).then(|| page.to_owned())
}

fn host<'a>(headers: &'a HeaderMap, uri: &'a Uri) -> Option<&'a str> {
    uri.authority().map(|it| it.as_str()).or_else(|| text(headers, header::HOST))
}

fn text(headers: &HeaderMap, name: HeaderName) -> Option<&str> {
    headers.get(name)?.to_str().ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn asked(pairs: &[(&'static str, &'static str)]) -> HeaderMap {
        pairs
            .iter()
            .map(|(name, value)| (HeaderName::from_static(name), HeaderValue::from_static(value)))
            .collect()
    }

    #[test]
    fn only_our_own_pages_give_orders() {
        let own = |pairs: &[_]| from_own_site(&asked(pairs), &Uri::from_static("/deals"));
        assert!(own(&[("sec-fetch-site", "same-origin"), ("host", "crm.kr"), ("origin", "https://crm.kr")]));
        assert!(own(&[("sec-fetch-site", "none"), ("host", "crm.kr")]));
        assert!(own(&[("origin", "https://crm.kr"), ("host", "crm.kr")]), "an old browser");
        assert!(!own(&[("sec-fetch-site", "cross-site"), ("origin", "https://crm.kr"), ("host", "crm.kr")]));
        assert!(
            !own(&[("sec-fetch-site", "same-site"), ("host", "crm.kr")]),
            "another subdomain is another site"
        );
        assert!(!own(&[("origin", "https://evil.example"), ("host", "crm.kr")]));
        assert!(!own(&[("origin", "null"), ("host", "crm.kr")]));
        assert!(!own(&[("host", "crm.kr")]), "who says nothing is not believed");
    }

    #[test]
    fn a_form_comes_back_to_pages_of_ours_only() {
        let before = |referer| {
            page_before(&asked(&[("host", "crm.kr"), ("referer", referer)]), &Uri::from_static("/api/x"))
        };
        assert_eq!(before("https://crm.kr/deals/new?account=A-1").as_deref(), Some("/deals/new?account=A-1"));
        for away in [
            "https://evil.example/deals",
            "https://crm.kr.evil.example/",
            "https://crm.kr//evil",
            "/deals",
            "",
        ] {
            assert_eq!(before(away), None, "{away}");
        }
    }

    #[test]
    fn redirects_stay_with_us() {
        let host = Some("crm.kr");
        assert_eq!(at_home("/deals?view=table", host), None);
        assert_eq!(at_home("https://crm.kr/deals?view=table", host).as_deref(), Some("/deals?view=table"));
        for away in [
            "https://evil.example/deals",
            "//evil.example",
            "/\\evil.example",
            "/\t/evil.example",
            "evil",
            "",
        ] {
            assert_eq!(at_home(away, host).as_deref(), Some("/"), "{away}");
        }
        assert_eq!(at_home("https://crm.kr//evil.example", host).as_deref(), Some("/"));
    }
}
