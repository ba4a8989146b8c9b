//! One lead: where it stands and what can be done next, who it is, where it came from, and everything that happened.

use super::api::{ChangeLead, MoveLead, read_lead};
use super::lead_edit::LeadEdit;
use super::move_acts::{Mine, MoveActs};
use super::queue::{DueChip, ticking};
use super::related::Related;
use super::status::StatusName;
use super::undo::offer_after;
use crate::accounts::{Loaded, OwnerName};
use crate::activities::{TaskList, Timeline};
use crate::consent::ConsentPanel;
use crate::handover::HandoverPanel;
use crate::layout::{Page, use_viewer};
use crate::merge::api::UndoMerge;
use crate::merge::{MergedNotice, MergedPanel};
use crate::qualification::QualificationPanel;
use crate::routing::WhyOwner;
use crate::signals::SignalsPanel;
use crate::ui::{ButtonLink, Icon, Panel, ProgressPath, Standing, Step};
use crate::wire::reading;
use crate::words::use_words;
use crate::{live, routes};
use domain::LeadId;
use domain::accounts::telephone;
use domain::activities::Subject;
use domain::consent::Of;
use domain::leads::{Lead, LeadDetails, LeadStatus, Touch};
use domain::team::Right;
use leptos::prelude::*;
use leptos_router::hooks::{use_params_map, use_query_map};

#[component]
pub fn LeadPage() -> impl IntoView {
    let params = use_params_map();
    let key = Memo::new(move |_| params.with(|it| it.get("key").unwrap_or_default()));
    let (change, undo) = (ServerAction::<ChangeLead>::new(), ServerAction::<UndoMerge>::new());
    let moves = ServerAction::<MoveLead>::new();
    offer_after(moves, |_| (), |_| ());
    let shown = StoredValue::new(None::<LeadId>);
    let news = live::changed(move |it| it.lead.is_some() && it.lead == shown.get_value());
    let acted = move || change.version().get() + undo.version().get() + moves.version().get();
    let details = reading(move || (key.get(), acted(), news.get()), |(key, ..)| read_lead(key));
    view! {
        <Loaded of=details show=move |details| {
            Effect::new(move |_| shown.set_value(Some(details.with(|it| it.lead.id))));
            view! { <Shown details change undo moves/> }.into_any()
        }/>
    }
}

#[component]
fn Shown(
    details: Signal<LeadDetails>,
    change: ServerAction<ChangeLead>,
    undo: ServerAction<UndoMerge>,
    moves: ServerAction<MoveLead>,
) -> impl IntoView {
    let words = use_words();
    let viewer = use_viewer();
    let query = use_query_map();
    let may = Memo::new(move |_| viewer.with(|it| it.may(Right::WorkLead, details.with(|it| it.lead.owner))));
    let editing = Memo::new(move |_| may.get() && query.with(|it| it.get("edit").is_some()));
    let touched = Memo::new(move |_| query.with(|it| it.get_str("touched").is_some()));
    let here = move || details.with(|it| routes::lead(it.lead.key()));
    let note = move || {
        details.with(|it| {
            let parts = [Some(it.lead.key().to_string()), it.lead.company.clone(), it.lead.title.clone()];
            parts.into_iter().flatten().collect::<Vec<_>>().join(" · ")
        })
    };
    let actions = move || {
        view! {
            {move || (may.get() && !editing.get()).then(|| view! {
                <ButtonLink href=Signal::derive(move || format!("{}?edit=1", here())) icon="pencil">{words.edit()}</ButtonLink>
            })}
        }
    };
    let subject = Memo::new(move |_| Subject::Lead(details.with(|it| it.lead.id)));
    view! {
        <Page title=Signal::derive(move || details.with(|it| it.lead.name.clone())) note=Signal::derive(note) actions>
            {move || touched.get().then(|| view! {
                <div class="exists" role="status">
                    <Icon name="info"/>
                    <div><strong>{words.lead_touched_title()}</strong><p>{words.lead_touched_text()}</p></div>
                </div>
            })}
            <MergedNotice/>
            <div class="page-columns">
                <div>
                    <Panel><Status details moves/></Panel>
                    <Panel title=words.lead_facts()>
                        {move || if editing.get() {
                            view! { <LeadEdit details change/> }.into_any()
                        } else {
                            view! { <Facts details/> }.into_any()
                        }}
                    </Panel>
                    <Timeline subject/>
                </div>
                <div>
                    <TaskList subject/>
                    <HandoverPanel id=Memo::new(move |_| details.with(|it| it.lead.id)) key=details.with_untracked(|it| it.lead.key())/>
                    <QualificationPanel details/>
                    <SignalsPanel subject/>
                    <ConsentPanel of=Signal::derive(move || Of::Lead(details.with(|it| it.lead.id)))/>
                    <Came details/>
                    <Related details/>
                    <MergedPanel details undo/>
                </div>
            </div>
        </Page>
    }
}

