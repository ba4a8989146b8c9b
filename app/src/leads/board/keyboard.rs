//! The lead board by keyboard: arrows walk between cards, Space lifts one and drops it, Shift with left or right moves it
//! one status, M asks where to, E edits the lead. Keys go by their place, so they work with the Korean layout on.

use super::context::LeadBoard;
use super::drag::{Drag, look_into};
use super::sign::PLACES;
use crate::carry::{focus_card, focused_card, note_focus};
use crate::routes;
use crate::ui::keys::plain_key;
use domain::leads::{LeadCard, LeadColumn, LeadStatus, LeadsView};
use domain::{LeadId, Refusal};
use leptos::ev::{self, KeyboardEvent};
use leptos::prelude::*;

/// Listens while the board is on screen.
pub fn install(context: LeadBoard) {
    let handle = window_event_listener(ev::keydown, move |event| act(context, &event));
    on_cleanup(move || handle.remove());
    note_focus(context.focus);
}

fn act(context: LeadBoard, event: &KeyboardEvent) {
    let Some(code) = plain_key(event) else { return };
    if let Some(drag) = context.lifted.get_untracked() {
        if carry(context, drag, &code) {
            event.prevent_default();
        }
        return;
    }
    let Some(lead) = focused_card::<LeadId>() else { return };
    let view = context.shown.get_untracked();
    let Some(card) = view.card(lead) else { return };
    match (code.as_str(), event.shift_key()) {
        // A button on the card takes the key itself.
        ("Space", false) if !on_link() => return,
        ("Space", false) => lift(context, card.clone()),
        ("ArrowLeft", true) => shift(context, card, -1),
        ("ArrowRight", true) => shift(context, card, 1),
        ("ArrowUp" | "ArrowDown" | "ArrowLeft" | "ArrowRight", false) => walk(context, &view, card, &code),
        ("KeyM", false) if may_move(context, card) => {
            context.go(&untrack(|| context.move_href(card.key(), None)))
        }
        ("KeyE", false) if untrack(|| context.may_work(card.owner)) => {
            context.go(&format!("{}?edit=1", routes::lead(card.key())));
        }
        _ => return,
    }
    event.prevent_default();
}

fn on_link() -> bool {
    document().active_element().is_some_and(|it| it.class_list().contains("lead-link"))
}

/// Somebody else's card stays, and says so.
fn may_move(context: LeadBoard, card: &LeadCard) -> bool {
    let may = untrack(|| context.may_work(card.owner));
    if !may {
        context.toasts.complain(context.words.say(&Refusal::NotAllowed));
    }
    may
}

fn lift(context: LeadBoard, card: LeadCard) {
    if !may_move(context, &card) {
        return;
    }
    look_into(context, &card);
    let words = context.words;
    context.toasts.announce(words.deal_lifted(&card.name, words.lead_status(card.status)));
    let over = Some(card.status);
    context.lifted.set(Some(Drag { card, over }));
}

/// What a key does while a card is lifted.
fn carry(context: LeadBoard, drag: Drag, code: &str) -> bool {
    let Some(over) = drag.over else { return false };
    let lead = drag.card.id;
    let to = match code {
        "Escape" => {
            context.lifted.set(None);
            context.announce_back(&drag.card);
            focus(context, lead);
            return true;
        }
        "Space" | "Enter" => {
            context.lifted.set(None);
            context.put(&drag.card, over);
            focus(context, lead);
            return true;
        }
        "ArrowLeft" => beside(over, -1),
        "ArrowRight" => beside(over, 1),
        // Where in a column it stands its last touch says.
        "ArrowUp" | "ArrowDown" => return true,
        _ => return false,
    };
    if let Some(to) = to {
        let words = context.words;
        let said = match to == drag.card.status {
            true => words.lead_status(to).to_owned(),
            false => {
                let sign = untrack(|| context.verdict(&drag.card, to));
                words.lead_over(words.lead_status(to), &words.lead_sign(&sign))
            }
        };
        context.toasts.announce(said);
        context.lifted.set(Some(Drag { over: Some(to), ..drag }));
        // Where it is now may be out of sight.
        focus(context, lead);
    }
    true
}

fn beside(status: LeadStatus, by: isize) -> Option<LeadStatus> {
    let at = PLACES.iter().position(|it| *it == status)?.checked_add_signed(by)?;
    PLACES.get(at).copied()
}

/// Shift and an arrow: one status on or back.
fn shift(context: LeadBoard, card: &LeadCard, by: isize) {
    if let Some(to) = beside(card.status, by).filter(|_| may_move(context, card)) {
        context.put(card, to);
        focus(context, card.id);
    }
}

/// Arrows within and between columns; empty ones are skipped.
fn walk(context: LeadBoard, view: &LeadsView, card: &LeadCard, code: &str) {
    let all = &view.columns;
    let Some(column) = all.iter().position(|it| it.status == card.status) else { return };
    let cards = &all[column].cards;
    let Some(row) = cards.iter().position(|it| it.id == card.id) else { return };
    let level = |it: &LeadColumn| it.cards.get(row.min(it.cards.len().saturating_sub(1))).map(|it| it.id);
    let next = match code {
        "ArrowUp" => row.checked_sub(1).and_then(|it| cards.get(it)).map(|it| it.id),
        "ArrowDown" => cards.get(row + 1).map(|it| it.id),
        "ArrowLeft" => all[..column].iter().rev().find_map(level),
        _ => all[column + 1..].iter().find_map(level),
    };
    if let Some(next) = next {
        focus(context, next);
    }
}

/// Puts the focus on a card once it is painted.
pub fn focus(context: LeadBoard, lead: LeadId) {
    focus_card(context.focus, lead);
}
