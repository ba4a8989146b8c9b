//! What a page says when there is nothing to show, not yet anything, or something went wrong.

use super::Icon;
use crate::words::use_words;
use leptos::prelude::*;

/// One sentence, and the one act that fills the emptiness as children.
#[component]
pub fn EmptyState(
    #[prop(into)] text: TextProp,
    #[prop(default = "inbox")] icon: &'static str,
    #[prop(optional)] children: Option<Children>,
) -> impl IntoView {
    view! {
        <div class="empty">
            <Icon name=icon/>
            <p>{move || text.get()}</p>
            {children.map(|it| view! { <div class="empty-action">{it()}</div> })}
        </div>
    }
}

/// What happened, what was kept, and what to do as children.
#[component]
pub fn ErrorPanel(
    #[prop(into)] text: TextProp,
    #[prop(optional, into)] title: Option<TextProp>,
    #[prop(optional)] children: Option<Children>,
) -> impl IntoView {
    let words = use_words();
    let title = title.unwrap_or_else(|| words.went_wrong_title().into());
    view! {
        <div class="error-panel" role="alert">
            <Icon name="triangle-alert"/>
            <div>
                <strong>{move || title.get()}</strong>
                <p>{move || text.get()}</p>
                {children.map(|it| view! { <div class="error-panel-action">{it()}</div> })}
            </div>
        </div>
    }
}

/// A line across the page, for what concerns all of it.
#[component]
pub fn Banner(#[prop(into)] shown: Signal<bool>, #[prop(into)] text: TextProp) -> impl IntoView {
    view! {
        <div class="banner" role="status">
            {move || shown.get().then(|| view! { <div class="banner-text"><Icon name="wifi-off"/>{text.get()}</div> })}
        </div>
    }
}

/// Grey lines in the shape of what comes; shown only after 300 ms of waiting.
#[component]
pub fn Skeleton(#[prop(default = 3)] lines: u8) -> impl IntoView {
    let words = use_words();
    view! {
        <div class="skeleton" role="status" aria-label=words.loading()>
            {(0..lines).map(|_| view! { <span class="skeleton-line"></span> }).collect_view()}
        </div>
    }
}
