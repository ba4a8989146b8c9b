//! One question of the profile as fields: what accounts have to tick, a place for what is not among it, and the points.

use crate::layout::use_viewer;
use crate::routes;
use crate::ui::{Field, FormRow, Icon, Input, typed_all};
use crate::words::{FieldProblem, use_words};
use domain::icp::{Kind, Offer, RowForm};
use domain::money::grouped;
use leptos::prelude::*;

#[component]
pub fn Row(
    number: usize,
    row: RowForm,
    choices: Vec<Offer>,
    /// Where it stands among the rows, counted from zero.
    at: Memo<usize>,
    problems: Signal<Vec<FieldProblem>>,
    drop: impl Fn() + Send + Sync + Copy + 'static,
) -> impl IntoView {
    let (words, viewer) = (use_words(), use_viewer());
    let kind = row.kind();
    let title = kind.map(|it| words.icp_kind(it)).unwrap_or_default();
    let name = move |field: &str| format!("form[rows][{number}][{field}]");
    let problem = move |field: &'static str| {
        let named = move || format!("{field}-{}", at.get());
        let find = move || {
            let named = named();
            problems.with(|it| it.iter().find(|it| it.field == named).map(|it| it.sentence.clone()))
        };
        Signal::derive(find)
    };
    let id = move |field: &str| format!("icp-{field}-{number}");
    let (points, from, to) = (row.points.clone(), row.from.clone(), row.to.clone());
    let fields = match kind {
        Some(Kind::Employees) => view! {
            <FormRow>
                <Field name=name("from") id=id("from") label=words.icp_from() input=Input::Number value=from problem=problem("from")/>
                <Field name=name("to") id=id("to") label=words.icp_to() input=Input::Number value=to problem=problem("to")/>
            </FormRow>
        }
        .into_any(),
        Some(Kind::Revenue) => {
            let base = viewer.with_untracked(|it| it.rates.base.code().to_owned());
            let currency = if row.currency.is_empty() { base } else { row.currency };
            view! {
                <input type="hidden" name=name("currency") value=currency.clone()/>
                <FormRow>
                    <Field name=name("from") id=id("from") label=words.amount_in(words.icp_revenue_from(), &currency)
                        input=Input::Amount value=from
                        problem=problem("from") max_length=30 hint=words.icp_revenue_hint().to_owned()/>
                    <Field name=name("to") id=id("to") label=words.amount_in(words.icp_revenue_to(), &currency)
                        input=Input::Amount value=to
                        problem=problem("to") max_length=30/>
                </FormRow>
            }
            .into_any()
        }
        _ => view! { <Boxes name=name("values") more=name("more") id=id("more") row choices problem=problem("values")/> }.into_any(),
    };
    view! {
        <li>
            <fieldset class="icp-row">
                <legend class="icp-row-title">{title}</legend>
                <input type="hidden" name=name("kind") value=kind.map(Kind::code).unwrap_or_default()/>
                {fields}
                <div class="icp-points">
                    <Field name=name("points") id=id("points") label=words.icp_worth() input=Input::Text value=points
                        problem=problem("points") max_length=4/>
                </div>
                <button class="icon-button icp-drop" type="submit" name="drop" value=move || at.get().to_string()
                    formmethod="get" formaction=routes::ICP formnovalidate=true
                    aria-label=words.icp_drop(title) title=words.icp_drop(title)
                    on:click=move |ev| { ev.prevent_default(); drop() }>
                    <Icon name="x"/>
                </button>
            </fieldset>
        </li>
    }
}

/// The values to tick: what is ticked first, then what accounts have most often.
#[component]
fn Boxes(
    name: String,
    more: String,
    id: String,
    row: RowForm,
    choices: Vec<Offer>,
    problem: Signal<Option<String>>,
) -> impl IntoView {
    let words = use_words();
    let name = format!("{name}[]");
    let ticked = typed_all(&name).unwrap_or(row.values);
    let missing = ticked.iter().filter(|it| !choices.iter().any(|offer| offer.value == **it));
    let missing: Vec<_> = missing.map(|it| Offer { value: it.clone(), accounts: 0 }).collect();
    let shown = missing.into_iter().chain(choices).map(|it| {
        let is_ticked = ticked.contains(&it.value);
        let count = (it.accounts > 0)
            .then(|| view! { <span class="quiet">{grouped(it.accounts.unsigned_abs())}</span> });
        view! {
            <label class="icp-choice">
                <input type="checkbox" name=name.clone() value=it.value.clone() checked=is_ticked/>
                <span>{it.value.clone()}</span>
                {count}
            </label>
        }
    });
    view! {
        <div class="icp-choices">{shown.collect_view()}</div>
        <Field name=more id label=words.icp_more() value=row.more problem max_length=1_000/>
    }
}
