//! What a page needs of the request it answers, on the server: the reader's language and theme, and the
//! few things only a response can say.

use axum::http::{HeaderValue, StatusCode, header, request::Parts};
use domain::Locale;
use domain::events::Cursor;
use domain::team::{Theme, Viewer};
use leptos::nonce::use_nonce;
use leptos::prelude::*;
use leptos_axum::ResponseOptions;

/// Names of the two cookies that remember how somebody reads. Signing in and changing the choice set them.
pub const LOCALE_COOKIE: &str = "locale";
pub const THEME_COOKIE: &str = "theme";

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

/// The value of a cookie that came with the request.
pub fn cookie<'a>(parts: &'a Parts, name: &str) -> Option<&'a str> {
    let cookies = parts.headers.get_all(header::COOKIE).iter().filter_map(|it| it.to_str().ok());
    cookies.flat_map(|it| it.split(';')).find_map(|it| it.trim().strip_prefix(name)?.strip_prefix('='))
}
