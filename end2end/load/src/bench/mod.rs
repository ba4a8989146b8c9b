//! The figures of BENCHMARKS.md, measured on this computer: each beside what it must be and what it aims
//! at, and honest about what falls short.

mod figure;
mod machine;
mod measure;
mod qualification;
mod signals;

use crate::http::Caller;
use crate::place::{Place, Show};
use crate::work::{Seen, read_board};
use crate::{Outcome, Setting};
use chrono::Utc;
use db::{Actor, oracle};
use figure::{Figure, Goal, table};
use measure::{Felt, Hands};
use std::process::ExitCode;
use std::time::Duration;
use tokio::time::sleep;

/// As many as a team comes to in some years.
const DEALS: usize = 10_000;

pub async fn measure(setting: &Setting) -> Outcome<ExitCode> {
    let mut place = Place::new(setting)?;
    println!("{}", machine::describe(place.folder())?);
    place.start(Show::Demo, "/readyz").await?;
    let database = place.oracle().await?;
    let actor = Actor::operator(oracle::workspace(&database).await?);
    let pipeline = db::demo::wide(&database, &actor, DEALS, 10, Utc::now()).await?;
    place.stop().await?;

    // PostgreSQL runs on while the server starts: killed, a server leaves it behind for the next one.
    place.start(Show::Demo, "/readyz").await?;
    let url = place.database_url()?;
    place.kill().await?;
    let mut starts = Vec::new();
    for _ in 0..7 {
        starts.push(place.start_on(Show::Nothing, "/sign-in", Some(&url)).await?);
        place.kill().await?;
    }
    place.start(Show::Demo, "/sign-in").await?;
    sleep(Duration::from_secs(5)).await;
    let at_rest = place.memory()?;

    let mut admin = Caller::new([place.address()], 0, String::new());
    admin.sign_in("hayun@baton.example").await?;
    let view = read_board(&mut admin, pipeline).await?;
    let database = place.oracle().await?;
    let deals: Vec<_> = oracle::cards(&database, &actor, pipeline).await?.iter().map(Seen::of).collect();
    let page = said(measure::pages(&mut admin, &format!("/pipeline/{pipeline}")).await);
    let first_route = match &page {
        Some(page) => said(measure::assets(&mut admin, page).await),
        None => None,
    };
    let alone = said(measure::moves(&admin, &view, &deals, 1, Duration::from_secs(5)).await);
    let moves = said(measure::moves(&admin, &view, &deals, 32, Duration::from_secs(10)).await);
    // Pages that were read just now: what happens from here on is heard, and nothing has to be caught up with.
    let view = read_board(&mut admin, pipeline).await?;
    let heard = said(measure::heard(&admin, &admin, &view, 50).await);
    let view = read_board(&mut admin, pipeline).await?;
    let elsewhere = said(measure::heard_elsewhere(setting, &place, &admin, &view).await);
    let painted = said(measure::painted(&place, &admin, pipeline).await);
    let drags = said(measure::dragged(&place, &admin, pipeline).await);
    let view = read_board(&mut admin, pipeline).await?;
    let streams = said(measure::stream_memory(&place, &admin, &view, 1_000).await);
    let signals = said(signals::per_second(&admin, &database, &actor, Duration::from_secs(5)).await);
    let busy = place.memory()?;
    let judged = said(qualification::judged(&database, &actor).await);
    place.stop().await?;

    let (page, moves, drags) = (page.as_ref(), moves.as_ref(), drags.as_ref());
    let ours = drags.map(|it| &it.ours.felt);
    let beside =
        |of: fn(&Hands) -> f64| drags.map(|it| of(&it.ours) / of(&it.twin)).filter(|it| it.is_finite());
    let figures = [
        Figure::time(
            "board page, server-rendered, 1 client, p50",
            page.map(|it| it.p50),
            Goal::below(0.040, 0.010),
        ),
        Figure::bytes(
            "bytes of that page on the wire, compressed",
            page.map(|it| it.compressed),
            Goal::below(60e3, 25e3),
        ),
        Figure::rate(
            "moves per second at 32 clients, durable",
            moves.map(|it| it.per_second),
            Goal::above(1_000.0, 2_500.0),
        ),
        Figure::time("… p99", moves.map(|it| it.p99), Goal::below(0.100, 0.050)),
        Figure::time("a move alone, 1 client, p50", alone.map(|it| it.p50), Goal::below(0.008, 0.005)),
        Figure::time("move → painted in another browser, p95", painted, Goal::below(0.150, 0.050)),
        Figure::time("move → heard by 50 others at once, p95", heard, Goal::below(0.150, 0.050)),
        Figure::time("… by 50 at another server of the same team", elsewhere, Goal::below(0.300, 0.150)),
        Figure::time(
            "carrying a card, slowest reaction (INP)",
            ours.map(Felt::reaction),
            Goal::below(0.100, 0.040),
        ),
        Figure::time(
            "… on a processor four times slower",
            drags.map(|it| it.slow.reaction()),
            Goal::below(0.100, 0.100),
        ),
        Figure::time("… longest task meanwhile", ours.map(Felt::longest_task), Goal::below(0.050, 0.050)),
        Figure::rate("… frames", ours.map(Felt::frames), Goal::above(50.0, 59.0)),
        Figure::ratio(
            "painting the board, beside the same by hand",
            beside(|it| it.paint),
            Goal::below(1.5, 1.2),
        ),
        Figure::ratio("… carrying a card over it", beside(|it| it.drag), Goal::below(1.5, 1.2)),
        Figure::ratio("… putting it down until it is painted", beside(|it| it.apply), Goal::below(1.5, 1.2)),
        Figure::bytes("wasm + js + css of the first route, brotli", first_route, Goal::below(300e3, 180e3)),
        Figure::rate("signals taken per second, 1,000 at a time", signals, Goal::above(2_000.0, 10_000.0)),
        Figure::time("new rules until 100,000 leads are judged by them", judged, Goal::below(10.0, 5.0)),
        Figure::memory("server's memory at rest, without PostgreSQL", Some(at_rest), Goal::below(40.0, 25.0)),
        Figure::memory("… after all of this", Some(busy), Goal::none()),
        Figure::bytes("memory per open stream", streams, Goal::below(25.0 * 1024.0, 10.0 * 1024.0)),
        Figure::time(
            "serve to first 200, database there",
            Some(measure::middle(starts)),
            Goal::below(0.300, 0.100),
        ),
    ];
    println!("{}", table(DEALS, &figures));
    Ok(ExitCode::SUCCESS)
}

/// A figure that could not be taken is said to be missing, and the others are taken all the same.
fn said<T>(measured: Outcome<T>) -> Option<T> {
    measured.inspect_err(|error| eprintln!("not measured: {error}")).ok()
}
