//! The board's first page, and the next page of a column. Totals are of all deals of the filter, never
//! of the ones that were loaded.

use super::around::{Around, around};
use super::cards::CARD;
use super::filtered::{DEALS, begun, bind, step_of};
use crate::{Actor, Db, Error, Result};
use chrono::NaiveDate;
use domain::pipeline::{
    After, Board, Card, Column, Filter, Load, Pipeline, StageKind, Step, Sum, Totals, Whose,
};
use domain::team::Right;
use domain::{Currency, DealId, MemberId, PipelineId, StageId, WorkspaceId};
use sqlx::FromRow;
use std::collections::{BTreeMap, HashMap};

/// How many cards of a column come with the page: somewhat more than most screens have room for.
pub const FIRST: i64 = 12;
/// How many come at once from there on.
pub const PAGE: i64 = 100;

/// What a page needs that shows a board: three statements, however many pipelines, stages and deals there are.
pub struct FirstView {
    pub around: Around,
    /// Which of the pipelines.
    pub pipeline: Pipeline,
    pub board: Board,
}

/// The board of a pipeline, or of the first one, with all that stands around it.
pub async fn first_view(
    db: &Db,
    actor: &Actor,
    pipeline: Option<PipelineId>,
    filter: &Filter,
    after: Option<&After>,
    today: NaiveDate,
) -> Result<FirstView> {
    let around = around(db, actor, filter.view).await?;
    let mut all = around.pipelines.iter();
    let chosen = all.find(|it| pipeline.is_none_or(|wanted| it.id == wanted));
    let pipeline = chosen.cloned().ok_or(Error::NotFound)?;
    let board = board_of(db, actor, &pipeline, filter, after, today).await?;
    Ok(FirstView { around, pipeline, board })
}

/// What the board of a pipeline shows first, and the pipeline itself.
pub async fn board(
    db: &Db,
    actor: &Actor,
    pipeline: PipelineId,
    filter: &Filter,
    today: NaiveDate,
) -> Result<(Pipeline, Board)> {
    actor.must(Right::Read)?;
    let mut found = super::stages::load(db, actor.workspace(), Some(pipeline)).await?;
    let pipeline = found.pop().ok_or(Error::NotFound)?;
    let board = board_of(db, actor, &pipeline, filter, None, today).await?;
    Ok((pipeline, board))
}

async fn board_of(
    db: &Db,
    actor: &Actor,
    pipeline: &Pipeline,
    filter: &Filter,
    after: Option<&After>,
    today: NaiveDate,
) -> Result<Board> {
    // Beside each other: the one goes through all deals, the other looks up a few.
    let (mut totals, mut cards) = tokio::try_join!(
        totals(db, actor, pipeline.id, filter, today),
        first_cards(db, actor, pipeline.id, filter, after, today)
    )?;
    let columns = pipeline
        .open_stages()
        .map(|stage| {
            let totals = totals.remove(&stage.id).unwrap_or_default();
            let (cards, complete) = up_to(FIRST, cards.remove(&stage.id).unwrap_or_default());
            Column::read(stage.id, totals, cards, complete)
        })
        .collect();
    let closed = pipeline.stages.iter().filter(|it| it.kind != StageKind::Open);
    let closed = closed.map(|it| (it.id, totals.remove(&it.id).unwrap_or_default())).collect();
    let (heard, below) = (BTreeMap::new(), BTreeMap::new());
    Ok(Board { pipeline: pipeline.id, today, columns, closed, heard, below })
}

