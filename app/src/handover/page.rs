//! One hand-over: the dossier as it was sent, what became of it, and the decision for whoever it waits for.

use super::api::read_handover;
use super::chip::{Clock, StateBadge, named, said, way};
use super::decide::{Acts, Decide, Reroute};
use super::dossier::WholeDossier;
use super::items::Meter;
use crate::accounts::Loaded;
use crate::activities::Timeline;
use crate::layout::{NotFound, Page, use_viewer};
use crate::leads::ticking;
use crate::ui::{ButtonLink, Look, Panel};
use crate::wire::reading;
use crate::words::use_words;
use crate::{live, routes};
use domain::activities::Subject;
use domain::handover::{CLOSES, HandoverDetails, State};
use domain::team::Right;
use domain::{HandoverId, LeadId};
use leptos::prelude::*;
use leptos_router::components::A;
use leptos_router::hooks::use_params_map;

#[component]
pub fn HandoverPage() -> impl IntoView {
    let params = use_params_map();
    let id = Memo::new(move |_| params.with(|it| it.get("id").and_then(|it| it.parse::<HandoverId>().ok())));
    move || match id.get() {
        Some(id) => view! { <One id/> }.into_any(),
        None => view! { <NotFound/> }.into_any(),
    }
}

#[component]
fn One(id: HandoverId) -> impl IntoView {
    let shown = StoredValue::new(None::<LeadId>);
    let news = live::changed(move |it| it.lead.is_some() && it.lead == shown.get_value());
    let acts = Acts::new();
    let details = reading(move || (acts.version(), news.get()), move |_| read_handover(id));
    view! {
        <Loaded of=details show=move |details| {
            Effect::new(move |_| shown.set_value(Some(details.with(|it| it.handover.lead))));
            view! { <Shown details acts/> }.into_any()
        }/>
    }
}

#[component]
fn Shown(details: Signal<HandoverDetails>, acts: Acts) -> impl IntoView {
    let words = use_words();
    let viewer = use_viewer();
    let title = move || details.with(|it| words.handover_of(&it.handover.name));
    let note = move || {
        details.with(|it| {
            let parts = [Some(it.handover.lead_key().to_string()), it.handover.company.clone()];
            parts.into_iter().flatten().collect::<Vec<_>>().join(" · ")
        })
    };
    let lead = Signal::derive(move || details.with(|it| routes::lead(it.handover.lead_key())));
    let actions = move || view! { <ButtonLink href=lead>{words.handover_open_lead()}</ButtonLink> };
    let subject = Memo::new(move |_| Subject::Lead(details.with(|it| it.handover.lead)));
    // Frozen: it never changes under its reader.
    let dossier = Memo::new(move |_| details.with(|it| it.dossier.clone()));
    let frozen = move || {
        let (sent_at, now) = details.with_untracked(|it| (it.handover.sent_at, it.now));
        let today = viewer.with_untracked(|it| it.zone.day(sent_at));
        view! {
            <Meter dossier=dossier.get() today/>
            <WholeDossier dossier=dossier.get() sent_at now/>
        }
    };
    view! {
        <Page title=Signal::derive(title) note=Signal::derive(note) actions>
            <div class="page-columns">
                <div>
                    <Panel><Standing details acts/></Panel>
                    <Panel title=words.handover_dossier()>{frozen}</Panel>
                </div>
                <div>
                    <Tries details/>
                    <h2 class="unseen">{words.handover_later()}</h2>
                    <Timeline subject/>
                </div>
            </div>
        </Page>
    }
}

