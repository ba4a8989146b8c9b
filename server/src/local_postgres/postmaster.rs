//! The process that is the private PostgreSQL: made, raised, adopted after an accident, and stopped.

use std::fs::{self, File, OpenOptions};
use std::io::{self, Read, Seek, SeekFrom, Write};
use std::path::Path;
use std::process::Stdio;
use std::time::Duration;

use db::start_up::{Unfit, prepare_cluster};
use rustix::process::{Pid, Signal, kill_process, test_kill_process};
use tokio::process::{Child, Command};
use tokio::time::{Instant, sleep, timeout};

use super::folder::Folder;
use crate::refusal::Refusal;

/// Written into a new cluster's postgresql.conf; from then on it is the operator's file.
const SETTINGS: &str = "
# Baton's defaults for a team of up to a few hundred. Yours to change; restart Baton afterwards.
shared_buffers = 256MB
max_connections = 100
random_page_cost = 1.1
jit = off
timezone = 'UTC'
log_timezone = 'UTC'
# What people typed must not reach the log: neither details (\"Key (email)=…\") nor statements.
log_error_verbosity = terse
log_min_error_statement = panic
log_checkpoints = off
log_autovacuum_min_duration = -1
";

/// There is no TCP port, and the folder of the socket lets in only its owner and root.
const WHO_MAY_ENTER: &str = "# The socket's folder decides who gets this far.\nlocal all all trust\n";

/// Recovery after a power cut may take a while; a start that takes longer than this has failed.
const PATIENCE: Duration = Duration::from_secs(120);

/// A running postmaster: our child, or one that outlived the Baton that started it.
pub enum Postmaster {
    Child(Child),
    Adopted(Pid, Folder),
}

/// Makes a new cluster. One that was interrupted half-way is made anew, never used.
pub async fn init(folder: &Folder) -> Result<(), Refusal> {
    let unfinished = folder.home.join("cluster.new");
    let failed = |why: String| Refusal::PostgresFails { why, log: folder.log() };
    if unfinished.exists() {
        fs::remove_dir_all(&unfinished).map_err(|error| failed(error.to_string()))?;
    }
    let made = command(folder, "initdb")
        .arg("--pgdata")
        .arg(&unfinished)
        .args(["--encoding=UTF8", "--locale=C.UTF-8", "--auth=trust", "--username=postgres"])
        .args(["--data-checksums", "--no-instructions", "--no-sync"])
        .output()
        .await
        .map_err(|error| folder.why_not(error))?;
    if !made.status.success() {
        return Err(failed(String::from_utf8_lossy(&made.stderr).trim().to_owned()));
    }
    let finish = || -> io::Result<()> {
        OpenOptions::new()
            .append(true)
            .open(unfinished.join("postgresql.conf"))?
            .write_all(SETTINGS.as_bytes())?;
        fs::write(unfinished.join("pg_hba.conf"), WHO_MAY_ENTER)?;
        fs::rename(&unfinished, folder.cluster())
    };
    finish().map_err(|error| failed(error.to_string()))
}

/// Puts a new cluster's files on disk for good.
pub async fn sync_files(folder: Folder) {
    let synced =
        command(&folder, "initdb").arg("--sync-only").arg("--pgdata").arg(folder.cluster()).output().await;
    if !synced.is_ok_and(|it| it.status.success()) {
        tracing::warn!("the new PostgreSQL's files may not be on disk yet");
    }
}

/// Starts the cluster, or adopts the postmaster that is still running on it, and waits until it answers.
pub async fn raise(folder: &Folder) -> Result<Postmaster, Refusal> {
    // Servers of a killed postmaster hold its memory for a moment and keep the next one from starting.
    for pause in [50, 100, 200, 400, 800, 1600] {
        if let Some(postmaster) = start(folder).await? {
            return Ok(postmaster);
        }
        sleep(Duration::from_millis(pause)).await;
    }
    let gave_up = || Refusal::PostgresFails { why: last_words(&folder.log()), log: folder.log() };
    start(folder).await?.ok_or_else(gave_up)
}

