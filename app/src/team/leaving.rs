//! Showing a member out: beforehand what they have in hand and who will get it, afterwards what went where and what still
//! stands in their name.

use super::api::{Deactivate, Reactivate, read_leaving};
use crate::auth::Refused;
use crate::layout::use_viewer;
use crate::ui::{Button, ErrorPanel, Look, Panel};
use crate::wire::{Reading, reading};
use crate::words::{Words, use_words};
use crate::{live, routes};
use domain::MemberId;
use domain::events::Topic;
use domain::team::leaving::{Departure, Held, InHand, Leaving, TasksWent};
use leptos::form::ActionForm;
use leptos::prelude::*;
use leptos_router::components::A;

/// So many leads and hand-overs are named, each.
const NAMED: usize = 20;

/// Read again whenever what somebody has in hand may have changed.
fn leaving_of(
    member: MemberId,
    acted: impl Fn() -> usize + Send + Sync + 'static,
) -> Reading<Result<Leaving, crate::error::AppError>> {
    let changed =
        live::changed(|event| !matches!(event.topic, Topic::Activity | Topic::Signal | Topic::Process));
    reading(move || (acted(), changed.get()), move |_| read_leaving(member))
}

/// For an admin: shows a member out, or back in.
#[component]
pub fn LeavingPanels(
    member: MemberId,
    deactivate: ServerAction<Deactivate>,
    reactivate: ServerAction<Reactivate>,
) -> impl IntoView {
    let words = use_words();
    let view = leaving_of(member, move || deactivate.version().get() + reactivate.version().get());
    let shown = move || {
        Suspend::new(async move {
            match view.await {
                Ok(it) if it.active => {
                    view! { <ShowOut member held=it.in_hand action=deactivate/> }.into_any()
                }
                Ok(it) => view! {
                    <After member leaving=it/>
                    <BringBack member action=reactivate/>
                }
                .into_any(),
                Err(error) => view! { <ErrorPanel text=words.app_error(&error)/> }.into_any(),
            }
        })
    };
    view! { <Transition>{shown}</Transition> }
}

/// For everybody else: what became of the work of somebody who left, and what waits for a new owner.
#[component]
pub fn LeftBehind(member: MemberId) -> impl IntoView {
    let words = use_words();
    let view = leaving_of(member, || 0);
    let shown = move || {
        Suspend::new(async move {
            match view.await {
                Ok(it) if it.active => ().into_any(),
                Ok(leaving) => view! { <After member leaving/> }.into_any(),
                Err(error) => view! { <ErrorPanel text=words.app_error(&error)/> }.into_any(),
            }
        })
    };
    view! { <Transition>{shown}</Transition> }
}

#[component]
fn ShowOut(member: MemberId, held: InHand, action: ServerAction<Deactivate>) -> impl IntoView {
    let words = use_words();
    let lines = held.into_iter().map(|(held, count)| {
        view! {
            <li>
                <strong><HeldLink member held count/></strong>
                <span class="quiet">{words.leaving_goes(held.goes())}</span>
            </li>
        }
    });
    let lines = lines.collect_view();
    let inside = if lines.is_empty() {
        view! { <p class="quiet">{words.leaving_nothing()}</p> }.into_any()
    } else {
        view! { <ul class="leaving" aria-label=words.leaving_in_hand()>{lines}</ul> }.into_any()
    };
    view! {
        <Panel title=words.member_deactivate_title()>
            <Refused action/>
            <p class="quiet">{words.member_deactivate_note()}</p>
            {inside}
            <ActionForm action>
                <input type="hidden" name="member" value=member.to_string()/>
                <Button look=Look::Danger submit=true icon="user-minus" waiting=action.pending()>{words.member_deactivate()}</Button>
            </ActionForm>
        </Panel>
    }
}

#[component]
fn BringBack(member: MemberId, action: ServerAction<Reactivate>) -> impl IntoView {
    let words = use_words();
    view! {
        <Panel title=words.member_reactivate()>
            <Refused action/>
            <p class="quiet">{words.member_reactivate_note()}</p>
            <ActionForm action>
                <input type="hidden" name="member" value=member.to_string()/>
                <Button look=Look::Primary submit=true icon="user-check" waiting=action.pending()>{words.member_reactivate()}</Button>
            </ActionForm>
        </Panel>
    }
}

