//! R2: writers who want the same deals at once lose no update and make no impossible state.

use super::Stage;
use crate::Outcome;
use crate::http::Caller;
use crate::ledger::Ledger;
use crate::report::time;
use crate::work::{Seen, Told, edit_deal, move_deal};
use db::oracle;
use domain::StageId;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering::Relaxed};
use tokio::time::Instant;

pub async fn prove(stage: &mut Stage) -> Outcome {
    let size = stage.size;
    // The first page of a column holds no more than 50 cards; as many deals are wanted in all.
    let (_, view) = stage.pipeline(size.contended_deals).await?;
    let deals: Vec<_> = view.board.cards().map(Seen::of).collect();
    let stages: Arc<[StageId]> = view.open_stages().into();
    let before = oracle::counts(&stage.oracle, &stage.actor).await?;
    let begun = Instant::now();
    let tried = Arc::new(AtomicUsize::new(0));
    let writers: Vec<_> = (0..size.writers)
        .map(|number| {
            let caller = stage.admin.signed_in(number);
            let write = Writer { caller, number, deals: deals.clone(), stages: stages.clone() };
            tokio::spawn(write.until(tried.clone(), size.contended_moves))
        })
        .collect();
    let mut ledger = Ledger::default();
    for writer in writers {
        ledger = ledger.merge(writer.await?);
    }
    let took = begun.elapsed();
    let after = oracle::counts(&stage.oracle, &stage.actor).await?;
    let accepted = i64::try_from(ledger.acknowledged())?;
    let steps =
        (after.versions - before.versions, after.history - before.history, after.events - before.events);
    let counted =
        format!("{accepted} accepted, {} versions, {} in the history, {} told", steps.0, steps.1, steps.2);
    let promise = stage.called("R2");
    let report = &mut stage.report;
    report.check(
        &format!("{promise} accepted = versions = history = events"),
        steps == (accepted, accepted, accepted),
        &counted,
    );
    let fought = format!(
        "{} of {} tries were overtaken and got the deal as it stands",
        ledger.overtaken,
        tried.load(Relaxed)
    );
    report.check(&format!("{promise} who is overtaken hears by whom"), ledger.overtaken > 0, &fought);
    report.told("took", &time(took));
    stage.settle("R2", &ledger).await
}

struct Writer {
    caller: Caller,
    number: usize,
    deals: Vec<Seen>,
    stages: Arc<[StageId]>,
}

impl Writer {
    /// Moves and now and then edits deals that everybody else moves too.
    async fn until(mut self, tried: Arc<AtomicUsize>, wanted: usize) -> Ledger {
        let mut ledger = Ledger::default();
        loop {
            let turn = tried.fetch_add(1, Relaxed);
            if turn >= wanted {
                tried.fetch_sub(1, Relaxed);
                return ledger;
            }
            let at = rand::random_range(0..self.deals.len());
            let seen = self.deals[at];
            let told = if turn.is_multiple_of(10) {
                let text = format!("할 일 {}-{turn}", self.number);
                let told = edit_deal(&mut self.caller, &seen, &text).await;
                if matches!(told, Told::Done(_)) {
                    ledger.edits.push((text, seen.version + 1));
                }
                told
            } else {
                let wish = seen.any_wish(&self.stages, &self.deals);
                let told = move_deal(&mut self.caller, &wish).await;
                if matches!(told, Told::Done(_)) {
                    ledger.moves.push(wish.act);
                }
                told
            };
            match told {
                Told::Done(now) => self.deals[at] = now,
                Told::Overtaken(now) => {
                    ledger.overtaken += 1;
                    self.deals[at] = now;
                }
                Told::Refused(why) => ledger.refused.push(why),
                Told::Unknown => ledger.refused.push("no answer".to_owned()),
            }
        }
    }
}
