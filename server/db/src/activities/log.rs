//! Logging what was done with a customer. What reached them keeps the deal from rotting.

use super::tasks::{done_within, plan_within};
use super::{Links, links};
use crate::outbound::{Known, lead_of};
use crate::outbox::{About, tell};
use crate::{Act, Actor, Db, Result};
use chrono::{DateTime, NaiveDate, Utc};
use domain::activities::{ActivityFields, ActivityForm, ActivityKind, LAST_ACTIVITY, Outcome, TaskForm};
use domain::consent::Objection;
use domain::events::Topic;
use domain::team::Right;
use domain::{ActId, ActivityId, DealId, PersonId, Problem, Refusal, TaskId, Why};
use uuid::Uuid;

/// Logs an activity on a deal, an account or a person. Sent again with the same id, it is done once.
pub async fn log(db: &Db, actor: &Actor, form: &ActivityForm, now: DateTime<Utc>) -> Result<ActivityId> {
    let id = form.check()?.id.unwrap_or_else(|| ActivityId(Uuid::now_v7()));
    let mut tx = db.begin().await?;
    log_within(&mut tx, actor, id, form, now).await?;
    db.commit(tx).await?;
    Ok(id)
}

/// Logs an activity, marks as done the task it was for, and plans what comes next, as one act.
pub async fn log_and_plan(
    db: &Db,
    actor: &Actor,
    form: &ActivityForm,
    (done, next): (Option<TaskId>, Option<&TaskForm>),
    now: DateTime<Utc>,
) -> Result<ActivityId> {
    let id = form.check()?.id.unwrap_or_else(|| ActivityId(Uuid::now_v7()));
    let mut tx = db.begin().await?;
    log_within(&mut tx, actor, id, form, now).await?;
    if let Some(task) = done {
        done_within(&mut tx, actor, task, now).await?;
    }
    if let Some(next) = next {
        plan_within(&mut tx, actor, next).await?;
    }
    db.commit(tx).await?;
    Ok(id)
}

/// The same as part of a larger act.
pub(crate) async fn log_within(
    tx: &mut Act,
    actor: &Actor,
    id: ActivityId,
    form: &ActivityForm,
    now: DateTime<Utc>,
) -> Result<()> {
    actor.must(Right::Log)?;
    let fields = form.check()?;
    let past_day = fields.past_day(actor.day(now))?;
    let mut links = links(&mut **tx, actor, fields.subject).await?;
    if let Some(person) = fields.with {
        links.person = Some(somebody(tx, actor, person).await?);
    }
    let at = happened(actor, past_day, now);
    let first_touch = first_touch(tx, actor, id, fields.kind, links, at).await?;
    links.lead = links.lead.or(first_touch.map(|it| it.lead));
    if let Some(lead) = links.lead
        && fields.kind != ActivityKind::Note
    {
        crate::handover::must_decide_first(tx, actor, lead).await?;
    }
    let objection = objection(tx, actor, &fields, at).await?;
    if let Some(objection) = objection.filter(|_| !fields.knowing) {
        return Err(Refusal::Advert(objection).into());
    }
    if !insert(tx, actor, id, &fields, links, (at, objection)).await? {
        return Ok(());
    }
    let reached = fields.reached();
    let mut about = About { act: Some(ActId(id.0)), ..links.about() };
    about.version = touch_deal(tx, actor, id, links, at, reached).await?;
    if reached {
        freshen(tx, actor, links, at).await?;
    }
    if let Some(lead) = links.lead {
        // What was done says where the lead stands. A past day says where it stood, so that changes nothing, but for one
        // that this very touch has made.
        let done = (fields.kind, fields.outcome);
        if past_day.is_none() || first_touch.is_some_and(|it| it.is_new) {
            crate::leads::move_after(tx, actor, lead, done, (id, at)).await?;
        }
        if fields.outcome.is_some_and(Outcome::is_agreed) {
            crate::qualification::grant_by_meeting(tx, actor, (lead, id), now).await?;
        }
    }
    tell(tx, actor, Topic::Activity, about).await
}

/// The person of that id, if there is one.
async fn somebody(tx: &mut Act, actor: &Actor, person: PersonId) -> Result<PersonId> {
    let known: Option<PersonId> = sqlx::query_scalar(
        "select id from person where workspace_id = $1 and id = $2 and deleted_at is null",
    )
    .bind(actor.workspace())
    .bind(person)
    .fetch_optional(&mut **tx)
    .await?;
    known.ok_or_else(|| Problem::new("person", Why::Unknown).into())
}

/// When it happened. Of a past day only the day is known: its noon stands for it.
fn happened(actor: &Actor, past_day: Option<NaiveDate>, now: DateTime<Utc>) -> DateTime<Utc> {
    let noon = past_day.and_then(|it| it.and_hms_opt(12, 0, 0));
    let noon = noon.and_then(|it| it.and_local_timezone(actor.zone()).earliest());
    noon.map_or(now, |it| it.with_timezone(&Utc))
}