/// How far it is, why it waits or was given up, and the acts that lead on.
#[component]
fn Status(details: Signal<LeadDetails>, moves: ServerAction<MoveLead>) -> impl IntoView {
    let words = use_words();
    let viewer = use_viewer();
    let status = Memo::new(move |_| details.with(|it| it.lead.status));
    let place = Memo::new(move |_| {
        details.with(|it| {
            let lead = &it.lead;
            let of = Mine { lead: lead.id, status: lead.status, kind: lead.kind, owner: lead.owner };
            (of, lead.key())
        })
    });
    const WAY: [LeadStatus; 4] =
        [LeadStatus::New, LeadStatus::Working, LeadStatus::Engaged, LeadStatus::HandoverPending];
    let steps = Signal::derive(move || {
        let now = status.get();
        let step = |it: LeadStatus| {
            let standing = if it == now {
                Standing::Now
            } else if it < now && (WAY.contains(&now) || now == LeadStatus::Accepted) {
                Standing::Done
            } else {
                Standing::Ahead
            };
            Step { label: words.lead_status(it).to_owned(), standing }
        };
        WAY.map(step).to_vec()
    });
    let now = ticking(Memo::new(move |_| details.with(|it| it.now)));
    let owed = move || {
        let promise =
            details.with(|it| it.promise.filter(|_| LeadStatus::WORKED.contains(&it.lead.status)))?;
        Some(
            view! { <p class="lead-owed"><strong>{words.owed(promise.owed)}</strong><DueChip promise now/></p> },
        )
    };
    let aside = move || {
        let today = viewer.with(|it| it.zone.day(details.with(|it| it.now)));
        details.with(|it| aside_of(&it.lead)).map(|(reason, until, why)| {
            let until = until.map(|day| {
                let (text, due) = words.look_again(day, today);
                view! { <span class="lead-again" class:tone-warn=due>{text}</span> }
            });
            let why = why.map(|it| words.disqualify_reason(it));
            view! {
                <div class="lead-aside">
                    <StatusName status=status.get()/>
                    {until}
                    {why.map(|it| view! { <strong>{it}</strong> })}
                    {reason.map(|it| view! { <span class="lead-reason">{it}</span> })}
                </div>
            }
        })
    };
    view! {
        <div class="lead-standing">
            <ProgressPath steps label=words.lead_path()/>
            {owed}
            {aside}
            {move || {
                let (of, key) = place.get();
                view! { <MoveActs of next=routes::lead(key) action=moves/> }
            }}
        </div>
    }
}

type Aside = (Option<String>, Option<chrono::NaiveDate>, Option<domain::leads::DisqualifyReason>);

/// What is to be said of a lead that is not on its way.
fn aside_of(lead: &Lead) -> Option<Aside> {
    match lead.status {
        LeadStatus::Nurturing => Some((lead.nurture_reason.clone(), lead.nurture_until, None)),
        LeadStatus::Disqualified => Some((lead.disqualify_note.clone(), None, lead.disqualify_reason)),
        _ => None,
    }
}

