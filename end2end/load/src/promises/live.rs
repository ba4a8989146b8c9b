//! R1: no live event is missed or applied twice, across restarts and kills.

use super::Stage;
use super::movers::Movers;
use crate::Outcome;
use crate::ledger::Ledger;
use crate::place::Show;
use crate::report::time;
use crate::screen::{Watched, all_heard, all_opened, open_all};
use crate::work::{self, create_deal};
use db::oracle::{self, Told};
use domain::events::Cursor;
use domain::pipeline::Card;
use domain::{DealId, PipelineId};
use std::time::Duration;
use tokio::time::Instant;
use uuid::Uuid;

/// Who has not caught up by then never will.
const PATIENCE: Duration = Duration::from_secs(30);
/// Long before the next beat, which would push out what something on the way held back.
const AT_ONCE: Duration = Duration::from_secs(5);

pub async fn prove(stage: &mut Stage) -> Outcome {
    let size = stage.size;
    let (pipeline, view) = stage.pipeline(2_000).await?;
    let mut screens = open_all(size.screens, &stage.admin, &view);
    all_opened(&mut screens, 0).await?;
    let movers = Movers::start(&stage.admin, &view, size.pace);
    restart_meanwhile(stage, &movers).await?;
    movers.reach(size.live_moves).await;
    let ledger = movers.stop().await?;
    compare(stage, "R1", (pipeline, view.cursor), screens, ledger).await
}

/// Stops and kills the servers in turn, spread over the moves.
async fn restart_meanwhile(stage: &mut Stage, movers: &Movers) -> Outcome {
    let (mut stops, mut kills) = (stage.size.stops, stage.size.kills);
    let restarts = stops + kills;
    for number in 1..=restarts {
        movers.reach(stage.size.live_moves * number / (restarts + 1)).await;
        let before = movers.done();
        let servers = stage.places.len();
        let place = &mut stage.places[number % servers];
        if stops > 0 && (number % 2 == 1 || kills == 0) {
            stops -= 1;
            place.stop().await?;
        } else {
            kills -= 1;
            place.kill().await?;
        }
        if servers > 1 {
            // The others have to do without it for a while.
            movers.reach(before + 20).await;
        }
        place.start(Show::Demo, "/readyz").await?;
    }
    Ok(())
}

/// Compares what the screens were told since a place in the feed, and show, with what the database has.
pub async fn compare(
    stage: &mut Stage,
    promise: &str,
    (pipeline, since): (PipelineId, Cursor),
    mut screens: Vec<Watched>,
    mut ledger: Ledger,
) -> Outcome {
    stage.reconnect().await?;
    let begun = Instant::now();
    let late = all_heard(&mut screens, newest(stage, since).await?, PATIENCE).await;
    let waited = begun.elapsed();
    let id = DealId(Uuid::now_v7());
    let made = create_deal(&mut stage.admin, pipeline, id).await;
    match made {
        work::Told::Done(_) => ledger.made.push(id),
        other => ledger.refused.push(format!("{other:?}")),
    }
    let slow = all_heard(&mut screens, newest(stage, since).await?, AT_ONCE).await;

    let told = oracle::told(&stage.oracle, &stage.actor, since).await?;
    let cards = oracle::cards(&stage.oracle, &stage.actor, pipeline).await?;
    let (count, promise_here) = (screens.len(), stage.called(promise));
    let tally = Tally::of(screens, &told, &cards).await?;
    let report = &mut stage.report;
    let check = |report: &mut crate::report::Report, what: &str, kept: bool, counted: String| {
        report.check(&format!("{promise_here} {what}"), kept, &counted);
    };
    let Tally { missed, wrong_frames, wrong_columns, resyncs } = tally;
    let heard = format!("{} events × {count} screens, {missed} missed, {resyncs} read anew", told.len());
    check(report, "every screen hears every event", missed == 0 && !told.is_empty(), heard);
    check(report, "no event is told twice", wrong_frames == 0, format!("{wrong_frames} frames too many"));
    let shown = format!("{wrong_columns} columns differ from the database");
    check(report, "every board shows what is", wrong_columns == 0, shown);
    check(report, "every screen catches up", late == 0, format!("{late} had not after {PATIENCE:?}"));
    let held = format!("{slow} of {count} screens had not heard it after {AT_ONCE:?}");
    check(report, "a change is heard before the next beat", slow == 0, held);
    report.told("last screen caught up after", &time(waited));
    stage.settle(promise, &ledger).await
}

async fn newest(stage: &Stage, since: Cursor) -> Outcome<Cursor> {
    let told = oracle::told(&stage.oracle, &stage.actor, since).await?;
    Ok(told.last().map(|it| it.cursor).unwrap_or_default())
}

/// What all screens together got wrong.
#[derive(Default)]
pub struct Tally {
    pub missed: usize,
    pub wrong_frames: usize,
    pub wrong_columns: usize,
    pub resyncs: usize,
}

impl Tally {
    /// Closes the screens and counts.
    pub async fn of(screens: Vec<Watched>, told: &[Told], cards: &[Card]) -> Outcome<Self> {
        let mut tally = Self::default();
        for screen in screens {
            let screen = screen.close().await?;
            tally.missed += screen.missed(told);
            tally.wrong_frames += screen.wrong_frames();
            tally.wrong_columns += screen.wrong_columns(cards);
            tally.resyncs += screen.resyncs();
        }
        Ok(tally)
    }
}
