//! What became of the checks: each one's output in a file, its time and its tests counted, and at the end one
//! line for people and one for machines.

use std::fs::{self, File};
use std::path::PathBuf;
use std::process::{Command, ExitCode, Stdio};
use std::time::{Duration, Instant};

use serde_json::json;

use crate::tools::{Outcome, at, target};

/// How much of a failed check's output is shown; the file has the rest.
const TAIL: usize = 60;

pub struct Report {
    wanted: Vec<String>,
    begun: Instant,
    steps: Vec<Step>,
}

struct Step {
    name: &'static str,
    counts: Counts,
    failures: Vec<String>,
    took: Duration,
}

/// Tests, or the check itself where a tool does not count any.
#[derive(Debug, Default, Clone, Copy, PartialEq, Eq)]
struct Counts {
    passed: u32,
    failed: u32,
}

impl Report {
    /// Only the checks that are named, or all.
    pub fn new(wanted: &[String]) -> Report {
        Report { wanted: wanted.to_vec(), begun: Instant::now(), steps: Vec::new() }
    }

    pub fn wants(&self, names: &[&str]) -> bool {
        self.wanted.is_empty() || self.wanted.iter().any(|wanted| names.contains(&wanted.as_str()))
    }

    /// Runs a check if it is wanted. All its programs run, also after one has failed; so do later checks.
    pub fn check(&mut self, name: &'static str, programs: Outcome<Vec<Command>>) {
        if self.wants(&[name]) {
            self.run(name, programs).ok();
        }
    }

    /// Runs what others need. The answer is its output, if it went well.
    pub fn run(&mut self, name: &'static str, programs: Outcome<Vec<Command>>) -> Outcome<String> {
        let begun = Instant::now();
        let log = log_of(name);
        let went = programs.and_then(|programs| record(programs, &log));
        let output =
            fs::read(&log).map(|bytes| String::from_utf8_lossy(&bytes).into_owned()).unwrap_or_default();
        let counts = Counts::of(&output, went.is_ok());
        let failures = if went.is_err() { failures(&output) } else { Vec::new() };
        self.steps.push(Step { name, counts, failures, took: begun.elapsed() });
        println!("{}", self.steps[self.steps.len() - 1]);
        match went {
            Ok(()) => Ok(output),
            Err(error) => {
                let skip = output.lines().count().saturating_sub(TAIL);
                output.lines().skip(skip).for_each(|line| println!("    {line}"));
                println!("    {error}; all of it: {}", log.display());
                Err(format!("{name} failed"))
            }
        }
    }

    /// The times once more, what failed by name, a line of JSON, and the plain line that ends everything: whoever
    /// sees only the end of a long run knows where to look.
    pub fn finish(self) -> ExitCode {
        let all = self.steps.iter().fold(Counts::default(), |sum, step| sum.and(step.counts));
        let steps = self.steps.iter().map(|step| {
            let Counts { passed, failed } = step.counts;
            json!({ "name": step.name, "passed": passed, "failed": failed, "seconds": step.took.as_secs() })
        });
        let steps: Vec<_> = steps.collect();
        let seconds = self.begun.elapsed().as_secs();
        println!("\nHow long each part took ({} min {} s in all):", seconds / 60, seconds % 60);
        for step in &self.steps {
            println!("{step}");
            step.failures.iter().for_each(|test| println!("    {test}"));
        }
        println!(
            "\n{}",
            json!({ "passed": all.passed, "failed": all.failed, "seconds": seconds, "steps": steps })
        );
        println!("{} passed, {} failed", all.passed, all.failed);
        if all.failed == 0 && all.passed > 0 { ExitCode::SUCCESS } else { ExitCode::FAILURE }
    }
}

impl std::fmt::Display for Step {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let verdict = if self.counts.failed == 0 { "ok" } else { "FAILED" };
        let Counts { passed, failed } = self.counts;
        let seconds = self.took.as_secs_f32();
        write!(f, "{:<16} {verdict:<6} {passed:>5} passed {failed:>4} failed {seconds:>8.1} s", self.name)
    }
}

impl Counts {
    /// Reads what cargo's tests, Playwright and our own tools say at their ends.
    fn of(output: &str, went_well: bool) -> Counts {
        let sum = output.lines().filter_map(counted).fold(Counts::default(), Counts::and);
        match (went_well, sum) {
            (false, Counts { failed: 0, passed }) => Counts { passed, failed: 1 },
            (true, Counts { failed: 0, passed: 0 }) => Counts { passed: 1, failed: 0 },
            (_, sum) => sum,
        }
    }

    fn and(self, other: Counts) -> Counts {
        Counts { passed: self.passed + other.passed, failed: self.failed + other.failed }
    }
}

