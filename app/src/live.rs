//! One stream per browser that says what changed; one of its tabs opens it and passes on what it hears. Boards take
//! the frames in; other pages read themselves again, quietly. A tab that nobody sees does neither until it is shown.
//! Silence, restarts and missed news are noticed here and nowhere else.

mod stream;
mod tabs;

use crate::request;
use crate::wire::Json;
use domain::MemberId;
use domain::events::{Cursor, Event, Frame};
use domain::presence::Present;
use domain::relay::{Ear, News, PutOff};
use leptos::prelude::*;
use std::sync::{Arc, Mutex};

pub use domain::relay::Stream;
pub use stream::now as stopwatch;

/// Something that everybody on this page may hear.
#[derive(Clone, Debug)]
pub enum Heard {
    Frame(Arc<Frame>),
    /// Too much was missed to be told one by one: read again.
    Resync,
}

type Listener = Arc<dyn Fn(&Heard) + Send + Sync>;

/// The page's ear. Cheap to clone; one per app.
#[derive(Clone, Default)]
pub struct Live {
    listeners: Arc<Mutex<Vec<(usize, Listener)>>>,
    ear: Arc<Mutex<Ear>>,
    put_off: Arc<Mutex<PutOff>>,
    stream: RwSignal<Stream>,
    /// Who is where, as it was told last, and as this page shows it.
    present_text: Arc<Mutex<Option<Arc<str>>>>,
    present: RwSignal<Vec<Present>>,
    next: Arc<Mutex<usize>>,
}

impl Live {
    pub fn stream(&self) -> Signal<Stream> {
        self.stream.into()
    }

    /// Whether it is heard what happens, right now.
    pub fn is_open(&self) -> bool {
        self.stream.get_untracked() == Stream::Open
    }

    fn set_stream(&self, stream: Stream) {
        if self.stream.get_untracked() != stream {
            self.stream.set(stream);
            request::show_stream(stream);
        }
    }

    /// Who is where. Nobody, as far as a page knows whose stream is cut.
    pub fn present(&self) -> Signal<Vec<Present>> {
        let (present, stream) = (self.present, self.stream);
        Signal::derive(move || if stream.get() == Stream::Open { present.get() } else { vec![] })
    }

    fn present_text(&self) -> Option<Arc<str>> {
        lock(&self.present_text).clone()
    }

    /// A page that nobody sees shows it later.
    fn set_present(&self, text: Arc<str>, hidden: bool) {
        if !hidden {
            // What cannot be read comes from a newer server, whose pages know who is there.
            self.present.set(Json::read(text.as_bytes()).unwrap_or_default());
        }
        *lock(&self.present_text) = Some(text);
    }

    /// Calls `listener` with everything heard until the current owner is gone.
    pub fn listen(&self, listener: impl Fn(&Heard) + Send + Sync + 'static) {
        let id = {
            let mut next = lock(&self.next);
            *next += 1;
            *next
        };
        lock(&self.listeners).push((id, Arc::new(listener)));
        let listeners = self.listeners.clone();
        on_cleanup(move || lock(&listeners).retain(|it| it.0 != id));
    }

    /// The frames after this place that came already; None when they reach not that far back.
    pub fn since(&self, cursor: Cursor) -> Option<Vec<Arc<Frame>>> {
        lock(&self.ear).since(cursor)?.map(|(_, text)| read(text)).collect()
    }

    /// Hands on what was heard; a page that nobody sees keeps it until somebody does.
    fn hear(&self, news: News, hidden: bool) {
        if hidden {
            lock(&self.put_off).add(news);
            return;
        }
        let heard = match news {
            // A frame that cannot be read comes from a newer server: what it told must be read again.
            News::Frame(text) => {
                read(&text).filter(|it| !it.is_about_everything()).map_or(Heard::Resync, Heard::Frame)
            }
            News::Resync => Heard::Resync,
        };
        // A listener may listen or stop listening while it is called.
        let listeners: Vec<_> = lock(&self.listeners).iter().map(|it| it.1.clone()).collect();
        for listener in listeners {
            listener(&heard);
        }
    }

    /// The page is shown again.
    fn catch_up(&self) {
        if let Some(text) = self.present_text() {
            self.set_present(text, false);
        }
        let waiting = lock(&self.put_off).take();
        for news in waiting {
            self.hear(news, false);
        }
    }
}

fn read(text: &str) -> Option<Arc<Frame>> {
    Json::read::<Frame>(text.as_bytes()).ok().map(Arc::new)
}

/// A poisoned lock means that a listener panicked; its data is still whole.
fn lock<T>(mutex: &Mutex<T>) -> std::sync::MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(std::sync::PoisonError::into_inner)
}

/// Provides the page's ear.
pub fn provide_live() {
    provide_context(Live::default());
}

/// Listens once the page has woken up, for this member. `from` is how far the server had heard when it made the
/// page. On the server this does nothing.
pub fn open_stream(from: Cursor, member: MemberId) {
    let live = use_live();
    Effect::new(move |opened: Option<bool>| {
        if opened.is_none() && live.stream.get_untracked() == Stream::Closed {
            tabs::open(live.clone(), from, member);
        }
        true
    });
}

pub fn use_live() -> Live {
    expect_context()
}

/// A number that rises whenever something changed that this page shows. As a resource's source it makes
/// the page read itself again.
pub fn changed(concerns: impl Fn(&Event) -> bool + Send + Sync + 'static) -> RwSignal<u32> {
    let tick = RwSignal::new(0);
    use_live().listen(move |heard| {
        let concerned = match heard {
            Heard::Frame(frame) => frame.events.iter().any(&concerns),
            Heard::Resync => true,
        };
        if concerned {
            tick.update(|it| *it += 1);
        }
    });
    tick
}
