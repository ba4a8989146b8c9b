//! The fields on which two people differ, when a product or a line was overtaken.

use crate::ui::{Conflict, Side};
use crate::words::Words;
use domain::activities::Change;

/// By their names in the form.
pub fn conflicts(words: Words, differences: &[Change]) -> Vec<Conflict> {
    let conflict = |it: &Change| Conflict {
        name: format!("form[{}]", it.field),
        label: label(words, &it.field),
        theirs: Side::of(it.before.clone()),
        mine: Side::of(it.after.clone()),
    };
    differences.iter().map(conflict).collect()
}

fn label(words: Words, field: &str) -> String {
    match field {
        "unit" => words.line_unit().to_owned(),
        "discount" => words.line_discount().to_owned(),
        other => words.field(other),
    }
}
