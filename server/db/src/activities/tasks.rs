//! Tasks: planned with a day, done, reopened, changed, given to somebody else, or dropped.

use super::{Links, links};
use crate::accounts::Parts;
use crate::outbox::{About, tell};
use crate::{Act, Actor, Db, Error, Result, Staleness};
use chrono::{DateTime, NaiveDate, Utc};
use domain::activities::{Change, Subject, Task, TaskFields, TaskForm};
use domain::consent::Objection;
use domain::events::Topic;
use domain::team::Right;
use domain::{AccountId, ActId, DealId, LeadId, MemberId, PersonId, Problem, Refusal, TaskId, Why};
use uuid::Uuid;

/// How many finished tasks a list still shows, so that one can be reopened.
const DONE_SHOWN: i64 = 10;

/// The tasks about a record: an account's with those of its deals and people, a person's or lead's own. Open ones
/// by their day, then the ones finished last.
pub async fn tasks(db: &Db, actor: &Actor, subject: Subject) -> Result<Vec<Task>> {
    actor.must(Right::Read)?;
    links(db.pool(), actor, subject).await?;
    let Parts { deal, account, person, lead } = Parts::of(subject);
    let rows: Vec<Row> = sqlx::query_as(
        "with about as (
             select t.*, row_number() over (partition by t.done_at is null order by t.done_at desc) as place
             from task t
             left join deal d on d.workspace_id = t.workspace_id and d.id = t.deal_id and d.deleted_at is null
             left join person p on p.workspace_id = t.workspace_id and p.id = t.person_id and p.deleted_at is null
             where t.workspace_id = $1 and t.deleted_at is null
                 and (t.deal_id = $2 or t.person_id = $4 or t.lead_id = any (leads_in($1, $6))
                     or t.account_id = $3 or d.account_id = $3 or p.account_id = $3)
         )
         select t.id, t.version, t.title, t.due, t.owner_id as owner, t.done_at,
             t.deal_id as deal, d.number as deal_number, d.name as deal_name,
             coalesce(t.account_id, d.account_id, p.account_id) as account, a.name as account_name,
             t.person_id as person, p.name as person_name,
             t.lead_id as lead, l.number as lead_number, l.name as lead_name
         from about t
         left join deal d on d.workspace_id = t.workspace_id and d.id = t.deal_id
         left join person p on p.workspace_id = t.workspace_id and p.id = t.person_id
         left join lead l on l.workspace_id = t.workspace_id and l.id = t.lead_id
         left join account a on a.workspace_id = t.workspace_id
             and a.id = coalesce(t.account_id, d.account_id, p.account_id)
         where t.done_at is null or t.place <= $5
         order by t.done_at desc nulls first, t.due nulls last, t.created_at, t.id",
    )
    .bind(actor.workspace())
    .bind(deal)
    .bind(account)
    .bind(person)
    .bind(DONE_SHOWN)
    .bind(lead)
    .fetch_all(db.pool())
    .await?;
    Ok(rows.into_iter().map(Row::task).collect())
}

#[derive(sqlx::FromRow)]
struct Row {
    id: TaskId,
    version: i32,
    title: String,
    due: Option<NaiveDate>,
    owner: MemberId,
    done_at: Option<DateTime<Utc>>,
    deal: Option<DealId>,
    deal_number: Option<i32>,
    deal_name: Option<String>,
    account: Option<AccountId>,
    account_name: Option<String>,
    person: Option<PersonId>,
    person_name: Option<String>,
    lead: Option<LeadId>,
    lead_number: Option<i32>,
    lead_name: Option<String>,
}

impl Row {
    fn task(self) -> Task {
        let Self { id, version, title, due, owner, done_at, deal, deal_number, deal_name, .. } = self;
        let Self { account, account_name, person, person_name, lead, lead_number, lead_name, .. } = self;
        Task {
            id,
            version,
            title,
            due,
            owner,
            done_at,
            deal,
            deal_number,
            deal_name,
            account,
            account_name,
            person,
            person_name,
            lead,
            lead_number,
            lead_name,
        }
    }
}

/// Plans a task, for oneself unless somebody else is named. Sent again with the same id, it is done once.
pub async fn plan(db: &Db, actor: &Actor, form: &TaskForm) -> Result<TaskId> {
    let mut tx = db.begin().await?;
    let id = plan_within(&mut tx, actor, form).await?;
    db.commit(tx).await?;
    Ok(id)
}

