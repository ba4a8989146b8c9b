//! A new password, for whoever knows the present one.

use crate::auth::api::ChangePassword;
use crate::auth::{Refused, on_success};
use crate::forms::{FormFields, error_of};
use crate::ui::{Button, Field, Input, Panel, use_toasts};
use crate::words::use_words;
use leptos::html;
use leptos::prelude::*;

#[component]
pub fn PasswordForm(
    /// For password managers, which want to know whose password it is.
    email: Option<String>,
) -> impl IntoView {
    let words = use_words();
    let toasts = use_toasts();
    let change = ServerAction::<ChangePassword>::new();
    let form = NodeRef::<html::Form>::new();
    on_success(change, move |()| {
        toasts.say(words.password_changed());
        if let Some(form) = form.get_untracked() {
            form.reset();
        }
    });
    view! {
        <Panel title=words.password()>
            <Refused action=change/>
            <ActionForm action=change node_ref=form attr:class="form" attr:novalidate=true>
                <FormFields of=error_of(change)>
                    <input class="unseen" autocomplete="username" tabindex="-1" aria-hidden="true" readonly value=email/>
                    <Field
                        name="present"
                        label=words.password_present()
                        input=Input::Password
                        autocomplete="current-password"
                        required=true
                    />
                    <Field
                        name="password"
                        label=words.new_password()
                        hint=words.new_password_hint()
                        input=Input::Password
                        autocomplete="new-password"
                        required=true
                    />
                </FormFields>
                <div class="form-foot">
                    <Button submit=true waiting=change.pending()>{words.password_change()}</Button>
                </div>
            </ActionForm>
        </Panel>
    }
}
