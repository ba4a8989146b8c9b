//! The rows that were not taken, as a file: what they said, and why that could not be taken. Corrected, it
//! can be imported as it is.

use super::Table;
use app::words::Words;
use domain::Problem;
use domain::import::{Field, Mapping, RowProblem, disarm};
use std::collections::BTreeMap;

/// How many problems a page shows; the file has them all.
const SHOWN: usize = 50;
/// How much of a cell a page shows.
const SHOWN_CHARS: usize = 80;

/// What is wrong, by row.
pub type Bad = BTreeMap<u64, Vec<Problem>>;

/// The first of the problems, each where a person finds it.
pub fn first_problems(table: &Table, mapping: &Mapping, bad: &Bad) -> Vec<RowProblem> {
    let rows = table.rows().filter_map(|(at, cells)| Some((at, cells, bad.get(&at)?)));
    let problems = rows.flat_map(|(row, cells, problems)| {
        problems.iter().map(move |problem| (row, cells.clone(), problem)).collect::<Vec<_>>()
    });
    let shown = problems.take(SHOWN).map(|(row, cells, problem)| {
        let column = column_of(mapping, problem);
        let value = column.and_then(|at| cells.get(at)).map_or("", |it| it.trim());
        RowProblem {
            row,
            column: column.and_then(|at| table.headers.get(at)).cloned().unwrap_or_default(),
            field: problem.field.clone(),
            value: value.chars().take(SHOWN_CHARS).collect(),
            why: problem.why.clone(),
        }
    });
    shown.collect()
}

/// All of them as CSV that a Korean spreadsheet opens: marked as UTF-8, formulas disarmed. Empty if there
/// are none.
pub fn as_csv(table: &Table, mapping: &Mapping, bad: &Bad, words: Words) -> String {
    if bad.is_empty() {
        return String::new();
    }
    let mut writer = csv::WriterBuilder::new().flexible(true).from_writer(Vec::from("\u{feff}"));
    let mut write = |cells: &[String], last: &str| {
        let cells = cells.iter().map(|it| disarm(it).into_owned());
        // Into memory, which does not fail.
        writer.write_record(cells.chain([last.to_owned()])).ok();
    };
    write(&table.headers, words.import_bad_rows_column());
    for (at, mut cells) in table.rows() {
        let Some(problems) = bad.get(&at) else { continue };
        let said = problems.iter().map(|problem| {
            let column = column_of(mapping, problem).and_then(|at| table.headers.get(at));
            let name = column.cloned().unwrap_or_else(|| name_of(words, problem));
            format!("{name}: {}", words.say_row_why(problem))
        });
        let said = said.collect::<Vec<_>>().join("; ");
        cells.resize(table.headers.len().max(cells.len()), String::new());
        write(&cells, &said);
    }
    writer.into_inner().ok().and_then(|it| String::from_utf8(it).ok()).unwrap_or_default()
}

/// What a problem is about where no column is: the field, or the row as a whole.
pub fn name_of(words: Words, problem: &Problem) -> String {
    match Field::of_code(&problem.field) {
        Some(field) => words.import_field(field),
        None => words.import_row().to_owned(),
    }
}

fn column_of(mapping: &Mapping, problem: &Problem) -> Option<usize> {
    Field::of_code(&problem.field).and_then(|it| mapping.columns(it).next())
}