/// The same as part of a larger act.
pub(super) async fn plan_within(tx: &mut Act, actor: &Actor, form: &TaskForm) -> Result<TaskId> {
    actor.must(Right::Log)?;
    let fields = form.check()?;
    let links = match fields.subject {
        Some(subject) => links(&mut **tx, actor, subject).await?,
        None => Links::default(),
    };
    let owner = fields.owner.or(actor.id()).ok_or(Problem::new("owner", Why::Missing))?;
    let id = fields.id.unwrap_or_else(|| TaskId(Uuid::now_v7()));
    // Only what was named is kept: the rest follows from it, also when the deal changes its account.
    let Parts { deal, account, person, lead } = fields.subject.map(Parts::of).unwrap_or_default();
    works_here(tx, actor, owner).await?;
    may_be_planned(tx, actor, &fields).await?;
    let planned = sqlx::query(
        "insert into task (workspace_id, id, title, due, owner_id, deal_id, account_id, person_id, by_id, lead_id)
         values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)
         on conflict (workspace_id, id) do nothing",
    )
    .bind(actor.workspace())
    .bind(id)
    .bind(fields.title)
    .bind(fields.due)
    .bind(owner)
    .bind(deal)
    .bind(account)
    .bind(person)
    .bind(actor.id())
    .bind(lead)
    .execute(&mut **tx)
    .await?;
    if planned.rows_affected() == 1 {
        tell(tx, actor, Topic::Task, About { act: Some(ActId(id.0)), ..links.about() }).await?;
    }
    Ok(id)
}

/// An advert is planned for a day, so only what somebody agreed to by then speaks against it, and no hour of the night.
async fn may_be_planned(tx: &mut Act, actor: &Actor, fields: &TaskFields) -> Result<()> {
    let (Some(channel), Some(subject)) = (fields.advert, fields.subject) else { return Ok(()) };
    let day = fields.due.unwrap_or_else(|| actor.day(Utc::now()));
    let noon = day.and_hms_opt(12, 0, 0).and_then(|it| it.and_local_timezone(actor.zone()).earliest());
    let at = noon.map_or_else(Utc::now, |it| it.with_timezone(&Utc));
    match crate::consent::objection(tx, actor, subject, channel, at.max(Utc::now())).await? {
        Some(objection) if !fields.knowing && !matches!(objection, Objection::QuietHours { .. }) => {
            Err(Refusal::Advert(objection).into())
        }
        _ => Ok(()),
    }
}

/// Marks a task as done. Done already is done.
pub async fn complete(db: &Db, actor: &Actor, task: TaskId, version: i32, now: DateTime<Utc>) -> Result<()> {
    finish(db, actor, task, version, Some(now)).await
}

/// Takes it back: the task is open again.
pub async fn reopen(db: &Db, actor: &Actor, task: TaskId, version: i32) -> Result<()> {
    finish(db, actor, task, version, None).await
}

async fn finish(
    db: &Db,
    actor: &Actor,
    task: TaskId,
    version: i32,
    done_at: Option<DateTime<Utc>>,
) -> Result<()> {
    actor.must(Right::Log)?;
    let mut tx = db.begin().await?;
    let found = Standing::lock(&mut tx, actor, task).await?;
    if found.done_at.is_some() == done_at.is_some() {
        return Ok(());
    }
    if found.version != version {
        return Err(overtaken(&found, vec![]));
    }
    write_done(&mut tx, actor, task, done_at).await?;
    tell(&mut tx, actor, Topic::Task, found.links.about()).await?;
    db.commit(tx).await
}

/// Part of a larger act that does what the task was for, however it is worded by now.
pub(super) async fn done_within(tx: &mut Act, actor: &Actor, task: TaskId, at: DateTime<Utc>) -> Result<()> {
    let found = Standing::lock(tx, actor, task).await?;
    if found.done_at.is_some() {
        return Ok(());
    }
    write_done(tx, actor, task, Some(at)).await?;
    tell(tx, actor, Topic::Task, found.links.about()).await
}

async fn write_done(tx: &mut Act, actor: &Actor, task: TaskId, at: Option<DateTime<Utc>>) -> Result<()> {
    sqlx::query(
        "update task set done_at = $3, done_by_id = $4, version = version + 1
         where workspace_id = $1 and id = $2",
    )
    .bind(actor.workspace())
    .bind(task)
    .bind(at)
    .bind(at.and(actor.id()))
    .execute(&mut **tx)
    .await?;
    Ok(())
}

