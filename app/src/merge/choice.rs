//! One field of two records: both values, which of them is kept, and what stands there afterwards. What is chosen is the
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

/// A field of both as people read it.
#[derive(Clone, Debug)]
pub struct Shown {
    /// By which the form sends what was chosen.
    pub code: String,
    pub name: String,
    pub this: Option<String>,
    pub other: Option<String>,
    pub differs: bool,
    pub pick: Pick,
    /// What the two are called, for who hears the page.
    pub heads: (&'static str, &'static str),
}

#[component]
pub fn ChoiceRow(choice: Choice) -> impl IntoView {
    let words = use_words();
    let viewer = use_viewer();
    let text = |value: &str| viewer.with_untracked(|it| said(words, it, choice.field, value));
    let shown = Shown {
        code: choice.field.code().to_owned(),
        name: words.merge_field_name(choice.field),
        this: text(&choice.this),
        other: text(&choice.other),
        differs: choice.differs(),
        pick: choice.pick,
        heads: (words.merge_survivor(), words.merge_swallowed()),
    };
    view! { <Row shown/> }
}

#[component]
pub fn Row(shown: Shown) -> impl IntoView {
    let words = use_words();
    let Shown { code, name, this, other, differs, pick, heads } = shown;
    if !differs {
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
    let text = |value: &Option<String>| value.clone().unwrap_or_else(|| words.merge_none().to_owned());
    let side = |of: Pick, value: &Option<String>, whose: &'static str| {
        view! {
            <label class="merge-choice">
                <input type="radio" name=format!("form[keep][{code}]") value=of.code() checked=of == pick/>
                <span class="merge-side">{whose}</span>
                <span class="merge-text" class:quiet=value.is_none()>{text(value)}</span>
            </label>
        }
    };
    view! {
        <fieldset class="merge-row">
            <legend class="unseen">{name.clone()}</legend>
            <span class="merge-name" aria-hidden="true">{name}</span>
            {side(Pick::This, &this, heads.0)}
            {side(Pick::Other, &other, heads.1)}
            <span class="merge-result" aria-hidden="true">
                <span class="merge-result-this" class:quiet=this.is_none()>{text(&this)}</span>
                <span class="merge-result-other" class:quiet=other.is_none()>{text(&other)}</span>
            </span>
        </fieldset>
    }
    .into_any()
}
