//! Opens the team's database, wherever it is, for the server and for every other subcommand alike.

use std::time::Duration;

use db::Db;
use db::start_up::{SchemaState, examine};

use crate::config::DataSource;
use crate::local_postgres::{Cluster, Tenancy};
use crate::refusal::Refusal;

/// A database that is being started beside us (same boot, same compose file) gets this long.
const PATIENCE: Duration = Duration::from_secs(5);

/// An open database, and the private cluster under it if that is ours to stop.
pub struct Opened {
    pub db: Db,
    cluster: Option<Cluster>,
}

impl Opened {
    /// Closes the connections, then stops the private cluster.
    pub async fn close(self) {
        self.db.close().await;
        if let Some(cluster) = self.cluster {
            cluster.stop().await;
        }
    }
}

/// For `serve`: the data folder must be ours alone, and an older schema is brought up to date.
pub async fn open_to_serve(source: &DataSource) -> Result<Opened, Refusal> {
    let cluster = match source.url() {
        Some(_) => None,
        None => Some(Cluster::start(&source.data).await?),
    };
    let url = source.url().or(cluster.as_ref().map(Cluster::url)).unwrap_or_default().to_owned();
    let db = connect(&url, Older::Upgrade).await;
    opened(db, cluster).await
}

/// For every other subcommand: works beside a running server, and leaves upgrades to it.
pub async fn open(source: &DataSource) -> Result<Opened, Refusal> {
    let (url, cluster) = match source.url() {
        Some(url) => (url.to_owned(), None),
        None => match Cluster::start_or_visit(&source.data).await? {
            Tenancy::Ours(cluster) => (cluster.url().to_owned(), Some(cluster)),
            Tenancy::Visited(url) => (url, None),
        },
    };
    let db = connect(&url, Older::Refuse).await;
    opened(db, cluster).await
}

/// What to do with a database made by an older program.
#[derive(Clone, Copy, PartialEq)]
enum Older {
    Upgrade,
    Refuse,
}

async fn connect(url: &str, older: Older) -> Result<Db, Refusal> {
    let state = examine(url, PATIENCE).await?;
    if let (SchemaState::Behind(steps), Older::Refuse) = (state, older) {
        return Err(Refusal::OlderSchema(steps));
    }
    let db = Db::connect(url).await.map_err(|error| Refusal::Failed(format!("cannot connect: {error}")))?;
    if state != SchemaState::Current {
        tracing::info!(?state, "bringing the database up to date");
        db.migrate().await.map_err(|error| Refusal::Migration(error.to_string()))?;
    }
    Ok(db)
}

/// A refusal must not leave a private cluster running behind it.
async fn opened(db: Result<Db, Refusal>, cluster: Option<Cluster>) -> Result<Opened, Refusal> {
    match db {
        Ok(db) => Ok(Opened { db, cluster }),
        Err(refusal) => {
            if let Some(cluster) = cluster {
                cluster.stop().await;
            }
            Err(refusal)
        }
    }
}
