//! What the people who run Baton ask: does it live, is it ready, how is it doing; and one line per failed request.

use std::sync::OnceLock;
use std::time::{Duration, Instant};

use axum::Extension;
use axum::extract::{MatchedPath, Request, State};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};
use http::{HeaderName, HeaderValue, StatusCode, header};
use metrics_exporter_prometheus::{PrometheusBuilder, PrometheusHandle};
use tracing::Instrument;

use crate::AppState;
use crate::plain_page::{self, Reader};

/// Open live streams; the stream's own code counts them up and down.
pub const LIVE_STREAMS: &str = "baton_live_streams";
const REQUEST_SECONDS: &str = "baton_http_request_seconds";
const MEMORY: &str = "baton_resident_memory_bytes";
const FILES: &str = "baton_open_files";
const TASKS: &str = "baton_tasks";
const CONNECTIONS: &str = "baton_database_connections";

/// The goals are at 5, 10, 40, 100 and 300 ms: a bucket ends at each.
const BUCKETS: [f64; 12] = [0.001, 0.0025, 0.005, 0.01, 0.02, 0.04, 0.1, 0.3, 1.0, 3.0, 10.0, 30.0];

/// A readiness probe that waits is as bad as one that fails.
const PROBE_TIME: Duration = Duration::from_secs(1);
/// Slower than this and somebody noticed: worth a line in the log.
const SLOW: Duration = Duration::from_secs(1);

const REQUEST_ID: HeaderName = HeaderName::from_static("x-request-id");

/// On requests from whom /metrics answers. Set by whoever knows the caller's address.
#[derive(Debug, Clone, Copy)]
pub struct MayMeasure;

/// The process lives. Says nothing about the database, so that an outage does not get Baton restarted.
pub async fn healthz() -> &'static str {
    "ok\n"
}

/// Work can be done here now.
pub async fn readyz(State(state): State<AppState>) -> Response {
    if state.stop.is_cancelled() {
        return (StatusCode::SERVICE_UNAVAILABLE, "stopping\n").into_response();
    }
    match tokio::time::timeout(PROBE_TIME, db::start_up::is_ready(&state.db)).await {
        Ok(true) => "ready\n".into_response(),
        _ => (StatusCode::SERVICE_UNAVAILABLE, "the database does not answer, or its schema is another\n")
            .into_response(),
    }
}

/// Figures for Prometheus.
pub async fn metrics(State(state): State<AppState>, may: Option<Extension<MayMeasure>>) -> Response {
    if may.is_none() {
        return plain_page::answer(StatusCode::NOT_FOUND, &Reader::Script);
    }
    measure_process(&state);
    let text = recorder().render();
    ([(header::CONTENT_TYPE, "text/plain; version=0.0.4; charset=utf-8")], text).into_response()
}

/// Installs the recorder once per process and keeps its histograms small from then on.
pub async fn keep_figures() {
    loop {
        recorder().run_upkeep();
        tokio::time::sleep(Duration::from_secs(5)).await;
    }
}

/// One process has one set of figures, however many routers its tests build.
pub fn recorder() -> &'static PrometheusHandle {
    static RECORDER: OnceLock<PrometheusHandle> = OnceLock::new();
    RECORDER.get_or_init(|| {
        let builder = PrometheusBuilder::new().set_buckets(&BUCKETS).expect("there are buckets");
        let recorder = builder.build_recorder();
        let handle = recorder.handle();
        // Somebody else's recorder (a test's) stays; ours then renders nothing.
        metrics::set_global_recorder(recorder).ok();
        metrics::describe_histogram!(REQUEST_SECONDS, "Time until the response began, by route and status");
        metrics::describe_gauge!(LIVE_STREAMS, "Browsers that hear of changes as they happen");
        metrics::describe_gauge!(MEMORY, "Memory of the server, without PostgreSQL");
        metrics::describe_gauge!(FILES, "Open file descriptors");
        metrics::describe_gauge!(TASKS, "Tasks alive in the server");
        metrics::describe_gauge!(CONNECTIONS, "Connections to PostgreSQL, by state");
        metrics::gauge!(LIVE_STREAMS).set(0);
        handle
    })
}

fn measure_process(state: &AppState) {
    if let Some(bytes) = resident_bytes() {
        metrics::gauge!(MEMORY).set(bytes);
    }
    if let Ok(files) = std::fs::read_dir("/proc/self/fd") {
        metrics::gauge!(FILES).set(files.count() as f64);
    }
    metrics::gauge!(TASKS).set(tokio::runtime::Handle::current().metrics().num_alive_tasks() as f64);
    let (open, idle) = db::start_up::connections(&state.db);
    metrics::gauge!(CONNECTIONS, "state" => "idle").set(idle as f64);
    metrics::gauge!(CONNECTIONS, "state" => "busy").set(f64::from(open) - idle as f64);
}

fn resident_bytes() -> Option<f64> {
    let status = std::fs::read_to_string("/proc/self/status").ok()?;
    let line = status.lines().find(|line| line.starts_with("VmRSS:"))?;
    Some(line.split_whitespace().nth(1)?.parse::<f64>().ok()? * 1024.0)
}

/// Numbers the request, times it, and logs it if it failed or dragged on.
///
/// The log knows routes (`/deals/{key}`), never addresses: those hold names, keys and one-time links.
pub async fn observe(request: Request, next: Next) -> Response {
    let id = request_id(&request);
    let route = request.extensions().get::<MatchedPath>().map_or("(other)", MatchedPath::as_str).to_owned();
    let method = request.method().clone();
    let span = tracing::info_span!("request", id = %id.to_str().unwrap_or_default(), %method, route);
    let begun = Instant::now();
    let mut response = next.run(request).instrument(span.clone()).await;
    let (took, status) = (begun.elapsed(), response.status());
    metrics::histogram!(REQUEST_SECONDS, "route" => route, "method" => method.to_string(), "status" => status.as_str().to_owned())
        .record(took);
    span.in_scope(|| {
        let (status, ms) = (status.as_u16(), u64::try_from(took.as_millis()).unwrap_or(u64::MAX));
        match status {
            // Whoever could not serve has said why, once; this is one line for each who was not served.
            503 => tracing::debug!(status, ms, "asked to come again"),
            500.. => tracing::error!(status, ms, "failed"),
            401 | 403 | 429 => tracing::info!(status, ms, "refused"),
            _ if took > SLOW => tracing::warn!(status, ms, "slow"),
            _ => tracing::debug!(status, ms, "answered"),
        }
    });
    response.headers_mut().insert(REQUEST_ID, id);
    response
}

/// The proxy's number if it looks like one, so that both logs can be read together; else one of our own.
fn request_id(request: &Request) -> HeaderValue {
    let given = request.headers().get(REQUEST_ID).filter(|id| {
        let id = id.as_bytes();
        (8..=64).contains(&id.len()) && id.iter().all(|byte| byte.is_ascii_alphanumeric() || *byte == b'-')
    });
    given.cloned().unwrap_or_else(|| {
        HeaderValue::from_str(&uuid::Uuid::now_v7().to_string()).expect("a uuid is plain letters")
    })
}

/// Logs where a panic happened. Its text only if it was written in the source: anything formatted may hold personal data.
pub fn log_panics() {
    std::panic::set_hook(Box::new(|panic| {
        let place = panic.location().map(ToString::to_string).unwrap_or_default();
        let text = panic.payload().downcast_ref::<&'static str>().copied().unwrap_or("(text withheld)");
        tracing::error!(place, text, "a request broke");
    }));
}
