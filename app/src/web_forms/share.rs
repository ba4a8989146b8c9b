//! How a form gets to people: its link, and the code that puts it into a site. All of it can be copied.

use super::api::WebFormView;
use crate::ui::{Button, ButtonLink, Panel, use_toasts};
use crate::words::use_words;
use leptos::prelude::*;
use leptos::task::spawn_local;
use wasm_bindgen_futures::JsFuture;

#[component]
pub fn Share(view: Signal<WebFormView>) -> impl IntoView {
    let words = use_words();
    let link = Memo::new(move |_| view.with(|it| it.link.clone()));
    let title =
        Memo::new(move |_| view.with(|it| it.book.kept.form.heading.replace(['"', '<', '>', '&'], "")));
    let placed = Memo::new(move |_| view.with(|it| !it.book.kept.form.origins.is_empty()));
    let script = Memo::new(move |_| {
        format!("<script src=\"{}.js\" data-title=\"{}\" async></script>", link.get(), title.get())
    });
    let frame = Memo::new(move |_| {
        format!(
            "<iframe src=\"{}?embedded=1\" title=\"{}\" width=\"100%\" height=\"720\"></iframe>",
            link.get(),
            title.get()
        )
    });
    let code = move || {
        if placed.get() {
            view! {
                <Code label=words.web_form_script() note=words.web_form_script_note() text=script/>
                <Code label=words.web_form_frame() text=frame/>
            }
            .into_any()
        } else {
            view! { <p class="quiet">{words.web_form_no_origins()}</p> }.into_any()
        }
    };
    view! {
        <Panel title=words.web_form_share()>
            <div class="web-form-share">
                <Code label=words.web_form_link() text=link/>
                <div class="cluster"><ButtonLink href=link small=true icon="external-link" attr:rel="external" attr:target="_blank">{words.web_form_open()}</ButtonLink></div>
                {code}
            </div>
        </Panel>
    }
}

#[component]
fn Code(label: &'static str, #[prop(optional)] note: &'static str, text: Memo<String>) -> impl IntoView {
    let words = use_words();
    let toasts = use_toasts();
    let copy = move |_| {
        let promise = window().navigator().clipboard().write_text(&text.get_untracked());
        spawn_local(async move {
            match JsFuture::from(promise).await {
                Ok(_) => toasts.say(words.copied()),
                Err(_) => toasts.complain(words.copy_failed()),
            }
        });
    };
    view! {
        <div>
            <div class="web-form-share-head">
                <span class="field-label">{label}</span>
                <Button small=true icon="copy" on:click=copy attr:aria-label=format!("{label} · {}", words.copy())>{words.copy()}</Button>
            </div>
            <pre class="web-form-code" tabindex="0" aria-label=label><code>{text}</code></pre>
            {(!note.is_empty()).then(|| view! { <p class="field-hint">{note}</p> })}
        </div>
    }
}
