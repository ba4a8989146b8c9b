//! The HTML page around the app: what a browser reads before the first line of ours runs.

use crate::{App, request, words::Words};
use domain::team::Theme;
use leptos::prelude::*;
use leptos_meta::{HashedStylesheet, MetaTags};

/// The whole document. Runs on the server for every page.
pub fn shell(options: LeptosOptions) -> impl IntoView {
    request::allow_own_scripts();
    let words = Words::new(request::locale());
    let theme = match request::theme() {
        Theme::System => None,
        Theme::Light => Some("light"),
        Theme::Dark => Some("dark"),
    };
    view! {
        <!DOCTYPE html>
        <html lang=words.locale.tag() data-theme=theme data-live=crate::backend::position().to_string()
            data-density=request::density().code() data-letter-keys=(!request::letter_keys()).then_some("off")
            data-refused=request::refused_note()>
            <head>
                <meta charset="utf-8"/>
                <meta name="viewport" content="width=device-width, initial-scale=1"/>
                <meta name="color-scheme" content="light dark"/>
                <meta name="description" content=words.product_promise()/>
                <link rel="icon" href="/favicon.svg" type="image/svg+xml"/>
                <HashedStylesheet id="baton" options=options.clone()/>
                <AutoReload options=options.clone()/>
                <HydrationScripts options/>
                <MetaTags/>
            </head>
            <body>
                <App/>
            </body>
        </html>
    }
}
