//! R7: a server that is asked to stop finishes what was begun, says goodbye, and is gone in time.

use super::Stage;
use crate::Outcome;
use crate::http::Caller;
use crate::ledger::{Ledger, audit};
use crate::place::Show;
use crate::report::time;
use crate::screen::{all_ended, all_opened, open_all};
use crate::work::{Seen, Told, move_deal};
use domain::StageId;
use std::sync::Arc;
use std::time::Duration;
use tokio::time::sleep;

/// What the server promises at most, however much is open.
const GRACE: Duration = Duration::from_secs(5);

pub async fn prove(stage: &mut Stage) -> Outcome {
    let size = stage.size;
    let (_, view) = stage.pipeline(1_000).await?;
    let mut screens = open_all(size.stop_screens, &stage.admin, &view);
    all_opened(&mut screens, 0).await?;
    let deals: Vec<_> = view.board.cards().map(Seen::of).collect();
    let stages: Arc<[StageId]> = view.open_stages().into();
    let writers: Vec<_> = (0..size.writers)
        .map(|number| {
            let own: Vec<_> = deals.iter().skip(number).step_by(size.writers).copied().collect();
            tokio::spawn(move_until_cut(stage.admin.signed_in(number), own, stages.clone()))
        })
        .collect();
    sleep(Duration::from_millis(1_500)).await;
    let (status, took) = stage.places[0].stop().await?;
    let mut ledger = Ledger::default();
    for writer in writers {
        ledger = ledger.merge(writer.await?);
    }
    all_ended(&mut screens).await?;
    let (mut byes, mut retries, mut resyncs) = (0, 0, 0);
    for screen in screens {
        let screen = screen.close().await?;
        byes += screen.byes().min(1);
        retries += screen.retries().min(1);
        resyncs += screen.resyncs();
    }
    stage.places[0].start(Show::Demo, "/readyz").await?;
    stage.reconnect().await?;
    let silent = audit(&stage.oracle, &stage.actor, &ledger).await?.silent;
    let report = &mut stage.report;
    let ended = format!("{status}, after {}", time(took));
    report.check("R7 the server stops by itself and in time", status.success() && took <= GRACE, &ended);
    let told = format!(
        "{byes} of {} streams heard goodbye, {retries} when to come back; {resyncs} had fallen behind before",
        size.stop_screens
    );
    report.check(
        "R7 every stream hears goodbye",
        (byes, retries) == (size.stop_screens, size.stop_screens),
        &told,
    );
    let answered =
        format!("{} moves cut off, {silent} of them written all the same", ledger.unanswered.len());
    report.check("R7 what was accepted is answered", silent == 0, &answered);
    stage.settle("R7", &ledger).await
}

/// Moves as fast as it can until nothing comes back any more.
async fn move_until_cut(mut caller: Caller, mut own: Vec<Seen>, stages: Arc<[StageId]>) -> Ledger {
    let mut ledger = Ledger::default();
    loop {
        let at = rand::random_range(0..own.len());
        let wish = own[at].any_wish(&stages, &own);
        match move_deal(&mut caller, &wish).await {
            Told::Done(now) => {
                own[at] = now;
                ledger.moves.push(wish.act);
            }
            Told::Unknown => {
                ledger.unanswered.push(wish.act);
                return ledger;
            }
            Told::Overtaken(_) => ledger.refused.push("overtaken on a deal of one's own".to_owned()),
            Told::Refused(why) => ledger.refused.push(why),
        }
        if !ledger.refused.is_empty() {
            return ledger;
        }
    }
}
