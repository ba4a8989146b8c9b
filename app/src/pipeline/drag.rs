//! A card in the hand on the board: what it takes along, where it is held, and how it comes down.

mod landing;

pub use landing::place_at;

use super::board_context::BoardContext;
use super::{keyboard, picking};
use crate::carry::{Carries, is_spent, swallow};
use domain::pipeline::Card;
use domain::{DealId, StageId};
use leptos::ev::MouseEvent;
use leptos::prelude::*;
use web_sys::Element;

/// A card in the hand.
#[derive(Clone, Debug, PartialEq)]
pub struct Drag {
    pub card: Card,
    /// All that are carried, in their order, where it is one of several that were picked.
    pub along: Vec<Card>,
    /// Over which stage, and before which of its other cards. None: over nothing.
    pub over: Option<(StageId, usize)>,
}

impl Drag {
    pub fn of(card: Card, over: Option<(StageId, usize)>) -> Self {
        Self { card, along: vec![], over }
    }

    pub fn carries(&self, deal: DealId) -> bool {
        self.card.id == deal || self.along.iter().any(|it| it.id == deal)
    }

    pub fn deals(&self) -> Vec<DealId> {
        let along = self.along.iter().map(|it| it.id).filter(|it| *it != self.card.id);
        std::iter::once(self.card.id).chain(along).collect()
    }

    /// What stages are asked about.
    pub fn cards(&self) -> Vec<Card> {
        if self.along.is_empty() { vec![self.card.clone()] } else { self.along.clone() }
    }
}

impl Carries for BoardContext {
    type Card = DealId;

    fn may_lift(&self, deal: DealId) -> bool {
        let owner = self.shown.with_untracked(|it| it.card(deal).map(|it| it.owner));
        self.may_drag && owner.is_some_and(|owner| untrack(|| self.may_work(owner)))
    }

    fn lifted(&self, deal: DealId) -> Option<usize> {
        let card = self.shown.with_untracked(|it| it.card(deal).cloned())?;
        let along = self.shown.with_untracked(|board| self.picking.along(board, deal));
        let count = (!along.is_empty()).then_some(along.len());
        self.drag.set(Some(Drag { along, ..Drag::of(card, None) }));
        count
    }

    fn held_at(&self, point: (f64, f64)) {
        let changed = self.drag.with_untracked(|it| {
            let drag = it.as_ref()?;
            let over = landing::under(*self, point, drag);
            (drag.over != over).then_some(over)
        });
        if let Some(over) = changed {
            self.drag.update(|it| {
                if let Some(drag) = it {
                    drag.over = over;
                }
            });
            self.drag.with_untracked(|it| it.iter().for_each(|drag| landing::show(*self, over, drag)));
        }
    }

    fn let_go(&self, down: bool) {
        let drag = self.drag.get_untracked();
        landing::clear();
        self.drag.set(None);
        let Some(Drag { card, along, over }) = drag else { return };
        match over {
            _ if !down => self.announce_back(&card),
            Some((stage, at)) if along.is_empty() => self.land(&card, stage, at),
            Some((stage, at)) => picking::drop(*self, stage, at, &along),
            None => {}
        }
        keyboard::focus(*self, card.id);
    }

    fn place(&self) -> Option<Element> {
        self.place.try_get_untracked().flatten().map(Into::into)
    }
}

/// A click that was not meant, or one that picks a card, opens nothing.
pub fn on_click(context: BoardContext, event: &MouseEvent) {
    if is_spent(context.click_is_spent) || picking::on_click(context, event) {
        swallow(event);
    }
}
