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
    /// Leads that programs send while the server is killed again and again.
    pub captured: usize,
    pub stop_screens: usize,
    /// Browsers that read nothing, beside as many that do.
    pub stalled: usize,
    pub stalled_time: Duration,
    pub stalled_pace: Pace,
    pub outages: usize,
    pub outage_time: Duration,
    pub crowd_time: Duration,
    pub flood_time: Duration,
    /// Who send a letter a second while the form is flooded.
    pub dawdlers: usize,
}

impl Size {
    const fn ci() -> Self {
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
            captured: 1_000,
            stop_screens: 500,
            stalled: 100,
            stalled_time: Duration::from_secs(4),
            stalled_pace: Pace::Apart(10, 20),
            outages: 1,
            outage_time: Duration::from_secs(4),
            crowd_time: Duration::from_secs(10),
            flood_time: Duration::from_secs(8),
            dawdlers: 400,
        }
    }

    /// As promised. Ten thousand screens hear many moves as one frame: two cores could not tell them one by one.
    const fn full() -> Self {
        Self {
            screens: 10_000,
            live_moves: 20_000,
            pace: Pace::Together(Duration::from_millis(800)),
            stops: 10,
            kills: 10,
            writers: 64,
            contended_deals: 100,
            contended_moves: 200_000,
            server_kills: 100,
            postgres_kills: 20,
            captured: 10_000,
            stop_screens: 10_000,
            stalled: 500,
            stalled_time: Duration::from_secs(600),
            stalled_pace: Pace::Apart(700, 900),
            outages: 5,
            outage_time: Duration::from_secs(30),
            crowd_time: Duration::from_secs(300),
            flood_time: Duration::from_secs(60),
            dawdlers: 2_000,
        }
    }

    /// Only a part of it, to see whether everything runs.
    fn percent(self, percent: usize) -> Self {
        let part = |all: usize| (all * percent / 100).max(1);
        let lasting = |all: Duration| (all * u32::try_from(percent).unwrap_or(100) / 100).max(LEAST);
        Self {
            screens: part(self.screens),
            live_moves: part(self.live_moves).max(200),
            stops: part(self.stops),
            kills: part(self.kills),
            contended_moves: part(self.contended_moves),
            server_kills: part(self.server_kills),
            postgres_kills: part(self.postgres_kills),
            captured: part(self.captured),
            stop_screens: part(self.stop_screens),
            stalled: part(self.stalled),
            stalled_time: lasting(self.stalled_time),
            outages: part(self.outages),
            outage_time: lasting(self.outage_time),
            crowd_time: lasting(self.crowd_time),
            flood_time: lasting(self.flood_time),
            dawdlers: part(self.dawdlers),
            ..self
        }
    }
}

/// An outage has to be longer than it takes to notice it.
const LEAST: Duration = Duration::from_secs(4);

/// For one server alone, and for two.
#[derive(Clone, Copy)]
pub struct Sizes {
    pub alone: Size,
    pub by_two: Size,
}

impl Sizes {
    /// The second is shorter still: one server alone was proven before.
    pub const fn ci() -> Self {
        let by_two = Size {
            screens: 200,
            live_moves: 300,
            stops: 1,
            kills: 2,
            contended_moves: 3_000,
            server_kills: 6,
            postgres_kills: 1,
            ..Size::ci()
        };
        Self { alone: Size::ci(), by_two }
    }

    /// Behind a proxy every stream takes two of its files, of which there are 20,000.
    pub const fn full() -> Self {
        Self { alone: Size::full(), by_two: Size { screens: 5_000, ..Size::full() } }
    }

    pub fn percent(self, percent: usize) -> Self {
        Self { alone: self.alone.percent(percent), by_two: self.by_two.percent(percent) }
    }
}
