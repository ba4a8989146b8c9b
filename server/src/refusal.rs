//! Every reason why Baton does not start, each as a sentence that tells the operator what to do.

use std::net::SocketAddr;
use std::path::PathBuf;

use db::start_up::Unfit;

/// Said once on standard error; the process then ends.
#[derive(Debug, thiserror::Error)]
pub enum Refusal {
    #[error(
        "--demo has a known password, so it only listens on this computer, not on {0}. \
         Use --listen 127.0.0.1:{port}, or leave out --demo.", port = .0.port()
    )]
    DemoInPublic(SocketAddr),
    #[error(
        "{0} can be reached from other computers, and Baton itself does not encrypt. \
         Put a proxy with HTTPS in front and add --behind-proxy, or use --listen 127.0.0.1:{port}.", port = .0.port()
    )]
    NoTls(SocketAddr),
    #[error(
        "something already listens on {0}. Stop it, or choose another address, such as --listen {ip}:{port}.",
        ip = .0.ip(), port = .0.port().saturating_add(1)
    )]
    PortInUse(SocketAddr),
    #[error("cannot listen on {0}: {1}. Choose an address of this computer with --listen.")]
    CannotListen(SocketAddr, std::io::Error),

    #[error(
        "there is no site in {0} (looked for a folder `pkg` inside). Build it with `make run`, \
         or name the folder that came with this program with --site."
    )]
    NoSite(String),
    #[error("the site in {0} is incomplete: {1} is missing. Build it again, or unpack the release again.")]
    BrokenSite(PathBuf, String),

    #[error("cannot use the data folder {0}: {1}. Choose one that you may write to with --data.")]
    DataFolder(PathBuf, std::io::Error),
    #[error(
        "another Baton{who} is using the data folder {folder}. Stop it first, \
         or give this one a folder of its own with --data.", who = process(.pid)
    )]
    AlreadyRunning { folder: PathBuf, pid: Option<u32> },
    #[error(
        "PostgreSQL is not installed. Install it (Debian and Ubuntu: apt-get install postgresql; Fedora: \
         dnf install postgresql-server), or set DATABASE_URL to a database of yours."
    )]
    NoPostgres,
    #[error(
        "the data in {folder} was made by PostgreSQL {made_by}, which is not installed (found: {found}). \
         Install PostgreSQL {made_by} beside it, or move the data with pg_upgrade."
    )]
    OtherPostgres { folder: PathBuf, made_by: String, found: String },
    #[error(
        "PostgreSQL does not run as root, and there is no unprivileged user `postgres` or `nobody` to run it as. \
         Start Baton as an ordinary user, or set DATABASE_URL to a database of yours."
    )]
    NobodyToRunAs,
    #[error(
        "PostgreSQL runs as the user {user}, who may not pass through {barrier}. Let others pass \
         (chmod o+x {barrier}), or choose a data folder elsewhere with --data, such as /var/lib/baton."
    )]
    CannotPass { user: String, barrier: PathBuf },
    #[error(
        "{folder} belongs to another user. Start Baton as the user who started it first, \
         or choose another data folder with --data."
    )]
    NotOurs { folder: PathBuf },
    #[error(
        "the folder {0} for PostgreSQL's socket belongs to someone else. Remove it, or choose a shorter --data path."
    )]
    SocketTaken(PathBuf),
    #[error("PostgreSQL does not start: {why}\nIts log is {log}.")]
    PostgresFails { why: String, log: PathBuf },

    #[error("{}", unfit(.0))]
    Database(Unfit),
    #[error(
        "the database is {0} step(s) older than this program. Start `baton serve` once, which brings it up to date, \
         or use the program that matches the server."
    )]
    OlderSchema(usize),
    #[error("the database could not be brought up to date: {0}. Nothing was changed; see the log above.")]
    Migration(String),
    #[error("{0}")]
    Failed(String),
}

impl Refusal {
    /// sysexits(3): a service manager should try again what may pass, and leave the rest alone.
    pub fn exit_code(&self) -> u8 {
        match self {
            Refusal::Database(Unfit::Unreachable { .. } | Unfit::Failed(_))
            | Refusal::PostgresFails { .. } => 69,
            Refusal::Migration(_) | Refusal::Failed(_) => 70,
            _ => 78,
        }
    }
}

impl From<Unfit> for Refusal {
    fn from(unfit: Unfit) -> Self {
        Refusal::Database(unfit)
    }
}

fn process(pid: &Option<u32>) -> String {
    pid.map(|pid| format!(" (process {pid})")).unwrap_or_default()
}

fn unfit(unfit: &Unfit) -> String {
    match unfit {
        Unfit::BadAddress(why) => format!(
            "DATABASE_URL is not understood ({why}). It looks like postgres://user:password@host:5432/baton."
        ),
        Unfit::Unreachable { place, why } => format!(
            "no PostgreSQL answers at {place} ({why}). Start it, or correct DATABASE_URL; \
             without DATABASE_URL Baton runs a private one."
        ),
        Unfit::TurnedAway { place, role, why } => format!(
            "PostgreSQL at {place} does not let {role} in ({why}). Correct the user and password in DATABASE_URL."
        ),
        Unfit::NoDatabase { place, database } => format!(
            "there is no database {database} at {place}. Create it: \
             create database {database} encoding 'UTF8' lc_ctype 'C.UTF-8' template template0;"
        ),
        Unfit::TooOld(version) => {
            format!(
                "the server is PostgreSQL {version}; Baton needs 15 or newer. Upgrade it, or use another server."
            )
        }
        Unfit::CannotReadKorean { database, encoding, ctype } => format!(
            "the database {database} has encoding {encoding} and LC_CTYPE {ctype}: search would find no Korean name. \
             Create one with: create database baton encoding 'UTF8' lc_collate 'C.UTF-8' lc_ctype 'C.UTF-8' \
             template template0; and move the data into it with pg_dump and pg_restore."
        ),
        Unfit::NewerSchema(version) => format!(
            "the database was already used by a newer Baton (schema {version}). \
             Use that version or a newer one; an older program could damage what it does not know."
        ),
        Unfit::OtherSchema(version) => format!(
            "schema {version} in the database is not the one this program was built with. \
             Use an official release, or restore a backup made before it was changed."
        ),
        Unfit::Failed(error) => {
            format!("the database could not be examined: {error}. Look into PostgreSQL's log.")
        }
    }
}
