//! `/leads/funnel`: which source, campaign, month or SDR brings leads that become customers.

use super::filters::Filters;
use super::opened::OpenedPanel;
use super::table::FunnelTable;
use crate::accounts::{Loaded, settled};
use crate::layout::Page;
use crate::leads::api::read_funnel;
use crate::ui::{ButtonLink, EmptyState, Panel};
use crate::wire::reading;
use crate::words::use_words;
use crate::{live, routes};
use domain::events::Topic;
use domain::funnel::{Funnel, Step, Wish};
use leptos::prelude::*;
use leptos_router::hooks::use_query_map;

#[component]
pub fn FunnelPage() -> impl IntoView {
    let words = use_words();
    let query = use_query_map();
    let wish = Memo::new(move |_| query.with(|map| Wish::of_pairs(|name| map.get(name))));
    let news = settled(live::changed(|it| matches!(it.topic, Topic::Lead | Topic::Deal)));
    let funnel = reading(move || (wish.get(), news.get()), |(wish, _)| read_funnel(wish));
    let actions = move || view! { <ButtonLink href=routes::LEADS>{words.leads()}</ButtonLink> };
    view! {
        <Page title=words.funnel().to_owned() actions>
            <p class="quiet funnel-note">{words.funnel_note()}</p>
            <Loaded of=funnel show=move |funnel| view! { <Shown funnel wish/> }.into_any()/>
        </Page>
    }
}

#[component]
fn Shown(funnel: Signal<Funnel>, wish: Memo<Wish>) -> impl IntoView {
    let words = use_words();
    let is_empty = Memo::new(move |_| funnel.with(|it| it.table.rows.is_empty()));
    let table = move || match (is_empty.get(), wish.with(Wish::filters)) {
        (true, true) => view! { <EmptyState text=words.leads_empty_filter() icon="search"/> }.into_any(),
        (true, false) => view! {
            <EmptyState text=words.funnel_empty() icon="user-plus">
                <ButtonLink href=routes::IMPORT>{words.import_title()}</ButtonLink>
            </EmptyState>
        }
        .into_any(),
        (false, _) => view! { <FunnelTable funnel wish/> }.into_any(),
    };
    view! {
        <Filters funnel wish/>
        {table}
        <OpenedPanel funnel wish/>
        <Definitions/>
    }
}

/// What each number counts, where it is read.
#[component]
fn Definitions() -> impl IntoView {
    let words = use_words();
    let steps = Step::ALL.map(|step| {
        view! {
            <dt>{words.funnel_step(step)}</dt>
            <dd>{words.funnel_definition(step)}</dd>
        }
    });
    view! {
        <Panel title=words.funnel_definitions()>
            <dl class="funnel-definitions">
                {steps.into_iter().collect_view()}
                <dt>{words.funnel_cohort()}</dt>
                <dd>{words.funnel_cohort_definition()}</dd>
            </dl>
        </Panel>
    }
}
