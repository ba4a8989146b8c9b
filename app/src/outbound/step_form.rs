//! One more contact is planned: whom, how, who of us, and on which day.

use super::api::AddStep;
use crate::accounts::{member_choices, person_choices};
use crate::forms::{Complaint, FormFields, FreshId, error_of, succeeded};
use crate::layout::use_viewer;
use crate::ui::{Button, Choice, Field, FormRow, Input, Look, Select};
use crate::words::use_words;
use domain::activities::ActivityKind;
use domain::outbound::AccountOutbound;
use leptos::form::ActionForm;
use leptos::prelude::*;

/// Empty again after each that was planned; what somebody types meanwhile stays, whatever others do.
#[component]
pub fn AddStepForm(of: Signal<AccountOutbound>, action: ServerAction<AddStep>) -> impl IntoView {
    let words = use_words();
    let done = succeeded(action);
    let refused = error_of(action).with_untracked(Option::is_some);
    view! {
        <details class="outbound-more" open=refused>
            <summary>{words.contact_add()}</summary>
            {move || {
                done.track();
                view! { <Fresh of action/> }
            }}
        </details>
    }
}

#[component]
fn Fresh(of: Signal<AccountOutbound>, action: ServerAction<AddStep>) -> impl IntoView {
    let words = use_words();
    let viewer = use_viewer();
    let error = error_of(action);
    let account = of.with_untracked(|it| it.account);
    let people = Signal::derive(move || of.with(|it| person_choices(&it.people)));
    let channels: Vec<_> = ActivityKind::ALL
        .into_iter()
        .filter(|it| *it != ActivityKind::Note)
        .map(|it| Choice::new(it.code(), words.activity_kind(it)))
        .collect();
    let (members, me) =
        viewer.with_untracked(|it| (member_choices(words, it, |_| false), it.member.to_string()));
    view! {
        <ActionForm action attr:class="form" attr:novalidate=true>
            <input type="hidden" name="account" value=account.to_string()/>
            <FreshId name="form[id]"/>
            <Complaint error/>
            <FormFields of=error>
                <FormRow>
                    <Select name="form[person]" id="contact-person" label=words.contact_person() choices=people none=words.contact_person_none()/>
                    <Field name="form[post]" id="contact-post" label=words.contact_post() hint=words.contact_post_hint() max_length=200/>
                </FormRow>
                <FormRow>
                    <Select name="form[channel]" id="contact-channel" label=words.contact_channel() choices=channels value=ActivityKind::Call.code()/>
                    <Field name="form[due]" id="contact-due" label=words.contact_due() input=Input::Day/>
                    <Select name="form[member]" id="contact-member" label=words.contact_member() choices=members value=me/>
                </FormRow>
            </FormFields>
            <div class="form-foot">
                <Button submit=true look=Look::Primary waiting=action.pending()>{words.contact_plan_it()}</Button>
            </div>
        </ActionForm>
    }
}
