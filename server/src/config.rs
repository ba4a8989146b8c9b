//! What the operator can set, by flag or by environment: where the data is, where to listen, how to log.

use std::io::IsTerminal;
use std::net::{SocketAddr, ToSocketAddrs};
use std::path::PathBuf;

use clap::{Args, ValueEnum};
use tracing::Dispatch;
use tracing_subscriber::EnvFilter;
use tracing_subscriber::fmt::MakeWriter;
use tracing_subscriber::util::SubscriberInitExt;

use crate::refusal::Refusal;

/// Which database is meant. The same for every subcommand, so that `baton check` beside
/// `baton serve` looks at the same data.
#[derive(Debug, Clone, Args)]
pub struct DataSource {
    /// Use this PostgreSQL instead of a private one (set it in the environment: arguments are visible to others)
    #[arg(long, env = "DATABASE_URL", hide_env_values = true, value_name = "URL")]
    pub database_url: Option<String>,

    /// Folder of the private PostgreSQL, used when there is no DATABASE_URL
    #[arg(long, env = "BATON_DATA", value_name = "DIR", default_value = "data")]
    pub data: PathBuf,
}

impl DataSource {
    /// `DATABASE_URL=` (set, but empty) means the private one.
    pub fn url(&self) -> Option<&str> {
        self.database_url.as_deref().filter(|url| !url.trim().is_empty())
    }
}

/// Where and to whom the server is open.
#[derive(Debug, Clone, Args)]
pub struct Door {
    /// Address to listen on
    #[arg(long, env = "BATON_LISTEN", value_name = "ADDR", default_value = "127.0.0.1:3000", value_parser = socket_address)]
    pub listen: SocketAddr,

    /// A proxy with HTTPS stands in front: believe its X-Forwarded-For and X-Forwarded-Proto
    #[arg(long, env = "BATON_BEHIND_PROXY")]
    pub behind_proxy: bool,

    /// Who may read /metrics: this computer only, or everybody who can reach the server
    #[arg(long, env = "BATON_METRICS", value_enum, default_value_t = Metrics::Loopback, value_name = "WHO")]
    pub metrics: Metrics,
}

impl Door {
    /// Foot-guns of self-hosting: a known password in public, and passwords in clear text.
    pub fn refuse_unsafe(&self, demo: bool) -> Result<(), Refusal> {
        if self.listen.ip().is_loopback() {
            return Ok(());
        }
        if demo {
            return Err(Refusal::DemoInPublic(self.listen));
        }
        if !self.behind_proxy {
            return Err(Refusal::NoTls(self.listen));
        }
        Ok(())
    }
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum Metrics {
    Loopback,
    Public,
}

/// Where a log can be written to.
pub trait Writer: for<'a> MakeWriter<'a> + Send + Sync + 'static {}
impl<W: for<'a> MakeWriter<'a> + Send + Sync + 'static> Writer for W {}

/// How the log is written: for eyes or for a collector.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum Log {
    Json,
    Text,
}

impl Log {
    /// Logs go to standard error, so that what a command answers can be piped. RUST_LOG chooses what is logged.
    pub fn start(self) {
        let filter =
            EnvFilter::try_from_default_env().unwrap_or_else(|_| EnvFilter::new("info,sqlx=warn,hyper=warn"));
        let colours = std::io::stderr().is_terminal();
        self.written(std::io::stderr, filter, colours).init();
    }

    /// The same to somewhere else, of what `filter` chooses.
    pub fn written_to(self, writer: impl Writer, filter: &str) -> Dispatch {
        self.written(writer, EnvFilter::new(filter), false)
    }

    fn written(self, writer: impl Writer, filter: EnvFilter, colours: bool) -> Dispatch {
        let log = tracing_subscriber::fmt().with_env_filter(filter).with_writer(writer).with_ansi(colours);
        match self {
            Log::Json => log.json().flatten_event(true).with_current_span(true).with_span_list(false).into(),
            Log::Text => log.with_target(false).compact().into(),
        }
    }
}

/// `127.0.0.1:3000`, `[::1]:3000`, and also `localhost:3000`.
fn socket_address(text: &str) -> Result<SocketAddr, String> {
    let hint = || format!("`{text}` is not an address such as 127.0.0.1:3000");
    text.to_socket_addrs().map_err(|_| hint())?.next().ok_or_else(hint)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn door(listen: &str, behind_proxy: bool) -> Door {
        Door { listen: listen.parse().unwrap(), behind_proxy, metrics: Metrics::Loopback }
    }

    #[test]
    fn the_demo_stays_on_this_computer_even_behind_a_proxy() {
        assert!(matches!(door("0.0.0.0:3000", true).refuse_unsafe(true), Err(Refusal::DemoInPublic(_))));
        assert!(door("[::1]:3000", false).refuse_unsafe(true).is_ok());
    }

    #[test]
    fn a_public_address_needs_a_proxy_with_https() {
        assert!(matches!(door("0.0.0.0:3000", false).refuse_unsafe(false), Err(Refusal::NoTls(_))));
        assert!(door("0.0.0.0:3000", true).refuse_unsafe(false).is_ok());
    }

    #[test]
    fn localhost_is_an_address() {
        assert!(socket_address("localhost:3000").unwrap().ip().is_loopback());
        assert!(socket_address("3000").is_err());
    }
}
