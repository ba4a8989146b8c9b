//! The program that people start: `target/dist` with the server and, beside it, the site that belongs to it.
//! That folder is all that has to be copied to another computer.

use std::fs;
use std::os::unix::process::CommandExt;
use std::path::PathBuf;
use std::process::Command;

use crate::site;
use crate::tools::{Build, Outcome, at, cargo, command, run, target};

/// Brings `target/dist` up to date.
pub fn build() -> Outcome<PathBuf> {
    site::build(Build::Release)?;
    server()
}

/// The optimised server alone.
pub fn server() -> Outcome<PathBuf> {
    run(cargo().args(["build", "--release", "-p", "server"]))?;
    install()
}

/// Puts the server that was built to its site. Exchanged by renaming: one that is running keeps the file it was
/// started from.
pub fn install() -> Outcome<PathBuf> {
    let (built, baton) = (target().join("release/baton"), target().join("dist/baton"));
    let fresh = baton.with_extension("new");
    at(&target(), fs::create_dir_all(target().join("dist")))?;
    at(&built, fs::copy(&built, &fresh))?;
    at(&baton, fs::rename(&fresh, &baton))?;
    Ok(baton)
}

/// The load generator, in one call with the server: then what they share is compiled once, with the features that
/// the server alone would have.
pub fn build_load() -> Command {
    let mut cargo = cargo();
    cargo.args(["build", "--release", "-p", "server", "-p", "load"]);
    cargo
}

/// Many clients, restarts and faults against the program as people get it.
pub fn load(form: &str) -> Command {
    let mut load = command(target().join("release/load"));
    load.arg(form).env("BATON", target().join("dist/baton"));
    load
}

/// Starts Baton with the demo workspace, and becomes it, so that signals reach it directly.
pub fn start(args: &[String]) -> Outcome {
    let baton = build()?;
    let error = command(baton).args(["serve", "--demo", "--data", "data/demo"]).args(args).exec();
    Err(format!("baton could not be started: {error}"))
}
