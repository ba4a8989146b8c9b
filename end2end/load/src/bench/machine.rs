//! On what was measured: figures mean nothing without it.

use crate::Outcome;
use crate::report::{Sorted, time};
use chrono::Utc;
use std::fs::{self, File};
use std::io::Write;
use std::path::Path;
use std::time::{Duration, Instant};

/// Faster than any disk that keeps what it is given.
const TOO_FAST: Duration = Duration::from_micros(20);

/// The processor, memory and kernel, the version, the day, and how long this folder's disk takes to keep
/// something: every durable act waits for that at least.
pub fn describe(folder: &Path) -> Outcome<String> {
    let processor = field("/proc/cpuinfo", "model name").unwrap_or_else(|| "unknown processor".to_owned());
    let processors = std::thread::available_parallelism()?;
    let memory: u64 =
        field("/proc/meminfo", "MemTotal").and_then(|it| it.split(' ').next()?.parse().ok()).unwrap_or(0);
    let kernel = fs::read_to_string("/proc/sys/kernel/osrelease").unwrap_or_default();
    let sync = sync_time(folder)?;
    let warning = if sync < TOO_FAST { "; this folder keeps nothing through a power cut" } else { "" };
    Ok(format!(
        "Baton {}, {}: {processors} × {processor}, {} GiB, Linux {}, fdatasync {}{warning}",
        env!("CARGO_PKG_VERSION"),
        Utc::now().date_naive(),
        memory / 1_048_576,
        kernel.trim(),
        time(sync),
    ))
}

fn field(file: &str, name: &str) -> Option<String> {
    let text = fs::read_to_string(file).ok()?;
    let line = text.lines().find(|it| it.starts_with(name))?;
    Some(line.split_once(':')?.1.trim().to_owned())
}

fn sync_time(folder: &Path) -> Outcome<Duration> {
    let path = folder.join("fdatasync");
    let mut file = File::create(&path)?;
    let mut times = Vec::new();
    for _ in 0..60 {
        let begun = Instant::now();
        file.write_all(&[0; 8192])?;
        file.sync_data()?;
        times.push(begun.elapsed());
    }
    fs::remove_file(path)?;
    Ok(Sorted::of(times).percentile(50))
}
