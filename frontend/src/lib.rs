//! Wakes the server-rendered page up in the browser.

use wasm_bindgen::prelude::wasm_bindgen;

/// Called once by the page's loader.
#[wasm_bindgen]
pub async fn hydrate() {
    console_error_panic_hook::set_once();
    app::parts::of_this_page().await;
    leptos::mount::hydrate_body(app::App);
    app::parts::all_others().await;
}
