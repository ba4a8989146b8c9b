//! Editing an account in its place. Whoever was overtaken chooses, value by value, and sends again.

use super::account_form::{AccountFields, Typed, standing};
use super::again::choices;
use super::api::ChangeAccount;
use super::refused::Refused;
use crate::error::AppError;
use crate::forms::{FormFields, error_of, overtaken};
use crate::layout::use_viewer;
use crate::routes;
use crate::ui::{Button, ButtonLink, ConflictPanel, Look, Seen};
use crate::words::use_words;
use domain::accounts::{AccountDetails, AccountForm};
use leptos::form::ActionForm;
use leptos::prelude::*;

#[component]
pub fn AccountEdit(details: Signal<AccountDetails>, change: ServerAction<ChangeAccount>) -> impl IntoView {
    let error = error_of(change);
    let overtaken = overtaken(error, move || details.with(|it| it.account.version));
    move || match overtaken.get() {
        Some((_, differences)) => view! { <Again details change differences/> }.into_any(),
        None => view! { <Fields details change error/> }.into_any(),
    }
}

#[component]
fn Fields(
    details: Signal<AccountDetails>,
    change: ServerAction<ChangeAccount>,
    error: Signal<Option<AppError>>,
) -> impl IntoView {
    let words = use_words();
    // What was on screen when editing began; news must not move what somebody types.
    let account = details.get_untracked().account;
    let (id, version) = (account.id, account.version);
    let leave = routes::account(account.key());
    let parent = account.parent.zip(account.parent_name.clone());
    let form = AccountForm::of(&account);
    let typed = Typed::of(&form);
    let meanwhile = move || details.with(|it| it.account.version > version);
    view! {
        <ActionForm action=change attr:class="form">
            <input type="hidden" name="account" value=id.to_string()/>
            <Refused error/>
            {move || meanwhile().then(|| view! { <p class="meanwhile" role="status">{words.edit_meanwhile()}</p> })}
            <FormFields of=error>
                <Seen name="version" value=version.to_string()/>
                <AccountFields form typed parent=parent owner=account.owner/>
            </FormFields>
            <div class="form-foot">
                <ButtonLink href=leave>{words.cancel()}</ButtonLink>
                <Button submit=true look=Look::Primary waiting=change.pending()>{words.save()}</Button>
            </div>
        </ActionForm>
    }
}

#[component]
fn Again(
    details: Signal<AccountDetails>,
    change: ServerAction<ChangeAccount>,
    differences: Vec<domain::activities::Change>,
) -> impl IntoView {
    let words = use_words();
    let viewer = use_viewer();
    let account = details.get_untracked().account;
    let sent = change.input().get_untracked().map(|it| it.form.owner);
    let (conflicts, mut rest) =
        viewer.with_untracked(|viewer| choices(words, viewer, standing(&account), &differences, sent));
    rest.push(("account".to_owned(), account.id.to_string()));
    rest.push(("version".to_owned(), account.version.to_string()));
    view! {
        <ActionForm action=change attr:class="form">
            <ConflictPanel conflicts rest waiting=change.pending() leave=routes::account(account.key())/>
        </ActionForm>
    }
}
