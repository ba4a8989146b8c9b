//! Too many visitors, and a database that is away: whoever cannot be served is told so at once, and the others
//! are served.

use std::collections::HashSet;
use std::sync::Arc;
use std::time::{Duration, Instant};

use axum::Router;
use axum::body::Body;
use axum::middleware::from_fn_with_state;
use axum::routing::get;
use http::{Request, Response, StatusCode, header};
use server::crowd::{self, Crowd};
use server::outage::{self, Outage};
use tokio::sync::{Notify, watch};
use tokio::task::JoinHandle;
use tokio::time::sleep;
use tower::ServiceExt;

const MOMENT: Duration = Duration::from_millis(100);

struct Office {
    router: Router,
    /// What `/slow` waits for.
    done: Arc<Notify>,
}

impl Office {
    fn new(guarded: impl FnOnce(Router) -> Router) -> Self {
        let done = Arc::new(Notify::new());
        let waits = done.clone();
        let routes = Router::new()
            .route("/slow", get(async move || waits.notified().await))
            .route("/broken", get(async || StatusCode::INTERNAL_SERVER_ERROR))
            .route("/sign-in", get(async || "come in"))
            .route("/healthz", get(async || "ok"));
        Self { router: server::guarded(guarded(routes), Arc::new(HashSet::new())), done }
    }

    /// With one seat, and one place to wait for it.
    fn with_one_seat() -> Self {
        let crowd = Crowd::new(1, 1, MOMENT * 2);
        Self::new(|routes| routes.layer(from_fn_with_state(crowd, crowd::admit)))
    }

    fn on_a_database() -> (Self, watch::Sender<bool>) {
        let (say, away) = watch::channel(false);
        let outage = Outage::told_by(away);
        (Self::new(|routes| routes.layer(from_fn_with_state(outage, outage::tell))), say)
    }

    async fn ask(&self, path: &str) -> Response<Body> {
        let request = Request::builder().uri(path).body(Body::empty()).unwrap();
        self.router.clone().oneshot(request).await.unwrap()
    }

    /// Begins to ask, and goes on with something else.
    async fn begin(&self, path: &str) -> JoinHandle<Response<Body>> {
        let request = Request::builder().uri(path).body(Body::empty()).unwrap();
        let asking = tokio::spawn(self.router.clone().oneshot(request));
        sleep(MOMENT / 5).await;
        tokio::spawn(async move { asking.await.unwrap().unwrap() })
    }
}

fn is_asked_to_come_again(answer: &Response<Body>) -> bool {
    answer.status() == StatusCode::SERVICE_UNAVAILABLE && answer.headers().contains_key(header::RETRY_AFTER)
}

#[tokio::test]
async fn who_finds_no_seat_waits_for_a_moment_and_is_asked_to_come_again() {
    let office = Office::with_one_seat();
    let served = office.begin("/slow").await;
    let begun = Instant::now();
    assert!(is_asked_to_come_again(&office.ask("/slow").await));
    assert!(begun.elapsed() >= MOMENT, "it might have become free");
    office.done.notify_one();
    assert_eq!(served.await.unwrap().status(), StatusCode::OK, "the one before is served all the same");
    assert_eq!(office.ask("/broken").await.status(), StatusCode::INTERNAL_SERVER_ERROR, "the seat is free");
}

#[tokio::test]
async fn who_waits_gets_the_seat_that_becomes_free() {
    let office = Office::with_one_seat();
    let first = office.begin("/slow").await;
    let second = office.begin("/slow").await;
    office.done.notify_one();
    assert_eq!(first.await.unwrap().status(), StatusCode::OK);
    sleep(MOMENT / 5).await;
    office.done.notify_one();
    assert_eq!(second.await.unwrap().status(), StatusCode::OK);
}

#[tokio::test]
async fn with_nowhere_to_wait_nobody_is_kept_waiting() {
    let office = Office::with_one_seat();
    let _seated = office.begin("/slow").await;
    let _waits = office.begin("/slow").await;
    let begun = Instant::now();
    assert!(is_asked_to_come_again(&office.ask("/slow").await));
    assert!(begun.elapsed() < MOMENT);
}

#[tokio::test]
async fn a_crowd_closes_neither_the_door_nor_hides_whether_the_server_lives() {
    let office = Office::with_one_seat();
    let _seated = office.begin("/slow").await;
    let _waits = office.begin("/slow").await;
    for path in ["/healthz", "/sign-in"] {
        assert_eq!(office.ask(path).await.status(), StatusCode::OK, "{path}");
    }
}

#[tokio::test]
async fn while_the_database_is_away_everybody_is_asked_to_come_again() {
    let (office, say) = Office::on_a_database();
    assert_eq!(office.ask("/sign-in").await.status(), StatusCode::OK);
    let waits_for_it = office.begin("/slow").await;
    say.send(true).unwrap();
    assert!(is_asked_to_come_again(&waits_for_it.await.unwrap()), "who was being served as well");
    assert!(is_asked_to_come_again(&office.ask("/sign-in").await));
    assert_eq!(office.ask("/healthz").await.status(), StatusCode::OK, "the process lives");
    say.send(false).unwrap();
    assert_eq!(office.ask("/sign-in").await.status(), StatusCode::OK);
}

#[tokio::test]
async fn who_notices_first_that_the_database_is_away_is_told_the_same() {
    let (office, say) = Office::on_a_database();
    let failed = office.begin("/broken").await;
    say.send(true).unwrap();
    assert!(is_asked_to_come_again(&failed.await.unwrap()));
    say.send(false).unwrap();
    assert_eq!(office.ask("/broken").await.status(), StatusCode::INTERNAL_SERVER_ERROR);
}
