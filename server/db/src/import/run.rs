//! One import under way: what the workspace knows already, and what has come into being so far.

use super::arrivals::Arrivals;
use crate::{Actor, Db, Result, pipeline, team};
use chrono::{DateTime, NaiveDate, Utc};
use domain::accounts::RegistrationNumber;
use domain::calendar::Zone;
use domain::import::{BadRow, Created, Seen, Tally, same};
use domain::pipeline::Pipeline;
use domain::team::Right;
use domain::{AccountId, Currency, MemberId, Money, PipelineId, ProductId, StageId, TeamId};
use sqlx::PgConnection;
use std::collections::{HashMap, HashSet};
use std::time::Duration;

/// Whether rows are written, or only gone through to say what would happen.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Mode {
    Rehearse,
    CarryOut,
}

/// What became of a chunk of rows.
#[derive(Debug, Default)]
pub struct Taken {
    pub tally: Tally,
    pub bad: Vec<BadRow>,
}

/// An import under way.
#[derive(Debug)]
pub struct Run {
    pub(super) mode: Mode,
    pub(super) now: DateTime<Utc>,
    pub(super) zone: Zone,
    pub(super) currency: Currency,
    pub(super) members: HashMap<String, MemberId>,
    /// By e-mail; who has one keeps it.
    pub(super) emails: HashMap<String, MemberId>,
    pub(super) teams: HashMap<String, TeamId>,
    pub(super) products: HashMap<String, (ProductId, Money)>,
    pub(super) accounts: HashMap<String, KnownAccount>,
    pub(super) domains: HashMap<String, AccountId>,
    pub(super) registered: HashSet<RegistrationNumber>,
    pub(super) pipelines: Vec<Pipeline>,
    /// Where the deals of the present file go, by the pipeline they name.
    pub(super) destinations: HashMap<Option<String>, PipelineId>,
    /// Decided on, but not there until the first deal goes to it.
    pub(super) unmade: HashSet<PipelineId>,
    /// Where deals went, and whether it was made for them.
    pub(super) used: HashMap<PipelineId, bool>,
    /// The next places at the end of each stage's column.
    pub(super) ranks: HashMap<StageId, Ranks>,
    /// Keys of leads that another of the files says became customers.
    pub(super) customers: HashSet<String>,
    pub(super) arrivals: Arrivals,
    pub(super) seen: Seen,
    pub(super) created: Created,
    /// Keeps a second import of this workspace out. The lock goes with the connection.
    _lock: Option<PgConnection>,
}

#[derive(Clone, Copy, Debug)]
pub(super) struct KnownAccount {
    pub id: AccountId,
    /// It has a key from outside, so another key means another account of the same name.
    pub keyed: bool,
}

impl Run {
    /// The day it is where the workspace works.
    pub fn today(&self) -> NaiveDate {
        self.zone.day(self.now)
    }

    /// The workspace's own currency.
    pub const fn currency(&self) -> Currency {
        self.currency
    }

    pub const fn created(&self) -> Created {
        self.created
    }

    /// Ends the import, and has its rows found fast from now on.
    pub async fn end(self, db: &Db) -> Result<()> {
        if self.created == Created::default() || !self.writes() { Ok(()) } else { db.analyze().await }
    }

    /// Forgets what is true of one file only.
    pub fn next_file(&mut self) {
        self.seen = Seen::default();
        self.destinations.clear();
    }

    pub(super) fn writes(&self) -> bool {
        self.mode == Mode::CarryOut
    }
}

/// Places for cards that arrive one behind the other at the end of a column.
pub(super) struct Ranks(Box<dyn Iterator<Item = String> + Send>);

impl Ranks {
    pub fn below(last: Option<&str>) -> Self {
        Self(Box::new(domain::pipeline::rank::following(last)))
    }

    pub fn next(&mut self) -> Option<String> {
        self.0.next()
    }
}

impl std::fmt::Debug for Ranks {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Ranks").finish_non_exhaustive()
    }
}

