//! The search box of every page. A plain form that leads to the page of results; woken up, hits appear
//! below it while one types.

use super::api::find;
use super::{Kind, groups, note};
use crate::accounts::address;
use crate::layout::SEARCH_BOX;
use crate::routes;
use crate::ui::combobox::{Offers, Pressed};
use crate::ui::{Icon, IconLink, Kbd, use_toasts};
use crate::words::use_words;
use domain::search::Hit;
use leptos::html;
use leptos::prelude::*;
use leptos_router::components::A;
use leptos_router::hooks::use_navigate;

const LIST: &str = "search-hits";

#[component]
pub fn SearchBox() -> impl IntoView {
    let words = use_words();
    let toasts = use_toasts();
    let navigate = use_navigate();
    let place = NodeRef::<html::Input>::new();
    let typed = RwSignal::new(String::new());
    let offers = Offers::<Hit>::new();
    let leave = Callback::new(move |()| {
        offers.clear();
        typed.set(String::new());
        if let Some(place) = place.get_untracked() {
            place.set_value("");
            place.blur().ok();
        }
    });
    let look = move |text: String| {
        typed.set(text.clone());
        if text.trim().is_empty() {
            offers.clear();
            return;
        }
        offers.ask(move || async move {
            let found = find(text).await.ok()?;
            toasts.announce(words.search_found(i64::try_from(found.len()).unwrap_or(i64::MAX)));
            Some(found)
        });
    };
    // Whoever typed before the page woke up is not made to type again.
    Effect::new(move |_| {
        let Some(place) = place.get().filter(|it| !it.value().is_empty()) else { return };
        let is_here = document().active_element().is_some_and(|it| place.is_same_node(Some(&it)));
        if is_here { look(place.value()) } else { typed.set(place.value()) }
    });
    let on_key = {
        let navigate = navigate.clone();
        move |ev| {
            if let Pressed::Chosen(hit) = offers.press(&ev) {
                leave.run(());
                navigate(&address(hit.found), Default::default());
            }
        }
    };
    // The form would load the page anew.
    let on_submit = move |ev: leptos::ev::SubmitEvent| {
        ev.prevent_default();
        let text = typed.get_untracked();
        if !text.trim().is_empty() {
            offers.clear();
            navigate(&routes::search(text.trim()), Default::default());
        }
    };
    let shown = move || offers.open.get() && !typed.with(|it| it.trim().is_empty());
    let active = move || offers.at.get().filter(|_| shown()).map(option_id);
    let option = move |(at, hit): (usize, Hit)| {
        let note = note(&hit);
        view! {
            <div class="hit-place" role="presentation">
                <A
                    href=address(hit.found)
                    attr:class="hit"
                    attr:role="option"
                    attr:id=option_id(at)
                    attr:tabindex="-1"
                    attr:aria-selected=move || (offers.at.get() == Some(at)).to_string()
                    on:click=move |_| leave.run(())
                >
                    <span class="hit-title">{hit.title}</span>
                    <span class="hit-note">{note}</span>
                </A>
            </div>
        }
    };
    let group = move |(kind, hits): (Kind, Vec<(usize, Hit)>)| {
        let title = format!("{LIST}-{}", kind.icon());
        view! {
            <div class="hit-group" role="group" aria-labelledby=title>
                <div class="hit-kind" id=title.clone() role="presentation"><Icon name=kind.icon()/>{kind.name(words)}</div>
                {hits.into_iter().map(option).collect_view()}
            </div>
        }
    };
    let results = move || {
        let query = typed.get();
        offers.found.with(|hits| {
            if hits.is_empty() {
                return view! { <div class="hit-nothing" role="presentation">{words.search_nothing(query.trim())}</div> }.into_any();
            }
            groups(hits).into_iter().map(group).collect_view().into_any()
        })
    };
    view! {
        <form class="search-box" method="get" action=routes::SEARCH role="search" on:submit=on_submit>
            <Icon name="search"/>
            <input
                id=SEARCH_BOX
                type="search"
                name="q"
                node_ref=place
                autocomplete="off"
                maxlength="100"
                placeholder=words.search_everything()
                aria-label=words.search_everything()
                aria-keyshortcuts="Control+K Meta+K /"
                role="combobox"
                aria-autocomplete="list"
                aria-expanded=move || shown().to_string()
                aria-controls=LIST
                aria-activedescendant=active
                on:input=move |ev| look(event_target_value(&ev))
                on:keydown=on_key
                on:focus=move |_| if offers.found.with_untracked(|it| !it.is_empty()) { offers.open.set(true) }
                on:blur=move |_| offers.close()
            />
            <Kbd>"⌘K"</Kbd>
            // A press on a hit must not take the focus away before it is a click.
            <div class="hits" id=LIST role="listbox" aria-label=words.search_results() hidden=move || !shown()
                on:mousedown=move |ev| ev.prevent_default()>
                {results}
            </div>
        </form>
        <span class="search-link"><IconLink icon="search" href=routes::SEARCH label=words.search()/></span>
    }
}

fn option_id(at: usize) -> String {
    format!("{LIST}-{at}")
}
