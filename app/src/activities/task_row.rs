//! One task: its tick, what it says, when it is due, whose it is; and in its place the form to change it.

use super::task_edit::TaskEdit;
use super::task_list::TaskActs;
use crate::forms::error_about;
use crate::layout::use_viewer;
use crate::routes;
use crate::ui::{Icon, IconButton};
use crate::words::use_words;
use chrono::NaiveDate;
use domain::activities::{Subject, Task};
use domain::calendar::{Due, due};
use domain::{Key, TaskId};
use leptos::form::ActionForm;
use leptos::prelude::*;
use leptos_router::components::A;

#[component]
pub fn TaskRow(
    id: TaskId,
    task: Signal<Option<Task>>,
    acts: TaskActs,
    today: Signal<NaiveDate>,
    subject: Signal<Subject>,
    may: Memo<bool>,
) -> impl IntoView {
    let words = use_words();
    let title =
        Memo::new(move |_| task.with(|it| it.as_ref().map(|it| it.title.clone())).unwrap_or_default());
    let version = Memo::new(move |_| task.with(|it| it.as_ref().map_or(0, |it| it.version)));
    let done = Memo::new(move |_| task.with(|it| it.as_ref().is_some_and(|it| it.done_at.is_some())));
    let tick = move || {
        match (may.get(), done.get()) {
        (false, done) => view! {
            <span class="tick tick-off" aria-hidden="true"><Icon name=if done { "circle-check" } else { "circle" }/></span>
        }
        .into_any(),
        (true, false) => view! {
            <ActionForm action=acts.complete attr:class="tick-form">
                <TaskFields id version/>
                <button class="tick" type="submit" aria-label=move || words.task_complete(&title.get())
                    title=move || words.task_complete(&title.get())>
                    <Icon name="check"/>
                </button>
            </ActionForm>
        }
        .into_any(),
        (true, true) => view! {
            <ActionForm action=acts.reopen attr:class="tick-form">
                <TaskFields id version/>
                <button class="tick tick-done" type="submit" aria-label=move || words.task_reopen(&title.get())
                    title=move || words.task_reopen(&title.get())>
                    <Icon name="check"/>
                </button>
            </ActionForm>
        }
        .into_any(),
    }
    };
    let error = error_about(acts.edit, move |it| it.task == id, "task", id);
    // Without scripts a refused form comes back with the page: then it stands open with what is wrong.
    let refused = error.with_untracked(Option::is_some);
    view! {
        <li class="task" class:task-done=move || done.get()>
            {tick}
            <div class="task-what">
                <span class="task-title">{move || title.get()}</span>
                <TaskNote task today subject/>
            </div>
            {move || may.get().then(|| view! {
                <div class="task-acts">
                    <details class="task-more" open=refused>
                        <summary class="icon-button" aria-label=move || words.task_edit(&title.get())
                            title=move || words.task_edit(&title.get())>
                            <Icon name="pencil"/>
                        </summary>
                        <TaskEdit id task action=acts.edit error/>
                    </details>
                    <ActionForm action=acts.remove>
                        <TaskFields id version/>
                        <IconButton icon="trash-2" label=move || words.task_remove(&title.get()) submit=true/>
                    </ActionForm>
                </div>
            })}
        </li>
    }
}

/// Which task, as its reader saw it.
#[component]
fn TaskFields(id: TaskId, version: Memo<i32>) -> impl IntoView {
    view! {
        <input type="hidden" name="task" value=id.to_string()/>
        <input type="hidden" name="version" value=move || version.get().to_string()/>
    }
}

/// Below the title: the day, the owner, and the deal or person where that is not plain.
#[component]
fn TaskNote(task: Signal<Option<Task>>, today: Signal<NaiveDate>, subject: Signal<Subject>) -> impl IntoView {
    let words = use_words();
    let viewer = use_viewer();
    move || {
        let task = task.get()?;
        let (today, subject) = (today.get(), subject.get());
        let day = match (task.due, task.done_at) {
            (None, _) => None,
            (Some(day), Some(_)) => Some((words.short_day(day, today), "quiet")),
            (Some(day), None) => Some((words.due(day, today), tone(due(day, today)))),
        };
        let owner = viewer.with(|it| it.member_name(task.owner).map(str::to_owned));
        let deal =
            task.deal.filter(|it| subject != Subject::Deal(*it)).and(task.deal_number.zip(task.deal_name));
        let lead =
            task.lead.filter(|it| subject != Subject::Lead(*it)).and(task.lead_number.zip(task.lead_name));
        let person = task.person.filter(|it| subject != Subject::Person(*it)).zip(task.person_name);
        Some(view! {
            <span class="task-note">
                {day.map(|(text, class)| view! { <span class=class>{text}</span> })}
                {owner.map(|it| view! { <span>{it}</span> })}
                {deal.map(|(number, name)| view! { <A href=routes::deal(Key::deal(number))>{name}</A> })}
                {lead.map(|(number, name)| view! { <A href=routes::lead(Key::lead(number))>{name}</A> })}
                {person.map(|(id, name)| view! { <A href=routes::person(id)>{name}</A> })}
            </span>
        })
    }
}

fn tone(due: Due) -> &'static str {
    match due {
        Due::Overdue(_) => "tone-bad",
        Due::Today => "tone-warn",
        Due::Later(_) => "",
    }
}
