//! The day of who qualifies: the leads that are theirs or wait for somebody, with the facts by which the rule in the
//! domain says what each is owed.

use super::board::CARD;
use super::promises::promised;
use crate::{Actor, Db, Result};
use chrono::{DateTime, NaiveDate, TimeDelta, Utc};
use domain::calendar::Clock;
use domain::focus::LeadsToday;
use domain::icp::Tier;
use domain::leads::{Facts, InForce, LeadCard, LeadStatus, Owed, Promise, Queue, QueueLine, Worth, owed};
use domain::pipeline::Motion;
use domain::pipeline::filter::Owner;
use domain::signals::score::raised;
use domain::team::{Right, Role, Whose, may};
use domain::{LeadId, TaskId};
use sqlx::{Postgres, QueryBuilder};
use std::collections::HashMap;

/// For so many days a raised hand is remembered; who asked longer ago has been answered, or has forgotten.
const HANDS_KEPT: i64 = 90;

/// Whose queue: that of a member with what waits for somebody, where they may take it; or everybody's.
pub async fn queue(db: &Db, actor: &Actor, of: Owner, now: DateTime<Utc>) -> Result<Queue> {
    let lines = queued(db, actor, of, now).await?;
    let zone = crate::team::zone(actor.zone().name());
    Ok(Queue::of(lines, now, Clock { calendar: actor.calendar(), zone: &zone }))
}

/// The asker's queue as their day shows it, and the tasks that stand in it as a lead's next touch.
pub(crate) async fn queue_today(
    db: &Db,
    actor: &Actor,
    now: DateTime<Utc>,
) -> Result<(Option<LeadsToday>, Vec<TaskId>)> {
    // Nearly everybody who asks for their day has none, and hears so at once.
    let has_own: bool = sqlx::query_scalar(
        "select exists (
             select from lead
             where workspace_id = $1 and owner_id = $2 and deleted_at is null and status = any ($3))",
    )
    .bind(actor.workspace())
    .bind(actor.id())
    .bind(LeadStatus::WORKED.map(LeadStatus::code))
    .fetch_one(db.pool())
    .await?;
    if !has_own && !actor.roles().has(Role::Sdr) {
        return Ok((None, vec![]));
    }
    let lines = queued(db, actor, Owner::Me, now).await?;
    let touches = lines.iter().filter_map(|it| it.plan.as_ref().map(|it| it.0)).collect();
    let zone = crate::team::zone(actor.zone().name());
    let queue = Queue::of(lines, now, Clock { calendar: actor.calendar(), zone: &zone });
    Ok((LeadsToday::of(queue, actor.roles(), has_own), touches))
}

async fn queued(db: &Db, actor: &Actor, of: Owner, now: DateTime<Utc>) -> Result<Vec<QueueLine>> {
    actor.must(Right::Read)?;
    let mut query = facts();
    query.push_bind(actor.workspace().0).push(" and r.deleted_at is null and r.status = any (");
    query.push_bind(LeadStatus::WORKED.map(LeadStatus::code)).push(")");
    match of {
        Owner::Anybody => {}
        Owner::Nobody => {
            query.push(" and r.owner_id is null");
        }
        Owner::Me if !may(actor.roles(), Right::WorkLead, Whose::Nobodys) => {
            query.push(" and r.owner_id = ").push_bind(actor.id());
        }
        Owner::Me => {
            query.push(" and (r.owner_id is null or r.owner_id = ").push_bind(actor.id()).push(")");
        }
        Owner::Of(member) => {
            query.push(" and (r.owner_id is null or r.owner_id = ").push_bind(member).push(")");
        }
    }
    let rows: Vec<Row> = query.build_query_as().fetch_all(db.pool()).await?;
    lines(db, actor, rows, now).await
}

/// Says of each of these leads what it is owed.
pub(super) async fn promise(
    db: &Db,
    actor: &Actor,
    leads: &[LeadId],
    now: DateTime<Utc>,
) -> Result<HashMap<LeadId, Promise>> {
    let mut query = facts();
    query.push_bind(actor.workspace().0).push(" and r.id = any (");
    query.push_bind(leads.iter().map(|it| it.0).collect::<Vec<_>>()).push(")");
    let rows: Vec<Row> = query.build_query_as().fetch_all(db.pool()).await?;
    Ok(lines(db, actor, rows, now).await?.into_iter().map(|it| (it.card.id, it.promise)).collect())
}

