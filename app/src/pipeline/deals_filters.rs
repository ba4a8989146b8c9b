//! What the table of deals is filtered by besides: how they stand, the pipeline, then one of its stages; and the
//! order.

use super::api::DealsView;
use super::deals_page::address;
use crate::ui::{Choice, Select};
use crate::words::use_words;
use domain::pipeline::Pipeline;
use domain::pipeline::list::{KINDS, Order, Sort, Wish, kind_code};
use leptos::prelude::*;

/// Open, won, lost, on hold, or all of them.
#[component]
pub fn States(wish: Memo<Wish>) -> impl IntoView {
    let words = use_words();
    let links = KINDS.map(|kind| {
        let href = move || wish.with(|it| address(&it.with_kind(kind)));
        let current = move || wish.with(|it| it.kind == kind).then_some("true");
        view! { <a href=href aria-current=current>{words.deal_standing(kind)}</a> }
    });
    view! { <nav class="segments deal-states" aria-label=words.deals_states()>{links.collect_view()}</nav> }
}

#[component]
pub fn MoreFilters(view: Signal<DealsView>, wish: Memo<Wish>) -> impl IntoView {
    let words = use_words();
    let choices = Memo::new(move |_| {
        view.with(|it| {
            let name = |it: &Pipeline| Choice::new(it.id, words.either(&it.name_ko, &it.name_en));
            it.pipelines.iter().map(name).collect::<Vec<_>>()
        })
    });
    // Only stages whose deals are shown: those of the chosen pipeline that are of the chosen kind.
    let stages = Memo::new(move |_| {
        let (pipeline, kind) = wish.with(|it| (it.pipeline, it.kind));
        view.with(|it| {
            let chosen = it.pipelines.iter().filter(|it| pipeline == Some(it.id));
            let stages =
                chosen.flat_map(|it| &it.stages).filter(|it| kind.is_none_or(|kind| it.kind == kind));
            stages.map(|it| Choice::new(it.id, words.either(&it.name_ko, &it.name_en))).collect::<Vec<_>>()
        })
    });
    let orders = Memo::new(move |_| {
        let now = wish.with(|it| it.order);
        let all = Sort::ALL.map(Order::of).into_iter().chain(Some(now).filter(|it| it.turned));
        all.map(|it| Choice::new(it.code(), words.deals_order(it))).collect::<Vec<_>>()
    });
    let asked = move || wish.with(|it| it.pipeline.map(|it| it.to_string()).unwrap_or_default());
    let asked_stage = move || wish.with(|it| it.filter.stage.map(|it| it.to_string()).unwrap_or_default());
    let asked_order = move || wish.with(|it| it.order.code());
    let (chosen, stage) = (RwSignal::new(untrack(asked)), RwSignal::new(untrack(asked_stage)));
    let order = RwSignal::new(untrack(asked_order));
    Effect::new(move |_| chosen.set(asked()));
    Effect::new(move |_| stage.set(asked_stage()));
    Effect::new(move |_| order.set(asked_order()));
    // A stage of one pipeline means nothing in another.
    let of_another = move |_| stage.set(String::new());
    let with_stages = Memo::new(move |_| stages.with(|it| it.len() > 1));
    view! {
        <input type="hidden" name="state" value=move || wish.with(|it| kind_code(it.kind))/>
        <Select bare=true name="pipeline" label=words.field_pipeline() choices bind=chosen none=words.filter_any_pipeline() on:change=of_another/>
        {move || with_stages.get().then(|| view! { <Select bare=true name="stage" label=words.field_stage() choices=stages bind=stage none=words.filter_any_stage()/> })}
        <Select bare=true name="sort" label=words.filter_sort() choices=orders bind=order/>
    }
}
