//! The contact plan: how far we have come, the steps in their order, one more, and giving up.

use super::line::{TodoChip, tone};
use super::panel::Acts;
use super::step::Step;
use super::step_form::AddStepForm;
use crate::accounts::OwnerName;
use crate::forms::{Complaint, FormFields, error_of};
use crate::layout::use_viewer;
use crate::routes;
use crate::ui::{Badge, Button, Field, Look, Panel};
use crate::words::use_words;
use domain::Key;
use domain::outbound::AccountOutbound;
use domain::team::Right;
use leptos::form::ActionForm;
use leptos::prelude::*;
use leptos_router::components::A;

/// Shown for a target, and for what was one.
#[component]
pub fn Plan(of: Signal<AccountOutbound>, acts: Acts) -> impl IntoView {
    let words = use_words();
    let is_target = Memo::new(move |_| of.with(|it| it.line.is_some()));
    let given_up = Memo::new(move |_| of.with(|it| it.given_up.clone()));
    move || match (is_target.get(), given_up.get()) {
        (true, _) => Some(view! { <Worked of acts/> }.into_any()),
        (false, Some(reason)) => Some(
            view! {
                <Panel title=words.contact_plan()>
                    <p class="quiet">{words.outbound_given_up(&reason)}</p>
                </Panel>
            }
            .into_any(),
        ),
        (false, None) => None,
    }
}

#[component]
fn Worked(of: Signal<AccountOutbound>, acts: Acts) -> impl IntoView {
    let words = use_words();
    let viewer = use_viewer();
    let may = Memo::new(move |_| viewer.with(|it| it.may_ever(Right::KeepRecords)));
    let steps = Memo::new(move |_| of.with(|it| it.steps.clone()));
    let keys = move || steps.with(|it| it.iter().map(|it| it.0.id).collect::<Vec<_>>());
    let is_empty = Memo::new(move |_| steps.with(Vec::is_empty));
    let action =
        move || view! { <A href=routes::OUTBOUND attr:class="panel-act">{words.outbound_to_list()}</A> };
    view! {
        <Panel title=words.contact_plan() action>
            <Stand of/>
            {move || is_empty.get().then(|| view! { <p class="quiet">{words.contact_plan_empty()}</p> })}
            <ol class="contact-steps" aria-label=words.contact_steps()>
                <For each=keys key=|it| *it children=move |id| view! { <Step id steps of may acts/> }/>
            </ol>
            {move || may.get().then(|| view! { <AddStepForm of action=acts.add/> <GiveUp of acts/> })}
        </Panel>
    }
}

/// How far we have come, and what is next.
#[component]
fn Stand(of: Signal<AccountOutbound>) -> impl IntoView {
    let words = use_words();
    let line = Memo::new(move |_| of.with(|it| it.line.clone().map(|line| (line, it.today))));
    let member = Signal::derive(move || of.with(|it| it.member));
    let said = move || {
        let (line, today) = line.get()?;
        let next = line.todo.clone().map(|todo| {
            let text = words.outbound_next(&todo.next);
            view! { <strong>{text}</strong> <TodoChip todo today/> }
        });
        let lead = line.lead.map(|number| {
            let key = Key::lead(number);
            view! { <A href=routes::lead(key) attr:class="outbound-lead">{key.to_string()}</A> }
        });
        let state = line.state;
        Some(view! {
            <Badge tone=tone(state)>{words.target_state(state)}</Badge>
            {next}
            {lead}
        })
    };
    view! { <div class="outbound-stand">{said}<span class="outbound-member"><OwnerName of=member/></span></div> }
}

#[component]
fn GiveUp(of: Signal<AccountOutbound>, acts: Acts) -> impl IntoView {
    let words = use_words();
    let error = error_of(acts.give_up);
    let account = of.with_untracked(|it| it.account);
    let refused = error.with_untracked(Option::is_some);
    view! {
        <details class="outbound-more" open=refused>
            <summary>{words.outbound_give_up()}</summary>
            <ActionForm action=acts.give_up attr:class="form" attr:novalidate=true>
                <input type="hidden" name="account" value=account.to_string()/>
                <Complaint error/>
                <FormFields of=error>
                    <Field name="form[reason]" id="give-up-reason" label=words.outbound_reason() hint=words.outbound_reason_hint() max_length=500/>
                </FormFields>
                <div class="form-foot">
                    <Button submit=true look=Look::Danger waiting=acts.give_up.pending()>{words.outbound_give_up()}</Button>
                </div>
            </ActionForm>
        </details>
    }
}
