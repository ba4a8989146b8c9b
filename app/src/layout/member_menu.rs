//! The member's own menu: profile, language, theme, and the way out. Plain forms, so that the page is
//! loaded again in the chosen language and nothing of a signed-out member stays in memory.

use super::use_viewer;
use crate::ui::{Avatar, Icon, Menu};
use crate::words::use_words;
use crate::{request, routes};
use domain::Locale;
use domain::team::Theme;
use leptos::prelude::*;
use leptos_router::components::A;

#[component]
pub fn MemberMenu() -> impl IntoView {
    let words = use_words();
    let viewer = use_viewer();
    let (name, id) = viewer.with_untracked(|it| (it.name.clone(), it.member));
    let label = words.my_menu(&name);
    let picture_name = name.clone();
    let trigger = move || view! { <Avatar name=picture_name.clone() id silent=true/> };
    view! {
        <Menu id="member-menu" label trigger>
            <div class="menu-head">
                <strong>{name}</strong>
                <span>{move || viewer.with(|it| it.workspace_name.clone())}</span>
            </div>
            <A href=routes::PROFILE attr:class="menu-item"><Icon name="user"/>{words.my_profile()}</A>
            <A href=routes::SESSIONS attr:class="menu-item"><Icon name="monitor-smartphone"/>{words.my_sessions()}</A>
            <hr/>
            <LanguageForm/>
            <ThemeForm/>
            <hr/>
            <form method="post" action="/api/auth/sign_out">
                <button class="menu-item" type="submit"><Icon name="log-out"/>{words.sign_out()}</button>
            </form>
        </Menu>
    }
}

/// One button per language; the present one is pressed.
#[component]
pub fn LanguageForm() -> impl IntoView {
    let words = use_words();
    let name = |locale| match locale {
        Locale::Ko => words.language_ko(),
        Locale::En => words.language_en(),
    };
    let entry = |locale: Locale| {
        view! {
            <button name="locale" value=locale.tag() lang=locale.tag() aria-pressed=(locale == words.locale).to_string()>
                {name(locale)}
            </button>
        }
    };
    view! {
        <form class="segments" method="post" action="/api/auth/set_locale" aria-label=words.language()>
            {Locale::ALL.map(entry).collect_view()}
        </form>
    }
}

#[component]
pub fn ThemeForm() -> impl IntoView {
    let words = use_words();
    let now = request::theme();
    let entry = |(theme, code, name): (Theme, &'static str, &'static str)| {
        view! {
            <button name="theme" value=code aria-pressed=(theme == now).to_string()>{name}</button>
        }
    };
    let entries = [
        (Theme::System, "system", words.theme_system()),
        (Theme::Light, "light", words.theme_light()),
        (Theme::Dark, "dark", words.theme_dark()),
    ];
    view! {
        <form class="segments" method="post" action="/api/auth/set_theme" aria-label=words.theme()>
            {entries.map(entry).collect_view()}
        </form>
    }
}

/// On or off, for whoever's computer types letters they did not mean.
#[component]
pub fn LetterKeysForm() -> impl IntoView {
    let words = use_words();
    let now = request::letter_keys();
    let entry = |(on, name): (bool, &'static str)| {
        view! { <button name="on" value=on.to_string() aria-pressed=(on == now).to_string()>{name}</button> }
    };
    view! {
        <form class="segments" method="post" action="/api/auth/set_letter_keys" aria-label=words.keys_title()>
            {[(true, words.keys_on()), (false, words.keys_off())].map(entry).collect_view()}
        </form>
    }
}
