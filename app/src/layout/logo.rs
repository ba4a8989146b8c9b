//! The mark: a baton passed from one half to the other.

use crate::words::use_words;
use leptos::prelude::*;

#[component]
pub fn Logo() -> impl IntoView {
    let words = use_words();
    view! {
        <span class="logo">
            <svg class="logo-mark" viewBox="0 0 20 20" aria-hidden="true" focusable="false">
                <path class="logo-from" d="M5 0h13.2L0 18.2V5a5 5 0 0 1 5-5Z"></path>
                <path class="logo-to" d="M20 1.8V15a5 5 0 0 1-5 5H1.8L20 1.8Z"></path>
            </svg>
            {words.product()}
        </span>
    }
}