/// Stops a postmaster whose rise was interrupted.
pub async fn stop_survivor(folder: &Folder) {
    if let Some(pid) = survivor(folder) {
        Postmaster::Adopted(pid, folder.clone()).stop().await;
    }
}

/// `None` if it ended before it answered.
async fn start(folder: &Folder) -> Result<Option<Postmaster>, Refusal> {
    let mut postmaster = match survivor(folder) {
        Some(pid) => {
            tracing::info!(
                pid = pid.as_raw_pid(),
                "taking over the private PostgreSQL that is still running"
            );
            Postmaster::Adopted(pid, folder.clone())
        }
        None => Postmaster::Child(spawn(folder).map_err(|error| folder.why_not(error))?),
    };
    let begun = Instant::now();
    let mut pause = Duration::from_millis(10);
    loop {
        let unfit = match prepare_cluster(&folder.socket).await {
            Ok(()) => return Ok(Some(postmaster)),
            Err(unfit) => unfit,
        };
        if postmaster.has_ended() {
            return Ok(None);
        }
        if !matches!(unfit, Unfit::Unreachable { .. }) || begun.elapsed() > PATIENCE {
            postmaster.stop().await;
            return Err(Refusal::PostgresFails { why: unfit.to_string(), log: folder.log() });
        }
        // Most starts are over by now; a long recovery is not to fill PostgreSQL's log with our questions.
        sleep(pause).await;
        pause = (pause * 5 / 4).min(Duration::from_millis(100));
    }
}

fn spawn(folder: &Folder) -> io::Result<Child> {
    let log = open_log(&folder.log())?;
    command(folder, "postgres")
        .arg("-D")
        .arg(folder.cluster())
        .args(["-c", "listen_addresses="])
        .args(["-c", "port=5432"])
        .args(["-c", "unix_socket_permissions=0700"])
        .arg("-c")
        // Quoted, because an unquoted comma would begin a second folder.
        .arg(format!(
            "unix_socket_directories=\"{}\"",
            folder.socket.display().to_string().replace('"', "\"\"")
        ))
        .args(before_recovery(&fs::read_to_string("/proc/sys/kernel/osrelease").unwrap_or_default()))
        .stdin(Stdio::null())
        .stdout(log.try_clone()?)
        .stderr(log)
        // Ctrl+C in the terminal is for Baton, which first lets open requests finish.
        .process_group(0)
        .spawn()
}

/// After a crash PostgreSQL first makes sure of every file, one by one, which takes seconds in a small cluster.
/// Linux can do it for the whole file system at once, and from 5.8 on it also tells if that failed.
fn before_recovery(kernel: &str) -> &'static [&'static str] {
    let mut numbers = kernel.split(['.', '-']).map(|it| it.parse::<u32>().unwrap_or(0));
    match (numbers.next(), numbers.next()) {
        (Some(major), Some(minor)) if (major, minor) >= (5, 8) => &["-c", "recovery_init_sync_method=syncfs"],
        _ => &[],
    }
}

/// A PostgreSQL program, run by the cluster's user in the cluster's folder, untouched by the caller's PG* settings.
fn command(folder: &Folder, program: &str) -> Command {
    let mut command = Command::new(folder.programs.bin.join(program));
    for (name, _) in std::env::vars_os() {
        if name.to_string_lossy().starts_with("PG") {
            command.env_remove(name);
        }
    }
    command.env("LC_ALL", "C.UTF-8").current_dir(&folder.home).stdin(Stdio::null());
    if let Some(user) = &folder.user {
        command.uid(user.uid).gid(user.gid);
    }
    command
}

