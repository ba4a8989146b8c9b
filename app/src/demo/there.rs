//! One quiet line above the board as long as examples stand on it.

use crate::layout::use_viewer;
use crate::routes;
use crate::ui::Icon;
use crate::words::use_words;
use domain::demo::Stand;
use domain::team::Right;
use leptos::prelude::*;

#[component]
pub fn DemoThere() -> impl IntoView {
    let words = use_words();
    let viewer = use_viewer();
    let shown = move || viewer.with(|it| it.demo == Stand::In && it.may_ever(Right::KeepTeam));
    move || {
        shown().then(|| {
            view! {
                <p class="demo-there"><Icon name="lightbulb"/>{words.demo_there()}" · "<a href=routes::DEMO>{words.demo_take_out()}</a></p>
            }
        })
    }
}
