//! A card in the hand on the forecast. Where in a month it comes to stand its day says, not the hand.

use super::context::ForecastContext;
use super::keyboard;
use crate::carry::Carries;
use domain::DealId;
use domain::forecast::Period;
use domain::pipeline::Card;
use leptos::prelude::*;
use web_sys::Element;

/// A card in the hand, and over which period it is.
#[derive(Clone, Debug, PartialEq)]
pub struct Drag {
    pub card: Card,
    pub over: Option<Period>,
}

impl Carries for ForecastContext {
    type Card = DealId;

    fn may_lift(&self, deal: DealId) -> bool {
        let owner = self.shown.with_untracked(|it| it.card(deal).map(|it| it.card.owner));
        owner.is_some_and(|owner| untrack(|| self.may_work(owner)))
    }

    fn lifted(&self, deal: DealId) -> Option<usize> {
        let card = self.shown.with_untracked(|it| it.card(deal).map(|it| it.card.clone()))?;
        self.drag.set(Some(Drag { card, over: None }));
        None
    }

    fn held_at(&self, point: (f64, f64)) {
        let over = period_at(point);
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
        match over {
            _ if !down => self.toasts.announce(self.words.deal_dropped_back(&card.name)),
            Some(period) => self.put(card.id, period),
            None => {}
        }
        keyboard::focus(*self, card.id);
    }

    fn place(&self) -> Option<Element> {
        self.place.try_get_untracked().flatten().map(Into::into)
    }
}

fn period_at((x, y): (f64, f64)) -> Option<Period> {
    let found = document().element_from_point(x as f32, y as f32)?;
    let column = found.closest("[data-period]").ok().flatten()?;
    Period::of_code(&column.get_attribute("data-period")?)
}
