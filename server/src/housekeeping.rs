//! What Baton throws away by itself: events that every screen has heard long ago, files that were uploaded
//! and never imported, pages that were closed, answers that programs will not ask for again, and what robots sent by web
//! forms. Once at the start, then every hour. With it leads are judged by the time it is: interest fades while nobody
//! does anything.

use std::time::Duration;

use db::Db;
use tokio_util::sync::CancellationToken;

const PAUSE: Duration = Duration::from_secs(3600);

/// Sweeps until `stop`.
pub async fn keep_house(db: Db, stop: CancellationToken) {
    loop {
        sweep(&db).await;
        tokio::select! {
            () = stop.cancelled() => return,
            () = tokio::time::sleep(PAUSE) => {}
        }
    }
}

/// What cannot be thrown away now is thrown away the next time.
pub async fn sweep(db: &Db) {
    if let Err(error) = db::live::prune(db).await {
        tracing::warn!(%error, "old events could not be thrown away");
    }
    if let Err(error) = db::import::forget(db).await {
        tracing::warn!(%error, "old uploads could not be thrown away");
    }
    if let Err(error) = db::presence::prune(db).await {
        tracing::warn!(%error, "pages that are closed could not be forgotten");
    }
    if let Err(error) = db::qualification::catch_up_all(db).await {
        tracing::warn!(%error, "leads could not be judged by the time it is");
    }
    if let Err(error) = db::orders::prune(db).await {
        tracing::warn!(%error, "old answers to programs could not be thrown away");
    }
    if let Err(error) = db::web_forms::prune(db).await {
        tracing::warn!(%error, "what robots sent could not be thrown away");
    }
}
