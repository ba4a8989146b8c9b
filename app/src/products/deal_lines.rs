//! The products of a deal, on its page: what it comes to, and how that is put together.

use super::api::{AddLine, ChangeLine, RemoveLine};
use super::line_form::{AddForm, LineRow};
use crate::error::AppError;
use crate::forms::{Complaint, error_of};
use crate::ui::{Panel, Table};
use crate::words::use_words;
use domain::pipeline::Deal;
use domain::products::{DealLine, line_total, total};
use domain::{DealLineId, Money};
use leptos::prelude::*;

/// Who works the deal edits its lines here, and the amount follows; others read them. News changes the lines
/// one by one, so that what somebody types into another stays.
#[component]
pub fn DealLines(deal: Signal<Deal>, may: Memo<bool>) -> impl IntoView {
    let lines = Memo::new(move |_| deal.with(|it| it.lines.clone()));
    let shown = Memo::new(move |_| may.get() || !lines.with(Vec::is_empty));
    move || shown.get().then(|| view! { <Lines deal lines may/> })
}

#[component]
fn Lines(deal: Signal<Deal>, lines: Memo<Vec<DealLine>>, may: Memo<bool>) -> impl IntoView {
    let words = use_words();
    let currency = Memo::new(move |_| deal.with(|it| it.card.currency));
    let foot = move || {
        let sum = lines.with(|it| total(it, currency.get()).ok().filter(|_| !it.is_empty()));
        match sum.map(Money::full) {
            Some(sum) => view! {
                <p class="line-total"><span>{words.lines_total()}</span> <strong class="number">{sum}</strong></p>
            }
            .into_any(),
            None => view! { <p class="quiet">{words.lines_none()}</p> }.into_any(),
        }
    };
    let body = move || match may.get() {
        true => view! { <Editable deal lines/> }.into_any(),
        false => view! { <Readable lines/> }.into_any(),
    };
    view! { <Panel title=words.lines_title() attr:id="products"><div class="stack">{foot}{body}</div></Panel> }
}

#[component]
fn Editable(deal: Signal<Deal>, lines: Memo<Vec<DealLine>>) -> impl IntoView {
    let words = use_words();
    let (id, key) = deal.with_untracked(|it| (it.card.id, it.card.key()));
    let version = Signal::derive(move || deal.with(|it| it.card.version));
    let currency = Memo::new(move |_| deal.with(|it| it.card.currency));
    let add = ServerAction::<AddLine>::new();
    let change = ServerAction::<ChangeLine>::new();
    let remove = ServerAction::<RemoveLine>::new();
    let removed = error_of(remove);
    let is_late = move || matches!(removed.get(), Some(AppError::Changed { .. }));
    let other = Signal::derive(move || removed.get().filter(|it| !matches!(it, AppError::Changed { .. })));
    let row = move |line: DealLineId| view! { <LineRow id=line lines deal=id key version change remove/> };
    let ids = move || lines.with(|it| it.iter().map(|it| it.id).collect::<Vec<_>>());
    view! {
        {move || is_late().then(|| view! { <p class="form-problem" role="alert">{words.line_gone_meanwhile()}</p> })}
        <Complaint error=other/>
        <ul class="line-list">
            <For each=ids key=|it| *it children=row/>
        </ul>
        <AddForm deal=id currency add/>
    }
}

#[component]
fn Readable(lines: Memo<Vec<DealLine>>) -> impl IntoView {
    let words = use_words();
    let row = |line: DealLine| {
        let sum = line_total(line.quantity, line.unit, line.discount).map_or(String::new(), Money::full);
        view! {
            <tr>
                <th scope="row">{line.product_name}</th>
                <td class="number">{line.quantity.to_string()}</td>
                <td class="number">{line.unit.full()}</td>
                <td class="number">{format!("{} %", line.discount)}</td>
                <td class="number">{sum}</td>
            </tr>
        }
    };
    let rows = move || lines.get().into_iter().map(row).collect_view();
    view! {
        <Table label=words.lines_title()>
            <thead>
                <tr>
                    <th scope="col">{words.line_product()}</th>
                    <th scope="col" class="number">{words.line_quantity()}</th>
                    <th scope="col" class="number">{words.line_unit()}</th>
                    <th scope="col" class="number">{words.line_discount()}</th>
                    <th scope="col" class="number">{words.line_sum()}</th>
                </tr>
            </thead>
            <tbody>{rows}</tbody>
        </Table>
    }
}