/// The cards of a column after this one.
pub async fn more(
    db: &Db,
    actor: &Actor,
    stage: StageId,
    after: (String, DealId),
    filter: &Filter,
    today: NaiveDate,
) -> Result<(Vec<Card>, bool)> {
    actor.must(Right::Read)?;
    let pipeline: PipelineId =
        sqlx::query_scalar("select pipeline_id from stage where workspace_id = $1 and id = $2")
            .bind(actor.workspace())
            .bind(stage)
            .fetch_one(db.pool())
            .await?;
    // Nothing in the text comes from outside: it is this module's column list and filter.
    let sql = format!(
        "select {CARD}
         from deal d
         left join account a on a.workspace_id = d.workspace_id and a.id = d.account_id
         where d.pipeline_id = $2 and {DEALS} and d.stage_id = $12 and (d.rank, d.id) > ($13 collate \"C\", $14)
         order by d.rank, d.id
         limit $15"
    );
    let query = sqlx::query_as(sqlx::AssertSqlSafe(sql));
    let cards: Vec<Card> = bind(query, actor, Some(pipeline), filter, today)
        .bind(stage)
        .bind(after.0)
        .bind(after.1)
        .bind(PAGE + 1)
        .fetch_all(db.pool())
        .await?;
    Ok(up_to(PAGE, cards))
}

/// Of cards that were asked for with one more than is wanted: those wanted, and whether they are all.
fn up_to(wanted: i64, mut cards: Vec<Card>) -> (Vec<Card>, bool) {
    let wanted = usize::try_from(wanted).unwrap_or(usize::MAX);
    let complete = cards.len() <= wanted;
    cards.truncate(wanted);
    (cards, complete)
}

/// What every stage of a filter comes to.
async fn totals(
    db: &Db,
    actor: &Actor,
    pipeline: PipelineId,
    filter: &Filter,
    today: NaiveDate,
) -> Result<HashMap<StageId, Totals>> {
    if filter.is_empty() {
        return Ok(totals_of(db, actor.workspace(), pipeline, today).await?.into_iter().collect());
    }
    let rows = sums_of(db, actor, pipeline, filter, today).await?;
    Ok(gather(rows, |it| it.stage_id).into_iter().collect())
}

/// What each owner's deals of a filter come to in every stage.
pub(super) async fn totals_by_owner(
    db: &Db,
    actor: &Actor,
    pipeline: PipelineId,
    filter: &Filter,
    today: NaiveDate,
) -> Result<Vec<((StageId, Whose), Totals)>> {
    let rows = sums_of(db, actor, pipeline, filter, today).await?;
    Ok(gather(rows, |it| (it.stage_id, Whose::of(it.owner_id))))
}

async fn sums_of(
    db: &Db,
    actor: &Actor,
    pipeline: PipelineId,
    filter: &Filter,
    today: NaiveDate,
) -> Result<Vec<StageSum>> {
    let sql = format!(
        "select d.stage_id, d.owner_id, d.currency, {BEGUN} as begun, {SUMS}
         from deal d
         left join account a on a.workspace_id = d.workspace_id and a.id = d.account_id
         where d.pipeline_id = $2 and {DEALS}
         group by d.stage_id, d.owner_id, d.currency, begun",
        BEGUN = begun!("$11")
    );
    let query = sqlx::query_as(sqlx::AssertSqlSafe(sql));
    Ok(bind(query, actor, Some(pipeline), filter, today).fetch_all(db.pool()).await?)
}

/// What every stage of a pipeline comes to, for whoever may see all of it. Stages without deals are
/// named too, so that a head goes back to zero.
pub(crate) async fn totals_of(
    db: &Db,
    workspace: WorkspaceId,
    pipeline: PipelineId,
    today: NaiveDate,
) -> Result<Vec<(StageId, Totals)>> {
    let sql = format!(
        "select s.id as stage_id, d.owner_id, d.currency, d.begun, coalesce(d.deals, 0) as deals,
            coalesce(d.priced, 0) as priced, coalesce(d.minor, 0) as minor, coalesce(d.weighted_minor, 0) as weighted_minor,
            coalesce(d.entered, 0) as entered
         from stage s
         left join (
             select d.stage_id, d.owner_id, d.currency, {BEGUN} as begun, {SUMS}
             from deal d
             where d.workspace_id = $1 and d.pipeline_id = $2 and d.deleted_at is null
             group by d.stage_id, d.owner_id, d.currency, begun
         ) d on d.stage_id = s.id
         where s.workspace_id = $1 and s.pipeline_id = $2 and s.removed_at is null",
        BEGUN = begun!("$3")
    );
    // Nothing in the text comes from outside: it is this module's columns.
    let query = sqlx::query_as(sqlx::AssertSqlSafe(sql));
    let rows: Vec<StageSum> =
        query.bind(workspace).bind(pipeline).bind(Step::begins(today)).fetch_all(db.pool()).await?;
    Ok(gather(rows, |it| it.stage_id))
}

/// What some deals `d` come to.
const SUMS: &str =
    "count(*) as deals, count(d.amount_minor) as priced, coalesce(sum(d.amount_minor), 0)::bigint as minor,
    sum(d.weighted_minor)::bigint as weighted_minor,
    sum(date_part('epoch', d.stage_entered_at)::bigint)::bigint as entered";

#[derive(FromRow)]
struct StageSum {
    stage_id: StageId,
    owner_id: Option<MemberId>,
    currency: Option<Currency>,
    begun: Option<i32>,
    deals: i64,
    /// Those of them that name an amount.
    priced: i64,
    minor: i64,
    weighted_minor: i64,
    entered: i64,
}

/// Adds up what each owner has in each currency, by how the next steps stand: for each stage, or finer.
fn gather<Place: Ord>(rows: Vec<StageSum>, place: impl Fn(&StageSum) -> Place) -> Vec<(Place, Totals)> {
    let mut places: BTreeMap<Place, (Totals, BTreeMap<MemberId, i64>)> = BTreeMap::new();
    for row in rows {
        let (totals, loads) = places.entry(place(&row)).or_default();
        totals.count += row.deals;
        totals.steps[step_of(row.begun).place()] += row.deals;
        totals.entered += row.entered;
        if let Some(owner) = row.owner_id {
            *loads.entry(owner).or_default() += row.deals;
        }
        if let Some(currency) = row.currency {
            let (minor, weighted_minor) = (row.minor, row.weighted_minor);
            totals.add(Sum { currency, minor, weighted_minor, deals: row.priced });
        }
    }
    let finished = |(place, (mut totals, loads)): (Place, (Totals, BTreeMap<MemberId, i64>))| {
        let fullest = loads.into_iter().max_by_key(|(owner, deals)| (*deals, std::cmp::Reverse(*owner)));
        totals.fullest = fullest.map(|(owner, deals)| Load { owner, deals });
        (place, totals)
    };
    places.into_iter().map(finished).collect()
}

/// The top cards of every open stage and one more, in one statement; of one of them perhaps those below a card.
async fn first_cards(
    db: &Db,
    actor: &Actor,
    pipeline: PipelineId,
    filter: &Filter,
    after: Option<&After>,
    today: NaiveDate,
) -> Result<HashMap<StageId, Vec<Card>>> {
    let sql = format!(
        "select c.*
         from stage s
         cross join lateral (
             select {CARD}
             from deal d
             left join account a on a.workspace_id = d.workspace_id and a.id = d.account_id
             where d.pipeline_id = $2 and {DEALS} and d.stage_id = s.id
                 and (s.id is distinct from $13 or (d.rank, d.id) > ($14 collate \"C\", $15))
             order by d.rank, d.id
             limit $12
         ) c
         where s.workspace_id = $1 and s.pipeline_id = $2 and s.kind = 'open' and s.removed_at is null"
    );
    let query = sqlx::query_as::<_, Card>(sqlx::AssertSqlSafe(sql));
    let cards = bind(query, actor, Some(pipeline), filter, today)
        .bind(FIRST + 1)
        .bind(after.map(|it| it.stage))
        .bind(after.map(|it| &it.rank))
        .bind(after.map(|it| it.deal))
        .fetch_all(db.pool())
        .await?;
    let mut columns: HashMap<StageId, Vec<Card>> = HashMap::new();
    for card in cards {
        columns.entry(card.stage).or_default().push(card);
    }
    for cards in columns.values_mut() {
        cards.sort_by(|a, b| (&a.rank, a.id).cmp(&(&b.rank, b.id)));
    }
    Ok(columns)
}
