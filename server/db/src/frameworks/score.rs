//! Giving a criterion a score: over the one that its giver saw, with what it was learned by. The deal's version goes up,
//! as gates ask for scores.

use super::all;
use crate::activities::log_within;
use crate::outbox::{About, tell};
use crate::{Act, Actor, Db, Error, Result, Staleness, actor as askers};
use chrono::{DateTime, NaiveDate, Utc};
use domain::activities::{ActivityForm, ActivityKind, Change};
use domain::events::Topic;
use domain::frameworks::{ScoreForm, Wanted};
use domain::team::Right;
use domain::{ActId, ActivityId, AnswerId, DealId, MemberId, Problem, Why};
use sqlx::types::Json;
use uuid::Uuid;

/// Gives a score. `seen`: the version of the answer that stood on the giver's screen, 0 where none did. Sent again, it is
/// given once; the same again writes nothing.
pub async fn score(
    db: &Db,
    actor: &Actor,
    deal: DealId,
    seen: Option<i32>,
    form: &ScoreForm,
    now: DateTime<Utc>,
) -> Result<()> {
    let wanted = form.check()?;
    let owner: Option<MemberId> = sqlx::query_scalar(
        "select owner_id from deal where workspace_id = $1 and id = $2 and deleted_at is null",
    )
    .bind(actor.workspace())
    .bind(deal)
    .fetch_one(db.pool())
    .await?;
    let teams = askers::teams_of(db, actor.workspace(), owner).await?;
    actor.must_for(Right::WorkDeal, owner, &teams)?;
    let mut tx = db.begin().await?;
    score_within(&mut tx, actor, deal, seen, &wanted, now).await?;
    db.commit(tx).await
}

/// Until the act is done nobody else scores this deal.
async fn hold(tx: &mut Act, actor: &Actor, deal: DealId) -> Result<()> {
    sqlx::query_scalar::<_, DealId>(
        "select id from deal where workspace_id = $1 and id = $2 and deleted_at is null for no key update",
    )
    .bind(actor.workspace())
    .bind(deal)
    .fetch_one(&mut **tx)
    .await?;
    Ok(())
}

/// The newest answer, as it stands until the act is done.
#[derive(Default, sqlx::FromRow)]
struct Standing {
    score: i16,
    version: i32,
    activity_id: Option<ActivityId>,
}

/// The same as part of a larger act, which has asked for the right to work the deal. Without `seen` it is written over
/// whatever stands.
pub(crate) async fn score_within(
    tx: &mut Act,
    actor: &Actor,
    deal: DealId,
    seen: Option<i32>,
    wanted: &Wanted,
    now: DateTime<Utc>,
) -> Result<()> {
    hold(tx, actor, deal).await?;
    let known = all(&mut **tx, actor).await?;
    let framework = known.iter().find(|it| it.code == wanted.framework);
    let framework = framework.ok_or_else(|| Problem::new("framework", Why::Unknown))?;
    if framework.criterion(&wanted.criterion).is_none() {
        return Err(Problem::new("criterion", Why::Unknown).into());
    }
    let id = wanted.id.unwrap_or_else(|| AnswerId(Uuid::now_v7()));
    if given_already(tx, actor, id).await? {
        return Ok(());
    }
    let stands = standing(tx, actor, deal, wanted).await?;
    if seen.is_some_and(|seen| seen != stands.version) {
        return overtaken(&stands, wanted);
    }
    let given = match wanted.activity {
        Some(activity) => Some((activity, day_of(tx, actor, deal, activity).await?)),
        None => None,
    };
    let is_same = stands.score == wanted.score && stands.activity_id == wanted.activity;
    if is_same && wanted.note.is_empty() {
        return Ok(());
    }
    let noted = note(tx, actor, deal, wanted, now).await?;
    let proof = given.or(noted);
    let answer = Fresh {
        id,
        framework: &wanted.framework,
        criterion: &wanted.criterion,
        was: stands.score,
        score: wanted.score,
        proof,
    };
    write(tx, actor, deal, &[answer]).await
}

async fn given_already(tx: &mut Act, actor: &Actor, id: AnswerId) -> Result<bool> {
    Ok(sqlx::query_scalar("select exists (select from framework_answer where workspace_id = $1 and id = $2)")
        .bind(actor.workspace())
        .bind(id)
        .fetch_one(&mut **tx)
        .await?)
}

