//! "Move to…": a card's stage by menu, with what won, lost and on hold ask. A real form that works
//! without scripts; woken up, it moves like a drag.

use super::board_context::BoardContext;
use super::deal_move;
use super::keyboard;
use super::missing::{MissingFields, MissingList};
use super::mover::{Mover, Place, wish};
use super::verdict::Sign;
use crate::error::AppError;
use crate::forms::{Complaint, field_problems};
use crate::layout::use_viewer;
use crate::pipeline::api::MoveByForm;
use crate::timers::sleep;
use crate::ui::{Button, Choice, Dialog, Field, FormProblems, Input, Look, Select};
use crate::words::use_words;
use chrono::NaiveDate;
use domain::pipeline::deal::closing;
use domain::pipeline::{Card, Door, Pipeline, StageKind, Verdict};
use domain::team::{Right, Viewer};
use domain::{ActId, MemberId, Refusal, StageId};
use leptos::form::FromFormData;
use leptos::prelude::*;
use leptos::task::spawn_local;
use leptos::web_sys::SubmitEvent;
use std::time::Duration;

/// Where a move is asked about: on a board, or on the deal's own page with no board behind.
#[derive(Clone, Copy)]
pub struct Asking {
    board: Option<BoardContext>,
    mover: Mover,
    doors: StoredValue<Vec<Door>>,
    viewer: Signal<Viewer>,
    /// The page without the dialog, where no board says it.
    page: StoredValue<String>,
    today: NaiveDate,
    /// The page has woken up: scripts run.
    awake: RwSignal<bool>,
    /// The act that the form stands for when it is sent without scripts.
    form_act: ActId,
}

impl Asking {
    pub fn on_board(context: BoardContext) -> Self {
        let BoardContext { mover, viewer, today, awake, form_act, .. } = context;
        let page = StoredValue::new(String::new());
        Self { board: Some(context), mover, doors: doors(mover), viewer, page, today, awake, form_act }
    }

    pub fn on_page(mover: Mover, page: String, today: NaiveDate, form_act: ActId) -> Self {
        let awake = RwSignal::new(false);
        Effect::new(move |_| awake.set(true));
        let page = StoredValue::new(page);
        Self { board: None, mover, doors: doors(mover), viewer: use_viewer(), page, today, awake, form_act }
    }

    fn here(&self) -> String {
        self.board.map_or_else(|| self.page.get_value(), |it| it.here())
    }

    /// The address of the page with the dialog open.
    pub fn href(&self, card: &Card, to: Option<StageId>) -> String {
        self.board.map_or_else(|| deal_move::move_href(card, to), |it| it.move_to_href(card.key(), to))
    }

    fn sign(&self, card: &Card, to: StageId) -> Sign {
        self.viewer
            .with(|viewer| self.doors.with_value(|doors| Sign::of(doors, card, to, viewer.on(self.today))))
    }

    /// Between which cards it was put down, if a gate held it up there.
    fn landing(&self, card: &Card, to: StageId) -> Place {
        let meant = self.board.and_then(|it| it.landing.get_value());
        meant.filter(|it| (it.0, it.1) == (card.id, to)).map(|it| it.2).unwrap_or_default()
    }
}

fn doors(mover: Mover) -> StoredValue<Vec<Door>> {
    StoredValue::new(mover.pipeline.with_value(Pipeline::doors))
}

