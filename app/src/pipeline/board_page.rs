//! The board of a pipeline. Rendered whole by the server; woken up, every move is on screen in the same
//! frame and everybody else's moves arrive by themselves.

use super::api::{BoardView, read_board};
use super::board_context::{BoardContext, Doing, Navigate};
use super::board_live;
use super::closed_zone::ClosedZone;
use super::column::StageColumn;
use super::density::DensityButton;
use super::drag::{self, Drag};
use super::filters::{FilterBar, query_of, use_after, use_filter};
use super::keyboard;
use super::move_dialog::Asking;
use super::mover::Mover;
use super::near::{self, Near};
use super::on_demand::{OnDemand, Opened};
use super::picking::{self, Picking};
use super::verdict::signs;
use super::view_switch::{DealsAs, ViewSwitch};
use super::views::{ViewLink, ViewsRow};
use crate::carry;
use crate::demo::{DemoThere, OtherBeginnings};
use crate::error::AppError;
use crate::exchange::sums;
use crate::layout::{Page, use_viewer};
use crate::presence::{self, AlsoHere, company};
use crate::request::derived;
use crate::ui::{ButtonLink, EmptyState, ErrorPanel, Look, Skeleton, TabLink, Tabs, use_toasts};
use crate::wire::{Reading, reading};
use crate::words::use_words;
use crate::{request, routes};
use chrono::NaiveDate;
use domain::accounts::Tag;
use domain::money::grouped;
use domain::pipeline::{After, Filter, Motion, Pipeline, StageKind, Totals};
use domain::presence::Place;
use domain::team::{Right, Team};
use domain::{DealId, Key, PipelineId, StageId};
use leptos::prelude::*;
use leptos_router::hooks::{use_params_map, use_query_map};

#[component]
pub fn BoardPage() -> impl IntoView {
    let words = use_words();
    let params = use_params_map();
    let filter = use_filter();
    // An address of no pipeline is not one of the first pipeline.
    let chosen = Memo::new(move |_| {
        params.with(|it| it.get("id").map(|it| it.parse().unwrap_or(PipelineId(uuid::Uuid::nil()))))
    });
    let after = use_after();
    let view = reading(
        move || (chosen.get(), filter.get(), after.get()),
        |(pipeline, filter, after)| read_board(pipeline, filter, after),
    );
    let failed = move |error: AppError| match error {
        AppError::NotFound if chosen.with_untracked(Option::is_some) => {
            request::answer_not_found();
            view! {
                <EmptyState text=words.not_found_text() icon="search">
                    <ButtonLink href=routes::PIPELINE look=Look::Primary>{words.pipeline_title()}</ButtonLink>
                </EmptyState>
            }
            .into_any()
        }
        AppError::NotFound => view! {
            <EmptyState text=words.board_no_pipeline() icon="kanban">
                <ButtonLink href=routes::PIPELINES look=Look::Primary>{words.pipelines_add()}</ButtonLink>
            </EmptyState>
        }
        .into_any(),
        error => view! { <ErrorPanel text=words.app_error(&error)/> }.into_any(),
    };
    let busy = RwSignal::new(false);
    view! {
        <Page title=words.pipeline_title().to_owned() fill=true>
            // Nothing further down asks for more: walked once instead of twice, the board is there in half the time.
            <Transition fallback=move || view! { <Skeleton lines=6/> } strict=true>
                {
                    let query = use_query_map();
                    let standing = derived(move |before: Option<&Option<Result<Around, AppError>>>| {
                        // Somebody carries a card or fills in the form of a move: what is around it waits for them.
                        let asking = query.with(|it| it.get_str("move").is_some()) || busy.get();
                        let now = view.with(|it| it.as_ref().map(|it| it.as_ref().map(Around::of).map_err(Clone::clone)));
                        match (now, before) {
                            // A board that cannot be read again is old, which the banner says; it is still a board.
                            (Some(Err(AppError::Unreachable)), Some(Some(Ok(known)))) => Some(Ok(known.clone())),
                            (Some(Ok(now)), Some(Some(Ok(known)))) if asking && now.pipeline.id == known.pipeline.id => {
                                Some(Ok(known.clone()))
                            }
                            (now, _) => now,
                        }
                    });
                    move || standing.get().map(|it| match it {
                        // Read without subscribing, which inside a Transition takes both words.
                        Ok(_) => untrack(|| view.get_untracked()).and_then(Result::ok)
                            .map(|found| view! { <Loaded view=found filter after busy source=view/> }).into_any(),
                        Err(error) => failed(error),
                    })
                }
            </Transition>
        </Page>
    }
}

/// What the columns are made of. While it stays, another reading changes the cards alone, and focus, scrolling
/// and a card in the hand stay too.
#[derive(Clone, PartialEq)]
struct Around {
    pipeline: Pipeline,
    today: NaiveDate,
}

