//! Drives the built program as hundreds of browsers would, kills it, starts it again, and compares what
//! it acknowledged and told with what PostgreSQL knows in the end.

mod bench;
mod http;
mod ledger;
mod place;
mod promises;
mod proxy;
mod report;
mod screen;
mod work;

use clap::{Args, Parser, Subcommand};
use promises::Sizes;
use rustix::process::{Resource, Rlimit, getrlimit, setrlimit};
use std::path::PathBuf;
use std::process::ExitCode;
use tokio::signal::unix::{SignalKind, signal};

/// What went wrong with the run itself, as a sentence for the person at the terminal.
pub type Outcome<T = ()> = Result<T, Box<dyn std::error::Error + Send + Sync>>;

/// Load and faults for a Baton of its own
///
/// Starts the program on a data folder that is thrown away, or on DATABASE_URL, and speaks to it from
/// 127.0.0.1 to 127.0.0.4.
#[derive(Parser)]
struct Cli {
    #[command(subcommand)]
    form: Form,
    #[command(flatten)]
    setting: Setting,
}

#[derive(Subcommand)]
enum Form {
    /// The promises that need a running program, in a form that takes a few minutes
    Ci {
        /// Only these, by name (R1, R2, R4, L8, R7, R8, R11, T15 of one server; two, R10, nginx of two)
        only: Vec<String>,
    },
    /// The same promises at their full size, with a table at the end; up to an hour each, and some gigabytes of memory
    Full {
        /// Only so much of everything, to see whether it runs
        #[arg(long, default_value_t = 100, value_name = "PERCENT", value_parser = clap::value_parser!(u8).range(1..=100))]
        percent: u8,

        /// Only these, by the same names
        only: Vec<String>,
    },
    /// The table of BENCHMARKS.md, each figure beside its goal
    Bench,
}

#[derive(Args, Clone)]
pub struct Setting {
    /// The program
    #[arg(long, env = "BATON", default_value = "target/dist/baton", global = true)]
    baton: PathBuf,

    /// Its site, where that does not lie beside it
    #[arg(long, env = "BATON_SITE", global = true)]
    site: Option<PathBuf>,

    /// An empty database to use instead of a private one; PostgreSQL itself is then not killed
    #[arg(long, env = "DATABASE_URL", hide_env_values = true, global = true)]
    database_url: Option<String>,

    /// Where the data folder is made [default: the system's folder for temporary files]
    #[arg(long, global = true)]
    data: Option<PathBuf>,
}

#[tokio::main]
async fn main() -> ExitCode {
    let cli = Cli::parse();
    allow_many_connections();
    let run = async {
        match &cli.form {
            Form::Ci { only } => {
                promises::prove(&cli.setting, Sizes::ci(), only).await.map(|report| report.finish())
            }
            Form::Full { percent, only } => {
                let sizes = Sizes::full().percent(usize::from(*percent));
                let report = promises::prove(&cli.setting, sizes, only).await?;
                println!("\n{}\n", report.table());
                Ok(report.finish())
            }
            Form::Bench => bench::measure(&cli.setting).await,
        }
    };
    match until_interrupted(run).await {
        Ok(code) => code,
        Err(error) => {
            eprintln!("load: {error}");
            ExitCode::FAILURE
        }
    }
}

/// As many as the system allows; a terminal usually starts with a thousand.
fn allow_many_connections() {
    let limit = getrlimit(Resource::Nofile);
    if setrlimit(Resource::Nofile, Rlimit { current: limit.maximum, ..limit }).is_err() {
        eprintln!("load: the system does not allow more open files; many screens may not be possible");
    }
}

/// Whatever ends the run, the server that was started ends with it.
async fn until_interrupted(run: impl Future<Output = Outcome<ExitCode>>) -> Outcome<ExitCode> {
    let mut terminate = signal(SignalKind::terminate())?;
    tokio::select! {
        outcome = run => outcome,
        _ = tokio::signal::ctrl_c() => Err("interrupted".into()),
        _ = terminate.recv() => Err("terminated".into()),
    }
}
