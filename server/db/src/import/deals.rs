//! The deals of a file, each with the history that its days tell: where it began and when it was won or lost.

use super::accounts::NewAccounts;
use super::members::NewMembers;
use super::run::Ranks;
use super::{Run, Taken};
use crate::{Act, Actor, Db, Result};
use chrono::{DateTime, Utc};
use domain::import::{BadRow, DealRow, same, stage_named};
use domain::pipeline::deal::probability;
use domain::pipeline::{Pipeline, Stage, StageKind};
use domain::team::Role;
use domain::{AccountId, Currency, DealId, MemberId, Money, PipelineId, Problem, ProductId, StageId, Why};
use std::collections::HashSet;
use uuid::Uuid;

/// A deal as it will be written.
#[derive(Debug)]
pub(super) struct NewDeal {
    pub id: DealId,
    key: String,
    name: String,
    pub pipeline: PipelineId,
    stage: StageId,
    /// The open stage it stood in before it ended, if it is known to have.
    passed: Option<StageId>,
    account: Option<AccountId>,
    owner: Option<MemberId>,
    amount: Option<i64>,
    weighted: i64,
    currency: Currency,
    line: Option<(ProductId, i64)>,
    began_at: DateTime<Utc>,
    closed_at: Option<DateTime<Utc>>,
    row: DealRow,
}

/// Takes in a chunk of a file of deals, after `choose_pipelines`.
pub async fn take_deals(db: &Db, actor: &Actor, run: &mut Run, rows: Vec<(u64, DealRow)>) -> Result<Taken> {
    let mut taken = Taken::default();
    let mut keyed: Vec<(u64, String, DealRow)> = Vec::with_capacity(rows.len());
    for (at, row) in rows {
        match run.seen.key(row.key.clone()) {
            Ok(key) => keyed.push((at, key, row)),
            Err(problem) => taken.bad.push(BadRow { row: at, problems: vec![problem] }),
        }
    }
    let keys: Vec<&str> = keyed.iter().map(|(_, key, _)| key.as_str()).collect();
    let here: HashSet<String> = sqlx::query_scalar::<_, String>(
        "select source_key from deal where workspace_id = $1 and source_key = any ($2)",
    )
    .bind(actor.workspace())
    .bind(keys)
    .fetch_all(db.pool())
    .await?
    .into_iter()
    .collect();

    let (mut owners, mut accounts, mut new) = (NewMembers::default(), NewAccounts::default(), Vec::new());
    for (at, key, row) in keyed {
        if here.contains(&key) {
            taken.tally.known += 1;
            continue;
        }
        match place(run, &row) {
            Ok(place) => new.push(new_deal(run, place, key, row, &mut owners, &mut accounts)),
            Err(problems) => taken.bad.push(BadRow { row: at, problems }),
        }
    }
    taken.tally.bad = u64::try_from(taken.bad.len()).unwrap_or(u64::MAX);
    taken.tally.new = u64::try_from(new.len()).unwrap_or(u64::MAX);
    let pipelines = run.go_to(new.iter().map(|it| it.pipeline));
    if run.writes() && !new.is_empty() {
        let ranks = ranks(db, actor, run, &new).await?;
        let mut tx = db.begin().await?;
        owners.write(&mut tx, actor).await?;
        accounts.write(&mut tx, actor).await?;
        write_all(&mut tx, actor, &pipelines, &new, &ranks).await?;
        db.commit(tx).await?;
    }
    owners.learn(run);
    accounts.learn(run);
    run.created.deals += taken.tally.new;
    Ok(taken)
}

/// The deals, what they are sold with and how they came to stand where they do, after the pipelines they are the first of.
pub(super) async fn write_all(
    tx: &mut Act,
    actor: &Actor,
    pipelines: &[Pipeline],
    new: &[NewDeal],
    ranks: &[String],
) -> Result<()> {
    for pipeline in pipelines {
        super::pipelines::write(tx, actor, pipeline).await?;
    }
    write(tx, actor, new, ranks).await?;
    write_history(tx, actor, new).await?;
    write_lines(tx, actor, new).await?;
    tell(tx, actor, new).await
}

/// Where a deal goes, and what it is sold with.
pub(super) struct Place<'a> {
    pipeline: &'a Pipeline,
    stage: &'a Stage,
    passed: Option<&'a Stage>,
    product: Option<(ProductId, Money)>,
}

