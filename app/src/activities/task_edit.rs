//! Changing a task in its place. Whoever was overtaken chooses, value by value.

use super::api::EditTask;
use super::task_form::TaskOwner;
use crate::error::AppError;
use crate::forms::{Complaint, FormFields};
use crate::layout::use_viewer;
use crate::ui::{Button, Conflict, ConflictPanel, Field, FormRow, Input, Look, Seen, Side};
use crate::words::{Words, use_words};
use domain::TaskId;
use domain::activities::{Change, Task};
use domain::team::Viewer;
use leptos::form::ActionForm;
use leptos::prelude::*;
use leptos_router::hooks::use_location;

#[component]
pub fn TaskEdit(
    id: TaskId,
    task: Signal<Option<Task>>,
    action: ServerAction<EditTask>,
    error: Signal<Option<AppError>>,
) -> impl IntoView {
    let overtaken = Memo::new(move |_| match error.get() {
        Some(AppError::Changed { version, differences, .. }) => Some((version, differences)),
        _ => None,
    });
    // What somebody types must not move: while the form stands, only their own act renews it.
    let shown = Memo::new(move |before: Option<&(usize, Option<Task>)>| {
        let done = action.version().get();
        match before {
            Some((seen, task)) if *seen == done && task.is_some() => (done, task.clone()),
            _ => (done, task.get()),
        }
    });
    move || match (overtaken.get(), shown.get().1) {
        (Some((version, differences)), Some(task)) => {
            view! { <Again id version task differences action/> }.into_any()
        }
        (None, Some(task)) => view! { <Fields task action error/> }.into_any(),
        (_, None) => ().into_any(),
    }
}

#[component]
fn Fields(task: Task, action: ServerAction<EditTask>, error: Signal<Option<AppError>>) -> impl IntoView {
    let words = use_words();
    let id = task.id;
    let due = task.due.map(|it| it.to_string()).unwrap_or_default();
    view! {
        <ActionForm action attr:class="form task-form">
            <input type="hidden" name="task" value=id.to_string()/>
            <Complaint error/>
            <FormFields of=error>
                <Seen name="version" value=task.version.to_string()/>
                <Field name="form[title]" id=format!("task-{id}-title") label=words.task_new() value=task.title required=true max_length=200/>
                <FormRow>
                    <Field name="form[due]" id=format!("task-{id}-due") label=words.field_due() input=Input::Day value=due/>
                    <TaskOwner id=format!("task-{id}-owner") now=task.owner/>
                </FormRow>
            </FormFields>
            <div class="form-foot">
                <Button submit=true look=Look::Primary waiting=action.pending()>{words.save()}</Button>
            </div>
        </ActionForm>
    }
}

/// `task` is what the asker saw or what stands now; values in question come with the answer.
#[component]
fn Again(
    id: TaskId,
    version: i32,
    task: Task,
    differences: Vec<Change>,
    action: ServerAction<EditTask>,
) -> impl IntoView {
    let words = use_words();
    let viewer = use_viewer();
    let leave = use_location().pathname.get_untracked();
    let (conflicts, mut rest) = viewer.with_untracked(|viewer| choices(words, viewer, &task, &differences));
    rest.push(("task".to_owned(), id.to_string()));
    rest.push(("version".to_owned(), version.to_string()));
    view! {
        <ActionForm action attr:class="form task-form">
            <ConflictPanel conflicts rest waiting=action.pending() leave/>
        </ActionForm>
    }
}

/// What to choose from, and what is sent along as it stands. An owner is read by name and sent by id.
fn choices(
    words: Words,
    viewer: &Viewer,
    task: &Task,
    differences: &[Change],
) -> (Vec<Conflict>, Vec<(String, String)>) {
    let named = |name: &str| {
        let found = viewer.members.iter().find(|it| it.name == name);
        found.map(|it| it.id.to_string()).unwrap_or_default()
    };
    let side = |field: &str, text: &str| match field {
        "owner" => Side { value: named(text), text: text.to_owned() },
        _ => Side::of(text),
    };
    let standing = [
        ("title", task.title.clone()),
        ("due", task.due.map(|it| it.to_string()).unwrap_or_default()),
        ("owner", task.owner.to_string()),
    ];
    let (mut conflicts, mut rest) = (vec![], vec![]);
    for (field, value) in standing {
        let name = format!("form[{field}]");
        match differences.iter().find(|it| it.field == field) {
            None => rest.push((name, value)),
            Some(it) => conflicts.push(Conflict {
                name,
                label: words.field(field),
                theirs: side(field, &it.before),
                mine: side(field, &it.after),
            }),
        }
    }
    (conflicts, rest)
}
