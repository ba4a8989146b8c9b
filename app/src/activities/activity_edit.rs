//! Correcting what was logged, in its place on the timeline, or taking it away. Whoever was overtaken chooses, value
//! by value.

use super::api::{EditActivity, RemoveActivity};
use super::what_was_done::WhatWasDone;
use crate::error::AppError;
use crate::forms::{Complaint, FormFields, error_of};
use crate::ui::{Button, Conflict, ConflictPanel, Field, FormRow, Input, Look, Seen, Side};
use crate::words::{Words, use_words};
use domain::ActivityId;
use domain::activities::{ActivityKind, Change, Outcome};
use leptos::form::ActionForm;
use leptos::prelude::*;
use leptos_router::components::A;

/// The acts, shared by all lines of a timeline.
#[derive(Clone, Copy)]
pub struct Acts {
    pub edit: ServerAction<EditActivity>,
    pub remove: ServerAction<RemoveActivity>,
}

/// An activity as it stood when its correction began.
#[derive(Clone, PartialEq)]
pub struct Standing {
    pub id: ActivityId,
    pub version: i32,
    pub kind: ActivityKind,
    pub outcome: Option<Outcome>,
    pub body: String,
    /// The local day it happened on.
    pub on: String,
}

/// `back` is the page without the form.
#[component]
pub fn ActivityEdit(now: Memo<Option<Standing>>, acts: Acts, back: Memo<String>) -> impl IntoView {
    let error = error_of(acts.edit);
    // The values to choose from are those that stand now, so the page must have read them.
    let overtaken = Memo::new(move |_| match error.get() {
        Some(AppError::Changed { version, differences, .. }) => {
            now.get().filter(|it| it.version >= version).map(|standing| (standing, version, differences))
        }
        _ => None,
    });
    // What somebody types must not move, whatever others make of the activity meanwhile.
    let began = StoredValue::new(now.get_untracked());
    move || match (overtaken.get(), began.get_value()) {
        (Some((now, version, differences)), _) => {
            view! { <Again now version differences acts back=back.get_untracked()/> }.into_any()
        }
        (None, Some(was)) => view! { <Fields was acts back/> }.into_any(),
        (None, None) => ().into_any(),
    }
}

#[component]
fn Fields(was: Standing, acts: Acts, back: Memo<String>) -> impl IntoView {
    let words = use_words();
    let error = error_of(acts.edit);
    let id = format!("activity-{}", was.id);
    view! {
        <div class="activity-edit">
            <ActionForm action=acts.edit attr:class="form log-form" attr:aria-label=words.activity_edit()>
                <Which id=was.id back/>
                <Complaint error/>
                <FormFields of=error>
                    <Seen name="version" value=was.version.to_string()/>
                    <WhatWasDone id=id.clone() kind=was.kind outcome=was.outcome/>
                    <Field name="form[body]" id=format!("{id}-body") label=words.log_body() value=was.body input=Input::Lines max_length=10_000/>
                    <FormRow>
                        <Field name="form[on]" id=format!("{id}-on") label=words.log_on() value=was.on input=Input::Day/>
                    </FormRow>
                </FormFields>
                <div class="form-foot">
                    <A href=move || back.get() scroll=false attr:class="button">{words.cancel()}</A>
                    <Button submit=true look=Look::Primary waiting=acts.edit.pending()>{words.save()}</Button>
                </div>
            </ActionForm>
            <ActionForm action=acts.remove attr:class="activity-remove">
                <Which id=was.id back/>
                <input type="hidden" name="version" value=was.version.to_string()/>
                <Complaint error=error_of(acts.remove)/>
                <Button submit=true look=Look::Danger icon="trash-2" waiting=acts.remove.pending()>{words.activity_remove()}</Button>
            </ActionForm>
        </div>
    }
}

/// Which activity. Without scripts the server leads back; with them the page stays where it is.
#[component]
fn Which(id: ActivityId, back: Memo<String>) -> impl IntoView {
    let awake = RwSignal::new(false);
    Effect::new(move |_| awake.set(true));
    let next = move || if awake.get() { String::new() } else { back.get() };
    view! {
        <input type="hidden" name="activity" value=id.to_string()/>
        <input type="hidden" name="next" value=next/>
    }
}

#[component]
fn Again(now: Standing, version: i32, differences: Vec<Change>, acts: Acts, back: String) -> impl IntoView {
    let words = use_words();
    let (conflicts, mut rest) = choices(words, &now, &differences);
    rest.extend([
        ("activity".to_owned(), now.id.to_string()),
        ("version".to_owned(), version.to_string()),
        ("next".to_owned(), back.clone()),
    ]);
    view! {
        <ActionForm action=acts.edit attr:class="form">
            <ConflictPanel conflicts rest waiting=acts.edit.pending() leave=back/>
        </ActionForm>
    }
}

/// What to choose from, and what is sent along because both agree on it.
fn choices(words: Words, now: &Standing, differences: &[Change]) -> (Vec<Conflict>, Vec<(String, String)>) {
    let side = |field: &str, value: &str| {
        let text = match field {
            "kind" => ActivityKind::of_code(value).map(|it| words.activity_kind(it).to_owned()),
            "outcome" => Outcome::of_code(value).map(|it| words.outcome(it).to_owned()),
            _ => None,
        };
        Side { value: value.to_owned(), text: text.unwrap_or_else(|| value.to_owned()) }
    };
    let standing = [
        ("kind", now.kind.code()),
        ("outcome", now.outcome.map_or("", Outcome::code)),
        ("body", now.body.as_str()),
        ("on", now.on.as_str()),
    ];
    let (mut conflicts, mut rest) = (vec![], vec![]);
    for (field, value) in standing {
        let name = format!("form[{field}]");
        match differences.iter().find(|it| it.field == field) {
            Some(change) => conflicts.push(Conflict {
                name,
                label: words.field(field),
                theirs: side(field, &change.before),
                mine: side(field, &change.after),
            }),
            None => rest.push((name, value.to_owned())),
        }
    }
    (conflicts, rest)
}