/// The dialog for one card. `to` is the stage that is chosen first.
#[component]
pub fn MoveDialog(context: Asking, card: Card, to: Option<StageId>) -> impl IntoView {
    let words = use_words();
    let viewer = use_viewer();
    let pipeline = context.mover.pipeline.get_value();
    let may = viewer.with_untracked(|it| it.may(Right::WorkDeal, card.owner));
    let open = RwSignal::new(true);
    let close_href = context.here();
    let deal = card.id;
    let leave = leptos_router::hooks::use_navigate();
    Effect::new(move |was: Option<bool>| {
        let is = open.get();
        if was == Some(true) && !is {
            leave(
                &context.here(),
                leptos_router::NavigateOptions { scroll: false, replace: true, ..Default::default() },
            );
            // The dialog gives the focus back to where it was, and there the card may be no more. A timer
            // would go with the dialog.
            if let Some(board) = context.board {
                spawn_local(async move {
                    sleep(Duration::ZERO).await;
                    keyboard::focus(board, deal);
                });
            }
        }
        is
    });
    let title = words.deal_move_title(&card.name);
    // A decided deal goes back to where deals are decided.
    let back =
        || pipeline.open_stages().last().filter(|_| !pipeline.open_stages().any(|it| it.id == card.stage));
    let first =
        to.or_else(|| pipeline.next_stage(card.stage).or_else(back).map(|it| it.id)).unwrap_or(card.stage);
    let only = to.is_some_and(|it| pipeline.stage(it).is_some_and(|it| it.kind == StageKind::Open));
    // What was wrong with a move that was sent without scripts.
    let refused = ServerAction::<MoveByForm>::new().value().get_untracked().and_then(Result::err);
    let inside = move || {
        if may {
            view! { <MoveForm context card=card.clone() pipeline=pipeline.clone() first only open refused=refused.clone()/> }.into_any()
        } else {
            view! { <p>{words.say(&Refusal::NotAllowed)}</p> }.into_any()
        }
    };
    view! { <Dialog open title close_href=close_href>{inside()}</Dialog> }
}

#[component]
fn MoveForm(
    context: Asking,
    card: Card,
    pipeline: Pipeline,
    first: StageId,
    /// Only this stage is asked about: a card was put down there.
    only: bool,
    open: RwSignal<bool>,
    refused: Option<AppError>,
) -> impl IntoView {
    let words = use_words();
    let stage = RwSignal::new(first.to_string());
    let (waiting, error) = (RwSignal::new(false), RwSignal::new(refused));
    let problems = field_problems(words, error.into());
    let choices: Vec<_> =
        pipeline.stages.iter().map(|it| Choice::new(it.id, words.either(&it.name_ko, &it.name_en))).collect();
    let kind = {
        let kinds: Vec<_> = pipeline.stages.iter().map(|it| (it.id.to_string(), it.kind)).collect();
        Memo::new(move |_| {
            stage.with(|chosen| kinds.iter().find(|it| it.0 == *chosen).map_or(StageKind::Open, |it| it.1))
        })
    };
    let sign = {
        let card = card.clone();
        Memo::new(move |_| {
            let to = stage.with(|it| it.parse().ok()).unwrap_or(card.stage);
            context.sign(&card, to)
        })
    };
    // Nothing was written, so what was filled in already is asked still; the server may know of more.
    let missing = Memo::new(move |_| {
        let known = sign.with(|it| it.verdict.clone());
        match error.get() {
            Some(AppError::Refused(Refusal::NotReady(more))) if context.awake.get() => known.and(more),
            _ => known,
        }
    });
    Effect::new(move |before: Option<String>| {
        let now = stage.get();
        if before.is_some_and(|it| it != now) {
            error.set(None);
        }
        now
    });
    let path = <MoveByForm as server_fn::ServerFn>::PATH;
    let send = {
        let card = card.clone();
        move |event: SubmitEvent| {
            event.prevent_default();
            let Ok(sent) = MoveByForm::from_event(&event) else { return };
            if let Err(no) = closing(kind.get(), Some(&sent.closing), context.today) {
                error.set(Some(no.into()));
                return;
            }
            if sign.with(|it| it.asks_why) && sent.closing.reason.trim().is_empty() {
                error.set(Some(Refusal::WhyBack.into()));
                return;
            }
            let place = Place { closing: Some(sent.closing), ..context.landing(&card, sent.to) };
            if sign.with(|it| it.verdict.passes()) && sent.fill.is_blank() {
                open.set(false);
                context.mover.move_card(&card, sent.to, place);
                return;
            }
            let order = wish(&card, sent.to, place);
            waiting.set(true);
            let card = card.clone();
            spawn_local(async move {
                let answer = context.mover.fill_and_move(order, sent.fill, card).await;
                waiting.try_set(false);
                match answer {
                    Ok(()) => _ = open.try_set(false),
                    Err(no) => _ = error.try_set(Some(no)),
                }
            });
        }
    };
    let to = if only {
        let name = context.mover.stage_name(first);
        view! {
            <input type="hidden" name="to" value=first.to_string()/>
            <p class="gate-title">{words.gate_title(&name)}</p>
        }
        .into_any()
    } else {
        view! { <Select name="to" label=words.deal_move_to() choices=choices bind=stage/> }.into_any()
    };
    let fields = {
        let card = card.clone();
        move || view! { <MissingFields missing=missing.get().missing card=card.clone()/> }
    };
    let owner = card.owner;
    let filled = Memo::new(move |_| missing.with(|it| it.count() > 0));
    view! {
        <form class="form" method="post" action=path on:submit=send>
            <input type="hidden" name="act" value=context.form_act.to_string()/>
            <input type="hidden" name="deal" value=card.id.to_string()/>
            <input type="hidden" name="from" value=card.stage.to_string()/>
            <input type="hidden" name="next" value=context.here()/>
            <Complaint error/>
            <Unready error card=card.clone()/>
            <FormProblems of=problems back=error.with_untracked(Option::is_some)>
                {to}
                {fields}
                <Why kind asks_why=Memo::new(move |_| sign.with(|it| it.asks_why)) only awake=context.awake/>
                <Override owner blocked=Memo::new(move |_| !missing.with(Verdict::passes))/>
            </FormProblems>
            <div class="dialog-foot">
                <Button submit=true look=Look::Primary waiting>
                    {move || if filled.get() { words.gate_fill() } else { words.deal_move() }}
                </Button>
            </div>
        </form>
    }
}

