//! `make dev`: the everyday build, rebuilt when a source changes. The running server is exchanged only when the
//! new one compiles.

use std::collections::HashMap;
use std::net::TcpStream;
use std::path::PathBuf;
use std::process::{Child, Command};
use std::time::{Duration, SystemTime};

use crate::reload::Browsers;
use crate::site;
use crate::tools::{Build, Outcome, cargo, command, files, root, run, target};

/// What goes into the two halves.
const SOURCES: [&str; 7] =
    ["app", "server", "frontend", "style", "Cargo.toml", "Cargo.lock", ".cargo/config.toml"];

const USUAL_ADDRESS: &str = "127.0.0.1:3000";

/// Editors write a file in several steps; wait until they are done.
const A_MOMENT: Duration = Duration::from_millis(300);

/// Builds, serves and watches until interrupted.
pub fn watch(args: &[String]) -> Outcome {
    let browsers = Browsers::listen();
    let mut server: Option<Child> = None;
    loop {
        let seen = sources();
        match build() {
            Ok(()) => {
                if let Some(old) = server.take() {
                    stop(old)?;
                }
                server = Some(start(args)?);
                wait_until_open();
                browsers.reload();
            }
            Err(error) => eprintln!("dev: {error}; waiting for the next change"),
        }
        while sources() == seen {
            std::thread::sleep(A_MOMENT);
        }
        std::thread::sleep(A_MOMENT);
        println!("dev: a source has changed, building");
    }
}

fn build() -> Outcome {
    site::build(Build::Everyday)?;
    run(cargo().args(["build", "-p", "server"]))
}

fn start(args: &[String]) -> Outcome<Child> {
    let mut server = command(target().join("debug/baton"));
    server.env("LEPTOS_WATCH", "1");
    server.args(["serve", "--demo", "--data", "data/demo", "--site"]).arg(site::folder(Build::Everyday));
    server.args(args).spawn().map_err(|error| format!("baton could not be started: {error}"))
}

/// Pages reload when there is something to load, or after a while: the address may be another one.
fn wait_until_open() {
    for _ in 0..100 {
        if TcpStream::connect(USUAL_ADDRESS).is_ok() {
            return;
        }
        std::thread::sleep(A_MOMENT / 3);
    }
}

/// Asks to stop, so that the private PostgreSQL stops in good order too, and waits for it.
fn stop(mut server: Child) -> Outcome {
    run(Command::new("kill").args(["-TERM", &server.id().to_string()])).ok();
    server.wait().map(|_| ()).map_err(|error| format!("baton did not stop: {error}"))
}

fn sources() -> HashMap<PathBuf, SystemTime> {
    let all = SOURCES.iter().map(|source| root().join(source));
    let all = all.flat_map(|source| if source.is_dir() { files(&source) } else { vec![source] });
    all.filter_map(|path| Some((path.metadata().ok()?.modified().ok()?, path)))
        .map(|(at, path)| (path, at))
        .collect()
}
