//! The same deals as a table: filtered like the board, sorted, and paged.

use super::cards::CARD;
use super::filtered::{DEALS, bind};
use crate::{Actor, Db, Result};
use chrono::NaiveDate;
use domain::PipelineId;
use domain::pipeline::Filter;
use domain::pipeline::list::{DealList, DealRow, PAGE, Sort};
use domain::team::Right;

/// Which page of which table.
#[derive(Clone, Copy, Debug, Default)]
pub struct Page {
    /// None: deals of all pipelines.
    pub pipeline: Option<PipelineId>,
    pub sort: Sort,
    /// Counts from 0.
    pub page: u32,
}

/// Deals, open or not, as the filter says.
pub async fn deals(
    db: &Db,
    actor: &Actor,
    filter: &Filter,
    page: Page,
    today: NaiveDate,
) -> Result<DealList> {
    actor.must(Right::Read)?;
    let order = match page.sort {
        Sort::Created => "d.created_at desc, d.id desc",
        Sort::Amount => "d.amount_minor desc nulls last, d.id",
        Sort::Close => "d.expected_close nulls last, d.id",
        Sort::Name => "search_norm(d.name), d.id",
    };
    let filtered = format!(
        "from deal d
         join stage s on s.workspace_id = d.workspace_id and s.id = d.stage_id
         left join account a on a.workspace_id = d.workspace_id and a.id = d.account_id
         where ($2::uuid is null or d.pipeline_id = $2) and ($10::uuid is null or d.stage_id = $10) and {DEALS}"
    );
    // Nothing in these texts comes from outside: columns, the filter, and an order by enum.
    let count = format!("select count(*) {filtered}");
    let rows = format!("select {CARD}, s.kind {filtered} order by {order} limit $11 offset $12");
    let count = bind(sqlx::query_as(sqlx::AssertSqlSafe(count)), actor, page.pipeline, filter, today);
    let (count,): (i64,) = count.bind(filter.stage).fetch_one(db.pool()).await?;
    let rows =
        bind(sqlx::query_as::<_, DealRow>(sqlx::AssertSqlSafe(rows)), actor, page.pipeline, filter, today)
            .bind(filter.stage)
            .bind(i64::from(PAGE))
            .bind(i64::from(page.page) * i64::from(PAGE))
            .fetch_all(db.pool())
            .await?;
    Ok(DealList { rows, count })
}
