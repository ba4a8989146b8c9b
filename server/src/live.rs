//! One tailer per process reads the feed; the hub hands its frames to every open stream of the
//! workspace they are for.

mod present;
mod stream;

pub use stream::live;

use axum::body::Bytes;
use db::Db;
use domain::WorkspaceId;
use domain::events::{Cursor, Frame, Topic};
use std::collections::HashMap;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;
use tokio::sync::broadcast;
use tokio_util::sync::CancellationToken;

/// How far a stream may fall behind before it is dropped and told to read again: some seconds of the busiest day. All
/// streams of a workspace share one queue.
const QUEUE: usize = 256;
/// Without a bell from this process the feed is still read this often: another process may have written.
const POLL: Duration = Duration::from_millis(100);
/// Between two readings, so that a burst of acts becomes one frame rather than a flood.
const BREATH: Duration = Duration::from_millis(10);

/// Something that was written down once, for all who may hear it: their streams share its bytes.
#[derive(Clone, Debug)]
enum Told {
    Frame {
        cursor: Cursor,
        text: Bytes,
        /// Members or rights changed: everybody's session is looked at again.
        recheck: bool,
    },
    /// Who looks at what now; nothing that is missed matters later.
    Presence(Bytes),
}

/// Where streams hear from the tailer.
#[derive(Debug)]
pub struct Hub {
    position: Mutex<Cursor>,
    workspaces: Mutex<HashMap<WorkspaceId, broadcast::Sender<Told>>>,
    /// What was told last of who is where, for streams that begin.
    present: Mutex<HashMap<WorkspaceId, Bytes>>,
}

impl Hub {
    /// Starts the tailer and the watch over who is present, which run until `stop`.
    pub async fn start(db: Db, stop: CancellationToken) -> db::Result<Arc<Self>> {
        let position = db::live::newest(&db).await?;
        let hub = Arc::new(Self {
            position: Mutex::new(position),
            workspaces: Mutex::default(),
            present: Mutex::default(),
        });
        tokio::spawn(present::watch(db.clone(), hub.clone(), stop.clone()));
        tokio::spawn(tail(db, hub.clone(), stop));
        Ok(hub)
    }

    /// How far this process has heard. What is read after asking is at least as new.
    pub fn position(&self) -> Cursor {
        *lock(&self.position)
    }

    fn subscribe(&self, workspace: WorkspaceId) -> broadcast::Receiver<Told> {
        let mut workspaces = lock(&self.workspaces);
        workspaces.entry(workspace).or_insert_with(|| broadcast::channel(QUEUE).0).subscribe()
    }

    fn present_in(&self, workspace: WorkspaceId) -> Option<Bytes> {
        lock(&self.present).get(&workspace).cloned()
    }

    fn tell(&self, workspace: WorkspaceId, told: Told) {
        let mut workspaces = lock(&self.workspaces);
        if let Some(streams) = workspaces.get(&workspace)
            && streams.send(told).is_err()
        {
            workspaces.remove(&workspace);
        }
    }

    fn has_listeners(&self) -> bool {
        !lock(&self.workspaces).is_empty()
    }
}

/// A poisoned lock means that another request panicked; the map is still whole.
fn lock<T>(mutex: &Mutex<T>) -> std::sync::MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

/// Reads the feed as it grows. A database that is away is asked again until it is back.
async fn tail(db: Db, hub: Arc<Hub>, stop: CancellationToken) {
    loop {
        tokio::select! {
            () = stop.cancelled() => return,
            () = db.rung() => {}
            () = tokio::time::sleep(POLL) => {}
        }
        loop {
            match read(&db, &hub).await {
                Ok(0) => break,
                Ok(_) => tokio::time::sleep(BREATH).await,
                Err(error) => {
                    tracing::warn!(%error, "the feed cannot be read; trying again");
                    tokio::time::sleep(Duration::from_secs(1)).await;
                    break;
                }
            }
        }
    }
}

/// One reading. The position moves on only after everybody was told.
async fn read(db: &Db, hub: &Hub) -> db::Result<usize> {
    let entries = db::live::read(db, hub.position(), None, db::live::BATCH).await?;
    let Some(last) = entries.last().map(db::live::Entry::cursor) else { return Ok(0) };
    if hub.has_listeners() {
        for (workspace, frame) in db::live::frames(db, &entries).await? {
            hub.tell(workspace, written(&frame));
        }
    }
    metrics::counter!("baton_events_total").increment(entries.len() as u64);
    *lock(&hub.position) = last;
    Ok(entries.len())
}

fn written(frame: &Frame) -> Told {
    let recheck = frame.events.iter().any(|it| it.topic == Topic::Team);
    Told::Frame { cursor: frame.cursor, text: text_of(frame), recheck }
}

fn text_of(frame: &Frame) -> Bytes {
    let json = serde_json::to_string(frame).unwrap_or_default();
    format!("event: frame\nid: {}\ndata: {json}\n\n", frame.cursor).into()
}
