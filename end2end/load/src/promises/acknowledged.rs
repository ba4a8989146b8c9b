//! R4: nothing acknowledged is lost when the server, or PostgreSQL under it, is killed.

use super::Stage;
use crate::Outcome;
use crate::http::Caller;
use crate::ledger::Ledger;
use crate::place::Show;
use crate::report::{Sorted, time};
use crate::screen::{all_opened, open_all};
use crate::work::{Seen, Told, create_deal, edit_deal, move_deal};
use db::oracle;
use domain::{ActId, DealId, PipelineId, StageId};
use std::collections::HashSet;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering::Relaxed};
use std::time::Duration;
use tokio::time::{Instant, sleep};
use uuid::Uuid;

const WRITERS: usize = 8;
const SCREENS: usize = 20;
/// How long the server lives before it is killed.
const LIFE: std::ops::Range<u64> = 50..1_200;

pub async fn prove(stage: &mut Stage) -> Outcome {
    let (pipeline, view) = stage.pipeline(400).await?;
    let mut screens = open_all(SCREENS, &stage.admin, &view);
    all_opened(&mut screens, 0).await?;
    let deals: Vec<_> = view.board.cards().map(Seen::of).collect();
    let stages: Arc<[StageId]> = view.open_stages().into();
    let over = Arc::new(AtomicBool::new(false));
    let writers: Vec<_> = (0..WRITERS)
        .map(|number| {
            let own = deals.iter().skip(number).step_by(WRITERS).copied().collect();
            let writer =
                Writer { caller: stage.admin.signed_in(number), pipeline, own, stages: stages.clone() };
            tokio::spawn(writer.until(over.clone()))
        })
        .collect();

    let mut back = Vec::new();
    for number in 0..stage.size.server_kills {
        sleep(Duration::from_millis(rand::random_range(LIFE))).await;
        let servers = stage.places.len();
        let place = &mut stage.places[number % servers];
        place.kill().await?;
        back.push(place.start(Show::Demo, "/readyz").await?);
    }
    stage.report.told("serving again after a kill", &spread(back));
    if stage.holder().has_own_postgres() {
        let mut back = Vec::new();
        for _ in 0..stage.size.postgres_kills {
            sleep(Duration::from_millis(rand::random_range(LIFE))).await;
            stage.holder().kill_postgres()?;
            back.push(ready_again(&mut stage.admin).await?);
        }
        stage.report.told("PostgreSQL again after a kill", &spread(back));
    }
    sleep(Duration::from_millis(500)).await;
    over.store(true, Relaxed);
    let mut ledger = Ledger::default();
    for writer in writers {
        ledger = ledger.merge(writer.await?);
    }
    stage.reconnect().await?;
    let known: HashSet<ActId> =
        oracle::acts(&stage.oracle, &stage.actor).await?.iter().map(|it| it.act).collect();
    let (mut heard, mut ghosts) = (0, 0);
    for screen in screens {
        let screen = screen.close().await?;
        heard += screen.heard_acts().len();
        ghosts += screen.heard_acts().difference(&known).count();
    }
    let counted = format!("{heard} heard, {ghosts} of them unknown to the database");
    let what = format!("{} what any screen saw has happened", stage.called("R4"));
    stage.report.check(&what, ghosts == 0 && heard > 0, &counted);
    stage.settle("R4", &ledger).await
}

fn spread(times: Vec<Duration>) -> String {
    let times = Sorted::of(times);
    format!(
        "{} in the middle, {} at most, {} times",
        time(times.percentile(50)),
        time(times.percentile(100)),
        times.len()
    )
}

/// Waits until the server works again, which it may have said before it noticed.
async fn ready_again(caller: &mut Caller) -> Outcome<Duration> {
    let begun = Instant::now();
    let mut was_away = false;
    while begun.elapsed() < Duration::from_secs(60) {
        let ready = caller.get("/readyz", "").await.is_ok_and(|it| it.status.is_success());
        if ready && (was_away || begun.elapsed() > Duration::from_secs(5)) {
            return Ok(begun.elapsed());
        }
        was_away |= !ready;
        sleep(Duration::from_millis(10)).await;
    }
    Err("PostgreSQL did not come back".into())
}

struct Writer {
    caller: Caller,
    pipeline: PipelineId,
    own: Vec<Seen>,
    stages: Arc<[StageId]>,
}

impl Writer {
    /// Moves, edits and makes deals. Moves and new deals are sent until they are answered; an edit without
    /// an answer is given up, because a second one would be another edit.
    async fn until(mut self, over: Arc<AtomicBool>) -> Ledger {
        let mut ledger = Ledger::default();
        while !over.load(Relaxed) && ledger.refused.is_empty() {
            match rand::random_range(0..100) {
                0..15 => self.make(&mut ledger).await,
                15..30 => self.edit(&mut ledger).await,
                _ => self.put(&mut ledger).await,
            }
            sleep(Duration::from_millis(rand::random_range(1..15))).await;
        }
        ledger
    }

    async fn make(&mut self, ledger: &mut Ledger) {
        let id = DealId(Uuid::now_v7());
        loop {
            match create_deal(&mut self.caller, self.pipeline, id).await {
                Told::Done(_) => return ledger.made.push(id),
                other if is_outage(&other) => sleep(Duration::from_millis(50)).await,
                other => return ledger.refused.push(format!("{other:?}")),
            }
        }
    }

    async fn put(&mut self, ledger: &mut Ledger) {
        let at = rand::random_range(0..self.own.len());
        let wish = self.own[at].any_wish(&self.stages, &self.own);
        loop {
            match move_deal(&mut self.caller, &wish).await {
                Told::Done(now) => {
                    self.own[at] = now;
                    return ledger.moves.push(wish.act);
                }
                other if is_outage(&other) => sleep(Duration::from_millis(50)).await,
                other => return ledger.refused.push(format!("{other:?}")),
            }
        }
    }

    async fn edit(&mut self, ledger: &mut Ledger) {
        let at = rand::random_range(0..self.own.len());
        let text = format!("할 일 {}", Uuid::now_v7());
        match edit_deal(&mut self.caller, &self.own[at], &text).await {
            Told::Done(now) => {
                self.own[at] = now;
                ledger.edits.push((text, now.version));
            }
            // An edit that was never answered may have raised the version.
            Told::Overtaken(now) => self.own[at] = now,
            other if is_outage(&other) => sleep(Duration::from_millis(50)).await,
            other => ledger.refused.push(format!("{other:?}")),
        }
    }
}

/// Nothing came back, or a server that has just lost its database says so.
fn is_outage(told: &Told) -> bool {
    match told {
        Told::Unknown => true,
        Told::Refused(why) => why.starts_with('5'),
        Told::Done(_) | Told::Overtaken(_) => false,
    }
}
