//! The fields by which an admin gives the process its shape, while another admin may do the same. What somebody types
//! is left alone by the news, and where both changed the same value, the later one chooses.

use crate::error::AppError;
use crate::forms::{Complaint, FormFields};
use crate::ui::{Button, Conflict, ConflictPanel, Look, Seen, Side};
use crate::words::{Words, use_words};
use domain::activities::Change;
use domain::pipeline::Color;
use leptos::prelude::*;

/// Values by the names of their fields.
pub type Values = Vec<(&'static str, String)>;

pub fn value_of(values: &Values, field: &str) -> String {
    values.iter().find(|it| it.0 == field).map(|it| it.1.clone()).unwrap_or_default()
}

/// Everything inside of the form but its hidden ids. `fields` makes the inputs; `id` tells them from those of other
/// forms on the page.
#[component]
pub fn ShapeFields(
    #[prop(into)] now: Signal<Values>,
    error: Signal<Option<AppError>>,
    /// Rises when it was saved.
    saved: RwSignal<u32>,
    #[prop(into)] waiting: Signal<bool>,
    id: String,
    fields: fn(&str, Values) -> AnyView,
    /// Where one goes who gives the own values up.
    leave: String,
) -> impl IntoView {
    let words = use_words();
    // A form that came back has been typed into already.
    let touched = RwSignal::new(error.with_untracked(Option::is_some));
    let begun = Memo::new(move |before: Option<&Values>| match before {
        Some(begun) if touched.get() => begun.clone(),
        _ => now.get(),
    });
    Effect::new(move |_| {
        saved.track();
        if error.with_untracked(Option::is_none) {
            touched.set(false);
        }
    });
    let overtaken = Memo::new(move |_| match error.get() {
        Some(AppError::Changed { differences, .. }) => Some(differences),
        _ => None,
    });
    let meanwhile = move || begun.with(|begun| now.with(|now| begun != now));
    let body = move || match overtaken.get() {
        Some(differences) => {
            let (conflicts, rest) = choices(words, now.get_untracked(), &differences);
            view! { <ConflictPanel conflicts rest waiting leave=leave.clone()/> }.into_any()
        }
        None => {
            let values = begun.get();
            let seen = values.iter().map(|(name, value)| {
                view! { <Seen name=format!("seen[{name}]") value=value.clone()/> }
            });
            view! {
                <Complaint error/>
                {move || meanwhile().then(|| view! { <p class="meanwhile" role="status">{words.edit_meanwhile()}</p> })}
                {seen.collect_view()}
                {fields(&id, values)}
                <div class="form-foot"><Button submit=true look=Look::Primary waiting>{words.save()}</Button></div>
            }
            .into_any()
        }
    };
    view! {
        <FormFields of=error>
            <div class="shape-fields" on:input=move |_| touched.set(true)>{body}</div>
        </FormFields>
    }
}

/// What to choose from, and what is sent along. Whoever chooses has seen what stands now.
fn choices(words: Words, now: Values, differences: &[Change]) -> (Vec<Conflict>, Vec<(String, String)>) {
    let (mut conflicts, mut rest) = (vec![], vec![]);
    for (field, value) in now {
        let (form, seen) = (format!("form[{field}]"), format!("seen[{field}]"));
        let Some(change) = differences.iter().find(|it| it.field == field) else {
            rest.extend([(form, value.clone()), (seen, value)]);
            continue;
        };
        rest.push((seen, change.before.clone()));
        let (theirs, mine) = (side(words, field, &change.before), side(words, field, &change.after));
        conflicts.push(Conflict { name: form, label: words.field(field), theirs, mine });
    }
    (conflicts, rest)
}

fn side(words: Words, field: &str, value: &str) -> Side {
    match Color::of_code(value).filter(|_| field == "color") {
        Some(color) => Side { value: value.to_owned(), text: words.color(color).to_owned() },
        None => Side::of(value),
    }
}
