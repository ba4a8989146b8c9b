//! One owner's lane: who it is, what it all comes to, and a cell for each stage.

use super::cell::LaneCell;
use super::context::LanesContext;
use crate::exchange::sums;
use crate::ui::{Avatar, Icon};
use crate::words::use_words;
use domain::money::grouped;
use domain::pipeline::{Lane, Lanes, Whose};
use leptos::prelude::*;

#[component]
pub fn OwnerLane(whose: Whose) -> impl IntoView {
    let words = use_words();
    let context = expect_context::<LanesContext>();
    let lane = move |it: &Lanes| it.lanes.iter().find(|it| it.whose == whose).cloned();
    let totals = Memo::new(move |_| context.shown.with(lane).as_ref().map(Lane::totals).unwrap_or_default());
    let open = Memo::new(move |_| context.shown.with(lane).is_some_and(|it| it.open));
    let name = Memo::new(move |_| context.name_of(whose));
    let label = move || words.lane_label(&name.get(), totals.with(|it| it.count));
    let stages: Vec<_> = context.pipeline.with_value(|it| it.open_stages().map(|it| it.id).collect());
    let face = whose.owner().map(|id| view! { <Avatar name=name.get_untracked() id=id.to_string()/> });
    // What it means to let a card go here.
    let given = move || {
        let over = context.drag.with(|it| it.as_ref().and_then(|it| Some((it.card.owner, it.over?.0))));
        over.filter(|(owner, over)| *over == whose && Whose::of(*owner) != whose).map(|_| match whose {
            Whose::Of(_) => {
                view! { <span class="lane-given">{words.lane_gives(&name.get())}</span> }.into_any()
            }
            Whose::Nobody => {
                view! { <span class="lane-given tone-bad">{words.lane_not_nobody()}</span> }.into_any()
            }
        })
    };
    view! {
        <section class="lane" class:is-open=move || open.get() aria-label=label>
            <header class="lane-head">
                <a class="lane-fold" href=move || context.turned_href(whose) aria-expanded=move || open.get().to_string()>
                    <Icon name="chevron-down"/>
                    {face}
                    <h3>{name}</h3>
                </a>
                <span class="column-count number">{move || grouped(totals.with(|it| it.count).unsigned_abs())}</span>
                {move || totals.with(|it| sums(words, it, context.viewer))}
                {given}
            </header>
            <div class="lane-cells">
                {stages.into_iter().map(|stage| view! { <LaneCell whose stage open/> }).collect_view()}
            </div>
        </section>
    }
}
