//! The settings: what can be set, and the way between their pages.

use crate::icp::IcpReminder;
use crate::layout::Page;
use crate::routes;
use crate::ui::{Icon, Panel, TabLink, Tabs};
use crate::words::{Words, use_words};
use leptos::prelude::*;
use leptos_router::components::A;

struct Place {
    href: &'static str,
    icon: &'static str,
    name: fn(Words) -> &'static str,
    about: fn(Words) -> &'static str,
}

static MINE: [Place; 3] = [
    Place { href: routes::PROFILE, icon: "user", name: Words::profile, about: Words::profile_about },
    Place {
        href: routes::SESSIONS,
        icon: "monitor-smartphone",
        name: Words::sessions,
        about: Words::sessions_about,
    },
    Place { href: routes::TOKENS, icon: "key-round", name: Words::tokens, about: Words::tokens_about },
];

static TEAM: [Place; 2] = [
    Place { href: routes::MEMBERS, icon: "users", name: Words::members, about: Words::members_about },
    Place { href: routes::TEAMS, icon: "users-round", name: Words::teams, about: Words::teams_about },
];

static PROCESS: [Place; 12] = [
    Place { href: routes::ICP, icon: "target", name: Words::icp, about: Words::icp_about },
    Place { href: routes::ROUTING, icon: "user-check", name: Words::routing, about: Words::routing_about },
    Place {
        href: routes::QUALIFICATION,
        icon: "funnel",
        name: Words::qualification,
        about: Words::qualification_about,
    },
    Place {
        href: routes::FRAMEWORKS,
        icon: "list-checks",
        name: Words::frameworks,
        about: Words::frameworks_about,
    },
    Place {
        href: routes::PIPELINES,
        icon: "square-kanban",
        name: Words::pipeline_title,
        about: Words::settings_pipelines_about,
    },
    Place {
        href: routes::PRODUCTS,
        icon: "package",
        name: Words::settings_products,
        about: Words::settings_products_about,
    },
    Place {
        href: routes::CALENDAR,
        icon: "calendar-days",
        name: Words::calendar,
        about: Words::calendar_about,
    },
    Place { href: routes::EXCHANGE, icon: "banknote", name: Words::exchange, about: Words::exchange_about },
    Place { href: routes::WEB_FORMS, icon: "inbox", name: Words::web_forms, about: Words::web_forms_about },
    Place { href: routes::SIGNALS, icon: "activity", name: Words::signals, about: Words::signals_about },
    Place { href: routes::DEMO, icon: "lightbulb", name: Words::demo, about: Words::demo_about },
    Place { href: routes::IMPORT, icon: "file-up", name: Words::import, about: Words::settings_import_about },
];

/// `/settings`: everything that can be set, each with half a line about it.
#[component]
pub fn SettingsIndex() -> impl IntoView {
    let words = use_words();
    let entry = move |place: &'static Place| {
        view! {
            <li>
                <A href=place.href attr:class="setting">
                    <Icon name=place.icon/>
                    <span class="setting-text">
                        <strong>{(place.name)(words)}</strong>
                        <span>{(place.about)(words)}</span>
                    </span>
                    <Icon name="chevron-right"/>
                </A>
            </li>
        }
    };
    let group = move |title: &'static str, places: &'static [Place]| {
        let entries = places.iter().map(entry).collect_view();
        view! { <Panel title flush=true><ul class="setting-list">{entries}</ul></Panel> }
    };
    view! {
        <Page title=words.settings() note=words.settings_note()>
            <IcpReminder/>
            <div class="settings-index">
                {group(words.settings_mine(), &MINE)}
                {group(words.settings_team(), &TEAM)}
                {group(words.settings_process(), &PROCESS)}
            </div>
        </Page>
    }
}

/// One page of the settings, with the way to the others above it.
#[component]
pub fn SettingsPage(
    #[prop(into)] title: Signal<String>,
    #[prop(optional, into)] note: MaybeProp<String>,
    children: Children,
) -> impl IntoView {
    let words = use_words();
    let tab = move |place: &'static Place| view! { <TabLink href=place.href>{(place.name)(words)}</TabLink> };
    // The import is a page of its own, outside of the settings.
    let places = MINE.iter().chain(&TEAM).chain(&PROCESS).filter(|it| it.href != routes::IMPORT);
    view! {
        <Page title note>
            <div class="settings-tabs"><Tabs label=words.settings()>{places.map(tab).collect_view()}</Tabs></div>
            <div class="settings-body">{children()}</div>
        </Page>
    }
}
