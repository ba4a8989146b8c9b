//! One browser's stream: what happened while it was away, then everything that happens, in its order.
//!
//! The browser's own connection asks for the next thing to say when it has room for it. So an open stream is no
//! task and has no buffers of its own, and a browser that reads nothing holds up nothing.

use super::{Hub, Told, text_of};
use crate::AppState;
use crate::ops::LIVE_STREAMS;
use crate::plain_page::{self, Reader};
use app::backend::Asker;
use axum::Extension;
use axum::body::{Body, Bytes};
use axum::extract::{Query, State};
use axum::response::{IntoResponse, Response};
use db::team::CurrentSession;
use db::{Actor, Db};
use domain::MemberId;
use domain::events::Cursor;
use futures::stream;
use http::{HeaderMap, StatusCode, header};
use std::convert::Infallible;
use std::sync::Arc;
use std::time::Duration;
use tokio::sync::broadcast;
use tokio::time::{Interval, interval};
use tokio_util::sync::CancellationToken;

/// How often a stream says that it lives, and how far the feed is.
const BEAT: Duration = Duration::from_secs(15);
/// What a reconnecting stream is told at most, one by one; beyond it reads again.
const REPLAY: i64 = 2_000;
/// Said by a server that stops; who hears it comes back in a second.
const BYE: Bytes = Bytes::from_static(b"event: bye\ndata:\nretry: 1000\n\n");

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
    match Telling::begin(&state, actor, session.map(|Extension(it)| it), after).await {
        Ok(telling) => answer(telling),
        Err(error) => {
            tracing::error!(%error, "could not look up what a stream has missed");
            plain_page::answer(StatusCode::SERVICE_UNAVAILABLE, &Reader::Script)
        }
    }
}

fn answer(telling: Telling) -> Response {
    let says = stream::unfold(telling, |mut telling| async move {
        let said = telling.next().await?;
        Some((Ok::<_, Infallible>(said), telling))
    });
    let headers = [
        (header::CONTENT_TYPE, "text/event-stream"),
        (header::CACHE_CONTROL, "no-store"),
        // nginx collects answers until it has enough of them, unless it is told not to.
        (header::HeaderName::from_static("x-accel-buffering"), "no"),
    ];
    (headers, Body::from_stream(says)).into_response()
}

/// Where one stream is.
struct Telling {
    hub: Arc<Hub>,
    db: Db,
    stop: CancellationToken,
    actor: Actor,
    session: Option<CurrentSession>,
    frames: broadcast::Receiver<Told>,
    heard: Cursor,
    beat: Interval,
    /// What is said first: all that was missed, or that it must be read again.
    missed: Option<Bytes>,
    /// Then who is there already.
    present: Option<Bytes>,
    then: Then,
    _counted: Counted,
}

/// What a stream does before it says more.
#[derive(Clone, Copy)]
enum Then {
    Listen,
    /// Members or rights changed.
    LookAtSession,
    End,
}

impl Telling {
    /// Subscribes first, then asks what was missed: so nothing falls between.
    async fn begin(
        state: &AppState,
        actor: Actor,
        session: Option<CurrentSession>,
        after: Option<Cursor>,
    ) -> db::Result<Self> {
        let frames = state.hub.subscribe(actor.workspace());
        let (heard, missed) = catch_up(state, &actor, after).await?;
        Ok(Self {
            hub: state.hub.clone(),
            db: state.db.clone(),
            stop: state.stop.clone(),
            session,
            frames,
            heard,
            beat: interval(BEAT),
            missed,
            present: state.hub.present_in(actor.workspace()),
            actor,
            then: Then::Listen,
            _counted: Counted::new(),
        })
    }

    /// What is to be said next, as soon as there is something. None: the stream is over.
    async fn next(&mut self) -> Option<Bytes> {
        if let Some(first) = self.missed.take().or_else(|| self.present.take()) {
            return Some(first);
        }
        loop {
            match self.then {
                Then::Listen => {}
                Then::LookAtSession => {
                    // In a box: a stream should not hold for hours what only this moment needs.
                    if !Box::pin(still_there(&self.db, &self.actor, self.session)).await {
                        return None;
                    }
                    self.then = Then::Listen;
                }
                Then::End => return None,
            }
            let told = tokio::select! {
                () = self.stop.cancelled() => {
                    self.then = Then::End;
                    return Some(BYE);
                }
                _ = self.beat.tick() => {
                    self.heard = self.heard.max(self.position_unless_waiting());
                    return Some(format!("event: beat\ndata: {}\n\n", self.heard).into());
                }
                told = self.frames.recv() => told,
            };
            match told {
                Ok(Told::Frame { cursor, text, recheck }) => {
                    if recheck {
                        self.then = Then::LookAtSession;
                    }
                    if cursor > self.heard {
                        self.heard = cursor;
                        return Some(text);
                    }
                }
                Ok(Told::Presence(text)) => return Some(text),
                // Too slow: drops the stream, which comes back and reads again.
                Err(_) => {
                    self.then = Then::End;
                    return Some(resync(self.hub.position()));
                }
            }
        }
    }

    /// With nothing waiting in the queue, everything up to the tailer's position was told.
    fn position_unless_waiting(&self) -> Cursor {
        let position = self.hub.position();
        if self.frames.is_empty() { position } else { self.heard }
    }
}

/// What happened since `after`, if the feed still reaches back that far, and the place up to which it tells.
async fn catch_up(
    state: &AppState,
    actor: &Actor,
    after: Option<Cursor>,
) -> db::Result<(Cursor, Option<Bytes>)> {
    let anew = || {
        let position = state.hub.position();
        (position, Some(resync(position)))
    };
    let Some(after) = after else { return Ok((state.hub.position(), None)) };
    if !db::live::is_known(&state.db, after).await? {
        return Ok(anew());
    }
    let missed = db::live::read(&state.db, after, Some(actor.workspace()), REPLAY).await?;
    if i64::try_from(missed.len()).is_ok_and(|count| count == REPLAY) {
        return Ok(anew());
    }
    let frames = db::live::frames(&state.db, &missed).await?;
    // One workspace's events come as one frame, or as none.
    let told = frames.first().map(|(_, frame)| (frame.cursor, Some(text_of(frame))));
    Ok(told.unwrap_or((after, None)))
}

fn resync(position: Cursor) -> Bytes {
    format!("event: resync\nid: {position}\ndata: {position}\n\n").into()
}

/// Is whoever opened the stream still here, by the same session?
async fn still_there(db: &Db, actor: &Actor, session: Option<CurrentSession>) -> bool {
    // A database that is away says nothing about rights; the next look will.
    db::team::is_at_work(db, actor, session).await.unwrap_or(true)
}

/// Counts an open stream, however it ends.
struct Counted;

impl Counted {
    fn new() -> Self {
        metrics::gauge!(LIVE_STREAMS).increment(1.0);
        Self
    }
}

impl Drop for Counted {
    fn drop(&mut self) {
        metrics::gauge!(LIVE_STREAMS).decrement(1.0);
    }
}
