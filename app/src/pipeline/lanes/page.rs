//! The page of the board by owner: the stages as heads, a lane for everybody who has deals in them.

use super::api::{LanesView, read_lanes};
use super::context::LanesContext;
use super::keyboard;
use super::lane::OwnerLane;
use super::mover::Laid;
use crate::accounts::Loaded;
use crate::carry;
use crate::exchange::sums;
use crate::layout::{Page, use_viewer};
use crate::pipeline::board_context::Navigate;
use crate::pipeline::board_page::motion_hue;
use crate::pipeline::deal_move::no_board;
use crate::pipeline::filters::{FilterBar, query_of, use_filter};
use crate::pipeline::move_dialog::Asking;
use crate::pipeline::mover::Mover;
use crate::pipeline::on_demand::{OnDemand, Opened};
use crate::pipeline::verdict::{Sign, SignAt};
use crate::pipeline::view_switch::{DealsAs, ViewSwitch};
use crate::ui::{TabLink, Tabs, use_toasts};
use crate::wire::reading;
use crate::words::use_words;
use crate::{live, routes};
use domain::money::grouped;
use domain::pipeline::lanes::{Open, Wish, open_of_code};
use domain::pipeline::{Filter, Lanes, Pipeline, Stage};
use domain::{DealId, Key, PipelineId, StageId};
use leptos::prelude::*;
use leptos_router::NavigateOptions;
use leptos_router::hooks::{use_navigate, use_params_map, use_query_map};
use std::sync::Arc;

#[component]
pub fn LanesPage() -> impl IntoView {
    let words = use_words();
    let (params, query) = (use_params_map(), use_query_map());
    let filter = use_filter();
    // An address of no pipeline is not one of the first pipeline.
    let chosen = Memo::new(move |_| {
        params.with(|it| it.get("id").map(|it| it.parse().unwrap_or(PipelineId(uuid::Uuid::nil()))))
    });
    let open = Memo::new(move |_| query.with(|it| open_of_code(it.get_str("open"))));
    let changed = live::changed(|event| event.deal.is_some());
    let keep = StoredValue::new(Vec::new());
    let view = reading(
        move || (chosen.get(), filter.get(), open.get(), changed.get()),
        move |(pipeline, filter, open, _)| {
            let keep = keep.try_get_value().unwrap_or_default();
            read_lanes(Wish { pipeline, filter, open, keep })
        },
    );
    let show = move |view: Signal<LanesView>| {
        // Another pipeline, or another shape of it, is another page; other deals in it are not.
        let pipeline = Memo::new(move |_| view.with(|it| it.pipeline.clone()));
        (move || view! { <Shown view pipeline=pipeline.get() filter open keep/> }).into_any()
    };
    view! {
        <Page title=words.lanes().to_owned() fill=true>
            <Loaded of=view show/>
        </Page>
    }
}

