//! What a page needs of the request it answers, in the browser: the server wrote it on `<html>`.

use domain::Locale;
use domain::events::Cursor;
use domain::team::{Theme, Viewer};
use leptos::prelude::document;

pub fn locale() -> Locale {
    of_html("lang").and_then(|it| Locale::of_tag(&it)).unwrap_or_default()
}

pub fn theme() -> Theme {
    match of_html("data-theme").as_deref() {
        Some("light") => Theme::Light,
        Some("dark") => Theme::Dark,
        _ => Theme::System,
    }
}

/// How far the server had heard the feed when it made this page.
pub fn position() -> Cursor {
    of_html("data-live").and_then(|it| it.parse().ok()).unwrap_or_default()
}

/// The server wrote who sees the page into it; a page that came without cannot find out here.
pub fn viewer() -> Option<Viewer> {
    None
}

/// The response is long under way.
pub fn answer_not_found() {}

pub fn answer_refused() {}

fn of_html(attribute: &str) -> Option<String> {
    document().document_element()?.get_attribute(attribute)
}
