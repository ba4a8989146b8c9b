//! A deal's next step is done: one press, and the following step is asked for where one is.

use super::api::CompleteNextStep;
use crate::forms::{Complaint, FormFields, error_of};
use crate::ui::{Button, Field, FormRow, Input, Look, Seen};
use crate::words::use_words;
use domain::DealId;
use leptos::form::ActionForm;
use leptos::prelude::*;

/// Asks for the step that follows; it may be left out. `next` is the page to go on to, if another.
#[component]
pub fn StepForm(
    deal: DealId,
    #[prop(into)] version: Signal<i32>,
    action: ServerAction<CompleteNextStep>,
    #[prop(optional, into)] next: String,
    #[prop(optional)] autofocus: bool,
    /// There is no step to be done yet: one is planned.
    #[prop(optional)]
    planned: bool,
) -> impl IntoView {
    let words = use_words();
    let error = error_of(action);
    let hint: MaybeProp<String> = (!planned).then(|| words.step_next_hint().to_owned()).into();
    let act = if planned { words.step_plan() } else { words.step_done() };
    view! {
        <ActionForm action attr:class="form step-form">
            <input type="hidden" name="deal" value=deal.to_string()/>
            <input type="hidden" name="next" value=next/>
            <Complaint error/>
            <FormFields of=error>
                <Seen name="version" value=Signal::derive(move || version.get().to_string())/>
                <FormRow>
                    <Field
                        name="form[next_step]"
                        id=format!("step-{deal}")
                        label=words.step_next()
                        hint=hint
                        required=planned
                        autofocus=autofocus
                        max_length=200
                    />
                    <Field
                        name="form[next_step_due]"
                        id=format!("step-due-{deal}")
                        label=words.field_next_step_due()
                        input=Input::Day
                    />
                </FormRow>
            </FormFields>
            <div class="form-foot">
                <Button submit=true look=Look::Primary waiting=action.pending()>{act}</Button>
            </div>
        </ActionForm>
    }
}

/// On the deal's own page: opens in place, without scripts too.
#[component]
pub fn CompleteStep(
    deal: DealId,
    #[prop(into)] version: Signal<i32>,
    /// There is none yet.
    #[prop(optional)]
    planned: bool,
) -> impl IntoView {
    let words = use_words();
    let action = ServerAction::<CompleteNextStep>::new();
    let refused = error_of(action).with_untracked(Option::is_some);
    let label = if planned { words.deal_plan_next() } else { words.step_done() };
    view! {
        <details class="complete-step" open=refused>
            <summary class="button button-primary">{label}</summary>
            <StepForm deal version action planned/>
        </details>
    }
}
