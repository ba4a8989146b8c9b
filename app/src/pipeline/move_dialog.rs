//! "Move to…": a card's stage by menu, with what won, lost and on hold ask. A real form that works
//! without scripts; woken up, it moves like a drag.

use super::board_page::BoardContext;
use super::keyboard;
use super::mover::Place;
use crate::error::AppError;
use crate::layout::use_viewer;
use crate::pipeline::api::MoveByForm;
use crate::timers::sleep;
use crate::ui::{Button, Choice, Dialog, Field, FormProblems, Input, Look, Select};
use crate::words::{problems_of, use_words};
use domain::pipeline::deal::{Closing, closing};
use domain::pipeline::{Card, Pipeline, StageKind};
use domain::team::Right;
use domain::{Refusal, StageId};
use leptos::prelude::*;
use leptos::task::spawn_local;
use std::time::Duration;

/// The dialog for one card. `to` is the stage that is chosen first.
#[component]
pub fn MoveDialog(context: BoardContext, card: Card, to: Option<StageId>) -> impl IntoView {
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
            spawn_local(async move {
                sleep(Duration::ZERO).await;
                keyboard::focus(context, deal);
            });
        }
        is
    });
    let title = words.deal_move_title(&card.name);
    let first = to.or_else(|| pipeline.next_stage(card.stage).map(|it| it.id)).unwrap_or(card.stage);
    // What was wrong with a move that was sent without scripts.
    let refused = ServerAction::<MoveByForm>::new().value().get_untracked().and_then(Result::err);
    let inside = move || {
        if may {
            view! { <MoveForm context card=card.clone() pipeline=pipeline.clone() first open refused=refused.clone()/> }.into_any()
        } else {
            view! { <p>{words.say(&Refusal::NotAllowed)}</p> }.into_any()
        }
    };
    view! { <Dialog open title close_href=close_href>{inside()}</Dialog> }
}

#[component]
fn MoveForm(
    context: BoardContext,
    card: Card,
    pipeline: Pipeline,
    first: StageId,
    open: RwSignal<bool>,
    refused: Option<AppError>,
) -> impl IntoView {
    let words = use_words();
    let stage = RwSignal::new(first.to_string());
    let reason = RwSignal::new(String::new());
    let lost_to = RwSignal::new(String::new());
    let hold_until = RwSignal::new(String::new());
    let refusal = RwSignal::new(match refused {
        Some(AppError::Refused(refusal)) => Some(refusal),
        _ => None,
    });
    let problems = Signal::derive(move || {
        refusal.with(|it| it.as_ref().map(|it| problems_of(words, it)).unwrap_or_default())
    });
    let choices: Vec<_> =
        pipeline.stages.iter().map(|it| Choice::new(it.id, words.either(&it.name_ko, &it.name_en))).collect();
    let kinds: Vec<_> = pipeline.stages.iter().map(|it| (it.id.to_string(), it.kind)).collect();
    let kind = Memo::new(move |_| {
        stage.with(|chosen| kinds.iter().find(|it| it.0 == *chosen).map_or(StageKind::Open, |it| it.1))
    });
    let today = context.today;
    let path = <MoveByForm as server_fn::ServerFn>::PATH;
    let send = {
        let card = card.clone();
        move |event: leptos::ev::SubmitEvent| {
            event.prevent_default();
            let given =
                Closing { reason: reason.get(), lost_to: lost_to.get(), hold_until: hold_until.get() };
            match (stage.get().parse::<StageId>(), closing(kind.get(), Some(&given), today)) {
                (Ok(to), Ok(_)) => {
                    open.set(false);
                    let place = Place { closing: Some(given), ..Default::default() };
                    context.mover.move_card(&card, to, place);
                }
                (_, Err(no)) => refusal.set(Some(no)),
                (Err(_), _) => {}
            }
        }
    };
    // Without scripts nothing is hidden, so the fields say when they are needed.
    let hidden_when_open = move || kind.get() == StageKind::Open && context.awake.get();
    view! {
        <form class="form" method="post" action=path on:submit=send>
            <input type="hidden" name="act" value=context.form_act.to_string()/>
            <input type="hidden" name="deal" value=card.id.to_string()/>
            <input type="hidden" name="version" value=card.version.to_string()/>
            <input type="hidden" name="from" value=card.stage.to_string()/>
            <input type="hidden" name="next" value=context.here()/>
            {move || refusal.get().filter(|it| problems_of(words, it).is_empty()).map(|it| view! { <p class="form-problem" role="alert">{words.say(&it)}</p> })}
            <FormProblems of=problems>
                <Select name="to" label=words.deal_move_to() choices=choices bind=stage/>
                <div class="stack" class:is-hidden=hidden_when_open>
                    <Field name="closing[reason]" label=words.field_reason() hint=words.deal_closing_hint() bind=reason max_length=200/>
                    <div class:is-hidden=move || kind.get() != StageKind::Lost && context.awake.get()>
                        <Field name="closing[lost_to]" label=words.field_lost_to() bind=lost_to max_length=200/>
                    </div>
                    <div class:is-hidden=move || kind.get() != StageKind::Hold && context.awake.get()>
                        <Field name="closing[hold_until]" label=words.field_hold_until() input=Input::Day bind=hold_until/>
                    </div>
                </div>
            </FormProblems>
            <div class="dialog-foot">
                <Button submit=true look=Look::Primary>{words.deal_move()}</Button>
            </div>
        </form>
    }
}
