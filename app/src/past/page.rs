//! A past board: which moment, then its columns as they were, and what has happened to each since. Nothing on it can be
//! changed.

use super::api::{PastView, read_past};
use super::bar::MomentBar;
use super::column::{PastClosed, PastStage};
use super::context::{Navigate, PastContext};
use super::listed::ListedDialog;
use crate::accounts::Loaded;
use crate::layout::{Page, use_viewer};
use crate::pipeline::{DealsAs, FilterBar, ViewSwitch, motion_hue, query_of, use_filter};
use crate::ui::{TabLink, Tabs};
use crate::wire::reading;
use crate::words::use_words;
use crate::{live, routes};
use domain::money::grouped;
use domain::pipeline::past::{Asked, At, Below, Wish};
use domain::pipeline::{Pipeline, StageKind};
use domain::{PipelineId, StageId};
use leptos::prelude::*;
use leptos_router::hooks::{use_navigate, use_params_map, use_query_map};
use std::sync::Arc;

#[component]
pub fn PastPage() -> impl IntoView {
    let words = use_words();
    let (params, query) = (use_params_map(), use_query_map());
    let filter = use_filter();
    let wish = Memo::new(move |_| {
        // An address of no pipeline is not one of the first pipeline.
        let pipeline =
            params.with(|it| it.get("id").map(|it| it.parse().unwrap_or(PipelineId(uuid::Uuid::nil()))));
        query.with(|map| {
            let get = |name: &str| map.get_str(name);
            let (at, below, asked) = (At::of_pairs(get), Below::of_pairs(get), Asked::of_pairs(get));
            Wish { pipeline, filter: filter.get(), at, below, asked }
        })
    });
    // What has happened since goes on happening.
    let changed = live::changed(|event| event.deal.is_some());
    let view = reading(move || (wish.get(), changed.get()), |(wish, _)| read_past(wish));
    view! {
        <Page title=words.past().to_owned() fill=true>
            <Loaded of=view show=move |view| view! { <Shown view wish/> }.into_any()/>
        </Page>
    }
}

#[component]
fn Shown(view: Signal<PastView>, wish: Memo<Wish>) -> impl IntoView {
    let words = use_words();
    let go = use_navigate();
    let navigate: Navigate = Arc::new(move |href, options| go(href, options));
    let context = PastContext {
        view,
        filter: Memo::new(move |_| wish.with(|it| it.filter.clone())),
        asked: Memo::new(move |_| wish.with(|it| it.at)),
        awake: RwSignal::new(false),
        playing: RwSignal::new(false),
        viewer: use_viewer(),
        words,
        navigate: StoredValue::new(navigate),
    };
    provide_context(context);
    Effect::new(move |_| context.awake.set(true));
    let filter = context.filter;
    let of_kind = move |open: bool| {
        let ids = move |_: Option<&Vec<StageId>>| {
            let is = |kind: StageKind| (kind == StageKind::Open) == open;
            context.board(|it| {
                it.columns.iter().filter(|it| is(it.stage.kind)).map(|it| it.stage.id).collect::<Vec<_>>()
            })
        };
        Memo::new(ids)
    };
    let (open, closed) = (of_kind(true), of_kind(false));
    let below = Memo::new(move |_| wish.with(|it| it.below));
    let is_empty = move || context.board(|it| it.columns.iter().all(|it| it.cards.is_empty()));
    let label = move || words.past_board(&context.moment());
    let today = Signal::derive(move || context.today());
    let pipeline = Memo::new(move |_| Some(context.pipeline()));
    let listed = Memo::new(move |_| context.board(|it| it.listed.as_ref().map(|it| it.asked)));
    view! {
        <div class="board-page past" class:is-playing=context.playing>
            <div class="board-ways">
                <Ways context/>
                <ViewSwitch here=DealsAs::Past pipeline filter today/>
            </div>
            <div class="board-bar">
                {move || {
                    let action = routes::past(pipeline.get());
                    let cleared = Signal::derive(move || {
                        let at = context.board(|it| it.at).pairs();
                        format!("{}{}", routes::past(pipeline.get()), crate::pipeline::query(&at))
                    });
                    view! { <FilterBar filter action cleared always_step=true
                        teams=Signal::derive(move || view.with(|it| it.teams.clone()))
                        tags=Signal::derive(move || view.with(|it| it.tags.clone()))
                        more=move || view! { <Moment context/> }/> }
                }}
                <Open context/>
            </div>
            <MomentBar/>
            <div class="board" role="region" aria-label=label tabindex=move || if is_empty() { "0" } else { "-1" }>
                <For each=move || open.get() key=|it| *it children=move |stage| view! { <PastStage stage below/> }/>
            </div>
            <div class="board-closed">
                <For each=move || closed.get() key=|it| *it children=|stage| view! { <PastClosed stage/> }/>
            </div>
            {move || listed.get().map(|asked| view! { <ListedDialog asked/> })}
        </div>
    }
}

/// The moment stays while the filter changes.
#[component]
fn Moment(context: PastContext) -> impl IntoView {
    let pairs = move || context.board(|it| it.at).pairs();
    let field =
        |(name, value): (&'static str, String)| view! { <input type="hidden" name=name value=value/> };
    move || pairs().into_iter().map(field).collect_view()
}

#[component]
fn Ways(context: PastContext) -> impl IntoView {
    let words = context.words;
    let tab = move |it: &Pipeline| {
        let id = it.id;
        let href = move || {
            let mut pairs = context.filter.with(domain::pipeline::Filter::pairs);
            pairs.extend(context.board(|it| it.at).pairs());
            format!("{}{}", routes::past(Some(id)), crate::pipeline::query(&pairs))
        };
        let current = Signal::derive(move || context.pipeline() == id);
        let name = words.either(&it.name_ko, &it.name_en).to_owned();
        view! { <TabLink href=Signal::derive(href) dot=motion_hue(it.motion) exact=true current>{name}</TabLink> }
    };
    view! {
        <Tabs label=words.pipelines_label()>
            {move || context.view.with(|it| it.pipelines.iter().map(tab).collect_view())}
        </Tabs>
    }
}

/// What was open then, and the way back to what is open now.
#[component]
fn Open(context: PastContext) -> impl IntoView {
    let words = context.words;
    let open = Memo::new(move |_| context.board(domain::pipeline::past::PastBoard::open));
    let count = move || grouped(open.with(|it| it.count).unsigned_abs());
    let sums = move || open.with(|it| super::column::sums(words, it, context.currency()));
    let now = move || format!("{}{}", routes::pipeline(context.pipeline()), context.filter.with(query_of));
    view! {
        <div class="board-totals">
            <span>{words.past_open()}" "<strong class="number">{count}</strong></span>
            {sums}
            <a class="button" href=now>{words.past_now()}</a>
        </div>
    }
}
