//! A fact of a deal that is edited where it stands. Enter saves it, Esc leaves it, Tab goes on to the next. What others
//! write meanwhile never lands under the hands of who is typing; whoever was overtaken says which of the two counts.

use super::api::edit_cell;
use super::cell_field::{Then, field_of, go_on, place_of, said, shown};
use super::deal_cells::Sheet;
use crate::error::AppError;
use crate::layout::use_viewer;
use crate::timers::sleep;
use crate::ui::keys::is_composing;
use crate::ui::use_toasts;
use crate::words::use_words;
use domain::pipeline::Card;
use domain::pipeline::cell::{Cell, CellEdit};
use domain::pipeline::list::DealRow;
use leptos::ev::{FocusEvent, KeyboardEvent};
use leptos::html;
use leptos::prelude::*;
use leptos::task::spawn_local;
use std::time::Duration;
use wasm_bindgen::JsCast;
use web_sys::{Element, HtmlElement};

/// May the viewer edit this fact here? Only once scripts run.
pub fn may_edit(cell: Cell, row: Signal<DealRow>, sheet: Sheet) -> Memo<bool> {
    let viewer = use_viewer();
    Memo::new(move |_| {
        sheet.awake.get()
            && row.with(|it| {
                let elsewhere = cell == Cell::Amount && it.from_lines;
                !elsewhere && viewer.with(|viewer| cell.may_edit(viewer, &it.card))
            })
    })
}

/// Shows its children; pressed, it becomes a place to type.
#[component]
pub fn Editable(
    cell: Cell,
    row: Signal<DealRow>,
    sheet: Sheet,
    /// Nothing is there yet.
    #[prop(into)]
    empty: Signal<bool>,
    children: ChildrenFn,
) -> impl IntoView {
    let words = use_words();
    let deal = row.with_untracked(|it| it.card.id);
    let may = may_edit(cell, row, sheet);
    let is_open = Memo::new(move |_| sheet.editing.get() == Some((deal, cell)));
    let shown = StoredValue::new(children);
    let label = words.cell_edit(&words.field(cell.field()));
    let on_key = move |event: KeyboardEvent| {
        if event.key() == "F2" {
            event.prevent_default();
            sheet.editing.set(Some((deal, cell)));
        }
    };
    move || {
        if is_open.get() {
            return view! { <Editor cell row sheet/> }.into_any();
        }
        let none = move || empty.get().then(|| view! { <span class="quiet" aria-hidden="true">"–"</span> });
        if !may.get() {
            return view! { {shown.with_value(|it| it())} {none} }.into_any();
        }
        view! {
            <button type="button" class="cell-value" id=place_of(deal, cell) on:keydown=on_key
                on:click=move |_| sheet.editing.set(Some((deal, cell)))>
                {shown.with_value(|it| it())}
                {none}
                <span class="unseen">{label.clone()}</span>
            </button>
        }
        .into_any()
    }
}

