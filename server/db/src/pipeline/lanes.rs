//! The board by owner: what everybody has in each stage, over the whole filter, and the first cards of the lanes that
//! are open. Two questions beside what stands around, however many owners and deals there are.

use super::around::{Around, around};
use super::board::totals_by_owner;
use super::cards::CARD;
use super::filtered::{DEALS, bind};
use crate::{Actor, Db, Error, Result};
use chrono::NaiveDate;
use domain::pipeline::lanes::{SHOWN, Wish};
use domain::pipeline::{Card, Lanes, Pipeline, Whose};
use domain::{PipelineId, StageId};
use sqlx::AssertSqlSafe;

const MOST_KEPT: usize = 50;

/// The lanes of a pipeline, or of the first one, with all that stands around them.
pub async fn lanes(
    db: &Db,
    actor: &Actor,
    wish: &Wish,
    today: NaiveDate,
) -> Result<(Around, Pipeline, Lanes)> {
    let around = around(db, actor, wish.filter.view).await?;
    let mut all = around.pipelines.iter();
    let chosen = all.find(|it| wish.pipeline.is_none_or(|wanted| it.id == wanted));
    let pipeline = chosen.cloned().ok_or(Error::NotFound)?;
    let stages: Vec<StageId> = pipeline.open_stages().map(|it| it.id).collect();
    let counted = totals_by_owner(db, actor, pipeline.id, &wish.filter, today).await?;
    let mut lanes = Lanes::counted(today, &stages, counted, actor.id(), &wish.open);
    lanes.take_in(first_cards(db, actor, pipeline.id, wish, &lanes, today).await?);
    Ok((around, pipeline, lanes))
}

/// The first cards of every cell of the lanes that are open, and those to be kept wherever they stand.
async fn first_cards(
    db: &Db,
    actor: &Actor,
    pipeline: PipelineId,
    wish: &Wish,
    lanes: &Lanes,
    today: NaiveDate,
) -> Result<Vec<Card>> {
    let open = lanes.open();
    let sql = format!(
        "select {CARD}
         from (
             select d.id, row_number() over (partition by d.stage_id, d.owner_id order by d.rank, d.id) as nth
             from deal d
             join stage s on s.workspace_id = d.workspace_id and s.id = d.stage_id and s.kind = 'open'
             left join account a on a.workspace_id = d.workspace_id and a.id = d.account_id
             where d.pipeline_id = $2 and {DEALS} and (d.owner_id = any ($12) or ($13 and d.owner_id is null))
         ) c
         join deal d on d.workspace_id = $1 and d.id = c.id
         left join account a on a.workspace_id = d.workspace_id and a.id = d.account_id
         where c.nth <= $14 or c.id = any ($15::uuid[])
         order by d.rank, d.id"
    );
    // Nothing in the text comes from outside: it is this module's columns and filter.
    let query = sqlx::query_as(AssertSqlSafe(sql));
    Ok(bind(query, actor, Some(pipeline), &wish.filter, today)
        .bind(open.iter().filter_map(|it| it.owner()).map(|it| it.0).collect::<Vec<_>>())
        .bind(open.contains(&Whose::Nobody))
        .bind(i64::try_from(SHOWN).unwrap_or(i64::MAX))
        .bind(wish.keep.iter().take(MOST_KEPT).map(|it| it.0).collect::<Vec<_>>())
        .fetch_all(db.pool())
        .await?)
}
