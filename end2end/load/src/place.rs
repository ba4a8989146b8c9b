//! The Baton under test: its process, its data folder, and the door to its database for the oracle.

use crate::http::Caller;
use crate::{Outcome, Setting};
use db::Db;
use rustix::process::{Pid, Signal, kill_process};
use std::fs::{self, File};
use std::io::Write;
use std::net::{Ipv4Addr, SocketAddr};
use std::path::{Path, PathBuf};
use std::process::{ExitStatus, Stdio};
use std::sync::atomic::{AtomicUsize, Ordering::Relaxed};
use std::time::Duration;
use tokio::process::{Child, Command};
use tokio::time::{Instant, sleep, timeout};

/// A first start makes a PostgreSQL cluster and a demo; recovery after a kill reads its log.
const PATIENCE: Duration = Duration::from_secs(120);

/// Whether the server shows the demo or is as empty as at a customer's first start.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Show {
    Demo,
    Nothing,
}

pub struct Place {
    setting: Setting,
    folder: PathBuf,
    port: u16,
    child: Option<Child>,
}

impl Place {
    /// A folder and a port that nobody else uses. The folder is erased when the place is dropped.
    pub fn new(setting: &Setting) -> Outcome<Self> {
        if !setting.baton.exists() {
            return Err(
                format!("there is no {}; `cargo xtask server` builds it", setting.baton.display()).into()
            );
        }
        let base = setting.data.clone().unwrap_or_else(std::env::temp_dir);
        static PLACES: AtomicUsize = AtomicUsize::new(0);
        let number = PLACES.fetch_add(1, Relaxed);
        let folder = base.join(format!("baton-load-{}-{number}", std::process::id()));
        fs::create_dir_all(&folder)?;
        let folder = folder.canonicalize()?;
        let port = std::net::TcpListener::bind((Ipv4Addr::LOCALHOST, 0))?.local_addr()?.port();
        Ok(Self { setting: setting.clone(), folder, port, child: None })
    }

    /// One more server of the same team, on the database of another.
    pub fn beside(setting: &Setting, database_url: String) -> Outcome<Self> {
        Self::new(&Setting { database_url: Some(database_url), ..setting.clone() })
    }

    pub fn address(&self) -> SocketAddr {
        (Ipv4Addr::LOCALHOST, self.port).into()
    }

    pub fn folder(&self) -> &Path {
        &self.folder
    }

    /// The database is ours to kill.
    pub fn has_own_postgres(&self) -> bool {
        self.setting.database_url.is_none()
    }

    /// Starts the server and waits for its first good answer. Says how long that took.
    pub async fn start(&mut self, show: Show, first: &str) -> Outcome<Duration> {
        let url = self.setting.database_url.clone();
        self.start_on(show, first, url.as_deref()).await
    }

    pub async fn start_on(&mut self, show: Show, first: &str, url: Option<&str>) -> Outcome<Duration> {
        let log = File::options().create(true).append(true).open(self.log())?;
        let mut command = Command::new(&self.setting.baton);
        command.arg("serve").args(["--listen", &self.address().to_string()]);
        command.arg("--data").arg(self.folder.join("data"));
        if show == Show::Demo {
            command.arg("--demo");
        }
        if let Some(site) = &self.setting.site {
            command.arg("--site").arg(site);
        }
        match url {
            Some(url) => command.env("DATABASE_URL", url),
            None => command.env_remove("DATABASE_URL"),
        };
        command.env("RUST_LOG", "warn").stdin(Stdio::null()).stdout(log.try_clone()?).stderr(log);
        let begun = Instant::now();
        self.child = Some(command.kill_on_drop(true).spawn()?);
        let mut caller = Caller::new([self.address()], 0, String::new());
        while begun.elapsed() < PATIENCE {
            if caller.get(first, "").await.is_ok_and(|it| it.status.is_success()) {
                return Ok(begun.elapsed());
            }
            if let Some(ended) = self.child.as_mut().and_then(|it| it.try_wait().transpose()) {
                self.child = None;
                return Err(format!("the server ended by itself ({}); {}", ended?, self.last_words()).into());
            }
            sleep(Duration::from_millis(2)).await;
        }
        Err(format!("the server did not answer within {PATIENCE:?}; {}", self.last_words()).into())
    }

    /// Asks the server to stop, and waits until it has. Says how, and how long it took.
    pub async fn stop(&mut self) -> Outcome<(ExitStatus, Duration)> {
        let mut child = self.child.take().ok_or("the server is not running")?;
        let begun = Instant::now();
        kill_process(pid_of(&child)?, Signal::TERM)?;
        match timeout(PATIENCE, child.wait()).await {
            Ok(status) => Ok((status?, begun.elapsed())),
            Err(_) => Err("the server did not stop".into()),
        }
    }

    /// Ends the server without a word of warning.
    pub async fn kill(&mut self) -> Outcome {
        let mut child = self.child.take().ok_or("the server is not running")?;
        child.kill().await?;
        Ok(())
    }

    /// Ends the private PostgreSQL without a word of warning.
    pub fn kill_postgres(&self) -> Outcome {
        let pid = self.postmaster().ok_or("no private PostgreSQL is running")?.0;
        Ok(kill_process(pid, Signal::KILL)?)
    }

