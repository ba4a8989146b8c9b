//! One line of a deal as a small form, and the form that adds one.

use super::api::{AddLine, ChangeLine, RemoveLine, list_products};
use super::conflicts::conflicts;
use crate::error::AppError;
use crate::forms::{Complaint, FormFields, error_about, error_of, succeeded};
use crate::routes;
use crate::ui::{Button, Choice, ConflictPanel, Field, IconButton, Input, Look, Seen, Select};
use crate::wire::reading;
use crate::words::use_words;
use domain::activities::Change;
use domain::products::{DealLine, line_total};
use domain::{Currency, DealId, DealLineId, Key, Money};
use leptos::form::ActionForm;
use leptos::prelude::*;
use uuid::Uuid;

/// How much of it, for what price, with what discount: saved together. News shows at once, but never in a form
/// that somebody has begun to change: that one keeps the version it was begun on, and saving it asks.
#[component]
pub fn LineRow(
    id: DealLineId,
    lines: Memo<Vec<DealLine>>,
    deal: DealId,
    key: Key,
    version: Signal<i32>,
    change: ServerAction<ChangeLine>,
    remove: ServerAction<RemoveLine>,
) -> impl IntoView {
    let words = use_words();
    // A line that was just removed keeps its last look until its row is gone.
    let now = Memo::new(move |before: Option<&Option<DealLine>>| {
        let found = lines.with(|it| it.iter().find(|it| it.id == id).cloned());
        found.or_else(|| before.cloned().flatten())
    });
    let error = error_about(change, move |it| it.line == id, "line", id);
    // A form that came back has been typed into already.
    let touched = RwSignal::new(error.with_untracked(Option::is_some));
    let line = Memo::new(move |before: Option<&Option<DealLine>>| match before {
        Some(begun) if touched.get() && begun.is_some() => begun.clone(),
        _ => now.get(),
    });
    let version = Memo::new(move |before: Option<&i32>| match before {
        Some(begun) if line.get() != now.get() => *begun,
        _ => version.get(),
    });
    let saved = succeeded(change);
    Effect::new(move |_| {
        saved.track();
        if error.with_untracked(Option::is_none) {
            touched.set(false);
        }
    });
    let overtaken = Memo::new(move |_| match error.get() {
        Some(AppError::Changed { version, differences, .. }) => Some((version, differences)),
        _ => None,
    });
    let form = move || {
        line.get().map(|line| match overtaken.get() {
            Some((version, differences)) => {
                view! { <Again line deal key version change differences/> }.into_any()
            }
            None => view! { <Plain line deal version change error/> }.into_any(),
        })
    };
    let name = Memo::new(move |_| now.get().map(|it| it.product_name).unwrap_or_default());
    let sum = move || {
        let total = |it: DealLine| line_total(it.quantity, it.unit, it.discount).ok();
        now.get().and_then(total).map(Money::full)
    };
    let button =
        move || view! { <IconButton icon="trash-2" label=words.line_remove(&name.get()) submit=true/> };
    view! {
        <li class="line" on:input=move |_| touched.set(true)>
            <div class="line-head">
                <strong>{name}</strong>
                <span class="number">{sum}</span>
                <ActionForm action=remove>
                    <input type="hidden" name="deal" value=deal.to_string()/>
                    <input type="hidden" name="version" value=move || version.get().to_string()/>
                    <input type="hidden" name="line" value=id.to_string()/>
                    {button}
                </ActionForm>
            </div>
            {form}
        </li>
    }
}

#[component]
fn Plain(
    line: DealLine,
    deal: DealId,
    version: Memo<i32>,
    change: ServerAction<ChangeLine>,
    error: Signal<Option<AppError>>,
) -> impl IntoView {
    let words = use_words();
    let id = line.id;
    let field_id = move |name: &str| format!("line-{id}-{name}");
    let label = words.line_save(&line.product_name);
    view! {
        <ActionForm action=change attr:class="line-form">
            <input type="hidden" name="deal" value=deal.to_string()/>
            <input type="hidden" name="line" value=id.to_string()/>
            <Complaint error/>
            <FormFields of=error>
                <Seen name="version" value=Signal::derive(move || version.get().to_string())/>
                <Field name="form[quantity]" id=field_id("quantity") label=words.line_quantity() input=Input::Number value=line.quantity.to_string()/>
                <Field name="form[unit]" id=field_id("unit") label=words.line_unit() input=Input::Amount value=line.unit.digits()/>
                <Field name="form[discount]" id=field_id("discount") label=words.line_discount() input=Input::Number value=line.discount.to_string()/>
            </FormFields>
            <Button submit=true waiting=change.pending() attr:aria-label=label>{words.save()}</Button>
        </ActionForm>
    }
}

