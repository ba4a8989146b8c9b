//! Somebody was faster. Value by value: what stands now, what I wanted, and which of the two to keep.

use super::{Button, Icon, Look};
use crate::words::use_words;
use leptos::html;
use leptos::prelude::*;
use wasm_bindgen::JsCast;
use web_sys::HtmlInputElement;

/// A value as the form sends it and as people read it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Side {
    pub value: String,
    pub text: String,
}

impl Side {
    /// Most values are sent as they are read.
    pub fn of(text: impl Into<String>) -> Self {
        let text = text.into();
        Self { value: text.clone(), text }
    }
}

/// One value on which the two differ.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Conflict {
    /// Its name in the form.
    pub name: String,
    pub label: String,
    pub theirs: Side,
    pub mine: Side,
}

/// Stands inside the form that is to be sent again. The choice is the form's own value, so it works
/// without scripts; with them, one press chooses for all. `rest` is everything that is not in question.
#[component]
pub fn ConflictPanel(
    conflicts: Vec<Conflict>,
    rest: Vec<(String, String)>,
    #[prop(optional, into)] waiting: Signal<bool>,
    /// Where one goes who gives the own values up.
    #[prop(into)]
    leave: String,
) -> impl IntoView {
    let words = use_words();
    let place = NodeRef::<html::Div>::new();
    // Only scripts can choose for all.
    let awake = RwSignal::new(false);
    Effect::new(move |_| awake.set(true));
    let choose = move |side: &'static str| {
        let Some(place) = place.get_untracked() else { return };
        let Ok(found) = place.query_selector_all(&format!("input[data-side={side}]")) else { return };
        for at in 0..found.length() {
            if let Some(input) = found.get(at).and_then(|it| it.dyn_into::<HtmlInputElement>().ok()) {
                input.set_checked(true);
            }
        }
    };
    let hidden = rest.into_iter().map(|(name, value)| view! { <input type="hidden" name=name value=value/> });
    let many = conflicts.len() > 1;
    let rows = conflicts.into_iter().map(|it| {
        let Conflict { name, label, theirs, mine } = it;
        view! {
            <fieldset class="conflict-field">
                <legend>{label}</legend>
                <Choice name=name.clone() side="theirs" of=theirs/>
                <Choice name=name side="mine" of=mine/>
            </fieldset>
        }
    });
    view! {
        <div class="conflict-panel" role="alert" node_ref=place>
            <header class="conflict-head">
                <Icon name="users"/>
                <div>
                    <strong>{words.conflict_title()}</strong>
                    <p>{words.conflict_text()}</p>
                </div>
            </header>
            {hidden.collect_view()}
            {move || (many && awake.get()).then(|| view! {
                <div class="cluster">
                    <Button small=true on:click=move |_| choose("theirs")>{words.conflict_all_theirs()}</Button>
                    <Button small=true on:click=move |_| choose("mine")>{words.conflict_all_mine()}</Button>
                </div>
            })}
            {rows.collect_view()}
            <div class="form-foot">
                <a class="button" href=leave rel="external">{words.cancel()}</a>
                <Button submit=true look=Look::Primary waiting>{words.conflict_save()}</Button>
            </div>
        </div>
    }
}

/// Neither is chosen at first: keeping one is the reader's decision.
#[component]
fn Choice(name: String, side: &'static str, of: Side) -> impl IntoView {
    let words = use_words();
    let whose = if side == "theirs" { words.conflict_theirs() } else { words.conflict_mine() };
    let empty = of.text.is_empty();
    let text = if empty { words.conflict_empty().to_owned() } else { of.text };
    view! {
        <label class="conflict-choice">
            <input type="radio" name=name value=of.value required=true data-side=side/>
            <span class="conflict-side">{whose}</span>
            <span class="conflict-text" class:quiet=empty>{text}</span>
        </label>
    }
}
