//! One status on the lead board, and the place below it of those whom one gives up.

use super::card::Card;
use super::context::LeadBoard;
use super::sign::{SignAt, sign_at};
use crate::leads::filters::address;
use crate::leads::queue::ticking;
use crate::leads::status::hue;
use crate::words::use_words;
use domain::leads::{LeadStatus, Verdict, Wish};
use domain::money::grouped;
use leptos::prelude::*;

fn is_over(context: LeadBoard, status: LeadStatus) -> bool {
    let over = |it: &Option<super::drag::Drag>| it.as_ref().and_then(|it| it.over) == Some(status);
    context.drag.with(over) || context.lifted.with(over)
}

#[component]
pub fn Column(status: LeadStatus) -> impl IntoView {
    let words = use_words();
    let context = expect_context::<LeadBoard>();
    let (shown, wish) = (context.shown, context.wish);
    let cards = Memo::new(move |_| {
        shown.with(|it| {
            let column = it.columns.iter().find(|it| it.status == status);
            column.map(|it| it.cards.clone()).unwrap_or_default()
        })
    });
    let count = Memo::new(move |_| shown.with(|it| it.count(status)));
    let now = ticking(Memo::new(move |_| context.confirmed.with(|it| it.now)));
    let ids = move || cards.with(|it| it.iter().map(|it| it.id).collect::<Vec<_>>());
    let rest = move || {
        let shown = cards.with(Vec::len);
        (usize::try_from(count.get()).is_ok_and(|it| it > shown)).then(|| {
            let href = wish.with(|it| address(&it.at(Some(status))));
            let text = words.leads_all_of(&grouped(count.get().unsigned_abs()));
            view! { <a class="column-more" href=href>{text}</a> }
        })
    };
    let nothing = move || {
        let text =
            if wish.with(Wish::filters) { words.leads_empty_filter() } else { words.lead_none(status) };
        cards.with(Vec::is_empty).then(|| view! { <li class="column-empty quiet">{text}</li> })
    };
    let sign = sign_at(context, status);
    let title = format!("leads-{}", status.code());
    let named = title.clone();
    view! {
        <section class="column lead-column" class:is-over=move || is_over(context, status) data-status=status.code() aria-labelledby=named>
            <header class="column-head" class:is-signed=move || sign.with(Option::is_some)>
                <div class="column-title">
                    <span class=format!("column-mark {}", hue(status)) aria-hidden="true"></span>
                    <h2 id=title>{words.lead_status(status)}</h2>
                    <span class="column-count number">{move || grouped(count.get().unsigned_abs())}</span>
                </div>
                <p class="lead-guide quiet">{words.lead_guide(status)}</p>
                <SignAt sign/>
            </header>
            <ul class="column-cards">
                <For each=ids key=|it| *it children=move |id| view! { <Card id cards now/> }/>
                {nothing}
            </ul>
            {rest}
        </section>
    }
}

/// Those whom we gave up: counted, a link to them, and a place to drop a card on.
#[component]
pub fn GivenUp() -> impl IntoView {
    const STATUS: LeadStatus = LeadStatus::Disqualified;
    let words = use_words();
    let context = expect_context::<LeadBoard>();
    let name = words.lead_status(STATUS);
    let count = move || context.shown.with(|it| it.count(STATUS));
    let href = move || context.wish.with(|it| address(&it.at(Some(STATUS))));
    // It speaks up only where it has something to object.
    let said = sign_at(context, STATUS);
    let sign = Memo::new(move |_| said.get().filter(|it| matches!(it, Verdict::Refused(_))));
    view! {
        <div class="closed-zone lead-given-up" class:is-over=move || is_over(context, STATUS)
            class:is-signed=move || sign.with(Option::is_some) data-status=STATUS.code()>
            <span class=format!("column-mark {}", hue(STATUS)) aria-hidden="true"></span>
            <a href=href>{name}</a>
            <span class="column-count number">{move || grouped(count().unsigned_abs())}</span>
            <span class="closed-hint">{words.column_drop_closed(name)}</span>
            <SignAt sign/>
        </div>
    }
}
