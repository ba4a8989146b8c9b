//! What is known of one deal, by the framework of its pipeline first, and what of it the next gate asks.

use super::all;
use crate::pipeline::doors;
use crate::{Actor, Db, Result};
use chrono::{DateTime, NaiveDate, Utc};
use domain::activities::{ActivityKind, Outcome};
use domain::frameworks::{Answer, DealFrameworks, Evidence, Sheet};
use domain::pipeline::gate::scores_asked_next;
use domain::team::Right;
use domain::{ActivityId, DealId, MemberId, PipelineId, StageId};

/// So many activities can be chosen from.
const LATELY: i64 = 30;

pub async fn of_deal(db: &Db, actor: &Actor, deal: DealId, today: NaiveDate) -> Result<DealFrameworks> {
    actor.must(Right::Read)?;
    let (pipeline, stage, uses, person): (PipelineId, StageId, Option<String>, Option<String>) =
        sqlx::query_as(
            "select d.pipeline_id, d.stage_id, l.framework, p.name
             from deal d
             join pipeline l on l.workspace_id = d.workspace_id and l.id = d.pipeline_id
             left join person p on p.workspace_id = d.workspace_id and p.id = d.person_id
             where d.workspace_id = $1 and d.id = $2 and d.deleted_at is null",
        )
        .bind(actor.workspace())
        .bind(deal)
        .fetch_one(db.pool())
        .await?;
    let answers = answers(db, actor, deal).await?;
    let of = |code: &str| answers.iter().filter(|it| it.framework == code).map(AnswerRow::answer).collect();
    let mut sheets: Vec<Sheet> = all(db.pool(), actor)
        .await?
        .into_iter()
        .map(|framework| Sheet { answers: of(&framework.code), framework })
        .filter(|it| uses.as_ref() == Some(&it.framework.code) || it.answers.iter().any(|it| it.score > 0))
        .collect();
    // Those of the pipeline before what was asked by another one.
    sheets.sort_by_key(|it| uses.as_ref() != Some(&it.framework.code));
    let mut asked = scores_asked_next(&doors(db, actor, pipeline).await?, stage);
    asked.retain(|it| uses.as_ref() == Some(&it.framework));
    let evidence = lately(db, actor, deal).await?;
    Ok(DealFrameworks { sheets, uses, asked, evidence, people: person.into_iter().collect(), today })
}

#[derive(sqlx::FromRow)]
struct AnswerRow {
    framework: String,
    criterion: String,
    score: i16,
    verified_on: Option<NaiveDate>,
    by_id: Option<MemberId>,
    at: DateTime<Utc>,
    version: i32,
    activity: Option<ActivityId>,
    kind: Option<ActivityKind>,
    outcome: Option<Outcome>,
    body: Option<String>,
    day: Option<NaiveDate>,
}

impl AnswerRow {
    fn answer(&self) -> Answer {
        let proof = self.activity.zip(self.kind).zip(self.day);
        let evidence = proof.map(|((activity, kind), on)| Evidence {
            activity,
            kind,
            outcome: self.outcome,
            body: self.body.clone().unwrap_or_default(),
            on,
        });
        Answer {
            criterion: self.criterion.clone(),
            score: self.score,
            evidence,
            on: self.verified_on,
            by: self.by_id,
            at: self.at,
            version: self.version,
        }
    }
}

/// The newest of each criterion, with what proves it as long as that is on record.
async fn answers(db: &Db, actor: &Actor, deal: DealId) -> Result<Vec<AnswerRow>> {
    Ok(sqlx::query_as(
        "select distinct on (a.framework, a.criterion)
             a.framework, a.criterion, a.score, a.verified_on, a.by_id, a.at, a.version,
             h.id as activity, h.kind, h.outcome, left(h.body, 200) as body,
             (h.occurred_at at time zone w.zone)::date as day
         from framework_answer a
         join workspace w on w.id = a.workspace_id
         left join activity h on h.workspace_id = a.workspace_id and h.id = a.activity_id and h.removed_at is null
         where a.workspace_id = $1 and a.deal_id = $2
         order by a.framework, a.criterion, a.version desc",
    )
    .bind(actor.workspace())
    .bind(deal)
    .fetch_all(db.pool())
    .await?)
}

#[derive(sqlx::FromRow)]
struct EvidenceRow {
    id: ActivityId,
    kind: ActivityKind,
    outcome: Option<Outcome>,
    body: String,
    day: NaiveDate,
}

pub(crate) async fn lately(db: &Db, actor: &Actor, deal: DealId) -> Result<Vec<Evidence>> {
    let rows: Vec<EvidenceRow> = sqlx::query_as(
        "select h.id, h.kind, h.outcome, left(h.body, 80) as body, (h.occurred_at at time zone w.zone)::date as day
         from activity h
         join workspace w on w.id = h.workspace_id
         where h.workspace_id = $1 and h.deal_id = $2 and h.removed_at is null
         order by h.occurred_at desc, h.id desc
         limit $3",
    )
    .bind(actor.workspace())
    .bind(deal)
    .bind(LATELY)
    .fetch_all(db.pool())
    .await?;
    let evidence = |it: EvidenceRow| Evidence {
        activity: it.id,
        kind: it.kind,
        outcome: it.outcome,
        body: it.body,
        on: it.day,
    };
    Ok(rows.into_iter().map(evidence).collect())
}
