//! The forecast: months beside each other, each with what its open deals come to, and this one with what it has won.

use super::api::{ForecastView, read_forecast};
use super::column::PeriodColumn;
use super::context::{ForecastContext, Navigate};
use super::keyboard;
use super::move_form::MoveDialog;
use super::mover::OnItsWay;
use super::progress::Progress;
use crate::accounts::Loaded;
use crate::carry;
use crate::exchange::{amount, excluded};
use crate::layout::{Page, use_viewer};
use crate::pipeline::{DealsAs, FilterBar, ViewSwitch, motion_hue, query_of, use_filter};
use crate::ui::{TabLink, Tabs, use_toasts};
use crate::wire::reading;
use crate::words::use_words;
use crate::{live, routes};
use domain::exchange::Total;
use domain::forecast::{After, Forecast, Period, Wish};
use domain::money::grouped;
use domain::pipeline::{Filter, Pipeline};
use domain::{Key, PipelineId};
use leptos::prelude::*;
use leptos_router::NavigateOptions;
use leptos_router::hooks::{use_navigate, use_params_map, use_query_map};
use std::sync::Arc;

#[component]
pub fn ForecastPage() -> impl IntoView {
    let words = use_words();
    let (params, query) = (use_params_map(), use_query_map());
    let filter = use_filter();
    // An address of no pipeline is not one of all of them.
    let pipeline = Memo::new(move |_| {
        params.with(|it| it.get("id").map(|it| it.parse().unwrap_or(PipelineId(uuid::Uuid::nil()))))
    });
    let after = Memo::new(move |_| query.with(|map| After::of_pairs(|name| map.get_str(name))));
    let changed = live::changed(|event| event.deal.is_some());
    let progress = StoredValue::new(Progress::at_first(untrack(|| (pipeline.get(), filter.get()))));
    let view = reading(
        move || (pipeline.get(), filter.get(), after.get(), changed.get()),
        move |(pipeline, filter, after, _)| {
            let so_far = progress.try_update_value(|it| it.so_far((pipeline, filter.clone())));
            let (read, keep) = so_far.unwrap_or_default();
            read_forecast(Wish { pipeline, filter, after, read, keep })
        },
    );
    view! {
        <Page title=words.forecast().to_owned() fill=true>
            <Loaded of=view show=move |view| view! { <Shown view pipeline filter after progress/> }.into_any()/>
        </Page>
    }
}

