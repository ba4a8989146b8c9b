//! What the forms of products and lines say when they were refused or overtaken.

use crate::error::AppError;
use crate::ui::{Conflict, ErrorPanel, Side};
use crate::words::{FieldProblem, Words, problems_of, use_words};
use domain::activities::Change;
use leptos::prelude::*;
use leptos::server_fn::ServerFn;

/// The error an action ended with, if it did.
pub fn error_of<S>(action: ServerAction<S>) -> Signal<Option<AppError>>
where
    S: ServerFn<Error = AppError> + Clone + Send + Sync + 'static,
    S::Output: Send + Sync + 'static,
{
    Signal::derive(move || action.value().with(|it| it.as_ref().and_then(|it| it.as_ref().err().cloned())))
}

/// The sentences for the fields of the form.
pub fn field_problems(words: Words, error: Signal<Option<AppError>>) -> Signal<Vec<FieldProblem>> {
    Signal::derive(move || match error.get() {
        Some(AppError::Refused(refusal)) => problems_of(words, &refusal),
        _ => vec![],
    })
}

/// Whatever no field of the form says by itself.
#[component]
pub fn Complaint(error: Signal<Option<AppError>>) -> impl IntoView {
    let words = use_words();
    move || {
        let complaint = error.get().filter(|error| match error {
            AppError::Changed { .. } => false,
            AppError::Refused(refusal) => problems_of(words, refusal).is_empty(),
            _ => true,
        });
        complaint.map(|error| view! { <ErrorPanel text=words.app_error(&error)/> })
    }
}

/// The fields on which two people differ, by their names in the form.
pub fn conflicts(words: Words, differences: &[Change]) -> Vec<Conflict> {
    let conflict = |it: &Change| Conflict {
        name: format!("form[{}]", it.field),
        label: label(words, &it.field),
        theirs: Side::of(it.before.clone()),
        mine: Side::of(it.after.clone()),
    };
    differences.iter().map(conflict).collect()
}

fn label(words: Words, field: &str) -> String {
    match field {
        "unit" => words.line_unit().to_owned(),
        "discount" => words.line_discount().to_owned(),
        other => words.field(other),
    }
}
