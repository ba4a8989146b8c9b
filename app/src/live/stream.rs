//! The browser's end of the stream: opens it, watches for silence, and comes back after a cut.

use super::{Live, Stream, lock};
use domain::MemberId;
use domain::events::Cursor;
use domain::relay::{News, Passed};
use leptos::prelude::*;
use std::cell::{Cell, RefCell};
use std::rc::Rc;
use std::sync::Arc;
use std::time::Duration;
use wasm_bindgen::{JsCast, JsValue, closure::Closure};
use web_sys::{BroadcastChannel, EventSource, EventTarget, MessageEvent};

/// The server speaks every 15 seconds; after this much silence the line is dead.
const SILENCE: Duration = Duration::from_secs(40);

/// What one page knows about its stream.
pub struct Line {
    pub live: Live,
    /// Whose pages these are. The server opens the stream for nobody else, whoever has signed in meanwhile.
    pub member: MemberId,
    /// To the member's other tabs, where the browser has such a thing.
    pub channel: Option<BroadcastChannel>,
    source: RefCell<Option<EventSource>>,
    /// Milliseconds since the page began, when something was heard last.
    pub heard_at: Cell<f64>,
    /// When to open it again, if it is closed.
    open_at: Cell<f64>,
    attempts: Cell<u32>,
}

impl Line {
    pub fn new(live: Live, member: MemberId, channel: Option<BroadcastChannel>) -> Rc<Self> {
        Rc::new(Self {
            live,
            member,
            channel,
            source: RefCell::new(None),
            heard_at: Cell::new(now()),
            open_at: Cell::new(f64::INFINITY),
            attempts: Cell::new(0),
        })
    }

    /// Tells the other tabs.
    pub fn pass(&self, said: &Passed) {
        if let Some(channel) = &self.channel {
            // A channel that takes nothing leaves the others without an answer, upon which one of them takes over.
            channel.post_message(&JsValue::from_str(&said.write())).ok();
        }
    }

    pub fn is(&self, stream: Stream) {
        self.live.set_stream(stream);
        self.pass(&Passed::Stream(stream));
    }

    pub fn hear(&self, news: News) {
        self.live.hear(news, document().hidden());
    }

    /// Another tab hears from now on.
    pub fn close(&self) {
        if let Some(source) = self.source.borrow_mut().take() {
            source.close();
        }
    }
}

pub fn watch(line: &Rc<Line>) {
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
    line.close();
    line.is(Stream::Lost);
    let attempt = line.attempts.get();
    line.attempts.set(attempt.saturating_add(1));
    let wait = (500.0 * f64::from(1 << attempt.min(4))).min(8_000.0);
    line.open_at.set(now() + wait * (0.75 + 0.5 * js_sys::Math::random()));
}

/// Opens the stream where this tab stands.
pub fn connect(line: &Rc<Line>) {
    line.open_at.set(f64::INFINITY);
    line.heard_at.set(now());
    let after = lock(&line.live.ear).place();
    let Ok(source) = EventSource::new(&format!("/live?after={after}&member={}", line.member)) else {
        return cut(line);
    };
    on(&source, "frame", line, |line, event| {
        let (Some(to), Some(text)) = (cursor(event.last_event_id()), event.data().as_string()) else {
            return;
        };
        let told = lock(&line.live.ear).frame(to, text.into());
        if let Some(told) = told {
            line.pass(&told);
            if let Passed::Told { frame: Some(frame), .. } = told {
                line.hear(News::Frame(frame));
            }
        }
    });
    on(&source, "beat", line, |line, event| {
        if let Some(to) = event.data().as_string().and_then(cursor) {
            let told = lock(&line.live.ear).beat(to);
            line.pass(&told);
        }
    });
    on(&source, "resync", line, |line, event| {
        if let Some(to) = event.data().as_string().and_then(cursor) {
            let told = lock(&line.live.ear).resync(to);
            line.pass(&told);
            line.hear(News::Resync);
        }
    });
    on(&source, "presence", line, |line, event| {
        if let Some(text) = event.data().as_string() {
            let text: Arc<str> = text.into();
            line.pass(&Passed::Present(text.clone()));
            line.live.set_present(text, document().hidden());
        }
    });
    // The server is about to stop: what it said is all, and another will answer in a moment.
    on(&source, "bye", line, |line, _| cut(line));
    *line.source.borrow_mut() = Some(source);
}

fn cursor(text: String) -> Option<Cursor> {
    text.parse().ok()
}

/// Anything that is heard at all shows that the line lives.
fn on(source: &EventSource, kind: &str, line: &Rc<Line>, act: impl Fn(&Line, &MessageEvent) + 'static) {
    let line = line.clone();
    on_message(source, kind, move |event| {
        line.heard_at.set(now());
        line.attempts.set(0);
        if line.live.stream.get_untracked() != Stream::Open {
            line.is(Stream::Open);
        }
        act(&line, event);
    });
}

/// The page listens as long as it lives, so the closure is never taken back.
pub fn on_message(target: &EventTarget, kind: &str, act: impl Fn(&MessageEvent) + 'static) {
    let heard = Closure::<dyn Fn(MessageEvent)>::new(move |event: MessageEvent| act(&event));
    if target.add_event_listener_with_callback(kind, heard.as_ref().unchecked_ref()).is_ok() {
        heard.forget();
    }
}

/// Milliseconds since the page was loaded; it neither jumps nor goes back.
pub fn now() -> f64 {
    window().performance().map_or(0.0, |it| it.now())
}

pub fn millis(duration: Duration) -> f64 {
    duration.as_secs_f64() * 1000.0
}
