//! What a page needs of the request it answers, on the server: the reader's language and theme, and the
//! few things only a response can say.

use crate::backend::RefusedForm;
use axum::http::{HeaderMap, HeaderValue, StatusCode, header, request::Parts};
use domain::Locale;
use domain::events::Cursor;
use domain::relay::Stream;
use domain::team::{Density, Theme, Viewer};
use leptos::nonce::use_nonce;
use leptos::prelude::*;
use leptos_axum::ResponseOptions;
use std::sync::Arc;

/// A UUID as text.
const LONGEST_ID: usize = 36;

/// Names of the cookies that remember how somebody reads. Signing in and changing the choice set the first two; the
/// others are of this screen alone: a large one shows more than a small one, and keys belong to a keyboard.
pub const LOCALE_COOKIE: &str = "locale";
pub const THEME_COOKIE: &str = "theme";
pub const DENSITY_COOKIE: &str = "density";
pub const LETTER_KEYS_COOKIE: &str = "letter-keys";

/// What the reader chose, else what their browser prefers.
pub fn locale() -> Locale {
    use_context::<Parts>().as_ref().map(locale_of).unwrap_or_default()
}

/// The same for routes that are no page.
pub fn locale_of(parts: &Parts) -> Locale {
    let preferred = || parts.headers.get(header::ACCEPT_LANGUAGE)?.to_str().ok().map(Locale::of_browser);
    cookie(parts, LOCALE_COOKIE).and_then(Locale::of_tag).or_else(preferred).unwrap_or_default()
}

pub fn theme() -> Theme {
    let parts = use_context::<Parts>();
    match parts.as_ref().and_then(|it| cookie(it, THEME_COOKIE)) {
        Some("light") => Theme::Light,
        Some("dark") => Theme::Dark,
        _ => Theme::System,
    }
}

pub fn density() -> Density {
    let parts = use_context::<Parts>();
    parts.as_ref().and_then(|it| cookie(it, DENSITY_COOKIE)).map(Density::of_code).unwrap_or_default()
}

/// The page goes out as it is.
pub fn show_density(_density: Density) {}

/// Nothing is heard while a page is made.
pub fn show_stream(_stream: Stream) {}

/// Do single letters act? Whoever speaks to their computer may want them silent (WCAG 2.2, 2.1.4).
pub fn letter_keys() -> bool {
    use_context::<Parts>().as_ref().and_then(|it| cookie(it, LETTER_KEYS_COOKIE)) != Some("off")
}

/// Lets the page run its own scripts and nothing else.
pub fn allow_own_scripts() {
    let (Some(options), Some(nonce)) = (use_context::<ResponseOptions>(), use_nonce()) else { return };
    let policy = format!(
        "default-src 'none'; script-src 'nonce-{nonce}' 'strict-dynamic' 'wasm-unsafe-eval'; style-src 'self'; \
         font-src 'self'; connect-src 'self'; img-src 'self' data:; frame-ancestors 'none'; base-uri 'none'; \
         object-src 'none'; form-action 'self'"
    );
    if let Ok(policy) = HeaderValue::from_str(&policy) {
        options.insert_header(header::CONTENT_SECURITY_POLICY, policy);
    }
}

/// A window's title, as it is written into the page: Leptos writes it as it is given, and a name can hold anything.
pub fn as_title(text: String) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;")
}

/// Who sees the page.
pub fn viewer() -> Option<Viewer> {
    crate::backend::seen_by()
}

/// Says by status, too, that nothing is at this address.
pub fn answer_not_found() {
    if let Some(options) = use_context::<ResponseOptions>() {
        options.set_status(StatusCode::NOT_FOUND);
    }
}

/// How far this process has heard the feed: what the page need not be told again.
pub fn position() -> Cursor {
    crate::backend::position()
}

/// Says by status, too, that what was sent cannot be taken.
pub fn answer_refused() {
    if let Some(options) = use_context::<ResponseOptions>() {
        options.set_status(StatusCode::UNPROCESSABLE_ENTITY);
    }
}

/// The form that was sent without scripts and refused, if this page shows it again: which act it was for, and
/// why it was refused, as Leptos writes it.
pub fn refused() -> Option<(String, String)> {
    refused_form().map(|it| (it.function.clone(), it.error.clone()))
}

/// Was this sent in the form that was refused? Tells one form of an act from the others on a page.
pub fn was_sent(name: &str, value: &str) -> bool {
    refused_form().is_some_and(|it| it.fields.iter().any(|it| it.0 == name && it.1 == value))
}

/// What was sent by this name in the form that was refused; boxes that were not ticked send nothing.
pub fn sent(name: &str) -> Option<Vec<String>> {
    let of_name = |form: Arc<RefusedForm>| {
        let values = form.fields.iter().filter(|it| it.0 == name).map(|it| it.1.clone());
        values.collect()
    };
    refused_form().map(of_name)
}

/// Everything that was sent in it, for a form that is put together by what it holds.
pub fn all_sent() -> Vec<(String, String)> {
    refused_form().map(|it| it.fields.clone()).unwrap_or_default()
}

/// What the browser must know of that form, to wake up the page that the server made with it. What was typed
/// stands in the fields; of the rest, this is enough to know which form it was.
pub fn refused_note() -> Option<String> {
    let form = refused_form()?;
    let tells = form.fields.iter().filter(|(_, value)| value.len() <= LONGEST_ID && !value.contains('\n'));
    let pairs = tells.map(|(name, value)| format!("\n{name}={value}"));
    Some(format!("{}\n{}{}", form.function, form.error, pairs.collect::<String>()))
}

/// In the browser, where the page stays while its address changes.
pub fn forget_refused() {}

fn refused_form() -> Option<Arc<RefusedForm>> {
    use_context::<Parts>().and_then(|it| it.extensions.get::<Arc<RefusedForm>>().cloned())
}

/// What a page makes of a reading, worked out whenever it is asked for: the page is made once the answer is there,
/// and a memo hears of the answer a moment later, so that now and then a page went out without what it was made for.
pub fn derived<T>(work_out: impl Fn(Option<&T>) -> T + Send + Sync + 'static) -> Signal<T>
where
    T: PartialEq + Clone + Send + Sync + 'static,
{
    Signal::derive(move || work_out(None))
}

/// The value of a cookie that came with the request.
pub fn cookie<'a>(parts: &'a Parts, name: &str) -> Option<&'a str> {
    cookie_of(&parts.headers, name)
}

pub fn cookie_of<'a>(headers: &'a HeaderMap, name: &str) -> Option<&'a str> {
    let cookies = headers.get_all(header::COOKIE).iter().filter_map(|it| it.to_str().ok());
    cookies.flat_map(|it| it.split(';')).find_map(|it| it.trim().strip_prefix(name)?.strip_prefix('='))
}
