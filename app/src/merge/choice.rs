//! One field of two leads: both values, which of them is kept, and what stands there afterwards. What is chosen is the
//! form's own, and the style shows what comes of it, so both work without scripts.

use crate::layout::use_viewer;
use crate::words::{Words, use_words};
use domain::merge::{Choice, Field, Pick};
use domain::team::Viewer;
use leptos::prelude::*;

/// A value as people read it.
fn said(words: Words, viewer: &Viewer, field: Field, value: &str) -> Option<String> {
    match field {
        _ if value.is_empty() => None,
        Field::Owner => value.parse().ok().and_then(|id| viewer.member_name(id)).map(str::to_owned),
        Field::Phone => Some(domain::accounts::telephone::written(value)),
        field => Some(words.coded(field.code(), value)),
    }
}

#[component]
pub fn ChoiceRow(choice: Choice) -> impl IntoView {
    let words = use_words();
    let viewer = use_viewer();
    let Choice { field, pick, .. } = choice;
    let name = words.merge_field_name(field);
    let text = |value: &str| viewer.with_untracked(|it| said(words, it, field, value));
    let (this, other) = (text(&choice.this), text(&choice.other));
    if !choice.differs() {
        let empty = this.is_none();
        let text = this.unwrap_or_else(|| words.merge_none().to_owned());
        return view! {
            <div class="merge-row merge-same">
                <span class="merge-name">{name}</span>
                <span class="merge-both" class:quiet=empty>{text}</span>
            </div>
        }
        .into_any();
    }
    let shown = |value: &Option<String>| value.clone().unwrap_or_else(|| words.merge_none().to_owned());
    let side = |of: Pick, text: &Option<String>, whose: &'static str| {
        view! {
            <label class="merge-choice">
                <input type="radio" name=format!("form[keep][{}]", field.code()) value=of.code() checked=of == pick/>
                <span class="merge-side">{whose}</span>
                <span class="merge-text" class:quiet=text.is_none()>{shown(text)}</span>
            </label>
        }
    };
    view! {
        <fieldset class="merge-row">
            <legend class="unseen">{name.clone()}</legend>
            <span class="merge-name" aria-hidden="true">{name}</span>
            {side(Pick::This, &this, words.merge_survivor())}
            {side(Pick::Other, &other, words.merge_swallowed())}
            <span class="merge-result" aria-hidden="true">
                <span class="merge-result-this" class:quiet=this.is_none()>{shown(&this)}</span>
                <span class="merge-result-other" class:quiet=other.is_none()>{shown(&other)}</span>
            </span>
        </fieldset>
    }
    .into_any()
}
