//! The promises that need a running program to be proven.

mod acknowledged;
mod captured;
mod contended;
mod crowded;
mod flooded;
mod live;
mod movers;
mod outage;
mod size;
mod slow;
mod stage;
mod stopping;

pub use size::{Size, Sizes};
use stage::Stage;

use crate::proxy::Proxy;
use crate::report::Report;
use crate::{Outcome, Setting};

/// Proves those that are named, or all.
pub async fn prove(setting: &Setting, sizes: Sizes, only: &[String]) -> Outcome<Report> {
    let wanted = |name: &str| only.is_empty() || only.iter().any(|it| it.eq_ignore_ascii_case(name));
    let mut report = Report::default();
    if ["R1", "R2", "R4", "L8", "R7", "R8", "R11", "T15"].into_iter().any(wanted) {
        let mut stage = Stage::alone(setting, sizes.alone, report).await?;
        if wanted("R1") {
            live::prove(&mut stage).await?;
        }
        if wanted("R2") {
            contended::prove(&mut stage).await?;
        }
        if wanted("R4") {
            acknowledged::prove(&mut stage).await?;
        }
        if wanted("L8") {
            captured::prove(&mut stage).await?;
        }
        if wanted("R7") {
            stopping::prove(&mut stage).await?;
        }
        if wanted("R8") {
            slow::prove(&mut stage).await?;
        }
        if wanted("R11") {
            crowded::prove(&mut stage).await?;
        }
        if wanted("T15") {
            flooded::prove(&mut stage).await?;
        }
        report = stage.finish().await?;
    }
    if ["two", "R10", "nginx"].into_iter().any(wanted) {
        let mut stage = Stage::by_two(setting, sizes.by_two, report).await?;
        if wanted("two") {
            live::prove(&mut stage).await?;
            contended::prove(&mut stage).await?;
            acknowledged::prove(&mut stage).await?;
        }
        if wanted("R10") {
            outage::prove(&mut stage).await?;
        }
        if wanted("nginx") {
            let proxy = Proxy::with_the_example(setting, &stage.places).await?;
            stage = stage.behind(proxy, " behind nginx, as our example has it,");
            live::prove(&mut stage).await?;
            let proxy = Proxy::with_nothing_set(setting, &stage.places).await?;
            stage = stage.behind(proxy, " behind nginx with nothing set");
            // By itself nginx puts a server aside for a while: two that go one after the other would both be away.
            stage.size = Size { stops: 0, kills: 1, ..stage.size };
            live::prove(&mut stage).await?;
        }
        report = stage.finish().await?;
    }
    Ok(report)
}
