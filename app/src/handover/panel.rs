//! On a lead's page: what would go over and what that lacks, for whom it waits, or what became of it.

use super::api::{SendHandover, WithdrawHandover, WriteDossier, read_lead_handover};
use super::chip::{Clock, said};
use super::items::{Items, Meter};
use super::notes::NotesEdit;
use super::send::Send;
use crate::accounts::Loaded;
use crate::forms::{Complaint, error_of};
use crate::layout::use_viewer;
use crate::leads::ticking;
use crate::ui::{Button, ButtonLink, Look, Panel};
use crate::wire::reading;
use crate::words::use_words;
use crate::{live, routes};
use domain::events::Topic;
use domain::handover::{Handover, LeadHandover, RejectClass, State, takes_back};
use domain::leads::LeadStatus;
use domain::qualification::Kind;
use domain::team::Right;
use domain::{Key, LeadId};
use leptos::form::ActionForm;
use leptos::prelude::*;
use leptos_router::components::A;
use leptos_router::hooks::use_query_map;

#[component]
pub fn HandoverPanel(id: Memo<LeadId>, key: Key) -> impl IntoView {
    // What a dossier says comes from many places.
    let news = live::changed(move |it| {
        it.lead == Some(id.get_untracked())
            || matches!(it.topic, Topic::Signal | Topic::Process | Topic::Team)
    });
    let (write, send, withdraw) = (
        ServerAction::<WriteDossier>::new(),
        ServerAction::<SendHandover>::new(),
        ServerAction::<WithdrawHandover>::new(),
    );
    let acts = move || (write.version().get(), send.version().get(), withdraw.version().get());
    let read = reading(move || (id.get(), acts(), news.get()), |(id, ..)| read_lead_handover(id));
    view! {
        <Loaded of=read show=move |handover| {
            view! { <Shown handover key write send withdraw/> }.into_any()
        }/>
    }
}

/// What the panel is about now.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Shows {
    Nothing,
    /// Nobody has said yet that it is one for sales.
    TooEarly,
    Preparing,
    Writing,
    Waiting,
    Over,
}

#[component]
fn Shown(
    handover: Signal<LeadHandover>,
    key: Key,
    write: ServerAction<WriteDossier>,
    send: ServerAction<SendHandover>,
    withdraw: ServerAction<WithdrawHandover>,
) -> impl IntoView {
    let words = use_words();
    let viewer = use_viewer();
    let query = use_query_map();
    let may = Memo::new(move |_| viewer.with(|it| it.may(Right::HandOver, handover.with(|it| it.owner))));
    let writing = Memo::new(move |_| may.get() && query.with(|it| it.get("dossier").is_some()));
    let shows = Memo::new(move |_| {
        handover.with(|it| match it.status {
            LeadStatus::HandoverPending => Shows::Waiting,
            LeadStatus::Accepted => Shows::Over,
            status if !LeadStatus::WORKED.contains(&status) => Shows::Nothing,
            _ if writing.get() => Shows::Writing,
            _ if it.dossier.kind != Kind::SalesQualified => Shows::TooEarly,
            _ => Shows::Preparing,
        })
    });
    let link = move || {
        let can_write = matches!(shows.get(), Shows::Preparing | Shows::TooEarly) && may.get();
        can_write.then(|| {
            let href = format!("{}?dossier=1", routes::lead(key));
            view! { <A href scroll=false attr:class="panel-act">{words.handover_write()}</A> }
        })
    };
    let action = move || view! { {link} };
    let last = Memo::new(move |_| handover.with(|it| it.last.clone()));
    let panel = move || {
        let inside = move || match shows.get() {
            Shows::Nothing => ().into_any(),
            Shows::TooEarly => view! { <p class="quiet">{words.handover_needs_sql()}</p> }.into_any(),
            Shows::Writing => view! { <NotesEdit handover key write/> }.into_any(),
            Shows::Preparing => view! {
                <Rejected last/>
                <Prepared handover key may/>
                {move || may.get().then(|| view! { <Send handover action=send/> })}
            }
            .into_any(),
            Shows::Waiting => view! { <Waits last handover withdraw/> }.into_any(),
            Shows::Over => view! { <Accepted last/> }.into_any(),
        };
        view! { <Panel title=words.handover() action>{inside}</Panel> }
    };
    let is_shown = Memo::new(move |_| shows.get() != Shows::Nothing);
    move || is_shown.get().then(panel)
}

