//! What a form of an account or person says when it was refused: below the field where it can be mended
//! there, else above the form; what exists already is shown.

use crate::error::AppError;
use crate::routes;
use crate::ui::{Button, ButtonLink, ErrorPanel, Icon};
use crate::words::use_words;
use domain::Refusal;
use domain::search::Found;
use leptos::prelude::*;

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
        Found::Lead(_, number) => routes::lead(domain::Key::lead(number)),
    }
}
