//! The board of a pipeline. Rendered whole by the server; woken up, every move is on screen in the same
//! frame and everybody else's moves arrive by themselves.

use super::api::{BoardView, read_board};
use super::board_live;
use super::column::{StageColumn, sums};
use super::drag::{self, Drag, place_at};
use super::filters::{FilterBar, query_of, use_filter};
use super::keyboard;
use super::move_dialog::Asking;
use super::mover::{Mover, Place};
use super::on_demand::{OnDemand, Opened};
use super::verdict::{Sign, SignAt, Signs, signs};
use crate::error::AppError;
use crate::layout::{Page, use_viewer};
use crate::ui::{ButtonLink, EmptyState, ErrorPanel, Look, Skeleton, TabLink, Tabs, Toasts, use_toasts};
use crate::wire::{Reading, derived, reading};
use crate::words::{Words, use_words};
use crate::{request, routes};
use chrono::NaiveDate;
use domain::accounts::Tag;
use domain::money::grouped;
use domain::pipeline::{Board, Card, Door, Filter, Motion, Pipeline, StageKind, Totals};
use domain::team::{Right, Team, Viewer};
use domain::{ActId, Currency, DealId, Key, PipelineId, StageId};
use leptos::html;
use leptos::prelude::*;
use leptos_router::hooks::{use_params_map, use_query_map};
use std::collections::HashMap;

/// What everything on one board shares.
#[derive(Clone, Copy)]
pub struct BoardContext {
    pub mover: Mover,
    pub shown: Memo<Board>,
    pub filter: Memo<Filter>,
    /// A card carried by the pointer, and one lifted by the keyboard.
    pub drag: RwSignal<Option<Drag>>,
    pub lifted: RwSignal<Option<Drag>>,
    /// A card was just put down: the click that ends it was not meant.
    pub click_is_spent: StoredValue<bool>,
    /// The card that had the focus last, and the one that Tab reaches: the same, while it is on the board.
    pub focus: RwSignal<Option<DealId>>,
    pub reachable: Memo<Option<DealId>>,
    /// Cards that somebody else just moved, and who it was.
    pub remote: RwSignal<HashMap<DealId, String>>,
    /// What the other stages say to the card in the hand.
    pub signs: Memo<Option<Signs>>,
    doors: StoredValue<Vec<Door>>,
    /// The column into which a deal is being typed.
    pub adding: RwSignal<Option<StageId>>,
    pub may_create: bool,
    /// Where a card was put down that a gate held up: it goes there once the gate lets it.
    pub landing: StoredValue<Option<(DealId, StageId, Place)>>,
    pub today: NaiveDate,
    pub may_drag: bool,
    /// The page has woken up: scripts run.
    pub awake: RwSignal<bool>,
    /// The act that a form of this page stands for when it is sent without scripts.
    pub form_act: ActId,
    pub place: NodeRef<html::Div>,
    pub viewer: Signal<Viewer>,
    words: Words,
    toasts: Toasts,
    navigate: StoredValue<Navigate>,
}

type Navigate = std::sync::Arc<dyn Fn(&str) + Send + Sync>;

impl BoardContext {
    /// In which deals of this pipeline are made.
    pub fn currency(&self) -> Currency {
        self.mover.pipeline.with_value(|it| it.currency)
    }

    /// The address of this board with its filter.
    pub fn here(&self) -> String {
        let id = self.mover.pipeline.with_value(|it| it.id);
        format!("{}{}", routes::pipeline(id), self.filter.with_untracked(query_of))
    }

    /// Where a deal for this stage is made on a page of its own.
    pub fn new_deal_href(&self, stage: StageId) -> String {
        let id = self.mover.pipeline.with_value(|it| it.id);
        format!("{}?pipeline={id}&stage={stage}", routes::NEW_DEAL)
    }

    /// The address at which this board asks where to move a deal.
    pub fn move_href(&self, key: Key) -> String {
        let here = self.here();
        let joint = if here.contains('?') { '&' } else { '?' };
        format!("{here}{joint}move={key}")
    }

    pub fn open_menu(&self, key: Key) {
        let href = self.move_href(key);
        self.navigate.with_value(|go| go(&href));
    }

