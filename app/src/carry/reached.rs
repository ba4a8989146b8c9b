//! Which card the keyboard is at, and how it gets to another.

use super::Carried;
use crate::timers::next_frame;
use leptos::ev;
use leptos::prelude::*;
use wasm_bindgen::JsCast;
use web_sys::{Element, HtmlElement};

/// What the card stands for in which this element is.
pub fn card_of<Card: Carried>(element: &Element) -> Option<Card> {
    let card = element.closest(Card::CARD).ok().flatten()?;
    card.get_attribute(Card::MARK)?.parse().ok()
}

/// What the card stands for that has the focus.
pub fn focused_card<Card: Carried>() -> Option<Card> {
    document().active_element().and_then(|it| card_of(&it))
}

/// Notes which card had the focus last, until the page goes.
pub fn note_focus<Card: Carried>(focus: RwSignal<Option<Card>>) {
    let focused = window_event_listener(ev::focusin, move |event| {
        let card = event.target().and_then(|it| it.dyn_into::<Element>().ok()).and_then(|it| card_of(&it));
        if let Some(card) = card {
            focus.set(Some(card));
        }
    });
    on_cleanup(move || focused.remove());
}

/// Puts the focus on a card once it is painted.
pub fn focus_card<Card: Carried>(focus: RwSignal<Option<Card>>, card: Card) {
    focus.try_set(Some(card));
    next_frame(move || {
        let link = format!("[{}=\"{card}\"] {}", Card::MARK, Card::LINK);
        let link = document().query_selector(&link).ok().flatten();
        if let Some(link) = link.and_then(|it| it.dyn_into::<HtmlElement>().ok()) {
            // A card that went away in the meantime takes no focus.
            let _ = link.focus();
        }
    });
}
