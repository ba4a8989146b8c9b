//! The forecast by keyboard: arrows walk between cards, Shift with left or right puts one into the month before or
//! after, M chooses a month, E edits the deal. Keys go by their place, so they work with the Korean layout on.

use super::context::ForecastContext;
use crate::carry::{focus_card, focused_card, note_focus};
use crate::routes;
use crate::ui::keys::plain_key;
use domain::DealId;
use domain::forecast::{Column, Forecast, ForecastCard, Period};
use leptos::ev::{self, KeyboardEvent};
use leptos::prelude::*;

/// Listens while the forecast is on screen.
pub fn install(context: ForecastContext) {
    let handle = window_event_listener(ev::keydown, move |event| act(context, &event));
    on_cleanup(move || handle.remove());
    note_focus(context.focus);
}

fn act(context: ForecastContext, event: &KeyboardEvent) {
    let Some(code) = plain_key(event) else { return };
    let Some(deal) = focused_card::<DealId>() else { return };
    let forecast = context.shown.get_untracked();
    let Some(card) = forecast.card(deal) else { return };
    let period = Period::of(card.card.expected_close, forecast.today);
    let taken = match (code.as_str(), event.shift_key()) {
        ("ArrowLeft", true) => shift(context, &forecast, card, period.shifted(-1, forecast.today)),
        ("ArrowRight", true) => shift(context, &forecast, card, period.shifted(1, forecast.today)),
        ("ArrowUp" | "ArrowDown" | "ArrowLeft" | "ArrowRight", false) => {
            walk(context, &forecast, period, deal, &code)
        }
        ("KeyM", false) => {
            context.go(&untrack(|| context.when_href(card.card.key())));
            true
        }
        ("KeyE", false) if untrack(|| context.may_work(card.card.owner)) => {
            context.go(&format!("{}?edit=1", routes::deal(card.card.key())));
            true
        }
        _ => false,
    };
    if taken {
        event.prevent_default();
    }
}

fn shift(context: ForecastContext, forecast: &Forecast, card: &ForecastCard, to: Option<Period>) -> bool {
    if let Some(to) = to.filter(|it| forecast.column(*it).is_some()) {
        context.put(card.card.id, to);
        focus(context, card.card.id);
    }
    true
}

/// Arrows within and between columns; empty ones are skipped.
fn walk(context: ForecastContext, forecast: &Forecast, period: Period, deal: DealId, code: &str) -> bool {
    let all = &forecast.columns;
    let Some(column) = all.iter().position(|it| it.period == period) else { return false };
    let cards = &all[column].cards;
    let Some(row) = cards.iter().position(|it| it.card.id == deal) else { return false };
    let level = |it: &Column| it.cards.get(row.min(it.cards.len().saturating_sub(1))).map(|it| it.card.id);
    let next = match code {
        "ArrowUp" => row.checked_sub(1).and_then(|it| cards.get(it)).map(|it| it.card.id),
        "ArrowDown" => cards.get(row + 1).map(|it| it.card.id),
        "ArrowLeft" => all[..column].iter().rev().find_map(level),
        _ => all[column + 1..].iter().find_map(level),
    };
    if let Some(next) = next {
        focus(context, next);
    }
    true
}

/// Puts the focus on a card once it is painted.
pub fn focus(context: ForecastContext, deal: DealId) {
    focus_card(context.focus, deal);
}
