//! What somebody chooses from who was overtaken while editing an account or a person, and what is sent
//! along as it stands.

use crate::ui::{Conflict, Side};
use crate::words::Words;
use domain::MemberId;
use domain::activities::Change;
use domain::team::Viewer;

/// A record as it stands now, in the words of its form.
pub struct Standing {
    /// Names and values of the form's fields.
    pub fields: Vec<(&'static str, String)>,
    pub owner: Option<MemberId>,
    /// The field that names an account, and that account's name.
    pub account: (&'static str, String),
}

/// `sent_owner` is the id that was sent; without scripts only the owner's name has come back.
pub fn choices(
    words: Words,
    viewer: &Viewer,
    now: Standing,
    differences: &[Change],
    sent_owner: Option<String>,
) -> (Vec<Conflict>, Vec<(String, String)>) {
    let (mut conflicts, mut rest) = (vec![], vec![]);
    for (field, value) in now.fields {
        let Some(change) = differences.iter().find(|it| it.field == field) else {
            rest.push((format!("form[{field}]"), value));
            continue;
        };
        let wanted = change.after.clone();
        let (name, theirs, mine) = if field == "owner" {
            let text = now.owner.and_then(|id| viewer.member_name(id)).unwrap_or_default().to_owned();
            let id = sent_owner.clone().unwrap_or_else(|| member_named(viewer, &wanted));
            ("form[owner]".to_owned(), Side { value, text }, Side { value: id, text: wanted })
        } else if field == now.account.0 {
            // By name, so that both sides are sent in the same field.
            (format!("form[{field}_name]"), Side::of(now.account.1.clone()), Side::of(wanted))
        } else if field == "target" {
            let side = |value: &str| Side {
                value: value.to_owned(),
                text: words.is_target(!value.is_empty()).to_owned(),
            };
            (format!("form[{field}]"), side(&value), side(&wanted))
        } else {
            (
                format!("form[{field}]"),
                Side { value, text: words.coded(field, &change.before) },
                Side { text: words.coded(field, &wanted), value: wanted },
            )
        };
        conflicts.push(Conflict { name, label: words.record_field(field), theirs, mine });
    }
    (conflicts, rest)
}

fn member_named(viewer: &Viewer, name: &str) -> String {
    let found = viewer.members.iter().find(|it| it.active && it.name == name);
    found.map(|it| it.id.to_string()).unwrap_or_default()
}
