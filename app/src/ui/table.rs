//! Many records of one kind in rows, and the way to the next page of them.

use super::Icon;
use crate::words::use_words;
use leptos::prelude::*;
use leptos_router::components::A;

/// Scrolls sideways by itself where it is too wide. Children are `<thead>` and `<tbody>`.
#[component]
pub fn Table(#[prop(into)] label: TextProp, children: Children) -> impl IntoView {
    view! {
        <div class="table-frame" role="region" aria-label=label tabindex="0">
            <table class="table">{children()}</table>
        </div>
    }
}

/// Links to the page before and after; `text` says where we are (`1–50 / 4,812`).
#[component]
pub fn Pager(
    #[prop(into)] text: Signal<String>,
    #[prop(into)] previous: Signal<Option<String>>,
    #[prop(into)] next: Signal<Option<String>>,
) -> impl IntoView {
    let words = use_words();
    let link = move |href: Option<String>, icon, label: &'static str| match href {
        Some(href) => {
            view! { <A href attr:class="icon-button" attr:aria-label=label><Icon name=icon/></A> }.into_any()
        }
        None => {
            view! { <span class="icon-button icon-button-off" aria-hidden="true"><Icon name=icon/></span> }
                .into_any()
        }
    };
    view! {
        <div class="pager" role="group" aria-label=words.pages()>
            <span class="pager-text">{move || text.get()}</span>
            {move || link(previous.get(), "chevron-left", words.previous_page())}
            {move || link(next.get(), "chevron-right", words.next_page())}
        </div>
    }
}
