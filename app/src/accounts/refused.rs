//! What a form of an account or person says when it was refused: below the field where it can be mended
//! there, else above the form; what exists already is shown.

use crate::error::AppError;
use crate::routes;
use crate::ui::{Button, ButtonLink, ErrorPanel, Icon};
use crate::words::{FieldProblem, Words, problems_of, use_words};
use domain::Refusal;
use domain::search::Found;
use leptos::prelude::*;
use leptos::server_fn::ServerFn;

/// The error an action ended with, if it did; also the one that a form sent without scripts came back with.
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

/// Stands above the fields. `anyway` is the button that insists, where that is allowed.
#[component]
pub fn Refused(
    error: Signal<Option<AppError>>,
    #[prop(optional, into)] anyway: Option<&'static str>,
) -> impl IntoView {
    let words = use_words();
    move || match error.get() {
        None | Some(AppError::Changed { .. } | AppError::Refused(Refusal::Invalid(_))) => ().into_any(),
        Some(AppError::Refused(Refusal::Exists { field, found, title })) => {
            let text = words.exists_text(&words.field(&field), &title);
            view! {
                <div class="exists" role="alert">
                    <Icon name="info"/>
                    <div class="stack">
                        <div><strong>{words.exists_title()}</strong><p>{text}</p></div>
                        <div class="cluster">
                            <ButtonLink href=address(found) small=true>{words.exists_open()}</ButtonLink>
                            {anyway.map(|label| view! {
                                <Button submit=true small=true attr:name="anyway" attr:value="true">{label}</Button>
                            })}
                        </div>
                    </div>
                </div>
            }
            .into_any()
        }
        Some(error) => view! { <ErrorPanel text=words.app_error(&error)/> }.into_any(),
    }
}

/// Where something that was found is looked at.
pub fn address(found: Found) -> String {
    match found {
        Found::Account(_, number) => routes::account(domain::Key::account(number)),
        Found::Person(id) => routes::person(id),
        Found::Deal(_, number) => routes::deal(domain::Key::deal(number)),
    }
}
