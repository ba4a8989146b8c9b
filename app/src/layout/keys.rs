//! Keys that work on every page: `/` and Ctrl or ⌘ K go to the search box, `?` lists all keys.

use crate::ui::keys::{is_command, plain_key};
use leptos::ev;
use leptos::prelude::*;
use wasm_bindgen::JsCast;
use web_sys::HtmlInputElement;

/// The id of the search box in the top bar.
pub const SEARCH_BOX: &str = "search-everything";

/// Listens as long as the frame stands.
pub fn listen_for_keys(help: RwSignal<bool>) {
    let handle = window_event_listener(ev::keydown, move |ev| {
        let slash = plain_key(&ev).as_deref() == Some("Slash");
        if slash && ev.shift_key() {
            ev.prevent_default();
            help.set(true);
        } else if slash || is_command(&ev, "KeyK") {
            let found = document().get_element_by_id(SEARCH_BOX);
            if let Some(search) = found.and_then(|it| it.dyn_into::<HtmlInputElement>().ok()) {
                ev.prevent_default();
                search.focus().ok();
                search.select();
            }
        }
    });
    on_cleanup(move || handle.remove());
}
