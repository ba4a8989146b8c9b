//! Moving leads on the screen: painted at once, the server is asked, and what it says stands.

use super::context::LeadBoard;
use super::keyboard;
use crate::error::AppError;
use crate::leads::api::move_lead;
use crate::leads::undo::offer_undo;
use crate::pipeline::persistently;
use crate::timers::sleep;
use domain::activities::Change;
use domain::leads::{LeadCard, LeadMoveForm, LeadStatus, LeadsView, Moved, Verdict};
use domain::{LeadId, MemberId};
use leptos::prelude::*;
use leptos::task::spawn_local;
use std::time::Duration;
use uuid::Uuid;

/// Between two looks at whether an earlier move of the same lead is answered.
const TURN: Duration = Duration::from_millis(20);

/// A lead that is shown where it is on its way to, or has come to without the leads having been read since.
#[derive(Clone, Debug, PartialEq)]
pub struct Laid {
    act: Uuid,
    lead: LeadId,
    to: LeadStatus,
    /// The lead's version once the server has said yes.
    done: Option<i32>,
}

impl Laid {
    pub fn over(&self, view: &mut LeadsView, me: MemberId) {
        if view.card(self.lead).is_some_and(|it| it.status != self.to) {
            view.lay(self.lead, self.to, me);
        }
    }

    /// Is this reading older than what is known here?
    pub fn is_ahead_of(&self, view: &LeadsView) -> bool {
        self.done.is_none_or(|done| view.card(self.lead).is_some_and(|it| it.version < done))
    }

    pub fn waits_for(&self, lead: LeadId) -> bool {
        self.done.is_none() && self.lead == lead
    }
}

impl LeadBoard {
    /// Puts a lead somewhere, if it may go there. Where something is asked, that is asked in place first.
    pub fn put(self, card: &LeadCard, to: LeadStatus) {
        if card.status == to {
            self.announce_back(card);
            return;
        }
        match untrack(|| self.verdict(card, to)) {
            Verdict::Stays => self.announce_back(card),
            Verdict::Passes => self.send(card.clone(), to),
            Verdict::Asks(_) | Verdict::HandsOver | Verdict::Lacks(_) => {
                self.go(&untrack(|| self.move_href(card.key(), Some(to))));
            }
            Verdict::Refused(no) => self.toasts.complain(self.words.say(&no)),
        }
    }

    pub fn announce_back(self, card: &LeadCard) {
        self.toasts.announce(self.words.deal_dropped_back(&card.name));
    }

    fn send(self, card: LeadCard, to: LeadStatus) {
        let (act, lead, from) = (Uuid::now_v7(), card.id, card.status);
        // A toast, and with it an undo, outlives the board that it was made on.
        self.laid.try_update(|it| it.push(Laid { act, lead, to, done: None }));
        spawn_local(async move {
            while self.laid.try_with_untracked(|it| has_before(it, act, lead)) == Some(true) {
                sleep(TURN).await;
            }
            let form = LeadMoveForm { to: to.code().to_owned(), ..LeadMoveForm::default() };
            let answer = persistently(|| move_lead(lead, from, form.clone(), String::new())).await;
            match answer {
                Ok(moved) => {
                    self.settle(act, Some(moved.version));
                    self.done(moved);
                }
                Err(error) => {
                    self.settle(act, None);
                    self.toasts.complain(match &error {
                        AppError::Changed { differences, .. } => self.overtaken(&card.name, differences),
                        other => self.words.app_error(other),
                    });
                    self.again.try_update(|it| *it += 1);
                }
            }
        });
    }

    /// The act is answered: done, if it made a version of the lead.
    fn settle(self, act: Uuid, done: Option<i32>) {
        self.laid.try_update(|all| match done {
            Some(_) => all.iter_mut().filter(|it| it.act == act).for_each(|it| it.done = done),
            None => all.retain(|it| it.act != act),
        });
    }

    /// What stands now, where somebody was faster.
    fn overtaken(self, name: &str, differences: &[Change]) -> String {
        let stands = differences.iter().find(|it| it.field == "status");
        let status = stands.and_then(|it| LeadStatus::of_code(&it.before)).unwrap_or_default();
        self.words.deal_overtaken(name, self.words.lead_status(status))
    }

    /// A lead was moved, here or by a form over this board: it is shown there, and can be taken back.
    pub fn done(self, moved: Moved) {
        offer_undo(self.toasts, self.words, moved, move |back| {
            self.show(&back);
            self.again.try_update(|it| *it += 1);
        });
    }

    /// Shows a lead where the server says that it stands, until the leads are read again.
    pub fn show(self, moved: &Moved) {
        let laid =
            Laid { act: Uuid::now_v7(), lead: moved.lead, to: moved.status, done: Some(moved.version) };
        self.laid.try_update(|it| it.push(laid));
        keyboard::focus(self, moved.lead);
    }
}

/// Is an earlier move of this lead on its way still?
fn has_before(all: &[Laid], act: Uuid, lead: LeadId) -> bool {
    all.iter().take_while(|it| it.act != act).any(|it| it.waits_for(lead))
}