/// Somebody changed the deal meanwhile: value by value, theirs or mine.
#[component]
fn Again(
    line: DealLine,
    deal: DealId,
    key: Key,
    version: i32,
    change: ServerAction<ChangeLine>,
    differences: Vec<Change>,
) -> impl IntoView {
    let words = use_words();
    let standing = [
        ("quantity", line.quantity.to_string()),
        ("unit", line.unit.digits()),
        ("discount", line.discount.to_string()),
    ];
    let in_question = |field: &str| differences.iter().any(|it| it.field == field);
    let rest = standing.into_iter().filter(|(field, _)| !in_question(field));
    let mut rest: Vec<_> = rest.map(|(field, value)| (format!("form[{field}]"), value)).collect();
    for (name, value) in
        [("deal", deal.to_string()), ("version", version.to_string()), ("line", line.id.to_string())]
    {
        rest.push((name.to_owned(), value));
    }
    view! {
        <ActionForm action=change attr:class="form">
            <ConflictPanel conflicts=conflicts(words, &differences) rest waiting=change.pending() leave=routes::deal(key)/>
        </ActionForm>
    }
}

/// Products that are still sold, in the deal's currency, to choose from.
#[component]
pub fn AddForm(deal: DealId, currency: Memo<Currency>, add: ServerAction<AddLine>) -> impl IntoView {
    let words = use_words();
    let error = error_of(add);
    let products = reading(|| (), |()| list_products());
    // Minted where it is typed, anew after every line that was added; without scripts by the server.
    let id = RwSignal::new(String::new());
    Effect::new(move |_| {
        add.version().track();
        id.set(DealLineId(Uuid::now_v7()).to_string());
    });
    let form = move || {
        let currency = currency.get();
        Suspend::new(async move {
            let sold: Vec<_> = match products.await {
                Ok(all) => all.into_iter().filter(|it| it.active && it.price.currency == currency).collect(),
                Err(error) => {
                    return view! { <p class="form-problem">{words.app_error(&error)}</p> }.into_any();
                }
            };
            if sold.is_empty() {
                return view! { <p class="quiet">{words.lines_no_products(currency.code())}</p> }.into_any();
            }
            let choice = |it: &domain::products::Product| {
                Choice::new(it.id, format!("{} · {}", it.name, it.price.full()))
            };
            let choices: Vec<_> = sold.iter().map(choice).collect();
            view! {
            <ActionForm action=add attr:class="line-form line-add">
                <input type="hidden" name="deal" value=deal.to_string()/>
                <input type="hidden" name="line" value=move || id.get()/>
                <Complaint error/>
                <FormFields of=error>
                    <Select name="form[product]" id="line-new-product" label=words.line_product() choices=choices none=words.line_choose() required=true/>
                    <Field name="form[quantity]" id="line-new-quantity" label=words.line_quantity() input=Input::Number value="1"/>
                    <Field name="form[unit]" id="line-new-unit" label=words.line_unit() input=Input::Amount hint=words.line_unit_hint()/>
                    <Field name="form[discount]" id="line-new-discount" label=words.line_discount() input=Input::Number/>
                </FormFields>
                <Button submit=true look=Look::Primary waiting=add.pending()>{words.line_add()}</Button>
            </ActionForm>
        }
        .into_any()
        })
    };
    let refused = error.with_untracked(Option::is_some);
    view! {
        <details class="line-new" open=refused>
            <summary>{words.line_add_title()}</summary>
            <Transition>{form}</Transition>
        </details>
    }
}
