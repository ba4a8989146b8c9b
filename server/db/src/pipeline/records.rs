//! Deals as programs read them: whole records, one or a list of them.

use super::cards::CARD;
use super::filtered::{DEALS, bind};
use crate::paging::{Place, Slice};
use crate::{Actor, Db, Result};
use chrono::{DateTime, NaiveDate, Utc};
use domain::pipeline::{Card, Filter, StageKind};
use domain::team::Right;
use domain::{AccountId, DealId, PersonId, PipelineId};

#[derive(Clone, Debug, sqlx::FromRow)]
pub struct DealRecord {
    #[sqlx(flatten)]
    pub card: Card,
    pub kind: StageKind,
    pub person: Option<PersonId>,
    pub probability: Option<i16>,
    pub close_date_moves: i32,
    pub about: String,
    pub close_reason: Option<String>,
    pub lost_to: Option<String>,
    pub hold_until: Option<NaiveDate>,
    pub closed_at: Option<DateTime<Utc>>,
    pub tag_names: Vec<String>,
    pub created_at: DateTime<Utc>,
    pub updated_at: DateTime<Utc>,
}

/// What a program wants of the list, beyond what a board's filter knows.
#[derive(Clone, Debug, Default)]
pub struct Asked {
    pub pipeline: Option<PipelineId>,
    /// Of it the owner, the stage and the text count.
    pub filter: Filter,
    pub status: Option<StageKind>,
    pub account: Option<AccountId>,
    /// A tag by its name.
    pub tag: Option<String>,
}

const RECORD: &str =
    "s.kind, d.person_id as person, d.probability, d.close_date_moves, d.about, d.close_reason, d.lost_to, d.hold_until,
    d.closed_at, d.created_at, d.updated_at,
    array(select tag.name from tagged t join tag on tag.workspace_id = t.workspace_id and tag.id = t.tag_id
          where t.workspace_id = d.workspace_id and t.deal_id = d.id order by tag.name) as tag_names
    from deal d
    join stage s on s.workspace_id = d.workspace_id and s.id = d.stage_id
    left join account a on a.workspace_id = d.workspace_id and a.id = d.account_id";

// Nothing in the texts of these queries comes from outside: columns, the filter, and numbered places.

pub async fn deal_record(db: &Db, actor: &Actor, deal: DealId) -> Result<DealRecord> {
    actor.must(Right::Read)?;
    let sql =
        format!("select {CARD}, {RECORD} where d.workspace_id = $1 and d.id = $2 and d.deleted_at is null");
    Ok(sqlx::query_as(sqlx::AssertSqlSafe(sql))
        .bind(actor.workspace())
        .bind(deal)
        .fetch_one(db.pool())
        .await?)
}

/// The deals that somebody asked for, after a place.
pub async fn deal_records(
    db: &Db,
    actor: &Actor,
    asked: &Asked,
    after: Place,
    limit: u16,
) -> Result<Slice<DealRecord>> {
    actor.must(Right::Read)?;
    let sql = format!(
        "select {CARD}, {RECORD}
         where ($2::uuid is null or d.pipeline_id = $2) and {DEALS}
             and ($12::uuid is null or d.stage_id = $12)
             and ($13::text is null or s.kind = $13)
             and ($14::uuid is null or d.account_id = $14)
             and ($15::text is null or exists (
                 select from tagged tg join tag on tag.workspace_id = tg.workspace_id and tag.id = tg.tag_id
                 where tg.workspace_id = d.workspace_id and tg.deal_id = d.id and tag.name = $15))
             and (d.updated_at, d.id) > ($16, $17)
         order by d.updated_at, d.id
         limit $18"
    );
    let query = sqlx::query_as(sqlx::AssertSqlSafe(sql));
    let today = actor.day(Utc::now());
    let rows: Vec<DealRecord> = bind(query, actor, asked.pipeline, &asked.filter, today)
        .bind(asked.filter.stage)
        .bind(asked.status)
        .bind(asked.account)
        .bind(&asked.tag)
        .bind(after.changed_at)
        .bind(after.id)
        .bind(i64::from(limit) + 1)
        .fetch_all(db.pool())
        .await?;
    Ok(Slice::of(rows, limit, |it| Place { changed_at: it.updated_at, id: it.card.id.0 }))
}
