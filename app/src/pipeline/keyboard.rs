//! The board by keyboard: arrows walk between cards, Space lifts one and drops it, M opens the move menu, E edits
//! the deal, A logs an activity, N adds a deal to the column, X picks a card.
//! Keys go by their place, so they work with the Korean layout on.

use super::board_context::{BoardContext, Doing};
use super::drag::{Drag, place_at};
use super::picking::{self, Ask};
use crate::carry::{focus_card, focused_card, note_focus};
use crate::ui::keys::{command_elsewhere, plain_key};
use domain::pipeline::{Board, Card};
use domain::{DealId, StageId};
use leptos::ev::{self, KeyboardEvent};
use leptos::prelude::*;
use std::sync::Arc;

/// Listens while the board is on screen.
pub fn install(context: BoardContext) {
    let handle = window_event_listener(ev::keydown, move |event| act(context, &event));
    on_cleanup(move || handle.remove());
    note_focus(context.focus);
}

fn act(context: BoardContext, event: &KeyboardEvent) {
    let on_card = focused_card::<DealId>();
    if context.may_drag && command_elsewhere(event, "KeyA") && (on_card.is_some() || nothing_focused()) {
        picking::all(context, on_card);
        event.prevent_default();
        return;
    }
    let Some(code) = plain_key(event) else { return };
    let lifted = context.lifted.get_untracked();
    if let Some(drag) = lifted {
        if carry(context, drag, &code) {
            event.prevent_default();
        }
        return;
    }
    let board = context.shown.get_untracked();
    if code == "KeyN" && !event.shift_key() && context.may_create {
        let column = on_card.and_then(|deal| board.card(deal)).map(|it| it.stage);
        context
            .adding
            .set(column.or_else(|| untrack(|| context.unfolded(&board).next().map(|it| it.1.stage))));
        event.prevent_default();
        return;
    }
    if code == "Escape" && picking::clear(context) {
        event.prevent_default();
        return;
    }
    let Some(card) = on_card.and_then(|deal| board.card(deal).cloned()) else {
        if code.starts_with("Arrow") && nothing_focused() && focus_first(context, &board) {
            event.prevent_default();
        }
        return;
    };
    let taken = match (code.as_str(), event.shift_key()) {
        // The box in its corner takes the key itself.
        ("Space", _) if on_box() => false,
        ("Space", false) => lift(context, &board, card),
        ("KeyX", false) if context.may_drag => {
            picking::toggle(context, card.id);
            true
        }
        ("KeyX", true) if context.may_drag => {
            picking::reach(context, card.id);
            true
        }
        ("ArrowUp", true) if context.may_drag => stretch(context, &board, &card, -1),
        ("ArrowDown", true) if context.may_drag => stretch(context, &board, &card, 1),
        ("KeyM", false) => {
            if context.picking.picked.with_untracked(|it| it.has(card.id)) {
                context.picking.ask.set(Some(Ask::Move(None)));
            } else {
                context.open_menu(card.key());
            }
            true
        }
        ("KeyE", false) if untrack(|| context.may_work(card.owner)) => {
            context.open_edit(card.key());
            true
        }
        ("KeyA", false) if context.may_log => {
            context.doing.set(Some((card.id, Doing::Log)));
            true
        }
        ("ArrowLeft", true) => shift(context, &board, &card, -1),
        ("ArrowRight", true) => shift(context, &board, &card, 1),
        ("BracketLeft", false) => reorder(context, &board, &card, -1),
        ("BracketRight", false) => reorder(context, &board, &card, 1),
        ("ArrowUp" | "ArrowDown" | "ArrowLeft" | "ArrowRight", false) => walk(context, &board, &card, &code),
        _ => false,
    };
    if taken {
        event.prevent_default();
    }
}

fn on_box() -> bool {
    document().active_element().is_some_and(|it| it.class_list().contains("card-pick"))
}

/// Shift and an arrow: the next card of the column is picked too.
fn stretch(context: BoardContext, board: &Board, card: &Card, by: isize) -> bool {
    let Some(cards) = board.column(card.stage).map(|it| &it.cards) else { return false };
    let at = cards.iter().position(|it| it.id == card.id).and_then(|it| it.checked_add_signed(by));
    if let Some(next) = at.and_then(|it| cards.get(it)) {
        if !context.picking.picked.with_untracked(|it| it.has(card.id)) {
            picking::toggle(context, card.id);
        }
        picking::reach(context, next.id);
        focus(context, next.id);
    }
    true
}

fn nothing_focused() -> bool {
    document().active_element().is_none_or(|it| it.tag_name() == "BODY" || it.id() == "content")
}

fn focus_first(context: BoardContext, board: &Board) -> bool {
    let first = untrack(|| context.unfolded(board).find_map(|it| it.1.cards.first()).map(|it| it.id));
    first.is_some_and(|deal| {
        focus(context, deal);
        true
    })
}

/// Puts the focus on a card once it is painted.
pub fn focus(context: BoardContext, deal: DealId) {
    focus_card(context.focus, deal);
}

