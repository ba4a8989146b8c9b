//! One page inside the frame: its title in the top bar, its acts, its content.

use crate::request;
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
    view! {
        <Title text=page_title(title)/>
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

/// The window's title. The server asks for it when the page's signals may be gone already: it then is as it
/// was at first.
pub(super) fn page_title(title: Signal<String>) -> impl Fn() -> String + Send + Sync + 'static {
    let words = use_words();
    let first = title.get_untracked();
    move || {
        let text = format!("{} · {}", title.try_get().as_ref().unwrap_or(&first), words.product());
        request::as_title(text)
    }
}
