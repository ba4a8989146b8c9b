//! Writing the notes of a dossier in their place, bit by bit. Whoever was overtaken chooses, value by value, and sends again.

use super::api::WriteDossier;
use crate::accounts::Refused;
use crate::error::AppError;
use crate::forms::{FormFields, error_of, overtaken};
use crate::routes;
use crate::ui::{Button, ButtonLink, Conflict, ConflictPanel, Field, FormRow, Input, Look, Seen, Side};
use crate::words::use_words;
use domain::Key;
use domain::activities::Change;
use domain::handover::{LeadHandover, NotesForm};
use leptos::form::ActionForm;
use leptos::prelude::*;

#[component]
pub fn NotesEdit(
    handover: Signal<LeadHandover>,
    key: Key,
    write: ServerAction<WriteDossier>,
) -> impl IntoView {
    let error = error_of(write);
    let overtaken = overtaken(error, move || handover.with(|it| it.version));
    move || match overtaken.get().filter(|it| !it.1.is_empty()) {
        Some((_, differences)) => view! { <Again handover key write differences/> }.into_any(),
        None => view! { <Fields handover key write error/> }.into_any(),
    }
}

#[component]
fn Fields(
    handover: Signal<LeadHandover>,
    key: Key,
    write: ServerAction<WriteDossier>,
    error: Signal<Option<AppError>>,
) -> impl IntoView {
    let words = use_words();
    // What was on screen when writing began; news must not move what somebody types.
    let begun = handover.get_untracked();
    let (id, version) = (begun.lead, begun.version);
    let mut form = NotesForm::from(&begun.notes);
    if form.need_words.is_empty() {
        // What they confirmed in the talk is a beginning.
        form.need_words = begun.dossier.need().to_owned();
    }
    let notes = begun.notes;
    let meanwhile = move || handover.with(|it| it.notes != notes);
    // Made inside the form, whose problems its fields say.
    let fields = move || {
        view! {
            <Seen name="version" value=version.to_string()/>
            <Field name="form[need_words]" label=words.handover_need_words() hint=words.handover_need_hint() input=Input::Lines value=form.need_words max_length=10_000/>
            <FormRow>
                <Field name="form[next_step]" label=words.handover_next_step() value=form.next_step max_length=200/>
                <Field name="form[next_step_due]" label=words.handover_next_step_due() input=Input::Day value=form.next_step_due/>
            </FormRow>
            <Field name="form[people]" label=words.handover_people() input=Input::Lines value=form.people max_length=10_000/>
            <Field name="form[questions]" label=words.handover_questions() hint=words.handover_none_hint() input=Input::Lines value=form.questions max_length=10_000/>
            <Field name="form[promises]" label=words.handover_promises() hint=words.handover_none_hint() input=Input::Lines value=form.promises max_length=10_000/>
        }
    };
    view! {
        <ActionForm action=write attr:class="form" attr:novalidate=true>
            <input type="hidden" name="lead" value=id.to_string()/>
            <Refused error/>
            {move || meanwhile().then(|| view! { <p class="meanwhile" role="status">{words.edit_meanwhile()}</p> })}
            <FormFields of=error>{fields()}</FormFields>
            <div class="form-foot">
                <ButtonLink href=routes::lead(key)>{words.cancel()}</ButtonLink>
                <Button submit=true look=Look::Primary waiting=write.pending()>{words.handover_save()}</Button>
            </div>
        </ActionForm>
    }
}

#[component]
fn Again(
    handover: Signal<LeadHandover>,
    key: Key,
    write: ServerAction<WriteDossier>,
    differences: Vec<Change>,
) -> impl IntoView {
    let words = use_words();
    let now = handover.get_untracked();
    let (mut conflicts, mut rest) = (
        vec![],
        vec![("lead".to_owned(), now.lead.to_string()), ("version".to_owned(), now.version.to_string())],
    );
    for (field, value) in NotesForm::from(&now.notes).sent() {
        let name = format!("form[{field}]");
        match differences.iter().find(|it| it.field == field) {
            Some(change) => conflicts.push(Conflict {
                name,
                label: words.field(field),
                theirs: Side::of(value),
                mine: Side::of(change.after.clone()),
            }),
            None => rest.push((name, value)),
        }
    }
    view! {
        <ActionForm action=write attr:class="form">
            <ConflictPanel conflicts rest waiting=write.pending() leave=routes::lead(key)/>
        </ActionForm>
    }
}
