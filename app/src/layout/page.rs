//! One page inside the frame: its title in the top bar, its acts, its content.

use crate::words::use_words;
use leptos::prelude::*;
use leptos_meta::Title;

/// `note` stands quietly beside the title; `actions` at the right of it. `fill` makes the page exactly as
/// high as the window, for what scrolls inside itself.
#[component]
pub fn Page(
    #[prop(into)] title: Signal<String>,
    #[prop(optional, into)] note: MaybeProp<String>,
    #[prop(optional, into)] actions: Option<ViewFn>,
    #[prop(optional)] fill: bool,
    children: Children,
) -> impl IntoView {
    let words = use_words();
    view! {
        <Title text=move || format!("{} · {}", title.get(), words.product())/>
        <div class="page" class:page-fill=fill>
            <header class="page-head">
                <h1>{move || title.get()}</h1>
                {move || note.get().map(|note| view! { <span class="page-note">{note}</span> })}
                {actions.map(|it| view! { <div class="page-actions">{it.run()}</div> })}
            </header>
            <div class="page-body">{children()}</div>
        </div>
    }
}
