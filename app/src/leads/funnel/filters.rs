//! By what leads are put together, and which cohort: a plain form whose state is the address.

use super::address;
use crate::follow::follow;
use crate::routes;
use crate::ui::{Button, Choice, Look, Select};
use crate::words::use_words;
use domain::funnel::{By, Funnel, Month, Wish};
use domain::leads::Origin;
use leptos::prelude::*;
use leptos_router::components::Form;

#[component]
pub fn Filters(funnel: Signal<Funnel>, wish: Memo<Wish>) -> impl IntoView {
    let words = use_words();
    let given = wish.get_untracked();
    let kinds = By::ALL.map(|it| Choice::new(it.code(), words.funnel_by(it))).to_vec();
    let origins: Vec<_> =
        Origin::ALL.into_iter().map(|it| Choice::new(it.code(), words.origin(it))).collect();
    let asked = given.source.clone();
    let sources = Memo::new(move |_| {
        let mut sources = funnel.with(|it| it.sources.clone());
        if !asked.is_empty() && !sources.contains(&asked) {
            sources.push(asked.clone());
        }
        sources.into_iter().map(|it| Choice::new(it.clone(), it)).collect::<Vec<_>>()
    });
    let month = |it: Option<Month>| it.map(|it| it.to_string()).unwrap_or_default();
    let clear = move || wish.with(|it| address(&Wish { by: it.by, ..Wish::default() }));
    let follow = follow();
    view! {
        <div class="list-bar" on:change=move |event| follow.chosen(&event)>
            <Form action=routes::FUNNEL method="get" replace=true noscroll=true attr:class="filters" attr:aria-label=words.list_filter()>
                <Select bare=true name="by" label=words.funnel_by_label() choices=kinds value=given.by.code()/>
                <label class="funnel-month">
                    <span>{words.funnel_from()}</span>
                    <input class="input" type="month" name="from" node_ref=follow.text value=month(given.from)
                        pattern="[0-9]{4}-[0-9]{2}" placeholder="2026-01" on:change=move |_| follow.send_soon()/>
                </label>
                <label class="funnel-month">
                    <span>{words.funnel_to()}</span>
                    <input class="input" type="month" name="to" value=month(given.to)
                        pattern="[0-9]{4}-[0-9]{2}" placeholder="2026-12" on:change=move |_| follow.send_soon()/>
                </label>
                <Select bare=true name="source" label=words.field_source() choices=sources value=given.source.clone()
                    none=words.leads_all_sources()/>
                <Select bare=true name="origin" label=words.field_origin() choices=origins
                    value=given.origin.map(Origin::code).unwrap_or_default() none=words.leads_all_origins()/>
                {move || (!follow.awake.get()).then(|| view! {
                    <Button submit=true small=true look=Look::Quiet>{words.list_apply()}</Button>
                })}
            </Form>
            {move || wish.with(Wish::filters).then(|| view! { <a class="filter-clear" href=clear>{words.list_clear()}</a> })}
        </div>
    }
}
