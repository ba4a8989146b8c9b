//! The board as it was at a moment, made again from what is on record: four statements however many deals there are,
//! and one more for a list of deals.

mod rebuilt;

use super::around::{Around, around};
use super::stages::{IN_ORDER, STAGE};
use crate::{Actor, Db, Error, Result, team};
use chrono::{DateTime, Utc};
use domain::pipeline::past::{
    Age, Asked, Below, Flows, Listed, PAGE, PastBoard, PastCard, PastColumn, Shown, Wish, settled,
};
use domain::pipeline::{Filter, Stage, StageKind};
use domain::team::Right;
use domain::{PipelineId, StageId};
use rebuilt::Rebuilt;
use serde::Deserialize;
use sqlx::AssertSqlSafe;
use sqlx::types::Json;
use std::collections::HashMap;

/// The page of a past board, with all that stands around it.
pub async fn past(db: &Db, actor: &Actor, wish: &Wish, now: DateTime<Utc>) -> Result<(Around, PastBoard)> {
    let around = around(db, actor, None).await?;
    let mut all = around.pipelines.iter();
    let chosen = all.find(|it| wish.pipeline.is_none_or(|wanted| it.id == wanted));
    let pipeline = chosen.map(|it| it.id).ok_or(Error::NotFound)?;
    let scene = scene(db, actor, pipeline).await?;
    let zone = team::zone(actor.zone().name());
    let today = zone.day(now);
    let first = scene.first.map_or(today, |it| zone.day(it));
    let Shown { at, is_now, bent } = settled(wish.at, first, zone.local(now));
    let instant = if is_now { now } else { zone.instant(at.local()).min(now) };
    let rebuilt = Rebuilt { pipeline, filter: &wish.filter, at: instant, then: at.day, today };
    let (flows, mut cards) =
        tokio::try_join!(rebuilt.flows(db, actor), rebuilt.first_cards(db, actor, wish.below.as_ref()))?;
    let listed = match wish.asked {
        Some(asked) => Some(list(db, actor, &rebuilt, &flows, &scene, asked).await?),
        None => None,
    };
    let columns = scene.columns(&flows, instant, &mut cards);
    let known_since = Some(scene.past_since).filter(|it| *it > instant).map(|it| zone.day(it));
    let board = PastBoard { pipeline, at, bent, instant, first, today, known_since, columns, listed };
    Ok((around, board))
}

/// The next cards of a column, and where to read on from there.
pub async fn more_of_past(
    db: &Db,
    actor: &Actor,
    pipeline: PipelineId,
    filter: &Filter,
    at: DateTime<Utc>,
    below: &Below,
    now: DateTime<Utc>,
) -> Result<(Vec<PastCard>, Option<Below>)> {
    actor.must(Right::Read)?;
    let (then, today) = (actor.day(at), actor.day(now));
    let rebuilt = Rebuilt { pipeline, filter, at, then, today };
    Ok(up_to(PAGE, rebuilt.cards(db, actor, Some(below), PAGE + 1, true).await?))
}

/// What a board of any moment stands on.
#[derive(sqlx::FromRow)]
struct Scene {
    /// When the workspace's first deal was made.
    first: Option<DateTime<Utc>>,
    past_since: DateTime<Utc>,
    stages: Json<Vec<Place>>,
}

/// A stage, and from when to when it was there.
#[derive(Deserialize)]
struct Place {
    stage: Stage,
    created_at: DateTime<Utc>,
    removed_at: Option<DateTime<Utc>>,
}

async fn scene(db: &Db, actor: &Actor, pipeline: PipelineId) -> Result<Scene> {
    // Nothing in the text comes from outside: it is the columns of a stage.
    let sql = format!(
        "select w.past_since,
             (select min(t.at) from stage_transition t where t.workspace_id = w.id and t.from_stage_id is null) as first,
             (select coalesce(jsonb_agg(jsonb_build_object(
                  'stage', {STAGE}, 'created_at', s.created_at, 'removed_at', s.removed_at) order by {IN_ORDER}), '[]')
              from stage s where s.workspace_id = w.id and s.pipeline_id = $2) as stages
         from workspace w
         where w.id = $1"
    );
    let query = sqlx::query_as(AssertSqlSafe(sql));
    Ok(query.bind(actor.workspace()).bind(pipeline).fetch_one(db.pool()).await?)
}

impl Scene {
    fn kind(&self, stage: StageId) -> StageKind {
        self.stages.iter().find(|it| it.stage.id == stage).map_or(StageKind::Open, |it| it.stage.kind)
    }

    fn columns(
        &self,
        flows: &Flows,
        at: DateTime<Utc>,
        cards: &mut HashMap<StageId, Vec<PastCard>>,
    ) -> Vec<PastColumn> {
        let column = |place: &Place| {
            let id = place.stage.id;
            let then = flows.then(id);
            let age = Age::of(place.created_at, place.removed_at, at, &then)?;
            let since = flows.since(id, |it| self.kind(it));
            let (cards, more) = up_to(domain::pipeline::past::FIRST, cards.remove(&id).unwrap_or_default());
            Some(PastColumn { stage: place.stage.clone(), age, then, since, cards, more })
        };
        self.stages.iter().filter_map(column).collect()
    }
}

/// The deals that a number on a column stands for, if it is a column of this board.
async fn list(
    db: &Db,
    actor: &Actor,
    rebuilt: &Rebuilt<'_>,
    flows: &Flows,
    scene: &Scene,
    asked: Asked,
) -> Result<Listed> {
    let places = flows.places(asked, |it| scene.kind(it));
    let (deals, more) = rebuilt.listed(db, actor, &places).await?;
    Ok(Listed { asked, deals, more })
}

/// Of cards that were asked for with one more than is wanted: those wanted, and where to read on.
fn up_to(wanted: i64, mut cards: Vec<PastCard>) -> (Vec<PastCard>, Option<Below>) {
    let wanted = usize::try_from(wanted).unwrap_or(usize::MAX);
    let are_more = cards.len() > wanted;
    cards.truncate(wanted);
    let more = cards.last().filter(|_| are_more).map(Below::of);
    (cards, more)
}