/// The postmaster that postmaster.pid speaks of, if it is one of this cluster and alive.
fn survivor(folder: &Folder) -> Option<Pid> {
    let note = folder.cluster().join("postmaster.pid");
    let pid = fs::read_to_string(&note).ok()?.lines().next()?.trim().parse().ok().and_then(Pid::from_raw)?;
    if serves(pid, folder) {
        return Some(pid);
    }
    // A stranger got the number after a crash. PostgreSQL would believe the note and refuse to start;
    // that no Baton uses the cluster, our lock says.
    if test_kill_process(pid).is_ok() {
        fs::remove_file(note).ok();
    }
    None
}

/// A postmaster works in its cluster's folder. One that is dead but not yet buried works nowhere.
fn serves(pid: Pid, folder: &Folder) -> bool {
    if !Path::new("/proc/self/cwd").exists() {
        return test_kill_process(pid).is_ok();
    }
    let works_in = fs::read_link(format!("/proc/{}/cwd", pid.as_raw_pid()));
    works_in.is_ok_and(|path| path == folder.cluster())
}

impl Postmaster {
    /// Waits until it is gone.
    pub async fn ended(&mut self) {
        match self {
            Postmaster::Child(child) => {
                child.wait().await.ok();
            }
            Postmaster::Adopted(..) => {
                while !self.has_ended() {
                    sleep(Duration::from_millis(100)).await;
                }
            }
        }
    }

    /// Fast shutdown: open transactions are rolled back, the rest is written. At worst the log replays it next time.
    pub async fn stop(mut self) {
        for (signal, patience) in [(Signal::INT, 20), (Signal::QUIT, 5), (Signal::KILL, 5)] {
            if let Some(pid) = self.pid() {
                kill_process(pid, signal).ok();
            }
            if timeout(Duration::from_secs(patience), self.ended()).await.is_ok() {
                return;
            }
            tracing::warn!(?signal, "the private PostgreSQL does not stop");
        }
    }

    fn has_ended(&mut self) -> bool {
        match self {
            Postmaster::Child(child) => !matches!(child.try_wait(), Ok(None)),
            Postmaster::Adopted(pid, folder) => !serves(*pid, folder),
        }
    }

    fn pid(&self) -> Option<Pid> {
        match self {
            Postmaster::Child(child) => child.id().and_then(|id| Pid::from_raw(id.cast_signed())),
            Postmaster::Adopted(pid, _) => Some(*pid),
        }
    }
}

/// Appends; a log that has grown large is put aside once.
fn open_log(path: &Path) -> io::Result<File> {
    if fs::metadata(path).is_ok_and(|it| it.len() > 10 * 1024 * 1024) {
        fs::rename(path, path.with_extension("log.1"))?;
    }
    OpenOptions::new().create(true).append(true).open(path)
}

/// The end of the log, which says why PostgreSQL did not start.
fn last_words(log: &Path) -> String {
    let read = || -> io::Result<String> {
        let mut file = File::open(log)?;
        let from = file.metadata()?.len().saturating_sub(2000);
        file.seek(SeekFrom::Start(from))?;
        let mut tail = Vec::new();
        file.read_to_end(&mut tail)?;
        Ok(String::from_utf8_lossy(&tail).into_owned())
    };
    let tail = read().unwrap_or_default();
    let lines = tail.lines().collect::<Vec<_>>();
    lines[lines.len().saturating_sub(4)..].join("\n")
}

#[cfg(test)]
mod tests {
    use super::before_recovery;

    #[test]
    fn whole_file_systems_are_synced_where_the_kernel_tells_of_failures() {
        for kernel in ["5.8.0", "6.1.0-18-amd64", "10.0-rc1"] {
            assert_eq!(before_recovery(kernel).len(), 2, "{kernel}");
        }
        for kernel in ["5.7.19-generic", "4.18.0-553.el8", "", "FreeBSD"] {
            assert!(before_recovery(kernel).is_empty(), "{kernel}");
        }
    }
}
