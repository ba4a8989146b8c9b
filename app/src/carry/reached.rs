//! Which card the keyboard is at, and how it gets to another.

use crate::timers::next_frame;
use domain::DealId;
use leptos::ev;
use leptos::prelude::*;
use wasm_bindgen::JsCast;
use web_sys::{Element, HtmlElement};

/// The deal of the card in which this element is.
pub fn deal_of(element: &Element) -> Option<DealId> {
    let card = element.closest("[data-deal]").ok().flatten()?;
    card.get_attribute("data-deal")?.parse().ok()
}

/// The deal of the card that has the focus.
pub fn focused_deal() -> Option<DealId> {
    document().active_element().and_then(|it| deal_of(&it))
}

/// Notes which card had the focus last, until the page goes.
pub fn note_focus(focus: RwSignal<Option<DealId>>) {
    let focused = window_event_listener(ev::focusin, move |event| {
        let deal = event.target().and_then(|it| it.dyn_into::<Element>().ok()).and_then(|it| deal_of(&it));
        if let Some(deal) = deal {
            focus.set(Some(deal));
        }
    });
    on_cleanup(move || focused.remove());
}

/// Puts the focus on a card once it is painted.
pub fn focus_card(focus: RwSignal<Option<DealId>>, deal: DealId) {
    focus.try_set(Some(deal));
    next_frame(move || {
        let link = document().query_selector(&format!("[data-deal=\"{deal}\"] .deal-link")).ok().flatten();
        if let Some(link) = link.and_then(|it| it.dyn_into::<HtmlElement>().ok()) {
            // A card that went away in the meantime takes no focus.
            let _ = link.focus();
        }
    });
}
