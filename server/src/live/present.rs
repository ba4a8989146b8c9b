//! Tells every open stream who else looks at what. Pages report to whichever process they reach; each process reads
//! what all of them keep, and speaks when it has changed.

use super::{Hub, Told, lock};
use axum::body::Bytes;
use db::Db;
use domain::WorkspaceId;
use domain::presence::Present;
use std::collections::BTreeMap;
use std::sync::Arc;
use std::time::Duration;
use tokio_util::sync::CancellationToken;

/// Without a bell from this process: somebody may have come through another one, or be gone without a word.
const POLL: Duration = Duration::from_millis(500);
/// Between two readings, however many pages report.
const BREATH: Duration = Duration::from_millis(100);

/// Watches until `stop`. A database that is away knows nobody; pages find out by themselves that it is back.
pub async fn watch(db: Db, hub: Arc<Hub>, stop: CancellationToken) {
    let mut told = BTreeMap::new();
    let mut fails = false;
    loop {
        tokio::select! {
            () = stop.cancelled() => return,
            () = db.stirred() => {}
            () = tokio::time::sleep(POLL) => {}
        }
        if !hub.has_listeners() {
            // Who listens next is told what is true then.
            told.clear();
            lock(&hub.present).clear();
            continue;
        }
        match db::presence::everybody(&db).await {
            Ok(now) => {
                tell_changes(&hub, &told, &now);
                told = now;
                fails = false;
            }
            Err(error) => {
                if !fails {
                    tracing::warn!(%error, "who is present cannot be read; trying again");
                }
                fails = true;
            }
        }
        tokio::time::sleep(BREATH).await;
    }
}

type Everybody = BTreeMap<WorkspaceId, Vec<Present>>;

fn tell_changes(hub: &Hub, before: &Everybody, now: &Everybody) {
    for (workspace, present) in now {
        if before.get(workspace) != Some(present) {
            tell(hub, *workspace, present);
        }
    }
    for workspace in before.keys().filter(|it| !now.contains_key(it)) {
        tell(hub, *workspace, &[]);
    }
}

fn tell(hub: &Hub, workspace: WorkspaceId, present: &[Present]) {
    let json = serde_json::to_string(present).unwrap_or_default();
    let text = Bytes::from(format!("event: presence\ndata: {json}\n\n"));
    {
        let mut kept = lock(&hub.present);
        if present.is_empty() {
            kept.remove(&workspace);
        } else {
            kept.insert(workspace, text.clone());
        }
    }
    hub.tell(workspace, Told::Presence(text));
}
