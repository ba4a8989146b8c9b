//! How many rows of a file are new, known and bad; and what is wrong with those, row by row.

use crate::ui::{Badge, Table, Tone};
use crate::words::use_words;
use domain::Problem;
use domain::import::{Field, RowProblem, Tally};
use domain::money::grouped;
use leptos::prelude::*;

/// The rows of a file in three numbers, which add up to all of them.
#[component]
pub fn Counts(tally: Tally) -> impl IntoView {
    let words = use_words();
    let known = (tally.known > 0).then(|| view! { <Badge>{words.import_known(tally.known)}</Badge> });
    let bad = (tally.bad > 0).then(|| view! { <Badge tone=Tone::Bad>{words.import_bad(tally.bad)}</Badge> });
    let tone = if tally.new > 0 { Tone::Good } else { Tone::Neutral };
    let rows = (tally.rows() > 0).then(|| {
        view! {
            <span class="quiet">{words.import_rows(tally.rows())}</span>
            <Badge tone>{words.import_new(tally.new)}</Badge>
        }
    });
    view! { <span class="cluster">{rows}{known}{bad}</span> }
}

/// The first of the rows that cannot be taken, each where a person finds it in the spreadsheet.
#[component]
pub fn Problems(tally: Tally, problems: Vec<RowProblem>) -> impl IntoView {
    let words = use_words();
    if problems.is_empty() {
        return ().into_any();
    }
    let shown = problems.len() as u64;
    let more = (tally.bad > shown).then(|| words.import_first_problems(&grouped(shown)));
    let row = |it: RowProblem| {
        let about = match (it.column.as_str(), Field::of_code(&it.field)) {
            ("", Some(field)) => words.import_field(field),
            ("", None) => words.import_row().to_owned(),
            (column, _) => column.to_owned(),
        };
        let why = words.say_row_why(&Problem::new(it.field, it.why));
        view! {
            <tr>
                <td class="number">{it.row.to_string()}</td>
                <td>{about}</td>
                <td class="import-value">{it.value}</td>
                <td>{why}</td>
            </tr>
        }
    };
    let rows = problems.into_iter().map(row).collect_view();
    view! {
        <div class="stack import-problems">
            <h3>{words.import_problems()}</h3>
            <p class="quiet">{words.import_bad_rows_left()}" "{more}</p>
            <Table label=words.import_problems()>
                <thead>
                    <tr>
                        <th scope="col" class="number">{words.import_row()}</th>
                        <th scope="col">{words.import_column()}</th>
                        <th scope="col">{words.import_value()}</th>
                        <th scope="col">{words.import_reason()}</th>
                    </tr>
                </thead>
                <tbody>{rows}</tbody>
            </Table>
        </div>
    }
    .into_any()
}
