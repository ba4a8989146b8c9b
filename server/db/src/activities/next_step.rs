//! A deal's next step is done, and the following one takes its place.

use crate::outbox::{About, tell};
use crate::{Actor, Db, Error, Result, Staleness, actor};
use chrono::NaiveDate;
use domain::activities::{Change, NEXT_STEP_DONE, NextStepForm};
use domain::events::Topic;
use domain::team::Right;
use domain::{AccountId, DealId, MemberId, PersonId};
use sqlx::types::Json;
use uuid::Uuid;

/// Marks a deal's next step as done and plans the one that follows, if one is known already.
pub async fn complete_next_step(
    db: &Db,
    actor: &Actor,
    deal: DealId,
    version: i32,
    next: &NextStepForm,
) -> Result<()> {
    let owner = owner(db, actor, deal).await?;
    let teams = actor::teams_of(db, actor.workspace(), owner).await?;
    actor.must_for(Right::WorkDeal, owner, &teams)?;
    let (step, due) = next.check()?.unzip();

    let mut tx = db.begin().await?;
    let found: Standing = sqlx::query_as(
        "select version, account_id as account, person_id as person, next_step, next_step_due
         from deal
         where workspace_id = $1 and id = $2 and deleted_at is null
         for no key update",
    )
    .bind(actor.workspace())
    .bind(deal)
    .fetch_one(&mut *tx)
    .await?;
    if found.version != version {
        let differences = found.changes("next_step", step.as_deref(), due);
        return Err(Error::Changed(Staleness {
            version: found.version,
            differences,
            ..Staleness::default()
        }));
    }
    // Without a step that stood there, this only plans.
    let field = if found.next_step.is_some() { NEXT_STEP_DONE } else { "next_step" };
    let changes = found.changes(field, step.as_deref(), due);
    if changes.is_empty() {
        return Ok(());
    }
    let version: i32 = sqlx::query_scalar(
        "with done as (
             update deal set next_step = $3, next_step_due = $4, version = version + 1, updated_at = now()
             where workspace_id = $1 and id = $2
             returning workspace_id, id, version
         )
         insert into field_change (workspace_id, id, deal_id, changes, by_id, version)
         select workspace_id, $5, id, $6, $7, version from done
         returning version",
    )
    .bind(actor.workspace())
    .bind(deal)
    .bind(step)
    .bind(due)
    .bind(Uuid::now_v7())
    .bind(Json(changes))
    .bind(actor.id())
    .fetch_one(&mut *tx)
    .await?;
    let about = About {
        deal: Some(deal),
        account: found.account,
        person: found.person,
        version: Some(version),
        ..About::default()
    };
    tell(&mut tx, actor, Topic::Deal, about).await?;
    db.commit(tx).await
}

#[derive(sqlx::FromRow)]
struct Standing {
    version: i32,
    account: Option<AccountId>,
    person: Option<PersonId>,
    next_step: Option<String>,
    next_step_due: Option<NaiveDate>,
}

impl Standing {
    /// What was there and what follows. A step that was done is told even if the same follows again.
    fn changes(&self, field: &str, step: Option<&str>, due: Option<NaiveDate>) -> Vec<Change> {
        let day = |it: Option<NaiveDate>| it.map(|day| day.to_string()).unwrap_or_default();
        let change =
            |field: &str, before: String, after: String| Change { field: field.to_owned(), before, after };
        let step =
            change(field, self.next_step.clone().unwrap_or_default(), step.unwrap_or_default().to_owned());
        let due = change("next_step_due", day(self.next_step_due), day(due));
        let told = |it: &Change| it.field == NEXT_STEP_DONE || it.before != it.after;
        [step, due].into_iter().filter(told).collect()
    }
}

async fn owner(db: &Db, actor: &Actor, deal: DealId) -> Result<Option<MemberId>> {
    Ok(sqlx::query_scalar(
        "select owner_id from deal where workspace_id = $1 and id = $2 and deleted_at is null",
    )
    .bind(actor.workspace())
    .bind(deal)
    .fetch_one(db.pool())
    .await?)
}
