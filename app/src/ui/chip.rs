//! Filters that can be on or off.

use leptos::prelude::*;

/// A row of filters that wraps, or scrolls sideways on a phone.
#[component]
pub fn Chips(#[prop(into)] label: TextProp, children: Children) -> impl IntoView {
    view! {
        <div class="chips" role="group" aria-label=label>
            {children()}
        </div>
    }
}

/// A filter that is pressed or not. The handler goes onto it: `on:click`.
#[component]
pub fn Chip(#[prop(into)] pressed: Signal<bool>, children: Children) -> impl IntoView {
    view! {
        <button class="chip" type="button" aria-pressed=move || pressed.get().to_string()>
            {children()}
        </button>
    }
}

/// The same as a link: the state of a filter lives in the address and works without scripts.
#[component]
pub fn ChipLink(
    #[prop(into)] href: Signal<String>,
    #[prop(into)] pressed: Signal<bool>,
    children: Children,
) -> impl IntoView {
    view! {
        <a class="chip" href=move || href.get() aria-current=move || pressed.get().then_some("true") data-noscroll="">
            {children()}
        </a>
    }
}
