//! Keys as Korean keyboards send them: while a syllable is being composed nothing else may happen, and
//! shortcuts go by the place of a key, since with the Korean layout on `M` types ㅡ.

use crate::request;
use leptos::ev::KeyboardEvent;
use leptos::prelude::*;
use wasm_bindgen::JsCast;
use web_sys::{Element, EventTarget};

/// A syllable is still being composed: Enter ends it and means nothing more.
pub fn is_composing(ev: &KeyboardEvent) -> bool {
    ev.is_composing() || ev.key_code() == 229
}

/// The plain key that was pressed, by place (`KeyM`, `Slash`, `ArrowLeft`): `None` while typing or
/// composing, with Ctrl, Alt or ⌘ held, when somebody took the event already, or where letters are switched off.
pub fn plain_key(ev: &KeyboardEvent) -> Option<String> {
    let taken = ev.default_prevented() || is_composing(ev) || ev.ctrl_key() || ev.alt_key() || ev.meta_key();
    if taken || ev.target().is_some_and(|it| takes_text(&it)) || dialog_is_open() {
        return None;
    }
    Some(ev.code()).filter(|code| !types(code) || request::letter_keys())
}

/// Does the key type something, rather than move or press? Members can switch these off.
fn types(code: &str) -> bool {
    code.starts_with("Key") || code.starts_with("Digit") || code.starts_with("Bracket") || code == "Slash"
}

/// Ctrl or ⌘ with the key at this place.
pub fn is_command(ev: &KeyboardEvent, code: &str) -> bool {
    !is_composing(ev)
        && (ev.ctrl_key() || ev.meta_key())
        && !ev.alt_key()
        && !ev.shift_key()
        && ev.code() == code
}

/// The same, where neither a field nor an open question has a use for it of its own.
pub fn command_elsewhere(ev: &KeyboardEvent, code: &str) -> bool {
    is_command(ev, code) && !ev.target().is_some_and(|it| takes_text(&it)) && !dialog_is_open()
}

fn takes_text(target: &EventTarget) -> bool {
    target.dyn_ref::<Element>().is_some_and(|it| {
        it.closest("input:not([type=checkbox], [type=radio]), textarea, select, [contenteditable]")
            .is_ok_and(|found| found.is_some())
    })
}

/// Behind an open question the page rests.
fn dialog_is_open() -> bool {
    document().query_selector("dialog:modal").is_ok_and(|it| it.is_some())
}