/// `test result: ok. 3 passed; 0 failed; …`, `  12 passed (3.4s)`, `  1 failed`, `7 passed, 0 failed`.
fn counted(line: &str) -> Option<Counts> {
    let line = line.trim();
    let line = match line.strip_prefix("test result: ") {
        Some(result) => result.split_once(". ")?.1,
        None => line.split_once(" (").map_or(line, |(before, _)| before),
    };
    let mut counts = Counts::default();
    for part in line.split([',', ';']).take(2) {
        match part.trim().split_once(' ')? {
            (number, "passed") => counts.passed = number.parse().ok()?,
            (number, "failed") => counts.failed = number.parse().ok()?,
            _ => return None,
        }
    }
    Some(counts)
}

/// The tests that a tool says failed, each once, however often it was tried.
fn failures(output: &str) -> Vec<String> {
    let mut named: Vec<String> = Vec::new();
    for test in output.lines().filter_map(failed_test) {
        if !named.iter().any(|it| it == test) {
            named.push(test.to_owned());
        }
    }
    named
}

/// `test sums::add ... FAILED`, `    [plain] › tests/deals.spec.ts:12:3 › a deal is won ───`, `FAILED R1 …`.
fn failed_test(line: &str) -> Option<&str> {
    let line = line.trim_end_matches(['─', ' ']);
    let by_cargo = || line.strip_prefix("test ")?.strip_suffix(" ... FAILED");
    // While they run they are told otherwise; only the list of what failed names them like this.
    let by_playwright =
        || line.strip_prefix("    ").filter(|rest| rest.starts_with('[') && rest.contains(" › "));
    let by_ours = || line.strip_prefix("FAILED ");
    by_cargo().or_else(by_playwright).or_else(by_ours)
}

fn log_of(name: &str) -> PathBuf {
    target().join("test-output").join(name).with_extension("log")
}

fn record(programs: Vec<Command>, log: &PathBuf) -> Outcome {
    let folder = target().join("test-output");
    at(&folder, fs::create_dir_all(&folder))?;
    let file = at(log, File::create(log))?;
    let mut failed = Vec::new();
    for mut program in programs {
        let (out, err) = (at(log, file.try_clone())?, at(log, file.try_clone())?);
        let status = program.env("CARGO_TERM_COLOR", "never").env("NO_COLOR", "1");
        let status = status.stdin(Stdio::null()).stdout(out).stderr(err).status();
        match status {
            Ok(status) if status.success() => {}
            Ok(status) => failed.push(format!("{} ({status})", name_of(&program))),
            Err(error) => failed.push(format!("{} ({error})", name_of(&program))),
        }
    }
    if failed.is_empty() { Ok(()) } else { Err(format!("failed: {}", failed.join(", "))) }
}

fn name_of(program: &Command) -> String {
    let name = PathBuf::from(program.get_program());
    name.file_name().unwrap_or_default().display().to_string()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_tests_of_every_tool_are_counted() {
        let counts = |passed, failed| Some(Counts { passed, failed });
        assert_eq!(counted("test result: ok. 3 passed; 0 failed; 1 ignored; 0 measured"), counts(3, 0));
        assert_eq!(counted("test result: FAILED. 3 passed; 2 failed; 0 ignored"), counts(3, 2));
        assert_eq!(counted("  12 passed (3.4s)"), counts(12, 0));
        assert_eq!(counted("  1 failed"), counts(0, 1));
        assert_eq!(counted("7 passed, 1 failed"), counts(7, 1));
    }

    #[test]
    fn other_lines_count_nothing() {
        for line in ["", "running 3 tests", "  2 skipped", "3 passed the gate", "error: 1 failed, they say"] {
            assert_eq!(counted(line), None, "{line}");
        }
    }

    #[test]
    fn a_tool_without_tests_counts_as_one() {
        assert_eq!(Counts::of("", true), Counts { passed: 1, failed: 0 });
        assert_eq!(Counts::of("", false), Counts { passed: 0, failed: 1 });
    }

    #[test]
    fn what_failed_is_named_once_whatever_tool_says_so() {
        let output = "\
test sums::add ... FAILED
test sums::take ... ok
  x  12 [plain] › tests/deals.spec.ts:12:3 › a deal is won (1.2s)
  1 failed
    [plain] › tests/deals.spec.ts:12:3 › a deal is won ──────────
    [plain] › tests/deals.spec.ts:12:3 › a deal is won
FAILED R1 every screen hears: 3 missed
";
        let named = [
            "sums::add",
            "[plain] › tests/deals.spec.ts:12:3 › a deal is won",
            "R1 every screen hears: 3 missed",
        ];
        assert_eq!(failures(output), named);
    }

    #[test]
    fn a_crash_after_passed_tests_is_a_failure() {
        assert_eq!(Counts::of("test result: ok. 3 passed; 0 failed", false), Counts { passed: 3, failed: 1 });
    }
}
