//! R10: when the database is away, everybody is told at once to come again; streams stay open, and all is well as
//! soon as it is back.

use super::Stage;
use super::live::compare;
use super::movers::Movers;
use crate::Outcome;
use crate::http::Caller;
use crate::place::{Place, Show};
use crate::report::{Report, Sorted, time};
use crate::screen::{all_opened, open_all};
use domain::PipelineId;
use domain::pipeline::Filter;
use hyper::StatusCode;
use hyper::header::RETRY_AFTER;
use serde_json::json;
use std::time::Duration;
use tokio::time::{Instant, sleep};

const SCREENS: usize = 50;
/// An outage is noticed after about a second; until then an answer may be a plain failure.
const NOTICED: Duration = Duration::from_millis(1_500);
/// Whoever is kept waiting for longer was forgotten.
const WAIT: Duration = Duration::from_secs(3);
const BACK: Duration = Duration::from_secs(10);

pub async fn prove(stage: &mut Stage) -> Outcome {
    let size = stage.size;
    let (pipeline, view) = stage.pipeline(400).await?;
    let mut screens = open_all(SCREENS, &stage.admin, &view);
    all_opened(&mut screens, 0).await?;
    let movers = Movers::start(&stage.admin, &view, size.pace);
    movers.reach(50).await;
    let mut outages = Outages { pipeline, answers: vec![], back: vec![] };
    if stage.keeper.is_some() {
        for _ in 0..size.outages {
            // Its PostgreSQL is gone.
            keeper(stage)?.stop().await?;
            outages.look_on(stage, size.outage_time).await?;
            keeper(stage)?.start(Show::Demo, "/readyz").await?;
            outages.end(stage).await?;
            movers.reach(movers.done() + 20).await;
            // It is there, takes connections even, and says nothing any more.
            keeper(stage)?.freeze_postgres()?;
            outages.look_on(stage, size.outage_time).await?;
            keeper(stage)?.thaw_postgres()?;
            outages.end(stage).await?;
            movers.reach(movers.done() + 20).await;
        }
        outages.judge(&mut stage.report);
    }
    stage.reconnect().await?;
    let mut cut = 0;
    for _ in 0..10 {
        cut += db::oracle::cut_feed(&stage.oracle).await?;
        sleep(Duration::from_millis(100)).await;
    }
    let open = screens.iter().filter(|it| *it.opened.borrow() == 1).count();
    let counted = format!("{open} of {SCREENS} were never cut; the feed's own connections were, {cut} times");
    stage.report.check("R10 streams stay open", open == SCREENS && cut > 0, &counted);
    let ended = stage.places.iter_mut().filter_map(Place::has_ended).count();
    stage.report.check("R10 the servers live on", ended == 0, &format!("{ended} ended"));
    let ledger = movers.stop().await?;
    compare(stage, "R10", (pipeline, view.cursor), screens, ledger).await
}

fn keeper(stage: &mut Stage) -> Outcome<&mut Place> {
    Ok(stage.keeper.as_mut().ok_or("nobody keeps the database")?)
}

/// What visitors were told during outages, and how long each server took to work again.
struct Outages {
    pipeline: PipelineId,
    answers: Vec<Told>,
    back: Vec<Duration>,
}

struct Told {
    /// Since the outage began.
    asked: Duration,
    took: Duration,
    /// Nothing, if nothing came back.
    status: Option<StatusCode>,
    retry_after: bool,
}

impl Outages {
    /// Asks every server again and again for a board that it cannot have.
    async fn look_on(&mut self, stage: &Stage, time: Duration) -> Outcome {
        let begun = Instant::now();
        let visitors = stage.places.iter().map(|place| {
            let visitor = stage.admin.at_doors([place.address()]);
            tokio::spawn(visit(visitor, self.pipeline, begun, time))
        });
        for visitor in visitors.collect::<Vec<_>>() {
            self.answers.extend(visitor.await?);
        }
        Ok(())
    }

    /// Waits until every server works again.
    async fn end(&mut self, stage: &Stage) -> Outcome {
        let begun = Instant::now();
        for place in &stage.places {
            let mut visitor = stage.admin.at_doors([place.address()]);
            while board(&mut visitor, self.pipeline).await.status != Some(StatusCode::OK) {
                if begun.elapsed() > BACK {
                    return Err(format!("a server does not work {BACK:?} after its database is back").into());
                }
                sleep(Duration::from_millis(20)).await;
            }
        }
        self.back.push(begun.elapsed());
        Ok(())
    }

    fn judge(&self, report: &mut Report) {
        let noticed = self.answers.iter().filter(|it| it.asked > NOTICED);
        let (mut told, mut wrong) = (0, vec![]);
        for answer in noticed {
            match answer.status {
                Some(StatusCode::SERVICE_UNAVAILABLE) if answer.retry_after => told += 1,
                other => wrong.push(other),
            }
        }
        let counted = format!("{told} were, {} were not {:?}", wrong.len(), wrong.first());
        let what = "R10 whoever asks while the database is away is asked to come again";
        report.check(what, told > 0 && wrong.is_empty(), &counted);
        let longest = self.answers.iter().map(|it| it.took).max().unwrap_or_default();
        report.check("R10 nobody is kept waiting", longest <= WAIT, &time(longest));
        let back = Sorted::of(self.back.clone());
        report.told("working again after an outage", &time(back.percentile(100)));
    }
}

async fn visit(mut visitor: Caller, pipeline: PipelineId, begun: Instant, time: Duration) -> Vec<Told> {
    let mut answers = Vec::new();
    while begun.elapsed() < time {
        let asked = begun.elapsed();
        answers.push(Told { asked, ..board(&mut visitor, pipeline).await });
        sleep(Duration::from_millis(30)).await;
    }
    answers
}

async fn board(visitor: &mut Caller, pipeline: PipelineId) -> Told {
    let begun = Instant::now();
    let asked = json!({ "pipeline": pipeline, "filter": Filter::default() });
    let answer = visitor.order("pipeline/board", &asked).await.ok();
    Told {
        asked: Duration::ZERO,
        took: begun.elapsed(),
        status: answer.as_ref().map(|it| it.status),
        retry_after: answer.is_some_and(|it| it.headers.contains_key(RETRY_AFTER)),
    }
}
