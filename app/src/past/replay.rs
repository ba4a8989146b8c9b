//! A week played day by day: how the board came to what it is.

use super::context::PastContext;
use crate::timers::sleep;
use crate::ui::Button;
use domain::pipeline::past::week;
use leptos::prelude::*;
use leptos::task::spawn_local;
use std::time::Duration;

/// Long enough to see what has moved.
const A_DAY: Duration = Duration::from_millis(1200);
const A_LOOK: Duration = Duration::from_millis(40);
/// So often it is looked whether a day's board has come, before the play stops.
const LOOKS: u32 = 250;

#[component]
pub fn ReplayButton() -> impl IntoView {
    let context = expect_context::<PastContext>();
    let words = context.words;
    let press = move |_| {
        let plays = context.playing.get_untracked();
        context.playing.set(!plays);
        if !plays {
            spawn_local(play(context));
        }
    };
    let button = move || {
        if context.playing.get() {
            view! { <Button small=true icon="pause" on:click=press>{words.past_pause()}</Button> }
        } else {
            view! { <Button small=true icon="play" on:click=press>{words.past_play()}</Button> }
        }
    };
    // Nothing plays without scripts.
    move || context.awake.get().then(|| view! { <span class="past-play">{button}</span> })
}

/// Shows one day after the other. Whoever pauses, looks at another day, or leaves the page has seen enough.
async fn play(context: PastContext) {
    let days = untrack(|| context.board(|it| week(it.at.day, it.today)));
    let goes_on = || context.playing.try_get_untracked() == Some(true);
    let shown = || context.view.try_with_untracked(|it| it.board.at.day);
    for day in days {
        if !goes_on() {
            return;
        }
        context.show(day);
        let mut looks = 0;
        while goes_on() && shown() != Some(day) && looks < LOOKS {
            sleep(A_LOOK).await;
            looks += 1;
        }
        if !goes_on() || shown() != Some(day) {
            break;
        }
        sleep(A_DAY).await;
        if shown() != Some(day) {
            break;
        }
    }
    let _ = context.playing.try_set(false);
}
