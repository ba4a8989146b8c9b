//! Correcting what was logged, and taking away what should not have been. What it said before is kept, and what was
//! counted from it (rot, an account's last touch) is counted again.

use super::Links;
use super::log::{last_touched, touched};
use crate::outbox::{About, tell};
use crate::{Act, Actor, Db, Error, Result, Staleness};
use chrono::{DateTime, NaiveDate, Utc};
use domain::activities::{ActivityForm, ActivityKind, Change, Outcome, Told, Way, is_meaningful, last_touch};
use domain::events::Topic;
use domain::pipeline::StageKind;
use domain::team::Right;
use domain::{ActId, ActivityId, MemberId, Problem, Why};
use uuid::Uuid;

/// Changes what an activity says was done, how it went, or when. What it is about stays.
pub async fn edit_activity(
    db: &Db,
    actor: &Actor,
    activity: ActivityId,
    version: i32,
    form: &ActivityForm,
    now: DateTime<Utc>,
) -> Result<()> {
    actor.must(Right::Correct)?;
    let told = form.told()?;
    let today = actor.day(now);
    if told.on.is_some_and(|day| day > today) {
        return Err(Problem::new("on", Why::InTheFuture).into());
    }
    let mut tx = db.begin().await?;
    let found = Standing::lock(&mut tx, actor, activity).await?;
    let was_on = actor.day(found.said.occurred_at);
    let differences = found.said.differences(actor, &told);
    if differences.is_empty() {
        return Ok(());
    }
    if found.version != version {
        let seen = seen(&mut tx, actor, activity, version).await?;
        return overtaken(found.version, differences, seen.map(|it| it.values(actor)));
    }
    let moved = told.on.filter(|day| *day != was_on);
    let act = record(&mut tx, actor, activity, false).await?;
    sqlx::query(
        "update activity set kind = $3, outcome = $4, body = $5, reached = $6, version = version + 1,
             -- Of a past day only the day is known: its noon stands for it.
             occurred_at = case when $7::date is null then occurred_at when $7 = $8 then $9
                 else ($7 + time '12:00') at time zone $10 end
         where workspace_id = $1 and id = $2",
    )
    .bind(actor.workspace())
    .bind(activity)
    .bind(told.kind)
    .bind(told.outcome)
    .bind(&told.body)
    .bind(is_meaningful(told.kind, told.outcome))
    .bind(moved)
    .bind(today)
    .bind(now)
    .bind(actor.zone().name())
    .execute(&mut *tx)
    .await?;
    count_again(&mut tx, actor, act, found.links).await?;
    db.commit(tx).await
}

/// Takes away what should not have been logged. The timeline says that something was.
pub async fn remove_activity(db: &Db, actor: &Actor, activity: ActivityId, version: i32) -> Result<()> {
    actor.must(Right::Correct)?;
    let mut tx = db.begin().await?;
    let found = Standing::lock(&mut tx, actor, activity).await?;
    if found.version != version {
        return overtaken(found.version, vec![], None);
    }
    let act = record(&mut tx, actor, activity, true).await?;
    sqlx::query(
        "update activity set removed_at = now(), version = version + 1
         where workspace_id = $1 and id = $2",
    )
    .bind(actor.workspace())
    .bind(activity)
    .execute(&mut *tx)
    .await?;
    count_again(&mut tx, actor, act, found.links).await?;
    db.commit(tx).await
}

/// What an activity says.
#[derive(sqlx::FromRow)]
struct Said {
    kind: ActivityKind,
    outcome: Option<Outcome>,
    body: String,
    occurred_at: DateTime<Utc>,
}