async fn standing(tx: &mut Act, actor: &Actor, deal: DealId, wanted: &Wanted) -> Result<Standing> {
    let found: Option<Standing> = sqlx::query_as(
        "select score, version, activity_id from framework_answer
         where workspace_id = $1 and deal_id = $2 and framework = $3 and criterion = $4
         order by version desc limit 1",
    )
    .bind(actor.workspace())
    .bind(deal)
    .bind(&wanted.framework)
    .bind(&wanted.criterion)
    .fetch_optional(&mut **tx)
    .await?;
    Ok(found.unwrap_or_default())
}

/// Somebody was faster. If they said the same, and nothing was typed that would be lost, it is as wanted.
fn overtaken(stands: &Standing, wanted: &Wanted) -> Result<()> {
    if stands.score == wanted.score && wanted.note.is_empty() {
        return Ok(());
    }
    let change = Change {
        field: field(&wanted.framework, &wanted.criterion),
        before: stands.score.to_string(),
        after: wanted.score.to_string(),
    };
    Err(Error::Changed(Staleness {
        version: stands.version,
        differences: vec![change],
        ..Staleness::default()
    }))
}

/// As the deal's history calls it.
fn field(framework: &str, criterion: &str) -> String {
    format!("score.{framework}.{criterion}")
}

/// The day of an activity of this deal that is on record.
async fn day_of(tx: &mut Act, actor: &Actor, deal: DealId, activity: ActivityId) -> Result<NaiveDate> {
    let day: Option<NaiveDate> = sqlx::query_scalar(
        "select (h.occurred_at at time zone w.zone)::date
         from activity h join workspace w on w.id = h.workspace_id
         where h.workspace_id = $1 and h.id = $2 and h.deal_id = $3 and h.removed_at is null",
    )
    .bind(actor.workspace())
    .bind(activity)
    .bind(deal)
    .fetch_optional(&mut **tx)
    .await?;
    day.ok_or_else(|| Problem::new("activity", Why::Unknown).into())
}

/// What was typed becomes a note on the deal.
async fn note(
    tx: &mut Act,
    actor: &Actor,
    deal: DealId,
    wanted: &Wanted,
    now: DateTime<Utc>,
) -> Result<Option<(ActivityId, NaiveDate)>> {
    if wanted.note.is_empty() {
        return Ok(None);
    }
    let id = ActivityId(Uuid::now_v7());
    let form = ActivityForm {
        kind: ActivityKind::Note.code().to_owned(),
        body: wanted.note.clone(),
        deal: deal.to_string(),
        ..ActivityForm::default()
    };
    log_within(tx, actor, id, &form, now).await?;
    Ok(Some((id, actor.day(now))))
}

/// A score that is about to be written.
pub(super) struct Fresh<'a> {
    pub id: AnswerId,
    pub framework: &'a str,
    pub criterion: &'a str,
    pub was: i16,
    pub score: i16,
    pub proof: Option<(ActivityId, NaiveDate)>,
}

/// Scores, one line of the deal's history that tells them all, and the line for the screens.
pub(super) async fn write(tx: &mut Act, actor: &Actor, deal: DealId, answers: &[Fresh<'_>]) -> Result<()> {
    let Some(first) = answers.first() else { return Ok(()) };
    let change = |it: &Fresh| Change {
        field: field(it.framework, it.criterion),
        before: it.was.to_string(),
        after: it.score.to_string(),
    };
    let changes: Vec<_> = answers.iter().map(change).collect();
    let version: i32 = sqlx::query_scalar(
        "with touched as (
             update deal set version = version + 1, updated_at = now()
             where workspace_id = $1 and id = $2
             returning workspace_id, id, version
         )
         insert into field_change (workspace_id, id, deal_id, changes, by_id, version)
         select workspace_id, $3, id, $4, $5, version from touched
         returning version",
    )
    .bind(actor.workspace())
    .bind(deal)
    .bind(first.id)
    .bind(Json(&changes))
    .bind(actor.id())
    .fetch_one(&mut **tx)
    .await?;
    for it in answers {
        sqlx::query(
            "insert into framework_answer (workspace_id, id, deal_id, framework, criterion, was, score, activity_id,
                 verified_on, by_id, version)
             values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)",
        )
        .bind(actor.workspace())
        .bind(it.id)
        .bind(deal)
        .bind(it.framework)
        .bind(it.criterion)
        .bind(it.was)
        .bind(it.score)
        .bind(it.proof.map(|it| it.0))
        .bind(it.proof.map(|it| it.1))
        .bind(actor.id())
        .bind(version)
        .execute(&mut **tx)
        .await?;
    }
    let about =
        About { deal: Some(deal), version: Some(version), act: Some(ActId(first.id.0)), ..About::default() };
    tell(tx, actor, Topic::Deal, about).await
}
