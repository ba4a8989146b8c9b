//! The heat map of a pipeline: a page of its open deals with what is known of each, and how far all deals of the filter
//! are. What still counts is said by the domain; here are only scores and days.

use super::around::{Around, around};
use super::filtered::{DEALS, bind};
use super::list::deals;
use crate::{Actor, Db, Error, Result, frameworks};
use chrono::NaiveDate;
use domain::DealId;
use domain::frameworks::{HeatMap, Learned, Mark};
use domain::pipeline::StageKind;
use domain::pipeline::list::Wish;
use sqlx::AssertSqlSafe;

/// Of the pipeline that is wished, or of the first one whose deals are asked by a framework.
pub async fn heat_map(db: &Db, actor: &Actor, wish: &Wish, today: NaiveDate) -> Result<(Around, HeatMap)> {
    let around = around(db, actor, wish.filter.view).await?;
    let book = frameworks::book(db, actor).await?;
    let pipeline = match wish.pipeline {
        Some(wanted) => around.pipelines.iter().find(|it| it.id == wanted),
        None => {
            let asked = around.pipelines.iter().find(|it| book.of_pipeline(it.id).is_some());
            asked.or(around.pipelines.first())
        }
    };
    let pipeline = pipeline.cloned().ok_or(Error::NotFound)?;
    let framework = book.of_pipeline(pipeline.id).cloned();
    let wish =
        Wish { pipeline: Some(pipeline.id), kind: Some(StageKind::Open), columns: None, ..wish.clone() };
    let list = deals(db, actor, &wish, today).await?;
    let (marks, learned) = match &framework {
        Some(it) => {
            let ids: Vec<DealId> = list.rows.iter().map(|it| it.card.id).collect();
            let marks = marks(db, actor, &it.code, &ids).await?;
            (marks, learned(db, actor, &it.code, &wish, today).await?)
        }
        None => Default::default(),
    };
    Ok((around, HeatMap { pipeline, framework, list, marks, learned, today }))
}

async fn marks(db: &Db, actor: &Actor, framework: &str, ids: &[DealId]) -> Result<Vec<Mark>> {
    Ok(sqlx::query_as(
        "select distinct on (k.deal_id, k.criterion) k.deal_id as deal, k.criterion, k.score,
             case when h.id is not null then k.verified_on end as learned_on
         from framework_answer k
         left join activity h on h.workspace_id = k.workspace_id and h.id = k.activity_id and h.removed_at is null
         where k.workspace_id = $1 and k.framework = $2 and k.deal_id = any ($3)
         order by k.deal_id, k.criterion, k.version desc",
    )
    .bind(actor.workspace())
    .bind(framework)
    .bind(ids)
    .fetch_all(db.pool())
    .await?)
}

async fn learned(
    db: &Db,
    actor: &Actor,
    framework: &str,
    wish: &Wish,
    today: NaiveDate,
) -> Result<Vec<Learned>> {
    let sql = format!(
        "select criterion, score, learned_on, count(*) as deals
         from (
             select distinct on (k.deal_id, k.criterion) k.criterion, k.score,
                 case when h.id is not null then k.verified_on end as learned_on
             from deal d
             join stage s on s.workspace_id = d.workspace_id and s.id = d.stage_id
             join framework_answer k on k.workspace_id = d.workspace_id and k.deal_id = d.id and k.framework = $12
             left join account a on a.workspace_id = d.workspace_id and a.id = d.account_id
             left join activity h
                 on h.workspace_id = k.workspace_id and h.id = k.activity_id and h.removed_at is null
             where d.pipeline_id = $2 and s.kind = $13 and ($14::uuid is null or d.stage_id = $14) and {DEALS}
             order by k.deal_id, k.criterion, k.version desc
         ) newest
         group by criterion, score, learned_on"
    );
    // Nothing in the text comes from outside: it is this module's filter.
    let query = bind(sqlx::query_as(AssertSqlSafe(sql)), actor, wish.pipeline, &wish.filter, today);
    Ok(query.bind(framework).bind(wish.kind).bind(wish.filter.stage).fetch_all(db.pool()).await?)
}
