//! A pipeline as wide as it gets, for measuring: many open deals, half of them in one column.

use super::dice::Dice;
use super::rows::{DealRow, PipelineRow, StageRow, TransitionRow};
use super::write::Rows;
use crate::{Actor, Db, Result};
use chrono::{DateTime, Duration, Utc};
use domain::pipeline::{StageKind, deal, rank};
use domain::team::Right;
use domain::{Currency, Money, PipelineId};
use uuid::Uuid;

/// The open columns: name, probability, and how many of a hundred deals stand there.
const COLUMNS: [(&str, u8, usize); 8] = [
    ("Lead in", 5, 12),
    ("Contacted", 10, 48),
    ("Qualified", 20, 12),
    ("Demo", 35, 9),
    ("Proposal", 50, 7),
    ("Negotiation", 65, 5),
    ("Verbal", 80, 4),
    ("Paper", 90, 3),
];
const ENDS: [(&str, u8, StageKind); 3] =
    [("Won", 100, StageKind::Won), ("Lost", 0, StageKind::Lost), ("On hold", 0, StageKind::Hold)];
/// How many deals are written at once, so that nobody waits long for the feed.
const CHUNK: usize = 2_000;

/// Makes a pipeline of eight columns with so many open deals, owned by the workspace's members in turn.
pub async fn wide(db: &Db, actor: &Actor, deals: usize, seed: u64, now: DateTime<Utc>) -> Result<PipelineId> {
    actor.must(Right::ShapeProcess)?;
    actor.must(Right::Import)?;
    let workspace = actor.workspace().0;
    let mut dice = Dice::new(seed);
    let (pipeline, stages) = pipeline(&mut dice, seed, now);
    let pipeline_id = pipeline.id;
    let owners: Vec<Uuid> = sqlx::query_scalar(
        "select id from member
         where workspace_id = $1 and deactivated_at is null and roles && '{ae,manager}'
         order by created_at, id",
    )
    .bind(workspace)
    .fetch_all(db.pool())
    .await?;
    let accounts: Vec<Uuid> = sqlx::query_scalar(
        "select id from account where workspace_id = $1 and deleted_at is null order by number limit 500",
    )
    .bind(workspace)
    .fetch_all(db.pool())
    .await?;

    let mut tx = db.begin().await?;
    let last: i32 = sqlx::query_scalar(
        "update workspace set last_deal_number = last_deal_number + $2 where id = $1 returning last_deal_number",
    )
    .bind(workspace)
    .bind(i32::try_from(deals).unwrap_or(i32::MAX))
    .fetch_one(&mut *tx)
    .await?;
    let columns: Vec<Uuid> = stages.iter().map(|it| it.id).collect();
    Rows { pipelines: vec![pipeline], stages, ..Rows::default() }.write(&mut tx, workspace).await?;
    db.commit(tx).await?;

    let first = last - i32::try_from(deals).unwrap_or(i32::MAX) + 1;
    let mut rows: Vec<DealRow> = Vec::with_capacity(deals);
    for (at, rank) in places(deals) {
        let number = first + i32::try_from(rows.len()).unwrap_or(0);
        let amount = dice.between(5, 900) * 100_000;
        let weight = deal::probability(StageKind::Open, COLUMNS[at].1, None);
        let born = now - Duration::minutes(dice.between(60, 120_000));
        rows.push(DealRow {
            id: dice.id(),
            number,
            version: 1,
            name: format!(
                "{} {number}",
                dice.pick(&["사내 지식검색", "상담 자동화", "고객센터 통합", "데이터 연동"])
            ),
            pipeline_id,
            stage_id: columns[at],
            rank,
            account_id: (!accounts.is_empty()).then(|| dice.pick(&accounts)),
            person_id: None,
            owner_id: dice.pick(&owners),
            currency: Currency::Krw.code(),
            amount_minor: Some(amount),
            weighted_minor: Money::new(amount, Currency::Krw).weighted(weight).minor,
            probability: None,
            expected_close: Some((now + Duration::days(dice.between(-5, 90))).date_naive()),
            close_date_moves: 0,
            next_step: dice.chance(70).then(|| "다음 미팅 잡기".to_owned()),
            next_step_due: Some((now + Duration::days(dice.between(-4, 20))).date_naive()),
            about: String::new(),
            close_reason: None,
            lost_to: None,
            hold_until: None,
            closed_at: None,
            stage_entered_at: born,
            last_activity_at: born,
            created_at: born,
            updated_at: born,
        });
    }
    while !rows.is_empty() {
        let deals: Vec<_> = rows.drain(..rows.len().min(CHUNK)).collect();
        let transitions = deals.iter().map(|it| transition(&mut dice, it)).collect();
        let mut tx = db.begin().await?;
        Rows { deals, transitions, ..Rows::default() }.write(&mut tx, workspace).await?;
        db.commit(tx).await?;
    }
    db.analyze().await?;
    Ok(PipelineId(pipeline_id))
}

fn pipeline(dice: &mut Dice, seed: u64, now: DateTime<Utc>) -> (PipelineRow, Vec<StageRow>) {
    let id = dice.id();
    let name = format!("Wide {seed}");
    let open = COLUMNS.map(|(name, probability, _)| (name, probability, StageKind::Open));
    let stage = |((name, probability, kind), position): ((&'static str, u8, StageKind), i32)| StageRow {
        id: dice.id(),
        pipeline_id: id,
        name_ko: name,
        name_en: name,
        kind,
        probability,
        rot_days: (kind == StageKind::Open).then_some(10),
        wip_limit: None,
        color: "gray",
        guidance_ko: "",
        guidance_en: "",
        entry_gate: None,
        exit_gate: None,
        position,
        created_at: now,
    };
    let stages = open.into_iter().chain(ENDS).zip(1..).map(stage).collect();
    (
        PipelineRow {
            id,
            name_ko: name.clone(),
            name_en: name,
            motion: "outbound_enterprise",
            framework: "meddic",
            position: 100,
        },
        stages,
    )
}

/// The column and rank of each deal, column by column.
fn places(deals: usize) -> impl Iterator<Item = (usize, String)> {
    let mut left = deals;
    let counts: Vec<usize> = COLUMNS
        .iter()
        .enumerate()
        .map(|(at, (_, _, share))| {
            let count = if at + 1 == COLUMNS.len() { left } else { (deals * share / 100).min(left) };
            left -= count;
            count
        })
        .collect();
    counts.into_iter().enumerate().flat_map(|(at, count)| rank::spread(count).map(move |rank| (at, rank)))
}

fn transition(dice: &mut Dice, deal: &DealRow) -> TransitionRow {
    TransitionRow {
        id: dice.id(),
        deal_id: deal.id,
        from_stage_id: None,
        to_stage_id: deal.stage_id,
        by_id: Some(deal.owner_id),
        via: "import",
        reason: None,
        version: 1,
        at: deal.created_at,
    }
}
