//! A page outside of the frame: signing in, an invitation, the first start.

use super::Logo;
use super::member_menu::LanguageForm;
use crate::words::use_words;
use leptos::prelude::*;
use leptos_meta::Title;

/// One card in the middle of the window.
#[component]
pub fn PlainPage(
    #[prop(into)] title: Signal<String>,
    #[prop(optional, into)] note: MaybeProp<String>,
    children: Children,
) -> impl IntoView {
    let words = use_words();
    view! {
        <Title text=move || format!("{} · {}", title.get(), words.product())/>
        <div class="plain-page">
            <Logo/>
            <main class="plain-card">
                <h1>{move || title.get()}</h1>
                {move || note.get().map(|note| view! { <p class="plain-note">{note}</p> })}
                {children()}
            </main>
            <LanguageForm/>
        </div>
    }
}
