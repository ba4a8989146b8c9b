//! What happens because its time has come, whoever is there: nurtured leads come back on their day, and
//! hand-overs that nobody decides go on to somebody else. Looked at every minute; several servers of one database do not get into each other's way.

use std::time::Duration;

use chrono::Utc;
use db::Db;
use tokio_util::sync::CancellationToken;

const PAUSE: Duration = Duration::from_secs(60);

/// Keeps time until `stop`. What cannot be done now is done a minute later.
pub async fn keep_time(db: Db, stop: CancellationToken) {
    loop {
        if let Err(error) = db::leads::wake(&db, Utc::now()).await {
            tracing::warn!(%error, "leads whose day has come could not come back");
        }
        if let Err(error) = db::handover::keep_time(&db, Utc::now()).await {
            tracing::warn!(%error, "hand-overs whose time is up could not go on");
        }
        tokio::select! {
            () = stop.cancelled() => return,
            () = tokio::time::sleep(PAUSE) => {}
        }
    }
}
