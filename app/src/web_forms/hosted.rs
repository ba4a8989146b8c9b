//! The page on which anybody fills a web form in. Made on the server alone, without the product's own code and styles: small,
//! and the same with scripts and without.

use crate::web_forms::Filled;
use crate::web_forms::sheet::sheet;
use crate::words::Words;
use domain::Locale;
use domain::web_forms::WebForm;
use leptos::prelude::*;
use leptos::tachys::view::RenderHtml;

/// Where the page's own styles and its few lines of script are.
const STYLES: &str = "/web-form.css";
/// Named last, so that nobody waits for letters that are only nicer than their own.
const FONTS: &str = "/web-form-fonts.css";
const SCRIPT: &str = "/web-form.js";

/// The form itself. `key` is where it is sent.
pub fn hosted_form(form: &WebForm, key: &str, filled: Filled) -> String {
    let embedded = !filled.entry.embedded.is_empty();
    page(form.language, &form.heading, embedded, sheet(form, filled, Some(crate::routes::hosted(key))))
}

/// After it was sent: a word of thanks, and the way on where there is one.
pub fn hosted_thanks(form: &WebForm, embedded: bool) -> String {
    let words = Words::new(form.language);
    let (thanks, on) = (form.thanks.clone(), form.redirect.clone());
    // Inside another site the whole page goes on, not the frame alone.
    let on = on.map(|href| view! { <p><a class="button" href=href.clone() target="_top" data-go-on=href>{words.hosted_go_on()}</a></p> });
    let body = view! {
        <div class="sheet sheet-done" data-done="">
            <span class="sheet-mark" aria-hidden="true">"✓"</span>
            <h1 class="sheet-heading">{words.hosted_thanks()}</h1>
            <p class="sheet-text">{thanks}</p>
            {on}
        </div>
    };
    page(form.language, words.hosted_thanks(), embedded, body.into_any())
}

/// It was there, and takes nothing at present.
pub fn hosted_closed(form: &WebForm, embedded: bool) -> String {
    let words = Words::new(form.language);
    let body = view! {
        <div class="sheet sheet-done">
            <h1 class="sheet-heading">{words.hosted_closed()}</h1>
            <p class="sheet-text">{words.hosted_closed_note()}</p>
        </div>
    };
    page(form.language, words.hosted_closed(), embedded, body.into_any())
}

/// Nothing wakes up here, so there is nothing to mark for it.
fn page(language: Locale, title: &str, embedded: bool, body: AnyView) -> String {
    let title = title.to_owned();
    // A frame lies on somebody else's page, which is light nearly always.
    let theme = embedded.then_some("light");
    let class = if embedded { "hosted hosted-within" } else { "hosted" };
    let page = view! {
        <!DOCTYPE html>
        <html lang=language.tag() data-theme=theme>
            <head>
                <meta charset="utf-8"/>
                <meta name="viewport" content="width=device-width, initial-scale=1"/>
                <meta name="color-scheme" content="light dark"/>
                <meta name="robots" content="noindex"/>
                <title>{title}</title>
                <link rel="icon" href="/favicon.svg" type="image/svg+xml"/>
                <link rel="stylesheet" href=STYLES/>
                <script src=SCRIPT defer></script>
            </head>
            <body class=class>
                <main>{body}</main>
                <link rel="stylesheet" href=FONTS/>
            </body>
        </html>
    };
    page.to_html()
}
