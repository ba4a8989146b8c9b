//! Editing a lead in its place. Whoever was overtaken chooses, value by value, and sends again.

use super::api::ChangeLead;
use super::lead_form::{LeadFields, Typed, form_of, standing};
use crate::accounts::{Refused, choices};
use crate::error::AppError;
use crate::forms::{FormFields, error_of, overtaken};
use crate::layout::use_viewer;
use crate::routes;
use crate::ui::{Button, ButtonLink, ConflictPanel, Look, Seen};
use crate::words::use_words;
use domain::leads::LeadDetails;
use leptos::form::ActionForm;
use leptos::prelude::*;

#[component]
pub fn LeadEdit(details: Signal<LeadDetails>, change: ServerAction<ChangeLead>) -> impl IntoView {
    let error = error_of(change);
    let overtaken = overtaken(error, move || details.with(|it| it.lead.version));
    move || match overtaken.get() {
        Some((_, differences)) => view! { <Again details change differences/> }.into_any(),
        None => view! { <Fields details change error/> }.into_any(),
    }
}

#[component]
fn Fields(
    details: Signal<LeadDetails>,
    change: ServerAction<ChangeLead>,
    error: Signal<Option<AppError>>,
) -> impl IntoView {
    let words = use_words();
    // What was on screen when editing began; news must not move what somebody types.
    let lead = details.get_untracked().lead;
    let (id, version) = (lead.id, lead.version);
    let leave = routes::lead(lead.key());
    let form = form_of(&lead);
    let typed = Typed::of(&form);
    let meanwhile = move || details.with(|it| it.lead.version > version);
    view! {
        <ActionForm action=change attr:class="form">
            <input type="hidden" name="lead" value=id.to_string()/>
            <Refused error/>
            {move || meanwhile().then(|| view! { <p class="meanwhile" role="status">{words.edit_meanwhile()}</p> })}
            <FormFields of=error>
                <Seen name="version" value=version.to_string()/>
                <LeadFields form typed owner=lead.owner/>
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
    details: Signal<LeadDetails>,
    change: ServerAction<ChangeLead>,
    differences: Vec<domain::activities::Change>,
) -> impl IntoView {
    let words = use_words();
    let viewer = use_viewer();
    let lead = details.get_untracked().lead;
    let sent = change.input().get_untracked().map(|it| it.form.owner);
    let (conflicts, mut rest) =
        viewer.with_untracked(|viewer| choices(words, viewer, standing(&lead), &differences, sent));
    rest.push(("lead".to_owned(), lead.id.to_string()));
    rest.push(("version".to_owned(), lead.version.to_string()));
    view! {
        <ActionForm action=change attr:class="form">
            <ConflictPanel conflicts rest waiting=change.pending() leave=routes::lead(lead.key())/>
        </ActionForm>
    }
}
