//! The figures of a deal that decide, and its path with the way on.

use super::api::{DealView, MoveByForm};
use super::deal_move::{Endings, asked, move_href};
use super::missing::MissingList;
use crate::accounts::OwnerName;
use crate::forms::{Complaint, error_of};
use crate::layout::use_viewer;
use crate::routes;
use crate::ui::{Amount, Button, ButtonLink, Fact, Facts, Look, Panel, ProgressPath, Standing, Step};
use crate::words::use_words;
use domain::pipeline::gate::judge;
use domain::pipeline::{Card, Facts, StageKind, Verdict, deal as rules};
use domain::team::Viewer;
use domain::{ActId, StageId};
use leptos::form::ActionForm;
use leptos::prelude::*;
use leptos_router::components::A;
use uuid::Uuid;

#[component]
pub fn DealHead(view: Signal<DealView>, may: Memo<bool>) -> impl IntoView {
    let words = use_words();
    let mover = ServerAction::<MoveByForm>::new();
    // What the dialog was refused, the dialog says.
    let (asked, refused) = (asked(), error_of(mover));
    let error = Signal::derive(move || refused.get().filter(|_| asked.with(Option::is_none)));
    let viewer = use_viewer();
    let ahead = Memo::new(move |_| view.with(|view| viewer.with(|viewer| Ahead::of(view, viewer))));
    let forward = move || {
        let card = view.with(|it| it.deal.card.clone());
        let ahead = ahead.get().filter(|_| may.get())?;
        let to = ahead.stage;
        if !ahead.verdict.passes() {
            let (href, label) = (move_href(&card, Some(to)), words.deal_next_stage());
            return Some(view! { <ButtonLink href=href look=Look::Primary>{label}</ButtonLink> }.into_any());
        }
        Some({
            view! {
                <ActionForm action=mover attr:class="inline-form">
                    <input type="hidden" name="act" value=form_act(&card).to_string()/>
                    <input type="hidden" name="deal" value=card.id.to_string()/>
                    <input type="hidden" name="from" value=card.stage.to_string()/>
                    <input type="hidden" name="to" value=to.to_string()/>
                    <input type="hidden" name="next" value=routes::deal(card.key())/>
                    <Button submit=true look=Look::Primary waiting=mover.pending()>{words.deal_next_stage()}</Button>
                </ActionForm>
            }
            .into_any()
        })
    };
    let readiness = move || {
        let ahead = ahead.get().filter(|it| it.verdict.count() > 0)?;
        let (card, name) = view.with(|it| {
            let name =
                it.pipeline.stage(ahead.stage).map(|it| words.either(&it.name_ko, &it.name_en).to_owned());
            (it.deal.card.clone(), name.unwrap_or_default())
        });
        Some(view! {
            <section class="gate-ahead" aria-label=words.gate_next(&name)>
                <h3>{words.gate_next(&name)}<span class="quiet">" "{words.gate_needs(i64::try_from(ahead.verdict.count()).unwrap_or(i64::MAX))}</span></h3>
                <MissingList missing=ahead.verdict.missing card/>
            </section>
        })
    };
    let about = move || {
        let about = view.with(|it| it.deal.about.clone());
        (!about.is_empty()).then(|| view! { <p class="deal-about">{about}</p> })
    };
    view! {
        <Panel>
            <div class="deal-head">
                <Figures view/>
                <div class="cluster">
                    <Endings view may/>
                    {forward}
                </div>
            </div>
            <Complaint error/>
            <ProgressPath steps=Signal::derive(move || view.with(|it| steps(it, |ko, en| words.either(ko, en).to_owned()))) label=words.deal_path()/>
            {readiness}
            <Around view/>
            {about}
        </Panel>
    }
}

/// The stage after the deal's own, and what it misses for it.
#[derive(Clone, PartialEq)]
struct Ahead {
    stage: StageId,
    verdict: Verdict,
}

impl Ahead {
    fn of(view: &DealView, viewer: &Viewer) -> Option<Self> {
        let card = &view.deal.card;
        let stage = view.pipeline.next_stage(card.stage).filter(|_| view.deal.kind == StageKind::Open)?.id;
        let verdict =
            judge(&view.pipeline.doors(), &Facts::of(card), Some(card.stage), stage, viewer.on(view.today));
        Some(Self { stage, verdict })
    }
}

