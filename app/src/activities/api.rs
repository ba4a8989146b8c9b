//! What logging, tasks, next steps and timelines ask the server: who asks, and one call.

use crate::error::AppError;
use crate::wire::{Answer, Data};
use chrono::NaiveDate;
use domain::activities::{ActivityForm, Before, NextStepForm, Shown, Subject, Task, TaskForm, Timeline};
use domain::{ActivityId, DealId, TaskId};
use leptos::prelude::*;
use serde::{Deserialize, Serialize};

/// The tasks about a record, and the day it is.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct TaskView {
    pub today: NaiveDate,
    pub tasks: Vec<Task>,
}

/// What happened with a record before some moment, or until now.
#[server(endpoint = "activities/timeline", protocol = Data)]
pub async fn read_timeline(
    subject: Subject,
    #[server(default)] shown: Shown,
    before: Option<Before>,
    limit: u32,
) -> Result<Timeline, AppError> {
    let backend = crate::backend::Backend::of_request().await?;
    let (db, actor, now) = (&backend.db, &backend.actor, backend.now());
    Ok(db::activities::timeline(db, actor, subject, shown, before, limit, now).await?)
}

/// Logs what was done with a customer. `next` is the page of ours to go on to, if another than this.
#[server(endpoint = "activities/log", output = Answer)]
pub async fn log_activity(form: ActivityForm, #[server(default)] next: String) -> Result<(), AppError> {
    let backend = crate::backend::Backend::of_request().await?;
    db::activities::log(&backend.db, &backend.actor, &form, backend.now()).await?;
    crate::backend::go_on(&next);
    Ok(())
}

/// Changes what an activity says was done.
#[server(endpoint = "activities/edit_activity", output = Answer)]
pub async fn edit_activity(
    activity: ActivityId,
    version: i32,
    form: ActivityForm,
    #[server(default)] next: String,
) -> Result<(), AppError> {
    let backend = crate::backend::Backend::of_request().await?;
    let now = backend.now();
    db::activities::edit_activity(&backend.db, &backend.actor, activity, version, &form, now).await?;
    crate::backend::go_on(&next);
    Ok(())
}

/// Takes away an activity that should not have been logged.
#[server(endpoint = "activities/remove_activity", output = Answer)]
pub async fn remove_activity(
    activity: ActivityId,
    version: i32,
    #[server(default)] next: String,
) -> Result<(), AppError> {
    let backend = crate::backend::Backend::of_request().await?;
    db::activities::remove_activity(&backend.db, &backend.actor, activity, version).await?;
    crate::backend::go_on(&next);
    Ok(())
}

/// The tasks about a record.
#[server(endpoint = "activities/tasks", protocol = Data)]
pub async fn read_tasks(subject: Subject) -> Result<TaskView, AppError> {
    let backend = crate::backend::Backend::of_request().await?;
    let tasks = db::activities::tasks(&backend.db, &backend.actor, subject).await?;
    Ok(TaskView { today: backend.today(), tasks })
}

/// Plans a task, for oneself unless somebody else is named.
#[server(endpoint = "activities/plan_task", output = Answer)]
pub async fn plan_task(form: TaskForm) -> Result<(), AppError> {
    let backend = crate::backend::Backend::of_request().await?;
    db::activities::plan(&backend.db, &backend.actor, &form).await?;
    Ok(())
}

#[server(endpoint = "activities/complete_task", output = Answer)]
pub async fn complete_task(task: TaskId, version: i32) -> Result<(), AppError> {
    let backend = crate::backend::Backend::of_request().await?;
    let now = backend.now();
    Ok(db::activities::complete(&backend.db, &backend.actor, task, version, now).await?)
}

#[server(endpoint = "activities/reopen_task", output = Answer)]
pub async fn reopen_task(task: TaskId, version: i32) -> Result<(), AppError> {
    let backend = crate::backend::Backend::of_request().await?;
    Ok(db::activities::reopen(&backend.db, &backend.actor, task, version).await?)
}

/// Changes what a task says, when it is due, or whose it is.
#[server(endpoint = "activities/edit_task", output = Answer)]
pub async fn edit_task(task: TaskId, version: i32, form: TaskForm) -> Result<(), AppError> {
    let backend = crate::backend::Backend::of_request().await?;
    Ok(db::activities::edit_task(&backend.db, &backend.actor, task, version, &form).await?)
}

/// Drops a task that need not be done.
#[server(endpoint = "activities/remove_task", output = Answer)]
pub async fn remove_task(task: TaskId, version: i32) -> Result<(), AppError> {
    let backend = crate::backend::Backend::of_request().await?;
    Ok(db::activities::remove(&backend.db, &backend.actor, task, version).await?)
}

/// A deal's next step is done, and the following one takes its place.
#[server(endpoint = "activities/complete_next_step", output = Answer)]
pub async fn complete_next_step(
    deal: DealId,
    version: i32,
    form: NextStepForm,
    #[server(default)] next: String,
) -> Result<(), AppError> {
    let backend = crate::backend::Backend::of_request().await?;
    db::activities::complete_next_step(&backend.db, &backend.actor, deal, version, &form).await?;
    crate::backend::go_on(&next);
    Ok(())
}