#[component]
fn After(member: MemberId, leaving: Leaving) -> impl IntoView {
    let words = use_words();
    let Leaving { in_hand, departure, now, .. } = leaving;
    let kept = in_hand.into_iter().map(|(held, count)| {
        view! { <li><strong><HeldLink member held count/></strong></li> }
    });
    let kept = kept.collect_view();
    let kept = (!kept.is_empty()).then(|| {
        view! {
            <Panel title=words.leaving_left()>
                <p class="quiet">{words.leaving_left_note()}</p>
                <ul class="leaving">{kept}</ul>
            </Panel>
        }
    });
    let went = departure.map(|it| {
        let by = it.by.and_then(named);
        let when = use_viewer().with_untracked(|viewer| words.moment(it.at, now, &viewer.zone));
        let said = by.map_or_else(|| words.leaving_at(&when), |name| words.leaving_by(&when, &name));
        view! {
            <Panel title=words.leaving_went()>
                <p class="quiet">{said}</p>
                <Went of=it/>
            </Panel>
        }
    });
    view! { {kept}{went} }
}

#[component]
fn Went(of: Departure) -> impl IntoView {
    let words = use_words();
    let rest = |all: usize| {
        let more = i64::try_from(all.saturating_sub(NAMED)).unwrap_or_default();
        (more > 0).then(|| view! { <li class="quiet">{words.leaving_more(more)}</li> })
    };
    let (leads, handovers) = (rest(of.leads.len()), rest(of.handovers.len()));
    let nothing = of.leads.is_empty() && of.handovers.is_empty() && of.tasks.is_empty();
    let nothing = nothing && of.targets.is_empty() && of.contacts.is_empty();
    let lead = move |it: domain::team::leaving::LeadWent| {
        let to = it.to.and_then(named).unwrap_or_else(|| words.leaving_queue().to_owned());
        went(view! { <A href=routes::lead(it.key())>{it.name.clone()}</A> }.into_any(), to)
    };
    let handover = move |it: domain::team::leaving::HandoverWent| {
        let to = it.to.and_then(named).unwrap_or_else(|| words.leaving_managers_queue().to_owned());
        let text = format!("{} · {}", words.handover(), it.name);
        went(view! { <A href=routes::handover(it.id)>{text}</A> }.into_any(), to)
    };
    let tasks = of
        .tasks
        .into_iter()
        .map(|it| went(words.leaving_tasks_went(it.count).into_any(), named(it.to).unwrap_or_default()));
    let many = move |of: Vec<TasksWent>, said: fn(Words, i64) -> String| {
        of.into_iter()
            .map(|it| went(said(words, it.count).into_any(), named(it.to).unwrap_or_default()))
            .collect_view()
    };
    if nothing {
        return view! { <p class="quiet">{words.leaving_went_none()}</p> }.into_any();
    }
    view! {
        <ul class="leaving">
            {of.leads.into_iter().take(NAMED).map(lead).collect_view()}
            {leads}
            {of.handovers.into_iter().take(NAMED).map(handover).collect_view()}
            {handovers}
            {tasks.collect_view()}
            {many(of.targets, Words::leaving_targets)}
            {many(of.contacts, Words::leaving_contacts)}
        </ul>
    }
    .into_any()
}

fn went(what: AnyView, to: String) -> impl IntoView {
    view! { <li><span>{what}</span><span class="quiet">"→ "{to}</span></li> }
}

fn named(id: MemberId) -> Option<String> {
    use_viewer().with_untracked(|it| it.member_name(id).map(str::to_owned))
}

/// So many, and the list in which they stand, if there is one.
#[component]
fn HeldLink(member: MemberId, held: Held, count: i64) -> impl IntoView {
    let text = use_words().leaving_held(held, count);
    match list(held, member) {
        Some(href) => view! { <a href=href>{text}</a> }.into_any(),
        None => text.into_any(),
    }
}

fn list(held: Held, member: MemberId) -> Option<String> {
    let of = |path: &str| Some(format!("{path}?owner={member}"));
    let leads = |status: &str| Some(format!("{}?owner={member}&status={status}", routes::LEADS));
    match held {
        Held::Leads => of(routes::LEADS),
        Held::Nurturing => leads("nurturing"),
        Held::Sent => leads("handover_pending"),
        Held::Deals => of(routes::DEALS),
        Held::Accounts => of(routes::ACCOUNTS),
        Held::Targets => Some(format!("{}?of={member}", routes::OUTBOUND)),
        Held::Handovers | Held::Tasks | Held::LooseTasks | Held::Contacts => None,
    }
}