    /// Changes the private PostgreSQL's settings, as its operator may; heeded from the next start on.
    pub fn allow_connections(&self, count: u32) -> Outcome {
        let settings = self.folder.join("data/postgres/cluster/postgresql.conf");
        let mut settings = File::options().append(true).open(settings)?;
        Ok(writeln!(settings, "max_connections = {count}")?)
    }

    /// Halts the private PostgreSQL, its servers included: it is there, and does not answer.
    pub fn freeze_postgres(&self) -> Outcome {
        self.tell_postgres(Signal::STOP)
    }

    pub fn thaw_postgres(&self) -> Outcome {
        self.tell_postgres(Signal::CONT)
    }

    fn tell_postgres(&self, signal: Signal) -> Outcome {
        let postmaster = self.postmaster().ok_or("no private PostgreSQL is running")?.0;
        kill_process(postmaster, signal)?;
        for process in fs::read_dir("/proc")?.flatten() {
            let Ok(status) = fs::read_to_string(process.path().join("stat")) else { continue };
            let pid = process.file_name().to_str().and_then(|it| it.parse().ok()).and_then(Pid::from_raw);
            if let Some(pid) = pid.filter(|_| parent_in(&status) == Some(postmaster.as_raw_pid())) {
                // One that has just ended needs no telling.
                kill_process(pid, signal).ok();
            }
        }
        Ok(())
    }

    /// How it ended, if it did by itself.
    pub fn has_ended(&mut self) -> Option<ExitStatus> {
        self.child.as_mut().and_then(|it| it.try_wait().ok().flatten())
    }

    /// How many streams the server says are open.
    pub async fn open_streams(&self, caller: &mut Caller) -> Outcome<usize> {
        let figures = caller.get("/metrics", "").await.map_err(|_| "no answer to the figures")?;
        let figures = String::from_utf8_lossy(&figures.body).into_owned();
        let streams =
            figures.lines().find_map(|it| it.strip_prefix("baton_live_streams ")?.trim().parse().ok());
        Ok(streams.ok_or("the server does not say how many streams are open")?)
    }

    /// The database as the oracle asks it, past the server.
    pub async fn oracle(&self) -> Outcome<Db> {
        let url = self.database_url()?;
        // The oracle's questions are about everything at once; the server's own limits are not for them.
        let patient = if url.contains('?') { "&" } else { "?" };
        Ok(Db::connect(&format!("{url}{patient}options[statement_timeout]=120s")).await?)
    }

    pub fn database_url(&self) -> Outcome<String> {
        if let Some(url) = &self.setting.database_url {
            return Ok(url.clone());
        }
        let (_, socket) = self.postmaster().ok_or("no private PostgreSQL is running")?;
        Ok(format!("postgres://baton@localhost/baton?host={socket}"))
    }

    /// Memory of the server without its PostgreSQL, in bytes.
    pub fn memory(&self) -> Outcome<u64> {
        let child = self.child.as_ref().ok_or("the server is not running")?;
        let status = fs::read_to_string(format!("/proc/{}/status", child.id().unwrap_or_default()))?;
        let kilobytes = status.lines().find_map(|line| {
            line.strip_prefix("VmRSS:")?.trim().strip_suffix(" kB")?.trim().parse::<u64>().ok()
        });
        Ok(kilobytes.ok_or("the system does not tell the server's memory")? * 1024)
    }

    /// The process of the private PostgreSQL and the folder of its socket, as its own note says.
    fn postmaster(&self) -> Option<(Pid, String)> {
        let note = fs::read_to_string(self.folder.join("data/postgres/cluster/postmaster.pid")).ok()?;
        let mut lines = note.lines();
        let pid = Pid::from_raw(lines.next()?.trim().parse().ok()?)?;
        Some((pid, lines.nth(3)?.trim().to_owned()))
    }

    fn log(&self) -> PathBuf {
        self.folder.join("server.log")
    }

    /// Lines of the server's log that tell of a panic.
    pub fn panics(&self) -> usize {
        let log = fs::read_to_string(self.log()).unwrap_or_default();
        log.lines().filter(|it| it.contains("panicked")).count()
    }

    fn last_words(&self) -> String {
        let log = fs::read_to_string(self.log()).unwrap_or_default();
        let lines: Vec<_> = log.lines().rev().take(5).collect();
        format!("its last words: {}", lines.into_iter().rev().collect::<Vec<_>>().join(" / "))
    }
}

/// The parent in what the system says of a process, whose name may contain anything.
fn parent_in(status: &str) -> Option<i32> {
    status.rsplit_once(')')?.1.split_whitespace().nth(1)?.parse().ok()
}

fn pid_of(child: &Child) -> Outcome<Pid> {
    let id = child.id().and_then(|it| i32::try_from(it).ok()).and_then(Pid::from_raw);
    Ok(id.ok_or("the server has ended already")?)
}

impl Drop for Place {
    /// Leaves nothing behind: no server, no PostgreSQL, no folder.
    fn drop(&mut self) {
        if let Some(child) = &mut self.child {
            child.start_kill().ok();
        }
        if let Some((pid, _)) = self.postmaster() {
            kill_process(pid, Signal::INT).ok();
            let begun = std::time::Instant::now();
            while self.postmaster().is_some() && begun.elapsed() < Duration::from_secs(10) {
                std::thread::sleep(Duration::from_millis(20));
            }
        }
        if std::env::var_os("BATON_LOAD_KEEP").is_none() {
            fs::remove_dir_all(&self.folder).ok();
        }
    }
}
