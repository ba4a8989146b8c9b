//! What the fields of one form share: the sentences about what is wrong, and how they stand together.

use crate::request;
use crate::words::FieldProblem;
use leptos::prelude::*;

#[derive(Clone, Copy)]
struct Given {
    problems: Signal<Vec<FieldProblem>>,
    back: bool,
    overtaken: bool,
}

/// Gives every field inside the sentence that is meant for it. A form that was sent without scripts and refused
/// comes `back` with what was typed; one that has problems at first surely does.
#[component]
pub fn FormProblems(
    #[prop(into)] of: Signal<Vec<FieldProblem>>,
    #[prop(optional)] back: bool,
    /// It was refused because somebody was faster, which its sender now reads.
    #[prop(optional)]
    overtaken: bool,
    children: Children,
) -> impl IntoView {
    let back = back || of.with_untracked(|it| !it.is_empty());
    let given = Given { problems: of, back, overtaken };
    view! { <leptos::context::Provider value=given>{children()}</leptos::context::Provider> }
}

/// What its sender saw, sent along: a version, or a name. A form that comes back is still about that, so that
/// nobody's change in between is overwritten; who was told of the change has seen it.
#[component]
pub fn Seen(#[prop(into)] name: String, #[prop(into)] value: Signal<String>) -> impl IntoView {
    let overtaken = use_context::<Given>().is_some_and(|it| it.overtaken);
    let value = match typed(&name).filter(|_| !overtaken) {
        Some(seen) => Signal::stored(seen),
        None => value,
    };
    view! { <input type="hidden" name=name value=value/> }
}

/// What was typed here before the form came back.
pub(crate) fn typed(name: &str) -> Option<String> {
    typed_all(name)?.into_iter().next()
}

/// The same for boxes, of which any number can be ticked.
pub(crate) fn typed_all(name: &str) -> Option<Vec<String>> {
    request::sent(name).filter(|_| use_context::<Given>().is_some_and(|it| it.back))
}

/// Fields beside each other where there is room.
#[component]
pub fn FormRow(children: Children) -> impl IntoView {
    view! { <div class="form-row">{children()}</div> }
}

/// The field's own problem, else the form's for this name.
pub(crate) fn problem_of(name: &str, own: MaybeProp<String>) -> Signal<Option<String>> {
    let given = use_context::<Given>();
    let field = field_of(name).to_owned();
    Signal::derive(move || {
        own.get().or_else(|| {
            let find = |all: &Vec<FieldProblem>| {
                all.iter().find(|it| it.field == field).map(|it| it.sentence.clone())
            };
            given.and_then(|it| it.problems.with(find))
        })
    })
}

/// `form[email]` → `email`, which is what a refusal calls it.
pub fn field_of(name: &str) -> &str {
    name.strip_suffix(']').and_then(|it| it.rsplit('[').next()).unwrap_or(name)
}

pub(crate) fn field_id(name: &str) -> String {
    format!("field-{}", field_of(name))
}

/// The line below an input: what is wrong, else what helps.
#[component]
pub(crate) fn Described(
    id: String,
    hint: MaybeProp<String>,
    problem: Signal<Option<String>>,
) -> impl IntoView {
    move || match (problem.get(), hint.get()) {
        (Some(problem), _) => {
            view! { <div class="field-problem" id=format!("{id}-problem")>{problem}</div> }.into_any()
        }
        (None, Some(hint)) => {
            view! { <div class="field-hint" id=format!("{id}-hint")>{hint}</div> }.into_any()
        }
        (None, None) => ().into_any(),
    }
}
