//! What members change about themselves.

use super::password_form::PasswordForm;
use super::settings::SettingsPage;
use crate::auth::api::Rename;
use crate::auth::{Refused, on_success};
use crate::forms::{FormFields, error_of};
use crate::layout::{LanguageForm, LetterKeysForm, ThemeForm, use_viewer};
use crate::ui::{Badge, Button, Field, Panel, use_toasts};
use crate::words::use_words;
use leptos::prelude::*;

#[component]
pub fn ProfilePage() -> impl IntoView {
    let words = use_words();
    let toasts = use_toasts();
    let rename = ServerAction::<Rename>::new();
    on_success(rename, move |()| toasts.say(words.profile_saved()));
    let viewer = use_viewer().get_untracked();
    let email = viewer.members.iter().find(|it| it.id == viewer.member).and_then(|it| it.email.clone());
    let own_email = email.clone();
    let roles = viewer.roles.0.into_iter().map(|it| view! { <Badge>{words.role(it)}</Badge> }).collect_view();
    view! {
        <SettingsPage title=words.profile()>
            <Panel title=words.profile_name()>
                <Refused action=rename/>
                <ActionForm action=rename attr:class="form" attr:novalidate=true>
                    <FormFields of=error_of(rename)>
                        <Field name="name" label=words.your_name() value=viewer.name autocomplete="name" required=true max_length=200/>
                    </FormFields>
                    <div class="field">
                        <label class="field-label" for="own-email">{words.field_email()}</label>
                        <input class="input" id="own-email" type="email" readonly value=own_email/>
                        <div class="field-hint">{words.profile_email_note()}</div>
                    </div>
                    <div class="cluster">{roles}</div>
                    <div class="form-foot">
                        <Button submit=true waiting=rename.pending()>{words.save()}</Button>
                    </div>
                </ActionForm>
            </Panel>
            <Panel title=words.profile_reading()>
                <div class="cluster"><LanguageForm/><ThemeForm/><LetterKeysForm/></div>
                <p class="field-hint">{words.keys_hint()}</p>
            </Panel>
            <PasswordForm email/>
        </SettingsPage>
    }
}
