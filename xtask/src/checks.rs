//! Everything that must pass, as one list. Three sets of builds are needed and no more: lints read all code
//! without generating any; every Rust test and the server that the browser tests use come out of one optimised
//! build, in one call, because Cargo chooses features per call and would compile shared crates anew for each; the
//! browser's half is another target.

use std::path::Path;
use std::process::{Command, ExitCode};

use serde_json::Value;

use crate::postgres::Cluster;
use crate::program;
use crate::report::Report;
use crate::site::WASM;
use crate::tools::{Build, Outcome, cargo, command, npm_tool, root, target};

/// `make test`. Soonest told first.
pub fn test(wanted: &[String]) -> ExitCode {
    let mut report = Report::new(wanted);
    static_checks(&mut report, Build::Release);
    report.check("specs-compile", one(npm_tool("end2end", "tsc").map(|tsc| end2end(tsc, &[]))));
    let built = all_of_rust(&mut report);
    rust_tests(&mut report, &built);
    rules_as_wasm(&mut report);
    tests_of_the_whole(&mut report, built.map(|_| ()));
    report.finish()
}

/// `make check`: neither database nor browser.
pub fn check() -> ExitCode {
    let mut report =
        Report::new(&["formatting", "clippy", "clippy-browser", "rules", "tidy"].map(str::to_owned));
    static_checks(&mut report, Build::Everyday);
    let build = with(cargo(), &["test", "--no-run", "--message-format=json-render-diagnostics"]);
    let built = report.run("build-tests", Ok(vec![build]));
    rust_tests(&mut report, &built);
    report.finish()
}

/// In the profile of the build that follows, with which the lints share macros and build scripts.
fn static_checks(report: &mut Report, build: Build) {
    report.check("formatting", Ok(vec![with(cargo(), &["fmt", "--all", "--check"])]));
    let mut clippy = with(cargo(), &["clippy", "--all-targets"]);
    if build == Build::Release {
        clippy.arg("--release");
    }
    report.check("clippy", Ok(vec![with(clippy, &["--", "-D", "warnings"])]));
    // In the release's profile, whose macros and build scripts the site needs anyway.
    let mut browser =
        with(cargo(), &["clippy", "-p", "frontend", "--target", WASM, "--profile", "wasm-release"]);
    browser.arg("--target-dir").arg(target().join("front")).args(["--", "-D", "warnings"]);
    report.check("clippy-browser", Ok(vec![browser]));
}

/// Every test, and the programs: the server, and the clients that try it.
fn all_of_rust(report: &mut Report) -> Outcome<String> {
    if !report.wants(&["rules", "tidy", "sql", "http", "browser", "load"]) {
        return Ok(String::new());
    }
    let build = |what: &[&str]| {
        with(with(cargo(), &["build", "--all-targets", "--message-format=json-render-diagnostics"]), what)
    };
    let product = build(&["--release", "--workspace", "--exclude", "frontend", "--exclude", "xtask"]);
    // This tool runs as it is built every day; optimising what it makes the site with would take a minute.
    report.run("build", Ok(vec![product, build(&["-p", "xtask"])]))
}

fn rust_tests(report: &mut Report, built: &Outcome<String>) {
    let tests = built.as_ref().map(|output| TestProgram::read(output)).map_err(Clone::clone);
    let of = |packages: &[&str]| -> Outcome<Vec<Command>> {
        let chosen = tests.as_ref()?.iter().filter(|test| packages.contains(&test.package.as_str()));
        Ok(chosen.map(TestProgram::command).collect())
    };
    report.check("rules", of(&["domain", "app", "model"]));
    report.check("tidy", of(&["xtask", "load"]));
    if report.wants(&["sql", "http"]) {
        let cluster = Cluster::start();
        let on_database = |packages: &[&str]| -> Outcome<Vec<Command>> {
            let url = cluster.as_ref()?.url();
            let mut programs = of(packages)?;
            programs.iter_mut().for_each(|program| _ = program.env("DATABASE_URL", &url));
            Ok(programs)
        };
        report.check("sql", on_database(&["db"]));
        report.check("http", on_database(&["server"]));
    }
}

/// What only a browser can show of the rules: that they come to the same there.
fn rules_as_wasm(report: &mut Report) {
    report.check("model", Ok(vec![xtask("model")]));
}

/// On the program as people get it: these prove the optimised site together with its server.
fn tests_of_the_whole(report: &mut Report, built: Outcome) {
    if report.wants(&["size", "browser"]) {
        let site = report.run("build-site", Ok(vec![xtask("site")]));
        report.check("size", site.map(|_| vec![xtask("size")]));
    }
    if report.wants(&["browser", "load"]) {
        let there = built.and_then(|()| program::install()).map(|_| ());
        report.check("browser", there.clone().and_then(|()| one(playwright(&[]))));
        report.check("load", there.map(|()| vec![load()]));
    }
}

/// `make e2e`: the browser tests alone, speaking to the terminal; arguments are Playwright's.
pub fn playwright(args: &[String]) -> Outcome<Command> {
    let mut playwright = end2end(npm_tool("end2end", "playwright")?, &["test"]);
    playwright.args(args).env("BATON", target().join("dist/baton"));
    Ok(playwright)
}

/// `make sql`: the tests of `server/db` alone, on a database that is thrown away; arguments are cargo test's.
pub fn sql(args: &[String]) -> Outcome {
    let cluster = Cluster::start()?;
    let mut tests = with(cargo(), &["test", "-p", "db"]);
    crate::tools::run(tests.args(args).env("DATABASE_URL", cluster.url()))
}

/// A program with tests in it.
struct TestProgram {
    package: String,
    folder: String,
    path: String,
}

impl TestProgram {
    /// Cargo tells what it has built, one JSON object a line.
    fn read(output: &str) -> Vec<TestProgram> {
        let messages = output.lines().filter_map(|line| serde_json::from_str::<Value>(line).ok());
        let built =
            messages.filter(|it| it["reason"] == "compiler-artifact" && it["profile"]["test"] == true);
        let tests = built.filter_map(|it| {
            let folder = Path::new(it["manifest_path"].as_str()?).parent()?.to_owned();
            Some(TestProgram {
                package: folder.file_name()?.to_str()?.to_owned(),
                folder: folder.to_str()?.to_owned(),
                path: it["executable"].as_str()?.to_owned(),
            })
        });
        tests.collect()
    }

    /// The way cargo runs it: in the folder of its package.
    fn command(&self) -> Command {
        let mut test = command(&self.path);
        test.current_dir(&self.folder).env("CARGO_MANIFEST_DIR", &self.folder);
        test
    }
}

fn with(mut program: Command, args: &[&str]) -> Command {
    program.args(args);
    program
}

fn one(program: Outcome<Command>) -> Outcome<Vec<Command>> {
    Ok(vec![program?])
}

fn end2end(program: Command, args: &[&str]) -> Command {
    let mut program = with(program, args);
    program.current_dir(root().join("end2end"));
    program
}

/// Never on a database of the environment, which is somebody's real one.
fn load() -> Command {
    let mut load = program::load("ci");
    load.env_remove("DATABASE_URL");
    load
}

/// A part of this tool as a program of its own, so that its output can be kept. Through cargo: the file that we
/// were started from is exchanged when the tests are built.
fn xtask(part: &str) -> Command {
    with(cargo(), &["run", "--quiet", "--package", "xtask", "--", part])
}