/// For whom it waits or what became of it, and what the reader may do about that.
#[component]
fn Standing(details: Signal<HandoverDetails>, acts: Acts) -> impl IntoView {
    let words = use_words();
    let viewer = use_viewer();
    let now = ticking(Memo::new(move |_| details.with(|it| it.now)));
    let it = Memo::new(move |_| details.with(|it| it.handover.clone()));
    let waits = Memo::new(move |_| it.with(|it| it.is_pending().then_some((it.id, it.to))));
    let decide = move || {
        let (id, to) = waits.get()?;
        viewer.with(|it| it.may(Right::Decide, to)).then(|| view! { <Decide id acts/> })
    };
    let reroute = move || {
        let (id, to) = waits.get()?;
        let closers = viewer.with(|it| {
            it.may(Right::Reassign, to).then(|| {
                let closes = it.members.iter().filter(|it| it.active && it.roles.has(CLOSES));
                closes.map(|it| it.id).collect::<Vec<_>>()
            })
        })?;
        Some(view! { <Reroute id to closers action=acts.reroute/> })
    };
    let head = move || {
        let it = it.get();
        let clock = it.is_pending().then(|| view! { <Clock sent_at=it.sent_at due=it.due_at now/> });
        let reminded = it
            .reminded_at
            .filter(|_| it.is_pending())
            .map(|_| view! { <span class="quiet">{words.handover_reminded()}</span> });
        let at = |at| viewer.with(|viewer| words.moment(at, now.get(), &viewer.zone));
        let contact = it.contact_due_at.map(|due| view! { <p>{words.handover_contact_due(&at(due))}</p> });
        let deal = it.deal_key().map(|key| {
            view! { <ButtonLink href=routes::deal(key) look=Look::Primary>{words.handover_open_deal()}</ButtonLink> }
        });
        let rejected = it.reject_note.clone().map(|note| view! { <blockquote>{note}</blockquote> });
        let sent = words.handover_sent(&at(it.sent_at));
        view! {
            <p class="handover-waits">
                <StateBadge handover=it.clone()/>
                <strong>{said(words, &it)}</strong>
                {clock}{reminded}
            </p>
            <p class="quiet">{way(words, &it)}" · "{sent}</p>
            {(!it.note.is_empty()).then(|| view! { <p>{it.note.clone()}</p> })}
            {rejected}{contact}
            {deal.map(|it| view! { <div class="handover-acts">{it}</div> })}
        }
    };
    view! { <div class="handover-standing">{head}{decide}{reroute}</div> }
}

/// Where it has been, if it was more than one try; and why it came to whom it came.
#[component]
fn Tries(details: Signal<HandoverDetails>) -> impl IntoView {
    let words = use_words();
    let viewer = use_viewer();
    move || {
        let it = details.get();
        let why = it.chosen.as_ref().map(|chosen| {
            let owner = chosen.owner.map(|id| named(words, Some(id)));
            let passed = chosen
                .passed
                .iter()
                .map(|(id, why)| view! { <li>{words.routing_passed(&named(words, Some(*id)), *why)}</li> })
                .collect_view();
            let left = chosen.left.map(|id| view! { {words.routing_left(&named(words, Some(id)))}" " });
            view! {
                <p class="quiet">{left}{words.handover_chosen(chosen, owner.as_deref())}</p>
                <ul class="handover-passed">{passed}</ul>
            }
        });
        if it.tries.len() < 2 && why.is_none() {
            return None;
        }
        let (here, now) = (it.handover.id, it.now);
        let line = move |each: domain::handover::Handover| {
            let when = viewer
                .with(|viewer| words.moment(each.decided_at.unwrap_or(each.sent_at), now, &viewer.zone));
            let text = format!("{} · {}", words.handover_round(each.round), way(words, &each));
            let text = if each.id == here {
                view! { <strong>{text}</strong> }.into_any()
            } else {
                view! { <A href=routes::handover(each.id)>{text}</A> }.into_any()
            };
            let is_over = each.state != State::Pending;
            view! {
                <li>
                    {text}" "<StateBadge handover=each/>
                    {is_over.then(|| view! { <span class="quiet">{when}</span> })}
                </li>
            }
        };
        let tries = (it.tries.len() > 1).then(|| {
            view! { <ol class="handover-tries">{it.tries.into_iter().map(line).collect_view()}</ol> }
        });
        Some(view! { <Panel title=words.handover_tries()>{why}{tries}</Panel> })
    }
}
