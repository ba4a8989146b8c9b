//! A small picture beside or instead of a word.

use leptos::prelude::*;

/// One picture of the sprite, by its Lucide name. It is decoration: the word beside it says the same.
#[component]
pub fn Icon(name: &'static str) -> impl IntoView {
    view! {
        <svg class="icon" aria-hidden="true" focusable="false">
            <use href=format!("/icons.svg#{name}")></use>
        </svg>
    }
}
