//! Editing a person in their place. Whoever was overtaken chooses, value by value, and sends again.

use super::again::choices;
use super::api::ChangePerson;
use super::person_form::{PersonFields, Typed, standing};
use super::refused::Refused;
use crate::error::AppError;
use crate::forms::{FormFields, error_of, overtaken};
use crate::layout::use_viewer;
use crate::routes;
use crate::ui::{Button, ButtonLink, ConflictPanel, Look, Seen};
use crate::words::use_words;
use domain::accounts::{PersonDetails, PersonForm};
use leptos::form::ActionForm;
use leptos::prelude::*;

#[component]
pub fn PersonEdit(details: Signal<PersonDetails>, change: ServerAction<ChangePerson>) -> impl IntoView {
    let error = error_of(change);
    let overtaken = overtaken(error, move || details.with(|it| it.person.version));
    move || match overtaken.get() {
        Some((_, differences)) => view! { <Again details change differences/> }.into_any(),
        None => view! { <Fields details change error/> }.into_any(),
    }
}

#[component]
fn Fields(
    details: Signal<PersonDetails>,
    change: ServerAction<ChangePerson>,
    error: Signal<Option<AppError>>,
) -> impl IntoView {
    let words = use_words();
    // What was on screen when editing began; news must not move what somebody types.
    let person = details.get_untracked().person;
    let (id, version) = (person.id, person.version);
    let leave = routes::person(id);
    let account = person.account.zip(person.account_name.clone());
    let form = PersonForm::of(&person);
    let typed = Typed::of(&form);
    let meanwhile = move || details.with(|it| it.person.version > version);
    view! {
        <ActionForm action=change attr:class="form">
            <input type="hidden" name="person" value=id.to_string()/>
            <Refused error/>
            {move || meanwhile().then(|| view! { <p class="meanwhile" role="status">{words.edit_meanwhile()}</p> })}
            <FormFields of=error>
                <Seen name="version" value=version.to_string()/>
                <PersonFields form typed account=account owner=person.owner/>
            </FormFields>
            <div class="form-foot">
                <ButtonLink href=leave>{words.cancel()}</ButtonLink>
                <Button submit=true look=Look::Primary waiting=change.pending()>{words.save()}</Button>
            </div>
        </ActionForm>
    }
}

#[component]
fn Again(
    details: Signal<PersonDetails>,
    change: ServerAction<ChangePerson>,
    differences: Vec<domain::activities::Change>,
) -> impl IntoView {
    let words = use_words();
    let viewer = use_viewer();
    let person = details.get_untracked().person;
    let sent = change.input().get_untracked().map(|it| it.form.owner);
    let (conflicts, mut rest) =
        viewer.with_untracked(|viewer| choices(words, viewer, standing(&person), &differences, sent));
    rest.push(("person".to_owned(), person.id.to_string()));
    rest.push(("version".to_owned(), person.version.to_string()));
    view! {
        <ActionForm action=change attr:class="form">
            <ConflictPanel conflicts rest waiting=change.pending() leave=routes::person(person.id)/>
        </ActionForm>
    }
}
