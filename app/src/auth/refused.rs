//! What the forms of the doors and settings share: the sentence when the server says no, and where it
//! belongs in the form.

use crate::error::AppError;
use crate::ui::Icon;
use crate::words::{FieldProblem, problems_of, use_words};
use domain::Refusal;
use leptos::prelude::*;
use server_fn::ServerFn;

/// A form's refusal as a whole; what concerns single fields stands at those instead.
#[component]
pub fn Refused<S>(action: ServerAction<S>) -> impl IntoView
where
    S: ServerFn<Error = AppError> + Clone + Send + Sync + 'static,
    S::Output: Clone + Send + Sync + 'static,
{
    let words = use_words();
    let sentence = move || match action.value().get() {
        Some(Err(AppError::Refused(Refusal::Invalid(_)))) | Some(Ok(_)) | None => None,
        Some(Err(error)) => Some(words.app_error(&error)),
    };
    view! {
        <div class="refused" role="alert">
            {move || sentence().map(|it| view! { <div class="refused-text"><Icon name="circle-alert"/>{it}</div> })}
        </div>
    }
}

/// What is wrong with which field, for `FormProblems`.
pub fn problems<S>(action: ServerAction<S>) -> Signal<Vec<FieldProblem>>
where
    S: ServerFn<Error = AppError> + Clone + Send + Sync + 'static,
    S::Output: Clone + Send + Sync + 'static,
{
    let words = use_words();
    Signal::derive(move || match action.value().get() {
        Some(Err(AppError::Refused(refusal))) => problems_of(words, &refusal),
        _ => vec![],
    })
}

/// Calls `then` with each answer that was a yes.
pub fn on_success<S>(action: ServerAction<S>, then: impl Fn(S::Output) + 'static)
where
    S: ServerFn<Error = AppError> + Clone + Send + Sync + 'static,
    S::Output: Clone + Send + Sync + 'static,
{
    Effect::new(move |_| {
        if let Some(Ok(answer)) = action.value().get() {
            untrack(|| then(answer));
        }
    });
}

/// Loads the page that the answer names, from the server: whoever has come in reads a page of their own.
pub fn load_on_success<S>(action: ServerAction<S>)
where
    S: ServerFn<Error = AppError, Output = String> + Clone + Send + Sync + 'static,
{
    on_success(action, |path: String| {
        if let Err(error) = window().location().assign(&path) {
            leptos::logging::error!("the next page did not open: {error:?}");
        }
    });
}

/// Under way, or done and about to leave this page.
pub fn is_leaving<S>(action: ServerAction<S>) -> Signal<bool>
where
    S: ServerFn<Error = AppError> + Clone + Send + Sync + 'static,
    S::Output: Clone + Send + Sync + 'static,
{
    Signal::derive(move || action.pending().get() || action.value().with(|it| matches!(it, Some(Ok(_)))))
}
