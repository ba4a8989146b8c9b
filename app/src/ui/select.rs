//! Choosing one of a few, and yes or no.

use super::field::Label;
use super::form::{Described, field_id, problem_of, typed, typed_all};
use leptos::prelude::*;

/// One entry of a list to choose from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Choice {
    pub value: String,
    pub label: String,
    /// The heading it stands under.
    pub group: Option<&'static str>,
}

impl Choice {
    pub fn new(value: impl ToString, label: impl Into<String>) -> Self {
        Self { value: value.to_string(), label: label.into(), group: None }
    }
}

/// A labelled list of which one is chosen. `none` adds a first entry with an empty value.
#[component]
pub fn Select(
    #[prop(into)] name: String,
    #[prop(into)] label: TextProp,
    #[prop(into)] choices: Signal<Vec<Choice>>,
    #[prop(optional, into)] value: String,
    #[prop(optional)] bind: Option<RwSignal<String>>,
    #[prop(optional, into)] none: Option<String>,
    #[prop(optional, into)] hint: MaybeProp<String>,
    #[prop(optional, into)] problem: MaybeProp<String>,
    #[prop(optional)] required: bool,
    #[prop(optional, into)] id: Option<String>,
    /// The label is read aloud but not shown.
    #[prop(optional)]
    bare: bool,
) -> impl IntoView {
    let id = id.unwrap_or_else(|| field_id(&name));
    let problem = problem_of(&name, problem);
    let place = NodeRef::<leptos::html::Select>::new();
    let chosen = bind.unwrap_or_else(|| RwSignal::new(value));
    if let Some(typed) = typed(&name) {
        chosen.set(typed);
    }
    let may_be_empty = none.is_some();
    Effect::new(move |awake: Option<bool>| {
        let Some(place) = place.get() else { return false };
        let offered = choices.get();
        let value = chosen.get();
        let is_offered =
            |value: &str| (value.is_empty() && may_be_empty) || offered.iter().any(|it| it.value == value);
        let shown = place.value();
        if shown == value {
            return true;
        }
        // What was chosen before the page woke up is kept. Later other choices may come, which the browser would
        // match by their place in the list: the same one stays chosen, and none when it is gone.
        match awake {
            Some(true) if may_be_empty || !value.is_empty() => place.set_value(&value),
            Some(true) => {}
            _ if value.is_empty() || is_offered(&value) => chosen.set(shown),
            _ => {}
        }
        true
    });
    let option = move |it: &Choice| {
        let (value, label) = (it.value.clone(), it.label.clone());
        view! { <option value=it.value.clone() selected=move || chosen.with(|chosen| *chosen == value)>{label}</option> }
    };
    let options = move || {
        let choices = choices.get();
        let groups = choices.chunk_by(|a, b| a.group == b.group).map(|group| {
            let options: Vec<_> = group.iter().map(option).collect();
            match group[0].group {
                Some(label) => view! { <optgroup label=label>{options}</optgroup> }.into_any(),
                None => options.into_any(),
            }
        });
        groups.collect::<Vec<_>>()
    };
    view! {
        <div class="field" class:field-bare=bare>
            <Label id=id.clone() label required/>
            <select
                class="input"
                node_ref=place
                id=id.clone()
                name=name
                required=required
                aria-invalid=move || problem.get().map(|_| "true")
                on:change=move |ev| chosen.set(event_target_value(&ev))
            >
                {none.map(|label| view! { <option value="">{label}</option> })}
                {options}
            </select>
            <Described id hint problem/>
        </div>
    }
}

/// Yes or no. Sends `value` when ticked and nothing otherwise.
#[component]
pub fn Checkbox(
    #[prop(into)] name: String,
    #[prop(into)] label: TextProp,
    #[prop(default = "true".to_owned(), into)] value: String,
    #[prop(optional)] checked: bool,
    #[prop(optional)] bind: Option<RwSignal<bool>>,
) -> impl IntoView {
    let first = bind.map_or(checked, |it| it.get_untracked());
    let first = typed_all(&name).map_or(first, |all| all.contains(&value));
    view! {
        <label class="checkbox">
            <input
                type="checkbox"
                name=name
                value=value
                checked=first
                on:change=move |ev| if let Some(bind) = bind { bind.set(event_target_checked(&ev)) }
            />
            <span>{move || label.get()}</span>
        </label>
    }
}
