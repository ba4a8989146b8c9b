//! The red number beside "today": how much waits for the member. Asked for once the page has woken up,
//! so that no page waits for it, and again when something changed, at most once a second.

use super::api::count_waiting;
use crate::words::use_words;
use crate::{live, timers};
use domain::events::Topic;
use leptos::prelude::*;
use leptos::task::spawn_local;
use std::time::Duration;

/// News comes in bursts; the number may lag behind them a little.
const CALM: Duration = Duration::from_secs(1);
/// A page left open over night turns its day by itself.
const TURN: Duration = Duration::from_secs(600);

#[derive(Clone, Copy)]
struct Waiting(RwSignal<i64>);

/// Keeps the number for everything inside the frame.
pub fn provide_waiting() {
    let count = RwSignal::new(0);
    provide_context(Waiting(count));
    let news = live::changed(|it| {
        matches!(it.topic, Topic::Deal | Topic::Lead | Topic::Activity | Topic::Signal | Topic::Task)
    });
    let asked = StoredValue::new(false);
    let ask = move || {
        asked.try_set_value(false);
        spawn_local(async move {
            // No number is shown rather than a wrong one; the next news asks again.
            if let Ok(now) = count_waiting().await {
                count.try_set(now);
            }
        });
    };
    Effect::new(move |before: Option<()>| {
        news.track();
        match before {
            None => ask(),
            Some(()) if !asked.get_value() => {
                asked.set_value(true);
                timers::later(CALM, ask);
            }
            Some(()) => {}
        }
    });
    // In an effect of its own, which runs once: an interval ends with the run that began it.
    Effect::new(move |_| timers::every(TURN, ask));
}

/// Nothing at all when nothing waits.
#[component]
pub fn WaitingCount() -> impl IntoView {
    let words = use_words();
    let count = use_context::<Waiting>().map(|it| it.0);
    move || {
        count.map(|it| it.get()).filter(|it| *it > 0).map(|count| {
            view! {
                <span class="place-count" aria-hidden="true">{count}</span>
                <span class="unseen">{words.today_waiting(count)}</span>
            }
        })
    }
}
