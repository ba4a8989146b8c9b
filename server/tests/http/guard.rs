//! What every answer carries and no request gets past, whatever the route behind it does.

use std::collections::HashSet;
use std::sync::Arc;

use axum::Router;
use axum::body::{Body, Bytes};
use axum::response::{IntoResponse, Sse, sse};
use axum::routing::{get, post};
use http::{HeaderMap, Request, Response, StatusCode, header};
use http_body_util::BodyExt;
use tower::ServiceExt;

/// Routes that misbehave in every way we know of.
fn routes() -> Router {
    let routes = Router::new()
        .route(
            "/page",
            get(|| async { ([(header::CONTENT_TYPE, "text/html")], "<p>가나다</p>".repeat(500)) }),
        )
        .route("/deals", post(|body: Bytes| async move { body.len().to_string() }))
        .route("/import/upload", post(|body: Bytes| async move { body.len().to_string() }))
        .route("/api/v1/deals", post(|| async { "done" }))
        .route("/api/read_deal", get(|| async { "a secret" }))
        .route("/broken", get(broken))
        .route("/away", get(|| async { (StatusCode::FOUND, [(header::LOCATION, "https://evil.example/")]) }))
        .route("/down", get(|| async { StatusCode::SERVICE_UNAVAILABLE }))
        .route(
            "/own",
            get(|| async {
                [(header::CONTENT_SECURITY_POLICY, "default-src 'self'"), (header::CACHE_CONTROL, "public")]
            }),
        )
        .route(
            "/live",
            get(|| async {
                let event = sse::Event::default().data("x".repeat(500));
                Sse::new(futures::stream::iter([Ok::<_, std::convert::Infallible>(event)])).into_response()
            }),
        );
    server::guarded(routes, Arc::new(HashSet::from(["/api/read_deal"])))
}

async fn broken() -> &'static str {
    panic!("a test breaks here")
}

async fn ask(method: &str, path: &str, headers: &[(&str, &str)], body: impl Into<Body>) -> Response<Body> {
    let mut request = Request::builder().method(method).uri(path).header("host", "crm.kr");
    for (name, value) in headers {
        request = request.header(*name, *value);
    }
    routes().oneshot(request.body(body.into()).unwrap()).await.unwrap()
}

async fn text(response: Response<Body>) -> String {
    String::from_utf8(response.into_body().collect().await.unwrap().to_bytes().to_vec()).unwrap()
}

const OWN: (&str, &str) = ("sec-fetch-site", "same-origin");
const FOREIGN: (&str, &str) = ("sec-fetch-site", "cross-site");

fn said(headers: &HeaderMap, name: &str) -> String {
    headers.get(name).map(|it| it.to_str().unwrap().to_owned()).unwrap_or_default()
}

#[tokio::test]
async fn every_answer_leaves_the_browser_no_room_for_mischief() {
    for (method, path) in
        [("GET", "/page"), ("GET", "/nothing"), ("GET", "/broken"), ("PUT", "/page"), ("POST", "/deals")]
    {
        let headers = ask(method, path, &[], "").await.headers().clone();
        assert_eq!(said(&headers, "x-content-type-options"), "nosniff", "{method} {path}");
        assert_eq!(said(&headers, "referrer-policy"), "same-origin", "{method} {path}");
        assert_eq!(said(&headers, "cross-origin-opener-policy"), "same-origin", "{method} {path}");
        assert_eq!(said(&headers, "cache-control"), "no-store", "{method} {path}");
        assert!(said(&headers, "permissions-policy").contains("camera=()"), "{method} {path}");
        assert!(said(&headers, "x-request-id").len() >= 8, "{method} {path}");
        let policy = said(&headers, "content-security-policy");
        for rule in [
            "default-src 'none'",
            "frame-ancestors 'none'",
            "base-uri 'none'",
            "form-action 'self'",
            "object-src 'none'",
        ] {
            assert!(policy.contains(rule), "{method} {path}: {policy}");
        }
        assert!(!policy.contains("unsafe"), "{method} {path}: {policy}");
    }
}

#[tokio::test]
async fn a_page_keeps_its_own_policy_and_a_file_its_own_cache_time() {
    let headers = ask("GET", "/own", &[], "").await.headers().clone();
    assert_eq!(said(&headers, "content-security-policy"), "default-src 'self'");
    assert_eq!(said(&headers, "cache-control"), "public");
}

