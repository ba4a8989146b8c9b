//! One deal: at the left its facts, its path and what happened; at the right what to do now.

use super::api::{DealView, MoveByForm, read_deal};
use super::card::due_tone;
use super::deal_edit::DealEdit;
use crate::error::AppError;
use crate::layout::{NotFound, Page, use_viewer};
use crate::live;
use crate::routes;
use crate::ui::{
    Amount, ButtonLink, ErrorPanel, Fact, Facts, Look, Panel, ProgressPath, Skeleton, Standing, Step,
};
use crate::words::use_words;
use domain::pipeline::{Deal, Pipeline, StageKind, deal as rules};
use domain::team::Right;
use leptos::prelude::*;
use leptos_router::hooks::{use_params_map, use_query_map};

#[component]
pub fn DealPage() -> impl IntoView {
    let words = use_words();
    let params = use_params_map();
    let query = use_query_map();
    let key = Memo::new(move |_| params.with(|it| it.get("key")).unwrap_or_default());
    let shown = RwSignal::new(None::<domain::DealId>);
    let changed = live::changed(move |event| event.deal.is_some() && event.deal == shown.get_untracked());
    let view = Resource::new_blocking(move || (key.get(), changed.get()), |(key, _)| read_deal(key));
    let editing = Memo::new(move |_| query.with(|it| it.get_str("edit").is_some()));
    view! {
        <Transition fallback=move || view! { <Page title=key.get_untracked()><Skeleton lines=6/></Page> }>
            {move || view.get().map(|it| match it {
                Ok(found) => {
                    shown.set(Some(found.deal.card.id));
                    view! { <Shown view=found editing/> }.into_any()
                }
                Err(AppError::NotFound) => view! { <NotFound/> }.into_any(),
                Err(error) => view! {
                    <Page title=key.get_untracked()><ErrorPanel text=words.app_error(&error)/></Page>
                }.into_any(),
            })}
        </Transition>
    }
}

#[component]
fn Shown(view: DealView, editing: Memo<bool>) -> impl IntoView {
    let words = use_words();
    let viewer = use_viewer();
    let DealView { deal, pipeline, today, now } = view;
    let card = deal.card.clone();
    let key = card.key();
    let note = match &card.account_name {
        Some(account) => format!("{key} · {account}"),
        None => key.to_string(),
    };
    let may = viewer.with_untracked(|it| it.may(Right::WorkDeal, card.owner));
    let board = format!("{}?move={key}", routes::pipeline(pipeline.id));
    let edit_href = format!("{}?edit=1", routes::deal(key));
    let actions =
        move || {
            may.then(|| view! {
            <ButtonLink href=edit_href.clone() look=Look::Quiet icon="pencil">{words.edit()}</ButtonLink>
            <ButtonLink href=board.clone() look=Look::Quiet>{words.deal_move()}</ButtonLink>
        })
        };
    let main = deal.clone();
    let facts = deal.clone();
    let side = deal.clone();
    view! {
        <Page title=card.name.clone() note=note actions=actions>
            <div class="page-columns">
                <div class="stack">
                    <Head deal=main pipeline=pipeline.clone() today now may/>
                    {move || (may && editing.get()).then(|| view! { <DealEdit deal=facts.clone()/> })}
                    <crate::products::DealLines deal=deal/>
                </div>
                <aside class="stack">
                    <WhatNow deal=side today may/>
                </aside>
            </div>
        </Page>
    }
}

