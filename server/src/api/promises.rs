//! What a team promises those who come, for programs: by when leads are answered, and how long a hand-over may wait.

use axum::extract::State;
use chrono::Utc;
use db::Db;
use domain::leads::{Promises, PromisesForm, PromisesPage};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::BASE;
use super::extract::{Body, Reads, Seen, Writes};
use super::refused::{Refused, Stale};
use super::wire::{Found, Versioned};

/// The figures, each a whole number within its bounds.
#[derive(Debug, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(example = json!({
    "demo_minutes": 15, "inbound_minutes": 60, "other_days": 1, "try_days": 2, "tries": 5, "tries_days": 10,
    "engaged_days": 5, "accept_hours": 4, "remind_percent": 75, "contact_hours": 24
}))]
pub struct LeadFigures {
    /// To answer a demo request, in business minutes.
    #[schema(minimum = 1, maximum = 2400)]
    demo_minutes: u16,
    /// To answer other inbound, in business minutes.
    #[schema(minimum = 1, maximum = 2400)]
    inbound_minutes: u16,
    /// To get in touch with all others, in business days.
    #[schema(minimum = 1, maximum = 100)]
    other_days: u16,
    /// Between two tries, in business days.
    #[schema(minimum = 1, maximum = 100)]
    try_days: u16,
    /// Tries without an answer, after which it is time to let them be …
    #[schema(minimum = 1, maximum = 100)]
    tries: u16,
    /// … if they fell into so many business days.
    #[schema(minimum = 1, maximum = 100)]
    tries_days: u16,
    /// To go on talking with who answered, in business days.
    #[schema(minimum = 1, maximum = 100)]
    engaged_days: u16,
    /// To decide a hand-over, in business hours.
    #[schema(minimum = 1, maximum = 40)]
    accept_hours: u16,
    /// When whoever has not decided is reminded, in percent of that.
    #[schema(minimum = 10, maximum = 95)]
    remind_percent: u16,
    /// To the first contact after a hand-over was accepted, in hours of the calendar.
    #[schema(minimum = 1, maximum = 168)]
    contact_hours: u16,
}

impl LeadFigures {
    const fn of(it: Promises) -> Self {
        Self {
            demo_minutes: it.demo_minutes,
            inbound_minutes: it.inbound_minutes,
            other_days: it.other_days,
            try_days: it.try_days,
            tries: it.tries,
            tries_days: it.tries_days,
            engaged_days: it.engaged_days,
            accept_hours: it.accept_hours,
            remind_percent: it.remind_percent,
            contact_hours: it.contact_hours,
        }
    }

    const fn promises(&self) -> Promises {
        Promises {
            demo_minutes: self.demo_minutes,
            inbound_minutes: self.inbound_minutes,
            other_days: self.other_days,
            try_days: self.try_days,
            tries: self.tries,
            tries_days: self.tries_days,
            engaged_days: self.engaged_days,
            accept_hours: self.accept_hours,
            remind_percent: self.remind_percent,
            contact_hours: self.contact_hours,
        }
    }
}

/// What holds for clocks that begin now. One that runs keeps the figures with which it began.
#[derive(Debug, Serialize, ToSchema)]
pub struct LeadPromises {
    #[serde(flatten)]
    figures: LeadFigures,
    /// How often they were changed.
    version: i32,
}

impl From<PromisesPage> for LeadPromises {
    fn from(it: PromisesPage) -> Self {
        Self { figures: LeadFigures::of(it.promises), version: it.version }
    }
}

impl Versioned for LeadPromises {
    fn version(&self) -> i32 {
        self.version
    }

    fn address(&self) -> String {
        format!("{BASE}/lead-promises")
    }
}

/// What the team promises those who come.
#[utoipa::path(
    get, path = "/api/v1/lead-promises", tag = "leads", responses((status = 200, body = LeadPromises))
)]
pub async fn read_lead_promises(
    Reads(program): Reads,
    State(db): State<Db>,
) -> Result<Found<LeadPromises>, Refused> {
    Ok(Found(db::leads::promises(&db, &program.actor).await?.into()))
}

/// Promises something else, for clocks that begin afterwards. With `If-Match` only over the version that was read.
#[utoipa::path(
    put, path = "/api/v1/lead-promises", tag = "leads", request_body = LeadFigures,
    responses((status = 200, body = LeadPromises))
)]
pub async fn put_lead_promises(
    Writes(program): Writes,
    State(db): State<Db>,
    seen: Seen,
    Body(new): Body<LeadFigures>,
) -> Result<Found<LeadPromises>, Refused> {
    let actor = &program.actor;
    let stands = db::leads::promises(&db, actor).await?;
    let promises =
        PromisesForm::of(new.promises()).check().map_err(|it| Refused::Rule(domain::Refusal::Invalid(it)))?;
    if !seen.is(stands.version) {
        let differences = stands.promises.changes(promises);
        return Err(Stale::named(&LeadPromises::from(stands), differences).into());
    }
    db::leads::set_promises(&db, actor, stands.version, promises, Utc::now()).await?;
    Ok(Found(db::leads::promises(&db, actor).await?.into()))
}
