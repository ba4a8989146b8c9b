//! `/settings/signals`: what arrived lately and whose it is, so that whoever connects a site or a product sees that it
//! works, and who is not known yet.

use super::api::read_arrived;
use crate::accounts::Loaded;
use crate::layout::use_viewer;
use crate::team::SettingsPage;
use crate::ui::{Badge, ChipLink, Chips, EmptyState, Panel, Table, Tone};
use crate::wire::reading;
use crate::words::{Words, use_words};
use crate::{live, pipeline, routes};
use domain::Key;
use domain::events::Topic;
use domain::signals::{Arrived, Family, KeptSignal, Wish};
use leptos::either::Either;
use leptos::prelude::*;
use leptos_router::components::A;
use leptos_router::hooks::use_query_map;

/// Where a program sends them.
const EXAMPLE: &str = r#"curl -X POST https://…/api/v1/signals \
  -H "Authorization: Bearer baton_…" -H "Content-Type: application/json" \
  -d '{ "signals": [{
        "key": "evt_9f2c", "kind": "limit_used", "email": "seoa@hanbit.kr",
        "value": 82, "properties": { "limit": "messages" },
        "at": "2026-11-30T09:00:00+09:00" }] }'"#;

#[component]
pub fn SignalsPage() -> impl IntoView {
    let words = use_words();
    let query = use_query_map();
    let wish = Memo::new(move |_| query.with(|it| Wish::of_pairs(|name| it.get_str(name))));
    let concerned = [Topic::Signal, Topic::Person, Topic::Account];
    let changed = live::changed(move |event| concerned.contains(&event.topic));
    let arrived = reading(move || (wish.get(), changed.get()), |(wish, _)| read_arrived(wish));
    view! {
        <SettingsPage title=words.signals() note=words.signals_note()>
            <Kinds wish/>
            <Loaded of=arrived show=move |arrived| view! { <List arrived wish/> }.into_any()/>
            <HowTo/>
        </SettingsPage>
    }
}

fn address(wish: Wish) -> String {
    format!("{}{}", routes::SIGNALS, pipeline::query(&wish.pairs()))
}

#[component]
fn Kinds(wish: Memo<Wish>) -> impl IntoView {
    let words = use_words();
    let chip = move |of: Wish, name: &'static str| {
        let pressed = Signal::derive(move || wish.with(|it| Wish { before: None, ..*it } == of));
        view! { <ChipLink href=address(of) pressed>{name}</ChipLink> }
    };
    let family = |family| (Wish { family: Some(family), ..Wish::default() }, words.family(family));
    let all = (Wish::default(), words.signals_all());
    let unknown = (Wish { unknown: true, ..Wish::default() }, words.signals_unknown());
    let kinds = [all].into_iter().chain(Family::ALL.map(family)).chain([unknown]);
    view! { <Chips label=words.signals_filter()>{kinds.map(|(of, name)| chip(of, name)).collect_view()}</Chips> }
}

#[component]
fn List(arrived: Signal<Arrived>, wish: Memo<Wish>) -> impl IntoView {
    let words = use_words();
    let ways = move || {
        let wish = wish.get();
        let newest = wish.before.is_some().then(|| {
            view! { <A href=address(Wish { before: None, ..wish })>{words.signals_newest()}</A> }
        });
        let older = arrived.with(|it| it.older).map(|before| {
            view! { <A href=address(Wish { before: Some(before), ..wish })>{words.signals_older()}</A> }
        });
        (newest.is_some() || older.is_some())
            .then(|| view! { <div class="panel-more exchange-ways">{newest}{older}</div> })
    };
    let list = move || {
        let arrived = arrived.get();
        if arrived.signals.is_empty() {
            let text = if wish.get() == Wish::default() {
                words.signals_empty()
            } else {
                words.signals_empty_filter()
            };
            return view! { <EmptyState text icon="activity"/> }.into_any();
        }
        view! { <Rows arrived/> }.into_any()
    };
    let note = move || {
        wish.get().unknown.then(|| view! { <p class="quiet signals-note">{words.signals_unknown_note()}</p> })
    };
    view! { {note}<Panel title=words.signals_list() flush=true>{list}{ways}</Panel> }
}

#[component]
fn Rows(arrived: Arrived) -> impl IntoView {
    let words = use_words();
    let viewer = use_viewer();
    let row = |it: KeptSignal| {
        let (when, full, happened) = viewer.with_untracked(|viewer| {
            let said = |at| words.ago(at, arrived.now, &viewer.zone);
            (
                said(it.received_at),
                words.moment(it.received_at, arrived.now, &viewer.zone),
                said(it.occurred_at),
            )
        });
        let late = (happened != when)
            .then(|| view! { <span class="quiet">{words.signal_happened(&happened)}</span> });
        let properties = it.properties.iter().map(|it| words.property(it)).collect::<Vec<_>>().join(" · ");
        let family = words.family(it.kind.family());
        view! {
            <tr>
                <td class="signal-when" title=full>{when}</td>
                <th scope="row">
                    <span class="signal-what">{words.signal(it.kind, it.value)}</span>
                    <span class="signal-more quiet">
                        <span>{family}</span>
                        {(!properties.is_empty()).then_some(view! { <span>{properties}</span> })}
                        {late}
                    </span>
                </th>
                <td>{who(words, &it)}</td>
                <td class="from-tablet">{account(&it)}</td>
            </tr>
        }
    };
    let rows = arrived.signals.clone().into_iter().map(row).collect_view();
    view! {
        <Table label=words.signals_list()>
            <thead>
                <tr>
                    <th scope="col">{words.signals_when()}</th>
                    <th scope="col">{words.signals_what()}</th>
                    <th scope="col">{words.signals_who()}</th>
                    <th scope="col" class="from-tablet">{words.field_account()}</th>
                </tr>
            </thead>
            <tbody>{rows}</tbody>
        </Table>
    }
}

fn who(words: Words, it: &KeptSignal) -> impl IntoView + use<> {
    match &it.person {
        Some(person) => {
            let name = person.name.clone();
            Either::Left(view! { <A href=routes::person(person.id)>{name}</A> })
        }
        None => {
            let said = it.email.clone().or_else(|| it.domain.clone());
            let unknown = it
                .account
                .is_none()
                .then(|| view! { " "<Badge tone=Tone::Warn>{words.signals_unknown()}</Badge> });
            Either::Right(view! { <span class="signal-address">{said}</span>{unknown} })
        }
    }
}

fn account(it: &KeptSignal) -> impl IntoView + use<> {
    match it.account.as_ref().and_then(|it| Some((Key::account(it.number?), it.name.clone()))) {
        Some((key, name)) => Either::Left(view! { <A href=routes::account(key)>{name}</A> }),
        None => Either::Right(view! { <span class="quiet">{it.domain.clone()}</span> }),
    }
}

/// What whoever connects a site or a product needs to begin.
#[component]
fn HowTo() -> impl IntoView {
    let words = use_words();
    view! {
        <Panel title=words.signals_how()>
            <p class="quiet">{words.signals_how_note()}</p>
            <pre class="signals-example" tabindex="0" aria-label=words.signals_how()>{EXAMPLE}</pre>
            <p class="signals-ways">
                <A href=routes::TOKENS>{words.signals_how_key()}</A>
                <a href="/api" rel="external">{words.signals_how_document()}</a>
            </p>
        </Panel>
    }
}
