//! What a page needs of the request it answers, in the browser: the server wrote it on `<html>`.

use domain::Locale;
use domain::events::Cursor;
use domain::relay::Stream;
use domain::team::{Density, Theme, Viewer};
use leptos::prelude::{Memo, Signal, document, window};

const REFUSED: &str = "data-refused";
const DENSITY: &str = "data-density";

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

pub fn density() -> Density {
    of_html(DENSITY).map(|it| Density::of_code(&it)).unwrap_or_default()
}

/// Styles read it there.
pub fn show_density(density: Density) {
    if let Some(html) = document().document_element() {
        html.set_attribute(DENSITY, density.code()).ok();
    }
    // Whoever goes by how large things are looks again.
    if let Ok(event) = web_sys::Event::new("resize") {
        window().dispatch_event(&event).ok();
    }
}

/// How the stream is, for whoever watches the page from outside.
pub fn show_stream(stream: Stream) {
    if let Some(html) = document().document_element() {
        html.set_attribute("data-stream", stream.code()).ok();
    }
}

pub fn letter_keys() -> bool {
    of_html("data-letter-keys").as_deref() != Some("off")
}

/// How far the server had heard the feed when it made this page.
pub fn position() -> Cursor {
    of_html("data-live").and_then(|it| it.parse().ok()).unwrap_or_default()
}

/// A window's title, as the browser is told it: there it is text and nothing else.
pub fn as_title(text: String) -> String {
    text
}

/// The server wrote who sees the page into it; a page that came without cannot find out here.
pub fn viewer() -> Option<Viewer> {
    None
}

/// The response is long under way.
pub fn answer_not_found() {}

pub fn answer_refused() {}

/// The server wrote on `<html>` which act a form was refused for, why, and what tells the form from others.
pub fn refused() -> Option<(String, String)> {
    let note = of_html(REFUSED)?;
    let mut lines = note.lines();
    Some((lines.next()?.to_owned(), lines.next()?.to_owned()))
}

pub fn was_sent(name: &str, value: &str) -> bool {
    let is_it = |line: &str| line.strip_prefix(name).and_then(|it| it.strip_prefix('=')) == Some(value);
    of_html(REFUSED).is_some_and(|it| it.lines().skip(2).any(is_it))
}

/// Long texts are not among it: they stand in their fields.
pub fn all_sent() -> Vec<(String, String)> {
    let pair = |line: &str| line.split_once('=').map(|(name, value)| (name.to_owned(), value.to_owned()));
    of_html(REFUSED).map(|it| it.lines().skip(2).filter_map(pair).collect()).unwrap_or_default()
}

/// It stands in the fields already.
pub fn sent(_name: &str) -> Option<Vec<String>> {
    None
}

/// On the next page nobody has been refused anything.
pub fn forget_refused() {
    if let Some(html) = document().document_element() {
        html.remove_attribute(REFUSED).ok();
    }
}

/// What a page makes of a reading, worked out when the reading changes, from what it was before.
pub fn derived<T>(work_out: impl Fn(Option<&T>) -> T + Send + Sync + 'static) -> Signal<T>
where
    T: PartialEq + Clone + Send + Sync + 'static,
{
    Memo::new(work_out).into()
}

fn of_html(attribute: &str) -> Option<String> {
    document().document_element()?.get_attribute(attribute)
}
