//! One stream per page that says what changed. Boards take its frames in; other pages read themselves
//! again, quietly. Silence, restarts and missed news are noticed here and nowhere else.

mod stream;

use domain::events::{Cursor, Event, Frame};
use leptos::prelude::*;
use std::collections::VecDeque;
use std::sync::{Arc, Mutex};

/// How many frames are kept, for a page whose data was read just before they came.
const KEPT: usize = 256;

/// How the stream is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Stream {
    /// Not opened: on the server, or before the page woke up.
    #[default]
    Closed,
    Open,
    /// Cut off; what is on screen may be old.
    Lost,
}

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
    pub(crate) listeners: Arc<Mutex<Vec<(usize, Listener)>>>,
    kept: Arc<Mutex<VecDeque<Arc<Frame>>>>,
    stream: RwSignal<Stream>,
    next: Arc<Mutex<usize>>,
}

impl Live {
    pub fn stream(&self) -> Signal<Stream> {
        self.stream.into()
    }

    pub(crate) fn set_stream(&self, stream: Stream) {
        if self.stream.get_untracked() != stream {
            self.stream.set(stream);
        }
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
        let kept = lock(&self.kept);
        let all_there = kept.len() < KEPT || kept.front().is_some_and(|it| it.cursor <= cursor);
        all_there.then(|| kept.iter().filter(|it| it.cursor > cursor).cloned().collect())
    }

    pub(crate) fn hear(&self, heard: Heard) {
        {
            let mut kept = lock(&self.kept);
            match &heard {
                Heard::Frame(frame) => {
                    if kept.len() == KEPT {
                        kept.pop_front();
                    }
                    kept.push_back(frame.clone());
                }
                Heard::Resync => kept.clear(),
            }
        }
        // A listener may listen or stop listening while it is called.
        let listeners: Vec<_> = lock(&self.listeners).iter().map(|it| it.1.clone()).collect();
        for listener in listeners {
            listener(&heard);
        }
    }
}

/// A poisoned lock means that a listener panicked; its data is still whole.
fn lock<T>(mutex: &Mutex<T>) -> std::sync::MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(std::sync::PoisonError::into_inner)
}

/// Provides the page's ear.
pub fn provide_live() {
    provide_context(Live::default());
}

/// Opens the stream once the page has woken up, for somebody who is signed in. `from` is how far the
/// server had heard when it made the page. On the server this does nothing.
pub fn open_stream(from: Cursor) {
    let live = use_live();
    Effect::new(move |opened: Option<bool>| {
        if opened.is_none() && live.stream.get_untracked() == Stream::Closed {
            stream::open(live.clone(), from);
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