#[component]
fn Figures(view: Signal<DealView>) -> impl IntoView {
    let words = use_words();
    let viewer = use_viewer();
    let amount = move || match view.with(|it| it.deal.card.amount()) {
        Some(money) => view! { <Amount short=money.short(words.locale) full=money.full()/> }.into_any(),
        None => view! { <span class="quiet">{words.card_no_amount()}</span> }.into_any(),
    };
    let stage = move || {
        let name = |it: &DealView| {
            let stage = it.pipeline.stage(it.deal.card.stage)?;
            Some(words.either(&stage.name_ko, &stage.name_en).to_owned())
        };
        view.with(name)
    };
    let probability = move || {
        view.with(|it| {
            let of_stage = it.pipeline.stage(it.deal.card.stage).map_or(0, |it| it.probability);
            words.stage_probability(rules::probability(it.deal.kind, of_stage, it.deal.probability))
        })
    };
    // The day it was decided, or should come back, or is expected to be decided.
    let close = move || {
        let day = view.with(|it| {
            let day = match it.deal.kind {
                StageKind::Hold => it.deal.hold_until,
                _ => it
                    .deal
                    .closed_at
                    .map(|at| viewer.with(|it| it.zone.day(at)))
                    .or(it.deal.card.expected_close),
            };
            day.map(|day| words.day(day, it.today))
        });
        day.unwrap_or_else(dash)
    };
    let close_label = move || match view.with(|it| it.deal.kind) {
        StageKind::Hold => words.field_hold_until(),
        kind => words.closing_day(Some(kind)),
    };
    let slipped = move || {
        let moves = view.with(|it| i64::from(it.deal.close_date_moves));
        (moves > 0).then(|| view! { <span class="deal-slipped">{words.deal_slipped(moves)}</span> })
    };
    let days = move || {
        let since = |it: &DealView| {
            viewer.with(|viewer| viewer.zone.day(it.now) - viewer.zone.day(it.deal.card.stage_entered_at))
        };
        words.card_days(view.with(since).num_days().max(0))
    };
    let open = Memo::new(move |_| view.with(|it| it.deal.kind == StageKind::Open));
    view! {
        <Facts>
            <Fact label=words.field_amount()>{amount}</Fact>
            <Fact label=words.field_stage()>{stage}</Fact>
            <Fact label=words.field_probability()>{probability}</Fact>
            <Fact label=close_label>{close}{slipped}</Fact>
            <Fact label=words.field_owner()><OwnerName of=Signal::derive(move || view.with(|it| it.deal.card.owner))/></Fact>
            {move || open.get().then(|| view! { <Fact label=words.deal_stage_time()>{days}</Fact> })}
        </Facts>
    }
}

/// With whom, and how it ended.
#[component]
fn Around(view: Signal<DealView>) -> impl IntoView {
    let words = use_words();
    let account = move || {
        let account = view.with(|it| it.deal.card.account.zip(it.deal.card.account_name.clone()));
        account.map(|(id, name)| {
            view! { <div><dt>{words.field_account()}</dt><dd><A href=routes::account(id)>{name}</A></dd></div> }
        })
    };
    let person = move || {
        let person = view.with(|it| it.deal.person.zip(it.deal.person_name.clone()));
        person.map(|(id, name)| {
            view! { <div><dt>{words.field_person()}</dt><dd><A href=routes::person(id)>{name}</A></dd></div> }
        })
    };
    let closed = move || {
        let closed = view.with(|it| it.deal.close_reason.clone().map(|reason| (it.deal.kind, reason)));
        closed.map(|(kind, reason)| view! { <div><dt>{words.why_closed(kind)}</dt><dd>{reason}</dd></div> })
    };
    view! { <dl class="record-facts deal-around">{account}{person}{closed}</dl> }
}

fn dash() -> String {
    "–".to_owned()
}

/// The open stages, and how far the deal has come on them.
fn steps(view: &DealView, name: impl Fn(&str, &str) -> String) -> Vec<Step> {
    let here = view.pipeline.open_stages().position(|it| it.id == view.deal.card.stage);
    let standing = |at: usize| match here {
        Some(now) if at < now => Standing::Done,
        Some(now) if at == now => Standing::Now,
        None if view.deal.kind == StageKind::Won => Standing::Done,
        _ => Standing::Ahead,
    };
    let stages = view.pipeline.open_stages().enumerate();
    stages.map(|(at, it)| Step { label: name(&it.name_ko, &it.name_en), standing: standing(at) }).collect()
}

/// The act that a form of the page stands for: the same deal moved on from the same version is the same act,
/// however often the form is sent.
pub fn form_act(card: &Card) -> ActId {
    let version = u128::from(card.version.unsigned_abs());
    ActId(Uuid::from_u128(card.id.0.as_u128() ^ (version << 32)))
}
