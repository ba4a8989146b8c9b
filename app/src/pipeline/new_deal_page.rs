//! A new deal: as few fields as a deal needs, on a page that works without scripts. Begun at an account's or a
//! person's page it is for them, begun at a column it is for that stage, and giving it up leads back there.

use super::api::{CreateDeal, list_pipelines};
use crate::accounts::api::{read_account, read_person};
use crate::accounts::{AccountPicker, member_choices};
use crate::forms::{Complaint, FormFields, FreshId, error_of};
use crate::layout::{Allowed, Page, use_viewer};
use crate::routes;
use crate::ui::{Button, ButtonLink, Choice, ErrorPanel, Field, FormRow, Input, Look, Panel, Select};
use crate::wire::reading;
use crate::words::use_words;
use domain::pipeline::{Pipeline, Stage};
use domain::team::Right;
use domain::{AccountId, Key, PersonId, StageId};
use leptos::form::ActionForm;
use leptos::prelude::*;
use leptos_router::hooks::use_query_map;

/// For whom it is, as the page it was begun at says.
type Whom = (Option<(AccountId, Key, String)>, Option<(PersonId, String)>);

#[component]
pub fn NewDealPage() -> impl IntoView {
    let words = use_words();
    view! {
        <Page title=words.deal_new().to_owned()>
            <div class="narrow">
                <Allowed right=Right::CreateDeals leave=routes::DEALS><NewDeal/></Allowed>
            </div>
        </Page>
    }
}

#[component]
fn NewDeal() -> impl IntoView {
    let words = use_words();
    let found = reading(|| (), |()| list_pipelines());
    let asked = use_query_map().with_untracked(|it| {
        let asked = |name| it.get(name).unwrap_or_default();
        (asked("account"), asked("person"))
    });
    let whom = reading(move || asked.clone(), |(account, person)| find(account, person));
    let form = move || {
        let (found, whom) = (found.get()?, whom.get()?);
        Some(match found {
            Ok(pipelines) => view! { <NewDealForm pipelines whom/> }.into_any(),
            Err(error) => view! { <ErrorPanel text=words.app_error(&error)/> }.into_any(),
        })
    };
    view! { <Suspense>{form}</Suspense> }
}

/// Who is not there is chosen in the form.
async fn find(account: String, person: String) -> Whom {
    let account = match account.is_empty() {
        true => None,
        false => read_account(account).await.ok().map(|it| it.account),
    };
    let person = match person.is_empty() {
        true => None,
        false => read_person(person).await.ok().map(|it| it.person),
    };
    (account.map(|it| (it.id, it.key(), it.name)), person.map(|it| (it.id, it.name)))
}

#[component]
fn NewDealForm(pipelines: Vec<Pipeline>, whom: Whom) -> impl IntoView {
    let words = use_words();
    let viewer = use_viewer();
    let create = ServerAction::<CreateDeal>::new();
    let error = error_of(create);
    let address = |name| use_query_map().with_untracked(|it| it.get(name)).filter(|it| !it.is_empty());
    let asked = address("pipeline");
    let column = address("stage").and_then(|it| column(&pipelines, it.parse().ok()?));
    let (account, person) = whom;
    let back = match (&person, &account, &asked) {
        (Some((id, _)), ..) => routes::person(id),
        (_, Some((_, key, _)), _) => routes::account(key),
        (.., Some(pipeline)) => routes::pipeline(pipeline),
        _ => routes::DEALS.to_owned(),
    };
    let first = pipelines.first().map(|it| it.id.to_string()).unwrap_or_default();
    let chosen = asked.unwrap_or(first);
    let choices: Vec<_> =
        pipelines.iter().map(|it| Choice::new(it.id, words.either(&it.name_ko, &it.name_en))).collect();
    let me = viewer.with_untracked(|it| it.member.to_string());
    let owners = viewer.with_untracked(|it| member_choices(words, it, |_| false));
    let may_reassign = viewer.with_untracked(|it| it.may_ever(Right::Reassign));
    // Made inside the form's fields, so that they know what was typed before it came back.
    let account = move || {
        match account {
        Some((id, _, name)) => view! {
            <Fixed label=words.field_account() text=name name="form[account]" value=id.to_string()/>
        }
        .into_any(),
        None => view! {
            <AccountPicker name="form[account]" text_name="form[account_name]" label=words.field_account() makes=true/>
        }
        .into_any(),
    }
    };
    let person = person.map(|(id, name)| {
        view! { <Fixed label=words.field_person() text=name name="form[person]" value=id.to_string()/> }
    });
    let place = move || {
        match column {
        Some((pipeline, stage)) => {
            let text = [(&pipeline.name_ko, &pipeline.name_en), (&stage.name_ko, &stage.name_en)];
            let text = text.map(|(ko, en)| words.either(ko, en)).join(" · ");
            view! {
                <Fixed label=words.field_stage() text name="form[stage]" value=stage.id.to_string()/>
                <input type="hidden" name="form[pipeline]" value=pipeline.id.to_string()/>
            }
            .into_any()
        }
        None => view! {
            <Select name="form[pipeline]" label=words.field_pipeline() choices=choices value=chosen required=true/>
        }
        .into_any(),
    }
    };
    view! {
        <Panel>
            <ActionForm action=create attr:class="form">
                <Complaint error/>
                <FreshId name="form[id]"/>
                <FormFields of=error>
                    <Field name="form[name]" label=words.field_name() required=true autofocus=true max_length=200/>
                    {account()}
                    {person}
                    <FormRow>
                        {place()}
                        <Field name="form[amount]" label=words.field_amount() input=Input::Amount placeholder=words.amount_example()/>
                    </FormRow>
                    <FormRow>
                        <Field name="form[expected_close]" label=words.field_expected_close() input=Input::Day/>
                        {may_reassign.then(|| view! { <Select name="form[owner]" label=words.field_owner() choices=owners value=me/> })}
                    </FormRow>
                    <FormRow>
                        <Field name="form[next_step]" label=words.field_next_step() max_length=200/>
                        <Field name="form[next_step_due]" label=words.field_next_step_due() input=Input::Day/>
                    </FormRow>
                </FormFields>
                <div class="form-foot">
                    <ButtonLink href=back>{words.cancel()}</ButtonLink>
                    <Button submit=true look=Look::Primary waiting=create.pending()>{words.deal_add()}</Button>
                </div>
            </ActionForm>
        </Panel>
    }
}

/// The column that a deal is begun in, where that is one for new deals.
fn column(pipelines: &[Pipeline], stage: StageId) -> Option<(Pipeline, Stage)> {
    let of = |it: &Pipeline| it.open_stages().find(|it| it.id == stage).cloned();
    pipelines.iter().find_map(|it| Some((it.clone(), of(it)?)))
}

/// What is settled already, sent along.
#[component]
fn Fixed(label: &'static str, text: String, name: &'static str, value: String) -> impl IntoView {
    view! {
        <div class="field">
            <span class="field-label">{label}</span>
            <strong class="field-fixed">{text}</strong>
            <input type="hidden" name=name value=value/>
        </div>
    }
}
