//! A labelled place to type, with its hint and what is wrong with it.

use super::form::{Described, field_id, problem_of, typed};
use crate::words::use_words;
use leptos::prelude::*;

/// What is typed, so that a phone shows the right keyboard.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Input {
    #[default]
    Text,
    Email,
    Password,
    /// Whole numbers, typed as text: a number input drops what it does not like.
    Number,
    /// Amounts as people write them: `1.3억` needs letters.
    Amount,
    Phone,
    Day,
    /// A time of day: `09:00`.
    Time,
    /// Several lines.
    Lines,
}

impl Input {
    const fn kind(self) -> &'static str {
        match self {
            Self::Email => "email",
            Self::Password => "password",
            Self::Phone => "tel",
            Self::Day => "date",
            Self::Time => "time",
            Self::Text | Self::Number | Self::Amount | Self::Lines => "text",
        }
    }

    const fn keyboard(self) -> Option<&'static str> {
        match self {
            Self::Number => Some("numeric"),
            _ => None,
        }
    }
}

/// A labelled input. What is wrong with it comes from `problem`, or from the form's `FormProblems` by name.
#[component]
pub fn Field(
    /// Its name in the form; `form[email]` belongs to the field `email`.
    #[prop(into)]
    name: String,
    #[prop(into)] label: TextProp,
    #[prop(optional)] input: Input,
    /// What stands there at first.
    #[prop(optional, into)]
    value: String,
    /// Follows and sets what is typed; `value` is then not needed.
    #[prop(optional)]
    bind: Option<RwSignal<String>>,
    #[prop(optional, into)] hint: MaybeProp<String>,
    #[prop(optional, into)] problem: MaybeProp<String>,
    #[prop(optional)] required: bool,
    #[prop(optional)] autofocus: bool,
    #[prop(optional)] autocomplete: Option<&'static str>,
    #[prop(optional, into)] placeholder: Option<String>,
    /// Needed when a page has two fields of one name.
    #[prop(optional, into)]
    id: Option<String>,
    #[prop(optional)] max_length: Option<u32>,
) -> impl IntoView {
    let id = id.unwrap_or_else(|| field_id(&name));
    let problem = problem_of(&name, problem);
    let typed = typed(&name).filter(|_| input != Input::Password);
    let first = typed.unwrap_or_else(|| bind.map_or(value, |it| it.get_untracked()));
    let described = {
        let id = id.clone();
        move || {
            problem
                .get()
                .map(|_| format!("{id}-problem"))
                .or_else(|| hint.get().map(|_| format!("{id}-hint")))
        }
    };
    let invalid = move || problem.get().map(|_| "true");
    let max_length = max_length.map(|it| it.to_string());
    let control = match input {
        Input::Lines => {
            let area = NodeRef::<leptos::html::Textarea>::new();
            Effect::new(move || {
                // What was typed before the page woke up is kept.
                if let (Some(bind), Some(area)) = (bind, area.get()) {
                    bind.set(area.value());
                }
            });
            view! {
                <textarea
                    class="input"
                    node_ref=area
                    id=id.clone()
                    name=name
                    rows="4"
                    required=required
                    autofocus=autofocus
                    placeholder=placeholder
                    maxlength=max_length
                    aria-invalid=invalid
                    aria-describedby=described
                    on:input=move |ev| if let Some(bind) = bind { bind.set(event_target_value(&ev)) }
                >
                    {first}
                </textarea>
            }
            .into_any()
        }
        _ => {
            let place = NodeRef::<leptos::html::Input>::new();
            Effect::new(move || {
                if let (Some(bind), Some(place)) = (bind, place.get()) {
                    bind.set(place.value());
                }
            });
            view! {
                <input
                    class="input"
                    node_ref=place
                    id=id.clone()
                    name=name
                    type=input.kind()
                    inputmode=input.keyboard()
                    value=first
                    required=required
                    autofocus=autofocus
                    autocomplete=autocomplete
                    placeholder=placeholder
                    maxlength=max_length
                    aria-invalid=invalid
                    aria-describedby=described
                    on:input=move |ev| if let Some(bind) = bind { bind.set(event_target_value(&ev)) }
                />
            }
            .into_any()
        }
    };
    view! {
        <div class="field">
            <Label id=id.clone() label required/>
            {control}
            <Described id hint problem/>
        </div>
    }
}

/// The name above an input. What must be filled in says so in words.
#[component]
pub(crate) fn Label(id: String, label: TextProp, required: bool) -> impl IntoView {
    let words = use_words();
    view! {
        <label class="field-label" for=id>
            {move || label.get()}
            {required.then(|| view! { <span class="field-required">{words.required()}</span> })}
        </label>
    }
}
