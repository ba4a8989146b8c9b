//! The member's day, or their team's: what is due, what rots, what was won, and what changed since Monday.

use crate::{Actor, Db, Result};
use chrono::{DateTime, NaiveDate, Utc};
use domain::activities::Subject;
use domain::committee::{Held, risks};
use domain::exchange::Rates;
use domain::focus::{
    self, Day, DealFacts, Focus, FocusDeal, NamedRisk, Of, SOON_DAYS, Today, Week, What, leads_everybody,
};
use domain::pipeline::{StageKind, Sum, Totals};
use domain::team::Right;
use domain::{AccountId, Currency, DealId, LeadId, MemberId, Money, PersonId, Refusal, TaskId};
use uuid::Uuid;

/// Everything that the home page says: of the asker, or of those they lead.
pub async fn today(db: &Db, actor: &Actor, of: Of, now: DateTime<Utc>) -> Result<Today> {
    let members = members(db, actor, of).await?;
    let today = actor.day(now);
    let rates = crate::exchange::rates(db, actor, today).await?;
    let (leads, touches) = match of {
        Of::Me => crate::leads::queue_today(db, actor, now).await?,
        Of::Team => (None, vec![]),
    };
    let day = day(db, actor, &members, (today, &touches), &rates).await?;
    let (won, open) = totals(db, actor, &members, today).await?;
    let week = week(db, actor, &members, today).await?;
    Ok(Today { now, today, day, leads, won, open, week })
}

/// How many things the asker must not drop: the number beside "today" in the navigation.
pub async fn waiting(db: &Db, actor: &Actor, now: DateTime<Utc>) -> Result<i64> {
    let me = member(actor)?;
    let (leads, touches) = crate::leads::queue_today(db, actor, now).await?;
    // A number has no order.
    let day = day(db, actor, &[me], (actor.day(now), &touches), &Rates::default()).await?;
    Ok(i64::try_from(focus::waiting(&day, leads.as_ref())).unwrap_or(i64::MAX))
}

/// A day belongs to somebody: the operator at the machine has none.
fn member(actor: &Actor) -> Result<MemberId> {
    actor.must(Right::Read)?;
    Ok(actor.id().ok_or(Refusal::NotAllowed)?)
}

/// Whose deals and tasks these are.
async fn members(db: &Db, actor: &Actor, of: Of) -> Result<Vec<MemberId>> {
    let me = member(actor)?;
    if !of.may(actor.roles()) {
        return Err(Refusal::NotAllowed.into());
    }
    if of == Of::Me {
        return Ok(vec![me]);
    }
    let teams: Vec<_> = actor.teams().iter().map(|it| it.0).collect();
    Ok(sqlx::query_scalar(
        "select m.id from member m
         where m.workspace_id = $1 and ($3 or m.id = $2 or exists (
             select from team_member tm
             where tm.workspace_id = m.workspace_id and tm.member_id = m.id and tm.team_id = any ($4)))",
    )
    .bind(actor.workspace())
    .bind(me)
    .bind(leads_everybody(actor.roles()))
    .bind(teams)
    .fetch_all(db.pool())
    .await?)
}

async fn day(
    db: &Db,
    actor: &Actor,
    members: &[MemberId],
    (today, touches): (NaiveDate, &[TaskId]),
    rates: &Rates,
) -> Result<Day> {
    let tasks = task_lines(db, actor, members, today).await?;
    let mut lines = focus::without_touches(tasks, touches);
    lines.extend(deal_lines(db, actor, members, today).await?);
    Ok(focus::order(lines, today, rates))
}

#[derive(sqlx::FromRow)]
struct TaskRow {
    id: TaskId,
    owner: MemberId,
    version: i32,
    title: String,
    due: Option<NaiveDate>,
    with: Option<String>,
    deal: Option<DealId>,
    account: Option<AccountId>,
    person: Option<PersonId>,
    lead: Option<LeadId>,
    #[sqlx(flatten)]
    of: DealColumns,
}

/// The columns of a [`FocusDeal`]; all null beside a task that is about no deal.
#[derive(sqlx::FromRow)]
struct DealColumns {
    number: Option<i32>,
    deal_version: Option<i32>,
    name: Option<String>,
    amount_minor: Option<i64>,
    currency: Option<Currency>,
    stage_ko: Option<String>,
    stage_en: Option<String>,
    last_on: Option<NaiveDate>,
}

