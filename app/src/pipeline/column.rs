//! One stage on the board: its head with what all its deals come to, then its cards.

use super::board_context::BoardContext;
use super::card::DealCard;
use super::column_head::ColumnHead;
use super::on_demand::{OnDemand, Opened};
use crate::words::{Words, use_words};
use domain::money::grouped;
use domain::pipeline::{Card, Stage, Totals};
use domain::{Currency, Money};
use leptos::prelude::*;
use leptos::task::spawn_local;

#[component]
pub fn StageColumn(stage: Stage) -> impl IntoView {
    let words = use_words();
    let context = expect_context::<BoardContext>();
    let id = stage.id;
    let name = words.either(&stage.name_ko, &stage.name_en).to_owned();
    let column = Memo::new(move |_| context.shown.with(|board| board.column(id).cloned()));
    let totals =
        Memo::new(move |_| column.with(|it| it.as_ref().map(|it| it.totals.clone()).unwrap_or_default()));
    let cards =
        Memo::new(move |_| column.with(|it| it.as_ref().map(|it| it.cards.clone()).unwrap_or_default()));
    let stage = StoredValue::new(stage);
    let label = move || words.column_label(&name, totals.with(|it| it.count));
    let empty = move || {
        let filtered = context.filter.with(|it| !it.is_empty());
        if filtered { words.board_empty_filter() } else { words.board_empty_column() }
    };
    let is_over =
        move || context.drag.with(|it| it.as_ref().and_then(|it| it.over).is_some_and(|it| it.0 == id));
    // A card held over it, or a deal being typed, unfolds it for as long.
    let is_folded = Memo::new(move |_| {
        let lifted =
            || context.lifted.with(|it| it.as_ref().and_then(|it| it.over).is_some_and(|it| it.0 == id));
        context.folded.with(|it| it.contains(&id))
            && !is_over()
            && !lifted()
            && context.adding.get() != Some(id)
    });
    let foot = move || {
        let (shown, all, complete) = column
            .with(|it| it.as_ref().map_or((0, 0, true), |it| (it.cards.len(), it.totals.count, it.complete)));
        if complete {
            return ().into_any();
        }
        let text = words.board_shown(&grouped(shown as u64), &grouped(all.unsigned_abs()));
        view! {
            <div class="column-foot">
                <span class="quiet">{text}</span>
                <button type="button" class="column-more" on:click=move |_| load_more(context, id)>{words.board_show_more()}</button>
            </div>
        }
        .into_any()
    };
    let each = move |card: Card| {
        let deal = card.id;
        let fallback = card.clone();
        let card = Memo::new(move |_| {
            cards.with(|all| all.iter().find(|it| it.id == deal).cloned()).unwrap_or_else(|| fallback.clone())
        });
        view! { <DealCard card stage/> }
    };
    view! {
        <section class="column" class:is-over=is_over class:is-folded=is_folded aria-label=label data-stage=id.to_string()>
            <ColumnHead stage totals/>
            {move || (context.adding.get() == Some(id)).then(|| view! { <Opened what=OnDemand::QuickAdd { context, stage: id }/> })}
            {move || (!is_folded.get()).then(|| view! {
                <ol class="column-cards">
                    <For each=move || cards.get() key=|card| card.id children=each/>
                    {move || (totals.with(|it| it.count) == 0).then(|| view! { <li class="column-empty quiet">{empty()}</li> })}
                </ol>
                {foot}
            })}
        </section>
    }
}

/// The sum of a column in each currency it holds, which are never added; nothing in the pipeline's.
pub fn sums(words: Words, totals: &Totals, currency: Currency) -> impl IntoView + use<> {
    let none = Money::new(0, currency);
    let money: Vec<_> = match totals.sums.as_slice() {
        [] => vec![(none, none)],
        sums => sums
            .iter()
            .map(|it| (Money::new(it.minor, it.currency), Money::new(it.weighted_minor, it.currency)))
            .collect(),
    };
    let one = |(sum, weighted): (Money, Money)| {
        view! {
            <span class="column-sum">
                <strong class="number" title=sum.full()>{sum.short(words.locale)}</strong>
                <span class="quiet number" title=weighted.full()>{format!("{} {}", words.board_weighted(), weighted.short(words.locale))}</span>
            </span>
        }
    };
    money.into_iter().map(one).collect_view()
}

/// One request for the next cards of a column.
fn load_more(context: BoardContext, stage: domain::StageId) {
    let confirmed = context.mover.confirmed;
    let Some((rank, deal)) = confirmed.with_untracked(|board| board.column(stage)?.end()) else { return };
    spawn_local(async move {
        match super::api::more_cards(stage, rank, deal, context.filter.get_untracked()).await {
            Ok(page) => confirmed.update(|board| board.extend(stage, page.cards, page.complete)),
            Err(error) => context.complain(&error),
        }
    });
}
