//! The first start: whoever holds the link from the operator's terminal makes the workspace.

use super::api::{FirstSetup, check_first_start};
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
pub fn SetupPage() -> impl IntoView {
    let words = use_words();
    let params = use_params_map();
    let token = Memo::new(move |_| params.read().get("token").unwrap_or_default());
    let good = reading(move || token.get(), check_first_start);
    let page = move || {
        let token = token.get();
        Suspend::new(async move {
            match good.await {
                Ok(()) => view! { <Setup token/> }.into_any(),
                Err(_) => view! { <SpentLink note=words.setup_spent_note()/> }.into_any(),
            }
        })
    };
    view! { <Suspense>{page}</Suspense> }
}

#[component]
fn Setup(token: String) -> impl IntoView {
    let words = use_words();
    let setup = ServerAction::<FirstSetup>::new();
    load_on_success(setup);
    view! {
        <PlainPage title=words.setup_title() note=words.setup_note()>
            <Refused action=setup/>
            <ActionForm action=setup attr:class="form" attr:novalidate=true>
                <FormFields of=error_of(setup)>
                    <input type="hidden" name="token" value=token/>
                    <Field
                        name="form[workspace]"
                        label=words.setup_workspace()
                        hint=words.setup_workspace_hint()
                        autocomplete="organization"
                        required=true
                        autofocus=true
                    />
                    <Field name="form[name]" label=words.your_name() autocomplete="name" required=true/>
                    <Field
                        name="form[email]"
                        label=words.field_email()
                        input=Input::Email
                        autocomplete="username"
                        placeholder=words.sign_in_email_example()
                        required=true
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
                    <Button look=Look::Primary submit=true waiting=is_leaving(setup)>{words.setup_start()}</Button>
                </div>
            </ActionForm>
        </PlainPage>
    }
}
