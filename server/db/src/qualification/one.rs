//! How one lead is qualified: its kind, every change with the reasons kept with it, and what the talk has found out.

use super::keep;
use crate::{Actor, Db, Result, leads};
use chrono::{DateTime, Utc};
use domain::activities::{ActivityKind, Outcome};
use domain::leads::Lead;
use domain::qualification::{
    Agreed, Answer, KeptChange, Kind, LeadScore, Origin, Qualified, Reason, Talk, TalkFacts,
};
use domain::{ActivityId, LeadId, MemberId};
use sqlx::PgExecutor;
use sqlx::types::Json;
use uuid::Uuid;

pub async fn qualified(db: &Db, actor: &Actor, id: LeadId) -> Result<Qualified> {
    let id = leads::living(db, actor, id).await?;
    let lead = leads::lead(db, actor, id).await?;
    let score = score(db, actor, id).await?;
    let changes = changes(db, actor, id).await?;
    let talk = talk(db.pool(), actor, id).await?;
    let facts = talk_facts(db, actor, &lead, &score).await?;
    Ok(Qualified { kind: lead.kind, score, changes, talk, facts, version: lead.version, now: Utc::now() })
}

pub async fn score(db: &Db, actor: &Actor, id: LeadId) -> Result<LeadScore> {
    score_on(db.pool(), actor, id).await
}

pub(super) async fn score_on(on: impl PgExecutor<'_>, actor: &Actor, id: LeadId) -> Result<LeadScore> {
    let score: Option<LeadScore> = sqlx::query_as(
        "select fit, interest, product, product_name, cooling, review, coalesce(rule_version, 0) as rule_version
         from lead_score where workspace_id = $1 and lead_id = $2",
    )
    .bind(actor.workspace())
    .bind(id)
    .fetch_optional(on)
    .await?;
    Ok(score.unwrap_or_default())
}

/// Every kind that a lead was granted, the newest first.
pub async fn changes(db: &Db, actor: &Actor, id: LeadId) -> Result<Vec<KeptChange>> {
    actor.must(domain::team::Right::Read)?;
    let rows: Vec<Row> = sqlx::query_as(
        "select id, from_kind, to_kind, origin, rule_version, contributions, by_id, reached_at, at
         from qualification_change
         where workspace_id = $1 and lead_id = any (leads_in($1, $2))
         order by reached_at desc, array_position(array['marketing_qualified', 'product_qualified'], to_kind) desc",
    )
    .bind(actor.workspace())
    .bind(id)
    .fetch_all(db.pool())
    .await?;
    Ok(rows.into_iter().map(Row::kept).collect())
}

#[derive(sqlx::FromRow)]
struct Row {
    id: Uuid,
    from_kind: Kind,
    to_kind: Kind,
    origin: Origin,
    rule_version: i32,
    contributions: Json<Vec<Reason>>,
    by_id: Option<MemberId>,
    reached_at: DateTime<Utc>,
    at: DateTime<Utc>,
}

impl Row {
    fn kept(self) -> KeptChange {
        KeptChange {
            id: self.id,
            from: self.from_kind,
            to: self.to_kind,
            origin: self.origin,
            rule_version: self.rule_version,
            reasons: self.contributions.0,
            by: self.by_id,
            reached_at: self.reached_at,
            at: self.at,
        }
    }
}

pub(crate) async fn talk(on: impl PgExecutor<'_>, actor: &Actor, id: LeadId) -> Result<Talk> {
    let row: Option<TalkRow> = sqlx::query_as(
        "select need, need_note, authority, authority_note, timing, timing_note, budget, budget_note, workspace_owner,
             use_case, by_id, at
         from qualification_talk where workspace_id = $1 and lead_id = any (leads_in($1, $2))
         order by lead_id = $2 desc, at desc
         limit 1",
    )
    .bind(actor.workspace())
    .bind(id)
    .fetch_optional(on)
    .await?;
    Ok(row.map(TalkRow::talk).unwrap_or_default())
}

#[derive(sqlx::FromRow)]
struct TalkRow {
    need: i16,
    need_note: String,
    authority: i16,
    authority_note: String,
    timing: i16,
    timing_note: String,
    budget: i16,
    budget_note: String,
    workspace_owner: String,
    use_case: String,
    by_id: Option<MemberId>,
    at: DateTime<Utc>,
}

impl TalkRow {
    fn talk(self) -> Talk {
        let answer = |score, note| Answer { score, note };
        let answers = [
            answer(self.need, self.need_note),
            answer(self.authority, self.authority_note),
            answer(self.timing, self.timing_note),
            answer(self.budget, self.budget_note),
        ];
        let used =
            domain::qualification::Use { workspace_owner: self.workspace_owner, use_case: self.use_case };
        Talk { answers, used, by: self.by_id, at: Some(self.at) }
    }
}

/// What else decides whether a talk is enough.
pub(super) async fn talk_facts(db: &Db, actor: &Actor, lead: &Lead, score: &LeadScore) -> Result<TalkFacts> {
    let meeting = agreed(db.pool(), actor, lead.id).await?;
    let ready = keep::rules(db, actor).await?.rules.of_product(score.product_name.as_deref()).ready;
    let product = score.product.map(i32::from).unwrap_or_default();
    Ok(TalkFacts { kind: lead.kind, origin: lead.origin, product, ready, meeting })
}

/// They have agreed to meet where a meeting or demo was booked or held, as we logged it or their calendar said.
pub(super) async fn agreed(on: impl PgExecutor<'_>, actor: &Actor, lead: LeadId) -> Result<Option<Agreed>> {
    let found: Option<(Option<ActivityId>, Option<ActivityKind>, DateTime<Utc>)> = sqlx::query_as(
        "select id, kind, occurred_at as at from activity
         where workspace_id = $1 and lead_id = any (leads_in($1, $2)) and removed_at is null and outcome = any ($4)
         union all
         select null, null, occurred_at from signal
         where workspace_id = $1 and kind = $3
             and email in (select email from lead where workspace_id = $1 and id = any (leads_in($1, $2)))
         order by at
         limit 1",
    )
    .bind(actor.workspace())
    .bind(lead)
    .bind(domain::signals::SignalKind::MeetingBooked)
    .bind(Outcome::AGREED.map(Outcome::code))
    .fetch_optional(on)
    .await?;
    Ok(found.map(|(activity, kind, at)| match activity.zip(kind) {
        Some((activity, kind)) => Agreed::Logged { activity, kind, at },
        None => Agreed::Calendar { at },
    }))
}
