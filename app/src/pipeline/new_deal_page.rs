//! A new deal: as few fields as a deal needs, on a page that works without scripts.

use super::api::{CreateDeal, list_pipelines};
use crate::accounts::AccountPicker;
use crate::forms::{Complaint, FormFields, error_of};
use crate::layout::{Page, use_viewer};
use crate::routes;
use crate::ui::{Button, ButtonLink, Choice, ErrorPanel, Field, FormRow, Input, Look, Panel, Select};
use crate::wire::reading;
use crate::words::use_words;
use domain::pipeline::Pipeline;
use domain::team::Right;
use leptos::prelude::*;
use leptos_router::hooks::use_query_map;

#[component]
pub fn NewDealPage() -> impl IntoView {
    let words = use_words();
    let found = reading(|| (), |()| list_pipelines());
    view! {
        <Page title=words.deal_new().to_owned()>
            <Suspense>
                {move || found.get().map(|it| match it {
                    Ok(pipelines) => view! { <NewDealForm pipelines/> }.into_any(),
                    Err(error) => view! { <ErrorPanel text=words.app_error(&error)/> }.into_any(),
                })}
            </Suspense>
        </Page>
    }
}

#[component]
fn NewDealForm(pipelines: Vec<Pipeline>) -> impl IntoView {
    let words = use_words();
    let viewer = use_viewer();
    let create = ServerAction::<CreateDeal>::new();
    let query = use_query_map();
    let asked = |name: &'static str| query.with_untracked(|it| it.get(name)).unwrap_or_default();
    let error = error_of(create);
    let first = pipelines.first().map(|it| it.id.to_string()).unwrap_or_default();
    let chosen = Some(asked("pipeline")).filter(|it| !it.is_empty()).unwrap_or(first);
    let choices: Vec<_> =
        pipelines.iter().map(|it| Choice::new(it.id, words.either(&it.name_ko, &it.name_en))).collect();
    let me = viewer.with_untracked(|it| it.member.to_string());
    let owners: Vec<_> = viewer.with_untracked(|it| {
        it.members.iter().filter(|it| it.active).map(|it| Choice::new(it.id, it.name.clone())).collect()
    });
    let account = asked("account");
    let by_id = !account.is_empty();
    let back = match asked("pipeline") {
        pipeline if pipeline.is_empty() => routes::DEALS.to_owned(),
        pipeline => routes::pipeline(pipeline),
    };
    let may_reassign = viewer.with_untracked(|it| it.may_ever(Right::Reassign));
    let id = NodeRef::<leptos::html::Input>::new();
    Effect::new(move |_| {
        // Sent twice, the deal is made once. Without scripts the server makes the id.
        if let Some(id) = id.get() {
            id.set_value(&uuid::Uuid::now_v7().to_string());
        }
    });
    view! {
        <Panel>
            <ActionForm action=create attr:class="form form-narrow">
                <Complaint error/>
                <input type="hidden" name="form[id]" value="" node_ref=id/>
                <FormFields of=error>
                    <Field name="form[name]" label=words.field_name() required=true autofocus=true max_length=200/>
                    {if by_id {
                        view! { <input type="hidden" name="form[account]" value=account/> }.into_any()
                    } else {
                        view! { <AccountPicker name="form[account]" text_name="form[account_name]" label=words.field_account() makes=true/> }.into_any()
                    }}
                    <FormRow>
                        <Select name="form[pipeline]" label=words.field_pipeline() choices=choices value=chosen required=true/>
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
