//! The build tool. `make` calls it after `setup.sh`; `cargo xtask <part>` works as well.

mod checks;
mod dev;
mod model;
mod parts;
mod postgres;
mod program;
mod reload;
mod report;
mod site;
mod tools;
mod weight;

use std::process::ExitCode;

use tools::{Build, Outcome, run};
use weight::Weight;

const HELP: &str = "\
cargo xtask <part> [arguments]

  run            build Baton and start it with a demo workspace; arguments go to `baton serve`
  dev            the same from everyday builds, again and again when a source changes
  site [--dev]   the site alone: target/dist/site, or target/site with --dev
  server         the optimised server alone: target/dist/baton
  model          stories of the pipeline, told as WebAssembly: every board must end as the server
  size           what the first screen weighs; fails above the budget
  test [checks]  every check, or those that are named (rules, sql, http, browser, load …)
  check          formatting, lints, rules and the tidy test
  sql            the tests of server/db on a database that is thrown away; arguments go to cargo test
  e2e            the browser tests; arguments go to Playwright
  load, bench    many clients, restarts and faults: in the short form of CI; with figures
  bench-full     the promises under load at their full size: hours; arguments name some of them

The database tests bring their own PostgreSQL. Outputs of checks are kept in target/test-output.";

fn main() -> ExitCode {
    let args: Vec<String> = std::env::args().skip(1).collect();
    let (part, rest) = args.split_first().map_or(("help", &[][..]), |(part, rest)| (part.as_str(), rest));
    let outcome = match part {
        "run" => program::start(rest),
        "dev" => dev::watch(rest),
        "site" => site::build(if rest == ["--dev"] { Build::Everyday } else { Build::Release }),
        "server" => program::server().map(|_| ()),
        "model" => model::tell(),
        "size" => size(),
        "test" => return checks::test(rest),
        "check" => return checks::check(),
        "sql" => checks::sql(rest),
        "e2e" => program::build().and_then(|_| run(&mut checks::playwright(rest)?)),
        "load" => load("ci", rest),
        "bench" => load("bench", rest),
        "bench-full" => load("full", rest),
        "help" | "--help" | "-h" => {
            println!("{HELP}");
            Ok(())
        }
        other => Err(format!("there is no part `{other}`.\n\n{HELP}")),
    };
    match outcome {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("xtask: {error}");
            ExitCode::FAILURE
        }
    }
}

fn size() -> Outcome {
    let weight = Weight::of(&site::folder(Build::Release))?;
    println!("{weight}");
    if weight.total() <= weight::BUDGET { Ok(()) } else { Err("the first screen is too heavy".to_owned()) }
}

fn load(form: &str, args: &[String]) -> Outcome {
    program::build()?;
    run(&mut program::build_load())?;
    run(program::load(form).args(args))
}
