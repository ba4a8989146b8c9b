//! What is asked once for all picked deals: the stage and why, the owner, the label.

use super::Batching;
use super::dialog::BatchForm;
use crate::accounts::member_choices;
use crate::error::AppError;
use crate::ui::{Choice, Field, Input, Select};
use domain::pipeline::batch::{Slot, Work};
use domain::pipeline::deal::{Closing, closing};
use domain::pipeline::{Pipeline, Report, StageKind};
use domain::{Refusal, StageId};
use leptos::prelude::*;

#[component]
pub fn MoveMany(
    batching: Batching,
    /// The stage, where it is chosen already.
    to: Option<StageId>,
    /// Where they were put down.
    place: Option<Slot>,
) -> impl IntoView {
    let words = batching.words;
    let pipeline = untrack(|| batching.pipeline());
    let name = move |it: &domain::pipeline::Stage| words.either(&it.name_ko, &it.name_en).to_owned();
    let next = |it: &Pipeline| {
        let first = batching.cards.with_untracked(|all| all.first().map(|it| it.stage))?;
        it.next_stage(first).or_else(|| it.open_stages().next()).map(|it| it.id)
    };
    let first = to.or_else(|| pipeline.as_ref().and_then(next));
    let stage = RwSignal::new(first.map(|it| it.to_string()).unwrap_or_default());
    let chosen = Memo::new(move |_| stage.with(|it| it.parse::<StageId>().ok()));
    let kind = Memo::new(move |_| chosen.get().map_or(StageKind::Open, |it| batching.kind(it)));
    let work = Signal::derive(move || chosen.get().map(|to| Work::Move { to, slot: place, closing: None }));
    let report = RwSignal::new(Report::default());
    let asks_back = Memo::new(move |_| report.with(Report::asks_why));
    let [reason, lost_to, hold_until] = [(); 3].map(|()| RwSignal::new(String::new()));
    let finish = move |work: Work| {
        let given = Closing {
            reason: reason.get_untracked(),
            lost_to: lost_to.get_untracked(),
            hold_until: hold_until.get_untracked(),
            override_reason: String::new(),
        };
        closing(kind.get_untracked(), Some(&given), batching.today)?;
        if asks_back.get_untracked() && given.reason.trim().is_empty() {
            return Err(AppError::from(Refusal::WhyBack));
        }
        Ok(match work {
            Work::Move { to, slot, .. } => Work::Move { to, slot, closing: Some(given) },
            other => other,
        })
    };
    let choices: Vec<_> =
        pipeline.iter().flat_map(|it| &it.stages).map(|it| Choice::new(it.id, name(it))).collect();
    let fixed = to.and_then(|to| pipeline.as_ref()?.stage(to).map(name));
    let where_to = match fixed {
        Some(name) => view! { <p class="gate-title">{words.gate_title(&name)}</p> }.into_any(),
        None => view! { <Select name="to" id="batch-to" label=words.deal_move_to() choices bind=stage/> }
            .into_any(),
    };
    let why = move || {
        let kind = kind.get();
        if kind == StageKind::Open && !asks_back.get() {
            return None;
        }
        let hint = (kind == StageKind::Open).then(|| view! { <p class="quiet">{words.batch_asks_why()}</p> });
        let lost = (kind == StageKind::Lost).then(|| {
            view! { <Field name="lost_to" id="batch-lost-to" label=words.field_lost_to() bind=lost_to max_length=200/> }
        });
        let held = (kind == StageKind::Hold).then(|| {
            view! { <Field name="hold_until" id="batch-hold-until" label=words.field_hold_until() input=Input::Day bind=hold_until/> }
        });
        Some(view! {
            {hint}
            <Field name="reason" id="batch-reason" label=words.field_reason() bind=reason max_length=200/>
            {lost}
            {held}
        })
    };
    view! {
        <BatchForm batching work report finish label=move |count| words.batch_do_move(count)>
            {where_to}
            {why}
        </BatchForm>
    }
}

#[component]
pub fn GiveMany(batching: Batching) -> impl IntoView {
    let Batching { words, viewer, .. } = batching;
    let choices = viewer.with_untracked(|it| member_choices(words, it, |_| false));
    let owner = RwSignal::new(choices.first().map(|it| it.value.clone()).unwrap_or_default());
    let work = Signal::derive(move || owner.with(|it| it.parse().ok()).map(|owner| Work::Give { owner }));
    let report = RwSignal::new(Report::default());
    view! {
        <BatchForm batching work report finish=Ok label=move |count| words.batch_do_give(count)>
            <Select name="owner" id="batch-owner" label=words.field_owner() choices bind=owner/>
        </BatchForm>
    }
}

#[component]
pub fn TagMany(batching: Batching) -> impl IntoView {
    let words = batching.words;
    let name = RwSignal::new(String::new());
    let work = Signal::derive(move || {
        let name = name.get().trim().to_owned();
        (!name.is_empty()).then_some(Work::Tag { name })
    });
    let report = RwSignal::new(Report::default());
    view! {
        <BatchForm batching work report finish=Ok label=move |count| words.batch_do_tag(count)>
            <Field name="name" id="batch-tag" label=words.tag_name() bind=name max_length=200 autofocus=true/>
        </BatchForm>
    }
}