pub(super) fn place<'a>(run: &'a Run, row: &DealRow) -> Result<Place<'a>, Vec<Problem>> {
    let unknown = |field: &str| Problem::new(field, Why::Unknown);
    let goes_to = run.destinations.get(&row.pipeline.as_deref().map(same)).or_else(|| {
        // Somebody chose one pipeline for all, whatever the rows name.
        run.destinations.values().next().filter(|_| run.destinations.len() == 1)
    });
    let pipeline = goes_to.and_then(|id| run.pipelines.iter().find(|it| it.id == *id));
    let Some(pipeline) = pipeline else { return Err(vec![unknown("pipeline")]) };
    let mut problems = Vec::new();
    let open = match &row.stage {
        Some(name) => stage_named(pipeline, name).filter(|it| it.kind == StageKind::Open),
        None => pipeline.open_stages().next(),
    };
    if open.is_none() {
        problems.push(unknown("stage"));
    }
    let product = row.product.as_deref().map(|it| run.products.get(&same(it)).copied());
    if product == Some(None) {
        problems.push(unknown("product"));
    }
    let ending = row.ending.and_then(|kind| pipeline.stages.iter().find(|it| it.kind == kind));
    match (open, problems.is_empty()) {
        (Some(open), true) => Ok(Place {
            pipeline,
            stage: ending.unwrap_or(open),
            passed: Some(open).filter(|_| ending.is_some() && row.passed_an_open_stage()),
            product: product.flatten(),
        }),
        _ => Err(problems),
    }
}

pub(super) fn new_deal(
    run: &Run,
    place: Place<'_>,
    key: String,
    row: DealRow,
    owners: &mut NewMembers,
    accounts: &mut NewAccounts,
) -> NewDeal {
    let currency = row.currency.unwrap_or(place.pipeline.currency);
    // What was agreed counts; without it, the list's price, if that is in the deal's currency.
    let line = place.product.map(|(product, price)| {
        let listed = if price.currency == currency { price.minor } else { 0 };
        (product, row.amount.map_or(listed, |it| it.minor))
    });
    let amount = row.amount.map(|it| it.minor).or(line.map(|(_, minor)| minor));
    let weight = probability(place.stage.kind, place.stage.probability, None);
    let began_at = row.began().map_or(run.now, |day| run.zone.start_of(day));
    let closed_at =
        place.stage.kind.is_closed().then(|| row.closed.map_or(run.now, |day| run.zone.start_of(day)));
    NewDeal {
        id: DealId(Uuid::now_v7()),
        key,
        name: row.name.clone(),
        pipeline: place.pipeline.id,
        stage: place.stage.id,
        passed: place.passed.map(|it| it.id),
        account: row.account.as_deref().map(|it| accounts.find_or_add(run, it)),
        owner: row.owner.as_deref().map(|it| owners.find_or_add(run, it, Role::Ae)),
        amount,
        weighted: amount.map_or(0, |minor| Money::new(minor, currency).weighted(weight).minor),
        currency,
        line,
        began_at,
        closed_at,
        row,
    }
}

/// Places at the end of each column, in the file's order.
pub(super) async fn ranks(db: &Db, actor: &Actor, run: &mut Run, new: &[NewDeal]) -> Result<Vec<String>> {
    let mut ranks = Vec::with_capacity(new.len());
    for deal in new {
        #[expect(clippy::map_entry, reason = "an entry cannot be held while the database is asked")]
        if !run.ranks.contains_key(&deal.stage) {
            let last: Option<String> = sqlx::query_scalar(
                "select rank from deal where workspace_id = $1 and pipeline_id = $2 and stage_id = $3
                 order by rank desc limit 1",
            )
            .bind(actor.workspace())
            .bind(deal.pipeline)
            .bind(deal.stage)
            .fetch_optional(db.pool())
            .await?;
            run.ranks.insert(deal.stage, Ranks::below(last.as_deref()));
        }
        ranks.extend(run.ranks.get_mut(&deal.stage).and_then(Ranks::next));
    }
    Ok(ranks)
}

/// One column of the chunk.
fn each<'a, T>(new: &'a [NewDeal], of: impl Fn(&'a NewDeal) -> T) -> Vec<T> {
    new.iter().map(of).collect()
}

