//! The place to type a fact of a deal, what is said of it, and where the focus goes afterwards.

use crate::accounts::member_choices;
use crate::error::AppError;
use crate::words::{Words, problems_of};
use domain::DealId;
use domain::pipeline::Card;
use domain::pipeline::cell::Cell;
use domain::team::Viewer;
use leptos::prelude::*;
use wasm_bindgen::JsCast;
use web_sys::HtmlElement;

/// Where the focus goes when an edit is done.
#[derive(Clone, Copy, PartialEq)]
pub enum Then {
    Stay,
    Next,
    Previous,
    /// It has gone elsewhere already.
    Gone,
}

/// By this the focus finds back.
pub fn place_of(deal: DealId, cell: Cell) -> String {
    format!("cell-{deal}-{}", cell.field())
}

pub fn field_of(
    cell: Cell,
    began: &str,
    label: String,
    typed: RwSignal<String>,
    words: Words,
    viewer: Signal<Viewer>,
) -> AnyView {
    if cell == Cell::Owner {
        let owner = began.parse().ok();
        let choices = viewer.with_untracked(|it| member_choices(words, it, |id| Some(id) == owner));
        let option = |it: crate::ui::Choice| {
            view! { <option value=it.value.clone() selected=it.value == began>{it.label}</option> }
        };
        return view! {
            <select class="input cell-input" aria-label=label on:change=move |event| typed.set(event_target_value(&event))>
                {choices.into_iter().map(option).collect_view()}
            </select>
        }
        .into_any();
    }
    let kind = match cell {
        Cell::ExpectedClose | Cell::NextStepDue => "date",
        _ => "text",
    };
    view! {
        <input class="input cell-input" type=kind aria-label=label value=began.to_owned() maxlength="200" autocomplete="off"
            on:input=move |event| typed.set(event_target_value(&event))/>
    }
    .into_any()
}

/// What stands there, as people read it.
pub fn shown(words: Words, viewer: &Viewer, cell: Cell, card: &Card) -> String {
    match cell {
        Cell::Amount => card.amount().map(domain::Money::full).unwrap_or_default(),
        Cell::ExpectedClose => card.expected_close.map(|it| words.full_day(it)).unwrap_or_default(),
        Cell::NextStepDue => card.next_step_due.map(|it| words.full_day(it)).unwrap_or_default(),
        Cell::Owner => card.owner.and_then(|it| viewer.member_name(it)).unwrap_or_default().to_owned(),
        Cell::Name | Cell::NextStep => cell.typed(card),
    }
}

/// Why it was not taken: what is wrong with what was typed, else what went wrong.
pub fn said(words: Words, cell: Cell, error: &AppError) -> String {
    if let AppError::Refused(refusal) = error
        && let Some(it) = problems_of(words, refusal).into_iter().find(|it| it.field == cell.field())
    {
        return it.sentence;
    }
    words.app_error(error)
}

/// Back to what was edited, or on to the next or previous thing that can be.
pub fn go_on(deal: DealId, cell: Cell, then: Then) {
    let place = place_of(deal, cell);
    let Ok(found) = document().query_selector_all(".cell-value") else { return };
    let all: Vec<HtmlElement> =
        (0..found.length()).filter_map(|at| found.get(at)?.dyn_into::<HtmlElement>().ok()).collect();
    let Some(at) = all.iter().position(|it| it.id() == place) else { return };
    let to = match then {
        Then::Next => all.get(at + 1),
        Then::Previous => at.checked_sub(1).and_then(|at| all.get(at)),
        Then::Stay | Then::Gone => None,
    };
    match to {
        Some(next) => next.click(),
        None => _ = all[at].focus(),
    }
}
