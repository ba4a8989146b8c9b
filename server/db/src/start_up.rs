//! What a database must be before a team may work in it: reachable, able to read Korean, and of a
//! shape this program knows. The server turns each "no" into a sentence that says what to do.

use std::path::Path;
use std::time::Duration;

use sqlx::postgres::{PgConnectOptions, PgSslMode};
use sqlx::{Connection, Executor, PgConnection};
use tokio::time::Instant;

use crate::{Db, MIGRATOR};

/// The role the product works as in its private cluster: no superuser, so a hole in the product is
/// not a hole in the machine.
pub const ROLE: &str = "baton";

/// PostgreSQL 15 brought `unique nulls not distinct`, which the tables use.
const OLDEST: i32 = 15;

/// Why a database cannot be used. Names places, never a password.
#[derive(Debug, thiserror::Error)]
pub enum Unfit {
    #[error("the address is not understood: {0}")]
    BadAddress(String),
    #[error("nothing answers at {place}: {why}")]
    Unreachable { place: String, why: String },
    #[error("{place} turns the role {role} away: {why}")]
    TurnedAway { place: String, role: String, why: String },
    #[error("there is no database {database} at {place}")]
    NoDatabase { place: String, database: String },
    #[error("the server is PostgreSQL {0}")]
    TooOld(i32),
    #[error("the database {database} was made with encoding {encoding} and LC_CTYPE {ctype}")]
    CannotReadKorean { database: String, encoding: String, ctype: String },
    #[error("the database is at schema {0}, which this program does not know")]
    NewerSchema(i64),
    #[error("schema {0} is not the one this program was built with")]
    OtherSchema(i64),
    #[error(transparent)]
    Failed(#[from] sqlx::Error),
}

/// How the tables stand to the program.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum SchemaState {
    /// No table yet: a first start.
    Empty,
    /// This many steps are still to be taken.
    Behind(usize),
    Current,
}

/// How letters are understood in the database.
#[derive(Debug, sqlx::FromRow)]
pub struct Ctype {
    pub database: String,
    pub encoding: String,
    pub ctype: String,
}

impl Ctype {
    /// With `C`, trigram search extracts nothing from Hangul: a search would find nobody, silently.
    fn reads_korean(&self) -> bool {
        self.encoding == "UTF8" && !matches!(self.ctype.as_str(), "C" | "POSIX")
    }
}

/// Looks at a database before anything is done to it, waiting up to `patience` for it to answer.
pub async fn examine(url: &str, patience: Duration) -> Result<SchemaState, Unfit> {
    let options = address(url)?;
    let mut connection = reach(&options, patience).await?;
    let version: i32 = sqlx::query_scalar("select current_setting('server_version_num')::int / 10000")
        .fetch_one(&mut connection)
        .await?;
    if version < OLDEST {
        return Err(Unfit::TooOld(version));
    }
    let letters = ctype(&mut connection).await?;
    if !letters.reads_korean() {
        let Ctype { database, encoding, ctype } = letters;
        return Err(Unfit::CannotReadKorean { database, encoding, ctype });
    }
    let state = schema_state(&mut connection).await?;
    connection.close().await.ok();
    Ok(state)
}

/// Whether the database answers and its tables are the ones this program was built for.
pub async fn is_ready(db: &Db) -> bool {
    let Ok(mut connection) = db.pool().acquire().await else { return false };
    matches!(schema_state(&mut connection).await, Ok(SchemaState::Current))
}

/// Connections that are open, and how many of them are idle.
pub fn connections(db: &Db) -> (u32, usize) {
    (db.pool().size(), db.pool().num_idle())
}

/// Makes the product's role and database in a private cluster, or does nothing if they are there.
///
/// Answers `Unreachable` while PostgreSQL is still starting.
pub async fn prepare_cluster(socket_dir: &Path) -> Result<(), Unfit> {
    let options = PgConnectOptions::new_without_pgpass()
        .socket(socket_dir)
        .port(5432)
        .ssl_mode(PgSslMode::Disable)
        .username("postgres")
        .database("postgres");
    let mut admin = reach(&options, Duration::ZERO).await?;
    let (role, database): (bool, bool) = sqlx::query_as(
        "select exists (select from pg_roles where rolname = 'baton'),
                exists (select from pg_database where datname = 'baton')",
    )
    .fetch_one(&mut admin)
    .await?;
    if !role {
        admin.execute("create role baton login nosuperuser nocreatedb nocreaterole noreplication").await?;
    }
    if !database {
        admin.execute("create database baton owner baton template template0 encoding 'UTF8'").await?;
        admin.execute("revoke all on database baton from public").await?;
    }
    admin.close().await.ok();
    Ok(())
}