    /// How a stage would receive a card.
    pub fn sign(&self, card: &Card, to: StageId) -> Sign {
        self.doors.with_value(|doors| Sign::of(doors, card, to, self.today))
    }

    /// What a card misses for the stage after its own.
    pub fn ahead(&self, card: &Card) -> Option<(StageId, Sign)> {
        let next = self.mover.pipeline.with_value(|it| it.next_stage(card.stage).map(|it| it.id))?;
        Some((next, self.sign(card, next)))
    }

    /// The same, with the stage chosen already.
    pub fn move_to_href(&self, key: Key, to: Option<StageId>) -> String {
        let to = to.map(|it| format!("&to={it}")).unwrap_or_default();
        format!("{}{to}", self.move_href(key))
    }

    fn ask(&self, card: &Card, stage: StageId) {
        let href = self.move_to_href(card.key(), Some(stage));
        self.navigate.with_value(|go| go(&href));
    }

    /// A card comes down before the card at this index. Won, lost and on hold ask first, and so does a gate that
    /// misses something.
    pub fn land(&self, card: &Card, stage: StageId, at: usize) {
        let kind = self.mover.pipeline.with_value(|it| it.stage(stage).map(|it| it.kind));
        if kind.is_some_and(|it| it != StageKind::Open) {
            self.ask(card, stage);
            return;
        }
        let place = self.shown.with_untracked(|board| {
            let column = board.column(stage)?;
            let now = column.cards.iter().position(|it| it.id == card.id);
            // Put down where it was: nothing to do.
            (now != Some(at)).then(|| place_at(&column.cards, card.id, at))
        });
        let Some(place) = place else { return };
        if card.stage == stage || self.sign(card, stage).lets_pass() {
            self.mover.move_card(card, stage, place);
        } else {
            self.landing.set_value(Some((card.id, stage, place)));
            self.ask(card, stage);
        }
    }

    pub fn complain(&self, error: &AppError) {
        self.toasts.complain(self.words.app_error(error));
    }

    pub fn announce_lifted(&self, card: &Card) {
        self.toasts.announce(self.words.deal_lifted(&card.name, &self.mover.stage_name(card.stage)));
    }

    pub fn announce_over(&self, card: &Card, stage: StageId, at: usize) {
        let (name, place) = (self.mover.stage_name(stage), i64::try_from(at).unwrap_or(0) + 1);
        self.toasts.announce(if card.stage == stage {
            self.words.deal_over(&name, place)
        } else {
            self.words.gate_over(&name, place, &self.sign(card, stage).said(self.words))
        });
    }

    pub fn announce_back(&self, card: &Card) {
        self.toasts.announce(self.words.deal_dropped_back(&card.name));
    }
}

#[component]
pub fn BoardPage() -> impl IntoView {
    let words = use_words();
    let params = use_params_map();
    let filter = use_filter();
    // An address of no pipeline is not one of the first pipeline.
    let chosen = Memo::new(move |_| {
        params.with(|it| it.get("id").map(|it| it.parse().unwrap_or(PipelineId(uuid::Uuid::nil()))))
    });
    let view =
        reading(move || (chosen.get(), filter.get()), |(pipeline, filter)| read_board(pipeline, filter));
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
            <Transition fallback=move || view! { <Skeleton lines=6/> }>
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
                            .map(|found| view! { <Loaded view=found filter busy source=view/> }).into_any(),
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
}

impl Ways {
    fn of(view: &BoardView) -> Self {
        Self { pipelines: view.pipelines.clone(), teams: view.teams.clone(), tags: view.tags.clone() }
    }
}