type Values = [(&'static str, String); 4];

fn values(kind: ActivityKind, outcome: Option<Outcome>, body: &str, on: NaiveDate) -> Values {
    let outcome = outcome.map(|it| it.code().to_owned()).unwrap_or_default();
    [
        ("kind", kind.code().to_owned()),
        ("outcome", outcome),
        ("body", body.to_owned()),
        ("on", on.to_string()),
    ]
}

impl Said {
    fn values(&self, actor: &Actor) -> Values {
        values(self.kind, self.outcome, &self.body, actor.day(self.occurred_at))
    }

    fn differences(&self, actor: &Actor, told: &Told) -> Vec<Change> {
        let on = told.on.unwrap_or_else(|| actor.day(self.occurred_at));
        let wanted = values(told.kind, told.outcome, &told.body, on);
        let pairs = self.values(actor).into_iter().zip(wanted);
        pairs
            .filter(|(before, after)| before != after)
            .map(|((field, before), (_, after))| Change { field: field.to_owned(), before, after })
            .collect()
    }
}

/// An activity as it stands while it is being corrected.
#[derive(sqlx::FromRow)]
struct Standing {
    version: i32,
    #[sqlx(flatten)]
    said: Said,
    by_id: Option<MemberId>,
    /// The teams of whoever logged it.
    teams: Vec<Uuid>,
    #[sqlx(flatten)]
    links: Links,
}

impl Standing {
    /// Of those that the asker may correct.
    async fn lock(tx: &mut Act, actor: &Actor, activity: ActivityId) -> Result<Self> {
        let found: Self = sqlx::query_as(
            "select h.version, h.kind, h.outcome, h.body, h.occurred_at, h.by_id,
                 array(select tm.team_id from team_member tm
                       where tm.workspace_id = h.workspace_id and tm.member_id = h.by_id) as teams,
                 h.deal_id as deal, h.account_id as account, h.person_id as person, h.lead_id as lead
             from activity h
             where h.workspace_id = $1 and h.id = $2 and h.removed_at is null
             for no key update of h",
        )
        .bind(actor.workspace())
        .bind(activity)
        .fetch_one(&mut **tx)
        .await?;
        actor.must_for(Right::Correct, found.by_id, &found.teams)?;
        Ok(found)
    }
}

/// What it said at a version that is past: the correction that followed has kept it.
async fn seen(tx: &mut Act, actor: &Actor, activity: ActivityId, version: i32) -> Result<Option<Said>> {
    Ok(sqlx::query_as(
        "select kind, outcome, body, occurred_at from activity_change
         where workspace_id = $1 and activity_id = $2 and version = $3 + 1",
    )
    .bind(actor.workspace())
    .bind(activity)
    .bind(version)
    .fetch_optional(&mut **tx)
    .await?)
}

/// Somebody was faster: asked is only what the asker touched themselves. If that is nothing, what stands is what
/// they wanted.
fn overtaken(version: i32, mut differences: Vec<Change>, seen: Option<Values>) -> Result<()> {
    if let Some(seen) = seen {
        differences.retain(|it| seen.iter().all(|(field, value)| it.field != *field || it.after != *value));
        if differences.is_empty() {
            return Ok(());
        }
    }
    Err(Error::Changed(Staleness { version, differences, ..Staleness::default() }))
}

/// Keeps what an activity says, before it says something else.
async fn record(tx: &mut Act, actor: &Actor, activity: ActivityId, removed: bool) -> Result<ActivityId> {
    let id = ActivityId(Uuid::now_v7());
    sqlx::query(
        "insert into activity_change
             (workspace_id, id, activity_id, removed, kind, outcome, body, occurred_at, by_id, version)
         select workspace_id, $3, id, $4, kind, outcome, body, occurred_at, $5, version + 1
         from activity
         where workspace_id = $1 and id = $2",
    )
    .bind(actor.workspace())
    .bind(activity)
    .bind(id)
    .bind(removed)
    .bind(actor.id())
    .execute(&mut **tx)
    .await?;
    Ok(id)
}

/// When deal, account, person and lead were last touched, now that an activity says something else; and the screens hear it.
async fn count_again(tx: &mut Act, actor: &Actor, act: ActivityId, links: Links) -> Result<()> {
    let mut about = About { act: Some(ActId(act.0)), ..links.about() };
    about.version = deal_again(tx, actor, act, links).await?;
    for (table, again, id) in links.touched() {
        // Nothing in the text comes from outside: it is one of three tables. What was done with one that was swallowed was
        // done with the survivor, too.
        let sql = format!(
            "select {again}($1, array(
                 select unnest(array[id, duplicate_of]) from {table} where workspace_id = $1 and id = $2))"
        );
        sqlx::query(sqlx::AssertSqlSafe(sql)).bind(actor.workspace()).bind(id).execute(&mut **tx).await?;
    }
    tell(tx, actor, Topic::Activity, about).await
}

#[derive(sqlx::FromRow)]
struct Moved {
    at: DateTime<Utc>,
    from: Option<i32>,
    to: i32,
    to_kind: StageKind,
    undo: bool,
}

/// Gates ask what was done on a deal, so this is a new version of it.
async fn deal_again(tx: &mut Act, actor: &Actor, act: ActivityId, links: Links) -> Result<Option<i32>> {
    let standing = last_touched(tx, actor, links.deal).await?;
    let Some(standing) = standing else { return Ok(None) };
    let moves: Vec<Moved> = sqlx::query_as(
        r#"select t.at, f.position as "from", s.position as "to", s.kind as to_kind, t.via = 'undo' as undo
         from stage_transition t
         join stage s on s.workspace_id = t.workspace_id and s.id = t.to_stage_id
         left join stage f on f.workspace_id = t.workspace_id and f.id = t.from_stage_id
         where t.workspace_id = $1 and t.deal_id = $2
         order by t.version"#,
    )
    .bind(actor.workspace())
    .bind(links.deal)
    .fetch_all(&mut **tx)
    .await?;
    let reached: Option<DateTime<Utc>> = sqlx::query_scalar(
        "select max(occurred_at) from activity
         where workspace_id = $1 and deal_id = $2 and reached and removed_at is null",
    )
    .bind(actor.workspace())
    .bind(links.deal)
    .fetch_one(&mut **tx)
    .await?;
    let began = moves.first().map_or(standing, |it| it.at);
    let moves = moves.iter().filter_map(|it| {
        Some((it.at, Way { from: it.from?, to: it.to, to_kind: it.to_kind, undo: it.undo }))
    });
    let now = last_touch(began, moves, reached);
    Ok(Some(touched(tx, actor, act, links.deal, (standing, now)).await?))
}
