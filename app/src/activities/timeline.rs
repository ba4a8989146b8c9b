//! Everything that happened with a record, newest first, and the form that adds to it.

use super::activity_edit::Acts;
use super::api::{LogActivity, read_timeline};
use super::log_form::LogForm;
use super::parts::concerns;
use super::timeline_line::Line;
use crate::forms::{error_of, succeeded};
use crate::layout::use_viewer;
use crate::pipeline::query;
use crate::request::derived;
use crate::ui::keys::plain_key;
use crate::ui::{ButtonLink, ChipLink, Chips, EmptyState, Kbd, Look, use_toasts};
use crate::wire::reading;
use crate::words::use_words;
use crate::{live, ui};
use domain::accounts::PersonLink;
use domain::activities::{Before, Moment, Shown, Subject};
use domain::team::Right;
use leptos::prelude::*;
use leptos::{ev, html};
use leptos_router::NavigateOptions;
use leptos_router::hooks::{use_location, use_navigate, use_query_map};
use uuid::Uuid;
use wasm_bindgen::JsCast;
use web_sys::HtmlElement;

/// How many moments a page begins with, and how many more come at a time.
const PAGE: u32 = 20;
/// The most that are shown together; older ones have a page of their own.
const MOST: u32 = 300;

/// The timeline of a record as a panel. Reads itself again when something happens.
#[component]
pub fn Timeline(
    #[prop(into)] subject: Signal<Subject>,
    /// Whom things are done with, on a deal or an account.
    #[prop(optional)]
    with: Option<Signal<Vec<PersonLink>>>,
) -> impl IntoView {
    let words = use_words();
    let viewer = use_viewer();
    let log = ServerAction::<LogActivity>::new();
    let may_log = Memo::new(move |_| viewer.with(|it| it.may_ever(Right::Log)));
    view! {
        <section class="panel timeline-panel" aria-label=words.timeline_title()>
            <header class="panel-head"><h2>{words.timeline_title()}</h2></header>
            <div class="panel-body">
                {move || may_log.get().then(|| view! { <Log subject action=log with/> })}
                {move || (!matches!(subject.get(), Subject::Deal(_))).then(|| view! { <WhatIsShown/> })}
                <Moments subject log/>
            </div>
        </section>
    }
}

/// The form behind its word at the right of the heading. `A` opens it from anywhere on the page, and so
/// does an address that ends in `?log=1`.
#[component]
fn Log(
    subject: Signal<Subject>,
    action: ServerAction<LogActivity>,
    with: Option<Signal<Vec<PersonLink>>>,
) -> impl IntoView {
    let words = use_words();
    let toasts = use_toasts();
    let place = NodeRef::<html::Details>::new();
    // Without scripts a refused form comes back with the page: then it stands open with what is wrong.
    let asked = use_query_map().with_untracked(|it| it.get_str("log").is_some())
        || error_of(action).with_untracked(Option::is_some);
    let query = use_query_map();
    Effect::new(move |_| {
        let asked = query.with(|it| it.get_str("log").is_some());
        if let (true, Some(place)) = (asked, place.get()) {
            place.set_open(true);
        }
    });
    let logged = succeeded(action);
    Effect::new(move |before: Option<u32>| {
        let count = logged.get();
        if before.is_some_and(|before| before != count) {
            toasts.say(words.log_done());
            if let Some(place) = place.get_untracked() {
                place.set_open(false);
            }
        }
        count
    });
    Effect::new(move |_| {
        let handle = window_event_listener(ev::keydown, move |ev| {
            if plain_key(&ev).as_deref() == Some("KeyA")
                && let Some(place) = place.get_untracked()
            {
                ev.prevent_default();
                place.set_open(true);
                focus_first(&place);
            }
        });
        on_cleanup(move || handle.remove());
    });
    view! {
        <details class="log" node_ref=place open=asked>
            <summary class="log-open" aria-keyshortcuts="A">{words.log_open()} <Kbd>"A"</Kbd></summary>
            <LogForm subject action with/>
        </details>
    }
}

fn focus_first(place: &HtmlElement) {
    let first = place.query_selector("input[type=radio]:checked").ok().flatten();
    if let Some(first) = first.and_then(|it| it.dyn_into::<HtmlElement>().ok()) {
        first.focus().ok();
    }
}

/// A product in use says so much that a call would be lost in it, so either may be looked at by itself.
#[component]
fn WhatIsShown() -> impl IntoView {
    let words = use_words();
    let shown = use_shown();
    let path = use_location().pathname;
    let chip = move |of: Shown| {
        let name = match of {
            Shown::All => words.timeline_all(),
            Shown::Ours => words.timeline_ours(),
            Shown::Signals => words.timeline_signals(),
        };
        let href = move || place(&path.get(), of, None);
        let pressed = Signal::derive(move || shown.get() == of);
        view! { <ChipLink href=Signal::derive(href) pressed>{name}</ChipLink> }
    };
    view! { <div class="timeline-shown"><Chips label=words.timeline_shown()>{Shown::ALL.map(chip).collect_view()}</Chips></div> }
}