/// What a move that was sent without scripts lacked, each with the way to it.
#[component]
fn Unready(error: RwSignal<Option<AppError>>, card: Card) -> impl IntoView {
    move || match error.get() {
        Some(AppError::Refused(Refusal::NotReady(verdict))) => {
            Some(view! { <MissingList missing=verdict.missing card=card.clone()/> })
        }
        _ => None,
    }
}

/// Why it is won, lost, held, or goes back. Without scripts nothing is hidden, so the fields say when they are
/// needed.
#[component]
fn Why(kind: Memo<StageKind>, asks_why: Memo<bool>, only: bool, awake: RwSignal<bool>) -> impl IntoView {
    let words = use_words();
    let asked = move || kind.get() != StageKind::Open || asks_why.get();
    let hint = move || if asks_why.get() { words.refused_why_back() } else { words.deal_closing_hint() };
    if only {
        return asks_why
            .get_untracked()
            .then(|| view! { <Field name="closing[reason]" label=words.field_reason() hint=words.refused_why_back() max_length=200/> })
            .into_any();
    }
    view! {
        <div class="stack" class:is-hidden=move || !asked() && awake.get()>
            <Field name="closing[reason]" label=words.field_reason() hint=Signal::derive(move || hint().to_owned()) max_length=200/>
            <div class:is-hidden=move || kind.get() != StageKind::Lost && awake.get()>
                <Field name="closing[lost_to]" label=words.field_lost_to() max_length=200/>
            </div>
            <div class:is-hidden=move || kind.get() != StageKind::Hold && awake.get()>
                <Field name="closing[hold_until]" label=words.field_hold_until() input=Input::Day/>
            </div>
        </div>
    }
    .into_any()
}

/// Whoever may let a deal pass says why.
#[component]
fn Override(owner: Option<MemberId>, blocked: Memo<bool>) -> impl IntoView {
    let words = use_words();
    let viewer = use_viewer();
    let may = viewer.with_untracked(|it| it.may(Right::OverrideGate, owner));
    move || {
        (may && blocked.get()).then(|| {
            view! {
                <details class="gate-override">
                    <summary>{words.gate_override()}</summary>
                    <Field name="closing[override_reason]" label=words.field_override_reason() hint=words.gate_override_hint() max_length=200/>
                </details>
            }
        })
    }
}
