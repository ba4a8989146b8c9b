//! The lanes by keyboard: arrows walk between cards, Shift with left or right moves one a stage back or on, Shift with up
//! or down gives it to the lane above or below, M asks for a stage, E edits the deal. Keys go by their place, so they
//! work with the Korean layout on.

use super::context::LanesContext;
use crate::carry::{focus_card, focused_card, note_focus};
use crate::routes;
use crate::ui::keys::plain_key;
use domain::DealId;
use domain::pipeline::lanes::{Landing, Way};
use domain::pipeline::{Lanes, Whose};
use leptos::ev::{self, KeyboardEvent};
use leptos::prelude::*;

/// Listens while the lanes are on screen.
pub fn install(context: LanesContext) {
    let handle = window_event_listener(ev::keydown, move |event| act(context, &event));
    on_cleanup(move || handle.remove());
    note_focus(context.focus);
}

fn act(context: LanesContext, event: &KeyboardEvent) {
    let Some(code) = plain_key(event) else { return };
    let Some(deal) = focused_card::<DealId>() else { return };
    let lanes = context.shown.get_untracked();
    let Some(card) = lanes.card(deal) else { return };
    let way = match code.as_str() {
        "ArrowUp" => Some(Way::Up),
        "ArrowDown" => Some(Way::Down),
        "ArrowLeft" => Some(Way::Left),
        "ArrowRight" => Some(Way::Right),
        _ => None,
    };
    match (way, code.as_str(), event.shift_key()) {
        (Some(way), _, false) => {
            if let Some(next) = lanes.beside(deal, way) {
                focus(context, next);
            }
        }
        (Some(way), _, true) => shift(context, &lanes, deal, way),
        (None, "KeyM", false) => context.go(&untrack(|| context.move_href(card.key(), None))),
        (None, "KeyE", false) if untrack(|| context.may_work(card.owner)) => {
            context.go(&format!("{}?edit=1", routes::deal(card.key())));
        }
        _ => return,
    }
    event.prevent_default();
}

fn shift(context: LanesContext, lanes: &Lanes, deal: DealId, way: Way) {
    let Some((whose, stage)) = lanes.cell_beside(deal, way) else { return };
    let Some(card) = lanes.card(deal) else { return };
    if whose == Whose::Nobody && card.owner.is_some() {
        context.toasts.complain(context.words.lane_not_nobody());
        return;
    }
    if let Some(landing) = Lanes::landing(card, (whose, stage)) {
        // In another's lane it is in the same stage: there it stays on screen only while that lane is open.
        if let Landing::Owner(_) = landing
            && !lanes.open().contains(&whose)
        {
            context.go(&untrack(|| context.turned_href(whose)));
        }
        context.put(deal, landing);
        focus(context, deal);
    }
}

/// Puts the focus on a card once it is painted.
pub fn focus(context: LanesContext, deal: DealId) {
    focus_card(context.focus, deal);
}
