//! Sending a batch: moves are painted at once, the server answers what became of each deal, and for a moment all of it
//! can be taken back.

use super::table::PICK_ALL;
use super::{Batching, api};
use crate::error::AppError;
use crate::pipeline::keyboard;
use crate::pipeline::mover::{Place, persistently, wish};
use crate::timers::sleep;
use crate::words::{Words, counted};
use domain::pipeline::batch::{Batch, Picked, Slot, Work, act_on};
use domain::pipeline::{Card, Move, Report};
use domain::{ActId, DealId};
use leptos::prelude::*;
use leptos::task::spawn_local;
use std::time::Duration;
use uuid::Uuid;
use wasm_bindgen::JsCast;
use web_sys::HtmlElement;

/// Does the work to these cards, in their order. They are let go, but for those that stay after all.
pub fn send(batching: Batching, work: Work, cards: Vec<Card>) {
    let Batching { words, toasts, .. } = batching;
    let done = saying(batching, &work);
    let batch = Batch { act: ActId(Uuid::now_v7()), deals: cards.iter().map(Picked::of).collect(), work };
    let painted = painted(&batch, &cards);
    let picked = batching.picking.picked;
    picked.update(|it| it.drop(cards.iter().map(|it| it.id)));
    if let Some(board) = batching.board {
        board.mover.pending.update(|it| painted.iter().cloned().for_each(|wish| it.add(wish)));
    }
    let worked: Vec<_> = cards.iter().map(|it| it.id).collect();
    // The question that had the focus is gone, and a timer would go with it.
    spawn_local(async move {
        sleep(Duration::ZERO).await;
        focus_on(batching, &worked);
    });
    spawn_local(async move {
        let answer = persistently(|| api::work_many(batch.clone())).await;
        if let Some(board) = batching.board {
            if let Ok(report) = &answer {
                take_in(batching, report);
            }
            board.mover.pending.try_update(|it| painted.iter().for_each(|wish| it.remove(wish.act)));
        }
        match answer {
            Ok(report) => {
                picked.try_update(|it| it.put(report.held_up().map(|it| it.deal)));
                let count = report.passing().count();
                let text = with_held_up(words, done(counted(count)), &report);
                match count {
                    0 => toasts.complain(text),
                    _ => toasts.offer(text, words.undo(), move || undo(batching, batch.act)),
                }
            }
            Err(error) => {
                picked.try_update(|it| it.put(cards.iter().map(|it| it.id)));
                toasts.complain(words.app_error(&error));
            }
        }
    });
}

/// On the first of these that is still there; else where the next ones are picked.
fn focus_on(batching: Batching, deals: &[DealId]) {
    if let Some(board) = batching.board {
        let still =
            board.shown.try_with_untracked(|it| deals.iter().copied().find(|id| it.card(*id).is_some()));
        let next = still.flatten().or_else(|| board.reachable.try_get_untracked().flatten());
        next.into_iter().for_each(|it| keyboard::focus(board, it));
        return;
    }
    let all = document().get_element_by_id(PICK_ALL).and_then(|it| it.dyn_into::<HtmlElement>().ok());
    // Where nothing is left in the table, nothing takes the focus.
    all.into_iter().for_each(|it| _ = it.focus());
}

fn undo(batching: Batching, of: ActId) {
    let Batching { words, toasts, .. } = batching;
    let act = ActId(Uuid::now_v7());
    spawn_local(async move {
        match persistently(|| api::undo_many(act, of)).await {
            Ok(report) => {
                take_in(batching, &report);
                let text = words.batch_undone(counted(report.passing().count()));
                toasts.say(with_held_up(words, text, &report));
            }
            Err(AppError::NotFound) => toasts.complain(words.say(&domain::Refusal::CannotUndo)),
            Err(error) => toasts.complain(words.app_error(&error)),
        }
    });
}

/// The board takes the answer in before the news of it arrives. A toast, and with it an undo, outlives the board.
fn take_in(batching: Batching, report: &Report) {
    if let Some(board) = batching.board {
        board.mover.confirmed.try_update(|it| report.cards.iter().for_each(|card| it.confirm(card.clone())));
    }
}

fn with_held_up(words: Words, done: String, report: &Report) -> String {
    match report.held_up().count() {
        0 => done,
        held => words.batch_but(&done, counted(held)),
    }
}

/// The moves of a batch one by one, as they are laid over the board until the server has answered.
fn painted(batch: &Batch, cards: &[Card]) -> Vec<Move> {
    let Work::Move { to, slot, .. } = &batch.work else { return vec![] };
    let Slot { mut above, below } = slot.unwrap_or_default();
    let moves = cards.iter().filter(|it| slot.is_some() || it.stage != *to).map(|card| {
        let place = Place { above, below, closing: None };
        above = Some(card.id);
        Move { act: act_on(batch.act, card.id), ..wish(card, *to, place) }
    });
    moves.collect()
}

/// What is said of so many that were done.
fn saying(batching: Batching, work: &Work) -> Box<dyn Fn(i64) -> String> {
    let words = batching.words;
    match work {
        Work::Move { to, .. } => {
            let stage = untrack(|| batching.pipeline()).and_then(|it| it.stage(*to).cloned());
            let name = stage.map(|it| words.either(&it.name_ko, &it.name_en).to_owned()).unwrap_or_default();
            Box::new(move |count| words.batch_moved(count, &name))
        }
        Work::Give { owner } => {
            let name = batching.viewer.with_untracked(|it| it.member_name(*owner).map(str::to_owned));
            let name = name.unwrap_or_default();
            Box::new(move |count| words.batch_given(count, &name))
        }
        Work::Tag { name } => {
            let name = name.trim().to_owned();
            Box::new(move |count| words.batch_tagged(count, &name))
        }
    }
}
