//! What an owner has in a stage: how much, how full that is by the stage's limit, and the first cards.

use super::card::LaneCard;
use super::context::LanesContext;
use crate::exchange::sums;
use crate::pipeline::column_head::wip;
use crate::pipeline::filters::query_of;
use crate::routes;
use crate::words::use_words;
use domain::StageId;
use domain::money::grouped;
use domain::pipeline::filter::Owner;
use domain::pipeline::lanes::{Cell, load};
use domain::pipeline::{Filter, Totals, Whose};
use leptos::prelude::*;

#[component]
pub fn LaneCell(whose: Whose, stage: StageId, #[prop(into)] open: Signal<bool>) -> impl IntoView {
    let words = use_words();
    let context = expect_context::<LanesContext>();
    let nothing = move || Cell { stage, totals: Totals::default(), cards: vec![] };
    let cell = Memo::new(move |_| {
        let found = context.shown.with(|it| {
            let lane = it.lanes.iter().find(|it| it.whose == whose)?;
            lane.cells.iter().find(|it| it.stage == stage).cloned()
        });
        found.unwrap_or_else(nothing)
    });
    let count = Memo::new(move |_| cell.with(|it| it.totals.count));
    let limit = move || {
        let totals = cell.with(|it| load(whose, &it.totals));
        let limit = context.pipeline.with_value(|it| it.stage(stage).and_then(|it| it.limit(&totals)));
        // Said of who has as many or more; the stage's own head names the limit to everybody.
        limit.filter(|it| it.1.is_some()).map(|it| wip(context.viewer, words, it))
    };
    let label = move || words.column_label(&context.stage_name(stage), count.get());
    let ids = move || {
        let open = open.get();
        cell.with(|it| if open { it.cards.iter().map(|it| it.id).collect::<Vec<_>>() } else { vec![] })
    };
    let each = move |deal| {
        let found = move |it: &Cell| it.cards.iter().find(|it| it.id == deal).cloned();
        cell.with_untracked(found).map(|first| {
            let card = Memo::new(move |_| cell.with(found).unwrap_or_else(|| first.clone()));
            view! { <LaneCard card/> }
        })
    };
    // Who wants to see the rest looks at this owner's board.
    let more = move || {
        let shown = cell.with(|it| it.cards.len());
        (open.get() && count.get() > i64::try_from(shown).unwrap_or(i64::MAX)).then(|| {
            let owner = whose.owner().map_or(Owner::Nobody, Owner::Of);
            let filter = context.filter.with(|it| Filter { owner, ..it.clone() });
            let href =
                format!("{}{}", routes::pipeline(context.pipeline.with_value(|it| it.id)), query_of(&filter));
            let text = words.board_shown(&grouped(shown as u64), &grouped(count.get().unsigned_abs()));
            view! { <a class="lane-more" href=href>{text}" · "{words.lane_all()}</a> }
        })
    };
    view! {
        <div class="lane-cell" class:is-over=move || context.lands_in(whose, stage) role="group" aria-label=label
            data-lane=whose.code() data-stage=stage.to_string()>
            <div class="lane-cell-head">
                {move || (count.get() > 0).then(|| view! {
                    <span class="column-count number">{move || grouped(count.get().unsigned_abs())}</span>
                    {move || cell.with(|it| sums(words, &it.totals, context.viewer))}
                })}
                {limit}
            </div>
            <ol class="lane-cards">
                <For each=ids key=|it| *it children=each/>
            </ol>
            {more}
        </div>
    }
}
