//! `/import/{id}`: what will happen with the files, and how to change that; afterwards, what happened.

use super::api::{ImportView, read_import};
use super::file_panel::FilePanel;
use super::outcome::{Done, Made};
use crate::error::AppError;
use crate::layout::{NotFound, Page};
use crate::request;
use crate::routes;
use crate::ui::{
    Button, ButtonLink, Checkbox, Choice, ErrorPanel, Field, FormRow, Look, Panel, Select, Skeleton,
};
use crate::wire::reading;
use crate::words::use_words;
use domain::Currency;
use domain::import::{Choices, Field as Meaning, Kind, OLD_AFTER_DAYS, Outcome, Preview};
use leptos::prelude::*;
use leptos_router::hooks::use_params_map;

#[component]
pub fn ImportPage() -> impl IntoView {
    let words = use_words();
    let params = use_params_map();
    let id = Memo::new(move |_| params.with(|it| it.get("id")).unwrap_or_default());
    let found = reading(move || id.get(), read_import);
    let shown = move || {
        Suspend::new(async move {
            match found.await {
            Ok(view) if view.preview.done_at.is_some() => {
                view! { <Page title=words.import_done()><Done outcome=view.preview.outcome id=view.preview.id/></Page> }
                    .into_any()
            }
            Ok(view) => view! { <Page title=words.import_title()><Proposal view/></Page> }.into_any(),
            Err(AppError::NotFound) => view! { <NotFound/> }.into_any(),
            Err(error) => view! {
                <Page title=words.import_title()><ErrorPanel text=words.app_error(&error)/></Page>
            }
            .into_any(),
        }
        })
    };
    view! {
        <Transition fallback=move || view! { <Page title=words.import_title()><Skeleton lines=6/></Page> }>{shown}</Transition>
    }
}

/// Nothing has happened yet. Everything that can be chosen is one form; its two buttons look again, or go.
#[component]
fn Proposal(view: ImportView) -> impl IntoView {
    let words = use_words();
    let ImportView { preview, pipelines, currency } = view;
    let Preview { id, choices, outcome, .. } = preview;
    let refusal = outcome.refused.as_ref().map(|refused| {
        request::answer_refused();
        let text = words.say_refused_file(refused);
        view! {
            <ErrorPanel text=text>
                <ButtonLink href=routes::IMPORT small=true>{words.import_other_files()}</ButtonLink>
            </ErrorPanel>
        }
    });
    if outcome.files.is_empty() {
        return view! { {refusal} }.into_any();
    }
    let rows = outcome.tally();
    let may_go = outcome.refused.is_none() && !outcome.currency_needed && rows.new > 0;
    let nothing_new = outcome.refused.is_none() && rows.new == 0;
    let files = outcome.files.clone().into_iter().enumerate();
    let files = files.map(|(at, file)| view! { <FilePanel at file/> }).collect_view();
    let look = routes::import(format!("{id}/look"));
    let go = routes::import(format!("{id}/go"));
    view! {
        {refusal}
        <form class="import-proposal" method="post" action=look>
            <Summary outcome=outcome.clone()/>
            <How outcome choices pipelines own=currency/>
            {files}
            <div class="form-foot import-foot">
                <span class="quiet">{words.import_nothing_yet()}</span>
                {nothing_new.then(|| view! { <span>{words.import_nothing_new()}</span> })}
                <ButtonLink href=routes::IMPORT>{words.import_other_files()}</ButtonLink>
                <Button submit=true look=if may_go { Look::Quiet } else { Look::Primary }>{words.import_look_again()}</Button>
                {may_go.then(|| view! {
                    <Button submit=true look=Look::Primary attr:formaction=go>{words.import_go_rows(rows.new)}</Button>
                })}
            </div>
        </form>
    }
    .into_any()
}

/// What will come into being, and where deals go.
#[component]
fn Summary(outcome: Outcome) -> impl IntoView {
    let words = use_words();
    if outcome.refused.is_some() {
        return ().into_any();
    }
    view! { <Panel title=words.import_will_make()><Made outcome/></Panel> }.into_any()
}

/// The currency of amounts, the pipeline of deals, and whether leads of long ago are to be worked, where the files have
/// any.
#[component]
fn How(outcome: Outcome, choices: Choices, pipelines: Vec<(String, String)>, own: Currency) -> impl IntoView {
    let words = use_words();
    let has = |field| outcome.files.iter().any(|it| it.mapping.has(field));
    let has_amounts = has(Meaning::Amount) || has(Meaning::Price);
    let has_deals = outcome.files.iter().any(|it| it.kind.has_deals());
    let has_leads = outcome.files.iter().any(|it| it.kind == Kind::Leads);
    let Choices { currency: chosen, pipeline, keep_old_open, .. } = choices;
    if !has_amounts && !has_deals && !has_leads {
        return ().into_any();
    }
    // The workspace's own stands first, but choosing it is left to who knows the file.
    let mut all = Currency::ALL;
    all.sort_by_key(|it| *it != own);
    let currencies: Vec<_> =
        all.iter().map(|it| Choice::new(it.code(), format!("{} {}", it.code(), it.sign()))).collect();
    let problem = outcome.currency_needed.then(|| words.import_currency_needed().to_owned());
    let currency = has_amounts.then(|| {
        view! {
            <Select
                name="currency"
                label=words.field_currency()
                choices=currencies
                none=words.import_choose_currency()
                value=chosen.map(Currency::code).unwrap_or_default()
                hint=words.import_currency_hint()
                problem=problem
                required=outcome.currency_needed
            />
        }
    });
    let named = |it: &(String, String)| words.either(&it.0, &it.1).to_owned();
    let is_known = |name: &String| pipelines.iter().any(|it| it.0 == *name || it.1 == *name);
    let new = pipeline.clone().filter(|it| !is_known(it)).unwrap_or_default();
    let known = pipeline.filter(is_known).unwrap_or_default();
    let choices: Vec<_> = pipelines.iter().map(|it| Choice::new(&it.1, named(it))).collect();
    let pipelines = has_deals.then(|| {
        view! {
            <Select
                name="pipeline"
                label=words.field_pipeline()
                choices=choices
                none=words.import_pipeline_fits()
                value=known
                hint=words.import_pipeline_hint()
            />
            <Field name="new_pipeline" label=words.import_pipeline_new() value=new max_length=200/>
        }
    });
    let old_leads = has_leads.then(|| {
        view! {
            <Checkbox name="keep_old_open" label=words.import_keep_old_open() checked=keep_old_open/>
            <p class="quiet import-hint">{words.import_old_leads_hint(OLD_AFTER_DAYS)}</p>
        }
    });
    view! {
        <Panel title=words.import_choices()>
            {(has_amounts || has_deals).then(|| view! { <FormRow>{currency}{pipelines}</FormRow> })}
            {old_leads}
        </Panel>
    }
    .into_any()
}
