//! The database is away: everybody is told at once to come again, also those who were being served, instead of
//! being kept waiting for nothing. Open streams stay open, and go on when it is back.

use std::time::Duration;

use axum::extract::{Request, State};
use axum::middleware::Next;
use axum::response::Response;
use db::{Db, Pulse};
use http::StatusCode;
use tokio::sync::watch;
use tokio::time::timeout;
use tokio_util::sync::CancellationToken;

use crate::plain_page::{self, Reader};
use crate::session;

/// Between two beats. An outage is noticed after this and the patience, at the latest.
const PAUSE: Duration = Duration::from_millis(250);
/// A database under all the load that we let in still answers nothing so quickly as nothing.
const PATIENCE: Duration = Duration::from_millis(750);

/// Whether the database is away.
#[derive(Clone, Debug)]
pub struct Outage(watch::Receiver<bool>);

impl Outage {
    /// Feels the database's pulse until `stop`.
    pub fn watch(db: &Db, stop: CancellationToken) -> Self {
        let (say, away) = watch::channel(false);
        let pulse = Pulse::of(db);
        tokio::spawn(async move {
            tokio::select! {
                () = stop.cancelled() => {}
                () = feel(pulse, &say) => {}
            }
        });
        Self(away)
    }

    /// For a database of which nobody doubts that it is there.
    pub fn never() -> Self {
        Self(watch::channel(false).1)
    }

    /// As the sender says it is.
    pub const fn told_by(away: watch::Receiver<bool>) -> Self {
        Self(away)
    }

    /// Returns while the database is away.
    async fn begins(&mut self) {
        if self.0.wait_for(|away| *away).await.is_err() {
            // Nobody watches any more: then nobody says that it is away.
            std::future::pending().await
        }
    }
}

async fn feel(mut pulse: Pulse, say: &watch::Sender<bool>) {
    loop {
        let away = !pulse.beats(PATIENCE).await;
        let changed = say.send_if_modified(|it| std::mem::replace(it, away) != away);
        match (changed, away) {
            (true, true) => tracing::error!("the database does not answer; everybody is asked to come again"),
            (true, false) => tracing::info!("the database answers again"),
            (false, _) => {}
        }
        tokio::time::sleep(PAUSE).await;
    }
}

/// Answers while the database is away. What was being done then is not known; its act may be sent again.
pub async fn tell(State(mut outage): State<Outage>, request: Request, next: Next) -> Response {
    if session::is_faceless(&request) {
        return next.run(request).await;
    }
    let reader = Reader::of(&request);
    tokio::select! {
        biased;
        () = outage.begins() => plain_page::answer(StatusCode::SERVICE_UNAVAILABLE, &reader),
        response = next.run(request) => {
            // Whatever broke may have been the first to notice.
            let broken = response.status() == StatusCode::INTERNAL_SERVER_ERROR;
            if broken && timeout(PAUSE * 2, outage.begins()).await.is_ok() {
                return plain_page::answer(StatusCode::SERVICE_UNAVAILABLE, &reader);
            }
            response
        }
    }
}