/// The figures that decide, and the path with the way on.
#[component]
fn Head(
    deal: Deal,
    pipeline: Pipeline,
    today: chrono::NaiveDate,
    now: chrono::DateTime<chrono::Utc>,
    may: bool,
) -> impl IntoView {
    let words = use_words();
    let viewer = use_viewer();
    let card = deal.card.clone();
    let stage = pipeline.stage(card.stage).cloned();
    let probability =
        stage.as_ref().map_or(0, |it| rules::probability(deal.kind, it.probability, deal.probability));
    let owner = card.owner.and_then(|id| viewer.with_untracked(|it| it.member_name(id).map(str::to_owned)));
    let days =
        viewer.with_untracked(|it| (it.zone.day(now) - it.zone.day(card.stage_entered_at)).num_days().max(0));
    let here = pipeline.open_stages().position(|it| it.id == card.stage);
    let decided = deal.kind;
    let steps: Vec<_> = pipeline
        .open_stages()
        .enumerate()
        .map(|(at, it)| Step {
            label: words.either(&it.name_ko, &it.name_en).to_owned(),
            standing: match here {
                Some(now) if at < now => Standing::Done,
                Some(now) if at == now => Standing::Now,
                None if decided == StageKind::Won => Standing::Done,
                _ => Standing::Ahead,
            },
        })
        .collect();
    let next = pipeline.next_stage(card.stage).map(|it| it.id);
    let mover = ServerAction::<MoveByForm>::new();
    let forward = next.filter(|_| may && deal.kind == StageKind::Open).map(|to| {
        let card = card.clone();
        view! {
            <ActionForm action=mover attr:class="inline-form">
                <input type="hidden" name="act" value=format!("{}", forward_act(&card))/>
                <input type="hidden" name="deal" value=card.id.to_string()/>
                <input type="hidden" name="version" value=card.version.to_string()/>
                <input type="hidden" name="from" value=card.stage.to_string()/>
                <input type="hidden" name="to" value=to.to_string()/>
                <input type="hidden" name="next" value=routes::deal(card.key())/>
                <crate::ui::Button submit=true look=Look::Primary waiting=mover.pending()>{words.deal_next_stage()}</crate::ui::Button>
            </ActionForm>
        }
    });
    let refused = move || match mover.value().get() {
        Some(Err(error)) => {
            Some(view! { <p class="form-problem" role="alert">{words.app_error(&error)}</p> })
        }
        _ => None,
    };
    let closed = deal.close_reason.clone().map(|reason| {
        view! { <Fact label=words.why_closed(deal.kind)>{reason}</Fact> }
    });
    let amount = card.amount();
    let stage_label = stage.map(|it| words.either(&it.name_ko, &it.name_en).to_owned()).unwrap_or_default();
    view! {
        <Panel>
            <div class="deal-head">
                <Facts>
                    <Fact label=words.field_amount()>
                        {match amount {
                            Some(money) => view! { <Amount short=money.short(words.locale) full=money.full()/> }.into_any(),
                            None => view! { <span class="quiet">{words.card_no_amount()}</span> }.into_any(),
                        }}
                    </Fact>
                    <Fact label=words.field_stage()>{stage_label}</Fact>
                    <Fact label=words.field_probability()>{words.stage_probability(probability)}</Fact>
                    <Fact label=words.field_expected_close()>{card.expected_close.map_or("–".to_owned(), |it| words.day(it, today))}</Fact>
                    <Fact label=words.field_owner()>{owner.unwrap_or_else(|| "–".to_owned())}</Fact>
                    <Fact label=words.deal_stage_time()>{words.card_days(days)}</Fact>
                    {closed}
                </Facts>
                {forward}
            </div>
            {refused}
            <ProgressPath steps=steps label=words.deal_path()/>
            {(!deal.about.is_empty()).then(|| view! { <p class="deal-about">{deal.about.clone()}</p> })}
        </Panel>
    }
}

/// The act that the button stands for: the same deal moved on from the same version is the same act,
/// however often the button is pressed.
fn forward_act(card: &domain::pipeline::Card) -> domain::ActId {
    let version = u128::from(card.version.unsigned_abs());
    domain::ActId(uuid::Uuid::from_u128(card.id.0.as_u128() ^ (version << 32)))
}

/// The one next thing to do.
#[component]
fn WhatNow(deal: Deal, today: chrono::NaiveDate, may: bool) -> impl IntoView {
    let words = use_words();
    let card = deal.card;
    let edit_href = format!("{}?edit=1", routes::deal(card.key()));
    let step = card.next_step.clone().map(|step| {
        let due = card.next_step_due.map(|day| {
            view! { <span class=format!("deal-due {}", due_tone(day, today))>{words.due(day, today)}</span> }
        });
        view! { <p class="now-step">{step}" "{due}</p> }
    });
    let plan = may && step.is_none();
    view! {
        <Panel title=words.deal_now().to_owned() attr:class="panel now-panel">
            {match step {
                Some(step) => step.into_any(),
                None => view! { <p class="now-step">{words.deal_now_none()}</p> }.into_any(),
            }}
            {plan.then(|| view! { <ButtonLink href=edit_href look=Look::Primary>{words.deal_plan_next()}</ButtonLink> })}
        </Panel>
    }
}
