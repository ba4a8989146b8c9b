//! Logging the contact that a step asks for, where the step stands: how it went, and a word about it.

use crate::activities::api::LogActivity;
use crate::forms::{Complaint, FormFields, FreshId, error_about};
use crate::ui::{Button, Choice, Field, FormRow, Look, Select};
use crate::words::use_words;
use domain::activities::{ActivityKind, Outcome};
use domain::{ContactStepId, PersonId};
use leptos::form::ActionForm;
use leptos::prelude::*;

#[component]
pub fn StepLog(
    id: ContactStepId,
    person: PersonId,
    channel: ActivityKind,
    action: ServerAction<LogActivity>,
) -> impl IntoView {
    let words = use_words();
    let error = error_about(
        action,
        move |it: &LogActivity| it.form.person == person.to_string() && it.form.kind == channel.code(),
        "form[person]",
        person,
    );
    let outcomes: Vec<_> =
        channel.outcomes().iter().map(|it| Choice::new(it.code(), words.outcome(*it))).collect();
    let usual = channel.outcomes().first().copied().map_or("", Outcome::code);
    let refused = error.with_untracked(Option::is_some);
    view! {
        <details class="contact-more" open=refused>
            <summary class="button button-small">{words.contact_log()}</summary>
            <ActionForm action attr:class="form" attr:novalidate=true>
                <FreshId name="form[id]"/>
                <input type="hidden" name="form[person]" value=person.to_string()/>
                <input type="hidden" name="form[kind]" value=channel.code()/>
                <Complaint error/>
                <FormFields of=error>
                    <FormRow>
                        <Select name="form[outcome]" id=format!("step-outcome-{id}") label=words.log_outcome() choices=outcomes value=usual/>
                        <Field name="form[body]" id=format!("step-body-{id}") label=words.log_body() max_length=10_000/>
                    </FormRow>
                </FormFields>
                <p class="quiet contact-hint">{words.contact_log_hint()}</p>
                <div class="form-foot"><Button submit=true small=true look=Look::Primary waiting=action.pending()>{words.log_save()}</Button></div>
            </ActionForm>
        </details>
    }
}
