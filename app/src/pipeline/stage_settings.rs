//! One pipeline in the settings: its names, and its stages to add, change, reorder and remove.

use super::api::{AddStage, RenamePipeline, list_pipelines};
use super::shape_fields::{ShapeFields, Values, value_of};
use super::stage_row::StageRow;
use crate::accounts::Loaded;
use crate::forms::{Complaint, FormFields, error_of, succeeded};
use crate::frameworks::api::read_frameworks;
use crate::layout::{NotFound, use_viewer};
use crate::live;
use crate::routes;
use crate::team::SettingsPage;
use crate::ui::{Button, ButtonLink, Field, FormRow, Input, Look, Panel};
use crate::wire::reading;
use crate::words::use_words;
use domain::events::Topic;
use domain::frameworks::FrameworkBook;
use domain::pipeline::{Pipeline, PipelineForm, StageKind};
use domain::team::Right;
use domain::{PipelineId, StageId};
use leptos::form::ActionForm;
use leptos::prelude::*;
use leptos_router::hooks::use_params_map;

#[component]
pub fn PipelineSettingsPage() -> impl IntoView {
    let params = use_params_map();
    let id = Memo::new(move |_| params.with(|it| it.get("id").and_then(|it| it.parse::<PipelineId>().ok())));
    let changed = live::changed(|event| event.topic == Topic::Process);
    let found = reading(move || changed.get(), |_| list_pipelines());
    let book = reading(move || changed.get(), |_| read_frameworks());
    let show = move |all: Signal<Vec<Pipeline>>| {
        let known =
            Memo::new(move |_| all.with(|all| all.iter().map(|it| it.id).find(|it| Some(*it) == id.get())));
        // Gates can ask for what the pipeline's framework asks.
        let with = move |book: Signal<FrameworkBook>| {
            provide_context(book);
            (move || match known.get() {
                Some(id) => view! { <Whole id all/> }.into_any(),
                None => view! { <NotFound/> }.into_any(),
            })
            .into_any()
        };
        view! { <Loaded of=book show=with/> }.into_any()
    };
    view! { <Loaded of=found show/> }
}

/// Follows the news, without disturbing who types.
#[component]
fn Whole(id: PipelineId, all: Signal<Vec<Pipeline>>) -> impl IntoView {
    let now = move || all.with(|all| all.iter().find(|it| it.id == id).cloned());
    untrack(now).map(|first| {
        let pipeline = Memo::new(move |_| now().unwrap_or_else(|| first.clone()));
        view! { <Settings id pipeline/> }
    })
}

#[component]
fn Settings(id: PipelineId, pipeline: Memo<Pipeline>) -> impl IntoView {
    let words = use_words();
    let may = use_viewer().with_untracked(|it| it.may_ever(Right::ShapeProcess));
    let title = move || pipeline.with(|it| words.either(&it.name_ko, &it.name_en).to_owned());
    let stages = move |open: bool| {
        let is_asked = move |kind: StageKind| (kind == StageKind::Open) == open;
        pipeline.with(|it| {
            let asked = it.stages.iter().filter(|it| is_asked(it.kind));
            asked.map(|it| it.id).collect::<Vec<_>>()
        })
    };
    let row = move |id: StageId| {
        let now = move || pipeline.with(|it| it.stage(id).cloned());
        untrack(now).map(|first| {
            // A stage that was just removed keeps its last look until its row is gone.
            let stage = Memo::new(move |_| now().unwrap_or_else(|| first.clone()));
            view! { <StageRow id stage pipeline may/> }
        })
    };
    view! {
        <SettingsPage title=Signal::derive(title)>
            <ButtonLink href=routes::PIPELINES icon="arrow-left" look=Look::Plain>{words.pipelines_title()}</ButtonLink>
            <Panel title=words.stage_open().to_owned()>
                <ol class="stage-list"><For each=move || stages(true) key=|it| *it children=row/></ol>
            </Panel>
            <Panel title=words.stage_closing().to_owned()>
                <ol class="stage-list"><For each=move || stages(false) key=|it| *it children=row/></ol>
            </Panel>
            {may.then(|| view! { <NewStage id/> <Names id pipeline/> })}
        </SettingsPage>
    }
}

#[component]
fn NewStage(id: PipelineId) -> impl IntoView {
    let words = use_words();
    let add = ServerAction::<AddStage>::new();
    let error = error_of(add);
    let added = succeeded(add);
    // What was added is on the list: the next one starts empty.
    let fields = move || {
        added.track();
        view! {
            <FormRow>
                <Field name="form[name_ko]" id="new-name-ko" label=words.field_name_ko() max_length=200/>
                <Field name="form[name_en]" id="new-name-en" label=words.field_name_en() max_length=200/>
                <Field name="form[probability]" id="new-probability" label=words.field_probability() input=Input::Number value="50"/>
            </FormRow>
        }
    };
    view! {
        <Panel title=words.stage_add().to_owned()>
            <ActionForm action=add attr:class="form form-narrow">
                <input type="hidden" name="pipeline" value=id.to_string()/>
                <Complaint error/>
                <FormFields of=error>{fields}</FormFields>
                <div class="form-foot"><Button submit=true look=Look::Primary waiting=add.pending()>{words.stage_add()}</Button></div>
            </ActionForm>
        </Panel>
    }
}

#[component]
fn Names(id: PipelineId, pipeline: Memo<Pipeline>) -> impl IntoView {
    let words = use_words();
    let rename = ServerAction::<RenamePipeline>::new();
    let names =
        move |it: &Pipeline| PipelineForm { name_ko: it.name_ko.clone(), name_en: it.name_en.clone() };
    let now = Memo::new(move |_| pipeline.with(names).values());
    view! {
        <Panel title=words.pipelines_names().to_owned()>
            <ActionForm action=rename attr:class="form form-narrow">
                <input type="hidden" name="pipeline" value=id.to_string()/>
                <ShapeFields
                    now
                    error=error_of(rename)
                    saved=succeeded(rename)
                    waiting=rename.pending()
                    id="pipeline".to_owned()
                    fields=name_fields
                    leave=routes::pipeline_settings(id)
                />
            </ActionForm>
        </Panel>
    }
}

fn name_fields(id: &str, values: Values) -> AnyView {
    let words = use_words();
    let (ko, en) = (format!("{id}-ko"), format!("{id}-en"));
    let (name_ko, name_en) = (value_of(&values, "name_ko"), value_of(&values, "name_en"));
    view! {
        <FormRow>
            <Field name="form[name_ko]" id=ko label=words.field_name_ko() value=name_ko max_length=200/>
            <Field name="form[name_en]" id=en label=words.field_name_en() value=name_en max_length=200/>
        </FormRow>
    }
    .into_any()
}