/// The facts about leads `r`, of the workspace that is to be named next.
fn facts() -> QueryBuilder<Postgres> {
    QueryBuilder::new(format!(
        "{CARD}, r.about, r.motion,
             array(select v.occurred_at from activity v
                 where v.workspace_id = r.workspace_id and v.lead_id = any (leads_in(r.workspace_id, r.id))
                     and v.kind <> 'note'
                     and v.occurred_at >= r.status_entered_at
                 order by v.occurred_at desc
                 limit 50) as tries,
             ho.sent_at as handed_over_at, ho.due_at as decision_due_at, t.due as planned, t.id as plan, t.title as plan_title, s.fit, s.interest, f.tier
         from lead r
         left join lead_score s on s.workspace_id = r.workspace_id and s.lead_id = r.id
         left join account_fit f on f.workspace_id = r.workspace_id and f.account_id = r.account_id
         left join handover ho on ho.workspace_id = r.workspace_id and ho.lead_id = r.id and ho.state = 'pending'
         left join lateral (
             select t.id, t.due, t.title from task t
             where t.workspace_id = r.workspace_id and t.lead_id = any (leads_in(r.workspace_id, r.id)) and t.done_at is null
                 and t.deleted_at is null and t.due is not null
             order by t.due, t.id
             limit 1) t on true
         where r.workspace_id = "
    ))
}

#[derive(sqlx::FromRow)]
struct Row {
    #[sqlx(flatten)]
    card: LeadCard,
    about: String,
    motion: Motion,
    tries: Vec<DateTime<Utc>>,
    handed_over_at: Option<DateTime<Utc>>,
    decision_due_at: Option<DateTime<Utc>>,
    planned: Option<NaiveDate>,
    plan: Option<TaskId>,
    plan_title: Option<String>,
    fit: Option<i16>,
    interest: Option<i16>,
    tier: Option<Tier>,
}

/// Those of them that are owed something.
async fn lines(db: &Db, actor: &Actor, rows: Vec<Row>, now: DateTime<Utc>) -> Result<Vec<QueueLine>> {
    let since = now - TimeDelta::days(HANDS_KEPT);
    let ids: Vec<_> = rows.iter().map(|it| (it.card.id, since)).collect();
    let mut on = db.pool().acquire().await?;
    let mut seen = crate::signals::seen_of_leads(&mut on, actor, &ids).await?;
    let promises = promised(&mut on, actor).await?;
    drop(on);
    let by = crate::qualification::rules(db, actor).await?.rules;
    let zone = crate::team::zone(actor.zone().name());
    let clock = Clock { calendar: actor.calendar(), zone: &zone };
    let lines = rows.into_iter().filter_map(|row| {
        let seen = seen.remove(&row.card.id).unwrap_or_default();
        row.line(raised(&by, &seen).map(|it| it.at), &promises, clock, now)
    });
    Ok(lines.collect())
}

impl Row {
    /// None: it is owed nothing.
    fn line(
        self,
        raised_at: Option<DateTime<Utc>>,
        promises: &InForce,
        clock: Clock<'_>,
        now: DateTime<Utc>,
    ) -> Option<QueueLine> {
        let facts = Facts {
            status: self.card.status,
            status_entered_at: self.card.status_entered_at,
            origin: self.card.origin,
            came_at: self.card.last_touch_at,
            raised_at,
            tries: self.tries,
            planned: self.planned,
            nurture_until: self.card.nurture_until,
            handover: self.handed_over_at.zip(self.decision_due_at),
        };
        let promise = owed(&facts, promises, clock)?;
        let worth = Worth {
            raised: raised_at.is_some(),
            fit: self.fit.map_or(0, i32::from),
            interest: self.interest.map_or(0, i32::from),
        };
        let plan = self.plan.zip(self.plan_title).filter(|_| promise.owed == Owed::Planned);
        let tries = facts.tries.len();
        let urgency = promise.urgency(now, clock);
        let (tier, motion, about) = (self.tier, self.motion, self.about);
        Some(QueueLine { card: self.card, promise, urgency, worth, tier, motion, tries, plan, about })
    }
}
