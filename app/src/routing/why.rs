//! Why a lead has the owner it has, as the rule said it then; and the way to ask the rules again.

use super::api::Reassign;
use crate::forms::{Complaint, error_of};
use crate::layout::use_viewer;
use crate::ui::{Button, Look};
use crate::words::use_words;
use domain::leads::{LeadDetails, LeadStatus};
use domain::team::Right;
use leptos::form::ActionForm;
use leptos::prelude::*;

#[component]
pub fn WhyOwner(details: Signal<LeadDetails>) -> impl IntoView {
    let words = use_words();
    let viewer = use_viewer();
    let action = ServerAction::<Reassign>::new();
    let error = error_of(action);
    let assigned = Memo::new(move |_| details.with(|it| it.assigned.clone()));
    let place = Memo::new(move |_| details.with(|it| (it.lead.id, it.lead.owner, it.lead.status)));
    let may = Memo::new(move |_| {
        let (_, owner, status) = place.get();
        LeadStatus::WORKED.contains(&status) && viewer.with(|it| it.may(Right::Reassign, owner))
    });
    let why = move || {
        let it = assigned.get()?;
        let name = |id| viewer.with(|viewer| viewer.member_name(id).unwrap_or_default().to_owned());
        let passed = it.chosen.passed.iter().map(|(member, why)| words.routing_passed(&name(*member), *why));
        let passed = passed.map(|it| view! { <li>{it}</li> }).collect_view();
        let left = it.chosen.left.map(|id| view! { {words.routing_left(&name(id))}" " });
        let said = words.routing_chosen(&it.chosen, it.chosen.owner.map(name).as_deref());
        let when = viewer.with(|viewer| words.moment(it.at, details.with(|it| it.now), &viewer.zone));
        Some(view! {
            <details class="lead-why">
                <summary>{words.routing_why()}</summary>
                <p>{left}{said} <span class="quiet">" · "{when}</span></p>
                <ul>{passed}</ul>
            </details>
        })
    };
    view! {
        {why}
        {move || may.get().then(|| view! {
            <ActionForm action attr:class="lead-reassign">
                <input type="hidden" name="lead" value=move || place.get().0.to_string()/>
                <Complaint error/>
                <Button submit=true small=true look=Look::Quiet waiting=action.pending()>{words.routing_again()}</Button>
            </ActionForm>
        })}
    }
}
