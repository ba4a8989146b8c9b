//! One step of a plan: whom, how and when, what became of it, and what one does with it.

use super::api::ChangeStep;
use super::log::StepLog;
use super::panel::Acts;
use crate::accounts::person_choices;
use crate::activities::picture;
use crate::forms::{Complaint, FormFields, error_about};
use crate::layout::use_viewer;
use crate::ui::{Button, Field, Icon, IconButton, Look, Select};
use crate::words::use_words;
use crate::{request, routes};
use domain::ContactStepId;
use domain::outbound::{AccountOutbound, ContactStep, StepState, Whom};
use leptos::form::ActionForm;
use leptos::prelude::*;
use leptos_router::components::A;

type Steps = Memo<Vec<(ContactStep, StepState)>>;

#[component]
pub fn Step(
    id: ContactStepId,
    steps: Steps,
    of: Signal<AccountOutbound>,
    may: Memo<bool>,
    acts: Acts,
) -> impl IntoView {
    let words = use_words();
    // What has just been taken out keeps its last look until it is gone.
    let found = Memo::new(move |before: Option<&Option<(ContactStep, StepState)>>| {
        let known = steps.with(|it| it.iter().find(|it| it.0.id == id).cloned());
        known.or_else(|| before.cloned().flatten())
    });
    let state = Memo::new(move |_| found.with(|it| it.as_ref().map(|it| it.1)));
    let whom = Memo::new(move |_| found.with(|it| it.as_ref().map(|it| it.0.whom.clone())));
    let channel = Memo::new(move |_| found.with(|it| it.as_ref().map(|it| it.0.channel)));
    let error = error_about(acts.change, move |it: &ChangeStep| it.step == id, "step", id);
    let is_open = move || state.get() == Some(StepState::Open);
    let log = move || {
        let (person, channel) = (whom.get()?.person()?, channel.get()?);
        is_open().then(|| view! { <StepLog id person channel action=acts.log/> })
    };
    let find = move || {
        let is_post = whom.with(|it| matches!(it, Some(Whom::Post(_))));
        (is_open() && is_post).then(|| view! { <Find id of action=acts.change/> })
    };
    let skip = move || match state.get()? {
        StepState::Open => Some(view! { <Skip id action=acts.change/> }.into_any()),
        StepState::Skipped => Some(
            view! {
                <Plain id act="resume" action=acts.change>
                    <Button submit=true small=true>{words.contact_resume()}</Button>
                </Plain>
            }
            .into_any(),
        ),
        StepState::Done { .. } => None,
    };
    let more = move || {
        view! {
            <div class="contact-acts">
                {log}
                {find}
                {skip}
                <Order id steps action=acts.change/>
            </div>
            <Complaint error/>
        }
    };
    view! {
        <li class="contact-step" class:contact-over=move || !is_open()>
            {move || found.get().map(|(step, state)| view! { <Face step state of/> })}
            {move || may.get().then(more)}
        </li>
    }
}

/// What the step says.
#[component]
fn Face(step: ContactStep, state: StepState, of: Signal<AccountOutbound>) -> impl IntoView {
    let words = use_words();
    let viewer = use_viewer();
    let today = of.with_untracked(|it| it.today);
    let whom = match step.whom.clone() {
        Whom::Person { id, name } => view! { <A href=routes::person(id)>{name}</A> }.into_any(),
        Whom::Post(post) => {
            view! { <span>{post}</span> <span class="quiet">{words.contact_to_find()}</span> }.into_any()
        }
    };
    let became = match state {
        StepState::Open => {
            let late = (step.due < today).then_some("contact-late");
            view! { <span class=late>{words.due(step.due, today)}</span> }.into_any()
        }
        StepState::Done { day, .. } => {
            view! { <span class="contact-done">{words.contact_done(&words.day(day, today))}</span> }
                .into_any()
        }
        StepState::Skipped => {
            view! { <span>{words.contact_skipped(step.skipped.as_deref().unwrap_or_default())}</span> }
                .into_any()
        }
    };
    let member = step.member.and_then(|id| viewer.with_untracked(|it| it.member_name(id).map(str::to_owned)));
    let mark = match state {
        StepState::Open => "circle",
        StepState::Done { .. } => "circle-check",
        StepState::Skipped => "minus",
    };
    view! {
        <span class="contact-mark"><Icon name=mark/></span>
        <span class="contact-what">
            <span class="contact-whom"><Icon name=picture(step.channel)/>{words.activity_kind(step.channel)}" · "{whom}</span>
            <span class="contact-when">{became}{member.map(|it| view! { " · "{it} })}</span>
        </span>
    }
}

