//! What all forms share: the id of what is being made, what an act was refused for, and whether it was done.

use crate::error::AppError;
use crate::words::{FieldProblem, Words, problems_of, use_words};
use leptos::prelude::*;
use server_fn::ServerFn;
use uuid::Uuid;

/// The id of a record that is being made, minted where it is typed, so that a repeated send makes one
/// record. Without scripts the field stays empty and the server mints it.
#[component]
pub fn FreshId(#[prop(default = "id")] name: &'static str) -> impl IntoView {
    let id = RwSignal::new(String::new());
    Effect::new(move |_| id.set(Uuid::now_v7().to_string()));
    view! { <input type="hidden" name=name value=move || id.get()/> }
}

/// The error an action ended with, if it did; also the one that a form sent without scripts came back with.
pub fn error_of<S>(action: ServerAction<S>) -> Signal<Option<AppError>>
where
    S: ServerFn<Error = AppError> + Clone + Send + Sync + 'static,
    S::Output: Send + Sync + 'static,
{
    Signal::derive(move || action.value().with(|it| it.as_ref().and_then(|it| it.as_ref().err().cloned())))
}

/// The error of an action that serves several records, where it is about this one. Without scripts nobody
/// knows which it was about, and their list says it.
pub fn error_about<S>(
    action: ServerAction<S>,
    is_this: impl Fn(&S) -> bool + Send + Sync + 'static,
) -> Signal<Option<AppError>>
where
    S: ServerFn<Error = AppError> + Clone + Send + Sync + 'static,
    S::Output: Send + Sync + 'static,
{
    let error = error_of(action);
    // While an act is under way its input is known; afterwards it is gone, and the last one counts.
    let about_this = Memo::new(move |before: Option<&bool>| {
        let sent = action.input().with(|it| it.as_ref().map(&is_this));
        sent.unwrap_or_else(|| before.copied().unwrap_or_default())
    });
    Signal::derive(move || error.get().filter(|_| about_this.get()))
}

/// The sentences for the fields of the form.
pub fn field_problems(words: Words, error: Signal<Option<AppError>>) -> Signal<Vec<FieldProblem>> {
    Signal::derive(move || match error.get() {
        Some(AppError::Refused(refusal)) => problems_of(words, &refusal),
        _ => vec![],
    })
}

/// What went wrong with a whole form; what is wrong with a field stands below the field.
#[component]
pub fn Complaint(#[prop(into)] error: Signal<Option<AppError>>) -> impl IntoView {
    let words = use_words();
    move || {
        let of_a_field = |error: &AppError| match error {
            AppError::Refused(refusal) => !problems_of(words, refusal).is_empty(),
            _ => false,
        };
        let error = error.get().filter(|error| !of_a_field(error));
        error.map(|error| view! { <p class="form-problem" role="alert">{words.app_error(&error)}</p> })
    }
}

/// Rises whenever an act of this form was done.
pub fn succeeded<S>(action: ServerAction<S>) -> RwSignal<u32>
where
    S: ServerFn<Error = AppError> + Clone + Send + Sync + 'static,
    S::Output: Send + Sync + 'static,
{
    let count = RwSignal::new(0);
    Effect::new(move |before: Option<usize>| {
        let version = action.version().get();
        let done = action.value().with_untracked(|it| matches!(it, Some(Ok(_))));
        if done && before.is_some_and(|before| before != version) {
            count.update(|it| *it += 1);
        }
        version
    });
    count
}