#[component]
fn Loaded(
    view: BoardView,
    filter: Memo<Filter>,
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
    let BoardView { pipeline, board, today, cursor, form_act, .. } = view;
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
            let first = || board.columns.iter().find_map(|it| it.cards.first()).map(|it| it.id);
            focus.get().filter(|deal| board.card(*deal).is_some()).or_else(first)
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
        drag,
        lifted,
        click_is_spent: StoredValue::new(false),
        focus,
        reachable,
        remote: RwSignal::default(),
        signs: signs(drag, lifted, doors, today),
        doors,
        adding,
        may_create: viewer.with_untracked(|it| it.may_ever(Right::CreateDeals)),
        landing: StoredValue::new(None),
        today,
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
    Effect::new(move |_| {
        busy.set(drag.with(Option::is_some) || lifted.with(Option::is_some) || adding.with(Option::is_some));
    });
    on_cleanup(move || _ = busy.try_set(false));
    board_live::follow(context, source, (form_act, cursor));
    Effect::new(move |_| {
        context.awake.set(true);
        drag::install(context);
        keyboard::install(context);
    });

    let query = use_query_map();
    let asked = Memo::new(move |_| {
        let (key, to) = query.with(|it| (it.get("move"), it.get("to")));
        let key: Key = key?.parse().ok()?;
        let card = shown.with_untracked(|board| {
            board.columns.iter().flat_map(|it| &it.cards).find(|it| it.key() == key).cloned()
        })?;
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
    view! {
        <div class="board-page">
            <Tabs label=words.pipelines_label()>{tabs}</Tabs>
            <div class="board-bar">
                <FilterBar filter action=filter_action
                    teams=Signal::derive(move || ways.with(|it| it.teams.clone()))
                    tags=Signal::derive(move || ways.with(|it| it.tags.clone()))/>
                <div class="board-totals">
                    <span>{words.board_open_deals()}" "<strong class="number">{move || grouped(open_totals().count.unsigned_abs())}</strong></span>
                    {move || sums(words, &open_totals(), context.currency())}
                    {context.may_create.then(|| view! { <ButtonLink href=new_href look=Look::Primary icon="plus">{words.deal_add()}</ButtonLink> })}
                </div>
            </div>
            <div class="board" node_ref=context.place role="region" aria-label=label tabindex="-1"
                on:click:capture=move |event| drag::on_click(context, &event)
                on:contextmenu=move |event| drag::on_context_menu(context, &event)
                on:touchmove=move |event| drag::on_touch(context, &event)
                on:touchend=move |event| drag::on_touch(context, &event)>
                {stages.into_iter().map(|stage| view! { <StageColumn stage/> }).collect_view()}
            </div>
            <div class="board-closed">
                {closed.into_iter().map(|stage| view! { <ClosedZone stage/> }).collect_view()}
            </div>
            <p class="unseen">{words.board_help()}</p>
            {move || {
                let (card, to) = asked.get()?;
                Some(view! { <Opened what=OnDemand::Move { context: Asking::on_board(context), card, to }/> })
            }}
        </div>
    }
}

/// Won, lost, on hold: counted, a link to the deals, and a place to drop a card on.
#[component]
fn ClosedZone(stage: domain::pipeline::Stage) -> impl IntoView {
    let words = use_words();
    let context = expect_context::<BoardContext>();
    let id = stage.id;
    let totals = move || {
        context.shown.with(|board| {
            board.closed.iter().find(|it| it.0 == id).map(|it| it.1.clone()).unwrap_or_default()
        })
    };
    let name = words.either(&stage.name_ko, &stage.name_en).to_owned();
    let pipeline = context.mover.pipeline.with_value(|it| it.id);
    let href = format!("{}?pipeline={pipeline}&stage={id}", routes::DEALS);
    let drop_here = words.column_drop_closed(&name);
    let over =
        move || context.drag.with(|it| it.as_ref().and_then(|it| it.over).is_some_and(|it| it.0 == id));
    view! {
        <div class=format!("closed-zone closed-{}", stage.color.code()) class:is-over=over data-stage=id.to_string()>
            <a href=href>{name}</a>
            <span class="column-count number">{move || grouped(totals().count.unsigned_abs())}</span>
            <span class="closed-sum">{move || sums(words, &totals(), context.currency())}</span>
            <span class="closed-hint">{drop_here}</span>
            <SignAt stage=id quiet=true/>
        </div>
    }
}

pub const fn motion_hue(motion: Motion) -> &'static str {
    match motion {
        Motion::InboundSmb => "hue-blue",
        Motion::OutboundEnterprise => "hue-violet",
        Motion::SelfServe => "hue-teal",
    }
}
