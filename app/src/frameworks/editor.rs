//! Writing a framework: its names, and a row for each criterion, with three empty ones for new.

use super::api::SaveFramework;
use crate::error::AppError;
use crate::forms::{Complaint, FormFields, error_of, field_problems};
use crate::routes;
use crate::ui::{Button, ButtonLink, Checkbox, Field, FormRow, Input, Look, Panel, Seen};
use crate::words::use_words;
use domain::frameworks::{CriterionForm, Framework, MOST_CRITERIA};
use leptos::form::ActionForm;
use leptos::prelude::*;

/// So many rows stand empty for what is new.
const EMPTY: usize = 3;

#[component]
pub fn Editor(of: Option<Framework>, save: ServerAction<SaveFramework>) -> impl IntoView {
    let words = use_words();
    let error = error_of(save);
    let id = of.as_ref().map(|it| it.id.to_string()).unwrap_or_default();
    let begun = of.as_ref().map_or(0, |it| it.version);
    // Whoever was overtaken reads what stands in another window, and may write over it.
    let seen = Memo::new(move |_| match error.get() {
        Some(AppError::Changed { version, .. }) => version,
        _ => begun,
    });
    let (ko, en, off) =
        of.as_ref().map(|it| (it.name_ko.clone(), it.name_en.clone(), it.off)).unwrap_or_default();
    let title = match &of {
        Some(it) => words.framework_edit(words.either(&it.name_ko, &it.name_en)),
        None => words.framework_new().to_owned(),
    };
    let mut rows: Vec<CriterionForm> =
        of.iter().flat_map(|it| it.criteria.iter().enumerate().map(CriterionForm::from)).collect();
    let known = rows.len();
    rows.resize((known + EMPTY).min(MOST_CRITERIA), CriterionForm::default());
    let problems = field_problems(words, error);
    let row = move |(at, it): (usize, CriterionForm)| {
        let name = move |field: &str| format!("form[criteria][{at}][{field}]");
        let id = move |field: &str| format!("field-{field}-{at}");
        let place = if it.place.is_empty() { (at + 1).to_string() } else { it.place };
        let field = move |code: &'static str, label: &'static str, value: String| {
            let named = format!("{code}-{at}");
            let problem = Signal::derive(move || {
                problems.with(|it| it.iter().find(|it| it.field == named).map(|it| it.sentence.clone()))
            });
            view! { <Field name=name(code) id=id(code) label value problem max_length=300/> }
        };
        view! {
            <fieldset class="framework-row">
                <legend>{words.framework_criterion(at + 1)}</legend>
                <input type="hidden" name=name("code") value=it.code/>
                <FormRow>
                    {field("name_ko", words.field_name_ko(), it.name_ko)}
                    {field("name_en", words.field_name_en(), it.name_en)}
                    <Field name=name("place") id=id("place") label=words.framework_place() input=Input::Number value=place/>
                </FormRow>
                <FormRow>
                    {field("ask_ko", words.framework_ask_ko(), it.ask_ko)}
                    {field("whom_ko", words.framework_whom_ko(), it.whom_ko)}
                </FormRow>
                <FormRow>
                    {field("ask_en", words.framework_ask_en(), it.ask_en)}
                    {field("whom_en", words.framework_whom_en(), it.whom_en)}
                </FormRow>
            </fieldset>
        }
    };
    view! {
        <Panel title>
            <ActionForm action=save attr:class="form" attr:novalidate=true>
                <input type="hidden" name="id" value=id/>
                <Complaint error/>
                <FormFields of=error>
                    <Seen name="seen" value=Signal::derive(move || seen.get().to_string())/>
                    <FormRow>
                        <Field name="form[name_ko]" label=words.field_name_ko() value=ko max_length=200/>
                        <Field name="form[name_en]" label=words.field_name_en() value=en max_length=200/>
                    </FormRow>
                    {rows.into_iter().enumerate().map(row).collect_view()}
                    <p class="quiet">{words.framework_blank()}</p>
                    <Checkbox name="form[off]" label=words.framework_off() value="true" checked=off/>
                </FormFields>
                <div class="form-foot">
                    <ButtonLink href=routes::FRAMEWORKS>{words.cancel()}</ButtonLink>
                    <Button submit=true look=Look::Primary waiting=save.pending()>{words.save()}</Button>
                </div>
            </ActionForm>
        </Panel>
    }
}
