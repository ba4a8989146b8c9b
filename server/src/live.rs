//! One tailer per process reads the feed; the hub hands its frames to every open stream of the
//! workspace they are for.

use crate::AppState;
use app::backend::Asker;
use axum::Extension;
use axum::extract::{Query, State};
use axum::response::sse::{Event as Sse, Sse as Stream};
use axum::response::{IntoResponse, Response};
use db::team::CurrentSession;
use db::{Actor, Db};
use domain::events::{Cursor, Frame, Topic};
use domain::{MemberId, WorkspaceId};
use futures::StreamExt;
use http::{HeaderMap, HeaderValue, StatusCode, header};
use std::collections::HashMap;
use std::convert::Infallible;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;
use tokio::sync::{broadcast, mpsc};
use tokio_stream::wrappers::ReceiverStream;
use tokio_util::sync::CancellationToken;

/// How far a stream may fall behind before it is dropped and told to read again.
const QUEUE: usize = 64;
/// How often a stream says that it lives, and how far the feed is.
const BEAT: Duration = Duration::from_secs(15);
/// Without a bell from this process the feed is still read this often: another process may have written.
const POLL: Duration = Duration::from_millis(250);
/// Between two readings, so that a burst of acts becomes one frame rather than a flood.
const BREATH: Duration = Duration::from_millis(10);
/// A reader that takes nothing for so long is gone.
const PATIENCE: Duration = Duration::from_secs(20);
/// What a reconnecting stream is told at most, one by one; beyond it reads again.
const REPLAY: i64 = 2_000;

/// A frame that was written down once, for all who may hear it.
#[derive(Clone, Debug)]
struct Told {
    cursor: Cursor,
    text: Arc<str>,
    /// Members or rights changed: everybody's session is looked at again.
    recheck: bool,
}

/// Where streams hear from the tailer.
#[derive(Debug)]
pub struct Hub {
    position: Mutex<Cursor>,
    workspaces: Mutex<HashMap<WorkspaceId, broadcast::Sender<Told>>>,
}

