//! Answering an invitation: a name, a password, and in.

use super::api::{AcceptInvitation, InvitationView, read_invitation};
use super::refused::{Refused, is_leaving, load_on_success};
use super::spent_link::SpentLink;
use crate::forms::{FormFields, error_of};
use crate::layout::PlainPage;
use crate::ui::{Button, Field, Input, Look};
use crate::wire::reading;
use crate::words::use_words;
use leptos::prelude::*;
use leptos_router::hooks::use_params_map;

#[component]
pub fn InvitePage() -> impl IntoView {
    let words = use_words();
    let params = use_params_map();
    let token = Memo::new(move |_| params.read().get("token").unwrap_or_default());
    let behind = reading(move || token.get(), read_invitation);
    let page = move || {
        let token = token.get();
        Suspend::new(async move {
            match behind.await {
                Ok(invitation) => view! { <Answer invitation token/> }.into_any(),
                Err(_) => view! { <SpentLink note=words.link_spent_note()/> }.into_any(),
            }
        })
    };
    view! { <Suspense>{page}</Suspense> }
}

#[component]
fn Answer(invitation: InvitationView, token: String) -> impl IntoView {
    let words = use_words();
    let accept = ServerAction::<AcceptInvitation>::new();
    load_on_success(accept);
    let note = match &invitation.invited_by {
        Some(name) => words.invite_note(name),
        None => words.invite_note_nobody().to_owned(),
    };
    view! {
        <PlainPage title=words.invite_title(&invitation.workspace) note>
            <Refused action=accept/>
            <ActionForm action=accept attr:class="form" attr:novalidate=true>
                <FormFields of=error_of(accept)>
                    <input type="hidden" name="token" value=token/>
                    // Read by password managers, which want to know for whom they keep the password.
                    <div class="field">
                        <label class="field-label" for="invited-email">{words.field_email()}</label>
                        <input class="input" id="invited-email" type="email" autocomplete="username" readonly value=invitation.email/>
                    </div>
                    <Field
                        name="form[name]"
                        label=words.your_name()
                        hint=words.your_name_hint()
                        autocomplete="name"
                        required=true
                        autofocus=true
                    />
                    <Field
                        name="form[password]"
                        label=words.new_password()
                        hint=words.new_password_hint()
                        input=Input::Password
                        autocomplete="new-password"
                        required=true
                    />
                </FormFields>
                <div class="form-foot">
                    <Button look=Look::Primary submit=true waiting=is_leaving(accept)>{words.invite_join()}</Button>
                </div>
            </ActionForm>
        </PlainPage>
    }
}