impl DealColumns {
    fn deal(self, id: Option<DealId>) -> Option<FocusDeal> {
        let currency = self.currency?;
        Some(FocusDeal {
            id: id?,
            number: self.number?,
            version: self.deal_version?,
            name: self.name?,
            amount: self.amount_minor.map(|minor| Money::new(minor, currency)),
            stage_ko: self.stage_ko?,
            stage_en: self.stage_en?,
            last_on: self.last_on?,
        })
    }
}

async fn task_lines(db: &Db, actor: &Actor, members: &[MemberId], today: NaiveDate) -> Result<Vec<Focus>> {
    let rows: Vec<TaskRow> = sqlx::query_as(
        "select t.id, t.owner_id as owner, t.version, t.title, t.due, coalesce(a.name, p.name, l.name) as with, d.id as deal,
             t.account_id as account, p.id as person, l.id as lead,
             d.number, d.version as deal_version, d.name, d.amount_minor, d.currency,
             s.name_ko as stage_ko, s.name_en as stage_en,
             (d.last_activity_at at time zone $5)::date as last_on
         from task t
         left join deal d on d.workspace_id = t.workspace_id and d.id = t.deal_id and d.deleted_at is null
         left join stage s on s.workspace_id = d.workspace_id and s.id = d.stage_id
         left join person p on p.workspace_id = t.workspace_id and p.id = t.person_id and p.deleted_at is null
         left join lead l on l.workspace_id = t.workspace_id and l.id = t.lead_id and l.deleted_at is null
         left join account a on a.workspace_id = t.workspace_id and a.deleted_at is null
             and a.id = coalesce(t.account_id, d.account_id, p.account_id)
         where t.workspace_id = $1 and t.owner_id = any ($2) and t.done_at is null and t.deleted_at is null
             and (t.due is null or t.due <= $3::date + $4::integer)",
    )
    .bind(actor.workspace())
    .bind(ids(members))
    .bind(today)
    .bind(i32::try_from(SOON_DAYS).unwrap_or(0))
    .bind(actor.zone().name())
    .fetch_all(db.pool())
    .await?;
    let line = |row: TaskRow| Focus {
        what: What::Task { id: row.id, version: row.version, title: row.title },
        due: row.due,
        quiet: None,
        about: (row.deal.map(Subject::Deal))
            .or(row.lead.map(Subject::Lead))
            .or(row.person.map(Subject::Person))
            .or(row.account.map(Subject::Account)),
        deal: row.of.deal(row.deal),
        with: row.with,
        owner: row.owner,
    };
    Ok(rows.into_iter().map(line).collect())
}

#[derive(sqlx::FromRow)]
struct DealRow {
    deal: DealId,
    owner: MemberId,
    #[sqlx(flatten)]
    of: DealColumns,
    with: Option<String>,
    kind: StageKind,
    rot_days: Option<i16>,
    next_step: Option<String>,
    next_step_due: Option<NaiveDate>,
    hold_until: Option<NaiveDate>,
    close_reason: Option<String>,
    #[sqlx(json)]
    committee: Vec<Held>,
    /// What those in it are called.
    #[sqlx(json)]
    names: Vec<(PersonId, String)>,
}

/// The rule decides which deals have a line; the question only leaves out those that surely have none:
/// as many business days as rot takes are at least as many days of the calendar.
async fn deal_lines(db: &Db, actor: &Actor, members: &[MemberId], today: NaiveDate) -> Result<Vec<Focus>> {
    // Nothing in the text comes from outside: it is the columns of a committee.
    let sql = concat!(
        "select d.id as deal, d.owner_id as owner, d.number, d.version as deal_version, d.name, d.amount_minor, d.currency,
             s.name_ko as stage_ko, s.name_en as stage_en,
             (d.last_activity_at at time zone $5)::date as last_on,
             a.name as with, s.kind, s.rot_days, d.next_step, d.next_step_due, d.hold_until, d.close_reason, ",
        crate::committee::held!(),
        " as committee,
             (select coalesce(jsonb_agg(jsonb_build_array(p.id, p.name)), '[]')
              from deal_person c
              join person s on s.workspace_id = c.workspace_id and s.id = c.person_id
              join person p on p.workspace_id = c.workspace_id and p.id = coalesce(s.duplicate_of, s.id)
              where c.workspace_id = d.workspace_id and c.deal_id = d.id) as names
         from deal d
         join stage s on s.workspace_id = d.workspace_id and s.id = d.stage_id
         left join account a on a.workspace_id = d.workspace_id and a.id = d.account_id
         where d.workspace_id = $1 and d.owner_id = any ($2) and d.deleted_at is null
             and (s.kind = 'hold' and d.hold_until <= $3
                 or s.kind = 'open' and (
                     d.next_step_due <= $3::date + $4::integer
                     or $3 - (d.last_activity_at at time zone $5)::date >= s.rot_days
                     or exists (
                         select from deal_person c where c.workspace_id = d.workspace_id and c.deal_id = d.id)))"
    );
    let rows: Vec<DealRow> = sqlx::query_as(sql)
        .bind(actor.workspace())
        .bind(ids(members))
        .bind(today)
        .bind(i32::try_from(SOON_DAYS).unwrap_or(0))
        .bind(actor.zone().name())
        .fetch_all(db.pool())
        .await?;
    let line = |row: DealRow| {
        let name = |id| row.names.iter().find(|it| it.0 == id).map(|it| it.1.as_str());
        let facts = DealFacts {
            deal: row.of.deal(Some(row.deal))?,
            owner: row.owner,
            account_name: row.with,
            kind: row.kind,
            rot_days: row.rot_days.and_then(|it| u16::try_from(it).ok()),
            next_step: row.next_step,
            next_step_due: row.next_step_due,
            hold_until: row.hold_until,
            close_reason: row.close_reason,
            risk: risks(&row.committee, today).first().map(|it| NamedRisk::of(it, name)),
        };
        focus::of_deal(facts, actor.on(today))
    };
    Ok(rows.into_iter().filter_map(line).collect())
}

