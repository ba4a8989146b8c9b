//! What the page of the working calendar asks the server.

use crate::error::AppError;
use crate::wire::{Answer, Form};
use chrono::NaiveDate;
use domain::calendar::{CalendarYear, HoursForm, SpecialDayForm};
use domain::leads::{PromisesForm, PromisesPage};
use leptos::prelude::*;
use serde::{Deserialize, Serialize};

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct CalendarView {
    pub year: CalendarYear,
    pub today: NaiveDate,
    pub promises: PromisesPage,
}

/// One year of the calendar, this one if none is named.
#[server(endpoint = "calendar/year", protocol = Form)]
pub async fn read_calendar(year: Option<i32>) -> Result<CalendarView, AppError> {
    let backend = crate::backend::Backend::of_request().await?;
    let today = backend.today();
    let year = year.unwrap_or(chrono::Datelike::year(&today));
    let (db, actor) = (&backend.db, &backend.actor);
    let promises = db::leads::promises(db, actor).await?;
    Ok(CalendarView { year: db::calendar::year(db, actor, year).await?, today, promises })
}

/// Rests on public holidays from now on, or works on them.
#[server(endpoint = "calendar/follow_holidays", output = Answer)]
pub async fn follow_holidays(follow: bool) -> Result<(), AppError> {
    let backend = crate::backend::Backend::of_request().await?;
    Ok(db::calendar::follow_holidays(&backend.db, &backend.actor, follow).await?)
}

/// Works from when to when, from now on.
#[server(endpoint = "calendar/set_hours", output = Answer)]
pub async fn set_hours(form: HoursForm) -> Result<(), AppError> {
    let backend = crate::backend::Backend::of_request().await?;
    let hours = form.check().map_err(domain::Refusal::Invalid)?;
    Ok(db::calendar::set_hours(&backend.db, &backend.actor, hours).await?)
}

/// Promises those who come something else from now on.
#[server(endpoint = "calendar/set_promises", output = Answer)]
pub async fn set_promises(#[server(default)] version: i32, form: PromisesForm) -> Result<(), AppError> {
    let backend = crate::backend::Backend::of_request().await?;
    let promises = form.check().map_err(domain::Refusal::Invalid)?;
    let (db, actor, now) = (&backend.db, &backend.actor, backend.now());
    Ok(db::leads::set_promises(db, actor, version, promises, now).await?)
}

/// Decides about a day: a day off of the team's own, or a holiday on which it works.
#[server(endpoint = "calendar/add_special_day", output = Answer)]
pub async fn add_special_day(form: SpecialDayForm) -> Result<(), AppError> {
    let backend = crate::backend::Backend::of_request().await?;
    let special = form.check().map_err(domain::Refusal::Invalid)?;
    Ok(db::calendar::add_special_day(&backend.db, &backend.actor, &special).await?)
}

/// The day is again what it is by itself.
#[server(endpoint = "calendar/remove_special_day", output = Answer)]
pub async fn remove_special_day(day: NaiveDate) -> Result<(), AppError> {
    let backend = crate::backend::Backend::of_request().await?;
    Ok(db::calendar::remove_special_day(&backend.db, &backend.actor, day).await?)
}
