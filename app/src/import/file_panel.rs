//! One file: what it is, how each of its columns is read, and the rows that cannot be taken.

use super::problems::{Counts, Problems};
use crate::ui::{Panel, Table};
use crate::words::{Words, use_words};
use domain::import::{FilePreview, Kind};
use leptos::prelude::*;

#[component]
pub fn FilePanel(at: usize, file: FilePreview) -> impl IntoView {
    let words = use_words();
    let kind = file.kind;
    let kinds = Kind::ALL.map(|it| {
        view! { <option value=it.code() selected=it == kind>{words.import_kind_name(it)}</option> }
    });
    let kind_id = format!("kind-{at}");
    let columns = file.headers.iter().enumerate().map(|(column, header)| {
        let examples = file.first_rows.iter().filter_map(|row| row.get(column));
        let examples: Vec<_> = examples.map(|it| it.trim()).filter(|it| !it.is_empty()).collect();
        let chosen = file.mapping.0.get(column).copied().flatten();
        view! {
            <tr>
                <th scope="row">{header.clone()}</th>
                <td>
                    <select
                        class="input import-meaning"
                        class:import-left-out=chosen.is_none()
                        name=format!("column-{at}-{column}")
                        aria-label=words.import_read_column_as(header)
                    >
                        {meanings(words, kind, chosen)}
                    </select>
                </td>
                <td class="import-example">{examples.join(" · ")}</td>
            </tr>
        }
    });
    let columns = columns.collect_view();
    view! {
        <Panel title=file.name.clone()>
            <div class="import-file-head">
                <label class="field-label" for=kind_id.clone()>{words.import_kind()}</label>
                <select class="input import-kind" id=kind_id.clone() name=kind_id>{kinds.collect_view()}</select>
                <Counts tally=file.tally/>
            </div>
            <Table label=words.import_columns()>
                <thead>
                    <tr>
                        <th scope="col">{words.import_column()}</th>
                        <th scope="col">{words.import_read_as()}</th>
                        <th scope="col">{words.import_example()}</th>
                    </tr>
                </thead>
                <tbody>{columns}</tbody>
            </Table>
            <Problems tally=file.tally problems=file.problems/>
        </Panel>
    }
}

/// Everything that a column of such a file can be read as.
fn meanings(words: Words, kind: Kind, chosen: Option<domain::import::Field>) -> impl IntoView {
    let of = |field: &domain::import::Field| {
        let is_chosen = Some(*field) == chosen;
        view! { <option value=field.code() selected=is_chosen>{words.import_field_of(kind, *field)}</option> }
    };
    let fields: Vec<_> = kind.fields().iter().map(of).collect();
    view! {
        <option value="" selected=chosen.is_none()>{words.import_left_out()}</option>
        {fields}
    }
}