/// Looks at what is there. None: another import of this workspace is under way.
pub async fn begin(db: &Db, actor: &Actor, mode: Mode, now: DateTime<Utc>) -> Result<Option<Run>> {
    actor.must(Right::Import)?;
    let lock = match mode {
        Mode::Rehearse => None,
        Mode::CarryOut => match lock(db, actor).await? {
            Some(lock) => Some(lock),
            None => return Ok(None),
        },
    };
    let (zone, currency): (String, Currency) =
        sqlx::query_as("select zone, currency from workspace where id = $1")
            .bind(actor.workspace())
            .fetch_one(db.pool())
            .await?;
    let mut run = Run {
        mode,
        now,
        zone: team::zone(&zone),
        currency,
        members: HashMap::new(),
        emails: HashMap::new(),
        teams: HashMap::new(),
        products: HashMap::new(),
        accounts: HashMap::new(),
        domains: HashMap::new(),
        registered: HashSet::new(),
        pipelines: pipeline::pipelines(db, actor).await?,
        destinations: HashMap::new(),
        unmade: HashSet::new(),
        used: HashMap::new(),
        ranks: HashMap::new(),
        customers: HashSet::new(),
        arrivals: Arrivals::default(),
        seen: Seen::default(),
        created: Created::default(),
        _lock: lock,
    };
    load(db, actor, &mut run).await?;
    Ok(Some(run))
}

const LOCK_TRIES: u32 = 20;
const LOCK_PAUSE: Duration = Duration::from_millis(50);

/// Two imports at once would both make what the other is about to make. The lock belongs to a connection
/// of its own, so it ends with the run, however that ends.
async fn lock(db: &Db, actor: &Actor) -> Result<Option<PgConnection>> {
    let mut connection = db.pool().acquire().await?.detach();
    for _ in 0..LOCK_TRIES {
        let (free,): (bool,) =
            sqlx::query_as("select pg_try_advisory_lock(hashtextextended('import ' || $1, 0))")
                .bind(actor.workspace().to_string())
                .fetch_one(&mut connection)
                .await?;
        if free {
            return Ok(Some(connection));
        }
        // The one before may be over without the database having noticed yet.
        tokio::time::sleep(LOCK_PAUSE).await;
    }
    Ok(None)
}

/// Names of what is there. Among several of one name, who is active and came first is meant.
async fn load(db: &Db, actor: &Actor, run: &mut Run) -> Result<()> {
    let members: Vec<(MemberId, String, Option<String>)> = sqlx::query_as(
        "select id, name, email from member where workspace_id = $1
         order by deactivated_at is not null, created_at, id",
    )
    .bind(actor.workspace())
    .fetch_all(db.pool())
    .await?;
    for (id, name, email) in members {
        run.members.entry(same(&name)).or_insert(id);
        if let Some(email) = email {
            run.emails.insert(email, id);
        }
    }
    let teams: Vec<(TeamId, String)> =
        sqlx::query_as("select id, name from team where workspace_id = $1 order by created_at, id")
            .bind(actor.workspace())
            .fetch_all(db.pool())
            .await?;
    for (id, name) in teams {
        run.teams.entry(same(&name)).or_insert(id);
    }
    let products: Vec<(ProductId, String, i64, Currency)> = sqlx::query_as(
        "select id, name, price_minor, currency from product where workspace_id = $1
         order by retired_at is not null, created_at, id",
    )
    .bind(actor.workspace())
    .fetch_all(db.pool())
    .await?;
    for (id, name, minor, currency) in products {
        run.products.entry(same(&name)).or_insert((id, Money::new(minor, currency)));
    }
    type Known = (AccountId, String, Option<String>, bool, Option<RegistrationNumber>);
    let accounts: Vec<Known> = sqlx::query_as(
        // What was swallowed is known as the survivor.
        "select coalesce(duplicate_of, id), name, domain, coalesce(source_key, '') ~ '^accounts:[^#]' as keyed,
             business_reg_no
         from account where workspace_id = $1 and (deleted_at is null or duplicate_of is not null)
         order by number",
    )
    .bind(actor.workspace())
    .fetch_all(db.pool())
    .await?;
    for (id, name, domain, keyed, number) in accounts {
        run.registered.extend(number);
        run.accounts.entry(same(&name)).or_insert(KnownAccount { id, keyed });
        if let Some(domain) = domain {
            run.domains.entry(domain).or_insert(id);
        }
    }
    Ok(())
}
