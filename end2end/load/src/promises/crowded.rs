//! R11: more orders than can be served are turned away, and those that are taken are served.

use super::Stage;
use crate::Outcome;
use crate::http::Caller;
use crate::ledger::Ledger;
use crate::place::Place;
use crate::report::{Sorted, time};
use crate::work::{Seen, Told, View, move_deal};
use db::oracle;
use domain::StageId;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;
use tokio::task::JoinSet;
use tokio::time::{Instant, interval, sleep};

/// Who find out what the server can do: they wait for their answers.
const PATIENT: usize = 32;
/// Who do not wait: each order comes at its time, whatever became of those before it.
const IMPATIENT: usize = 3_000;
const MEASURING: Duration = Duration::from_secs(4);
/// How many times less than without a crowd is no service any more. What is good is for the figures to say.
const STANDSTILL: f64 = 4.0;
const BACK: Duration = Duration::from_secs(10);

pub async fn prove(stage: &mut Stage) -> Outcome {
    let (pipeline, view) = stage.pipeline(IMPATIENT).await?;
    let deals = oracle::cards(&stage.oracle, &stage.actor, pipeline).await?;
    let stages: Arc<[StageId]> = open_stages(&view);
    let visitors = deals.iter().filter(|it| stages.contains(&it.stage)).enumerate();
    let visitors: Vec<_> = visitors
        .map(|(number, card)| Visitor { caller: stage.admin.signed_in(number), deal: Seen::of(card) })
        .collect();
    let crowd = Arc::new(Crowd { free: Mutex::new(visitors), stages });

    let peak = crowd.one_by_one().await?;
    let rate = peak.done() as f64 / MEASURING.as_secs_f64();
    let over = crowd.all_at_once(rate * 2.0, stage.size.crowd_time).await?;
    let begun = Instant::now();
    while !stage.admin.get("/readyz", "").await.is_ok_and(|it| it.status.is_success()) {
        if begun.elapsed() > BACK {
            return Err(format!("the server is not ready {BACK:?} after the crowd has left").into());
        }
        sleep(Duration::from_millis(50)).await;
    }
    let after = crowd.one_by_one().await?;

    let ended = stage.places.iter_mut().filter_map(Place::has_ended).count();
    let report = &mut stage.report;
    report.check("R11 the server lives on", ended == 0, &format!("{ended} ended"));
    let seconds = stage.size.crowd_time.as_secs_f64();
    let goodput = over.done() as f64 / seconds;
    let counted = format!(
        "{} answered, {:.0} % of what is without a crowd; {} asked to come again",
        over.done(),
        goodput / rate * 100.0,
        over.turned_away.len()
    );
    report.check(
        "R11 a crowd is served, and not brought to a standstill",
        goodput * STANDSTILL > rate,
        &counted,
    );
    let counted = format!("{} moves", after.done());
    report.check("R11 all is well when the crowd has left", after.done() > 0, &counted);
    let (served, away) = (Sorted::of(over.served), Sorted::of(over.turned_away));
    let figures = format!(
        "{goodput:.0}/s of {:.0}/s asked; {rate:.0}/s by {PATIENT} who wait",
        over.asked as f64 / seconds
    );
    report.told("served in the crowd", &figures);
    report.told("answered after, p99", &time(served.percentile(99)));
    report.told("turned away after, p99", &time(away.percentile(99)));
    let ledger = [peak.ledger, over.ledger, after.ledger].into_iter().fold(Ledger::default(), Ledger::merge);
    stage.settle("R11", &ledger).await
}

fn open_stages(view: &View) -> Arc<[StageId]> {
    view.open_stages().into()
}

/// Somebody with a deal of their own.
struct Visitor {
    caller: Caller,
    deal: Seen,
}

struct Crowd {
    free: Mutex<Vec<Visitor>>,
    stages: Arc<[StageId]>,
}

/// What became of orders.
#[derive(Default)]
struct Outcomes {
    ledger: Ledger,
    asked: usize,
    served: Vec<Duration>,
    turned_away: Vec<Duration>,
}

impl Outcomes {
    fn done(&self) -> usize {
        self.served.len()
    }

    fn note(&mut self, (told, act, took): (Told, domain::ActId, Duration)) {
        self.asked += 1;
        match told {
            Told::Done(_) => {
                self.ledger.moves.push(act);
                self.served.push(took);
            }
            // Its order was taken after all, when nobody waited for the answer any more.
            Told::Overtaken(_) => self.ledger.overtaken += 1,
            Told::Refused(why) if why.starts_with("503") || why.starts_with("429") => {
                self.turned_away.push(took);
            }
            Told::Refused(why) => self.ledger.refused.push(why),
            Told::Unknown => self.ledger.refused.push("no answer".to_owned()),
        }
    }
}

impl Crowd {
    fn take(&self) -> Option<Visitor> {
        self.free.lock().unwrap_or_else(PoisonError::into_inner).pop()
    }

    fn give_back(&self, visitor: Visitor) {
        self.free.lock().unwrap_or_else(PoisonError::into_inner).push(visitor);
    }

    /// One order of somebody who is free. Nothing, if everybody waits for an answer.
    async fn order(&self) -> Option<(Told, domain::ActId, Duration)> {
        let mut visitor = self.take()?;
        let wish = visitor.deal.any_wish(&self.stages, &[visitor.deal]);
        let begun = Instant::now();
        let told = move_deal(&mut visitor.caller, &wish).await;
        let took = begun.elapsed();
        if let Told::Done(now) | Told::Overtaken(now) = &told {
            visitor.deal = *now;
        }
        self.give_back(visitor);
        Some((told, wish.act, took))
    }

    /// As many orders as a few visitors make who wait for each answer.
    async fn one_by_one(self: &Arc<Self>) -> Outcome<Outcomes> {
        let until = Instant::now() + MEASURING;
        let mut patient = JoinSet::new();
        for _ in 0..PATIENT {
            let crowd = self.clone();
            patient.spawn(async move {
                let mut told = Vec::new();
                while Instant::now() < until {
                    told.extend(crowd.order().await);
                }
                told
            });
        }
        let mut outcomes = Outcomes::default();
        while let Some(told) = patient.join_next().await {
            told?.into_iter().for_each(|it| outcomes.note(it));
        }
        Ok(outcomes)
    }

    /// So many orders a second, whatever becomes of them.
    async fn all_at_once(self: &Arc<Self>, per_second: f64, time: Duration) -> Outcome<Outcomes> {
        let mut tick = interval(Duration::from_millis(5));
        let (begun, mut sent) = (Instant::now(), 0.0);
        let mut orders = JoinSet::new();
        let mut outcomes = Outcomes::default();
        while begun.elapsed() < time {
            tick.tick().await;
            let due = begun.elapsed().as_secs_f64() * per_second;
            while sent < due {
                sent += 1.0;
                let crowd = self.clone();
                orders.spawn(async move { crowd.order().await });
            }
            while let Some(told) = orders.try_join_next() {
                told?.into_iter().for_each(|it| outcomes.note(it));
            }
        }
        while let Some(told) = orders.join_next().await {
            told?.into_iter().for_each(|it| outcomes.note(it));
        }
        Ok(outcomes)
    }
}
