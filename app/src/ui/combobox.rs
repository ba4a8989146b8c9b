//! What places to type share that offer something while one types: asking a little later than the key,
//! walking through the offers, and leaving a syllable alone that is still being composed.

use super::keys::is_composing;
use crate::timers;
use leptos::ev::KeyboardEvent;
use leptos::prelude::*;
use leptos::task::spawn_local;
use std::future::Future;
use std::time::Duration;

/// A pause in typing after which it is worth asking.
const PAUSE: Duration = Duration::from_millis(120);

/// What is offered below an input, and which of it the arrows stand on.
pub struct Offers<T: Clone + Send + Sync + 'static> {
    pub found: RwSignal<Vec<T>>,
    pub open: RwSignal<bool>,
    pub at: RwSignal<Option<usize>>,
    /// Counts what was typed, so that a late answer to an older question is dropped.
    typed: StoredValue<u32>,
}

// Derived, they would ask the offers themselves to be `Copy`.
impl<T: Clone + Send + Sync + 'static> Clone for Offers<T> {
    fn clone(&self) -> Self {
        *self
    }
}

impl<T: Clone + Send + Sync + 'static> Copy for Offers<T> {}

/// What a key meant to the list.
pub enum Pressed<T> {
    /// Enter on an offer.
    Chosen(T),
    /// Moved, opened or closed the list.
    Taken,
    /// Not the list's business.
    Nothing,
}

impl<T: Clone + Send + Sync + 'static> Offers<T> {
    pub fn new() -> Self {
        Self {
            found: RwSignal::new(vec![]),
            open: RwSignal::new(false),
            at: RwSignal::new(None),
            typed: StoredValue::new(0),
        }
    }

    /// Asks after a pause, unless something else was typed by then. An answer of None changes nothing.
    pub fn ask<A: Future<Output = Option<Vec<T>>> + 'static>(self, ask: impl FnOnce() -> A + 'static) {
        let number = self.count();
        let later = move || {
            if self.typed.try_get_value() != Some(number) {
                return;
            }
            spawn_local(async move {
                let answer = ask().await;
                if self.typed.try_get_value() == Some(number)
                    && let Some(found) = answer
                {
                    self.at.set(None);
                    self.found.set(found);
                    self.open.set(true);
                }
            });
        };
        timers::later(PAUSE, later);
    }

    /// Forgets what was offered and what is being asked.
    pub fn clear(self) {
        self.count();
        self.close();
        self.found.set(vec![]);
    }

    pub fn close(self) {
        self.open.set(false);
        self.at.set(None);
    }

    fn count(self) -> u32 {
        self.typed.update_value(|it| *it = it.wrapping_add(1));
        self.typed.get_value()
    }

    /// Arrows walk, Enter chooses, Esc closes. While a syllable is being composed nothing happens.
    pub fn press(self, ev: &KeyboardEvent) -> Pressed<T> {
        if is_composing(ev) {
            return Pressed::Nothing;
        }
        let count = self.found.with_untracked(Vec::len);
        let open = self.open.get_untracked() && count > 0;
        match ev.key().as_str() {
            "ArrowDown" | "ArrowUp" if count > 0 => {
                ev.prevent_default();
                let down = ev.key() == "ArrowDown";
                let at = if open { self.at.get_untracked() } else { None };
                self.open.set(true);
                self.at.set(Some(step(at, count, down)));
                Pressed::Taken
            }
            "Enter" if open => match self.at.get_untracked().and_then(|at| self.at_place(at)) {
                Some(chosen) => {
                    ev.prevent_default();
                    Pressed::Chosen(chosen)
                }
                None => Pressed::Nothing,
            },
            "Escape" if self.open.get_untracked() => {
                // The same key would close a dialog around us, or empty a search field.
                ev.prevent_default();
                ev.stop_propagation();
                self.close();
                Pressed::Taken
            }
            _ => Pressed::Nothing,
        }
    }

    fn at_place(self, at: usize) -> Option<T> {
        self.found.with_untracked(|it| it.get(at).cloned())
    }
}

impl<T: Clone + Send + Sync + 'static> Default for Offers<T> {
    fn default() -> Self {
        Self::new()
    }
}

/// The next place in a list that goes around.
pub fn step(at: Option<usize>, count: usize, down: bool) -> usize {
    match (at, down) {
        (None, true) => 0,
        (None, false) => count - 1,
        (Some(at), true) => (at + 1) % count,
        (Some(at), false) => (at + count - 1) % count,
    }
}
