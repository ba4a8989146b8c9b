//! Where one can go, in the order of the sales process: the rail, and on a phone the bottom bar.

use super::Logo;
use crate::routes;
use crate::ui::Icon;
use crate::words::{Words, use_words};
use leptos::prelude::*;
use leptos_router::components::A;

struct Place {
    href: &'static str,
    icon: &'static str,
    name: fn(Words) -> &'static str,
}

const TODAY: Place = Place { href: routes::TODAY, icon: "sun", name: Words::today };
const PIPELINE: Place = Place { href: routes::PIPELINE, icon: "square-kanban", name: Words::pipeline };
const DEALS: Place = Place { href: routes::DEALS, icon: "table-2", name: Words::deals };
const ACCOUNTS: Place = Place { href: routes::ACCOUNTS, icon: "building-2", name: Words::accounts };
const PEOPLE: Place = Place { href: routes::PEOPLE, icon: "users", name: Words::people };
const IMPORT: Place = Place { href: routes::IMPORT, icon: "file-up", name: Words::import };
const SETTINGS: Place = Place { href: routes::SETTINGS, icon: "settings", name: Words::settings };

#[component]
pub fn Rail() -> impl IntoView {
    let words = use_words();
    view! {
        <nav class="rail" aria-label=words.main_navigation()>
            <A href=routes::TODAY attr:class="rail-home"><Logo/></A>
            <ul class="rail-group">{entry(TODAY, words)}</ul>
            <h2 class="rail-title">{words.group_closing()}</h2>
            <ul class="rail-group">{entry(PIPELINE, words)} {entry(DEALS, words)}</ul>
            <h2 class="rail-title">{words.group_shared()}</h2>
            <ul class="rail-group">
                {entry(ACCOUNTS, words)} {entry(PEOPLE, words)} {entry(IMPORT, words)} {entry(SETTINGS, words)}
            </ul>
        </nav>
    }
}

/// Five places within reach of a thumb; the rest stands in settings and in the member's menu.
#[component]
pub fn BottomBar() -> impl IntoView {
    let words = use_words();
    view! {
        <nav class="bottom-bar" aria-label=words.main_navigation()>
            <ul>
                {entry(TODAY, words)} {entry(PIPELINE, words)} {entry(ACCOUNTS, words)} {entry(PEOPLE, words)}
                {entry(SETTINGS, words)}
            </ul>
        </nav>
    }
}

fn entry(place: Place, words: Words) -> AnyView {
    view! {
        <li>
            <A href=place.href attr:class="place">
                <Icon name=place.icon/>
                <span>{(place.name)(words)}</span>
            </A>
        </li>
    }
    .into_any()
}
