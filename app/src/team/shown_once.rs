//! A link or key that is shown only now, ready to be copied.

use crate::ui::{Button, use_toasts};
use crate::words::use_words;
use leptos::html;
use leptos::prelude::*;
use leptos::task::spawn_local;
use wasm_bindgen_futures::JsFuture;

#[component]
pub fn ShownOnce(#[prop(into)] label: String, #[prop(into)] note: String, text: String) -> impl IntoView {
    let words = use_words();
    let toasts = use_toasts();
    let place = NodeRef::<html::Input>::new();
    let copied = text.clone();
    let copy = move |_| {
        if let Some(place) = place.get_untracked() {
            place.select();
        }
        let (promise, toasts) = (window().navigator().clipboard().write_text(&copied), toasts);
        spawn_local(async move {
            match JsFuture::from(promise).await {
                Ok(_) => toasts.say(words.copied()),
                Err(_) => toasts.complain(words.copy_failed()),
            }
        });
    };
    view! {
        <div class="shown-once" role="status">
            <label class="field-label" for="shown-once">{label}</label>
            <div class="shown-once-row">
                <input class="input" id="shown-once" node_ref=place readonly value=text/>
                <Button icon="copy" on:click=copy>{words.copy()}</Button>
            </div>
            <div class="field-hint">{note}</div>
        </div>
    }
}
