//! More visitors than this computer can serve at once: as many as it can are served well, some wait for a moment,
//! and the rest are told at once to come again. Serving everybody a little would in the end serve nobody.

use std::sync::Arc;
use std::time::Duration;

use axum::extract::{Request, State};
use axum::middleware::Next;
use axum::response::Response;
use http::StatusCode;
use tokio::sync::Semaphore;
use tokio::time::timeout;

use crate::plain_page::{self, Reader};
use crate::session;

/// Some more than there are connections to the database, so that these never wait for the next request.
const AT_ONCE: usize = 64;
const WAITING: usize = 256;
/// A second is what a person should wait at most, and serving takes a part of it.
const PATIENCE: Duration = Duration::from_millis(500);

/// Who is being served, and who waits for it. Open streams are not among them, nor is the door: whoever is
/// nobody yet must not be able to keep the seats from those who work here.
pub struct Crowd {
    seats: Semaphore,
    queue: Semaphore,
    patience: Duration,
}

impl Crowd {
    pub fn new(at_once: usize, waiting: usize, patience: Duration) -> Arc<Self> {
        Arc::new(Self { seats: Semaphore::new(at_once), queue: Semaphore::new(waiting), patience })
    }

    /// As many as one small computer serves well.
    pub fn of_a_team() -> Arc<Self> {
        Self::new(AT_ONCE, WAITING, PATIENCE)
    }
}

/// Serves whoever finds a seat in time; asks the others to come again.
pub async fn admit(State(crowd): State<Arc<Crowd>>, request: Request, next: Next) -> Response {
    if !session::is_guarded(&request) || takes_long(&request) {
        return next.run(request).await;
    }
    let Ok(queued) = crowd.queue.try_acquire() else { return come_again(&request) };
    let Ok(Ok(_seat)) = timeout(crowd.patience, crowd.seats.acquire()).await else {
        return come_again(&request);
    };
    drop(queued);
    next.run(request).await
}

/// An import takes as long as its file is large, and there is one at a time.
fn takes_long(request: &Request) -> bool {
    request.uri().path().starts_with("/import/")
}

fn come_again(request: &Request) -> Response {
    plain_page::answer(StatusCode::SERVICE_UNAVAILABLE, &Reader::of(request))
}
