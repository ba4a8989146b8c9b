//! `baton`: reads the command line, does what it says, or says why not.

use std::process::ExitCode;

use clap::Parser;
use mimalloc::MiMalloc;
use server::cli::Cli;

/// Writing a page takes tens of thousands of small pieces of memory: the system's allocator spends a fifth of the
/// page's time on them.
#[global_allocator]
static ALLOCATOR: MiMalloc = MiMalloc;

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
