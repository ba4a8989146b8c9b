//! How much of everything: as much as a check can take, and as much as was promised.

use super::movers::Pace;
use std::time::Duration;

#[derive(Clone, Copy)]
pub struct Size {
    pub screens: usize,
    pub live_moves: usize,
    pub pace: Pace,
    /// Restarts while screens look on: asked to stop, and killed.
    pub stops: usize,
    pub kills: usize,
    pub writers: usize,
    pub contended_deals: usize,
    pub contended_moves: usize,
    pub server_kills: usize,
    pub postgres_kills: usize,
    pub stop_screens: usize,
    /// Browsers that read nothing, beside as many that do.
    pub stalled: usize,
    pub stalled_time: Duration,
    pub stalled_pace: Pace,
    pub outages: usize,
    pub outage_time: Duration,
    pub crowd_time: Duration,
}

impl Size {
    pub const fn ci() -> Self {
        Self {
            screens: 500,
            live_moves: 2_000,
            pace: Pace::Apart(60, 160),
            stops: 3,
            kills: 2,
            writers: 32,
            contended_deals: 50,
            contended_moves: 20_000,
            server_kills: 20,
            postgres_kills: 3,
            stop_screens: 500,
            stalled: 100,
            stalled_time: Duration::from_secs(6),
            stalled_pace: Pace::Apart(20, 40),
            outages: 1,
            outage_time: Duration::from_secs(4),
            crowd_time: Duration::from_secs(10),
        }
    }

    /// As promised. Ten thousand screens hear many moves as one frame: two cores could not tell them one by one.
    pub const fn full() -> Self {
        Self {
            screens: 10_000,
            live_moves: 20_000,
            pace: Pace::Together(Duration::from_millis(400)),
            stops: 10,
            kills: 10,
            writers: 64,
            contended_deals: 100,
            contended_moves: 200_000,
            server_kills: 100,
            postgres_kills: 20,
            stop_screens: 10_000,
            stalled: 500,
            stalled_time: Duration::from_secs(600),
            stalled_pace: Pace::Apart(700, 900),
            outages: 5,
            outage_time: Duration::from_secs(30),
            crowd_time: Duration::from_secs(300),
        }
    }

    /// For two servers: the short form is shorter still, because one server alone was proven already.
    pub const fn by_two(self) -> Self {
        if self.screens > Self::ci().screens {
            // Behind a proxy every stream takes two of its files, of which there are 20,000.
            return Self { screens: 5_000, ..self };
        }
        Self {
            screens: 200,
            live_moves: 500,
            stops: 1,
            kills: 2,
            contended_moves: 4_000,
            server_kills: 6,
            postgres_kills: 1,
            ..self
        }
    }
}
