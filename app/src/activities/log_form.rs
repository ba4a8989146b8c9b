//! Logging an activity in as few inputs as possible: what it was, how it went, what was said.

use super::api::LogActivity;
use super::parts::About;
use super::what_was_done::WhatWasDone;
use crate::accounts::person_choices;
use crate::consent::{AdvertOr, AdvertWay};
use crate::forms::{FormFields, FreshId, error_of, succeeded};
use crate::ui::keys::{is_command, is_composing};
use crate::ui::{Button, Field, FormRow, Input, Look, Select};
use crate::words::use_words;
use domain::accounts::PersonLink;
use domain::activities::Subject;
use leptos::ev::KeyboardEvent;
use leptos::form::ActionForm;
use leptos::html;
use leptos::prelude::*;

/// `next` is the page to go on to, if another than this. Empty again after everything that was logged.
#[component]
pub fn LogForm(
    #[prop(into)] subject: Signal<Subject>,
    action: ServerAction<LogActivity>,
    #[prop(optional, into)] next: String,
    /// With whom it can have been, on a deal or an account.
    #[prop(optional_no_strip)]
    with: Option<Signal<Vec<PersonLink>>>,
) -> impl IntoView {
    let logged = succeeded(action);
    let next = StoredValue::new(next);
    move || {
        logged.track();
        view! { <Fresh subject action next=next.get_value() with/> }
    }
}

#[component]
fn Fresh(
    subject: Signal<Subject>,
    action: ServerAction<LogActivity>,
    next: String,
    with: Option<Signal<Vec<PersonLink>>>,
) -> impl IntoView {
    let words = use_words();
    let error = error_of(action);
    let form = NodeRef::<html::Form>::new();
    let on_key = move |ev: KeyboardEvent| {
        if is_command(&ev, "Enter")
            && !is_composing(&ev)
            && let Some(form) = form.get_untracked()
        {
            ev.prevent_default();
            form.request_submit().ok();
        }
    };
    // Only a lead or a person can have agreed to adverts.
    let can_agree = subject.with_untracked(|it| matches!(it, Subject::Lead(_) | Subject::Person(_)));
    let complaint = move || view! { <AdvertOr error waiting=action.pending()/> };
    let with = with.map(|people| {
        let choices = people.with_untracked(|it| person_choices(it));
        let hint = subject
            .with_untracked(|it| matches!(it, Subject::Deal(_)).then(|| words.log_with_hint().to_owned()));
        let hint: MaybeProp<String> = hint.into();
        view! { <Select name="form[person]" id="log-person" label=words.log_with() choices none="–" hint/> }
    });
    view! {
        <ActionForm action node_ref=form attr:class="form log-form" on:keydown=on_key>
            <About subject=Signal::derive(move || Some(subject.get()))/>
            <FreshId name="form[id]"/>
            <input type="hidden" name="next" value=next/>
            {complaint}
            <FormFields of=error>
                <WhatWasDone id="log" fresh=true/>
                {with}
                <Field
                    name="form[body]"
                    id="log-body"
                    label=words.log_body()
                    placeholder=words.log_body_hint()
                    input=Input::Lines
                    max_length=10_000
                />
                <div class="log-foot">
                    <FormRow>
                        {can_agree.then(|| view! { <AdvertWay id="log-advert" hint=words.advert_hint()/> })}
                        <Field name="form[on]" id="log-on" label=words.log_on() input=Input::Day hint=words.log_on_hint()/>
                    </FormRow>
                    <Button submit=true look=Look::Primary waiting=action.pending() attr:aria-keyshortcuts="Control+Enter Meta+Enter">
                        {words.log_save()}
                    </Button>
                </div>
            </FormFields>
        </ActionForm>
    }
}
