//! Everything that a proof works with: servers, their database, and somebody who may do everything.

use super::Size;
use crate::http::Caller;
use crate::ledger::{Ledger, audit};
use crate::place::{Place, Show};
use crate::proxy::Proxy;
use crate::report::Report;
use crate::work::{View, read_board};
use crate::{Outcome, Setting};
use chrono::Utc;
use db::{Actor, Db, oracle};
use domain::PipelineId;
use std::net::SocketAddr;

pub struct Stage {
    /// The servers under test. To a browser one is as good as another.
    pub places: Vec<Place>,
    /// Who keeps the database if the servers do not: a Baton that nobody visits, and whose PostgreSQL can be
    /// stopped without anybody starting it again.
    pub keeper: Option<Place>,
    proxy: Option<Proxy>,
    pub size: Size,
    pub admin: Caller,
    pub oracle: Db,
    pub actor: Actor,
    pub report: Report,
    /// What the report calls this stage; nothing for one server alone.
    called: &'static str,
    /// Every pipeline is made of another number.
    pipelines: u64,
}

impl Stage {
    /// One server with its own PostgreSQL, as most teams have it.
    pub async fn alone(setting: &Setting, size: Size, report: Report) -> Outcome<Self> {
        Self::set(vec![Place::new(setting)?], None, size, report).await
    }

    /// Two servers on one database that neither of them keeps.
    pub async fn by_two(setting: &Setting, size: Size, report: Report) -> Outcome<Self> {
        let (keeper, url) = match &setting.database_url {
            Some(url) => (None, url.clone()),
            None => {
                let mut keeper = Place::new(setting)?;
                keeper.start(Show::Demo, "/readyz").await?;
                // A server opens up to 45, and one that was killed leaves its own behind for a moment.
                keeper.allow_connections(300)?;
                keeper.stop().await?;
                keeper.start(Show::Demo, "/readyz").await?;
                let url = keeper.database_url()?;
                (Some(keeper), url)
            }
        };
        let places = vec![Place::beside(setting, url.clone())?, Place::beside(setting, url)?];
        let stage = Self::set(places, keeper, size, report).await?;
        Ok(Self { called: " by two", pipelines: 1_000, ..stage })
    }

    async fn set(mut places: Vec<Place>, keeper: Option<Place>, size: Size, report: Report) -> Outcome<Self> {
        for place in &mut places {
            place.start(Show::Demo, "/readyz").await?;
        }
        let oracle = places[0].oracle().await?;
        let actor = Actor::operator(oracle::workspace(&oracle).await?);
        let doors: Vec<SocketAddr> = places.iter().map(Place::address).collect();
        let mut admin = Caller::new(doors, 0, String::new());
        admin.sign_in("hayun@baton.example").await?;
        Ok(Self { places, keeper, proxy: None, size, admin, oracle, actor, report, called: "", pipelines: 0 })
    }

    /// The same servers, from now on behind a proxy.
    pub fn behind(mut self, proxy: Proxy, called: &'static str) -> Self {
        self.admin = self.admin.at_doors([proxy.address()]);
        Self { proxy: Some(proxy), called, ..self }
    }

    pub fn called(&self, promise: &str) -> String {
        format!("{promise}{}", self.called)
    }

    /// A pipeline of its own for each proof, with the board as a page first has it.
    pub async fn pipeline(&mut self, deals: usize) -> Outcome<(PipelineId, View)> {
        self.pipelines += 1;
        let pipeline = db::demo::wide(&self.oracle, &self.actor, deals, self.pipelines, Utc::now()).await?;
        let view = read_board(&mut self.admin, pipeline).await?;
        Ok((pipeline, view))
    }

    /// Whose PostgreSQL it is.
    pub fn holder(&self) -> &Place {
        self.keeper.as_ref().unwrap_or(&self.places[0])
    }

    /// After a postmaster was killed, its connections are of no use.
    pub async fn reconnect(&mut self) -> Outcome {
        self.oracle = self.places[0].oracle().await?;
        Ok(())
    }

    /// Everything acknowledged is there once, and every rule of the books holds.
    pub async fn settle(&mut self, promise: &str, ledger: &Ledger) -> Outcome {
        let promise = self.called(promise);
        let audit = audit(&self.oracle, &self.actor, ledger).await?;
        let counted =
            format!("{} acknowledged, {} lost, {} doubled", ledger.acknowledged(), audit.lost, audit.doubled);
        let kept = audit.lost == 0 && audit.doubled == 0 && ledger.acknowledged() > 0;
        self.report.check(&format!("{promise} nothing acknowledged is lost or done twice"), kept, &counted);
        if !ledger.edits.is_empty() {
            let blind = format!("{} of {} edits overwrote something unseen", audit.blind, ledger.edits.len());
            let what = format!("{promise} no edit overwrites what its writer did not see");
            self.report.check(&what, audit.blind == 0, &blind);
        }
        let first = ledger.refused.first().map_or("", String::as_str);
        let refused = format!("{} unexpected {first:?}", ledger.refused.len());
        let what = format!("{promise} nobody is refused without a reason");
        self.report.check(&what, ledger.refused.is_empty(), &refused);
        let broken = db::check(&self.oracle).await?;
        let counted = format!("{} violations {:?}", broken.len(), broken.first());
        self.report.check(&format!("{promise} R3 the books balance"), broken.is_empty(), &counted);
        Ok(())
    }

    /// Stops everything, and hands the report on.
    pub async fn finish(mut self) -> Outcome<Report> {
        drop(self.proxy);
        let mut panics = 0;
        for place in self.places.iter_mut().chain(&mut self.keeper) {
            place.stop().await?;
            panics += place.panics();
        }
        let what = format!("R16 none of {} servers ever panicked", self.places.len());
        self.report.check(&what, panics == 0, &format!("{panics} times in the logs"));
        Ok(self.report)
    }
}
