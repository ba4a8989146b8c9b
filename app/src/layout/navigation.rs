//! Where one can go, in the order of the sales process: the rail, and on a phone the bottom bar.

use super::{Logo, use_viewer};
use crate::routes;
use crate::today::WaitingCount;
use crate::ui::{Icon, Menu};
use crate::words::{Words, use_words};
use domain::team::Right;
use leptos::prelude::*;
use leptos_router::components::A;
use leptos_router::hooks::use_location;

#[derive(Clone, Copy)]
struct Place {
    href: &'static str,
    icon: &'static str,
    name: fn(Words) -> &'static str,
}

const TODAY: Place = Place { href: routes::TODAY, icon: "list-checks", name: Words::today };
const LEADS: Place = Place { href: routes::LEADS, icon: "user-plus", name: Words::leads };
const HANDOVERS: Place = Place { href: routes::HANDOVERS, icon: "handshake", name: Words::handovers };
const PIPELINE: Place = Place { href: routes::PIPELINE, icon: "square-kanban", name: Words::pipeline };
const DEALS: Place = Place { href: routes::DEALS, icon: "table-2", name: Words::deals };
const FORECAST: Place = Place { href: routes::FORECAST, icon: "chart-column", name: Words::forecast };
const ACCOUNTS: Place = Place { href: routes::ACCOUNTS, icon: "building-2", name: Words::accounts };
const PEOPLE: Place = Place { href: routes::PEOPLE, icon: "users", name: Words::people };
/// For those who may bring records in.
const IMPORT: Place = Place { href: routes::IMPORT, icon: "file-up", name: Words::import };
const SETTINGS: Place = Place { href: routes::SETTINGS, icon: "settings", name: Words::settings };

#[component]
pub fn Rail() -> impl IntoView {
    let words = use_words();
    view! {
        <nav class="rail" aria-label=words.main_navigation()>
            <A href=routes::HOME attr:class="rail-home">
                <Logo/>
            </A>
            <ul class="rail-group">{entries(&[TODAY], words)}</ul>
            <h2 class="rail-title">{words.group_prospecting()}</h2>
            <ul class="rail-group">{entries(&[LEADS, HANDOVERS], words)}</ul>
            <h2 class="rail-title">{words.group_closing()}</h2>
            <ul class="rail-group">{entries(&[PIPELINE, FORECAST, DEALS], words)}</ul>
            <h2 class="rail-title">{words.group_shared()}</h2>
            <ul class="rail-group">{entries(&shared(&[ACCOUNTS, PEOPLE]), words)}</ul>
        </nav>
    }
}

/// Five places within reach of a thumb; the fifth opens the rest.
#[component]
pub fn BottomBar() -> impl IntoView {
    let words = use_words();
    let trigger = move || view! { <Icon name="menu"/><span>{words.more()}</span> };
    let rest = move |place: Place| {
        view! {
            <A href=place.href attr:class="menu-item">
                <Icon name=place.icon/>
                {(place.name)(words)}
            </A>
        }
    };
    view! {
        <nav class="bottom-bar" aria-label=words.main_navigation()>
            <ul>
                {entries(&[TODAY, LEADS, PIPELINE, DEALS], words)}
                <li>
                    <Menu id="more-places" label=words.more() trigger>
                        {shared(&[HANDOVERS, FORECAST, ACCOUNTS, PEOPLE]).into_iter().map(rest).collect_view()}
                    </Menu>
                </li>
            </ul>
        </nav>
    }
}

/// What all roles share, with what this member may besides.
fn shared(first: &[Place]) -> Vec<Place> {
    let imports = use_viewer().with_untracked(|it| it.may_ever(Right::Import));
    let rest = [IMPORT, SETTINGS].into_iter().filter(|it| imports || it.href != IMPORT.href);
    first.iter().copied().chain(rest).collect()
}

fn entries(places: &[Place], words: Words) -> AnyView {
    let path = use_location().pathname;
    let entry = move |place: Place| {
        // The board by owner and the board of another day are boards, at addresses of their own; leads have such, too.
        let within: &'static [&'static str] = match place.href {
            routes::PIPELINE => &[routes::LANES, routes::HEAT_MAP, routes::PAST],
            routes::LEADS => &[routes::OUTBOUND, routes::DUPLICATES],
            _ => &[],
        };
        let here = move || path.with(|path| within.iter().any(|it| path.starts_with(it)));
        view! {
            <li>
                <A href=place.href attr:class="place" class:place-current=here>
                    <Icon name=place.icon/>
                    <span>{(place.name)(words)}</span>
                    {(place.href == routes::TODAY).then(|| view! { <WaitingCount/> })}
                </A>
            </li>
        }
    };
    places.iter().copied().map(entry).collect_view().into_any()
}
