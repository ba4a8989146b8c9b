//! A card in the hand over the lead board. Where in a column it comes to stand its last touch says, not the hand.

use super::context::LeadBoard;
use super::keyboard;
use crate::carry::Carries;
use crate::handover::api::read_lead_handover;
use domain::LeadId;
use domain::leads::{LeadCard, LeadStatus};
use domain::qualification::Kind;
use leptos::prelude::*;
use leptos::task::spawn_local;
use web_sys::Element;

/// A card in the hand, and over which place it is.
#[derive(Clone, Debug, PartialEq)]
pub struct Drag {
    pub card: LeadCard,
    pub over: Option<LeadStatus>,
}

impl Carries for LeadBoard {
    type Card = LeadId;

    fn may_lift(&self, lead: LeadId) -> bool {
        let owner = self.shown.with_untracked(|it| it.card(lead).map(|it| it.owner));
        owner.is_some_and(|owner| untrack(|| self.may_work(owner)))
    }

    fn lifted(&self, lead: LeadId) -> Option<usize> {
        let card = self.shown.with_untracked(|it| it.card(lead).cloned())?;
        look_into(*self, &card);
        self.drag.set(Some(Drag { card, over: None }));
        None
    }

    fn held_at(&self, point: (f64, f64)) {
        let over = place_at(point);
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
            Some(to) if down => self.put(&card, to),
            _ => self.announce_back(&card),
        }
        keyboard::focus(*self, card.id);
    }

    fn place(&self) -> Option<Element> {
        self.place.try_get_untracked().flatten().map(Into::into)
    }
}

fn place_at((x, y): (f64, f64)) -> Option<LeadStatus> {
    let found = document().element_from_point(x as f32, y as f32)?;
    let place = found.closest("[data-status]").ok().flatten()?;
    LeadStatus::of_code(&place.get_attribute("data-status")?)
}

/// What the dossier of the lead in the hand lacks is read while it is carried: a card does not know it.
pub fn look_into(context: LeadBoard, card: &LeadCard) {
    if card.kind != Kind::SalesQualified || !LeadStatus::WORKED.contains(&card.status) {
        return;
    }
    let (lead, today) = (card.id, untrack(|| context.today()));
    spawn_local(async move {
        // Until it is known, and if it never is, the panel that opens says it.
        if let Ok(found) = read_lead_handover(lead).await {
            context.dossier.try_set(Some((lead, found.dossier.may_send(today))));
        }
    });
}