#[component]
fn Facts(details: Signal<LeadDetails>) -> impl IntoView {
    let words = use_words();
    let dash = move || view! { <span class="quiet">{words.nothing_written()}</span> }.into_any();
    let text = move |of: fn(&Lead) -> Option<String>| {
        move || details.with(|it| of(&it.lead)).map_or_else(dash, |it| it.into_any())
    };
    let link = move |of: fn(&Lead) -> Option<(String, String)>| {
        move || match details.with(|it| of(&it.lead)) {
            Some((href, text)) => view! { <a href=href>{text}</a> }.into_any(),
            None => dash(),
        }
    };
    let email = link(|it| it.email.clone().map(|it| (format!("mailto:{it}"), it)));
    let phone = link(|it| {
        let phone = it.phone.clone()?;
        Some((
            format!("tel:{}", telephone::e164(&phone).unwrap_or_else(|| phone.clone())),
            telephone::written(&phone),
        ))
    });
    view! {
        <dl class="record-facts">
            <div><dt>{words.field_email()}</dt><dd>{email}</dd></div>
            <div><dt>{words.field_phone()}</dt><dd>{phone}</dd></div>
            <div><dt>{words.field_company()}</dt><dd>{text(|it| it.company.clone())}</dd></div>
            <div><dt>{words.person_title()}</dt><dd>{text(|it| it.title.clone())}</dd></div>
            <div><dt>{words.field_motion()}</dt><dd>{move || words.motion(details.with(|it| it.lead.motion))}</dd></div>
            <div>
                <dt>{words.field_owner()}</dt>
                <dd><OwnerName of=Signal::derive(move || details.with(|it| it.lead.owner))/></dd>
            </div>
        </dl>
        <WhyOwner details/>
        {move || {
            let about = details.with(|it| it.lead.about.clone());
            (!about.is_empty()).then(|| view! { <p class="record-about">{about}</p> })
        }}
    }
}

/// The first touch and the last, with the link that led them here.
#[component]
fn Came(details: Signal<LeadDetails>) -> impl IntoView {
    let words = use_words();
    let viewer = use_viewer();
    let touch = move |label: &'static str, it: Touch, now: chrono::DateTime<chrono::Utc>| {
        let when = viewer.with(|viewer| words.moment(it.at, now, &viewer.zone));
        let came = [
            Some(words.origin(it.origin).to_owned()),
            it.source.clone().filter(|source| source != it.origin.code()),
        ];
        let came = came.into_iter().flatten().collect::<Vec<_>>().join(" · ");
        let utm = [&it.utm_source, &it.utm_medium, &it.utm_campaign, &it.utm_content, &it.utm_term];
        let utm = utm.into_iter().flatten().cloned().collect::<Vec<_>>().join(" / ");
        let pages = [it.referrer, it.landing_page].into_iter().flatten();
        view! {
            <div class="lead-touch">
                <dt>{label}</dt>
                <dd>
                    <strong>{came}</strong>
                    <span class="quiet">{when}</span>
                    {(!utm.is_empty()).then(|| view! { <span class="lead-utm">{utm}</span> })}
                    {pages.map(|it| view! { <span class="lead-utm">{it}</span> }).collect_view()}
                </dd>
            </div>
        }
    };
    view! {
        <Panel title=words.lead_came()>
            {move || {
                let it = details.get();
                let again = (it.touches > 1).then(|| touch(words.lead_last_touch(), it.last, it.now));
                view! {
                    <dl class="lead-touched">
                        {touch(words.lead_first_touch(), it.first, it.now)}
                        {again}
                    </dl>
                    {(it.touches > 1).then(|| view! { <p class="quiet">{words.lead_touches(it.touches)}</p> })}
                }
            }}
        </Panel>
    }
}
