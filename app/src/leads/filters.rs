//! Which leads are shown: the statuses with their counts as tabs, and a plain form whose state is the address.

use super::status::hue;
use crate::accounts::member_choices;
use crate::follow::follow;
use crate::layout::use_viewer;
use crate::routes;
use crate::ui::{Button, Choice, Icon, Look, Select};
use crate::words::{Words, use_words};
use domain::Key;
use domain::accounts::list::owner_code;
use domain::leads::{LeadStatus, LeadsView, Origin, Wish};
use domain::money::grouped;
use domain::qualification::{Kind, Kinds};
use leptos::prelude::*;
use leptos_router::components::Form;
use leptos_router::location::Url;

/// The address of the leads of a wish.
pub fn address(wish: &Wish) -> String {
    let parts: Vec<_> =
        wish.pairs().into_iter().map(|(name, value)| format!("{name}={}", Url::escape(&value))).collect();
    if parts.is_empty() { routes::LEADS.to_owned() } else { format!("{}?{}", routes::LEADS, parts.join("&")) }
}

/// Where it is chosen how a lead moves, or what one place asks of it, without leaving these leads.
pub fn move_address(wish: &Wish, key: Key, to: Option<LeadStatus>) -> String {
    let here = address(wish);
    let to = to.map(|it| format!("&to={}", it.code())).unwrap_or_default();
    format!("{here}{}move={key}{to}", if here.contains('?') { '&' } else { '?' })
}

/// The board, and each status by itself.
#[component]
pub fn Statuses(#[prop(into)] view: Signal<LeadsView>, wish: Memo<Wish>) -> impl IntoView {
    let words = use_words();
    let tab = move |status: Option<LeadStatus>| {
        let href = move || wish.with(|it| address(&it.at(status)));
        let current = move || wish.with(|it| it.status == status).then_some("page");
        let count = move || {
            let count = view.with(|it| status.map_or_else(|| it.on_board(), |status| it.count(status)));
            grouped(count.unsigned_abs())
        };
        view! {
            <a class="tab" href=href aria-current=current>
                {status.map(|it| view! { <span class=format!("column-mark {}", hue(it)) aria-hidden="true"></span> })}
                {status.map_or(words.leads_board(), |it| words.lead_status(it))}
                <span class="column-count">{count}</span>
            </a>
        }
    };
    let queue = view! {
        <a class="tab" href=routes::LEAD_QUEUE><Icon name="list-checks"/>{words.queue()}</a>
        <a class="tab" href=routes::OUTBOUND><Icon name="target"/>{words.outbound()}</a>
    };
    let tabs = std::iter::once(None).chain(LeadStatus::ALL.map(Some)).map(tab);
    view! { <nav class="tabs" aria-label=words.leads_statuses()>{queue}{tabs.collect_view()}</nav> }
}

#[component]
pub fn Filters(#[prop(into)] view: Signal<LeadsView>, wish: Memo<Wish>) -> impl IntoView {
    let words = use_words();
    let viewer = use_viewer();
    let given = wish.get_untracked();
    let owners = viewer.with_untracked(|it| {
        let me = it.member.to_string();
        let first = [Choice::new("me", words.list_my_records()), Choice::new("none", words.lead_waiting())];
        let others = member_choices(words, it, |_| true).into_iter().filter(|it| it.value != me);
        first.into_iter().chain(others).collect::<Vec<_>>()
    });
    let origins: Vec<_> =
        Origin::ALL.into_iter().map(|it| Choice::new(it.code(), words.origin(it))).collect();
    let asked = given.source.clone();
    let sources = Memo::new(move |_| {
        let mut sources = view.with(|it| it.sources.clone());
        // One that nobody has come from yet can be asked for by an address all the same.
        if !asked.is_empty() && !sources.contains(&asked) {
            sources.push(asked.clone());
        }
        sources.into_iter().map(|it| Choice::new(it.clone(), it)).collect::<Vec<_>>()
    });
    let kinds = Kinds::ALL.map(|it| Choice::new(it.code(), kinds_named(words, it))).to_vec();
    let clear = move || wish.with(|it| address(&Wish::default().at(it.status)));
    let follow = follow();
    view! {
        <div class="list-bar" on:change=move |event| follow.chosen(&event)>
            <Form action=routes::LEADS method="get" replace=true noscroll=true attr:class="filters" attr:aria-label=words.list_filter()>
                <input type="hidden" name="status" value=move || wish.with(|it| it.status.map(LeadStatus::code).unwrap_or_default())/>
                <input class="input filter-text" type="search" name="q" node_ref=follow.text value=given.text.clone()
                    autocomplete="off" maxlength="100" placeholder=words.leads_search() aria-label=words.leads_search()
                    on:input=move |_| follow.send_soon()/>
                <Select bare=true name="owner" label=words.field_owner() choices=owners value=owner_code(given.owner)
                    none=words.list_all_owners()/>
                <Select bare=true name="origin" label=words.field_origin() choices=origins
                    value=given.origin.map(Origin::code).unwrap_or_default() none=words.leads_all_origins()/>
                <Select bare=true name="source" label=words.field_source() choices=sources value=given.source.clone()
                    none=words.leads_all_sources()/>
                <Select bare=true name="kind" label=words.kinds_label() choices=kinds value=given.kind.code()
                    none=words.kinds_all()/>
                {move || (!follow.awake.get()).then(|| view! {
                    <Button submit=true small=true look=Look::Quiet>{words.list_apply()}</Button>
                })}
            </Form>
            {move || wish.with(Wish::filters).then(|| view! { <a class="filter-clear" href=clear>{words.list_clear()}</a> })}
        </div>
    }
}

fn kinds_named(words: Words, kinds: Kinds) -> String {
    match kinds {
        Kinds::Any => words.kinds_all().to_owned(),
        Kinds::Of(Kind::None) => words.kind_none().to_owned(),
        Kinds::Of(kind) => words.kind_named(words.kind(kind), words.kind_full(kind)),
        Kinds::Cooling => words.kind_cooling().to_owned(),
        Kinds::Review => words.kind_review().to_owned(),
    }
}