/// Arrows within and between columns; empty and folded ones are skipped.
fn walk(context: BoardContext, board: &Board, card: &Card, code: &str) -> bool {
    let Some(column) = board.columns.iter().position(|it| it.stage == card.stage) else { return false };
    let cards = &board.columns[column].cards;
    let Some(row) = cards.iter().position(|it| it.id == card.id) else { return false };
    let shown: Vec<_> = untrack(|| context.unfolded(board).collect());
    let level = |cards: &'_ [Arc<Card>]| cards.get(row.min(cards.len().saturating_sub(1))).cloned();
    let next = match code {
        "ArrowUp" => row.checked_sub(1).and_then(|it| cards.get(it)).cloned(),
        "ArrowDown" => cards.get(row + 1).cloned(),
        "ArrowLeft" => shown.iter().rev().filter(|it| it.0 < column).find_map(|it| level(&it.1.cards)),
        _ => shown.iter().filter(|it| it.0 > column).find_map(|it| level(&it.1.cards)),
    };
    if let Some(next) = next {
        focus(context, next.id);
    }
    true
}

/// Somebody else's card stays, and says so.
fn may_move(context: BoardContext, card: &Card) -> bool {
    let may = untrack(|| context.may_work(card.owner));
    if !may {
        context.explain_not_yours();
    }
    may
}

/// Shift and an arrow: one stage on or back, to the top.
fn shift(context: BoardContext, board: &Board, card: &Card, by: isize) -> bool {
    if !may_move(context, card) {
        return true;
    }
    let at = board.columns.iter().position(|it| it.stage == card.stage);
    let to = at.and_then(|it| it.checked_add_signed(by)).and_then(|it| board.columns.get(it));
    if let Some(to) = to {
        context.land(card, to.stage, 0);
        focus(context, card.id);
    }
    true
}

/// Brackets: one place up or down in the column.
fn reorder(context: BoardContext, board: &Board, card: &Card, by: isize) -> bool {
    if !may_move(context, card) {
        return true;
    }
    let Some(column) = board.column(card.stage) else { return false };
    let at = column.cards.iter().position(|it| it.id == card.id);
    if let Some(to) = at.and_then(|it| it.checked_add_signed(by)).filter(|it| *it < column.cards.len()) {
        context.land(card, card.stage, to);
        focus(context, card.id);
    }
    true
}

fn lift(context: BoardContext, board: &Board, card: Card) -> bool {
    if !may_move(context, &card) {
        return true;
    }
    let Some(column) = board.column(card.stage) else { return false };
    let at = column.cards.iter().position(|it| it.id == card.id).unwrap_or(0);
    context.announce_lifted(&card);
    let over = Some((card.stage, at));
    context.lifted.set(Some(Drag::of(card, over)));
    true
}

/// What a key does while a card is lifted.
fn carry(context: BoardContext, drag: Drag, code: &str) -> bool {
    let Some((stage, at)) = drag.over else { return false };
    let to = match code {
        "Escape" => {
            context.lifted.set(None);
            context.announce_back(&drag.card);
            focus(context, drag.card.id);
            return true;
        }
        "Space" | "Enter" => {
            context.lifted.set(None);
            context.land(&drag.card, stage, at);
            focus(context, drag.card.id);
            return true;
        }
        "ArrowUp" => (stage, at.saturating_sub(1)),
        "ArrowDown" => (stage, (at + 1).min(others(context, stage, drag.card.id))),
        "ArrowLeft" => beside(context, stage, at, -1, drag.card.id),
        "ArrowRight" => beside(context, stage, at, 1, drag.card.id),
        _ => return false,
    };
    context.announce_over(&drag.card, to.0, to.1);
    let deal = drag.card.id;
    context.lifted.set(Some(Drag { over: Some(to), ..drag }));
    // Where it is now may be out of sight.
    focus(context, deal);
    true
}

fn others(context: BoardContext, stage: StageId, carried: DealId) -> usize {
    context.shown.with_untracked(|board| {
        board.column(stage).map_or(0, |it| {
            let others = it.cards.iter().filter(|card| card.id != carried).count();
            // Below the last card that was read others stand, which nobody sees yet.
            if it.complete { others } else { others.saturating_sub(1) }
        })
    })
}

fn beside(context: BoardContext, stage: StageId, at: usize, by: isize, carried: DealId) -> (StageId, usize) {
    let next = context.shown.with_untracked(|board| {
        let here = board.columns.iter().position(|it| it.stage == stage)?;
        here.checked_add_signed(by).and_then(|it| board.columns.get(it)).map(|it| it.stage)
    });
    let stage = next.unwrap_or(stage);
    (stage, at.min(others(context, stage, carried)))
}

/// Where a lifted card is shown before it is dropped.
pub fn preview(board: &mut Board, drag: &Drag) {
    let Some((stage, at)) = drag.over else { return };
    let Some(column) = board.column(stage) else { return };
    let place = place_at(&column.cards, drag.card.id, at);
    let rank_of = |deal: Option<DealId>| deal.and_then(|it| board.card(it)).map(|it| it.rank.clone());
    let (above, below) = (rank_of(place.above), rank_of(place.below));
    let act = domain::ActId(drag.card.id.0);
    let rank = domain::pipeline::rank::between(above.as_deref(), below.as_deref(), act);
    board.lay(drag.card.id, stage, rank);
}
