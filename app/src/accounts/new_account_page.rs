//! A new account. One that is probably there already is shown before a second is made.

use super::account_form::{AccountFields, Typed};
use super::api::CreateAccount;
use super::refused::Refused;
use crate::forms::{FormFields, FreshId, error_of};
use crate::layout::{Allowed, Page, use_viewer};
use crate::leads::SimilarPanel;
use crate::routes;
use crate::ui::{Button, ButtonLink, Look, Panel};
use crate::words::use_words;
use domain::accounts::AccountForm;
use domain::team::Right;
use leptos::form::ActionForm;
use leptos::prelude::*;
use leptos_router::hooks::use_query_map;

#[component]
pub fn NewAccountPage() -> impl IntoView {
    let words = use_words();
    view! {
        <Page title=words.account_new().to_owned()>
            <div class="narrow">
                <Allowed right=Right::KeepRecords leave=routes::ACCOUNTS><NewAccount/></Allowed>
            </div>
        </Page>
    }
}

#[component]
fn NewAccount() -> impl IntoView {
    let words = use_words();
    let me = use_viewer().with_untracked(|it| it.member);
    let create = ServerAction::<CreateAccount>::new();
    let error = error_of(create);
    let name = use_query_map().with_untracked(|it| it.get("name").unwrap_or_default());
    let form = AccountForm { name, ..Default::default() };
    let typed = Typed::of(&form);
    view! {
        <Panel>
            <ActionForm action=create attr:class="form">
                <FreshId/>
                <Refused error anyway=words.account_create_anyway()/>
                <FormFields of=error>
                    <AccountFields form typed owner=Some(me) new=true/>
                </FormFields>
                <SimilarPanel typed=Signal::derive(move || typed.probe()) title=words.similar_account_title()/>
                <div class="form-foot">
                    <ButtonLink href=routes::ACCOUNTS>{words.cancel()}</ButtonLink>
                    <Button submit=true look=Look::Primary waiting=create.pending()>{words.account_create()}</Button>
                </div>
            </ActionForm>
        </Panel>
    }
}
