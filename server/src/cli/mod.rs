//! The command line: `serve` for the team, the rest for whoever looks after the machine.

pub mod check;
pub mod import;
pub mod member;
pub mod serve;
pub mod token;
mod workspace;

use std::process::ExitCode;

use clap::{Parser, Subcommand};

use crate::config::Log;
use crate::refusal::Refusal;

const EXAMPLES: &str = "\
Examples:
  baton serve --demo                  look around: a made-up team, on this computer only
  baton serve --data /var/lib/baton   work: a private PostgreSQL in that folder
  DATABASE_URL=postgres://… baton serve --listen 0.0.0.0:3000 --behind-proxy
  baton member add --email minji@company.kr --roles ae
  baton check --data /var/lib/baton   are the books in order?

Every option can be set in the environment as well; `baton <command> --help` names them.";

/// Baton: the sales relay of a team, from the first signal to the signature and beyond
#[derive(Debug, Parser)]
#[command(name = "baton", version, after_help = EXAMPLES)]
pub struct Cli {
    /// How the log on standard error is written
    #[arg(long, global = true, env = "BATON_LOG", value_enum, default_value_t = Log::Text, value_name = "FORMAT")]
    log: Log,

    #[command(subcommand)]
    command: Command,
}

#[derive(Debug, Subcommand)]
enum Command {
    Serve(serve::Serve),
    Import(import::Import),
    Member(member::Member),
    Token(token::Token),
    Check(check::Check),
}

impl Cli {
    pub async fn run(self) -> Result<ExitCode, Refusal> {
        self.log.start();
        match self.command {
            Command::Serve(serve) => serve.run().await,
            Command::Import(import) => import.run().await,
            Command::Member(member) => member.run().await,
            Command::Token(token) => token.run().await,
            Command::Check(check) => check.run().await,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_command_line_is_consistent() {
        use clap::CommandFactory;
        Cli::command().debug_assert();
    }
}
