//! The acts that move a lead from where it stands: those that ask nothing in one press, the others with what they ask.

use super::api::MoveLead;
use crate::forms::{Complaint, FormFields, error_about};
use crate::layout::use_viewer;
use crate::ui::{Button, Choice, Field, Input, Look, Select};
use crate::words::use_words;
use domain::leads::{Asks, DisqualifyReason, LeadStatus, Movable, Mover, may_move};
use domain::qualification::Kind;
use domain::{LeadId, MemberId};
use leptos::form::ActionForm;
use leptos::prelude::*;
use leptos_router::hooks::use_query_map;

/// A lead as the acts see it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Mine {
    pub lead: LeadId,
    pub status: LeadStatus,
    pub kind: Kind,
    pub owner: Option<MemberId>,
}

/// `next` is the page to go on to.
#[component]
pub fn MoveActs(of: Mine, #[prop(into)] next: String, action: ServerAction<MoveLead>) -> impl IntoView {
    let viewer = use_viewer();
    let ways = Memo::new(move |_| {
        let lead = Movable { status: of.status, kind: of.kind, dossier: None };
        viewer.with(|it| {
            let mover = Mover { roles: &it.roles, whose: it.whose(of.owner) };
            let ways = of.status.next().iter().copied();
            ways.filter(|to| may_move(&lead, *to, mover).is_open()).collect::<Vec<_>>()
        })
    });
    move || {
        let ways = ways.get();
        let is_any = !ways.is_empty();
        let acts = ways.into_iter().enumerate().map(|(at, to)| {
            view! { <Act of to next=next.clone() is_first=at == 0 action/> }
        });
        is_any.then(|| view! { <div class="lead-acts">{acts.collect_view()}</div> })
    }
}

#[component]
fn Act(
    of: Mine,
    to: LeadStatus,
    next: String,
    is_first: bool,
    action: ServerAction<MoveLead>,
) -> impl IntoView {
    let words = use_words();
    let label = words.lead_act(of.status, to);
    if of.status.asks(to) == Asks::Nothing {
        let look = if is_first { Look::Primary } else { Look::Quiet };
        let error = error_of_move(action, of.lead, to);
        return view! {
            <ActionForm action attr:class="inline-form">
                <Hidden of to next/>
                <Complaint error/>
                <Button submit=true look waiting=action.pending()>{label}</Button>
            </ActionForm>
        }
        .into_any();
    }
    let asked = use_query_map().with_untracked(|it| it.get_str("act").is_some_and(|it| it == to.code()));
    // Without scripts a refused form comes back with the page: then it stands open with what is wrong.
    let open = asked || error_of_move(action, of.lead, to).with_untracked(Option::is_some);
    view! {
        <details class="lead-ask" open=open>
            <summary class="button">{label}</summary>
            <MoveForm of to next action/>
        </details>
    }
    .into_any()
}

/// What a step asks, and the way to take it.
#[component]
pub fn MoveForm(of: Mine, to: LeadStatus, next: String, action: ServerAction<MoveLead>) -> impl IntoView {
    let words = use_words();
    let error = error_of_move(action, of.lead, to);
    let id = move |field: &str| format!("{}-{field}", to.code());
    let reasons: Vec<_> = DisqualifyReason::ALL
        .into_iter()
        .map(|it| Choice::new(it.code(), words.disqualify_reason(it)))
        .collect();
    // Made inside the form, whose problems its fields say.
    let fields = move || {
        match of.status.asks(to) {
        Asks::DayAndReason => view! {
            <Field name="form[until]" id=id("until") label=words.lead_until() input=Input::Day required=true/>
            <Field name="form[reason]" id=id("reason") label=words.lead_until_reason() required=true max_length=10_000/>
        }
        .into_any(),
        Asks::Why => view! {
            <Select name="form[why]" id=id("why") label=words.lead_why() choices=reasons none="–" required=true/>
            <Field name="form[reason]" id=id("reason") label=words.lead_note() max_length=10_000/>
        }
        .into_any(),
        Asks::Reason | Asks::Nothing => view! {
            <Field name="form[reason]" id=id("reason") label=words.lead_reopen_reason() required=true max_length=10_000/>
        }
        .into_any(),
    }
    };
    view! {
        <ActionForm action attr:class="form" attr:novalidate=true>
            <Hidden of to next/>
            <Complaint error/>
            <FormFields of=error>{fields()}</FormFields>
            <div class="form-foot">
                <Button submit=true look=Look::Primary waiting=action.pending()>{words.lead_act(of.status, to)}</Button>
            </div>
        </ActionForm>
    }
}

#[component]
fn Hidden(of: Mine, to: LeadStatus, next: String) -> impl IntoView {
    view! {
        <input type="hidden" name="lead" value=of.lead.to_string()/>
        <input type="hidden" name="from" value=of.status.code()/>
        <input type="hidden" name="form[to]" value=to.code()/>
        <input type="hidden" name="next" value=next/>
    }
}

/// The error of one of the forms that share the action.
fn error_of_move(
    action: ServerAction<MoveLead>,
    lead: LeadId,
    to: LeadStatus,
) -> Signal<Option<crate::error::AppError>> {
    let is_this = move |it: &MoveLead| it.lead == lead && it.form.to == to.code();
    error_about(action, is_this, "form[to]", to.code())
}
