//! Planning a task: what, until when, whose.

use super::api::PlanTask;
use super::parts::About;
use crate::accounts::member_choices;
use crate::consent::{AdvertOr, AdvertWay};
use crate::forms::{FormFields, FreshId, error_of, succeeded};
use crate::layout::use_viewer;
use crate::ui::{Button, Field, FormRow, Icon, Input, Look, Select};
use crate::words::use_words;
use domain::MemberId;
use domain::activities::Subject;
use leptos::form::ActionForm;
use leptos::html;
use leptos::prelude::*;

/// The form behind its word: opens in place, closes again when the task was planned.
#[component]
pub fn AddTask(
    #[prop(optional, into)] subject: Signal<Option<Subject>>,
    plan: ServerAction<PlanTask>,
) -> impl IntoView {
    let words = use_words();
    let place = NodeRef::<html::Details>::new();
    let planned = succeeded(plan);
    // Without scripts a refused form comes back with the page: then it stands open with what is wrong.
    let refused = error_of(plan).with_untracked(Option::is_some);
    Effect::new(move |_| {
        planned.track();
        if let Some(place) = place.get_untracked() {
            place.set_open(false);
        }
    });
    view! {
        <details class="task-add" node_ref=place open=refused>
            <summary><Icon name="plus"/>{words.task_add()}</summary>
            <TaskForm subject action=plan/>
        </details>
    }
}

/// About a record, or one's own. Empty again after every task that was planned.
#[component]
fn TaskForm(
    #[prop(optional, into)] subject: Signal<Option<Subject>>,
    action: ServerAction<PlanTask>,
) -> impl IntoView {
    let planned = succeeded(action);
    move || {
        planned.track();
        view! { <Fresh subject action/> }
    }
}

#[component]
fn Fresh(subject: Signal<Option<Subject>>, action: ServerAction<PlanTask>) -> impl IntoView {
    let words = use_words();
    let viewer = use_viewer();
    let error = error_of(action);
    let me = viewer.with_untracked(|it| it.member);
    let complaint = move || view! { <AdvertOr error waiting=action.pending()/> };
    // Only a lead or a person can have agreed to adverts.
    let can_agree = subject.with_untracked(|it| matches!(it, Some(Subject::Lead(_) | Subject::Person(_))));
    view! {
        <ActionForm action attr:class="form task-form">
            <About subject/>
            <FreshId name="form[id]"/>
            {complaint}
            <FormFields of=error>
                <Field name="form[title]" id="task-new-title" label=words.task_new() required=true max_length=200/>
                <FormRow>
                    <Field name="form[due]" id="task-new-due" label=words.field_due() input=Input::Day/>
                    <TaskOwner id="task-new-owner" now=me/>
                </FormRow>
                {can_agree.then(|| view! { <AdvertWay id="task-new-advert" hint=words.advert_hint_planned()/> })}
            </FormFields>
            <div class="form-foot">
                <Button submit=true look=Look::Primary waiting=action.pending()>{words.task_add()}</Button>
            </div>
        </ActionForm>
    }
}

/// Anybody who works here may be given a task; the present owner stays to choose from.
#[component]
pub fn TaskOwner(#[prop(into)] id: String, now: MemberId) -> impl IntoView {
    let words = use_words();
    let viewer = use_viewer();
    let choices = Signal::derive(move || viewer.with(|it| member_choices(words, it, |id| id == now)));
    view! { <Select name="form[owner]" id=id label=words.field_owner() choices value=now.to_string()/> }
}
