//! No program may keep everybody else waiting: each key has so many requests at once, and so many a second from
//! then on. Counted by each process for itself.

use axum::extract::{Request, State};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};
use db::team::Program;
use domain::TokenId;
use std::sync::Arc;
use std::time::{Duration, Instant};

use super::refused::Refused;
use crate::limiter::Limiter;

const AT_ONCE: u32 = 500;
const A_SECOND: u32 = 100;

/// So many requests of each key.
pub fn limiter() -> Limiter<TokenId> {
    Limiter::new(AT_ONCE, Duration::from_millis(1000 / u64::from(A_SECOND)))
}

/// Turns away a program that asks too fast. Who has no key is turned away elsewhere.
pub async fn slow_down(
    State(limiter): State<Arc<Limiter<TokenId>>>,
    request: Request,
    next: Next,
) -> Response {
    let key = request.extensions().get::<Program>().map(|it| it.token);
    match key.map_or(Ok(()), |key| limiter.take(key, Instant::now())) {
        Ok(()) => next.run(request).await,
        Err(seconds) => Refused::TooMany { seconds }.into_response(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::api::problem::put_into_words;
    use axum::Router;
    use axum::body::Body;
    use axum::middleware::{from_fn, from_fn_with_state};
    use axum::routing::get;
    use db::Actor;
    use domain::WorkspaceId;
    use domain::team::Scope;
    use http::{StatusCode, header};
    use tower::ServiceExt;
    use uuid::Uuid;

    #[tokio::test]
    async fn who_asks_too_fast_is_told_when_to_come_back() {
        let limiter = Arc::new(limiter());
        let site = Router::new()
            .route("/", get(async || "here"))
            .layer(from_fn_with_state(limiter.clone(), slow_down))
            .layer(from_fn(put_into_words));
        let actor = Actor::operator(WorkspaceId(Uuid::from_u128(1)));
        let program = Program { actor, token: TokenId(Uuid::from_u128(2)), scope: Scope::Read };
        // More than a slow machine can pay back meanwhile.
        let soon = Instant::now() + Duration::from_secs(60);
        while limiter.take(program.token, soon).is_ok() {}
        let request = Request::builder().extension(program).body(Body::empty()).expect("a request");
        let late = site.oneshot(request).await.expect("an answer");
        assert_eq!(late.status(), StatusCode::TOO_MANY_REQUESTS);
        let seconds = late.headers()[header::RETRY_AFTER].to_str().ok().and_then(|it| it.parse::<u32>().ok());
        assert!(seconds.is_some_and(|it| it > 30), "{seconds:?}");
    }
}
