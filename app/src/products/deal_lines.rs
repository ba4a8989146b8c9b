//! The products of a deal, on its page: what it comes to, and how that is put together.

use super::api::{AddLine, ChangeLine, RemoveLine};
use super::error::{Complaint, error_of};
use super::line_form::{AddForm, LineRow};
use crate::error::AppError;
use crate::layout::use_viewer;
use crate::ui::{Panel, Table};
use crate::words::use_words;
use domain::Money;
use domain::pipeline::Deal;
use domain::products::{DealLine, line_total, total};
use domain::team::Right;
use leptos::prelude::*;

/// Who works the deal edits its lines here, and the amount follows; others read them.
#[component]
pub fn DealLines(deal: Deal) -> impl IntoView {
    let words = use_words();
    let may = use_viewer().with_untracked(|it| it.may(Right::WorkDeal, deal.card.owner));
    let Deal { card, lines, .. } = deal;
    if lines.is_empty() && !may {
        return ().into_any();
    }
    let sum = total(&lines, card.currency).ok().filter(|_| !lines.is_empty()).map(Money::full);
    let has_lines = !lines.is_empty();
    let body = if may {
        let add = ServerAction::<AddLine>::new();
        let change = ServerAction::<ChangeLine>::new();
        let remove = ServerAction::<RemoveLine>::new();
        let rows = lines.into_iter().map(|line| {
            view! { <LineRow line deal=card.id key=card.key() version=card.version change remove/> }
        });
        let rows = rows.collect_view();
        let removed = error_of(remove);
        let late = move || {
            let is_late = matches!(removed.get(), Some(AppError::Changed { .. }));
            is_late.then(|| view! { <p class="form-problem" role="alert">{words.line_gone_meanwhile()}</p> })
        };
        view! {
            {late}
            <Complaint error=removed/>
            {has_lines.then(|| view! { <ul class="line-list">{rows}</ul> })}
            <AddForm deal=card.id add/>
        }
        .into_any()
    } else {
        view! { <Readable lines/> }.into_any()
    };
    let foot = match sum {
        Some(sum) => view! {
            <p class="line-total"><span>{words.lines_total()}</span> <strong class="number">{sum}</strong></p>
        }
        .into_any(),
        None => view! { <p class="quiet">{words.lines_none()}</p> }.into_any(),
    };
    view! { <Panel title=words.lines_title()><div class="stack">{foot}{body}</div></Panel> }.into_any()
}

#[component]
fn Readable(lines: Vec<DealLine>) -> impl IntoView {
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
    let rows = lines.into_iter().map(row).collect_view();
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
