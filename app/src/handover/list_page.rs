//! All hand-overs (인계함): first those that wait for the reader, with their clocks, then those that wait for others, then
//! those that were decided.

use super::api::read_handovers;
use super::chip::{Clock, StateBadge, way};
use super::figures::FiguresPanel;
use crate::accounts::{Loaded, settled};
use crate::layout::{Page, use_viewer};
use crate::leads::ticking;
use crate::ui::{EmptyState, Panel};
use crate::wire::reading;
use crate::words::use_words;
use crate::{live, routes};
use chrono::{DateTime, Utc};
use domain::events::Topic;
use domain::handover::{DECIDED_LISTED, Handover, Handovers};
use leptos::prelude::*;
use leptos_router::components::A;

#[component]
pub fn HandoversPage() -> impl IntoView {
    let words = use_words();
    let news = settled(live::changed(|it| matches!(it.topic, Topic::Lead | Topic::Team)));
    let read = reading(move || news.get(), |_| read_handovers());
    view! {
        <Page title=words.handovers().to_owned()>
            <Loaded of=read show=move |view| view! { <Shown view/> }.into_any()/>
        </Page>
    }
}

#[component]
fn Shown(view: Signal<Handovers>) -> impl IntoView {
    let words = use_words();
    let now = ticking(Memo::new(move |_| view.with(|it| it.now)));
    let part = move |of: fn(&Handovers) -> &Vec<Handover>| Memo::new(move |_| view.with(|it| of(it).clone()));
    // Where there may be more, the list says how far it goes.
    let said_of = move |listed: usize| match listed < DECIDED_LISTED {
        true => words.handover_decided().to_owned(),
        false => words.handover_decided_lately(DECIDED_LISTED),
    };
    let (incoming, waiting, decided) =
        (part(|it| &it.incoming), part(|it| &it.waiting), part(|it| &it.decided));
    let is_empty = Memo::new(move |_| {
        view.with(|it| it.incoming.is_empty() && it.waiting.is_empty() && it.decided.is_empty())
    });
    let figures = Memo::new(move |_| view.with(|it| it.figures.clone()));
    let nothing = move || {
        incoming
            .with(Vec::is_empty)
            .then(|| view! { <p class="quiet handover-none">{words.handover_none_incoming()}</p> })
    };
    move || {
        if is_empty.get() {
            return view! { <EmptyState text=words.handover_none_at_all() icon="inbox"/> }.into_any();
        }
        view! {
            <Panel title=words.handover_incoming()>{nothing}<Lines of=incoming now/></Panel>
            {move || (!waiting.with(Vec::is_empty)).then(|| view! {
                <Panel title=words.handover_waiting()><Lines of=waiting now/></Panel>
            })}
            <FiguresPanel figures/>
            {move || (!decided.with(Vec::is_empty)).then(|| view! {
                <Panel title=move || said_of(decided.with(Vec::len))><Lines of=decided now/></Panel>
            })}
        }
        .into_any()
    }
}

#[component]
fn Lines(of: Memo<Vec<Handover>>, now: Memo<DateTime<Utc>>) -> impl IntoView {
    let each = move || of.get();
    view! {
        <ul class="handover-list">
            <For each key=|it| (it.id, it.version) children=move |it| view! { <Line it now/> }/>
        </ul>
    }
}

#[component]
fn Line(it: Handover, now: Memo<DateTime<Utc>>) -> impl IntoView {
    let words = use_words();
    let viewer = use_viewer();
    let shown = it.clone();
    let clock = it.is_pending().then(|| view! { <Clock sent_at=it.sent_at due=it.due_at now/> });
    let state = (!it.is_pending()).then(|| view! { <StateBadge handover=it.clone()/> });
    let at = it.decided_at.unwrap_or(it.sent_at);
    let when = move || viewer.with(|viewer| words.ago(at, now.get(), &viewer.zone));
    let who = move || way(words, &shown);
    let round = (it.round > 1).then(|| words.handover_round(it.round));
    let company = it.company.clone().map(|it| view! { <span class="handover-company">{it}</span> });
    view! {
        <li class="handover-line">
            <A href=routes::handover(it.id) attr:class="handover-link">
                <span class="handover-who">{it.name.clone()}</span>
                {company}
            </A>
            <span class="handover-way">{who}</span>
            <span class="handover-end">
                {round.map(|it| view! { <span class="quiet">{it}</span> })}
                <span class="handover-percent number">{format!("{}%", it.completeness)}</span>
                {clock}{state}
                <span class="quiet handover-when">{when}</span>
            </span>
        </li>
    }
}
