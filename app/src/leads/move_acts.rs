//! The acts that move a lead from where it stands: those that ask nothing in one press, the others with what they ask.

use super::api::MoveLead;
use crate::forms::{Complaint, FormFields, error_here};
use crate::layout::use_viewer;
use crate::ui::{Button, Choice, Field, Input, Look, Select};
use crate::words::use_words;
use domain::leads::{Asks, DisqualifyReason, LeadStatus};
use domain::team::Right;
use domain::{LeadId, MemberId};
use leptos::form::ActionForm;
use leptos::prelude::*;
use leptos_router::hooks::use_query_map;

/// `next` is the page to go on to.
#[component]
pub fn MoveActs(
    lead: LeadId,
    status: LeadStatus,
    owner: Option<MemberId>,
    #[prop(into)] next: String,
) -> impl IntoView {
    let viewer = use_viewer();
    let moves = !status.next().is_empty();
    let may = Memo::new(move |_| moves && viewer.with(|it| it.may(Right::WorkLead, owner)));
    move || {
        let acts = status.next().iter().enumerate().map(|(at, to)| {
            view! { <Act lead from=status to=*to next=next.clone() is_first=at == 0/> }
        });
        may.get().then(|| view! { <div class="lead-acts">{acts.collect_view()}</div> })
    }
}

#[component]
fn Act(lead: LeadId, from: LeadStatus, to: LeadStatus, next: String, is_first: bool) -> impl IntoView {
    let words = use_words();
    let action = ServerAction::<MoveLead>::new();
    let error = error_here(action, &[("lead", lead.to_string()), ("form[to]", to.code().to_owned())]);
    let label = words.lead_act(from, to);
    let look = if is_first { Look::Primary } else { Look::Quiet };
    let hidden = move || {
        view! {
            <input type="hidden" name="lead" value=lead.to_string()/>
            <input type="hidden" name="from" value=from.code()/>
            <input type="hidden" name="form[to]" value=to.code()/>
            <input type="hidden" name="next" value=next/>
        }
    };
    if from.asks(to) == Asks::Nothing {
        return view! {
            <ActionForm action attr:class="inline-form">
                {hidden()}
                <Complaint error/>
                <Button submit=true look waiting=action.pending()>{label}</Button>
            </ActionForm>
        }
        .into_any();
    }
    let asked = use_query_map().with_untracked(|it| it.get_str("act").is_some_and(|it| it == to.code()));
    // Without scripts a refused form comes back with the page: then it stands open with what is wrong.
    let open = asked || error.with_untracked(Option::is_some);
    let id = move |field: &str| format!("{}-{field}", to.code());
    let reasons: Vec<_> = DisqualifyReason::ALL
        .into_iter()
        .map(|it| Choice::new(it.code(), words.disqualify_reason(it)))
        .collect();
    // Made inside the form, whose problems its fields say.
    let fields = move || {
        match from.asks(to) {
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
        <details class="lead-ask" open=open>
            <summary class="button">{label}</summary>
            <ActionForm action attr:class="form" attr:novalidate=true>
                {hidden()}
                <Complaint error/>
                <FormFields of=error>{fields()}</FormFields>
                <div class="form-foot">
                    <Button submit=true look=Look::Primary waiting=action.pending()>{label}</Button>
                </div>
            </ActionForm>
        </details>
    }
    .into_any()
}
