//! Whoever moved a lead can take that back for a moment, wherever they moved it: on the board, in a list, on its page.

use super::api::{MoveLead, take_back};
use crate::ui::{Toasts, use_toasts};
use crate::words::{Words, use_words};
use domain::leads::Moved;
use leptos::prelude::*;
use leptos::task::spawn_local;

/// Says where it is now, with the way back. `back` hears where it then stands.
pub fn offer_undo(
    toasts: Toasts,
    words: Words,
    moved: Moved,
    back: impl Fn(Moved) + Copy + Send + Sync + 'static,
) {
    let said = words.deal_moved(&moved.name, words.lead_status(moved.status));
    toasts.offer(said, words.undo(), move || {
        let (lead, version) = (moved.lead, moved.version);
        spawn_local(async move {
            match take_back(lead, version).await {
                Ok(was) => {
                    toasts.say(words.deal_move_undone(&was.name));
                    back(was);
                }
                Err(error) => toasts.complain(words.app_error(&error)),
            }
        });
    });
}

/// Offers it after every form of this action that was done; `done` hears of it first.
pub fn offer_after(
    action: ServerAction<MoveLead>,
    done: impl Fn(&Moved) + Send + Sync + 'static,
    back: impl Fn(Moved) + Copy + Send + Sync + 'static,
) {
    let (toasts, words) = (use_toasts(), use_words());
    Effect::new(move |before: Option<usize>| {
        let version = action.version().get();
        let moved = action.value().with_untracked(|it| it.as_ref().and_then(|it| it.as_ref().ok().cloned()));
        if let (Some(moved), true) = (moved, before.is_some_and(|before| before != version)) {
            done(&moved);
            offer_undo(toasts, words, moved, back);
        }
        version
    });
}
