//! Which cards have all their buttons: the one that is pointed at and the one that has the focus. The others have only
//! the menu's, which their page needs before scripts run; on a screen without a pointer each has all of them.

use super::board_context::BoardContext;
use domain::DealId;
use leptos::ev;
use leptos::prelude::*;
use wasm_bindgen::JsCast;
use web_sys::Element;

#[derive(Clone, Copy)]
pub struct Near {
    pointed: RwSignal<Option<DealId>>,
    /// Nothing can be pointed at here.
    all: RwSignal<bool>,
}

impl Near {
    pub fn new() -> Self {
        Self { pointed: RwSignal::new(None), all: RwSignal::new(false) }
    }

    pub fn has(self, deal: DealId) -> bool {
        self.all.get() || self.pointed.get() == Some(deal)
    }
}

/// Follows the pointer as long as the board is there. Whoever carries a card needs no buttons.
pub fn install(context: BoardContext) {
    let touch = window().match_media("(hover: none)").ok().flatten().is_some_and(|it| it.matches());
    context.near.all.set(touch);
    let handle = window_event_listener(ev::pointerover, move |event| {
        if context.drag.with_untracked(Option::is_some) {
            return;
        }
        let under = event.target().and_then(|it| it.dyn_into::<Element>().ok());
        let card = under.and_then(|it| it.closest("[data-deal]").ok().flatten());
        let deal = card.and_then(|it| it.get_attribute("data-deal")?.parse().ok());
        if context.near.pointed.get_untracked() != deal {
            context.near.pointed.set(deal);
        }
    });
    on_cleanup(move || handle.remove());
}
