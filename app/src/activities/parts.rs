//! What the forms and lists of activities and tasks share: which record they are about.

use domain::activities::Subject;
use domain::events::{Event, Topic};
use leptos::prelude::*;

/// The record a form is about, as its hidden field.
#[component]
pub fn About(#[prop(into)] subject: Signal<Option<Subject>>) -> impl IntoView {
    move || {
        subject.get().map(|subject| {
            let (name, value) = match subject {
                Subject::Deal(id) => ("form[deal]", id.0),
                Subject::Account(id) => ("form[account]", id.0),
                Subject::Person(id) => ("form[person]", id.0),
                Subject::Lead(id) => ("form[lead]", id.0),
            };
            view! { <input type="hidden" name=name value=value.to_string()/> }
        })
    }
}

/// Is this news about a record, so that its timeline or tasks must be read again?
pub fn concerns(event: &Event, subject: Subject) -> bool {
    let card = event.card.as_ref();
    // So many signals came at once that nobody says whose.
    let is_about_anybody = event.topic == Topic::Signal && event.account.is_none() && event.person.is_none();
    match subject {
        Subject::Deal(id) => event.deal == Some(id),
        Subject::Account(id) => {
            is_about_anybody || event.account == Some(id) || card.is_some_and(|it| it.account == Some(id))
        }
        Subject::Person(id) => is_about_anybody || event.person == Some(id),
        // Its signals are found by address, which news does not name.
        Subject::Lead(id) => event.topic == Topic::Signal || event.lead == Some(id),
    }
}