#[component]
fn Shown(
    view: Signal<ForecastView>,
    pipeline: Memo<Option<PipelineId>>,
    filter: Memo<Filter>,
    after: Memo<Option<After>>,
    progress: StoredValue<Progress>,
) -> impl IntoView {
    let words = use_words();
    let confirmed = RwSignal::new(view.with_untracked(|it| it.forecast.clone()));
    let on_their_way = RwSignal::new(Vec::new());
    let shown = Memo::new(move |_| {
        let mut forecast = confirmed.get();
        on_their_way.with(|it: &Vec<OnItsWay>| OnItsWay::over(it, &mut forecast));
        forecast
    });
    let focus = RwSignal::new(None);
    let reachable = Memo::new(move |_| {
        shown.with(|it| {
            let first = || it.columns.iter().find_map(|it| it.cards.first()).map(|it| it.card.id);
            focus.get().filter(|deal| it.card(*deal).is_some()).or_else(first)
        })
    });
    let go = use_navigate();
    let navigate: Navigate = Arc::new(move |href: &str| {
        go(href, NavigateOptions { scroll: false, ..Default::default() });
    });
    let context = ForecastContext {
        view,
        confirmed,
        on_their_way,
        shown,
        pipeline,
        filter,
        after,
        progress,
        drag: RwSignal::new(None),
        click_is_spent: StoredValue::new(false),
        focus,
        reachable,
        awake: RwSignal::new(false),
        place: NodeRef::new(),
        viewer: use_viewer(),
        words,
        toasts: use_toasts(),
        navigate: StoredValue::new(navigate),
    };
    provide_context(context);
    let carried = Memo::new(move |_| context.drag.with(Option::is_some));
    carry::take_unless_carrying(
        move || context.view.with(|it| it.forecast.clone()),
        carried,
        move |it| context.take(it),
    );
    Effect::new(move |_| {
        context.awake.set(true);
        carry::install(context, context.click_is_spent);
        keyboard::install(context);
    });
    // Nothing is late by choice: the column is there while something is in it.
    let periods = Memo::new(move |_| {
        shown.with(|it| {
            let is_there = |period: &Period| {
                *period != Period::Overdue || it.column(*period).is_some_and(|it| it.totals.count > 0)
            };
            Period::all(it.today).into_iter().filter(is_there).collect::<Vec<_>>()
        })
    });
    let carries = move || context.drag.with_untracked(Option::is_some);
    let query = use_query_map();
    let asked = Memo::new(move |_| {
        let key: Key = query.with(|it| it.get("when"))?.parse().ok()?;
        let cards = |it: &Forecast| {
            it.columns.iter().flat_map(|it| &it.cards).find(|it| it.card.key() == key).cloned()
        };
        shown.with_untracked(cards)
    });
    view! {
        <div class="board-page">
            <div class="board-ways">
                <Ways view pipeline filter/>
                <ViewSwitch here=DealsAs::Forecast pipeline filter today=Signal::derive(move || context.today())/>
            </div>
            <div class="board-bar">
                {move || view! { <FilterBar filter action=routes::forecast(pipeline.get()) always_step=true
                    teams=Signal::derive(move || view.with(|it| it.teams.clone()))
                    tags=Signal::derive(move || view.with(|it| it.tags.clone()))/> }}
                <Sums context/>
            </div>
            <div class="board forecast" node_ref=context.place role="region" aria-label=words.forecast_label()
                // Without a card in it nothing else is there to be reached, and its months still scroll.
                tabindex=move || if context.reachable.get().is_some() { "-1" } else { "0" }
                on:click:capture=move |event| if carry::is_spent(context.click_is_spent) { carry::swallow(&event) }
                on:contextmenu=move |event| carry::on_context_menu(carries(), &event)
                on:touchmove=move |event| carry::on_touch(carries(), context.click_is_spent, &event)
                on:touchend=move |event| carry::on_touch(carries(), context.click_is_spent, &event)>
                <For each=move || periods.get() key=|it| *it children=|period| view! { <PeriodColumn period/> }/>
            </div>
            <p class="unseen">{words.forecast_help()}</p>
            {move || asked.get().map(|card| view! { <MoveDialog card/> })}
        </div>
    }
}

/// All pipelines together, or one of them.
#[component]
fn Ways(
    view: Signal<ForecastView>,
    pipeline: Memo<Option<PipelineId>>,
    filter: Memo<Filter>,
) -> impl IntoView {
    let words = use_words();
    let href = move |to: Option<PipelineId>| {
        Signal::derive(move || format!("{}{}", routes::forecast(to), filter.with(query_of)))
    };
    let current = move |to: Option<PipelineId>| Signal::derive(move || pipeline.get() == to);
    let tab = move |it: &Pipeline| {
        let (id, name) = (Some(it.id), words.either(&it.name_ko, &it.name_en).to_owned());
        view! { <TabLink href=href(id) dot=motion_hue(it.motion) current=current(id)>{name}</TabLink> }
    };
    view! {
        <Tabs label=words.pipelines_label()>
            <TabLink href=href(None) exact=true current=current(None)>{words.forecast_all()}</TabLink>
            {move || view.with(|it| it.pipelines.iter().map(tab).collect_view())}
        </Tabs>
    }
}

/// All open deals of the filter, and what this month comes to with what it has won.
#[component]
fn Sums(context: ForecastContext) -> impl IntoView {
    let words = context.words;
    let open = move || grouped(context.shown.with(|it| it.open().count).unsigned_abs());
    let month = move || {
        let sums = context.shown.with(Forecast::this_month);
        let total = context.viewer.with(|it| Total::of(&sums, &it.rates));
        view! { {amount(words, &total, total.sum)}{excluded(words, &total)} }
    };
    view! {
        <div class="board-totals">
            <span>{words.board_open_deals()}" "<strong class="number">{open}</strong></span>
            <span class="column-sum" title=words.forecast_month_hint()>{words.forecast_month_comes_to()}" "{month}<span class="quiet">{words.forecast_month_of()}</span></span>
        </div>
    }
}
