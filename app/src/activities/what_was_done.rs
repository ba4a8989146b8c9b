//! What was done and how it went: the choice that logging and correcting share.

use crate::ui::{Icon, typed};
use crate::words::use_words;
use domain::activities::{ActivityKind, Outcome};
use leptos::html;
use leptos::prelude::*;
use wasm_bindgen::JsCast;
use web_sys::HtmlInputElement;

/// Sends `form[kind]` and `form[outcome]`. Woken up, only the outcomes of the chosen kind are offered.
#[component]
pub fn WhatWasDone(
    /// Tells the fields of several forms on a page apart.
    #[prop(into)]
    id: String,
    #[prop(default = ActivityKind::Call)] kind: ActivityKind,
    #[prop(optional_no_strip)] outcome: Option<Outcome>,
    /// Nothing was said yet about how it went: the usual outcome of a kind is chosen.
    #[prop(optional)]
    fresh: bool,
) -> impl IntoView {
    let words = use_words();
    // A form that came back refused says again what was chosen.
    let first = typed("form[kind]").and_then(|it| ActivityKind::of_code(&it)).unwrap_or(kind);
    let outcome = typed("form[outcome]").map_or(outcome, |it| Outcome::of_code(&it));
    let place = NodeRef::<html::Fieldset>::new();
    let kind = RwSignal::new(first);
    // Until the page wakes up, every outcome can be chosen, as without scripts.
    let awake = RwSignal::new(false);
    Effect::new(move |_| {
        if let Some(place) = place.get() {
            kind.set(chosen_kind(&place).unwrap_or(first));
            awake.set(true);
        }
    });
    let kinds = ActivityKind::ALL.map(|it| {
        view! {
            <label class="log-kind">
                <input
                    type="radio"
                    name="form[kind]"
                    value=it.code()
                    checked=it == first
                    on:change=move |_| kind.set(it)
                />
                <Icon name=picture(it)/>
                <span>{words.activity_kind(it)}</span>
            </label>
        }
    });
    let outcomes = move || {
        if awake.get() {
            view! { <Outcomes kind=kind.get() outcome fresh/> }.into_any()
        } else {
            view! { <AllOutcomes id=format!("{id}-outcome") outcome/> }.into_any()
        }
    };
    view! {
        <fieldset class="log-kinds" node_ref=place>
            <legend class="unseen">{words.log_kind()}</legend>
            {kinds.collect_view()}
        </fieldset>
        {outcomes}
    }
}

/// The outcomes of the chosen kind, the usual one first.
#[component]
fn Outcomes(kind: ActivityKind, outcome: Option<Outcome>, fresh: bool) -> impl IntoView {
    let words = use_words();
    let outcomes = kind.outcomes();
    if outcomes.is_empty() {
        return ().into_any();
    }
    let known = outcome.filter(|it| outcomes.contains(it)).or(outcomes.first().copied().filter(|_| fresh));
    let choice = |it: Option<Outcome>| {
        let (code, said) =
            it.map_or(("", words.log_outcome_none()), |outcome| (outcome.code(), words.outcome(outcome)));
        view! {
            <label class="log-outcome">
                <input type="radio" name="form[outcome]" value=code checked=it == known/>
                <span>{said}</span>
            </label>
        }
    };
    // An imported call may have none; what is logged here always has one.
    let none = (!fresh && known.is_none()).then_some(None);
    view! {
        <fieldset class="log-outcomes">
            <legend class="unseen">{words.log_outcome()}</legend>
            {none.into_iter().chain(outcomes.iter().copied().map(Some)).map(choice).collect_view()}
        </fieldset>
    }
    .into_any()
}

/// Every outcome, grouped by the kinds it belongs to.
#[component]
fn AllOutcomes(id: String, outcome: Option<Outcome>) -> impl IntoView {
    let words = use_words();
    let mut groups: Vec<(Vec<&str>, &[Outcome])> = vec![];
    for kind in ActivityKind::ALL {
        let name = words.activity_kind(kind);
        match groups.iter_mut().find(|it| it.1 == kind.outcomes()) {
            Some(group) => group.0.push(name),
            None if !kind.outcomes().is_empty() => groups.push((vec![name], kind.outcomes())),
            None => {}
        }
    }
    let group = |(names, outcomes): (Vec<&str>, &[Outcome])| {
        let options = outcomes.iter().map(
            |it| view! { <option value=it.code() selected=Some(*it) == outcome>{words.outcome(*it)}</option> },
        );
        view! { <optgroup label=names.join(" · ")>{options.collect_view()}</optgroup> }
    };
    view! {
        <div class="field">
            <label class="field-label" for=id.clone()>{words.log_outcome()}</label>
            <select class="input" id=id name="form[outcome]">
                <option value="">{words.log_outcome_none()}</option>
                {groups.into_iter().map(group).collect_view()}
            </select>
        </div>
    }
}

/// The picture of a kind of activity.
pub fn picture(kind: ActivityKind) -> &'static str {
    match kind {
        ActivityKind::Call => "phone",
        ActivityKind::Meeting => "users",
        ActivityKind::Demo => "monitor-play",
        ActivityKind::Email => "mail",
        ActivityKind::Note => "sticky-note",
        ActivityKind::Visit => "map-pin",
    }
}

/// What was chosen before the page woke up is kept.
fn chosen_kind(place: &web_sys::Element) -> Option<ActivityKind> {
    let found = place.query_selector("input[name='form[kind]']:checked").ok()??;
    ActivityKind::of_code(&found.dyn_into::<HtmlInputElement>().ok()?.value())
}