fn use_shown() -> Memo<Shown> {
    let query = use_query_map();
    Memo::new(move |_| query.with(|it| it.get_str("show").map(Shown::of_code).unwrap_or_default()))
}

/// The address of what a timeline shows, from a moment on.
fn place(path: &str, shown: Shown, before: Option<Before>) -> String {
    let show = (shown != Shown::All).then(|| ("show", shown.code().to_owned()));
    let before = before.map(|it| ("before", it.to_string()));
    format!("{path}{}", query(&show.into_iter().chain(before).collect::<Vec<_>>()))
}

#[component]
fn Moments(subject: Signal<Subject>, log: ServerAction<LogActivity>) -> impl IntoView {
    let words = use_words();
    let query = use_query_map();
    let path = use_location().pathname;
    let before =
        Memo::new(move |_| query.with(|it| it.get_str("before").and_then(|it| it.parse::<Before>().ok())));
    let limit = RwSignal::new(PAGE);
    let shown = use_shown();
    Effect::new(move |_| {
        subject.track();
        shown.track();
        limit.set(PAGE);
    });
    let news = live::changed(move |event| concerns(event, subject.get_untracked()));
    let acts = Acts { edit: ServerAction::new(), remove: ServerAction::new() };
    let acted = move || log.version().get() + acts.edit.version().get() + acts.remove.version().get();
    let read = reading(
        move || (subject.get(), shown.get(), before.get(), limit.get(), acted(), news.get()),
        |(subject, shown, before, limit, ..)| read_timeline(subject, shown, before, limit),
    );
    let found = derived(move |_| read.get().and_then(Result::ok));
    let now = derived(move |_| found.with(|it| it.as_ref().map(|it| it.now)).unwrap_or_default());
    let older = derived(move |_| found.with(|it| it.as_ref().and_then(|it| it.older)));
    let is_empty = derived(move |_| found.with(|it| it.as_ref().is_some_and(|it| it.moments.is_empty())));
    let ids = move || {
        found
            .with(|it| it.as_ref().map(|it| it.moments.iter().map(|it| it.id).collect::<Vec<_>>()))
            .unwrap_or_default()
    };
    // The page as it is, but for an activity that is being corrected on it.
    let back = Memo::new(move |_| place(&path.get(), shown.get(), before.get()));
    after_correction(acts, back);
    let line = move |id: Uuid| {
        let known = move || found.with(|it| it.as_ref()?.moments.iter().find(|it| it.id == id).cloned());
        // A moment that just left the list keeps its last look until its line is gone.
        let moment =
            derived(move |before: Option<&Option<Moment>>| known().or_else(|| before.cloned().flatten()));
        view! { <Line id moment now subject acts back/> }
    };
    let error = move || read.get().and_then(Result::err);
    let more_href = Signal::derive(move || place(&path.get(), shown.get(), older.get()));
    let newest = Signal::derive(move || place(&path.get(), shown.get(), None));
    let empty = move || {
        if shown.get() == Shown::Signals { words.timeline_empty_signals() } else { words.timeline_empty() }
    };
    // With scripts the list grows in place; without, and for a very long one, the link leads to a page.
    let grow = move |ev: ev::MouseEvent| {
        if before.get_untracked().is_none() && limit.get_untracked() < MOST {
            ev.prevent_default();
            limit.update(|it| *it = (*it + PAGE).min(MOST));
        }
    };
    view! {
        <Transition>
            {move || error().map(|error| view! { <p class="form-problem" role="alert">{words.app_error(&error)}</p> })}
            {move || is_empty.get().then(|| view! { <EmptyState text=empty() icon="history"/> })}
            <ui::Timeline>
                <For each=ids key=|it| *it children=line/>
            </ui::Timeline>
            <div class="timeline-foot">
                {move || before.get().map(|_| view! {
                    <ButtonLink href=newest look=Look::Plain small=true>{words.timeline_newest()}</ButtonLink>
                })}
                {move || older.get().is_some().then(|| view! {
                    <a class="button button-small" href=move || more_href.get() on:click=grow>{words.timeline_more()}</a>
                })}
            </div>
        </Transition>
    }
}

/// With scripts a form that was taken closes, and the page stays where it is.
fn after_correction(acts: Acts, back: Memo<String>) {
    let (words, toasts) = (use_words(), use_toasts());
    let leave = use_navigate();
    let (edited, removed) = (succeeded(acts.edit), succeeded(acts.remove));
    Effect::new(move |before: Option<(u32, u32)>| {
        let now = (edited.get(), removed.get());
        if before.is_some_and(|before| before != now) {
            let of_edit = before.is_some_and(|before| before.0 != now.0);
            toasts.say(if of_edit { words.activity_edited() } else { words.activity_removed() });
            let stay = NavigateOptions { scroll: false, replace: true, ..Default::default() };
            leave(&back.get_untracked(), stay);
        }
        now
    });
}