/// What the members won since the month began, and what they have open.
async fn totals(db: &Db, actor: &Actor, members: &[MemberId], today: NaiveDate) -> Result<(Totals, Totals)> {
    let rows: Vec<(StageKind, Currency, i64, i64, i64, i64)> = sqlx::query_as(
        "select s.kind, d.currency, count(*), coalesce(sum(d.amount_minor), 0)::bigint,
             coalesce(sum(d.weighted_minor), 0)::bigint, count(d.amount_minor)
         from deal d
         join stage s on s.workspace_id = d.workspace_id and s.id = d.stage_id
         where d.workspace_id = $1 and d.owner_id = any ($2) and d.deleted_at is null
             and (s.kind = 'open' or s.kind = 'won' and d.closed_at >= date_trunc('month', $3::timestamp) at time zone $4)
         group by s.kind, d.currency
         order by s.kind, d.currency",
    )
    .bind(actor.workspace())
    .bind(ids(members))
    .bind(today)
    .bind(actor.zone().name())
    .fetch_all(db.pool())
    .await?;
    let of = |kind| {
        let mut totals = Totals::default();
        for &(_, currency, count, minor, weighted_minor, deals) in rows.iter().filter(|it| it.0 == kind) {
            totals.count += count;
            totals.add(Sum { currency, minor, weighted_minor, deals });
        }
        totals
    };
    Ok((of(StageKind::Won), of(StageKind::Open)))
}

/// What happened to the members' deals since Monday. A deal counts once, and by where it stands now: a
/// move that was taken back moved nothing forward.
async fn week(db: &Db, actor: &Actor, members: &[MemberId], today: NaiveDate) -> Result<Week> {
    Ok(sqlx::query_as(
        "select count(*) filter (where began.at >= week.began) as new,
             count(*) filter (where s.kind = 'open' and was.kind = 'open' and s.position > was.position) as forward,
             count(*) filter (where s.kind = 'won' and d.closed_at >= week.began) as won,
             count(*) filter (where s.kind = 'lost' and d.closed_at >= week.began) as lost
         from deal d
         cross join (select date_trunc('week', $3::timestamp) at time zone $4 as began) week
         join stage s on s.workspace_id = d.workspace_id and s.id = d.stage_id
         cross join lateral (
             select t.at, t.to_stage_id from stage_transition t
             where t.workspace_id = d.workspace_id and t.deal_id = d.id
             order by t.version
             limit 1
         ) began
         left join lateral (
             select t.to_stage_id from stage_transition t
             where t.workspace_id = d.workspace_id and t.deal_id = d.id and t.at < week.began
             order by t.version desc
             limit 1
         ) before on true
         join stage was on was.workspace_id = d.workspace_id
             and was.id = coalesce(before.to_stage_id, began.to_stage_id)
         where d.workspace_id = $1 and d.owner_id = any ($2) and d.deleted_at is null
             and (d.stage_entered_at >= week.began or d.closed_at >= week.began)",
    )
    .bind(actor.workspace())
    .bind(ids(members))
    .bind(today)
    .bind(actor.zone().name())
    .fetch_one(db.pool())
    .await?)
}

fn ids(members: &[MemberId]) -> Vec<Uuid> {
    members.iter().map(|it| it.0).collect()
}
