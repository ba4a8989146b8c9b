//! The stages of one pipeline: add, rename, weigh, limit, reorder, and remove by saying where their deals go.

use super::api::{AddStage, EditStage, RemoveStage, ShiftStage, list_pipelines};
use super::gate_settings::StageGates;
use crate::error::AppError;
use crate::layout::{NotFound, use_viewer};
use crate::live;
use crate::routes;
use crate::team::SettingsPage;
use crate::ui::{
    Button, ButtonLink, Choice, ErrorPanel, Field, FormProblems, FormRow, IconButton, Input, Look, Panel,
    Select, Skeleton,
};
use crate::wire::reading;
use crate::words::{Words, problems_of, use_words};
use domain::PipelineId;
use domain::events::Topic;
use domain::pipeline::{Color, Pipeline, Stage, StageKind};
use domain::team::Right;
use leptos::prelude::*;
use leptos_router::hooks::use_params_map;

#[component]
pub fn PipelineSettingsPage() -> impl IntoView {
    let words = use_words();
    let params = use_params_map();
    let id = Memo::new(move |_| params.with(|it| it.get("id").and_then(|it| it.parse::<PipelineId>().ok())));
    let changed = live::changed(|event| event.topic == Topic::Process);
    let found = reading(move || changed.get(), |_| list_pipelines());
    let shown = move || {
        found.get().map(|it| match it {
            Ok(all) => match all.into_iter().find(|it| Some(it.id) == id.get()) {
                Some(pipeline) => view! { <Stages pipeline/> }.into_any(),
                None => view! { <NotFound/> }.into_any(),
            },
            Err(error) => view! { <ErrorPanel text=words.app_error(&error)/> }.into_any(),
        })
    };
    view! { <Transition fallback=move || view! { <Skeleton lines=6/> }>{shown}</Transition> }
}

#[component]
fn Stages(pipeline: Pipeline) -> impl IntoView {
    let words = use_words();
    let viewer = use_viewer();
    let may = viewer.with_untracked(|it| it.may_ever(Right::ShapeProcess));
    let title = words.either(&pipeline.name_ko, &pipeline.name_en).to_owned();
    let (open, closing): (Vec<_>, Vec<_>) =
        pipeline.stages.iter().cloned().partition(|it| it.kind == StageKind::Open);
    let rows = |stages: Vec<Stage>| {
        let count = stages.len();
        let row = |(at, stage): (usize, Stage)| {
            let (pipeline, first, last) = (pipeline.clone(), at == 0, at + 1 == count);
            view! { <StageRow stage pipeline first last may/> }
        };
        stages.into_iter().enumerate().map(row).collect_view()
    };
    let (open, closing) = (rows(open), rows(closing));
    let id = pipeline.id.to_string();
    let add = ServerAction::<AddStage>::new();
    let problems = refused(words, add.value());
    view! {
        <SettingsPage title=title>
            <ButtonLink href=routes::PIPELINES icon="arrow-left" look=Look::Plain>{words.pipelines_title()}</ButtonLink>
            <Panel title=words.stage_open().to_owned()><ol class="stage-list">{open}</ol></Panel>
            <Panel title=words.stage_closing().to_owned()><ol class="stage-list">{closing}</ol></Panel>
            {may.then(|| view! {
                <Panel title=words.stage_add().to_owned()>
                    <ActionForm action=add attr:class="form form-narrow">
                        <input type="hidden" name="pipeline" value=id.clone()/>
                        <FormProblems of=problems>
                            <FormRow>
                                <Field name="form[name_ko]" id="new-name-ko" label=words.field_name_ko() max_length=200/>
                                <Field name="form[name_en]" id="new-name-en" label=words.field_name_en() max_length=200/>
                                <Field name="form[probability]" id="new-probability" label=words.field_probability() input=Input::Number value="50"/>
                            </FormRow>
                        </FormProblems>
                        <div class="form-foot"><Button submit=true look=Look::Primary waiting=add.pending()>{words.stage_add()}</Button></div>
                    </ActionForm>
                </Panel>
            })}
        </SettingsPage>
    }
}