#[component]
fn Prepared(handover: Signal<LeadHandover>, key: Key, may: Memo<bool>) -> impl IntoView {
    let viewer = use_viewer();
    let dossier = Memo::new(move |_| handover.with(|it| it.dossier.clone()));
    let today = Memo::new(move |_| viewer.with(|it| it.zone.day(handover.with(|it| it.now))));
    move || {
        view! {
            <Meter dossier=dossier.get() today=today.get()/>
            <Items dossier=dossier.get() today=today.get() key may=may.get()/>
        }
    }
}

/// Why the last one came back.
#[component]
fn Rejected(last: Memo<Option<Handover>>) -> impl IntoView {
    let words = use_words();
    move || {
        let it = last.get().filter(|it| it.state == State::Rejected)?;
        let fix = match it.reject_class {
            Some(RejectClass::Definition) => words.handover_fix_definition(),
            _ => words.handover_fix_incomplete(),
        };
        let class = it.reject_class.map(|it| words.handover_class_short(it));
        Some(view! {
            <div class="handover-back" role="note">
                <p><strong>{said(words, &it)}</strong>" · "{class}</p>
                <blockquote>{it.reject_note.clone()}</blockquote>
                <p class="quiet">{fix}</p>
                <A href=routes::handover(it.id)>{words.handover_open()}</A>
            </div>
        })
    }
}

#[component]
fn Waits(
    last: Memo<Option<Handover>>,
    handover: Signal<LeadHandover>,
    withdraw: ServerAction<WithdrawHandover>,
) -> impl IntoView {
    let words = use_words();
    let viewer = use_viewer();
    let error = error_of(withdraw);
    let now = ticking(Memo::new(move |_| handover.with(|it| it.now)));
    let shown = move || {
        last.get().map(|it| {
            let id = it.id;
            let sender = takes_back(handover.with(|it| it.owner), it.from);
            let may = viewer.with(|viewer| viewer.may(Right::HandOver, sender));
            let back = move || {
                may.then(|| {
                    view! {
                        <ActionForm action=withdraw attr:class="inline-form">
                            <input type="hidden" name="handover" value=id.to_string()/>
                            <Button submit=true look=Look::Quiet waiting=withdraw.pending()>{words.handover_withdraw()}</Button>
                        </ActionForm>
                    }
                })
            };
            view! {
                <p class="handover-waits">
                    <strong>{said(words, &it)}</strong>
                    <Clock sent_at=it.sent_at due=it.due_at now/>
                </p>
                {(!it.note.is_empty()).then(|| view! { <p class="quiet">{it.note.clone()}</p> })}
                <div class="handover-acts">
                    <ButtonLink href=routes::handover(id)>{words.handover_open()}</ButtonLink>
                    {back}
                </div>
            }
        })
    };
    view! { <Complaint error/>{shown} }
}

#[component]
fn Accepted(last: Memo<Option<Handover>>) -> impl IntoView {
    let words = use_words();
    move || {
        last.get().map(|it| {
            let deal = it.deal_key().map(|key| {
                view! { <ButtonLink href=routes::deal(key) look=Look::Primary>{words.handover_open_deal()}</ButtonLink> }
            });
            view! {
                <p class="handover-waits"><strong>{said(words, &it)}</strong></p>
                <div class="handover-acts">
                    {deal}
                    <ButtonLink href=routes::handover(it.id)>{words.handover_open()}</ButtonLink>
                </div>
            }
        })
    }
}
