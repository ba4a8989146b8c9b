//! Everything that fits a question, for a phone, for a link, and for who has no scripts.

use super::api::find;
use super::{Kind, groups, note};
use crate::accounts::{Loaded, address};
use crate::layout::Page;
use crate::routes;
use crate::ui::{Button, ButtonLink, EmptyState, Icon, Look, Panel};
use crate::wire::reading;
use crate::words::use_words;
use domain::search::Hit;
use leptos::prelude::*;
use leptos_router::components::{A, Form};
use leptos_router::hooks::use_query_map;
use leptos_router::location::Url;

#[component]
pub fn SearchPage() -> impl IntoView {
    let words = use_words();
    let query = use_query_map();
    let text = Memo::new(move |_| query.with(|it| it.get("q").unwrap_or_default()).trim().to_owned());
    let hits = reading(
        move || text.get(),
        |text| async move { if text.is_empty() { Ok(vec![]) } else { find(text).await } },
    );
    let title = move || match text.get() {
        text if text.is_empty() => words.search().to_owned(),
        text => words.search_title(&text),
    };
    view! {
        <Page title=Signal::derive(title)>
            <div class="narrow stack">
                <Form action=routes::SEARCH method="get" attr:class="search-form" attr:role="search" attr:aria-label=words.search_everything()>
                    <input class="input" type="search" name="q" value=text.get_untracked() maxlength="100" autocomplete="off"
                        prop:value=move || text.get()
                        placeholder=words.search_everything() aria-label=words.search_everything() autofocus=true/>
                    <Button submit=true look=Look::Primary>{words.search()}</Button>
                </Form>
                <Loaded of=hits show=move |hits| view! { <Results hits text/> }.into_any()/>
            </div>
        </Page>
    }
}

#[component]
fn Results(hits: Signal<Vec<Hit>>, text: Memo<String>) -> impl IntoView {
    let words = use_words();
    let line = |(_, hit): (usize, Hit)| {
        let note = note(&hit);
        view! {
            <li class="record-line">
                <A href=address(hit.found)>{hit.title}</A>
                <span class="quiet">{note}</span>
            </li>
        }
    };
    let group = move |(kind, found): (Kind, Vec<(usize, Hit)>)| {
        // More than are shown here stand in the list of the kind.
        let full = i64::try_from(found.len()).is_ok_and(|it| it >= domain::search::HITS);
        let (list, more) = match kind {
            Kind::Deal => (routes::ALL_DEALS, words.search_more_deals()),
            Kind::Lead => (routes::LEADS, words.search_more_leads()),
            Kind::Account => (routes::ACCOUNTS, words.search_more_accounts()),
            Kind::Person => (routes::PEOPLE, words.search_more_people()),
        };
        let joint = if list.contains('?') { '&' } else { '?' };
        let href = format!("{list}{joint}q={}", Url::escape(&text.get_untracked()));
        let action = move || view! { <Icon name=kind.icon()/> };
        view! {
            <Panel title=kind.name(words) action>
                <ul class="record-lines">{found.into_iter().map(line).collect_view()}</ul>
                {full.then(|| view! { <div class="panel-more"><ButtonLink href look=Look::Plain small=true>{more}</ButtonLink></div> })}
            </Panel>
        }
    };
    move || {
        match (text.get(), hits.get()) {
        (text, _) if text.is_empty() => view! { <EmptyState text=words.search_hint() icon="search"/> }.into_any(),
        (text, hits) if hits.is_empty() => view! {
            <EmptyState text=words.search_nothing(&text) icon="search"><p class="quiet">{words.search_hint()}</p></EmptyState>
        }
        .into_any(),
        (_, hits) => groups(&hits).into_iter().map(group).collect_view().into_any(),
    }
    }
}
