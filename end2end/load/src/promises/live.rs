//! R1: no live event is missed or applied twice, across restarts and kills.

use super::Stage;
use crate::Outcome;
use crate::http::Caller;
use crate::ledger::Ledger;
use crate::place::Show;
use crate::report::time;
use crate::screen::{all_heard, all_opened, open_all};
use crate::work::{Seen, Told, move_deal};
use db::oracle;
use domain::StageId;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering::Relaxed};
use std::time::Duration;
use tokio::time::{Instant, sleep};

const MOVERS: usize = 8;
/// Between two moves of one mover: a busy sales floor, not a benchmark.
const PAUSE: std::ops::Range<u64> = 60..160;
/// Who has not caught up by then never will.
const PATIENCE: Duration = Duration::from_secs(30);

pub async fn prove(stage: &mut Stage) -> Outcome {
    let size = stage.size;
    let (pipeline, view) = stage.pipeline(2_000, 1).await?;
    let mut screens = open_all(size.screens, &stage.admin, &view);
    all_opened(&mut screens, 0).await?;

    let deals: Vec<_> = view.board.columns.iter().flat_map(|it| &it.cards).map(Seen::of).collect();
    let stages: Arc<[StageId]> = view.open_stages().into();
    let done = Arc::new(AtomicUsize::new(0));
    let movers: Vec<_> = (0..MOVERS)
        .map(|number| {
            let own: Vec<_> = deals.iter().skip(number).step_by(MOVERS).copied().collect();
            let caller = stage.admin.signed_in(number);
            tokio::spawn(move_until(caller, own, stages.clone(), done.clone(), size.live_moves))
        })
        .collect();
    restart_meanwhile(stage, &done).await?;
    let mut ledger = Ledger::default();
    for mover in movers {
        ledger = ledger.merge(mover.await?);
    }

    stage.reconnect().await?;
    let told = oracle::told(&stage.oracle, &stage.actor, view.cursor).await?;
    let last = told.last().map(|it| it.cursor).unwrap_or_default();
    let begun = Instant::now();
    let late = all_heard(&mut screens, last, PATIENCE).await;
    let waited = begun.elapsed();
    let cards = oracle::cards(&stage.oracle, &stage.actor, pipeline).await?;
    let (mut missed, mut wrong_frames, mut wrong_columns, mut resyncs) = (0, 0, 0, 0);
    for screen in screens {
        let screen = screen.close().await?;
        missed += screen.missed(&told);
        wrong_frames += screen.wrong_frames();
        wrong_columns += screen.wrong_columns(&cards);
        resyncs += screen.resyncs();
    }
    let report = &mut stage.report;
    let heard =
        format!("{} events × {} screens, {missed} missed, {resyncs} read anew", told.len(), size.screens);
    report.check("R1 every screen hears every event", missed == 0 && !told.is_empty(), &heard);
    report.check("R1 no event is told twice", wrong_frames == 0, &format!("{wrong_frames} frames too many"));
    let shown = format!("{wrong_columns} columns differ from the database");
    report.check("R1 every board shows what is", wrong_columns == 0, &shown);
    report.check("R1 every screen catches up", late == 0, &format!("{late} had not after {PATIENCE:?}"));
    report.told("last screen caught up after", &time(waited));
    stage.settle("R1", &ledger).await
}

/// Moves own deals to and fro. An order without an answer is sent again, as the page does.
async fn move_until(
    mut caller: Caller,
    mut own: Vec<Seen>,
    stages: Arc<[StageId]>,
    done: Arc<AtomicUsize>,
    wanted: usize,
) -> Ledger {
    let mut ledger = Ledger::default();
    while done.load(Relaxed) < wanted && ledger.refused.is_empty() {
        let at = rand::random_range(0..own.len());
        let wish = own[at].any_wish(&stages, &own);
        loop {
            match move_deal(&mut caller, &wish).await {
                Told::Done(seen) => {
                    own[at] = seen;
                    ledger.moves.push(wish.act);
                    done.fetch_add(1, Relaxed);
                }
                Told::Overtaken(_) => ledger.refused.push("overtaken on a deal of one's own".to_owned()),
                Told::Refused(why) if !why.starts_with('5') => ledger.refused.push(why),
                // The server is stopping, or its database is coming back.
                Told::Refused(_) | Told::Unknown => {
                    sleep(Duration::from_millis(100)).await;
                    continue;
                }
            }
            break;
        }
        sleep(Duration::from_millis(rand::random_range(PAUSE))).await;
    }
    ledger
}

/// Stops and kills the server in turn, spread over the moves.
async fn restart_meanwhile(stage: &mut Stage, done: &AtomicUsize) -> Outcome {
    let (mut stops, mut kills) = (stage.size.stops, stage.size.kills);
    let restarts = stops + kills;
    for number in 1..=restarts {
        while done.load(Relaxed) < stage.size.live_moves * number / (restarts + 1) {
            sleep(Duration::from_millis(20)).await;
        }
        if stops > 0 && (number % 2 == 1 || kills == 0) {
            stops -= 1;
            stage.place.stop().await?;
        } else {
            kills -= 1;
            stage.place.kill().await?;
        }
        stage.place.start(Show::Demo, "/readyz").await?;
    }
    Ok(())
}
