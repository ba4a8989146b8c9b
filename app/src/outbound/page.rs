//! `/outbound`: the targets in the order to work them. Each line says how far we have come, what is next and by when, and
//! why it stands there.

use super::api::{TakeBackTargets, list_targets};
use super::line::Line;
use super::made::Made;
use crate::accounts::{Loaded, settled};
use crate::layout::Page;
use crate::ui::{ButtonLink, ChipLink, Chips, EmptyState, Icon, Look, Pager, Panel};
use crate::wire::reading;
use crate::words::use_words;
use crate::{live, routes};
use domain::events::Topic;
use domain::money::grouped;
use domain::outbound::{TargetState, Targets, Wish};
use domain::pipeline::filter::Owner;
use leptos::prelude::*;
use leptos_router::hooks::use_query_map;

/// The address of a wish.
fn address(wish: &Wish) -> String {
    let parts: Vec<_> = wish.pairs().into_iter().map(|(name, value)| format!("{name}={value}")).collect();
    if parts.is_empty() {
        routes::OUTBOUND.to_owned()
    } else {
        format!("{}?{}", routes::OUTBOUND, parts.join("&"))
    }
}

#[component]
pub fn OutboundPage() -> impl IntoView {
    let words = use_words();
    let query = use_query_map();
    let wish = Memo::new(move |_| query.with(|map| Wish::of_pairs(|name| map.get(name))));
    let news = settled(live::changed(|it| {
        matches!(
            it.topic,
            Topic::Account | Topic::Person | Topic::Activity | Topic::Lead | Topic::Deal | Topic::Team
        )
    }));
    let take_back = ServerAction::<TakeBackTargets>::new();
    let targets =
        reading(move || (wish.get(), news.get(), take_back.version().get()), |(wish, ..)| list_targets(wish));
    let link = move |of: Owner, label: &'static str| {
        let href = move || address(&Wish { of, after: None, ..wish.get() });
        let current = move || (wish.with(|it| it.of == of)).then_some("true");
        view! { <a href=href aria-current=current>{label}</a> }
    };
    let whose = move || {
        view! {
            <nav class="segments" aria-label=words.outbound_whose()>
                {link(Owner::Me, words.outbound_mine())}
                {link(Owner::Anybody, words.outbound_all())}
            </nav>
            <ButtonLink href=routes::ACCOUNTS icon="plus">{words.outbound_choose()}</ButtonLink>
        }
    };
    view! {
        <Page title=words.outbound().to_owned() actions=whose>
            <nav class="tabs" aria-label=words.leads_statuses()>
                <a class="tab" href=routes::LEAD_QUEUE><Icon name="list-checks"/>{words.queue()}</a>
                <a class="tab" href=routes::OUTBOUND aria-current="page"><Icon name="target"/>{words.outbound()}</a>
                <a class="tab" href=routes::LEADS>{words.leads_board()}</a>
            </nav>
            <Loaded of=targets show=move |targets| view! { <Shown targets wish take_back/> }.into_any()/>
        </Page>
    }
}

#[component]
fn Shown(
    targets: Signal<Targets>,
    wish: Memo<Wish>,
    take_back: ServerAction<TakeBackTargets>,
) -> impl IntoView {
    let words = use_words();
    let chip = move |state: Option<TargetState>| {
        let href = move || address(&Wish { state, after: None, ..wish.get() });
        let pressed = Signal::derive(move || wish.with(|it| it.state == state));
        let count = move || {
            let count = targets.with(|it| state.map_or_else(|| it.worked(), |state| it.count(state)));
            grouped(count as u64)
        };
        let name = state.map_or(words.outbound_worked(), |it| words.target_state(it));
        view! { <ChipLink href=Signal::derive(href) pressed>{name}" "<span class="column-count">{count}</span></ChipLink> }
    };
    let chips = std::iter::once(None).chain(TargetState::ALL.map(Some)).map(chip).collect_view();
    let lines = Memo::new(move |_| targets.with(|it| it.lines.clone()));
    let keys = move || lines.with(|it| it.iter().map(|it| it.account).collect::<Vec<_>>());
    let today = Memo::new(move |_| targets.with(|it| it.today));
    let row = move |account| {
        let known = move || lines.with(|it| it.iter().find(|it| it.account == account).cloned());
        // A line that has just gone keeps its last look until it is gone.
        let line = Memo::new(move |before: Option<&Option<_>>| known().or_else(|| before.cloned().flatten()));
        view! { <Line line today/> }
    };
    let is_empty = Memo::new(move |_| lines.with(Vec::is_empty));
    let nothing = move || {
        is_empty.get().then(|| match wish.with(|it| it.state.is_some() || it.of != Owner::Anybody) {
            true => view! {
                <EmptyState text=words.outbound_empty_filter() icon="target">
                    <ButtonLink href=format!("{}?of=all", routes::OUTBOUND)>{words.outbound_see_all()}</ButtonLink>
                    <ButtonLink href=routes::BEST_FIT look=Look::Primary>{words.outbound_find()}</ButtonLink>
                </EmptyState>
            }
            .into_any(),
            false => view! {
                <EmptyState text=words.outbound_empty() icon="target">
                    <ButtonLink href=routes::ICP>{words.icp_open()}</ButtonLink>
                    <ButtonLink href=routes::BEST_FIT look=Look::Primary>{words.outbound_find()}</ButtonLink>
                </EmptyState>
            }
            .into_any(),
        })
    };
    view! {
        <Made targets action=take_back/>
        <Chips label=words.outbound_states()>{chips}</Chips>
        <Panel flush=true>
            {nothing}
            <ol class="outbound" aria-label=words.outbound_label()>
                <For each=keys key=|it| *it children=row/>
            </ol>
        </Panel>
        <Pages targets wish/>
    }
}

/// Where we stand, and the ways to the pages before and after.
#[component]
fn Pages(targets: Signal<Targets>, wish: Memo<Wish>) -> impl IntoView {
    let words = use_words();
    let number = |it: usize| grouped(it as u64);
    let text = Signal::derive(move || {
        targets.with(|it| words.list_range(&number(it.before + 1), &number(it.last()), &number(it.total)))
    });
    let at = move |after| address(&Wish { after, ..wish.get() });
    let previous = Signal::derive(move || targets.with(|it| (it.before > 0).then(|| at(it.back))));
    let next = Signal::derive(move || targets.with(|it| it.next().map(|after| at(Some(after)))));
    let is_counted = Memo::new(move |_| targets.with(|it| !it.lines.is_empty()));
    move || is_counted.get().then(|| view! { <Pager text previous next/> })
}
