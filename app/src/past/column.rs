//! A stage as it was filled then: what all its deals came to, what has happened to it since, then its cards.

use super::api::{NextPast, more_of_past};
use super::card::OldCard;
use super::context::PastContext;
use super::since::SinceLine;
use crate::words::{Words, use_words};
use domain::money::grouped;
use domain::pipeline::past::{Age, Below, PastCard, PastColumn, Worth};
use domain::{Currency, Money, StageId};
use leptos::prelude::*;
use leptos::task::spawn_local;

/// In each currency; nothing in the pipeline's.
pub fn sums(words: Words, worth: &Worth, currency: Currency) -> impl IntoView + use<> {
    let none = [Money::new(0, currency)];
    let sums = if worth.sums.is_empty() { &none[..] } else { &worth.sums };
    let one = |sum: &Money| {
        view! { <span class="column-sum"><strong class="number" title=sum.full()>{sum.short(words.locale)}</strong></span> }
    };
    sums.iter().map(one).collect_view()
}

/// Cards that were read on, below those that came with the page.
type ReadOn = (Vec<PastCard>, Option<Below>);

#[component]
pub fn PastStage(stage: StageId, below: Memo<Option<Below>>) -> impl IntoView {
    let words = use_words();
    let context = expect_context::<PastContext>();
    let Some(column) = column_of(context, stage) else { return ().into_any() };
    let count = Memo::new(move |_| column.with(|it| it.then.count));
    let name = move || column.with(|it| words.either(&it.stage.name_ko, &it.stage.name_en).to_owned());
    let read_on = RwSignal::new(None::<ReadOn>);
    // Of another moment, or other deals, nothing was read on yet.
    let of = Memo::new(move |_| {
        (context.board(|it| (it.pipeline, it.instant)), context.filter.get(), below.get())
    });
    Effect::new(move |_| {
        of.track();
        read_on.set(None);
    });
    let cards = Memo::new(move |_| {
        let mut cards = column.with(|it| it.cards.clone());
        read_on.with(|it| cards.extend(it.iter().flat_map(|it| &it.0).cloned()));
        cards
    });
    let more = Memo::new(move |_| {
        read_on.with(|it| it.as_ref().map(|it| it.1)).unwrap_or_else(|| column.with(|it| it.more))
    });
    let go_on = move |event: leptos::ev::MouseEvent| {
        event.prevent_default();
        let Some(below) = more.get_untracked() else { return };
        let asked = of.get_untracked();
        let (pipeline, at) = asked.0;
        let filter = asked.1.clone();
        spawn_local(async move {
            let Ok(NextPast { cards, more }) = more_of_past(pipeline, filter, at, below).await else {
                return;
            };
            if of.try_get_untracked() == Some(asked) {
                read_on.update(|it| {
                    let (known, next) = it.get_or_insert_default();
                    known.extend(cards);
                    *next = more;
                });
            }
        });
    };
    let foot = move || {
        more.get().map(|below| {
            let shown = grouped(cards.with(Vec::len) as u64);
            let text = words.board_shown(&shown, &grouped(count.get().unsigned_abs()));
            view! {
                <div class="column-foot">
                    <span class="quiet">{text}</span>
                    <a class="column-more" href=context.here(below.pairs()) on:click=go_on>{words.board_show_more()}</a>
                </div>
            }
        })
    };
    let begun = move || {
        let begins_here = below.with(|it| it.as_ref().is_some_and(|it| it.stage == stage));
        begins_here.then(
            || view! { <li class="column-begun"><a href=context.here([])>{words.board_from_top()}</a></li> },
        )
    };
    let ids = move || cards.with(|it| it.iter().map(|it| it.id).collect::<Vec<_>>());
    let each = move |deal| {
        let found = move |it: &Vec<PastCard>| it.iter().find(|it| it.id == deal).cloned();
        cards.with_untracked(found).map(|first| {
            let card = Memo::new(move |_| cards.with(found).unwrap_or_else(|| first.clone()));
            view! { <OldCard card/> }
        })
    };
    let empty = move || {
        if context.filter.with(|it| it.is_empty()) { words.past_empty() } else { words.board_empty_filter() }
    };
    view! {
        <section class="column past-column" aria-label=move || words.column_label(&name(), count.get()) data-stage=stage.to_string()>
            <header class="column-head">
                <div class="column-title">
                    <span class=move || format!("column-mark hue-{}", column.with(|it| it.stage.color.code()))></span>
                    <h2>{name}</h2>
                    <span class="column-count number">{move || grouped(count.get().unsigned_abs())}</span>
                    {move || age(words, column.with(|it| it.age))}
                </div>
                <div class="column-sums">{move || column.with(|it| sums(words, &it.then, context.currency()))}</div>
                <SinceLine column/>
            </header>
            <ol class="column-cards">
                {begun}
                <For each=ids key=|it| *it children=each/>
                {move || (count.get() == 0).then(|| view! { <li class="column-empty quiet">{empty()}</li> })}
            </ol>
            {foot}
        </section>
    }
    .into_any()
}

/// Won, lost, on hold, along the foot.
#[component]
pub fn PastClosed(stage: StageId) -> impl IntoView {
    let words = use_words();
    let context = expect_context::<PastContext>();
    let Some(column) = column_of(context, stage) else { return ().into_any() };
    let name = move || column.with(|it| words.either(&it.stage.name_ko, &it.stage.name_en).to_owned());
    let count = move || grouped(column.with(|it| it.then.count).unsigned_abs());
    view! {
        <section class="closed-zone past-closed" aria-label=move || words.column_label(&name(), column.with(|it| it.then.count)) data-stage=stage.to_string()>
            <h2>{name}</h2>
            <span class="column-count number">{count}</span>
            <SinceLine column/>
            <span class="closed-sum">{move || column.with(|it| sums(words, &it.then, context.currency()))}</span>
        </section>
    }
    .into_any()
}

/// A column for as long as the board has it.
fn column_of(context: PastContext, stage: StageId) -> Option<Memo<PastColumn>> {
    let find = move || context.board(|it| it.column(stage).cloned());
    let first = untrack(find)?;
    Some(Memo::new(move |_| find().unwrap_or_else(|| first.clone())))
}

fn age(words: Words, age: Age) -> Option<impl IntoView> {
    let said = match age {
        Age::Lasting => return None,
        Age::Younger => words.past_younger(),
        Age::Gone => words.past_gone(),
    };
    Some(view! { <span class="past-age">{said}</span> })
}
