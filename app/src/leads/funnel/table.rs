//! The funnel in rows: how many leads got how far, and what share of the leads that is. Every number opens its leads.

use super::address;
use crate::ui::Table;
use crate::words::{Words, use_words};
use domain::funnel::{By, Counts, Funnel, Open, Row, Step, Wish};
use domain::money::grouped;
use leptos::prelude::*;

#[component]
pub fn FunnelTable(funnel: Signal<Funnel>, wish: Memo<Wish>) -> impl IntoView {
    let words = use_words();
    let heads = Step::ALL.map(|step| {
        view! { <th scope="col" class="number" title=words.funnel_definition(step)>{words.funnel_step(step)}</th> }
    });
    let rows = move || {
        let (by, table, today) = funnel.with(|it| (wish.with(|it| it.by), it.table.clone(), it.today));
        let rows = table.rows.into_iter().map(|it| {
            let name = row_name(words, by, &it.row, it.label.as_deref(), today);
            let Row { row, counts, .. } = it;
            view! { <Line name row=Some(row) counts wish/> }
        });
        let rows = rows.collect_view();
        let others = (table.others > 0).then(|| {
            let name = words.funnel_others(&grouped(table.others as u64));
            view! { <tr><th scope="row" class="quiet">{name}</th>{shares(table.rest)}</tr> }
        });
        (rows, others)
    };
    let total = move || {
        let counts = funnel.with(|it| it.table.total);
        view! { <Line name=words.funnel_total().to_owned() row=None counts wish/> }
    };
    let by = move || words.funnel_by(wish.with(|it| it.by));
    view! {
        <Table label=words.funnel()>
            <thead><tr><th scope="col">{by}</th>{heads.into_iter().collect_view()}</tr></thead>
            <tbody>{rows}</tbody>
            <tfoot class="funnel-total">{total}</tfoot>
        </Table>
    }
}

/// A row as people call it.
pub fn row_name(words: Words, by: By, row: &str, label: Option<&str>, today: chrono::NaiveDate) -> String {
    match (by, row) {
        (By::Owner, "") => words.lead_waiting().to_owned(),
        (By::Tier, "") => words.funnel_without_tier().to_owned(),
        (_, "") => words.funnel_without().to_owned(),
        (By::Owner, _) => label.unwrap_or(row).to_owned(),
        (By::Tier, row) => row.to_uppercase(),
        (By::Month, row) => match domain::funnel::Month::read(row) {
            Some(month) => words.month(month.first(), today),
            None => row.to_owned(),
        },
        (_, row) => row.to_owned(),
    }
}

#[component]
fn Line(name: String, row: Option<String>, counts: Counts, wish: Memo<Wish>) -> impl IntoView {
    let words = use_words();
    let cells = Step::ALL.map(|step| {
        let count = grouped(counts.of(step).unsigned_abs());
        let label = words.funnel_of(&name, words.funnel_step(step));
        let to = Open { row: row.clone(), step };
        let is_open = {
            let to = to.clone();
            move || wish.with(|it| it.open.as_ref() == Some(&to)).then_some("true")
        };
        let href = move || wish.with(|it| address(&it.opening(to.row.clone(), to.step)));
        let number = match counts.of(step) {
            0 => view! { <span class="funnel-none">"0"</span> }.into_any(),
            _ => view! {
                <a class="funnel-number" href=href data-noscroll="" aria-current=is_open>
                    <span class="unseen">{label}" "</span>{count}
                </a>
            }
            .into_any(),
        };
        view! { <td class="number"><div class="funnel-count">{share(counts, step)}{number}</div>{bar(counts, step)}</td> }
    });
    view! {
        <tr>
            <th scope="row" class="funnel-row">{name}</th>
            {cells.into_iter().collect_view()}
        </tr>
    }
}

/// Numbers that open nothing.
fn shares(counts: Counts) -> impl IntoView {
    let cells = Step::ALL.map(|step| {
        let number = grouped(counts.of(step).unsigned_abs());
        view! {
            <td class="number quiet">
                <div class="funnel-count">{share(counts, step)}<span>{number}</span></div>
                {bar(counts, step)}
            </td>
        }
    });
    cells.into_iter().collect_view()
}

/// What part of the row's leads got this far. Of nobody there is no part to speak of.
fn part(counts: Counts, step: Step) -> Option<i64> {
    counts.per_mille(step).filter(|_| step != Step::Lead && counts.of(step) != 0)
}

fn share(counts: Counts, step: Step) -> Option<impl IntoView> {
    let words = use_words();
    part(counts, step).map(|it| view! { <span class="funnel-share">{words.per_mille(it)}</span> })
}

fn bar(counts: Counts, step: Step) -> Option<impl IntoView> {
    part(counts, step).map(|per_mille| {
        view! {
            <svg class="funnel-bar" viewBox="0 0 1000 4" preserveAspectRatio="none" aria-hidden="true">
                <rect width=per_mille height="4"/>
            </svg>
        }
    })
}