impl Hub {
    /// Starts the tailer, which runs until `stop`.
    pub async fn start(db: Db, stop: CancellationToken) -> db::Result<Arc<Self>> {
        let position = db::live::newest(&db).await?;
        let hub = Arc::new(Self { position: Mutex::new(position), workspaces: Mutex::default() });
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
    let text = serde_json::to_string(frame).unwrap_or_default();
    Told { cursor: frame.cursor, text: text.into(), recheck }
}

#[derive(serde::Deserialize)]
pub struct Wish {
    after: Option<String>,
    /// Whose page asks. It may be older than the session that the browser has now.
    member: Option<MemberId>,
}

/// `GET /live`: everything that happens in the asker's workspace after the place they name.
pub async fn live(
    State(state): State<AppState>,
    Extension(Asker(asker)): Extension<Asker>,
    session: Option<Extension<CurrentSession>>,
    Query(Wish { after, member }): Query<Wish>,
    headers: HeaderMap,
) -> Response {
    let Some(actor) = asker else { return StatusCode::UNAUTHORIZED.into_response() };
    if member.is_some() && member != actor.id() {
        return StatusCode::FORBIDDEN.into_response();
    }
    let last_heard = headers.get("last-event-id").and_then(|it| it.to_str().ok().map(str::to_owned));
    let after = last_heard.or(after).and_then(|it| it.parse().ok());
    let (to, from) = mpsc::channel(QUEUE);
    tokio::spawn(async move {
        metrics::gauge!("baton_live_streams").increment(1.0);
        // The listener is gone, or was told to come back: either way this stream has ended.
        let session = session.map(|Extension(it)| it);
        let _ended = feed(&state, &actor, session, after, &to).await;
        metrics::gauge!("baton_live_streams").decrement(1.0);
    });
    let stream = ReceiverStream::new(from).map(Ok::<_, Infallible>);
    let mut response = Stream::new(stream).into_response();
    let headers = response.headers_mut();
    headers.insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
    headers.insert("x-accel-buffering", HeaderValue::from_static("no"));
    response
}

/// The stream is over: its reader left, or was sent away.
struct Over;

/// Subscribes first, then tells what was missed, then what comes: so nothing falls between.
async fn feed(
    state: &AppState,
    actor: &Actor,
    session: Option<CurrentSession>,
    after: Option<Cursor>,
    to: &mpsc::Sender<Sse>,
) -> Result<(), Over> {
    let hub = &state.hub;
    let mut streams = hub.subscribe(actor.workspace());
    // In a box: a stream should not hold for hours what only its first moment needs.
    let mut heard = Box::pin(catch_up(state, hub, actor, after, to)).await?;
    let mut beat = tokio::time::interval(BEAT);
    loop {
        tokio::select! {
            () = state.stop.cancelled() => {
                send(to, Sse::default().event("bye").data("").retry(Duration::from_secs(1))).await?;
                return Err(Over);
            }
            () = to.closed() => return Err(Over),
            _ = beat.tick() => {
                heard = heard.max(position_unless_waiting(hub, &streams, heard));
                send(to, Sse::default().event("beat").data(heard.to_string())).await?;
            }
            told = streams.recv() => match told {
                Ok(told) => {
                    if told.cursor > heard {
                        heard = told.cursor;
                        let frame = Sse::default().event("frame").id(heard.to_string()).data(&*told.text);
                        send(to, frame).await?;
                    }
                    if told.recheck && !still_there(state, actor, session).await {
                        return Err(Over);
                    }
                }
                // Too slow: drops the stream, which comes back and reads again.
                Err(_) => {
                    resync(hub, to).await?;
                    return Err(Over);
                }
            },
        }
    }
}

/// With nothing waiting in the queue, everything up to the tailer's position was told.
fn position_unless_waiting(hub: &Hub, streams: &broadcast::Receiver<Told>, heard: Cursor) -> Cursor {
    let position = hub.position();
    if streams.is_empty() { position } else { heard }
}

/// Tells what happened since `after`, if the feed still reaches back that far.
async fn catch_up(
    state: &AppState,
    hub: &Hub,
    actor: &Actor,
    after: Option<Cursor>,
    to: &mpsc::Sender<Sse>,
) -> Result<Cursor, Over> {
    let Some(after) = after else { return Ok(hub.position()) };
    let known = db::live::is_known(&state.db, after).await.map_err(|_| Over)?;
    if !known {
        return resync(hub, to).await;
    }
    let missed = db::live::read(&state.db, after, Some(actor.workspace()), REPLAY).await.map_err(|_| Over)?;
    if i64::try_from(missed.len()).is_ok_and(|count| count == REPLAY) {
        return resync(hub, to).await;
    }
    let mut heard = after;
    for (_, frame) in db::live::frames(&state.db, &missed).await.map_err(|_| Over)? {
        heard = frame.cursor;
        let told = written(&frame);
        send(to, Sse::default().event("frame").id(heard.to_string()).data(&*told.text)).await?;
    }
    Ok(heard)
}

async fn resync(hub: &Hub, to: &mpsc::Sender<Sse>) -> Result<Cursor, Over> {
    let position = hub.position();
    let id = position.to_string();
    send(to, Sse::default().event("resync").id(id.clone()).data(id)).await?;
    Ok(position)
}

async fn send(to: &mpsc::Sender<Sse>, event: Sse) -> Result<(), Over> {
    to.send_timeout(event, PATIENCE).await.map_err(|_| Over)
}

/// Is whoever opened the stream still here, by the same session?
async fn still_there(state: &AppState, actor: &Actor, session: Option<CurrentSession>) -> bool {
    // A database that is away says nothing about rights; the next look will.
    db::team::is_at_work(&state.db, actor, session).await.unwrap_or(true)
}