/// The lead that somebody at a target is, or becomes by this.
async fn first_touch(
    tx: &mut Act,
    actor: &Actor,
    id: ActivityId,
    kind: ActivityKind,
    links: Links,
    at: DateTime<Utc>,
) -> Result<Option<Known>> {
    match links {
        Links { deal: None, lead: None, account: Some(account), person: Some(person) }
            if kind != ActivityKind::Note =>
        {
            lead_of(tx, actor, (id, kind), (account, person), at).await
        }
        _ => Ok(None),
    }
}

/// What speaks against an advert at the time when it went out.
async fn objection(
    tx: &mut Act,
    actor: &Actor,
    fields: &ActivityFields,
    at: DateTime<Utc>,
) -> Result<Option<Objection>> {
    let Some(channel) = fields.advert else { return Ok(None) };
    crate::consent::objection(tx, actor, fields.subject, channel, at).await
}

/// No: it was logged before.
async fn insert(
    tx: &mut Act,
    actor: &Actor,
    id: ActivityId,
    fields: &ActivityFields,
    links: Links,
    (at, against): (DateTime<Utc>, Option<Objection>),
) -> Result<bool> {
    let written = sqlx::query(
        "insert into activity
             (workspace_id, id, kind, outcome, body, deal_id, account_id, person_id, by_id, occurred_at, reached, lead_id,
              advert, advert_against)
         values ($1, $2, $3, $4, $5, $6, $7, $8, $9,
             $10, $11, $12, $13, $14)
         on conflict (workspace_id, id) do nothing",
    )
    .bind(actor.workspace())
    .bind(id)
    .bind(fields.kind)
    .bind(fields.outcome)
    .bind(&fields.body)
    .bind(links.deal)
    .bind(links.account)
    .bind(links.person)
    .bind(actor.id())
    .bind(at)
    .bind(fields.reached())
    .bind(links.lead)
    .bind(fields.advert)
    .bind(against.map(Objection::code))
    .execute(&mut **tx)
    .await?;
    Ok(written.rows_affected() > 0)
}

/// Gates ask what was done on a deal, so every activity is a new version of it. One that reached the customer
/// moves the day that rot counts from, if it is later. Answers the deal's new version.
async fn touch_deal(
    tx: &mut Act,
    actor: &Actor,
    id: ActivityId,
    links: Links,
    at: DateTime<Utc>,
    reached: bool,
) -> Result<Option<i32>> {
    let before = last_touched(tx, actor, links.deal).await?;
    let Some(before) = before else { return Ok(None) };
    let after = if reached { before.max(at) } else { before };
    Ok(Some(touched(tx, actor, id, links.deal, (before, after)).await?))
}

/// When a deal was last touched; it stands still until the act is done. None: it is not there any more.
pub(super) async fn last_touched(
    tx: &mut Act,
    actor: &Actor,
    deal: Option<DealId>,
) -> Result<Option<DateTime<Utc>>> {
    Ok(sqlx::query_scalar(
        "select last_activity_at from deal
         where workspace_id = $1 and id = $2 and deleted_at is null
         for no key update",
    )
    .bind(actor.workspace())
    .bind(deal)
    .fetch_optional(&mut **tx)
    .await?)
}

/// A new version of a deal whose activities changed: when it was last touched before that, and after. Answers the
/// version. The line of history has the id of what changed.
pub(super) async fn touched(
    tx: &mut Act,
    actor: &Actor,
    id: ActivityId,
    deal: Option<DealId>,
    (before, after): (DateTime<Utc>, DateTime<Utc>),
) -> Result<i32> {
    Ok(sqlx::query_scalar(
        "with touched as (
             update deal set last_activity_at = $3, version = version + 1, updated_at = now()
             where workspace_id = $1 and id = $2
             returning workspace_id, id, version
         )
         insert into field_change (workspace_id, id, deal_id, changes, by_id, version)
         select workspace_id, $4, id,
             jsonb_build_array(jsonb_build_object('field', $5::text, 'before', $6::text, 'after', $7::text)),
             $8, version
         from touched
         returning version",
    )
    .bind(actor.workspace())
    .bind(deal)
    .bind(after)
    .bind(id)
    .bind(LAST_ACTIVITY)
    .bind(before.to_rfc3339())
    .bind(after.to_rfc3339())
    .bind(actor.id())
    .fetch_one(&mut **tx)
    .await?)
}

/// Their last touch is read from the activities, so it is no version of theirs: logging a call must not
/// overtake somebody who is editing the account.
async fn freshen(tx: &mut Act, actor: &Actor, links: Links, at: DateTime<Utc>) -> Result<()> {
    for (table, _, id) in links.touched() {
        // Nothing in the text comes from outside: it is one of three tables. One may have been swallowed while this was
        // being written.
        let sql = format!(
            "update {table} set last_activity_at = $3
             where workspace_id = $1 and (last_activity_at is null or last_activity_at < $3)
                 and id in (
                     select unnest(array[id, duplicate_of]) from {table} where workspace_id = $1 and id = $2)"
        );
        sqlx::query(sqlx::AssertSqlSafe(sql))
            .bind(actor.workspace())
            .bind(id)
            .bind(at)
            .execute(&mut **tx)
            .await?;
    }
    Ok(())
}
