//! A new person, of an account if one came from there.

use super::api::{CreatePerson, read_account};
use super::person_form::{PersonFields, Typed};
use super::refused::Refused;
use crate::forms::{FormFields, FreshId, error_of};
use crate::layout::{Allowed, Page, use_viewer};
use crate::leads::SimilarPanel;
use crate::routes;
use crate::ui::{Button, ButtonLink, Look, Panel, Skeleton};
use crate::wire::reading;
use crate::words::use_words;
use domain::accounts::PersonForm;
use domain::team::Right;
use leptos::form::ActionForm;
use leptos::prelude::*;
use leptos_router::hooks::use_query_map;

#[component]
pub fn NewPersonPage() -> impl IntoView {
    let words = use_words();
    view! {
        <Page title=words.person_new().to_owned()>
            <div class="narrow">
                <Allowed right=Right::KeepRecords leave=routes::PEOPLE><NewPerson/></Allowed>
            </div>
        </Page>
    }
}

#[component]
fn NewPerson() -> impl IntoView {
    let words = use_words();
    let me = use_viewer().with_untracked(|it| it.member);
    let create = ServerAction::<CreatePerson>::new();
    let error = error_of(create);
    let asked = use_query_map().with_untracked(|it| it.get("account").unwrap_or_default());
    let from = StoredValue::new(asked.clone());
    let at = reading(
        move || from.get_value(),
        // An account that is not there leaves the field empty.
        |key| async move {
            if key.is_empty() {
                None
            } else {
                read_account(key).await.ok().map(|it| (it.account.id, it.account.name))
            }
        },
    );
    let back = if asked.is_empty() { routes::PEOPLE.to_owned() } else { routes::account(&asked) };
    let back = StoredValue::new(back);
    let typed = Typed::of(&PersonForm::default());
    let fields = move || {
        at.get().map(|account| {
            view! {
                <ActionForm action=create attr:class="form">
                    <FreshId/>
                    <Refused error/>
                    <FormFields of=error>
                        <PersonFields form=PersonForm::default() typed account=account owner=Some(me) new=true/>
                    </FormFields>
                    <SimilarPanel typed=Signal::derive(move || typed.probe()) title=words.similar_title()/>
                    <div class="form-foot">
                        <ButtonLink href=back.get_value()>{words.cancel()}</ButtonLink>
                        <Button submit=true look=Look::Primary waiting=create.pending()>{words.person_create()}</Button>
                    </div>
                </ActionForm>
            }
        })
    };
    view! {
        <Panel>
            <Transition fallback=move || view! { <Skeleton lines=6/> }>{fields}</Transition>
        </Panel>
    }
}
