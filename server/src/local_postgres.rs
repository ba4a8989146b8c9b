//! A team's own PostgreSQL, when nobody gave Baton one: a private cluster in the data folder that Baton
//! starts, watches over and stops. It has no TCP port and lets in only whoever may enter its folder.

mod folder;
mod postmaster;
mod programs;

use std::path::Path;
use std::time::Duration;

use tokio::task::JoinHandle;
use tokio_util::sync::CancellationToken;

use crate::refusal::Refusal;
use folder::{Folder, Lock};
use postmaster::Postmaster;

/// A running private cluster. Whoever holds this is the only one who does.
pub struct Cluster {
    url: String,
    stop: CancellationToken,
    watch: JoinHandle<()>,
    _lock: Lock,
}

/// What becomes of a data folder when it is opened.
pub enum Tenancy {
    /// Nobody used it: the cluster is ours until we stop it.
    Ours(Cluster),
    /// A server is working in it: its cluster may be visited at this address.
    Visited(String),
}

impl Cluster {
    /// Starts the cluster in `data`, makes it first if there is none, or takes over the one that
    /// outlived a Baton that was killed.
    pub async fn start(data: &Path) -> Result<Cluster, Refusal> {
        let lock = Lock::take(data)?;
        let folder = Folder::prepare(lock.data())?;
        let fresh = !folder.has_cluster();
        if fresh {
            tracing::info!(folder = %folder.home.display(), "making a private PostgreSQL");
            postmaster::init(&folder).await?;
        }
        let postmaster = postmaster::raise(&folder).await?;
        if fresh {
            // initdb left this out, because it is four fifths of its time and nobody needs to wait for it.
            tokio::spawn(postmaster::sync_files(folder.clone()));
        }
        let stop = CancellationToken::new();
        let url = folder.url();
        let watch = tokio::spawn(watch_over(folder, postmaster, stop.clone()));
        Ok(Cluster { url, stop, watch, _lock: lock })
    }

    /// For a short command beside a server: works in the server's cluster if there is one, else starts its own.
    pub async fn start_or_visit(data: &Path) -> Result<Tenancy, Refusal> {
        match Cluster::start(data).await {
            Ok(cluster) => Ok(Tenancy::Ours(cluster)),
            Err(Refusal::AlreadyRunning { folder, .. }) => {
                Ok(Tenancy::Visited(Folder::prepare(&folder)?.url()))
            }
            Err(refusal) => Err(refusal),
        }
    }

    pub fn url(&self) -> &str {
        &self.url
    }

    /// Stops the cluster: open work is rolled back, everything acknowledged is on disk.
    pub async fn stop(self) {
        self.stop.cancel();
        if let Err(error) = self.watch.await {
            tracing::error!(%error, "the private PostgreSQL was left running");
        }
    }
}

/// Raises a postmaster that died under us, for as long as we serve.
async fn watch_over(folder: Folder, mut postmaster: Postmaster, stop: CancellationToken) {
    loop {
        tokio::select! {
            () = stop.cancelled() => return postmaster.stop().await,
            () = postmaster.ended() => tracing::error!("the private PostgreSQL ended unexpectedly; starting it again"),
        }
        postmaster = loop {
            tokio::select! {
                () = stop.cancelled() => return postmaster::stop_survivor(&folder).await,
                raised = postmaster::raise(&folder) => match raised {
                    Ok(again) => break again,
                    Err(refusal) => tracing::error!(%refusal, "the private PostgreSQL stays down; trying again"),
                }
            }
            tokio::select! {
                () = stop.cancelled() => return,
                () = tokio::time::sleep(Duration::from_secs(1)) => {}
            }
        };
        tracing::info!("the private PostgreSQL is back");
    }
}
