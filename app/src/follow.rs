//! A filter form that a page follows: woken up, it sends itself when something is chosen, and after a pause in
//! typing. Without scripts its button does, which is gone then.

use crate::timers;
use leptos::{html, prelude::*};
use std::time::Duration;
use web_sys::{Element, Event};

/// A pause in typing after which the page follows.
const PAUSE: Duration = Duration::from_millis(250);

#[derive(Clone, Copy)]
pub struct Follow {
    /// The text field of the form, by which the form is found.
    pub text: NodeRef<html::Input>,
    /// Scripts run: no button is needed.
    pub awake: RwSignal<bool>,
    typed: StoredValue<u32>,
}

pub fn follow() -> Follow {
    let awake = RwSignal::new(false);
    Effect::new(move |_| awake.set(true));
    Follow { text: NodeRef::new(), awake, typed: StoredValue::new(0) }
}

impl Follow {
    /// Something was chosen from a list. What depends on it in the form changes first. The text, which was followed
    /// while it was typed, is left alone: it says that it changed when a link is clicked, and would win over the link.
    pub fn chosen(self, event: &Event) {
        if event_target::<Element>(event).tag_name() == "SELECT" {
            timers::later(Duration::ZERO, move || self.send());
        }
    }

    fn send(self) {
        if let Some(form) = self.text.try_get_untracked().flatten().and_then(|it| it.form()) {
            form.request_submit().ok();
        }
    }

    /// Something was typed.
    pub fn send_soon(self) {
        self.typed.update_value(|it| *it = it.wrapping_add(1));
        let number = self.typed.get_value();
        timers::later(PAUSE, move || {
            if self.typed.try_get_value() == Some(number) {
                self.send();
            }
        });
    }
}
