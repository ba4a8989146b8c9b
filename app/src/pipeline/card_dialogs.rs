//! The forms of a card's acts, over the board: the next step that is done, and the activity that is logged.

use super::board_context::BoardContext;
use crate::activities::{LogForm, StepForm, api};
use crate::error::AppError;
use crate::forms::{error_of, succeeded};
use crate::ui::{Dialog, use_toasts};
use crate::words::use_words;
use domain::activities::Subject;
use domain::pipeline::Card;
use leptos::prelude::*;

/// Open until it is done or given up.
fn opened(context: BoardContext, done: RwSignal<u32>, said: &'static str) -> RwSignal<bool> {
    let toasts = use_toasts();
    let open = RwSignal::new(true);
    Effect::new(move |_| {
        if done.get() > 0 {
            toasts.say(said);
            open.set(false);
        }
    });
    Effect::new(move |_| {
        if !open.get() {
            context.doing.set(None);
        }
    });
    open
}

/// What comes next is asked for at once, and may be left out.
#[component]
pub fn StepDialog(context: BoardContext, card: Card) -> impl IntoView {
    let words = use_words();
    let action = ServerAction::<api::CompleteNextStep>::new();
    let error = error_of(action);
    let said = if card.next_step.is_some() { words.step_was_done() } else { words.step_was_planned() };
    let open = opened(context, succeeded(action), said);
    let deal = card.id;
    let title = match &card.next_step {
        Some(step) => words.step_done_title(step),
        None => words.card_step_plan(&card.name),
    };
    let planned = card.next_step.is_none();
    let seen = card.version;
    // Who hears that somebody was faster sees the board behind, and says it again about what stands now.
    let version = Signal::derive(move || match error.get() {
        Some(AppError::Changed { version, .. }) => version,
        _ => seen,
    });
    view! {
        <Dialog open title=title>
            <StepForm deal version action autofocus=true planned/>
        </Dialog>
    }
}

#[component]
pub fn LogDialog(context: BoardContext, card: Card) -> impl IntoView {
    let words = use_words();
    let action = ServerAction::<api::LogActivity>::new();
    let open = opened(context, succeeded(action), words.log_done());
    let subject = Subject::Deal(card.id);
    view! {
        <Dialog open title=words.card_log(&card.name)>
            <LogForm subject=Signal::stored(subject) action/>
        </Dialog>
    }
}