/// A form that says only what is to be done.
#[component]
fn Plain(
    id: ContactStepId,
    act: &'static str,
    action: ServerAction<ChangeStep>,
    /// Before which step it goes, where it goes somewhere.
    #[prop(optional, into)]
    before: Option<Signal<String>>,
    children: Children,
) -> impl IntoView {
    view! {
        <ActionForm action>
            <input type="hidden" name="step" value=id.to_string()/>
            <input type="hidden" name="form[act]" value=act/>
            {before.map(|before| view! { <input type="hidden" name="form[before]" value=before/> })}
            {children()}
        </ActionForm>
    }
}

/// Up, down, and out.
#[component]
fn Order(id: ContactStepId, steps: Steps, action: ServerAction<ChangeStep>) -> impl IntoView {
    let words = use_words();
    let near = move |by: isize| {
        steps.with(|it| {
            let at = it.iter().position(|it| it.0.id == id)?;
            it.get(at.checked_add_signed(by)?).map(|it| it.0.id.to_string())
        })
    };
    let name = move || {
        steps.with(|it| {
            it.iter().find(|it| it.0.id == id).map(|it| it.0.whom.name().to_owned()).unwrap_or_default()
        })
    };
    let up = Signal::derive(move || near(-1).unwrap_or_default());
    let down = Signal::derive(move || near(2).unwrap_or_default());
    let is_first = Signal::derive(move || near(-1).is_none());
    let is_last = Signal::derive(move || near(1).is_none());
    let label = move |of: fn(crate::words::Words, &str) -> String| Signal::derive(move || of(words, &name()));
    view! {
        <Plain id act="place" action before=up>
            <IconButton icon="chevron-up" label=label(|words, it| words.contact_up(it)) submit=true disabled=is_first/>
        </Plain>
        <Plain id act="place" action before=down>
            <IconButton icon="chevron-down" label=label(|words, it| words.contact_down(it)) submit=true disabled=is_last/>
        </Plain>
        <Plain id act="take_out" action>
            <IconButton icon="trash-2" label=label(|words, it| words.contact_take_out(it)) submit=true/>
        </Plain>
    }
}

#[component]
fn Skip(id: ContactStepId, action: ServerAction<ChangeStep>) -> impl IntoView {
    let words = use_words();
    let error =
        error_about(action, move |it: &ChangeStep| it.step == id && it.form.act == "skip", "step", id);
    let refused = error.with_untracked(Option::is_some) && request::was_sent("form[act]", "skip");
    view! {
        <details class="contact-more" open=refused>
            <summary class="button button-small">{words.contact_skip()}</summary>
            <ActionForm action attr:class="form" attr:novalidate=true>
                <input type="hidden" name="step" value=id.to_string()/>
                <input type="hidden" name="form[act]" value="skip"/>
                <FormFields of=error>
                    <Field name="form[reason]" id=format!("skip-{id}") label=words.contact_skip_why() max_length=500/>
                </FormFields>
                <div class="form-foot"><Button submit=true small=true look=Look::Primary>{words.contact_skip()}</Button></div>
            </ActionForm>
        </details>
    }
}

/// The post has a name now.
#[component]
fn Find(id: ContactStepId, of: Signal<AccountOutbound>, action: ServerAction<ChangeStep>) -> impl IntoView {
    let words = use_words();
    let error =
        error_about(action, move |it: &ChangeStep| it.step == id && it.form.act == "name", "step", id);
    let people = Signal::derive(move || of.with(|it| person_choices(&it.people)));
    let refused = error.with_untracked(Option::is_some) && request::was_sent("form[act]", "name");
    view! {
        <details class="contact-more" open=refused>
            <summary class="button button-small">{words.contact_found()}</summary>
            <ActionForm action attr:class="form" attr:novalidate=true>
                <input type="hidden" name="step" value=id.to_string()/>
                <input type="hidden" name="form[act]" value="name"/>
                <FormFields of=error>
                    <Select name="form[person]" id=format!("find-{id}") label=words.contact_person() choices=people none="–" hint=words.contact_found_hint()/>
                </FormFields>
                <div class="form-foot"><Button submit=true small=true look=Look::Primary>{words.contact_found_save()}</Button></div>
            </ActionForm>
        </details>
    }
}
