//! Where a carried card would come down, worked out from what is painted.

use super::Drag;
use crate::pipeline::board_context::BoardContext;
use crate::pipeline::mover::Place;
use domain::pipeline::Card;
use domain::{DealId, StageId};
use leptos::prelude::{WithUntracked, document, window};
use std::sync::Arc;
use wasm_bindgen::JsCast;
use web_sys::Element;

/// Over which stage this point is, and before which of its other cards.
pub fn under(context: BoardContext, (x, y): (f64, f64), carried: &Drag) -> Option<(StageId, usize)> {
    let found = document().element_from_point(x as f32, y as f32)?;
    let column = found.closest("[data-stage]").ok().flatten()?;
    let stage = column.get_attribute("data-stage")?.parse().ok()?;
    let cards = cards_of(&column, carried);
    // The gap that is shown already must not count, or a card would have to be carried past its width too.
    let mut gap = 0.0;
    let below = cards.iter().find(|it| {
        let frame = it.get_bounding_client_rect();
        gap += gap_above(it);
        y < frame.top() - gap + frame.height() / 2.0
    });
    let at = context.shown.with_untracked(|board| {
        let column = board.column(stage)?;
        // Only some cards are painted; a place counts all of them.
        let place = |of: &Element| {
            let deal = of.get_attribute("data-deal")?.parse().ok()?;
            column.cards.iter().filter(|it| !carried.carries(it.id)).position(|it| it.id == deal)
        };
        let at = match below {
            Some(below) => place(below)?,
            None => cards.last().and_then(place).map_or(0, |it| it + 1),
        };
        // Below the last card that was read others stand, which nobody sees yet.
        let others = column.cards.iter().filter(|it| !carried.carries(it.id)).count();
        Some(if column.complete { at } else { at.min(others.saturating_sub(1)) })
    });
    Some((stage, at.unwrap_or(0)))
}

fn gap_above(card: &Element) -> f64 {
    if !card.has_attribute("data-slot") {
        return 0.0;
    }
    let margin = window().get_computed_style(card).ok().flatten();
    let margin = margin.and_then(|it| it.get_property_value("margin-top").ok());
    margin.and_then(|it| it.trim_end_matches("px").parse().ok()).unwrap_or_default()
}

/// The painted cards of a column but those in the hand.
fn cards_of(column: &Element, carried: &Drag) -> Vec<Element> {
    let stays = |it: &Element| {
        let deal = it.get_attribute("data-deal").and_then(|it| it.parse().ok());
        deal.is_none_or(|deal| !carried.carries(deal))
    };
    all(Some(column), "[data-deal]").into_iter().filter(stays).collect()
}

/// Shows where the card would land: a gap before a card, or at the column's end.
pub fn show(context: BoardContext, over: Option<(StageId, usize)>, carried: &Drag) {
    clear();
    let Some((stage, at)) = over else { return };
    let Ok(Some(column)) = document().query_selector(&format!("[data-stage=\"{stage}\"]")) else { return };
    let below = context.shown.with_untracked(|board| {
        board.column(stage)?.cards.iter().filter(|it| !carried.carries(it.id)).nth(at).map(|it| it.id)
    });
    let card = below.and_then(|it| column.query_selector(&format!("[data-deal=\"{it}\"]")).ok().flatten());
    // The gap is a hint; a card lands in the right place without it.
    match card {
        Some(card) => card.set_attribute("data-slot", "before").ok(),
        None => column.set_attribute("data-slot", "end").ok(),
    };
}

pub fn clear() {
    for element in all(None, "[data-slot]") {
        element.remove_attribute("data-slot").ok();
    }
}

fn all(inside: Option<&Element>, selector: &str) -> Vec<Element> {
    let found = match inside {
        Some(element) => element.query_selector_all(selector),
        None => document().query_selector_all(selector),
    };
    let Ok(found) = found else { return vec![] };
    (0..found.length()).filter_map(|at| found.get(at)?.dyn_into().ok()).collect()
}

/// The place between the neighbours at this index of a column, leaving the card itself out.
pub fn place_at(cards: &[Arc<Card>], carried: DealId, at: usize) -> Place {
    let others: Vec<_> = cards.iter().filter(|it| it.id != carried).collect();
    let above = at.checked_sub(1).and_then(|it| others.get(it)).map(|it| it.id);
    Place { above, below: others.get(at).map(|it| it.id), closing: None }
}
