//! One stage on the board: its head with what all its deals come to, then its cards.

use super::board_context::BoardContext;
use super::card::DealCard;
use super::column_head::ColumnHead;
use super::on_demand::{OnDemand, Opened};
use super::window::{Item, Painted, Window, height};
use crate::words::use_words;
use domain::money::grouped;
use domain::pipeline::Stage;
use leptos::prelude::*;

#[component]
pub fn StageColumn(stage: Stage) -> impl IntoView {
    let words = use_words();
    let context = expect_context::<BoardContext>();
    let id = stage.id;
    let name = words.either(&stage.name_ko, &stage.name_en).to_owned();
    let window = Window::new(context, id);
    let painted = window.painted();
    window.follow(painted);
    let totals = Memo::new(move |_| {
        context.shown.with(|board| board.column(id).map(|it| it.totals.clone()).unwrap_or_default())
    });
    let loaded = Memo::new(move |_| {
        context.shown.with(|board| board.column(id).map_or((0, true), |it| (it.cards.len(), it.complete)))
    });
    let stage = StoredValue::new(stage);
    let label = move || words.column_label(&name, totals.with(|it| it.count));
    let empty = move || {
        let filtered = context.filter.with(|it| !it.is_empty());
        if filtered {
            return words.board_empty_filter().into_any();
        }
        let add = move || {
            context.may_create.then(|| view! { " "<a href=context.new_deal_href(id)>{words.deal_add()}</a> })
        };
        view! { {words.board_empty_column()}{add} }.into_any()
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
        let ((shown, complete), all) = (loaded.get(), totals.with(|it| it.count));
        if complete {
            return ().into_any();
        }
        let text = words.board_shown(&grouped(shown as u64), &grouped(all.unsigned_abs()));
        view! {
            <div class="column-foot">
                <span class="quiet">{text}</span>
                <a class="column-more" href=move || context.below_href(id) on:click=move |event| {
                    event.prevent_default();
                    window.load();
                }>{words.board_show_more()}</a>
            </div>
        }
        .into_any()
    };
    let begun = move || {
        let begins_here = context.after.with(|it| it.as_ref().is_some_and(|it| it.stage == id));
        begins_here.then(|| view! { <li class="column-begun"><a href=move || context.address_with(|_| ())>{words.board_from_top()}</a></li> })
    };
    let each = move |item: Item| match item {
        Item::Space(_, space) => {
            view! { <li class="column-space" aria-hidden="true" prop:style=height(space)></li> }.into_any()
        }
        Item::Card(deal) => {
            let found = move |it: &Painted| it.cards.iter().find(|it| it.1.id == deal).map(|it| it.1.clone());
            painted
                .with_untracked(found)
                .map(|first| {
                    let card = Memo::new(move |_| painted.with(found).unwrap_or_else(|| first.clone()));
                    view! { <DealCard card stage/> }
                })
                .into_any()
        }
    };
    view! {
        <section class="column" class:is-over=is_over class:is-folded=is_folded aria-label=label data-stage=id.to_string()>
            <ColumnHead stage totals/>
            {move || (context.adding.get() == Some(id)).then(|| view! { <Opened what=OnDemand::QuickAdd { context, stage: id }/> })}
            {move || (!is_folded.get()).then(|| view! {
                <ol class="column-cards" node_ref=window.list on:scroll=move |_| window.look()>
                    {begun}
                    <For each=move || painted.with(|it| it.items.clone()) key=|it| *it children=each/>
                    {move || (totals.with(|it| it.count) == 0).then(|| view! { <li class="column-empty quiet">{empty}</li> })}
                </ol>
                {foot}
            })}
        </section>
    }
}
