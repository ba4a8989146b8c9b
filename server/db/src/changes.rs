//! What an edit changes, as text that people read: for the timeline, and for somebody who was overtaken.

use domain::activities::Change;
use std::fmt::Display;

/// A field of a record, as it stands and as it is wanted.
pub(crate) struct Field {
    name: &'static str,
    same: bool,
    before: String,
    after: String,
}

/// A field whose text says everything.
pub(crate) fn plain(name: &'static str, before: impl Into<String>, after: impl Into<String>) -> Field {
    let (before, after) = (before.into(), after.into());
    Field { name, same: before == after, before, after }
}

/// A field that may be empty.
pub(crate) fn shown<T: Display>(name: &'static str, before: Option<&T>, after: Option<&T>) -> Field {
    let text = |it: Option<&T>| it.map(ToString::to_string).unwrap_or_default();
    plain(name, text(before), text(after))
}

/// A field that points to another record. Two of those may share a name, so sameness is told by the id.
pub(crate) fn named(
    name: &'static str,
    same: bool,
    before: Option<&String>,
    after: Option<&String>,
) -> Field {
    let text = |it: Option<&String>| it.cloned().unwrap_or_default();
    Field { name, same, before: text(before), after: text(after) }
}

pub(crate) fn differing(fields: impl IntoIterator<Item = Field>) -> Vec<Change> {
    let change = |it: Field| Change { field: it.name.to_owned(), before: it.before, after: it.after };
    fields.into_iter().filter(|it| !it.same).map(change).collect()
}
