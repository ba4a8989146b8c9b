//! A page outside of the frame: signing in, an invitation, the first start.

use super::Logo;
use super::member_menu::LanguageForm;
use super::page::page_title;
use leptos::prelude::*;
use leptos_meta::Title;

/// One card in the middle of the window.
#[component]
pub fn PlainPage(
    #[prop(into)] title: Signal<String>,
    #[prop(optional, into)] note: MaybeProp<String>,
    children: Children,
) -> impl IntoView {
    view! {
        <Title text=page_title(title)/>
        <div class="plain-page">
            <header><Logo/></header>
            <main class="plain-card">
                <h1>{move || title.get()}</h1>
                {move || note.get().map(|note| view! { <p class="plain-note">{note}</p> })}
                {children()}
            </main>
            <LanguageForm/>
        </div>
    }
}