#[tokio::test]
async fn orders_come_from_our_own_pages_only() {
    let status = async |headers: &[_]| ask("POST", "/deals", headers, "x").await.status();
    assert_eq!(status(&[OWN]).await, StatusCode::OK);
    assert_eq!(status(&[("origin", "https://crm.kr")]).await, StatusCode::OK);
    assert_eq!(status(&[FOREIGN]).await, StatusCode::FORBIDDEN);
    assert_eq!(status(&[("origin", "https://evil.example")]).await, StatusCode::FORBIDDEN);
    assert_eq!(status(&[]).await, StatusCode::FORBIDDEN, "both headers missing");
    assert_eq!(
        status(&[("authorization", "Bearer baton_x")]).await,
        StatusCode::FORBIDDEN,
        "no door of the API"
    );
}

#[tokio::test]
async fn a_server_function_is_a_door_even_when_it_only_reads() {
    assert_eq!(ask("GET", "/api/read_deal", &[FOREIGN], "").await.status(), StatusCode::FORBIDDEN);
    assert_eq!(ask("GET", "/api/read_deal", &[OWN], "").await.status(), StatusCode::OK);
    assert_eq!(ask("GET", "/page", &[FOREIGN], "").await.status(), StatusCode::OK, "links from outside work");
}

#[tokio::test]
async fn programs_with_a_token_need_no_browser_headers_but_a_token() {
    let bearer = ("authorization", "Bearer baton_x");
    assert_eq!(ask("POST", "/api/v1/deals", &[bearer], "").await.status(), StatusCode::OK);
    let refused = ask("POST", "/api/v1/deals", &[], "").await;
    assert_eq!(refused.status(), StatusCode::UNAUTHORIZED);
    assert_eq!(said(refused.headers(), "www-authenticate"), "Bearer");
    assert_eq!(said(refused.headers(), "content-type"), "application/problem+json");
}

#[tokio::test]
async fn what_is_too_large_is_refused_whether_announced_or_not() {
    let large = "x".repeat(64 * 1024 + 1);
    let announced = [OWN, ("content-length", "1000000000")];
    assert_eq!(ask("POST", "/deals", &announced, "x").await.status(), StatusCode::PAYLOAD_TOO_LARGE);
    let chunks = futures::stream::iter([Ok::<_, std::io::Error>(large.clone())]);
    let streamed = ask("POST", "/deals", &[OWN], Body::from_stream(chunks)).await;
    assert_eq!(streamed.status(), StatusCode::PAYLOAD_TOO_LARGE);
    assert!(text(streamed).await.contains("too large"));
    assert_eq!(ask("POST", "/import/upload", &[OWN], large.clone()).await.status(), StatusCode::OK);
    assert_eq!(ask("POST", "/import/upload", &announced, "x").await.status(), StatusCode::PAYLOAD_TOO_LARGE);
    assert_eq!(ask("POST", "/deals", &[OWN], large[1..].to_owned()).await.status(), StatusCode::OK);
}

#[tokio::test]
async fn a_panic_is_a_plain_500_in_one_request() {
    let page = ask("GET", "/broken", &[("accept", "text/html")], "").await;
    assert_eq!(page.status(), StatusCode::INTERNAL_SERVER_ERROR);
    let page = text(page).await;
    assert!(page.contains("Something broke") && !page.contains("a test breaks here"), "{page}");
    assert_eq!(ask("GET", "/page", &[], "").await.status(), StatusCode::OK);
}

#[tokio::test]
async fn a_redirect_never_leaves_us() {
    assert_eq!(said(ask("GET", "/away", &[], "").await.headers(), "location"), "/");
}

#[tokio::test]
async fn an_outage_says_when_to_try_again() {
    assert_eq!(said(ask("GET", "/down", &[], "").await.headers(), "retry-after"), "1");
}

#[tokio::test]
async fn pages_are_compressed_and_the_live_stream_is_not() {
    let takes = ("accept-encoding", "gzip, br");
    assert_eq!(said(ask("GET", "/page", &[takes], "").await.headers(), "content-encoding"), "br");
    let live = ask("GET", "/live", &[takes], "").await;
    assert_eq!(said(live.headers(), "content-type"), "text/event-stream");
    assert_eq!(said(live.headers(), "content-encoding"), "");
}

#[tokio::test]
async fn behind_https_browsers_are_told_to_stay_there() {
    let encrypted = ask("GET", "/page", &[("x-forwarded-proto", "https")], "").await;
    assert!(said(encrypted.headers(), "strict-transport-security").contains("max-age"));
    assert_eq!(said(ask("GET", "/page", &[], "").await.headers(), "strict-transport-security"), "");
}
