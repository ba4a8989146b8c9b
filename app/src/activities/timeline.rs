//! Everything that happened with a record, newest first, and the form that adds to it.

use super::api::{LogActivity, read_timeline};
use super::log_form::LogForm;
use super::parts::concerns;
use crate::forms::{error_of, succeeded};
use crate::layout::use_viewer;
use crate::ui::keys::plain_key;
use crate::ui::{ButtonLink, EmptyState, Kbd, Look, TimelineItem, Tone, use_toasts};
use crate::wire::{derived, reading};
use crate::words::use_words;
use crate::{live, routes, ui};
use chrono::{DateTime, Utc};
use domain::Key;
use domain::accounts::PersonLink;
use domain::activities::{Before, Happened, Moment, Subject};
use domain::team::Right;
use leptos::prelude::*;
use leptos::{ev, html};
use leptos_router::components::A;
use leptos_router::hooks::{use_location, use_query_map};
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
    /// Whom things are done with, on a deal.
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

#[component]
fn Moments(subject: Signal<Subject>, log: ServerAction<LogActivity>) -> impl IntoView {
    let words = use_words();
    let query = use_query_map();
    let path = use_location().pathname;
    let before =
        Memo::new(move |_| query.with(|it| it.get_str("before").and_then(|it| it.parse::<Before>().ok())));
    let limit = RwSignal::new(PAGE);
    Effect::new(move |_| {
        subject.track();
        limit.set(PAGE);
    });
    let news = live::changed(move |event| concerns(event, subject.get_untracked()));
    let read = reading(
        move || (subject.get(), before.get(), limit.get(), log.version().get(), news.get()),
        |(subject, before, limit, ..)| read_timeline(subject, before, limit),
    );
    let found = move || read.get().and_then(Result::ok);
    let now = derived(move |_| found().map(|it| it.now).unwrap_or_default());
    let older = derived(move |_| found().and_then(|it| it.older));
    let is_empty = derived(move |_| found().is_some_and(|it| it.moments.is_empty()));
    let error = move || read.get().and_then(Result::err);
    let more_href = Signal::derive(move || match older.get() {
        Some(before) => format!("{}?before={before}", path.get()),
        None => path.get(),
    });
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
            {move || is_empty.get().then(|| view! { <EmptyState text=words.timeline_empty() icon="history"/> })}
            <ui::Timeline>
                <For
                    each=move || found().map(|it| it.moments).unwrap_or_default()
                    key=|it| it.id
                    children=move |moment| view! { <Line moment now subject/> }
                />
            </ui::Timeline>
            <div class="timeline-foot">
                {move || before.get().map(|_| view! {
                    <ButtonLink href=path look=Look::Plain small=true>{words.timeline_newest()}</ButtonLink>
                })}
                {move || older.get().is_some().then(|| view! {
                    <a class="button button-small" href=move || more_href.get() on:click=grow>{words.timeline_more()}</a>
                })}
            </div>
        </Transition>
    }
}

/// One moment: when, what, who, and on which deal where that is not plain.
#[component]
fn Line(moment: Moment, now: Signal<DateTime<Utc>>, subject: Signal<Subject>) -> impl IntoView {
    let words = use_words();
    let viewer = use_viewer();
    let Moment { at, by, deal, deal_number, deal_name, what, .. } = moment;
    let tone = match what {
        Happened::Moved { .. } => Tone::Accent,
        Happened::TaskDone { .. } => Tone::Good,
        _ => Tone::Neutral,
    };
    let said = {
        let what = what.clone();
        Memo::new(move |_| viewer.with(|it| words.happened(&what, it.zone.day(now.get()))))
    };
    let lines = said.with_untracked(|it| it.1.clone());
    let by = by.map(|id| viewer.with_untracked(|it| it.member_name(id).unwrap_or_default().to_owned()));
    let by = by.unwrap_or_else(|| words.timeline_by_product().to_owned());
    let elsewhere = move || !matches!(subject.get(), Subject::Deal(id) if Some(id) == deal);
    let deal = deal_number.zip(deal_name).map(|(number, name)| {
        let href = routes::deal(Key::deal(number));
        move || {
            let (href, name) = (href.clone(), name.clone());
            elsewhere().then(|| view! { " · "<A href>{name}</A> })
        }
    });
    let when = move || viewer.with(|it| words.ago(at, now.get(), &it.zone));
    let full = move || viewer.with(|it| words.moment(at, now.get(), &it.zone));
    view! {
        <TimelineItem when=Signal::derive(when) full=Signal::derive(full) title=Signal::derive(move || said.with(|it| it.0.clone())) tone>
            {lines.into_iter().map(|it| view! { <p>{it}</p> }).collect_view()}
            <p class="moment-by">{by}{deal}</p>
        </TimelineItem>
    }
}
