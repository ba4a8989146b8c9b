//! What a lead is owed, as a clock that runs while one looks at it.

use crate::layout::use_viewer;
use crate::live::stopwatch;
use crate::timers::every;
use crate::words::use_words;
use chrono::{DateTime, TimeDelta, Utc};
use domain::calendar::Clock;
use domain::leads::Promise;
use leptos::prelude::*;
use std::time::Duration;

const TICK: Duration = Duration::from_secs(20);

/// The server's time when it answered, and what has passed since.
pub fn ticking(answered: Memo<DateTime<Utc>>) -> Memo<DateTime<Utc>> {
    let begun = StoredValue::new(0.0);
    let passed = RwSignal::new(TimeDelta::zero());
    Effect::new(move |_| {
        answered.track();
        begun.set_value(stopwatch());
        passed.set(TimeDelta::zero());
    });
    Effect::new(move |_| {
        every(TICK, move || {
            let millis = stopwatch() - begun.try_get_value().unwrap_or_default();
            passed.try_set(TimeDelta::milliseconds(millis as i64));
        });
    });
    Memo::new(move |_| answered.get() + passed.get())
}

/// `23분 남음`, `2시간 지남`: by when, with what is owed for whoever points at it or listens.
#[component]
pub fn DueChip(promise: Promise, now: Memo<DateTime<Utc>>) -> impl IntoView {
    let words = use_words();
    let viewer = use_viewer();
    let said = Memo::new(move |_| {
        viewer.with(|it| {
            let clock = Clock { calendar: &it.calendar, zone: &it.zone };
            words.promise_due(&promise, now.get(), clock)
        })
    });
    let title = move || {
        let when = viewer.with(|it| words.moment(promise.due, now.get(), &it.zone));
        format!("{} · {}", words.owed(promise.owed), words.due_title(&when))
    };
    view! {
        <span class=move || format!("due-chip {}", said.get().1.class()) title=title>
            <span class="unseen">{words.owed(promise.owed)}": "</span>
            {move || said.get().0}
        </span>
    }
}
