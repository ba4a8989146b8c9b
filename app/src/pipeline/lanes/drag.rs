//! A card in the hand over the lanes.

use super::context::LanesContext;
use super::keyboard;
use crate::carry::Carries;
use domain::pipeline::{Card, Lanes, Whose};
use domain::{DealId, StageId};
use leptos::prelude::*;
use web_sys::Element;

/// A card in the hand, and over which cell it is.
#[derive(Clone, Debug, PartialEq)]
pub struct Drag {
    pub card: Card,
    pub over: Option<(Whose, StageId)>,
}

impl Carries for LanesContext {
    type Card = DealId;

    fn may_lift(&self, deal: DealId) -> bool {
        let owner = self.shown.with_untracked(|it| it.card(deal).map(|it| it.owner));
        owner.is_some_and(|owner| untrack(|| self.may_work(owner)))
    }

    fn lifted(&self, deal: DealId) -> Option<usize> {
        let card = self.shown.with_untracked(|it| it.card(deal).cloned())?;
        self.drag.set(Some(Drag { card, over: None }));
        None
    }

    fn held_at(&self, point: (f64, f64)) {
        let over = cell_at(point);
        if self.drag.with_untracked(|it| it.as_ref().is_some_and(|it| it.over != over)) {
            self.drag.update(|it| {
                if let Some(drag) = it {
                    drag.over = over;
                }
            });
        }
    }

    fn let_go(&self, down: bool) {
        let drag = self.drag.get_untracked();
        self.drag.set(None);
        let Some(Drag { card, over }) = drag else { return };
        match over.and_then(|over| Lanes::landing(&card, over)) {
            Some(landing) if down => self.put(card.id, landing),
            _ => self.toasts.announce(self.words.deal_dropped_back(&card.name)),
        }
        keyboard::focus(*self, card.id);
    }

    fn place(&self) -> Option<Element> {
        self.place.try_get_untracked().flatten().map(Into::into)
    }
}

fn cell_at((x, y): (f64, f64)) -> Option<(Whose, StageId)> {
    let found = document().element_from_point(x as f32, y as f32)?;
    let cell = found.closest("[data-lane]").ok().flatten()?;
    Some((
        Whose::of_code(&cell.get_attribute("data-lane")?)?,
        cell.get_attribute("data-stage")?.parse().ok()?,
    ))
}
