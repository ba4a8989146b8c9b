//! Moving a deal within its lane and giving it to another: painted at once, the server is asked, and what it says stands.

use super::context::LanesContext;
use crate::error::AppError;
use crate::pipeline::batch::api;
use crate::pipeline::mover::persistently;
use crate::timers::sleep;
use domain::pipeline::batch::{Batch, Fate, Picked, Work};
use domain::pipeline::lanes::Landing;
use domain::pipeline::{Card, Lanes, Report, Whose};
use domain::{ActId, DealId, Refusal, StageId};
use leptos::prelude::*;
use leptos::task::spawn_local;
use std::time::Duration;
use uuid::Uuid;

/// Between two looks at whether an earlier act on the same deal is answered.
const TURN: Duration = Duration::from_millis(20);
/// So many deals that were just put somewhere stay on screen.
const KEPT: usize = 20;

/// A deal that is shown where it is on its way to, or has come to without the lanes having been read since.
#[derive(Clone, Debug, PartialEq)]
pub struct Laid {
    act: ActId,
    deal: DealId,
    stage: StageId,
    whose: Whose,
    /// The deal's version once the server has said yes.
    done: Option<i32>,
}

impl Laid {
    pub fn over(all: &[Self], lanes: &mut Lanes) {
        all.iter().for_each(|it| lanes.lay(it.deal, it.stage, it.whose));
    }

    /// Is this reading older than what is known here?
    pub fn is_ahead_of(&self, lanes: &Lanes) -> bool {
        self.done.is_none_or(|done| lanes.card(self.deal).is_some_and(|it| it.version < done))
    }
}

impl LanesContext {
    /// Puts a deal into another stage, or into another's hands, if it may go there. Where a gate misses something, its
    /// form opens.
    pub fn put(self, deal: DealId, landing: Landing) {
        let Some(card) = self.shown.with_untracked(|it| it.card(deal).cloned()) else { return };
        if !untrack(|| self.may_work(card.owner)) {
            self.toasts.complain(self.words.say(&Refusal::NotAllowed));
            return;
        }
        match landing {
            Landing::Stage(to) if untrack(|| self.sign(&card, to)).lets_pass() => {
                let said = self.words.deal_moved(&card.name, &self.stage_name(to));
                let whose = Whose::of(card.owner);
                self.send(Work::Move { to, slot: None, closing: None }, card, (to, whose), said);
            }
            Landing::Stage(to) => self.go(&untrack(|| self.move_href(card.key(), Some(to)))),
            Landing::Owner(owner) => {
                let whose = Whose::Of(owner);
                let said = self.words.lane_given(&card.name, &untrack(|| self.name_of(whose)));
                let stage = card.stage;
                self.send(Work::Give { owner }, card, (stage, whose), said);
            }
        }
    }

    fn send(self, work: Work, card: Card, (stage, whose): (StageId, Whose), said: String) {
        let (act, deal) = (ActId(Uuid::now_v7()), card.id);
        let batch = Batch { act, deals: vec![Picked::of(&card)], work };
        self.keep.update_value(|it| {
            it.retain(|it| *it != deal);
            it.push(deal);
            it.drain(..it.len().saturating_sub(KEPT));
        });
        // A toast, and with it an undo, outlives the page that it was made on.
        self.laid.try_update(|it| it.push(Laid { act, deal, stage, whose, done: None }));
        spawn_local(async move {
            while self.laid.try_with_untracked(|it| has_before(it, act, deal)) == Some(true) {
                sleep(TURN).await;
            }
            let answer = persistently(|| api::work_many(batch.clone())).await;
            let done = answer.as_ref().ok().filter(|it| it.passing().count() == 1);
            let version = done.and_then(|it| it.cards.iter().find(|it| it.id == deal)).map(|it| it.version);
            self.laid.try_update(|all| match version {
                Some(version) => {
                    all.iter_mut().filter(|it| it.act == act).for_each(|it| it.done = Some(version))
                }
                None => all.retain(|it| it.act != act),
            });
            match answer {
                Ok(report) => match not_done(&report) {
                    None => {
                        self.toasts.offer(said, self.words.undo(), move || self.take_back(act, card.clone()))
                    }
                    Some(Fate::Refused(no)) => self.toasts.complain(self.words.say(no)),
                    Some(_) => self.toasts.complain(self.words.forecast_overtaken(&card.name)),
                },
                Err(error) => self.toasts.complain(self.words.app_error(&error)),
            }
        });
    }

    /// Back into the stage and the hands it came from.
    fn take_back(self, of: ActId, before: Card) {
        let (act, deal) = (ActId(Uuid::now_v7()), before.id);
        let (stage, whose) = (before.stage, Whose::of(before.owner));
        self.laid.try_update(|it| it.push(Laid { act, deal, stage, whose, done: None }));
        spawn_local(async move {
            let answer = persistently(|| api::undo_many(act, of)).await;
            let report = answer.as_ref().ok().filter(|it| not_done(it).is_none());
            let version = report.and_then(|it| it.cards.iter().find(|it| it.id == deal)).map(|it| it.version);
            self.laid.try_update(|all| match version {
                Some(version) => {
                    all.iter_mut().filter(|it| it.act == act).for_each(|it| it.done = Some(version))
                }
                None => all.retain(|it| it.act != act),
            });
            match answer {
                Ok(report) if not_done(&report).is_none() => {
                    self.toasts.say(self.words.deal_move_undone(&before.name));
                }
                Ok(_) | Err(AppError::NotFound) => self.toasts.complain(self.words.say(&Refusal::CannotUndo)),
                Err(error) => self.toasts.complain(self.words.app_error(&error)),
            }
        });
    }
}

/// What became of a batch of one, if that is not what was wished.
fn not_done(report: &Report) -> Option<&Fate> {
    report.held_up().map(|it| &it.fate).next()
}

/// Is an earlier act on this deal on its way still?
fn has_before(all: &[Laid], act: ActId, deal: DealId) -> bool {
    all.iter().take_while(|it| it.act != act).any(|it| it.deal == deal && it.done.is_none())
}