#[component]
pub fn Editor(cell: Cell, row: Signal<DealRow>, sheet: Sheet) -> impl IntoView {
    let words = use_words();
    let viewer = use_viewer();
    let toasts = use_toasts();
    let first = row.with_untracked(|it| it.card.clone());
    let (deal, began) = (first.id, cell.typed(&first));
    let seen = StoredValue::new(began.clone());
    let typed = RwSignal::new(began.clone());
    let problem = RwSignal::new(None::<String>);
    let waiting = RwSignal::new(false);
    let answered = RwSignal::new(None::<Card>);
    // What stands there now, where it is not what was seen when typing began.
    let theirs = Memo::new(move |_| {
        let now = row.with(|it| it.card.clone());
        let newest = answered.get().filter(|it| it.version > now.version).unwrap_or(now);
        let stands = cell.typed(&newest);
        (stands != seen.get_value() && stands != typed.get()).then_some(newest)
    });
    let close = move |then: Then| {
        if sheet.editing.try_get_untracked().flatten() == Some((deal, cell)) {
            sheet.editing.set(None);
        }
        if then != Then::Gone {
            // A timer would go with the place to type.
            spawn_local(async move {
                sleep(Duration::ZERO).await;
                go_on(deal, cell, then);
            });
        }
    };
    let save = move |then: Then| {
        if waiting.get_untracked() {
            return;
        }
        let (seen, value) = (seen.get_value(), typed.get_untracked());
        if value.trim() == seen.trim() {
            close(then);
            return;
        }
        waiting.set(true);
        problem.set(None);
        spawn_local(async move {
            let answer = edit_cell(CellEdit { deal, cell, seen, value }).await;
            waiting.try_set(false);
            match answer {
                Ok(card) => {
                    toasts.announce(words.deal_saved());
                    sheet.keep(card);
                    close(then);
                }
                Err(AppError::Changed { card: Some(card), .. }) if !answered.is_disposed() => {
                    answered.set(Some(*card));
                }
                Err(error) => {
                    let said = said(words, cell, &error);
                    // Nobody looks at the place any more, so it is said where everything is said.
                    if let Some(said) = problem.try_set(Some(said)).flatten() {
                        toasts.complain(said);
                    }
                }
            }
        });
    };
    let keep_mine = move |_| {
        if let Some(card) = theirs.get_untracked() {
            seen.set_value(cell.typed(&card));
            save(Then::Stay);
        }
    };
    let on_key = move |event: KeyboardEvent| {
        if is_composing(&event) {
            return;
        }
        let in_field = event_target::<Element>(&event).matches("input, select").unwrap_or(false);
        match event.key().as_str() {
            "Escape" => {
                event.stop_propagation();
                close(Then::Stay);
            }
            "Enter" if in_field => save(Then::Stay),
            "Tab" if in_field && theirs.get_untracked().is_none() => {
                save(if event.shift_key() { Then::Previous } else { Then::Next });
            }
            _ => return,
        }
        event.prevent_default();
    };
    let frame = NodeRef::<html::Div>::new();
    // Whoever goes elsewhere has said what they wanted; unless they still have to decide.
    let on_leave = move |event: FocusEvent| {
        // A place that goes away loses the focus, too.
        if sheet.editing.try_get_untracked().flatten() != Some((deal, cell)) {
            return;
        }
        let to = event.related_target().and_then(|it| it.dyn_into::<Element>().ok());
        let within = to.is_some_and(|to| frame.get_untracked().is_some_and(|it| it.contains(Some(&to))));
        let undecided = untrack(|| theirs.get().is_some() || problem.with(Option::is_some));
        if !within && !undecided {
            save(Then::Gone);
        }
    };
    Effect::new(move |_| {
        let field = frame.get().and_then(|it| it.query_selector("input, select").ok().flatten());
        if let Some(field) = field.and_then(|it| it.dyn_into::<HtmlElement>().ok()) {
            field.focus().ok();
            if let Some(field) = field.dyn_ref::<web_sys::HtmlInputElement>() {
                field.select();
            }
        }
    });
    let label = words.field(cell.field());
    let field = field_of(cell, &began, label, typed, words, viewer);
    let conflict = move || {
        theirs.get().map(|card| {
            let stands = viewer.with(|viewer| shown(words, viewer, cell, &card));
            let text = if stands.is_empty() { words.cell_emptied().to_owned() } else { words.cell_overtaken(&stands) };
            view! {
                <div class="cell-conflict" role="alert">
                    <p>{text}</p>
                    <button type="button" class="button button-small" on:click=keep_mine>{words.cell_keep_mine()}</button>
                    <button type="button" class="button button-small" on:click=move |_| close(Then::Stay)>
                        {words.cell_keep_theirs()}
                    </button>
                </div>
            }
        })
    };
    view! {
        <div class="cell-editor" node_ref=frame aria-busy=move || waiting.get().to_string()
            on:keydown=on_key on:focusout=on_leave>
            {field}
            {move || problem.get().map(|it| view! { <p class="cell-problem" role="alert">{it}</p> })}
            {conflict}
        </div>
    }
}
