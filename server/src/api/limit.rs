//! No program may keep everybody else waiting: each key has so many requests at once, and so many a second from
//! then on. Counted by each process for itself.

use axum::extract::{Request, State};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};
use db::team::Program;
use domain::TokenId;
use std::collections::HashMap;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::{Duration, Instant};

use super::refused::Refused;

const AT_ONCE: u32 = 500;
const A_SECOND: u32 = 100;
/// How long one request is paid back.
const EACH: Duration = Duration::from_millis(1000 / A_SECOND as u64);
/// So many keys are remembered before those that owe nothing are forgotten.
const REMEMBERED: usize = 1_000;

/// Until when each key's requests will have been paid back, if it sends no more.
#[derive(Debug, Default)]
pub struct Limiter(Mutex<HashMap<TokenId, Instant>>);

impl Limiter {
    /// Takes one request. Else: in how many seconds there is room again.
    fn take(&self, key: TokenId, now: Instant) -> Result<(), u32> {
        // A poisoned lock means that another request panicked; the map is still whole.
        let mut keys = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if keys.len() >= REMEMBERED {
            keys.retain(|_, paid| *paid > now);
        }
        let paid = keys.get(&key).copied().unwrap_or(now).max(now) + EACH;
        let over = (paid - now).saturating_sub(EACH * AT_ONCE);
        if !over.is_zero() {
            return Err(u32::try_from(over.as_secs()).unwrap_or(u32::MAX).saturating_add(1));
        }
        keys.insert(key, paid);
        Ok(())
    }
}

/// Turns away a program that asks too fast. Who has no key is turned away elsewhere.
pub async fn slow_down(State(limiter): State<Arc<Limiter>>, request: Request, next: Next) -> Response {
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

    #[test]
    fn a_burst_passes_then_a_steady_stream_and_others_are_not_held_up() {
        let (limiter, now) = (Limiter::default(), Instant::now());
        let (one, other) = (TokenId(Uuid::from_u128(1)), TokenId(Uuid::from_u128(2)));
        let taken = |at| (0..1_000).filter(|_| limiter.take(one, at).is_ok()).count();
        assert_eq!(taken(now), 500);
        assert_eq!(limiter.take(one, now), Err(1));
        assert_eq!(limiter.take(other, now), Ok(()));
        assert_eq!(taken(now + Duration::from_secs(1)), 100);
        assert_eq!(taken(now + Duration::from_secs(3600)), 500);
    }

    #[tokio::test]
    async fn who_asks_too_fast_is_told_when_to_come_back() {
        let limiter = Arc::new(Limiter::default());
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
