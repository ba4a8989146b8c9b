//! How each figure is taken.

use crate::http::{Caller, NoAnswer};
use crate::place::{Place, Show};
use crate::report::Sorted;
use crate::screen::{Reader, all_opened, open, open_all};
use crate::work::{Seen, Told, View, move_deal};
use crate::{Outcome, Setting};
use domain::{ActId, PipelineId, StageId};
use serde::Deserialize;
use serde::de::DeserializeOwned;
use std::collections::HashMap;
use std::sync::Arc;
use std::time::Duration;
use tokio::process::Command;
use tokio::time::{Instant, sleep};

/// A page as one browser after the other gets it.
pub struct Page {
    pub p50: Duration,
    pub compressed: u64,
    html: String,
}

/// Asks for the page again and again, by one client, compressed as browsers want it.
pub async fn pages(caller: &mut Caller, path: &str) -> Outcome<Page> {
    let mut times = Vec::new();
    let mut compressed = 0;
    for turn in 0..220 {
        let begun = Instant::now();
        let answer = caller.get(path, "gzip, deflate, br").await.map_err(|NoAnswer| "no answer to a page")?;
        if !answer.status.is_success() {
            return Err(format!("{path} answers {}", answer.status).into());
        }
        // The first ones fill caches that a working server has filled.
        if turn >= 20 {
            times.push(begun.elapsed());
        }
        compressed = answer.body.len() as u64;
    }
    let plain = caller.get(path, "identity").await.map_err(|NoAnswer| "no answer to a page")?;
    let html = String::from_utf8_lossy(&plain.body).into_owned();
    Ok(Page { p50: Sorted::of(times).percentile(50), compressed, html })
}

/// What the page loads to come alive: every script, wasm and style it names, as it comes over the wire.
pub async fn assets(caller: &mut Caller, page: &Page) -> Outcome<u64> {
    let mut bytes = 0;
    let mut named: Vec<_> = page
        .html
        .split(['"', '\'', '`', '(', ')', ' ', '>', '<'])
        .filter(|it| it.starts_with('/') && [".js", ".wasm", ".css"].iter().any(|end| it.ends_with(end)))
        .collect();
    named.sort_unstable();
    named.dedup();
    for path in named {
        let answer = caller.get(path, "br").await.map_err(|NoAnswer| "no answer to a file")?;
        if !answer.status.is_success() {
            return Err(format!("{path} answers {}", answer.status).into());
        }
        bytes += answer.body.len() as u64;
    }
    Ok(bytes)
}

pub struct Moves {
    pub per_second: f64,
    pub p50: Duration,
    pub p99: Duration,
}

/// Moves of deals that nobody else moves, as fast as so many clients can.
pub async fn moves(
    caller: &Caller,
    view: &View,
    deals: &[Seen],
    clients: usize,
    time: Duration,
) -> Outcome<Moves> {
    let stages: Arc<[StageId]> = view.open_stages().into();
    let begun = Instant::now();
    let tasks: Vec<_> = (0..clients)
        .map(|number| {
            let own: Vec<_> = deals.iter().skip(number).step_by(clients).copied().collect();
            tokio::spawn(keep_moving(caller.signed_in(number), own, stages.clone(), begun + time))
        })
        .collect();
    let mut times = Vec::new();
    for task in tasks {
        times.extend(task.await??.into_iter().map(|it| it.1));
    }
    let took = begun.elapsed();
    let times = Sorted::of(times);
    let per_second = times.len() as f64 / took.as_secs_f64();
    Ok(Moves { per_second, p50: times.percentile(50), p99: times.percentile(99) })
}

/// When each move was sent, and how long its answer took.
async fn keep_moving(
    mut caller: Caller,
    mut own: Vec<Seen>,
    stages: Arc<[StageId]>,
    until: Instant,
) -> Outcome<Vec<(Instant, Duration)>> {
    let mut times = Vec::new();
    while Instant::now() < until {
        let at = rand::random_range(0..own.len());
        let wish = own[at].any_wish(&stages, &own);
        let begun = Instant::now();
        match move_deal(&mut caller, &wish).await {
            Told::Done(now) => own[at] = now,
            // Moved by the measurement before this one.
            Told::Overtaken(now) => {
                own[at] = now;
                continue;
            }
            other => return Err(format!("a move was not made: {other:?}").into()),
        }
        times.push((begun, begun.elapsed()));
    }
    Ok(times)
}

