//! What was proven and what was not, a line each, and the count that other tools read.

use std::process::ExitCode;
use std::time::Duration;

#[derive(Default)]
pub struct Report {
    passed: u32,
    failed: u32,
    /// Rows of a table: what, whether it was kept, what was counted.
    rows: Vec<String>,
}

impl Report {
    /// Says whether a promise was kept, and what was counted.
    pub fn check(&mut self, promise: &str, kept: bool, counted: &str) {
        if kept {
            self.passed += 1;
        } else {
            self.failed += 1;
        }
        println!("{} {promise}: {counted}", if kept { "ok    " } else { "FAILED" });
        self.rows.push(format!("| {promise} | {} | {counted} |", if kept { "kept" } else { "**broken**" }));
    }

    /// A figure that is told and not judged: how long something took says more about the machine.
    pub fn told(&mut self, what: &str, figure: &str) {
        println!("       {what}: {figure}");
        self.rows.push(format!("| {what} | | {figure} |"));
    }

    /// Everything once more, as it can be pasted into a document.
    pub fn table(&self) -> String {
        let head = "| promise | | counted |\n|---|---|---|".to_owned();
        self.rows.iter().fold(head, |text, row| format!("{text}\n{row}"))
    }

    pub fn finish(&self) -> ExitCode {
        println!("{} passed, {} failed", self.passed, self.failed);
        if self.failed == 0 && self.passed > 0 { ExitCode::SUCCESS } else { ExitCode::FAILURE }
    }
}

/// Durations in their order, to be asked for the one below which so many of a hundred lie.
pub struct Sorted(Vec<Duration>);

impl Sorted {
    pub fn of(mut all: Vec<Duration>) -> Self {
        all.sort();
        Self(all)
    }

    pub fn percentile(&self, percent: usize) -> Duration {
        let last = self.0.len().saturating_sub(1);
        self.0.get(last * percent / 100).copied().unwrap_or_default()
    }

    pub fn len(&self) -> usize {
        self.0.len()
    }
}

/// `3.2 ms`, `1.4 s`.
pub fn time(it: Duration) -> String {
    match it.as_secs_f64() {
        seconds if seconds >= 1.0 => format!("{seconds:.1} s"),
        seconds => format!("{:.1} ms", seconds * 1000.0),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_percentile_is_one_of_the_measured() {
        let sorted = Sorted::of((1..=200).rev().map(Duration::from_millis).collect());
        assert_eq!(sorted.percentile(50), Duration::from_millis(100));
        assert_eq!(sorted.percentile(99), Duration::from_millis(198));
        assert_eq!(Sorted::of(vec![]).percentile(50), Duration::ZERO);
    }
}