/// Changes what a task says, when it is due, or whose it is. What it is about stays.
pub async fn edit_task(db: &Db, actor: &Actor, task: TaskId, version: i32, form: &TaskForm) -> Result<()> {
    actor.must(Right::Log)?;
    let wanted = form.check()?;
    let mut tx = db.begin().await?;
    let found = Standing::lock(&mut tx, actor, task).await?;
    let owner = wanted.owner.unwrap_or(found.owner);
    let new_owner = if owner == found.owner {
        found.owner_name.clone()
    } else {
        works_here(&mut tx, actor, owner).await?
    };
    let day = |it: Option<NaiveDate>| it.map(|day| day.to_string()).unwrap_or_default();
    let differences: Vec<_> = [
        ("title", found.title.clone(), wanted.title.clone()),
        ("due", day(found.due), day(wanted.due)),
        ("owner", found.owner_name.clone(), new_owner),
    ]
    .into_iter()
    .filter(|(_, before, after)| before != after)
    .map(|(field, before, after)| Change { field: field.to_owned(), before, after })
    .collect();
    if differences.is_empty() && owner == found.owner {
        return Ok(());
    }
    if found.version != version {
        return Err(overtaken(&found, differences));
    }
    sqlx::query(
        "update task set title = $3, due = $4, owner_id = $5, version = version + 1
         where workspace_id = $1 and id = $2",
    )
    .bind(actor.workspace())
    .bind(task)
    .bind(wanted.title)
    .bind(wanted.due)
    .bind(owner)
    .execute(&mut *tx)
    .await?;
    tell(&mut tx, actor, Topic::Task, found.links.about()).await?;
    db.commit(tx).await
}

/// Drops a task that need not be done. It leaves every list and timeline.
pub async fn remove(db: &Db, actor: &Actor, task: TaskId, version: i32) -> Result<()> {
    actor.must(Right::Log)?;
    let mut tx = db.begin().await?;
    let found = Standing::lock(&mut tx, actor, task).await?;
    if found.version != version {
        return Err(overtaken(&found, vec![]));
    }
    sqlx::query(
        "update task set deleted_at = now(), version = version + 1
         where workspace_id = $1 and id = $2",
    )
    .bind(actor.workspace())
    .bind(task)
    .execute(&mut *tx)
    .await?;
    tell(&mut tx, actor, Topic::Task, found.links.about()).await?;
    db.commit(tx).await
}

/// A task as it stands while it is being changed.
#[derive(sqlx::FromRow)]
struct Standing {
    version: i32,
    title: String,
    due: Option<NaiveDate>,
    owner: MemberId,
    owner_name: String,
    done_at: Option<DateTime<Utc>>,
    #[sqlx(flatten)]
    links: Links,
}

impl Standing {
    async fn lock(tx: &mut Act, actor: &Actor, task: TaskId) -> Result<Self> {
        Ok(sqlx::query_as(
            "select t.version, t.title, t.due, t.owner_id as owner, m.name as owner_name, t.done_at,
                 t.deal_id as deal, coalesce(t.account_id, d.account_id, p.account_id) as account,
                 t.person_id as person, t.lead_id as lead
             from task t
             join member m on m.workspace_id = t.workspace_id and m.id = t.owner_id
             left join deal d on d.workspace_id = t.workspace_id and d.id = t.deal_id
             left join person p on p.workspace_id = t.workspace_id and p.id = t.person_id
             where t.workspace_id = $1 and t.id = $2 and t.deleted_at is null
             for no key update of t",
        )
        .bind(actor.workspace())
        .bind(task)
        .fetch_one(&mut **tx)
        .await?)
    }
}

fn overtaken(found: &Standing, differences: Vec<Change>) -> Error {
    Error::Changed(Staleness { version: found.version, differences, ..Staleness::default() })
}

/// The name of a member who can be given work: of this workspace, and still here until it is theirs.
async fn works_here(tx: &mut Act, actor: &Actor, owner: MemberId) -> Result<String> {
    let name: Option<String> = sqlx::query_scalar(
        "select name from member where workspace_id = $1 and id = $2 and deactivated_at is null for share",
    )
    .bind(actor.workspace())
    .bind(owner)
    .fetch_optional(&mut **tx)
    .await?;
    name.ok_or_else(|| Problem::new("owner", Why::Unknown).into())
}
