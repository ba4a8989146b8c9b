//! `baton`: reads the command line, does what it says, or says why not.

use std::process::ExitCode;

use clap::Parser;
use server::cli::Cli;

#[tokio::main]
async fn main() -> ExitCode {
    match Cli::parse().run().await {
        Ok(code) => code,
        Err(refusal) => {
            eprintln!("baton: {refusal}");
            ExitCode::from(refusal.exit_code())
        }
    }
}