/// How the connected database understands letters.
pub async fn ctype(connection: &mut PgConnection) -> Result<Ctype, sqlx::Error> {
    sqlx::query_as(
        "select datname::text as database,
                pg_encoding_to_char(encoding)::text as encoding,
                datctype::text as ctype
         from pg_database
         where datname = current_database()",
    )
    .fetch_one(connection)
    .await
}

/// Compares the steps the database has taken with those this program knows.
pub async fn schema_state(connection: &mut PgConnection) -> Result<SchemaState, Unfit> {
    let begun: bool = sqlx::query_scalar("select to_regclass('_sqlx_migrations') is not null")
        .fetch_one(&mut *connection)
        .await?;
    if !begun {
        return Ok(SchemaState::Empty);
    }
    let taken: Vec<(i64, Vec<u8>)> =
        sqlx::query_as("select version, checksum from _sqlx_migrations where success order by version")
            .fetch_all(connection)
            .await?;
    for (version, checksum) in &taken {
        match MIGRATOR.iter().find(|known| known.version == *version) {
            None => return Err(Unfit::NewerSchema(*version)),
            Some(known) if *known.checksum != **checksum => return Err(Unfit::OtherSchema(*version)),
            Some(_) => {}
        }
    }
    if taken.is_empty() {
        return Ok(SchemaState::Empty);
    }
    match MIGRATOR.iter().count().saturating_sub(taken.len()) {
        0 => Ok(SchemaState::Current),
        missing => Ok(SchemaState::Behind(missing)),
    }
}

fn address(url: &str) -> Result<PgConnectOptions, Unfit> {
    // The driver itself would take any scheme, and then look for a server on this computer.
    if !["postgres://", "postgresql://"].iter().any(|scheme| url.starts_with(scheme)) {
        return Err(Unfit::BadAddress("it does not begin with postgres://".into()));
    }
    url.parse().map_err(|error: sqlx::Error| Unfit::BadAddress(error.to_string()))
}

/// Connects; what may pass by itself (not listening yet, still starting, full) is tried again.
async fn reach(options: &PgConnectOptions, patience: Duration) -> Result<PgConnection, Unfit> {
    let deadline = Instant::now() + patience;
    // A host that swallows packets must not hang the start for minutes.
    let one_try = patience.max(Duration::from_secs(2));
    loop {
        let refused = match tokio::time::timeout(one_try, PgConnection::connect_with(options)).await {
            Ok(Ok(connection)) => return Ok(connection),
            Ok(Err(error)) => explain(options, error),
            Err(_) => Unfit::Unreachable { place: place(options), why: "no answer".into() },
        };
        if !matches!(refused, Unfit::Unreachable { .. }) || Instant::now() >= deadline {
            return Err(refused);
        }
        tokio::time::sleep(Duration::from_millis(200)).await;
    }
}

fn explain(options: &PgConnectOptions, error: sqlx::Error) -> Unfit {
    let place = place(options);
    let role = options.get_username().to_owned();
    let Some(answer) = error.as_database_error() else {
        return Unfit::Unreachable { place, why: error.to_string() };
    };
    let why = answer.message().to_owned();
    match answer.code().as_deref() {
        Some("3D000") => {
            let database = options.get_database().unwrap_or(&role).to_owned();
            Unfit::NoDatabase { place, database }
        }
        Some(code) if code.starts_with("28") => Unfit::TurnedAway { place, role, why },
        // 57P01–57P03: stopping, crashed, starting; 53300: all seats taken.
        Some("57P01" | "57P02" | "57P03" | "53300") => Unfit::Unreachable { place, why },
        _ => Unfit::Failed(error),
    }
}

fn place(options: &PgConnectOptions) -> String {
    match options.get_socket() {
        Some(socket) => socket.display().to_string(),
        None => format!("{}:{}", options.get_host(), options.get_port()),
    }
}