/// From the moment a move is sent until another browser has it and has applied it to its board, at a pace
/// of twenty moves a second. Painting comes on top: see `painted`.
pub async fn heard(caller: &Caller, others: &Caller, view: &View, screens: usize) -> Outcome<Duration> {
    let reader = Reader::default();
    let mut watched: Vec<_> = (0..screens).map(|number| open(number, others, view, &reader, true)).collect();
    all_opened(&mut watched, 0).await?;
    sleep(Duration::from_secs(1)).await;
    let mut mover = caller.signed_in(1);
    let mut own: Vec<_> = view.board.cards().map(Seen::of).collect();
    let stages = view.open_stages();
    let mut sent: HashMap<ActId, Instant> = HashMap::new();
    while sent.len() < 400 {
        let at = rand::random_range(0..own.len());
        let wish = own[at].any_wish(&stages, &own);
        let begun = Instant::now();
        match move_deal(&mut mover, &wish).await {
            Told::Done(now) => {
                own[at] = now;
                sent.insert(wish.act, begun);
            }
            Told::Overtaken(now) => own[at] = now,
            other => return Err(format!("a move was not made: {other:?}").into()),
        }
        sleep(Duration::from_millis(rand::random_range(20..80))).await;
    }
    sleep(Duration::from_secs(1)).await;
    let mut times = Vec::new();
    for screen in watched {
        let heard = screen.close().await?.times();
        times.extend(heard.into_iter().filter_map(|(act, at)| Some(at - *sent.get(&act)?)));
    }
    if times.len() < sent.len() * screens {
        return Err(format!("only {} of {} moves were heard", times.len(), sent.len() * screens).into());
    }
    Ok(Sorted::of(times).percentile(95))
}

/// The same for browsers at another server on the same database, which nobody tells that there is news.
pub async fn heard_elsewhere(
    setting: &Setting,
    place: &Place,
    caller: &Caller,
    view: &View,
) -> Outcome<Duration> {
    let mut other = Place::beside(setting, place.database_url()?)?;
    other.start(Show::Demo, "/readyz").await?;
    let heard = heard(caller, &caller.at_doors([other.address()]), view, 50).await;
    other.stop().await?;
    heard
}

/// The specs and what they need: Playwright, and through it Chromium.
const SPECS: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/..");

/// Figures that only browsers can take, by the bench of this name; it writes them into a file.
async fn in_browsers<Taken: DeserializeOwned>(
    place: &Place,
    caller: &Caller,
    pipeline: PipelineId,
    name: &str,
) -> Outcome<Taken> {
    let figures = place.folder().join(format!("{name}.json"));
    let (address, session) = caller.door();
    let mut browsers = Command::new(format!("{SPECS}/node_modules/.bin/playwright"));
    browsers.current_dir(SPECS).args(["test", "--config", "bench.config.ts", &format!("{name}.bench.ts")]);
    browsers.env("BATON_URL", format!("http://{address}")).env("BATON_SESSION", session);
    browsers.env("BATON_PIPELINE", pipeline.to_string()).env("BATON_FIGURES", &figures);
    let done = browsers.output().await?;
    if !done.status.success() {
        return Err(String::from_utf8_lossy(&done.stdout).into_owned().into());
    }
    Ok(serde_json::from_slice(&std::fs::read(figures)?)?)
}

/// From the moment a browser sends a move until another has painted it.
pub async fn painted(place: &Place, caller: &Caller, pipeline: PipelineId) -> Outcome<Duration> {
    let times: Vec<f64> = in_browsers(place, caller, pipeline, "painted").await?;
    Ok(Sorted::of(times.into_iter().map(millis).collect()).percentile(95))
}

/// What it takes to paint the board, to carry a card over it and to put it down, in milliseconds.
#[derive(Deserialize)]
pub struct Hands {
    pub paint: f64,
    pub drag: f64,
    pub apply: f64,
    #[serde(flatten)]
    pub felt: Felt,
}

/// What is felt while cards are carried: the slowest reaction, the longest task, and from frame to frame.
#[derive(Deserialize)]
pub struct Felt {
    inp: f64,
    task: f64,
    frame: f64,
}

impl Felt {
    pub fn reaction(&self) -> Duration {
        millis(self.inp)
    }

    pub fn longest_task(&self) -> Duration {
        millis(self.task)
    }

    pub fn frames(&self) -> f64 {
        if self.frame > 0.0 { 1_000.0 / self.frame } else { 0.0 }
    }
}

/// Ours, the same by hand, and ours on a computer four times slower.
#[derive(Deserialize)]
pub struct Drags {
    pub ours: Hands,
    pub twin: Hands,
    pub slow: Felt,
}

pub async fn dragged(place: &Place, caller: &Caller, pipeline: PipelineId) -> Outcome<Drags> {
    in_browsers(place, caller, pipeline, "drag").await
}

fn millis(it: f64) -> Duration {
    Duration::from_secs_f64(it.max(0.0) / 1_000.0)
}

/// What one more open stream costs.
pub async fn stream_memory(place: &Place, caller: &Caller, view: &View, streams: usize) -> Outcome<u64> {
    let before = place.memory()?;
    let mut screens = open_all(streams, caller, view);
    all_opened(&mut screens, 0).await?;
    sleep(Duration::from_secs(2)).await;
    let after = place.memory()?;
    for screen in screens {
        screen.close().await?;
    }
    Ok(after.saturating_sub(before) / streams as u64)
}

pub fn middle(times: Vec<Duration>) -> Duration {
    Sorted::of(times).percentile(50)
}
