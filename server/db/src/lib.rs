//! Everything PostgreSQL knows, and the only place with SQL: one function per question or act, each
//! asking first who asks.

pub mod accounts;
pub mod activities;
pub mod actor;
pub mod calendar;
mod changes;
pub mod check;
pub mod committee;
pub mod consent;
pub mod demo;
mod error;
pub mod exchange;
pub mod frameworks;
pub mod handover;
pub mod icp;
pub mod import;
pub mod leads;
pub mod live;
pub mod oracle;
pub mod orders;
pub mod outbound;
mod outbox;
pub mod paging;
pub mod pipeline;
pub mod presence;
pub mod products;
mod pulse;
pub mod qualification;
pub mod routing;
pub mod search;
pub mod signals;
pub mod start_up;
pub mod team;
#[cfg(feature = "testing")]
pub mod testing;
pub mod web_forms;

pub use actor::Actor;
pub use check::{Violation, check};
pub use error::{Error, Result, Staleness};
pub use pulse::Pulse;

use sqlx::migrate::Migrator;
use sqlx::postgres::{PgConnectOptions, PgPool, PgPoolOptions};
use sqlx::{Connection, Executor};
use std::sync::Arc;
use std::time::Duration;
use tokio::sync::Notify;

/// The steps that bring a database to the shape this program knows, carried inside it.
pub static MIGRATOR: Migrator = sqlx::migrate!();

/// How long one connection may keep others waiting. The live feed stands still behind the oldest write, so
/// nobody may hold a transaction open for long.
const LIMITS: [(&str, &str); 3] =
    [("statement_timeout", "5s"), ("lock_timeout", "3s"), ("idle_in_transaction_session_timeout", "10s")];

/// More moves than this at once would only get into each other's way.
const LANES: u32 = 8;

/// The tables that a demo or an import fills. One that somebody looks at already is left to them.
const ANALYZE: &str =
    "analyze (skip_locked) member, team_member, account, person, lead, lead_touch, lead_transition, lead_assignment, handover, target, contact_step, research_note, product, deal, deal_line, tagged,
    activity, activity_change, task, stage_transition, field_change, deal_past, signal, account_fit, web_form_entry, consent,
    lead_score, qualification_change";

/// The database, as everything else gets it.
#[derive(Clone, Debug)]
pub struct Db {
    pool: PgPool,
    /// Where moves are made: [`LANES`] connections that keep their plans.
    lanes: PgPool,
    /// Rung after every commit of this process, so that its tailer need not wait for its next poll.
    wake: Arc<Notify>,
    /// Rung when somebody came, went or took a card up.
    stirred: Arc<Notify>,
}

impl Db {
    /// Connects for the server's whole life, with limits that hold whatever the database itself allows.
    pub async fn connect(url: &str) -> sqlx::Result<Self> {
        let options = url.parse::<PgConnectOptions>()?.options(LIMITS);
        let connections =
            |most| PgPoolOptions::new().max_connections(most).acquire_timeout(Duration::from_secs(5));
        let keep_plans = options.clone().options([("plan_cache_mode", "force_generic_plan")]);
        let lanes = connections(LANES).connect_lazy_with(keep_plans);
        Ok(Self { lanes, ..Self::of_pool(connections(36).connect_with(options).await?) })
    }

    pub fn of_pool(pool: PgPool) -> Self {
        Self { lanes: pool.clone(), pool, wake: Arc::default(), stirred: Arc::default() }
    }

    /// Brings the tables to the shape this program knows. Several processes may try at once: each waits for the
    /// one before it, and for as long as a large table takes.
    pub async fn migrate(&self) -> std::result::Result<(), sqlx::migrate::MigrateError> {
        let mut connection = self.pool.acquire().await?.detach();
        connection
            .execute("set statement_timeout = 0; set lock_timeout = 0; set idle_in_transaction_session_timeout = 0")
            .await?;
        MIGRATOR.run(&mut connection).await?;
        connection.close().await.ok();
        Ok(())
    }

    pub(crate) fn pool(&self) -> &PgPool {
        &self.pool
    }

    /// For moves alone: always the same two statements, looked up by keys, which PostgreSQL would otherwise plan anew
    /// for every move, and that took longer than moving.
    pub(crate) fn lanes(&self) -> &PgPool {
        &self.lanes
    }

    /// Begins an act. Everything in it happens, or nothing.
    pub(crate) async fn begin(&self) -> Result<Act> {
        Ok(self.pool.begin().await?)
    }

    /// Ends an act, and tells the tailer that there is something to read.
    /// Whatever the act was, the accounts and leads whose facts it changed are judged anew with it.
    pub(crate) async fn commit(&self, mut act: Act) -> Result<()> {
        icp::settle(&mut act).await?;
        qualification::settle(&mut act).await?;
        act.commit().await?;
        self.wake.notify_one();
        Ok(())
    }

    pub(crate) fn ring(&self) {
        self.wake.notify_one();
    }

    pub(crate) fn stir(&self) {
        self.stirred.notify_one();
    }

    /// Waits until somebody told this process where they are.
    pub async fn stirred(&self) {
        self.stirred.notified().await;
    }

    /// Has PostgreSQL look at what its tables hold. It does so by itself, but up to a minute later, and until then
    /// reads a board that was filled in one go two to three times slower.
    pub async fn analyze(&self) -> Result<()> {
        sqlx::query(ANALYZE).execute(&self.pool).await?;
        Ok(())
    }

    /// Waits until this process has committed something.
    pub async fn rung(&self) {
        self.wake.notified().await;
    }

    /// Does the database answer?
    pub async fn ping(&self) -> Result<()> {
        sqlx::query("select 1").execute(&self.pool).await?;
        Ok(())
    }

    pub async fn close(&self) {
        self.lanes.close().await;
        self.pool.close().await;
    }
}

/// An act that is being written.
pub(crate) type Act = sqlx::Transaction<'static, sqlx::Postgres>;

#[cfg(test)]
mod tests {
    use super::*;
    use sqlx::ConnectOptions;

    #[sqlx::test(migrations = false)]
    async fn every_connection_has_limits_of_its_own(pool: PgPool) {
        let db = Db::connect(pool.connect_options().to_url_lossy().as_str()).await.expect("connected");
        let kept = async || {
            for (name, value) in LIMITS {
                let now: String = sqlx::query_scalar("select current_setting($1)")
                    .bind(name)
                    .fetch_one(db.pool())
                    .await
                    .expect("a setting");
                assert_eq!(now, value, "{name}");
            }
        };
        kept().await;
        db.migrate().await.expect("migrated");
        assert_eq!(check(&db).await.expect("checked"), []);
        kept().await;
    }
}
