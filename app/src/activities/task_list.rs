//! The tasks about a record: what is left, with its day, and what was finished last.

use super::api::{CompleteTask, EditTask, PlanTask, RemoveTask, ReopenTask, read_tasks};
use super::parts::concerns;
use super::task_form::AddTask;
use super::task_row::TaskRow;
use crate::forms::{Complaint, error_of};
use crate::layout::use_viewer;
use crate::live;
use crate::request::derived;
use crate::ui::Panel;
use crate::wire::reading;
use crate::words::use_words;
use domain::TaskId;
use domain::activities::{Subject, Task};
use domain::team::Right;
use leptos::prelude::*;

/// What can be done with a task, each act shared by all tasks of a list.
#[derive(Clone, Copy)]
pub struct TaskActs {
    pub complete: ServerAction<CompleteTask>,
    pub reopen: ServerAction<ReopenTask>,
    pub edit: ServerAction<EditTask>,
    pub remove: ServerAction<RemoveTask>,
}

/// A panel of tasks. Reads itself again when one of them changes.
#[component]
pub fn TaskList(#[prop(into)] subject: Signal<Subject>) -> impl IntoView {
    let words = use_words();
    let viewer = use_viewer();
    let plan = ServerAction::<PlanTask>::new();
    let acts = TaskActs {
        complete: ServerAction::new(),
        reopen: ServerAction::new(),
        edit: ServerAction::new(),
        remove: ServerAction::new(),
    };
    let acted = move || {
        (acts.complete.version().get() + acts.reopen.version().get())
            + (acts.edit.version().get() + acts.remove.version().get())
            + plan.version().get()
    };
    let news = live::changed(move |event| concerns(event, subject.get_untracked()));
    let read = reading(move || (subject.get(), acted(), news.get()), |(subject, ..)| read_tasks(subject));
    let may = Memo::new(move |_| viewer.with(|it| it.may_ever(Right::Log)));
    let found = derived(move |_| read.get().and_then(Result::ok));
    let error = move || read.get().and_then(Result::err);
    let today = derived(move |_| found.with(|it| it.as_ref().map(|it| it.today)).unwrap_or_default());
    let ids = move |done: bool| {
        let of = |it: &Task| (it.done_at.is_some() == done).then_some(it.id);
        found
            .with(|it| it.as_ref().map(|it| it.tasks.iter().filter_map(of).collect::<Vec<_>>()))
            .unwrap_or_default()
    };
    let row = move |id: TaskId| {
        let known = move || {
            found.with(|it| it.as_ref().and_then(|it| it.tasks.iter().find(|it| it.id == id).cloned()))
        };
        // A task that just left the list keeps its last look until its line is gone.
        let task =
            derived(move |before: Option<&Option<Task>>| known().or_else(|| before.cloned().flatten()));
        view! { <TaskRow id task acts today subject may/> }
    };
    let left = derived(move |_| ids(false));
    let done = derived(move |_| ids(true));
    let failed = Signal::derive(move || {
        let (complete, reopen) = (error_of(acts.complete).get(), error_of(acts.reopen).get());
        complete.or(reopen).or_else(|| error_of(acts.remove).get())
    });
    view! {
        <Panel title=words.tasks_title()>
            <Complaint error=failed/>
            <Transition>
                {move || error().map(|error| view! { <p class="form-problem" role="alert">{words.app_error(&error)}</p> })}
                {move || left.with(Vec::is_empty).then(|| view! { <p class="quiet tasks-none">{words.tasks_empty()}</p> })}
                <ul class="tasks">
                    <For each=move || left.get() key=|it| *it children=row/>
                </ul>
                <Show when=move || !done.with(Vec::is_empty)>
                    <details class="tasks-done">
                        <summary>{words.tasks_done()}" "<span class="number">{move || done.with(Vec::len)}</span></summary>
                        <ul class="tasks">
                            <For each=move || done.get() key=|it| *it children=row/>
                        </ul>
                    </details>
                </Show>
            </Transition>
            {move || may.get().then(|| view! { <AddTask subject=Signal::derive(move || Some(subject.get())) plan/> })}
        </Panel>
    }
}
