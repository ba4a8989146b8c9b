//! Wakes the server-rendered page up in the browser.

use wasm_bindgen::prelude::wasm_bindgen;

/// Called once by the page's loader.
#[wasm_bindgen]
pub fn hydrate() {
    console_error_panic_hook::set_once();
    leptos::mount::hydrate_body(app::App);
}