#[component]
fn StageRow(stage: Stage, pipeline: Pipeline, first: bool, last: bool, may: bool) -> impl IntoView {
    let words = use_words();
    let name = words.either(&stage.name_ko, &stage.name_en).to_owned();
    let is_open = stage.kind == StageKind::Open;
    let shift = ServerAction::<ShiftStage>::new();
    let arrow = |later: bool, icon: &'static str, label: String| {
        view! {
            <ActionForm action=shift attr:class="inline-form">
                <input type="hidden" name="pipeline" value=pipeline.id.to_string()/>
                <input type="hidden" name="stage" value=stage.id.to_string()/>
                <input type="hidden" name="later" value=later.to_string()/>
                <IconButton icon=icon label=label submit=true/>
            </ActionForm>
        }
    };
    let guidance = words.either(&stage.guidance_ko, &stage.guidance_en).to_owned();
    view! {
        <li class="stage-row">
            <div class="stage-line">
                <span class=format!("column-mark hue-{}", stage.color.code())></span>
                <div class="stage-about">
                    <div class="cluster">
                        <strong>{name.clone()}</strong>
                        <span class="quiet number">{words.stage_probability(stage.probability)}</span>
                        {stage.rot_days.map(|days| view! { <span class="quiet">{words.stage_rots_after(days)}</span> })}
                        {stage.wip_limit.map(|limit| view! { <span class="quiet">{words.stage_holds(limit)}</span> })}
                    </div>
                    <span class="quiet">{guidance}</span>
                </div>
                {(may && is_open && !first).then(|| arrow(false, "chevron-up", words.stage_earlier(&name)))}
                {(may && is_open && !last).then(|| arrow(true, "chevron-down", words.stage_later(&name)))}
            </div>
            <StageGates stage=stage.clone() pipeline=pipeline.id may/>
            {may.then(|| view! {
                <details class="stage-more">
                    <summary>{words.edit()}<span class="unseen">" "{words.stage_edit(&name)}</span></summary>
                    <StageForm stage=stage.clone() pipeline=pipeline.id/>
                    {is_open.then(|| view! { <RemoveForm stage=stage.clone() pipeline=pipeline.clone()/> })}
                </details>
            })}
        </li>
    }
}

#[component]
fn StageForm(stage: Stage, pipeline: PipelineId) -> impl IntoView {
    let words = use_words();
    let edit = ServerAction::<EditStage>::new();
    let problems = refused(words, edit.value());
    let colors: Vec<_> = Color::ALL.iter().map(|it| Choice::new(it.code(), words.color(*it))).collect();
    let number = |it: Option<u16>| it.map(|it| it.to_string()).unwrap_or_default();
    let id = move |name: &str| format!("{name}-{}", stage.id);
    view! {
        <ActionForm action=edit attr:class="form">
            <input type="hidden" name="pipeline" value=pipeline.to_string()/>
            <input type="hidden" name="stage" value=stage.id.to_string()/>
            <FormProblems of=problems>
                <FormRow>
                    <Field name="form[name_ko]" id=id("ko") label=words.field_name_ko() value=stage.name_ko.clone() max_length=200/>
                    <Field name="form[name_en]" id=id("en") label=words.field_name_en() value=stage.name_en.clone() max_length=200/>
                </FormRow>
                <FormRow>
                    <Field name="form[probability]" id=id("probability") label=words.field_probability() input=Input::Number value=stage.probability.to_string()/>
                    <Field name="form[rot_days]" id=id("rot") label=words.field_rot_days() input=Input::Number hint=words.stage_rot_hint() value=number(stage.rot_days)/>
                    <Field name="form[wip_limit]" id=id("wip") label=words.field_wip_limit() input=Input::Number hint=words.stage_wip_hint() value=number(stage.wip_limit)/>
                    <Select name="form[color]" id=id("color") label=words.stage_color() choices=colors value=stage.color.code()/>
                </FormRow>
                <FormRow>
                    <Field name="form[guidance_ko]" id=id("gko") label=words.field_guidance_ko() input=Input::Lines value=stage.guidance_ko.clone()/>
                    <Field name="form[guidance_en]" id=id("gen") label=words.field_guidance_en() input=Input::Lines value=stage.guidance_en.clone()/>
                </FormRow>
            </FormProblems>
            <div class="form-foot"><Button submit=true look=Look::Primary waiting=edit.pending()>{words.save()}</Button></div>
        </ActionForm>
    }
}

#[component]
fn RemoveForm(stage: Stage, pipeline: Pipeline) -> impl IntoView {
    let words = use_words();
    let remove = ServerAction::<RemoveStage>::new();
    let name = words.either(&stage.name_ko, &stage.name_en).to_owned();
    let others: Vec<_> = pipeline
        .open_stages()
        .filter(|it| it.id != stage.id)
        .map(|it| Choice::new(it.id, words.either(&it.name_ko, &it.name_en)))
        .collect();
    let refused = move || match remove.value().get() {
        Some(Err(error)) => {
            Some(view! { <p class="form-problem" role="alert">{words.app_error(&error)}</p> })
        }
        _ => None,
    };
    view! {
        <ActionForm action=remove attr:class="form stage-remove">
            {refused}
            <input type="hidden" name="pipeline" value=pipeline.id.to_string()/>
            <input type="hidden" name="stage" value=stage.id.to_string()/>
            <FormRow>
                <Select name="to" id=format!("to-{}", stage.id) label=words.stage_remove_to() choices=others none="–"/>
                <Button submit=true look=Look::Danger waiting=remove.pending()>{words.stage_remove(&name)}</Button>
            </FormRow>
        </ActionForm>
    }
}

/// The sentences for the fields of a form that was refused.
fn refused<T: Send + Sync + Clone + 'static>(
    words: Words,
    value: impl Get<Value = Option<Result<T, AppError>>> + Send + Sync + 'static,
) -> Signal<Vec<crate::words::FieldProblem>> {
    Signal::derive(move || match value.get() {
        Some(Err(AppError::Refused(refusal))) => problems_of(words, &refusal),
        _ => vec![],
    })
}
