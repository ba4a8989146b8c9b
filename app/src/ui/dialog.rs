//! A question that must be answered before going on, in a native `<dialog>`.

use super::{IconButton, IconLink};
use crate::words::use_words;
use leptos::html;
use leptos::prelude::*;

/// Opens and closes with `open`; Esc and the corner close it and the focus returns to where it was.
///
/// Rendered open by the server it is simply there, also without scripts; `close_href` is then the way out.
#[component]
pub fn Dialog(
    open: RwSignal<bool>,
    #[prop(into)] title: TextProp,
    #[prop(optional, into)] close_href: Option<Signal<String>>,
    /// For tables and long forms.
    #[prop(optional)]
    wide: bool,
    children: ChildrenFn,
) -> impl IntoView {
    let words = use_words();
    let place = NodeRef::<html::Dialog>::new();
    let first = open.get_untracked();
    Effect::new(move || {
        let (Some(dialog), open) = (place.get(), open.get()) else { return };
        if !open {
            dialog.close();
        } else if !dialog.matches(":modal").unwrap_or(false) {
            // What the server opened is not modal yet; it has to be closed to be opened again.
            dialog.remove_attribute("open").ok();
            if let Err(error) = dialog.show_modal() {
                leptos::logging::error!("a dialog did not open: {error:?}");
            }
        }
    });
    let title = StoredValue::new(title);
    let close_href = StoredValue::new(close_href);
    let close = move || match close_href.get_value() {
        Some(href) => view! { <IconLink icon="x" href label=words.close()/> }.into_any(),
        None => {
            view! { <IconButton icon="x" label=words.close() on:click=move |_| open.set(false)/> }.into_any()
        }
    };
    view! {
        <dialog
            class="dialog"
            class:dialog-wide=wide
            node_ref=place
            open=first
            aria-label=move || title.get_value().get()
            on:close=move |_| open.set(false)
        >
            <Show when=move || open.get()>
                <header class="dialog-head">
                    <h2>{move || title.get_value().get()}</h2>
                    {close}
                </header>
                <div class="dialog-body">{children()}</div>
            </Show>
        </dialog>
    }
}
