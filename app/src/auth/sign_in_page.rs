//! Signing in, and in the demo choosing whose seat to take.

use super::api::{SignIn, read_demo_door};
use super::demo_door::DemoSeats;
use super::refused::{Refused, is_leaving, load_on_success};
use crate::forms::{FormFields, error_of};
use crate::layout::PlainPage;
use crate::ui::{Button, Field, Input, Look};
use crate::wire::reading;
use crate::words::use_words;
use leptos::prelude::*;
use leptos_router::hooks::use_query_map;

#[component]
pub fn SignInPage() -> impl IntoView {
    let words = use_words();
    let query = use_query_map();
    let next = Memo::new(move |_| query.read().get("next").unwrap_or_default());
    let sign_in = ServerAction::<SignIn>::new();
    load_on_success(sign_in);
    let leaving = is_leaving(sign_in);
    let door = reading(|| (), |()| read_demo_door());
    let seats = move || {
        let next = next.get();
        Suspend::new(async move { door.await.ok().flatten().map(|door| view! { <DemoSeats door next/> }) })
    };
    view! {
        <PlainPage title=words.sign_in_title() note=words.sign_in_note()>
            <Refused action=sign_in/>
            <ActionForm action=sign_in attr:class="form" attr:novalidate=true>
                <FormFields of=error_of(sign_in)>
                    <input type="hidden" name="next" value=next/>
                    <Field
                        name="email"
                        label=words.field_email()
                        input=Input::Email
                        autocomplete="username"
                        placeholder=words.sign_in_email_example()
                        autofocus=true
                    />
                    <Field
                        name="password"
                        label=words.field_password()
                        input=Input::Password
                        autocomplete="current-password"
                    />
                </FormFields>
                <div class="form-foot">
                    <Button look=Look::Primary submit=true waiting=leaving>
                    {move || if leaving.get() { words.signing_in() } else { words.sign_in() }}
                </Button>
                </div>
            </ActionForm>
            <p class="plain-help">{words.sign_in_help()}</p>
            <Suspense>{seats}</Suspense>
        </PlainPage>
    }
}
