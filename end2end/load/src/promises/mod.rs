//! The promises that need a running program to be proven.

mod acknowledged;
mod contended;
mod live;
mod stopping;

use crate::http::Caller;
use crate::ledger::{Ledger, audit};
use crate::place::{Place, Show};
use crate::report::Report;
use crate::work::{View, read_board};
use crate::{Outcome, Setting};
use chrono::Utc;
use db::{Actor, Db, oracle};
use domain::PipelineId;
use std::process::ExitCode;

/// How much of everything.
#[derive(Clone, Copy)]
pub struct Size {
    pub screens: usize,
    pub live_moves: usize,
    /// Restarts while screens look on: asked to stop, and killed.
    pub stops: usize,
    pub kills: usize,
    pub writers: usize,
    pub contended_deals: usize,
    pub contended_moves: usize,
    pub server_kills: usize,
    pub postgres_kills: usize,
    pub stop_screens: usize,
}

impl Size {
    pub const fn ci() -> Self {
        Self {
            screens: 500,
            live_moves: 2_000,
            stops: 3,
            kills: 2,
            writers: 32,
            contended_deals: 50,
            contended_moves: 20_000,
            server_kills: 20,
            postgres_kills: 3,
            stop_screens: 500,
        }
    }

    pub const fn full() -> Self {
        Self {
            screens: 10_000,
            live_moves: 20_000,
            stops: 10,
            kills: 10,
            writers: 64,
            contended_deals: 100,
            contended_moves: 200_000,
            server_kills: 100,
            postgres_kills: 20,
            stop_screens: 10_000,
        }
    }
}

/// Everything that a proof works with: the server, its database, and somebody who may do everything.
pub struct Stage {
    pub place: Place,
    pub size: Size,
    pub admin: Caller,
    pub oracle: Db,
    pub actor: Actor,
    pub report: Report,
}

pub async fn prove(setting: &Setting, size: Size, only: &[String]) -> Outcome<ExitCode> {
    let wanted = |name: &str| only.is_empty() || only.iter().any(|it| it.eq_ignore_ascii_case(name));
    let mut stage = Stage::set(setting, size).await?;
    if wanted("R1") {
        live::prove(&mut stage).await?;
    }
    if wanted("R2") {
        contended::prove(&mut stage).await?;
    }
    if wanted("R4") {
        acknowledged::prove(&mut stage).await?;
    }
    if wanted("R7") {
        stopping::prove(&mut stage).await?;
    }
    stage.place.stop().await?;
    let panics = stage.place.panics();
    stage.report.check("R16 the server never panicked", panics == 0, &format!("{panics} times in its log"));
    Ok(stage.report.finish())
}

impl Stage {
    async fn set(setting: &Setting, size: Size) -> Outcome<Self> {
        let mut place = Place::new(setting)?;
        place.start(Show::Demo, "/readyz").await?;
        let oracle = place.oracle().await?;
        let actor = Actor::operator(oracle::workspace(&oracle).await?);
        let mut admin = Caller::new(place.address(), 0, String::new());
        admin.sign_in("hayun@baton.example").await?;
        Ok(Self { place, size, admin, oracle, actor, report: Report::default() })
    }

    /// A pipeline of its own for each proof, with the board as a page first has it.
    pub async fn pipeline(&mut self, deals: usize, number: u64) -> Outcome<(PipelineId, View)> {
        let pipeline = db::demo::wide(&self.oracle, &self.actor, deals, number, Utc::now()).await?;
        let view = read_board(&mut self.admin, pipeline).await?;
        Ok((pipeline, view))
    }

    /// After a postmaster was killed, its connections are of no use.
    pub async fn reconnect(&mut self) -> Outcome {
        self.oracle = self.place.oracle().await?;
        Ok(())
    }

    /// Everything acknowledged is there once, and every rule of the books holds.
    pub async fn settle(&mut self, promise: &str, ledger: &Ledger) -> Outcome {
        let audit = audit(&self.oracle, &self.actor, ledger).await?;
        let counted =
            format!("{} acknowledged, {} lost, {} doubled", ledger.acknowledged(), audit.lost, audit.doubled);
        let kept = audit.lost == 0 && audit.doubled == 0 && ledger.acknowledged() > 0;
        self.report.check(&format!("{promise} nothing acknowledged is lost or done twice"), kept, &counted);
        let blind = format!("{} of {} edits overwrote something unseen", audit.blind, ledger.edits.len());
        if !ledger.edits.is_empty() {
            self.report.check(
                &format!("{promise} no edit overwrites what its writer did not see"),
                audit.blind == 0,
                &blind,
            );
        }
        let refused = format!(
            "{} unexpected {:?}",
            ledger.refused.len(),
            ledger.refused.first().unwrap_or(&String::new())
        );
        self.report.check(
            &format!("{promise} nobody is refused without a reason"),
            ledger.refused.is_empty(),
            &refused,
        );
        self.balance(promise).await
    }

    pub async fn balance(&mut self, promise: &str) -> Outcome {
        let broken = db::check(&self.oracle).await?;
        let counted = format!("{} violations {:?}", broken.len(), broken.first());
        self.report.check(&format!("{promise} R3 the books balance"), broken.is_empty(), &counted);
        Ok(())
    }
}
