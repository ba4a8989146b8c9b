//! `baton check`: do the books balance? For the operator after a crash, an import or a restore.

use std::process::ExitCode;

use clap::Args;

use crate::config::DataSource;
use crate::database;
use crate::refusal::Refusal;

/// Ask every question that must have no answer, over the whole database (promise: the books balance)
///
/// Works beside a running server. Ends with 0 if all is in order, with 1 if something is not.
#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  baton check
  baton check --data /var/lib/baton
  DATABASE_URL=postgres://… baton check && echo in order")]
pub struct Check {
    #[command(flatten)]
    source: DataSource,
}

impl Check {
    pub async fn run(self) -> Result<ExitCode, Refusal> {
        let opened = database::open(&self.source).await?;
        let found = db::check(&opened.db).await;
        opened.close().await;
        let violations =
            found.map_err(|error| Refusal::Failed(format!("the check was not finished: {error}")))?;
        for violation in &violations {
            println!("{}\tworkspace {}\t{}", violation.rule, violation.workspace_id, violation.what);
        }
        match violations.len() {
            0 => {
                println!("in order");
                Ok(ExitCode::SUCCESS)
            }
            many => {
                eprintln!("baton: {many} violation(s). Keep a backup of this state, then report them.");
                Ok(ExitCode::from(1))
            }
        }
    }
}
