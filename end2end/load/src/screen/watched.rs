//! Many screens at once: opened, woken, waited for.

use super::{Reader, Screen};
use crate::Outcome;
use crate::http::Caller;
use crate::work::View;
use domain::events::Cursor;
use std::time::Duration;
use tokio::sync::watch;
use tokio::time::{Instant, timeout};

/// A screen that is being looked at.
pub struct Watched {
    task: tokio::task::JoinHandle<Outcome<Screen>>,
    stop: watch::Sender<bool>,
    pub heard: watch::Receiver<Cursor>,
    /// How often its stream was opened.
    pub opened: watch::Receiver<usize>,
    /// How often it was read to its end, or closed for its silence.
    ended: watch::Receiver<usize>,
}

/// Opens so many screens that show the same page.
pub fn open_all(count: usize, caller: &Caller, view: &View) -> Vec<Watched> {
    let reader = Reader::default();
    (0..count).map(|number| open(number, caller, view, &reader, false)).collect()
}

/// Browsers that hang: their streams are open, and nobody reads them until they are woken.
pub struct Stalled {
    pub screens: Vec<Watched>,
    awake: watch::Sender<bool>,
}

pub fn open_all_stalled(count: usize, caller: &Caller, view: &View) -> Stalled {
    let reader = Reader::default();
    let (awake, asleep) = watch::channel(false);
    let screens = (0..count)
        .map(|number| {
            let stream = caller.signed_in(number).narrow();
            show(Screen { stream, awake: asleep.clone(), ..Screen::of(number, caller, view, &reader) })
        })
        .collect();
    Stalled { screens, awake }
}

impl Stalled {
    pub fn wake(&self) {
        self.awake.send(true).ok();
    }
}

/// Opens a screen whose page was just read.
pub fn open(number: usize, caller: &Caller, view: &View, reader: &Reader, timed: bool) -> Watched {
    show(Screen { times: timed.then(Vec::new), ..Screen::of(number, caller, view, reader) })
}

fn show(screen: Screen) -> Watched {
    let (stop, stopped) = watch::channel(false);
    let (hears, heard) = watch::channel(screen.heard);
    let (opens, opened) = watch::channel(0);
    let (ends, ended) = watch::channel(0);
    let task = tokio::spawn(screen.look(stopped, hears, opens, ends));
    Watched { task, stop, heard, opened, ended }
}

impl Watched {
    /// Closes the screen and says what it had come to know.
    pub async fn close(self) -> Outcome<Screen> {
        self.stop.send(true).ok();
        self.task.await?
    }
}

/// Waits until every stream was opened once more than `before`.
pub async fn all_opened(screens: &mut [Watched], before: usize) -> Outcome {
    for screen in screens {
        timeout(Duration::from_secs(60), screen.opened.wait_for(|it| *it > before))
            .await
            .map_err(|_| "not every stream could be opened")??;
    }
    Ok(())
}

/// Waits until every stream that was opened has been read to its end: a browser may be far behind its server.
pub async fn all_ended(screens: &mut [Watched]) -> Outcome {
    for screen in screens {
        let opened = *screen.opened.borrow();
        timeout(Duration::from_secs(60), screen.ended.wait_for(|it| *it >= opened))
            .await
            .map_err(|_| "not every stream came to its end")??;
    }
    Ok(())
}

/// Waits until every screen has heard this place of the feed. Says how many have not, in the end.
pub async fn all_heard(screens: &mut [Watched], place: Cursor, patience: Duration) -> usize {
    let until = Instant::now() + patience;
    let mut late = 0;
    for screen in screens {
        let left = until.saturating_duration_since(Instant::now());
        late +=
            usize::from(!matches!(timeout(left, screen.heard.wait_for(|it| *it >= place)).await, Ok(Ok(_))));
    }
    late
}
