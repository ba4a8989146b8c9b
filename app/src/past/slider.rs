//! All days of which there is a board, from the first deal until today, under one thumb. The board follows the thumb.

use super::context::PastContext;
use crate::timers;
use chrono::{Duration, NaiveDate};
use leptos::prelude::*;

/// How long the thumb rests on a day before its board is read.
const REST: std::time::Duration = std::time::Duration::from_millis(120);

#[component]
pub fn DaySlider() -> impl IntoView {
    let context = expect_context::<PastContext>();
    let words = context.words;
    let (first, today) =
        (Memo::new(move |_| context.board(|it| it.first)), Memo::new(move |_| context.today()));
    let shown = Memo::new(move |_| context.board(|it| it.at.day));
    // Where the thumb is, until the board has followed it.
    let thumb = RwSignal::new(None::<NaiveDate>);
    Effect::new(move |_| {
        shown.track();
        thumb.set(None);
    });
    let day = move || thumb.get().unwrap_or_else(|| shown.get());
    let place = move |day: NaiveDate| (day - first.get()).num_days();
    let moved = move |event: leptos::ev::Event| {
        let days: i64 = event_target_value(&event).parse().unwrap_or(0);
        let day = first.get_untracked() + Duration::days(days);
        context.playing.set(false);
        thumb.set(Some(day));
        timers::later(REST, move || {
            if thumb.try_get_untracked() == Some(Some(day)) {
                context.show(day);
            }
        });
    };
    let said = move || words.past_day_said(day(), today.get());
    let slider = move || {
        view! {
            <input class="past-slider" type="range" min="0" max=move || place(today.get()) step="1"
                value=untrack(move || place(day())) prop:value=move || place(day()).to_string()
                aria-label=words.past_slider() aria-valuetext=said on:input=moved/>
            <output class="past-thumb" aria-hidden="true">{said}</output>
            <span class="past-ends" aria-hidden="true">
                <span>{move || words.short_day(first.get(), today.get())}</span>
                <span>{words.today()}</span>
            </span>
        }
    };
    // Nothing slides without scripts.
    view! { <div class="past-track">{move || context.awake.get().then(slider)}</div> }
}
