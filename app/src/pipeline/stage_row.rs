//! One stage in the settings: how it stands, what it asks, and in its place the forms to change or remove it.

use super::api::{EditStage, RemoveStage, ShiftStage};
use super::gate_settings::StageGates;
use super::shape_fields::{ShapeFields, Values, value_of};
use crate::forms::{Complaint, error_here, succeeded};
use crate::routes;
use crate::ui::{Button, Choice, Field, FormRow, IconButton, Input, Look, Select};
use crate::words::use_words;
use domain::StageId;
use domain::pipeline::{Color, Pipeline, Stage, StageForm, StageKind};
use leptos::form::ActionForm;
use leptos::prelude::*;

/// A row stays as long as its stage, and so does what somebody types into it.
#[component]
pub fn StageRow(id: StageId, stage: Memo<Stage>, pipeline: Memo<Pipeline>, may: bool) -> impl IntoView {
    let words = use_words();
    let name = Memo::new(move |_| stage.with(|it| words.either(&it.name_ko, &it.name_en).to_owned()));
    let among = pipeline.with_untracked(|it| it.id);
    let place = Memo::new(move |_| {
        pipeline.with(|it| {
            let at = it.open_stages().position(|it| it.id == id);
            at.map(|at| (at > 0, at + 1 < it.open_stages().count())).unwrap_or_default()
        })
    });
    let shift = ServerAction::<ShiftStage>::new();
    let arrow = move |later: bool, icon: &'static str, label: String| {
        view! {
            <ActionForm action=shift attr:class="inline-form">
                <input type="hidden" name="pipeline" value=among.to_string()/>
                <input type="hidden" name="stage" value=id.to_string()/>
                <input type="hidden" name="later" value=later.to_string()/>
                <IconButton icon=icon label=label submit=true/>
            </ActionForm>
        }
    };
    let earlier =
        move || (may && place.get().0).then(|| arrow(false, "chevron-up", words.stage_earlier(&name.get())));
    let later =
        move || (may && place.get().1).then(|| arrow(true, "chevron-down", words.stage_later(&name.get())));
    let mark = move || stage.with(|it| format!("column-mark hue-{}", it.color.code()));
    let facts = move || {
        let (probability, rot, most) = stage.with(|it| (it.probability, it.rot_days, it.wip_limit));
        view! {
            <span class="quiet number">{words.stage_probability(probability)}</span>
            {rot.map(|days| view! { <span class="quiet">{words.stage_rots_after(days)}</span> })}
            {most.map(|limit| view! { <span class="quiet">{words.stage_holds(limit)}</span> })}
        }
    };
    let guidance = move || stage.with(|it| words.either(&it.guidance_ko, &it.guidance_en).to_owned());
    view! {
        <li class="stage-row">
            <div class="stage-line">
                <span class=mark></span>
                <div class="stage-about">
                    <div class="cluster"><strong>{move || name.get()}</strong>{facts}</div>
                    <span class="quiet">{guidance}</span>
                </div>
                {earlier}
                {later}
            </div>
            <StageGates stage name pipeline=among may/>
            {may.then(|| view! { <Change id stage name pipeline/> })}
        </li>
    }
}

#[component]
fn Change(id: StageId, stage: Memo<Stage>, name: Memo<String>, pipeline: Memo<Pipeline>) -> impl IntoView {
    let words = use_words();
    let among = pipeline.with_untracked(|it| it.id);
    let is_open = stage.with_untracked(|it| it.kind == StageKind::Open);
    let edit = ServerAction::<EditStage>::new();
    let remove = ServerAction::<RemoveStage>::new();
    let about = [("stage", id.to_string())];
    let (error, removed) = (error_here(edit, &about), error_here(remove, &about));
    // Without scripts a refused form comes back with the page: then it stands open with what is wrong.
    let refused = error.with_untracked(Option::is_some) || removed.with_untracked(Option::is_some);
    let now = Memo::new(move |_| stage.with(StageForm::of).values());
    let others = Signal::derive(move || {
        pipeline.with(|it| {
            let others = it.open_stages().filter(|it| it.id != id);
            others.map(|it| Choice::new(it.id, words.either(&it.name_ko, &it.name_en))).collect::<Vec<_>>()
        })
    });
    let removal = is_open.then(|| {
        view! {
            <ActionForm action=remove attr:class="form stage-remove">
                <Complaint error=removed/>
                <input type="hidden" name="pipeline" value=among.to_string()/>
                <input type="hidden" name="stage" value=id.to_string()/>
                <FormRow>
                    <Select name="to" id=format!("to-{id}") label=words.stage_remove_to() choices=others none="–"/>
                    <Button submit=true look=Look::Danger waiting=remove.pending()>{move || words.stage_remove(&name.get())}</Button>
                </FormRow>
            </ActionForm>
        }
    });
    view! {
        <details class="stage-more" open=refused>
            <summary>{words.edit()}<span class="unseen">" "{move || words.stage_edit(&name.get())}</span></summary>
            <ActionForm action=edit attr:class="form">
                <input type="hidden" name="pipeline" value=among.to_string()/>
                <input type="hidden" name="stage" value=id.to_string()/>
                <ShapeFields
                    now
                    error
                    saved=succeeded(edit)
                    waiting=edit.pending()
                    id=id.to_string()
                    fields=fields
                    leave=routes::pipeline_settings(among)
                />
            </ActionForm>
            {removal}
        </details>
    }
}

fn fields(id: &str, values: Values) -> AnyView {
    let words = use_words();
    let id = |name: &str| format!("{name}-{id}");
    let value = |name: &str| value_of(&values, name);
    let (ko, en, guide_ko, guide_en) = (id("ko"), id("en"), id("gko"), id("gen"));
    let (probability, rot, wip, color) = (id("probability"), id("rot"), id("wip"), id("color"));
    let (name_ko, name_en) = (value("name_ko"), value("name_en"));
    let (chance, rot_days, wip_limit) = (value("probability"), value("rot_days"), value("wip_limit"));
    let (guidance_ko, guidance_en, hue) = (value("guidance_ko"), value("guidance_en"), value("color"));
    let colors: Vec<_> = Color::ALL.iter().map(|it| Choice::new(it.code(), words.color(*it))).collect();
    view! {
        <FormRow>
            <Field name="form[name_ko]" id=ko label=words.field_name_ko() value=name_ko max_length=200/>
            <Field name="form[name_en]" id=en label=words.field_name_en() value=name_en max_length=200/>
        </FormRow>
        <FormRow>
            <Field name="form[probability]" id=probability label=words.field_probability() input=Input::Number value=chance/>
            <Field name="form[rot_days]" id=rot label=words.field_rot_days() input=Input::Number hint=words.stage_rot_hint() value=rot_days/>
            <Field name="form[wip_limit]" id=wip label=words.field_wip_limit() input=Input::Number hint=words.stage_wip_hint() value=wip_limit/>
            <Select name="form[color]" id=color label=words.stage_color() choices=colors value=hue/>
        </FormRow>
        <FormRow>
            <Field name="form[guidance_ko]" id=guide_ko label=words.field_guidance_ko() input=Input::Lines value=guidance_ko/>
            <Field name="form[guidance_en]" id=guide_en label=words.field_guidance_en() input=Input::Lines value=guidance_en/>
        </FormRow>
    }
    .into_any()
}
