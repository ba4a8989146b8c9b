//! How the server stops: streams say goodbye, open requests finish, and nobody waits longer than five seconds.

use std::time::Duration;

use tokio::signal::unix::{SignalKind, signal};
use tokio_util::sync::CancellationToken;

/// Open requests get this long. Longer would only hide that one of them hangs.
pub const GRACE: Duration = Duration::from_secs(5);

/// Cancels `stop` at the first SIGTERM or Ctrl+C, and `now` at the second, for who is in a hurry.
pub fn on_signal(stop: CancellationToken, now: CancellationToken) -> std::io::Result<()> {
    let mut terminate = signal(SignalKind::terminate())?;
    let mut interrupt = signal(SignalKind::interrupt())?;
    tokio::spawn(async move {
        for token in [stop, now] {
            tokio::select! {
                _ = terminate.recv() => {}
                _ = interrupt.recv() => {}
            }
            tracing::info!("stopping");
            token.cancel();
        }
    });
    Ok(())
}