#[component]
fn Shown(
    view: Signal<LanesView>,
    pipeline: Pipeline,
    filter: Memo<Filter>,
    open: Memo<Open>,
    keep: StoredValue<Vec<DealId>>,
) -> impl IntoView {
    let words = use_words();
    let viewer = use_viewer();
    let here = pipeline.id;
    let label = words.lanes_label(words.either(&pipeline.name_ko, &pipeline.name_en));
    let stages: Vec<_> = pipeline.open_stages().cloned().collect();
    let (confirmed, form_act) = view.with_untracked(|it| (RwSignal::new(it.lanes.clone()), it.form_act));
    let today = confirmed.with_untracked(|it| it.today);
    let laid = RwSignal::new(Vec::new());
    let shown = Memo::new(move |_| {
        let mut lanes = confirmed.get();
        laid.with(|it: &Vec<Laid>| Laid::over(it, &mut lanes));
        lanes
    });
    let focus = RwSignal::new(None);
    let reachable = Memo::new(move |_| {
        shown.with(|it| {
            let painted = |deal: &DealId| it.painted().any(|card| card.id == *deal);
            let first = || it.painted().next().map(|it| it.id);
            focus.get().filter(painted).or_else(first)
        })
    });
    let go = use_navigate();
    let navigate: Navigate = Arc::new(move |href: &str| {
        go(href, NavigateOptions { scroll: false, ..Default::default() });
    });
    let drag = RwSignal::new(None::<super::drag::Drag>);
    let doors = StoredValue::new(pipeline.doors());
    let held = Memo::new(move |_| drag.with(|it| it.as_ref().map(|it| it.card.clone())));
    let signs = Memo::new(move |_| {
        let card = held.get()?;
        doors.with_value(|doors| {
            let others = doors.iter().filter(|it| it.stage != card.stage);
            let sign = |viewer: &domain::team::Viewer| {
                others.map(|it| (it.stage, Sign::of(doors, &card, it.stage, viewer.on(today)))).collect()
            };
            Some(viewer.with(sign))
        })
    });
    let context = LanesContext {
        view,
        confirmed,
        laid,
        shown,
        mover: Mover::new(no_board(&pipeline, today), pipeline.clone()),
        pipeline: StoredValue::new(pipeline),
        doors,
        filter,
        open,
        keep,
        drag,
        signs,
        click_is_spent: StoredValue::new(false),
        focus,
        reachable,
        awake: RwSignal::new(false),
        place: NodeRef::new(),
        viewer,
        words,
        toasts: use_toasts(),
        navigate: StoredValue::new(navigate),
    };
    provide_context(context);
    let carried = Memo::new(move |_| context.drag.with(Option::is_some));
    carry::take_unless_carrying(
        move || context.view.with(|it| it.lanes.clone()),
        carried,
        move |it| context.take(it),
    );
    Effect::new(move |_| {
        context.awake.set(true);
        carry::install(context, context.click_is_spent);
        keyboard::install(context);
    });
    let carries = move || context.drag.with_untracked(Option::is_some);
    let whose = Memo::new(move |_| shown.with(|it| it.lanes.iter().map(|it| it.whose).collect::<Vec<_>>()));
    let none = move || whose.with(Vec::is_empty);
    let empty = move || {
        let filtered = filter.with(|it| !it.is_empty());
        let text = if filtered { words.board_empty_filter() } else { words.lanes_empty() };
        none().then(|| view! { <p class="lanes-empty quiet">{text}</p> })
    };
    let query = use_query_map();
    let asked = Memo::new(move |_| {
        let (key, to) = query.with(|it| (it.get("move"), it.get("to")));
        let key: Key = key?.parse().ok()?;
        let card = shown.with_untracked(|it| it.cards().find(|it| it.key() == key).cloned())?;
        Some((card, to.and_then(|it| it.parse::<StageId>().ok())))
    });
    view! {
        <div class="board-page">
            <div class="board-ways">
                <Ways view here filter/>
                <ViewSwitch here=DealsAs::Lanes pipeline=Signal::stored(Some(here)) filter today=Signal::derive(move || context.today())/>
            </div>
            <div class="board-bar">
                <FilterBar filter action=routes::lanes(Some(here)) always_step=true
                    teams=Signal::derive(move || view.with(|it| it.teams.clone()))
                    tags=Signal::derive(move || view.with(|it| it.tags.clone()))/>
                <div class="board-totals">
                    <span>{words.board_open_deals()}" "<strong class="number">
                        {move || grouped(shown.with(Lanes::totals).count.unsigned_abs())}
                    </strong></span>
                    {move || sums(words, &shown.with(Lanes::totals), context.viewer)}
                </div>
            </div>
            <div class="lanes" node_ref=context.place role="region" aria-label=label
                // Without a card in it nothing else is there to be reached, and its stages still scroll.
                tabindex=move || if context.reachable.get().is_some() { "-1" } else { "0" }
                on:click:capture=move |event| if carry::is_spent(context.click_is_spent) { carry::swallow(&event) }
                on:contextmenu=move |event| carry::on_context_menu(carries(), &event)
                on:touchmove=move |event| carry::on_touch(carries(), context.click_is_spent, &event)
                on:touchend=move |event| carry::on_touch(carries(), context.click_is_spent, &event)>
                <div class="lane-stages">
                    {stages.into_iter().map(|stage| view! { <StageHead stage/> }).collect_view()}
                </div>
                <For each=move || whose.get() key=|it| *it children=|whose| view! { <OwnerLane whose/> }/>
                {empty}
            </div>
            <p class="unseen">{words.lanes_help()}</p>
            {move || asked.get().map(|(card, to)| {
                let asking = Asking::on_page(context.mover, context.here(), today, form_act);
                view! { <Opened what=OnDemand::Move { context: asking, card: Box::new(card), to }/> }
            })}
        </div>
    }
}

/// A stage over all lanes: what it comes to, and what it says to the card in the hand.
#[component]
fn StageHead(stage: Stage) -> impl IntoView {
    let words = use_words();
    let context = expect_context::<LanesContext>();
    let id = stage.id;
    let name = words.either(&stage.name_ko, &stage.name_en).to_owned();
    let totals = Memo::new(move |_| context.shown.with(|it| it.stage(id)));
    let sign = Memo::new(move |_| context.signs.with(|all| all.as_ref().and_then(|it| it.get(&id).cloned())));
    let limit = stage.wip_limit.map(|limit| {
        let said = words.column_within_limit(limit);
        view! { <span class="column-wip" title=said>{words.column_limit(limit)}</span> }
    });
    view! {
        <div class="lane-stage" class:is-signed=move || sign.with(Option::is_some)>
            <div class="column-title">
                <span class=format!("column-mark hue-{}", stage.color.code())></span>
                <h2>{name}</h2>
                <span class="column-count number">{move || grouped(totals.with(|it| it.count).unsigned_abs())}</span>
                {limit}
            </div>
            <div class="column-sums">{move || totals.with(|it| sums(words, it, context.viewer))}</div>
            <SignAt sign/>
        </div>
    }
}

#[component]
fn Ways(view: Signal<LanesView>, here: PipelineId, filter: Memo<Filter>) -> impl IntoView {
    let words = use_words();
    let tab = move |it: &Pipeline| {
        let (id, name) = (it.id, words.either(&it.name_ko, &it.name_en).to_owned());
        let href = Signal::derive(move || format!("{}{}", routes::lanes(Some(id)), filter.with(query_of)));
        view! { <TabLink href dot=motion_hue(it.motion) current=id == here>{name}</TabLink> }
    };
    view! {
        <Tabs label=words.pipelines_label()>{move || view.with(|it| it.pipelines.iter().map(tab).collect_view())}</Tabs>
    }
}
