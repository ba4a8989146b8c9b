//! The forecast by keyboard: arrows walk between cards, Shift with left or right puts one into the month before or
//! after, M chooses a month, E edits the deal. Keys go by their place, so they work with the Korean layout on.

use super::context::ForecastContext;
use crate::routes;
use crate::timers::next_frame;
use crate::ui::keys::plain_key;
use domain::DealId;
use domain::forecast::{Column, Forecast, ForecastCard, Period};
use leptos::ev::{self, KeyboardEvent};
use leptos::prelude::*;
use wasm_bindgen::JsCast;
use web_sys::{Element, HtmlElement};

/// Listens while the forecast is on screen.
pub fn install(context: ForecastContext) {
    let handle = window_event_listener(ev::keydown, move |event| act(context, &event));
    on_cleanup(move || handle.remove());
    let focused = window_event_listener(ev::focusin, move |event| {
        let deal = event.target().and_then(|it| it.dyn_into::<Element>().ok()).and_then(|it| deal_of(&it));
        if let Some(deal) = deal {
            context.focus.set(Some(deal));
        }
    });
    on_cleanup(move || focused.remove());
}

pub fn deal_of(element: &Element) -> Option<DealId> {
    let card = element.closest("[data-deal]").ok().flatten()?;
    card.get_attribute("data-deal")?.parse().ok()
}

fn act(context: ForecastContext, event: &KeyboardEvent) {
    let Some(code) = plain_key(event) else { return };
    let Some(deal) = document().active_element().and_then(|it| deal_of(&it)) else { return };
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
    context.focus.try_set(Some(deal));
    next_frame(move || {
        let link = document().query_selector(&format!("[data-deal=\"{deal}\"] .deal-link")).ok().flatten();
        if let Some(link) = link.and_then(|it| it.dyn_into::<HtmlElement>().ok()) {
            // A card that went away in the meantime takes no focus.
            let _ = link.focus();
        }
    });
}