async fn write(tx: &mut Act, actor: &Actor, new: &[NewDeal], ranks: &[String]) -> Result<()> {
    let many = i32::try_from(new.len()).unwrap_or(i32::MAX);
    let (last,): (i32,) = sqlx::query_as(
        "update workspace set last_deal_number = last_deal_number + $2 where id = $1 returning last_deal_number",
    )
    .bind(actor.workspace())
    .bind(many)
    .fetch_one(&mut **tx)
    .await?;
    // Where it stands now, it stands since it ended, or began.
    sqlx::query(
        "insert into deal (workspace_id, id, number, name, pipeline_id, stage_id, rank, account_id, owner_id, currency,
             amount_minor, weighted_minor, expected_close, next_step, about, close_reason, closed_at, stage_entered_at,
             last_activity_at, source_key, created_at, version)
         select $1, it.id, $3 + it.at, it.name, it.pipeline_id, it.stage_id, it.rank, it.account_id, it.owner_id,
             it.currency, it.amount_minor, it.weighted_minor, it.expected_close, it.next_step, it.about,
             it.close_reason, it.closed_at, coalesce(it.closed_at, it.began_at), coalesce(it.closed_at, it.began_at),
             it.source_key, it.began_at, it.version
         from unnest($2::uuid[], $4::text[], $5::uuid[], $6::uuid[], $7::text[], $8::uuid[], $9::uuid[], $10::text[],
             $11::bigint[], $12::bigint[], $13::date[], $14::text[], $15::text[], $16::text[], $17::timestamptz[],
             $18::timestamptz[], $19::text[], $20::int[]) with ordinality
             as it (id, name, pipeline_id, stage_id, rank, account_id, owner_id, currency, amount_minor, weighted_minor,
             expected_close, next_step, about, close_reason, closed_at, began_at, source_key, version, at)",
    )
    .bind(actor.workspace())
    .bind(each(new, |it| it.id.0))
    .bind(last - many)
    .bind(each(new, |it| it.name.as_str()))
    .bind(each(new, |it| it.pipeline.0))
    .bind(each(new, |it| it.stage.0))
    .bind(ranks)
    .bind(each(new, |it| it.account.map(|it| it.0)))
    .bind(each(new, |it| it.owner.map(|it| it.0)))
    .bind(each(new, |it| it.currency.code()))
    .bind(each(new, |it| it.amount))
    .bind(each(new, |it| it.weighted))
    .bind(each(new, |it| it.row.expected_close))
    .bind(each(new, |it| it.row.next_step.as_deref()))
    .bind(each(new, |it| it.row.about.as_str()))
    .bind(each(new, |it| it.row.reason.as_deref()))
    .bind(each(new, |it| it.closed_at))
    .bind(each(new, |it| it.began_at))
    .bind(each(new, |it| it.key.as_str()))
    .bind(each(new, |it| if it.passed.is_some() { 2 } else { 1 }))
    .execute(&mut **tx)
    .await?;
    Ok(())
}

/// Its beginning, and its end where the file knows of both.
async fn write_history(tx: &mut Act, actor: &Actor, new: &[NewDeal]) -> Result<()> {
    sqlx::query(
        "insert into stage_transition (workspace_id, id, deal_id, from_stage_id, to_stage_id, by_id, via, reason, version, at)
         select $1, it.begun_id, it.deal_id, null, coalesce(it.passed, d.stage_id), $6, 'import',
             case when it.passed is null then d.close_reason end, 1, d.created_at
         from unnest($2::uuid[], $3::uuid[], $4::uuid[], $5::uuid[]) as it (deal_id, begun_id, ended_id, passed)
         join deal d on d.workspace_id = $1 and d.id = it.deal_id
         union all
         select $1, it.ended_id, it.deal_id, it.passed, d.stage_id, $6, 'import', d.close_reason, 2, d.stage_entered_at
         from unnest($2::uuid[], $3::uuid[], $4::uuid[], $5::uuid[]) as it (deal_id, begun_id, ended_id, passed)
         join deal d on d.workspace_id = $1 and d.id = it.deal_id
         where it.passed is not null",
    )
    .bind(actor.workspace())
    .bind(each(new, |it| it.id.0))
    .bind(each(new, |_| Uuid::now_v7()))
    .bind(each(new, |_| Uuid::now_v7()))
    .bind(each(new, |it| it.passed.map(|it| it.0)))
    .bind(actor.id())
    .execute(&mut **tx)
    .await?;
    Ok(())
}

async fn write_lines(tx: &mut Act, actor: &Actor, new: &[NewDeal]) -> Result<()> {
    let lines: Vec<_> =
        new.iter().filter_map(|it| it.line.map(|(product, unit)| (it.id, product, unit))).collect();
    sqlx::query(
        "insert into deal_line (workspace_id, id, deal_id, product_id, quantity, unit_minor, position)
         select $1, it.id, it.deal_id, it.product_id, 1, it.unit_minor, 1
         from unnest($2::uuid[], $3::uuid[], $4::uuid[], $5::bigint[]) as it (id, deal_id, product_id, unit_minor)",
    )
    .bind(actor.workspace())
    .bind(lines.iter().map(|_| Uuid::now_v7()).collect::<Vec<_>>())
    .bind(lines.iter().map(|it| it.0.0).collect::<Vec<_>>())
    .bind(lines.iter().map(|it| it.1.0).collect::<Vec<_>>())
    .bind(lines.iter().map(|it| it.2).collect::<Vec<_>>())
    .execute(&mut **tx)
    .await?;
    Ok(())
}

/// One line per deal. A beginning so recent that the feed still reaches back to it is told as well.
async fn tell(tx: &mut Act, actor: &Actor, new: &[NewDeal]) -> Result<()> {
    sqlx::query(
        "insert into outbox (workspace_id, topic, deal_id, account_id, by_id, act_id, version)
         select $1, 'deal', d.id, d.account_id, $3, t.id, t.version
         from deal d
         join stage_transition t on t.workspace_id = $1 and t.deal_id = d.id
         where d.workspace_id = $1 and d.id = any ($2)
             and (t.version = d.version
                 or t.at > (select coalesce(min(o.at), now()) from outbox o where o.workspace_id = $1))",
    )
    .bind(actor.workspace())
    .bind(each(new, |it| it.id.0))
    .bind(actor.id())
    .execute(&mut **tx)
    .await?;
    Ok(())
}
