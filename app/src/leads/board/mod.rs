//! The lead board: a column for each status of which something may still come, the latest touch on top, and below them the
//! place of those whom one gives up. Cards are carried from one to the other; every place says what it thinks of that.

mod card;
mod column;
mod context;
mod drag;
mod keyboard;
mod mover;
mod sign;

pub use context::LeadBoard;

use crate::carry;
use crate::words::use_words;
use column::{Column, GivenUp};
use domain::leads::LeadStatus;
use leptos::prelude::*;

#[component]
pub fn Board(context: LeadBoard) -> impl IntoView {
    let words = use_words();
    provide_context(context);
    Effect::new(move |_| {
        carry::install(context, context.click_is_spent);
        keyboard::install(context);
    });
    let carries = move || context.drag.with_untracked(Option::is_some);
    let columns = LeadStatus::BOARD.map(|status| view! { <Column status/> });
    view! {
        <div class="board lead-board" node_ref=context.place role="region" aria-label=words.lead_board_label() tabindex="-1"
            on:click:capture=move |event| if carry::is_spent(context.click_is_spent) { carry::swallow(&event) }
            on:contextmenu=move |event| carry::on_context_menu(carries(), &event)
            on:touchmove=move |event| carry::on_touch(carries(), context.click_is_spent, &event)
            on:touchend=move |event| carry::on_touch(carries(), context.click_is_spent, &event)>
            {columns.collect_view()}
        </div>
        <GivenUp/>
        <p class="unseen">{words.lead_board_help()}</p>
    }
}
