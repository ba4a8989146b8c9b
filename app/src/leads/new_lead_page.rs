//! A new lead. Who is known already is shown while one types, and who is a lead already gets one more touch.

use super::api::CreateLead;
use super::lead_form::{LeadFields, Typed};
use super::similar::SimilarPanel;
use crate::accounts::Refused;
use crate::forms::{FormFields, FreshId, error_of};
use crate::layout::{Allowed, Page};
use crate::routes;
use crate::ui::{Button, ButtonLink, Field, FormRow, Look, Panel};
use crate::words::use_words;
use domain::leads::LeadForm;
use domain::team::Right;
use leptos::form::ActionForm;
use leptos::prelude::*;

#[component]
pub fn NewLeadPage() -> impl IntoView {
    let words = use_words();
    view! {
        <Page title=words.lead_new().to_owned()>
            <div class="narrow">
                <Allowed right=Right::KeepRecords leave=routes::LEADS><NewLead/></Allowed>
            </div>
        </Page>
    }
}

#[component]
fn NewLead() -> impl IntoView {
    let words = use_words();
    let create = ServerAction::<CreateLead>::new();
    let error = error_of(create);
    let form = LeadForm::default();
    let typed = Typed::of(&form);
    let same = RwSignal::new(false);
    let save = move || if same.get() { words.lead_create_touch() } else { words.lead_create() };
    view! {
        <Panel>
            <ActionForm action=create attr:class="form">
                <FreshId/>
                <Refused error/>
                <FormFields of=error>
                    <LeadFields form typed new=true/>
                    <details class="lead-trace">
                        <summary>{words.lead_trace()}</summary>
                        <FormRow>
                            <Field name="touch[utm_source]" label="utm_source" max_length=200/>
                            <Field name="touch[utm_medium]" label="utm_medium" max_length=200/>
                            <Field name="touch[utm_campaign]" label="utm_campaign" max_length=200/>
                        </FormRow>
                        <FormRow>
                            <Field name="touch[utm_content]" label="utm_content" max_length=200/>
                            <Field name="touch[utm_term]" label="utm_term" max_length=200/>
                        </FormRow>
                        <FormRow>
                            <Field name="touch[referrer]" label=words.field_referrer() max_length=2000/>
                            <Field name="touch[landing_page]" label=words.field_landing_page() max_length=2000/>
                        </FormRow>
                    </details>
                </FormFields>
                <SimilarPanel typed=Signal::derive(move || typed.probe()) same/>
                <div class="form-foot">
                    <ButtonLink href=routes::LEADS>{words.cancel()}</ButtonLink>
                    <Button submit=true look=Look::Primary waiting=create.pending()>{save}</Button>
                </div>
            </ActionForm>
        </Panel>
    }
}
