//! What the fields of one form share: the sentences about what is wrong, and how they stand together.

use crate::words::FieldProblem;
use leptos::prelude::*;

#[derive(Clone, Copy)]
struct Given(Signal<Vec<FieldProblem>>);

/// Gives every field inside the sentence that is meant for it.
#[component]
pub fn FormProblems(#[prop(into)] of: Signal<Vec<FieldProblem>>, children: Children) -> impl IntoView {
    view! { <leptos::context::Provider value=Given(of)>{children()}</leptos::context::Provider> }
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
            given.and_then(|it| it.0.with(find))
        })
    })
}

/// `form[email]` → `email`, which is what a refusal calls it.
fn field_of(name: &str) -> &str {
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_nested_form_name_is_known_by_its_last_part() {
        assert_eq!(field_of("email"), "email");
        assert_eq!(field_of("form[email]"), "email");
        assert_eq!(field_of("form[deal][name]"), "name");
    }
}
