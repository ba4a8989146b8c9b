//! The browser's end of the stream: opens it, watches for silence, and comes back after a cut.

use super::{Heard, Live, Stream};
use crate::timers::every;
use crate::wire::Json;
use domain::events::{Cursor, Frame};
use leptos::prelude::*;
use std::cell::{Cell, RefCell};
use std::rc::Rc;
use std::sync::Arc;
use std::time::Duration;
use wasm_bindgen::{JsCast, closure::Closure};
use web_sys::{EventSource, MessageEvent};

/// The server speaks every 15 seconds; after this much silence the line is dead.
const SILENCE: Duration = Duration::from_secs(40);
/// Between looks at the clock, and the shortest wait before the stream is opened again.
const LOOK: Duration = Duration::from_secs(1);

/// What one page knows about its stream.
struct Line {
    live: Live,
    cursor: Cell<Cursor>,
    source: RefCell<Option<EventSource>>,
    /// Milliseconds since the page began, when something was heard last.
    heard_at: Cell<f64>,
    /// When to open it again, if it is closed.
    open_at: Cell<f64>,
    attempts: Cell<u32>,
}

/// Opens the stream at the place up to which the page was made, and keeps it open.
pub fn open(live: Live, from: Cursor) {
    let line = Rc::new(Line {
        live,
        cursor: Cell::new(from),
        source: RefCell::new(None),
        heard_at: Cell::new(now()),
        open_at: Cell::new(f64::INFINITY),
        attempts: Cell::new(0),
    });
    connect(&line);
    let watched = line.clone();
    every(LOOK, move || watch(&watched));
}

fn watch(line: &Rc<Line>) {
    let closed = line.source.borrow().as_ref().is_none_or(|it| it.ready_state() == EventSource::CLOSED);
    let silent = now() - line.heard_at.get() > millis(SILENCE);
    if (closed && line.open_at.get() == f64::INFINITY) || (!closed && silent) {
        cut(line);
    }
    if now() >= line.open_at.get() {
        connect(line);
    }
}

/// Gives the line up and plans to open it again: soon at first, within ten seconds later, and not at
/// the same instant in every browser.
fn cut(line: &Line) {
    if let Some(source) = line.source.borrow_mut().take() {
        source.close();
    }
    line.live.set_stream(Stream::Lost);
    let attempt = line.attempts.get();
    line.attempts.set(attempt.saturating_add(1));
    let wait = (500.0 * f64::from(1 << attempt.min(4))).min(8_000.0);
    line.open_at.set(now() + wait * (0.75 + 0.5 * js_sys::Math::random()));
}

fn connect(line: &Rc<Line>) {
    line.open_at.set(f64::INFINITY);
    line.heard_at.set(now());
    let Ok(source) = EventSource::new(&format!("/live?after={}", line.cursor.get())) else {
        return cut(line);
    };
    on(&source, "frame", line, |line, event| {
        let Some(frame) = event.data().as_string().and_then(|it| Json::read::<Frame>(it.as_bytes()).ok())
        else {
            // A frame we cannot read comes from a newer server: what it told must be read again.
            line.live.hear(Heard::Resync);
            return;
        };
        line.cursor.set(frame.cursor);
        line.live.hear(Heard::Frame(Arc::new(frame)));
    });
    on(&source, "beat", line, |line, event| {
        if let Some(cursor) = event.data().as_string().and_then(|it| it.parse().ok()) {
            line.cursor.set(cursor);
        }
    });
    on(&source, "resync", line, |line, event| {
        if let Some(cursor) = event.data().as_string().and_then(|it| it.parse().ok()) {
            line.cursor.set(cursor);
        }
        line.live.hear(Heard::Resync);
    });
    // The server is about to stop: what it said is all, and another will answer in a moment.
    on(&source, "bye", line, |line, _| cut(line));
    *line.source.borrow_mut() = Some(source);
}

/// Anything that is heard at all shows that the line lives.
fn on(source: &EventSource, kind: &str, line: &Rc<Line>, act: impl Fn(&Line, &MessageEvent) + 'static) {
    let line = line.clone();
    let heard = Closure::<dyn Fn(MessageEvent)>::new(move |event: MessageEvent| {
        line.heard_at.set(now());
        line.attempts.set(0);
        line.live.set_stream(Stream::Open);
        act(&line, &event);
    });
    // The page listens as long as it lives, so the closure is never taken back.
    let added = source.add_event_listener_with_callback(kind, heard.as_ref().unchecked_ref());
    if added.is_ok() {
        heard.forget();
    }
}

fn now() -> f64 {
    window().performance().map_or(0.0, |it| it.now())
}

fn millis(duration: Duration) -> f64 {
    duration.as_secs_f64() * 1000.0
}
