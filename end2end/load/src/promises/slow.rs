//! R8: a browser that reads nothing any more hurts only itself.

use super::Stage;
use super::live::Tally;
use super::movers::Movers;
use crate::Outcome;
use crate::report::time;
use crate::screen::{all_heard, all_opened, open_all, open_all_stalled};
use db::oracle;
use std::time::Duration;
use tokio::time::{Instant, sleep};

const PATIENCE: Duration = Duration::from_secs(30);
/// The server waits for twenty seconds that something is taken.
const CUT: Duration = Duration::from_secs(30);
/// Nothing is kept for those who do not take it.
const MEMORY: u64 = 50 * 1024 * 1024;

pub async fn prove(stage: &mut Stage) -> Outcome {
    let size = stage.size;
    let (pipeline, view) = stage.pipeline(400).await?;
    let mut healthy = open_all(size.stalled, &stage.admin, &view);
    all_opened(&mut healthy, 0).await?;
    let mut stalled = open_all_stalled(size.stalled, &stage.admin, &view);
    all_opened(&mut stalled.screens, 0).await?;
    sleep(Duration::from_secs(1)).await;
    let before = stage.places[0].memory()?;

    let begun = Instant::now();
    let mut most = before;
    let movers = Movers::start(&stage.admin, &view, size.stalled_pace);
    while begun.elapsed() < size.stalled_time {
        sleep(Duration::from_millis(200)).await;
        most = most.max(stage.places[0].memory()?);
    }
    let streams = size.stalled;
    let waited = Instant::now();
    let open = loop {
        let open = stage.places[0].open_streams(&mut stage.admin).await?;
        most = most.max(stage.places[0].memory()?);
        if open <= streams || waited.elapsed() > CUT {
            break open;
        }
        sleep(Duration::from_millis(200)).await;
    };
    let took = begun.elapsed();
    let ledger = movers.stop().await?;

    // Awake again, they read what is left on their dead lines, and come back.
    stalled.wake();
    all_opened(&mut stalled.screens, 1).await?;
    let told = oracle::told(&stage.oracle, &stage.actor, view.cursor).await?;
    let last = told.last().map(|it| it.cursor).unwrap_or_default();
    let late = all_heard(&mut healthy, last, PATIENCE).await;
    let later = all_heard(&mut stalled.screens, last, PATIENCE).await;
    let cards = oracle::cards(&stage.oracle, &stage.actor, pipeline).await?;
    let well = Tally::of(healthy, &told, &cards).await?;
    let woken = Tally::of(stalled.screens, &told, &cards).await?;

    let report = &mut stage.report;
    let cut = format!("{} of {streams} still had a stream", open.saturating_sub(streams));
    report.check("R8 who reads nothing is cut off", open == streams, &cut);
    report.told("the last of them after", &time(took));
    let grown = most.saturating_sub(before);
    let counted = format!("{:.1} MiB more at most", grown as f64 / 1_048_576.0);
    report.check("R8 nothing is kept for those who read nothing", grown <= MEMORY, &counted);
    for (who, tally, late) in [("who reads", well, late), ("who wakes up", woken, later)] {
        let counted = format!(
            "{} events × {streams} screens, {} missed, {} read anew, {} columns differ, {late} late",
            told.len(),
            tally.missed,
            tally.resyncs,
            tally.wrong_columns
        );
        let kept = tally.missed + tally.wrong_columns + tally.wrong_frames + late == 0 && !told.is_empty();
        report.check(&format!("R8 {who} misses nothing"), kept, &counted);
    }
    stage.settle("R8", &ledger).await
}