impl Around {
    fn of(view: &BoardView) -> Self {
        Self { pipeline: view.pipeline.clone(), today: view.today }
    }
}

/// What one can change to from here. It follows every reading, and nothing is made anew for it.
#[derive(Clone, PartialEq)]
struct Ways {
    pipelines: Vec<Pipeline>,
    teams: Vec<Team>,
    tags: Vec<Tag>,
    views: Vec<ViewLink>,
}

impl Ways {
    fn of(view: &BoardView) -> Self {
        Self {
            pipelines: view.pipelines.clone(),
            teams: view.teams.clone(),
            tags: view.tags.clone(),
            views: view.views.clone(),
        }
    }
}

#[component]
fn Loaded(
    view: BoardView,
    filter: Memo<Filter>,
    after: Memo<Option<After>>,
    /// A card is in the hand, or a deal is being typed.
    busy: RwSignal<bool>,
    source: Reading<Result<BoardView, AppError>>,
) -> impl IntoView {
    let words = use_words();
    let viewer = use_viewer();
    let ways = RwSignal::new(Ways::of(&view));
    Effect::new(move |_| {
        if let Some(Ok(now)) = source.get().map(|it| it.as_ref().map(Ways::of).map_err(|_| ()))
            && ways.with_untracked(|it| *it != now)
        {
            ways.set(now);
        }
    });
    let BoardView { pipeline, board, today, now, folded, cursor, form_act, .. } = view;
    let folded = RwSignal::new(folded);
    let mover = Mover::new(board, pipeline.clone());
    let (drag, lifted, adding) = (RwSignal::new(None), RwSignal::new(None), RwSignal::new(None));
    let shown = Memo::new(move |_| {
        let mut board = mover.shown();
        if let Some(drag) = lifted.get() {
            keyboard::preview(&mut board, &drag);
        }
        board
    });
    let focus = RwSignal::new(None);
    let reachable = Memo::new(move |_| {
        shown.with(|board| {
            let is_shown = |stage: &StageId| folded.with(|it| !it.contains(stage));
            let shown = || board.columns.iter().filter(|it| is_shown(&it.stage));
            let first = || shown().find_map(|it| it.cards.first()).map(|it| it.id);
            let known = |deal: &DealId| board.card(*deal).is_some_and(|it| is_shown(&it.stage));
            focus.get().filter(known).or_else(first)
        })
    });
    let go = leptos_router::hooks::use_navigate();
    let navigate: Navigate = std::sync::Arc::new(move |href: &str| {
        go(href, leptos_router::NavigateOptions { scroll: false, ..Default::default() });
    });
    let doors = StoredValue::new(pipeline.doors());
    let context = BoardContext {
        mover,
        shown,
        filter,
        after,
        drag,
        lifted,
        hand: Memo::new(move |_| drag.with(|it| it.as_ref().map(Drag::deals)).unwrap_or_default()),
        picking: Picking::new(),
        click_is_spent: StoredValue::new(false),
        focus,
        reachable,
        remote: RwSignal::default(),
        company: company(viewer),
        readings: StoredValue::new(0),
        near: Near::new(),
        signs: signs(drag, lifted, doors, viewer, today),
        doors,
        adding,
        may_log: viewer.with_untracked(|it| it.may_ever(Right::Log)),
        doing: RwSignal::new(None),
        may_create: viewer.with_untracked(|it| it.may_ever(Right::CreateDeals)),
        landing: StoredValue::new(None),
        today,
        now,
        folded,
        may_drag: viewer.with_untracked(|it| it.may_ever(Right::WorkDeal)),
        awake: RwSignal::new(false),
        form_act,
        place: NodeRef::new(),
        viewer,
        words,
        toasts: use_toasts(),
        navigate: StoredValue::new(navigate),
    };
    provide_context(context);
    picking::follow(context);
    let place = Signal::stored(Some(Place::Board(pipeline.id)));
    presence::be_at(place, carried(drag, lifted));
    Effect::new(move |_| {
        busy.set(
            drag.with(Option::is_some)
                || lifted.with(Option::is_some)
                || adding.with(Option::is_some)
                || context.picking.ask.with(Option::is_some),
        );
    });
    on_cleanup(move || _ = busy.try_set(false));
    board_live::follow(context, source, (form_act, cursor));
    Effect::new(move |_| {
        context.awake.set(true);
        carry::install(context, context.click_is_spent);
        keyboard::install(context);
        near::install(context);
    });

    let query = use_query_map();
    let asked = Memo::new(move |_| {
        let (key, to) = query.with(|it| (it.get("move"), it.get("to")));
        let key: Key = key?.parse().ok()?;
        let card = shown.with_untracked(|board| board.cards().find(|it| it.key() == key).cloned())?;
        Some((card, to.and_then(|it| it.parse::<StageId>().ok())))
    });
    let here = pipeline.id;
    let tab = move |it: &Pipeline| {
        // Whoever looks at their own deals looks at them in every pipeline.
        let address = routes::pipeline(it.id);
        let href = move || format!("{address}{}", filter.with(query_of));
        let name = words.either(&it.name_ko, &it.name_en).to_owned();
        view! { <TabLink href=Signal::derive(href) dot=motion_hue(it.motion) current=it.id == here>{name}</TabLink> }
    };
    let tabs = move || ways.with(|it| it.pipelines.iter().map(tab).collect_view());
    let open_totals = move || shown.with(|board| Totals::of(board.columns.iter().map(|it| &it.totals)));
    let stages: Vec<_> = pipeline.open_stages().cloned().collect();
    let closed: Vec<_> = pipeline.stages.iter().filter(|it| it.kind != StageKind::Open).cloned().collect();
    let label = words.board_label(words.either(&pipeline.name_ko, &pipeline.name_en));
    let filter_action = routes::pipeline(pipeline.id);
    let new_href = format!("{}?pipeline={}", routes::NEW_DEAL, pipeline.id);
    let is_empty = Memo::new(move |_| {
        filter.with(Filter::is_empty) && shown.with(|it| it.columns.iter().all(|it| it.totals.count == 0))
    });
    let carries = move || drag.with_untracked(Option::is_some);
    view! {
        <div class="board-page">
            <div class="board-ways"><Tabs label=words.pipelines_label()>{tabs}</Tabs>
                <ViewsRow board=Some(here) filter pairs=Signal::derive(move || filter.with(Filter::pairs))
                    views=Signal::derive(move || ways.with(|it| it.views.clone()))
                    teams=Signal::derive(move || ways.with(|it| it.teams.clone()))
                    tags=Signal::derive(move || ways.with(|it| it.tags.clone()))
                    again=Callback::new(move |()| source.refetch())/>
                <ViewSwitch here=DealsAs::Board pipeline=Signal::stored(Some(here)) filter today=Signal::stored(today)/>
                <AlsoHere place/><DensityButton/>
            </div>
            <DemoThere/>
            {move || is_empty.get().then(|| view! { <div class="board-first"><p>{words.board_empty()}</p><OtherBeginnings/></div> })}
            <div class="board-bar">
                <FilterBar filter action=filter_action
                    teams=Signal::derive(move || ways.with(|it| it.teams.clone()))
                    tags=Signal::derive(move || ways.with(|it| it.tags.clone()))/>
                <div class="board-totals">
                    <span>{words.board_open_deals()}" "<strong class="number">{move || grouped(open_totals().count.unsigned_abs())}</strong></span>
                    {move || sums(words, &open_totals(), viewer)}
                    {context.may_create.then(|| view! { <ButtonLink href=new_href look=Look::Primary icon="plus">{words.deal_add()}</ButtonLink> })}
                </div>
            </div>
            <div class="board" class:is-picking=move || context.picking.any.get() node_ref=context.place role="region" aria-label=label tabindex="-1"
                on:click:capture=move |event| drag::on_click(context, &event)
                on:contextmenu=move |event| carry::on_context_menu(carries(), &event)
                on:touchmove=move |event| carry::on_touch(carries(), context.click_is_spent, &event)
                on:touchend=move |event| carry::on_touch(carries(), context.click_is_spent, &event)>
                {stages.into_iter().map(|stage| view! { <StageColumn stage/> }).collect_view()}
            </div>
            <div class="board-closed">
                {closed.into_iter().map(|stage| view! { <ClosedZone stage/> }).collect_view()}
            </div>
            {move || context.picking.any.get().then(|| view! { <Opened what=OnDemand::Batch(context)/> })}
            <p class="unseen">{words.board_help()}</p>
            {move || {
                let (card, to) = asked.get()?;
                Some(view! { <Opened what=OnDemand::Move { context: Asking::on_board(context), card: Box::new(card), to }/> })
            }}
            {move || {
                let (deal, doing) = context.doing.get()?;
                let card = shown.with_untracked(|it| it.card(deal).cloned()).map(Box::new)?;
                let what = match doing {
                    Doing::Step => OnDemand::Step { context, card },
                    Doing::Log => OnDemand::Log { context, card },
                };
                Some(view! { <Opened what/> })
            }}
        </div>
    }
}

/// The card in the hand, as the others are told.
fn carried(drag: RwSignal<Option<Drag>>, lifted: RwSignal<Option<Drag>>) -> Signal<Option<DealId>> {
    let in_hand = |it: &Option<Drag>| it.as_ref().map(|it| it.card.id);
    Memo::new(move |_| drag.with(in_hand).or_else(|| lifted.with(in_hand))).into()
}

pub const fn motion_hue(motion: Motion) -> &'static str {
    match motion {
        Motion::InboundSmb => "hue-blue",
        Motion::OutboundEnterprise => "hue-violet",
        Motion::SelfServe => "hue-teal",
    }
}
