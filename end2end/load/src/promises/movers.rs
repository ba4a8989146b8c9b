//! Members who move deals of their own to and fro all day.

use crate::Outcome;
use crate::http::Caller;
use crate::ledger::Ledger;
use crate::work::{Seen, Told, View, move_deal};
use domain::StageId;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering::Relaxed};
use std::time::Duration;
use tokio::task::JoinHandle;
use tokio::time::{Instant, sleep, sleep_until};

const MOVERS: usize = 8;

/// Between two moves of one mover.
#[derive(Clone, Copy)]
pub enum Pace {
    /// Each at a time of its own, after so many milliseconds: a busy sales floor, not a benchmark.
    Apart(u64, u64),
    /// All at the same instants.
    Together(Duration),
}

pub struct Movers {
    tasks: Vec<JoinHandle<Ledger>>,
    done: Arc<AtomicUsize>,
    over: Arc<AtomicBool>,
}

impl Movers {
    /// Each gets deals of its own from the board.
    pub fn start(admin: &Caller, view: &View, pace: Pace) -> Self {
        let deals: Vec<_> = view.board.cards().map(Seen::of).collect();
        let stages: Arc<[StageId]> = view.open_stages().into();
        let (done, over, begun) =
            (Arc::<AtomicUsize>::default(), Arc::<AtomicBool>::default(), Instant::now());
        let tasks = (0..MOVERS)
            .map(|number| {
                let own = deals.iter().skip(number).step_by(MOVERS).copied().collect();
                let mover =
                    Mover { caller: admin.signed_in(number), own, stages: stages.clone(), pace, begun };
                tokio::spawn(mover.until(over.clone(), done.clone()))
            })
            .collect();
        Self { tasks, done, over }
    }

    /// Waits until they have moved so often, or cannot go on.
    pub async fn reach(&self, moves: usize) {
        while self.done.load(Relaxed) < moves && !self.tasks.iter().all(JoinHandle::is_finished) {
            sleep(Duration::from_millis(20)).await;
        }
    }

    /// How often they have moved until now.
    pub fn done(&self) -> usize {
        self.done.load(Relaxed)
    }

    pub async fn stop(self) -> Outcome<Ledger> {
        self.over.store(true, Relaxed);
        let mut ledger = Ledger::default();
        for task in self.tasks {
            ledger = ledger.merge(task.await?);
        }
        Ok(ledger)
    }
}

struct Mover {
    caller: Caller,
    own: Vec<Seen>,
    stages: Arc<[StageId]>,
    pace: Pace,
    begun: Instant,
}

impl Mover {
    /// An order without an answer is sent again, as the page does.
    async fn until(mut self, over: Arc<AtomicBool>, done: Arc<AtomicUsize>) -> Ledger {
        let mut ledger = Ledger::default();
        while !over.load(Relaxed) && ledger.refused.is_empty() {
            let at = rand::random_range(0..self.own.len());
            let wish = self.own[at].any_wish(&self.stages, &self.own);
            loop {
                match move_deal(&mut self.caller, &wish).await {
                    Told::Done(seen) => {
                        self.own[at] = seen;
                        ledger.moves.push(wish.act);
                        done.fetch_add(1, Relaxed);
                    }
                    Told::Overtaken(_) => ledger.refused.push("overtaken on a deal of one's own".to_owned()),
                    Told::Refused(why) if !why.starts_with('5') => ledger.refused.push(why),
                    // The server is stopping or has too much to do, or its database is away.
                    Told::Refused(_) | Told::Unknown => {
                        sleep(Duration::from_millis(100)).await;
                        continue;
                    }
                }
                break;
            }
            self.pause().await;
        }
        ledger
    }

    async fn pause(&self) {
        match self.pace {
            Pace::Apart(least, most) => sleep(Duration::from_millis(rand::random_range(least..most))).await,
            Pace::Together(step) => {
                let gone = self.begun.elapsed().as_millis() / step.as_millis().max(1);
                let next = u32::try_from(gone + 1).unwrap_or(u32::MAX);
                sleep_until(self.begun + step.saturating_mul(next)).await;
            }
        }
    }
}
