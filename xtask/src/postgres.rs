//! A PostgreSQL for tests, thrown away afterwards: no TCP port, no care for the disk, any number of databases.

use std::fs;
use std::os::unix::fs::chown;
use std::os::unix::process::CommandExt;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

use crate::tools::{Outcome, answer, at};

/// How the folders of these clusters are called; the number of the process follows.
const NAME: &str = "baton-test-";

/// A running cluster. Dropping it stops it and removes its files.
pub struct Cluster {
    folder: PathBuf,
    server: Child,
}

impl Cluster {
    pub fn start() -> Outcome<Cluster> {
        remove_leftovers();
        let programs = programs()?;
        let user = unprivileged_user()?;
        // Not in `target`: the unprivileged user may not reach it, and socket addresses must be short.
        let folder = std::env::temp_dir().join(format!("{NAME}{}", std::process::id()));
        at(&folder, fs::create_dir_all(&folder))?;
        if let Some((uid, gid)) = user {
            at(&folder, chown(&folder, Some(uid), Some(gid)))?;
        }
        let as_user = |program: &str| {
            let mut command = Command::new(programs.join(program));
            command.current_dir(&folder);
            if let Some((uid, gid)) = user {
                command.uid(uid).gid(gid);
            }
            command
        };
        let data = folder.join("data");
        let mut initdb = as_user("initdb");
        initdb.arg("-D").arg(&data).args(["-U", "postgres", "-A", "trust", "-E", "UTF8", "--locale=C.UTF-8"]);
        answer(initdb.arg("--no-sync"))?;
        let mut postgres = as_user("postgres");
        postgres.arg("-D").arg(&data).arg("-k").arg(&folder).args(["-h", ""]);
        for setting in [
            "fsync=off",
            "synchronous_commit=off",
            "full_page_writes=off",
            "max_connections=200",
            "autovacuum=off",
        ] {
            postgres.args(["-c", setting]);
        }
        let log = folder.join("log");
        let log = at(&log, fs::File::create(&log))?;
        let server = postgres.stdin(Stdio::null()).stdout(Stdio::null()).stderr(log).spawn();
        let server = server.map_err(|error| format!("postgres could not be started: {error}"))?;
        let mut cluster = Cluster { folder, server };
        cluster.wait_until_ready()?;
        Ok(cluster)
    }

    /// What tests find in `DATABASE_URL`.
    pub fn url(&self) -> String {
        format!("postgres://postgres@localhost/postgres?host={}", self.folder.display())
    }

    /// The last line of the lock file says how far the server is.
    fn wait_until_ready(&mut self) -> Outcome {
        let (begun, pid_file) = (Instant::now(), self.folder.join("data/postmaster.pid"));
        while !fs::read_to_string(&pid_file).is_ok_and(|text| text.trim_end().ends_with("ready")) {
            let ended = self.server.try_wait().is_ok_and(|status| status.is_some());
            if ended || begun.elapsed() > Duration::from_secs(30) {
                let log = fs::read_to_string(self.folder.join("log")).unwrap_or_default();
                return Err(format!("PostgreSQL did not start:\n{log}"));
            }
            std::thread::sleep(Duration::from_millis(20));
        }
        Ok(())
    }
}

impl Drop for Cluster {
    fn drop(&mut self) {
        // SIGQUIT: at once, without writing anything back.
        Command::new("kill").args(["-QUIT", &self.server.id().to_string()]).status().ok();
        self.server.wait().ok();
        fs::remove_dir_all(&self.folder).ok();
    }
}

/// The folder with the newest `initdb` and `postgres`. Debian keeps them off PATH, each version in its own.
fn programs() -> Outcome<PathBuf> {
    let versions = fs::read_dir("/usr/lib/postgresql").into_iter().flatten().flatten();
    let versions = versions.filter_map(|version| {
        let number: u32 = version.file_name().to_str()?.parse().ok()?;
        Some((number, version.path().join("bin")))
    });
    let packaged = versions.filter(|(_, bin)| bin.join("initdb").is_file()).max().map(|(_, bin)| bin);
    let path = std::env::var_os("PATH").unwrap_or_default();
    let on_path = || std::env::split_paths(&path).find(|bin| bin.join("initdb").is_file());
    packaged.or_else(on_path).ok_or("initdb is missing; xtask/setup.sh brings it".to_owned())
}

/// PostgreSQL refuses to run as root: then it gets the user that its package made, or nobody.
fn unprivileged_user() -> Outcome<Option<(u32, u32)>> {
    let number = |kind: &str, user: &str| -> Option<u32> {
        let said = Command::new("id").args([kind, user]).output().ok()?;
        String::from_utf8(said.stdout).ok()?.trim().parse().ok()
    };
    let root = answer(Command::new("id").arg("-u"))? == "0";
    if !root {
        return Ok(None);
    }
    let found =
        ["postgres", "nobody"].iter().find_map(|user| Some((number("-u", user)?, number("-g", user)?)));
    found
        .map(Some)
        .ok_or("PostgreSQL cannot run as root, and there is no user `postgres` or `nobody`".to_owned())
}

/// An interrupted run leaves its folder behind; PostgreSQL itself stops with the terminal's interrupt.
fn remove_leftovers() {
    for entry in fs::read_dir(std::env::temp_dir()).into_iter().flatten().flatten() {
        let name = entry.file_name();
        let Some(pid) = name.to_str().and_then(|name| name.strip_prefix(NAME)) else { continue };
        let lives = Command::new("kill").args(["-0", pid]).stderr(Stdio::null()).status();
        if pid.parse::<u32>().is_ok()
            && !lives.is_ok_and(|status| status.success())
            && !is_served(&entry.path())
        {
            fs::remove_dir_all(entry.path()).ok();
        }
    }
}

fn is_served(folder: &Path) -> bool {
    folder.join("data/postmaster.pid").is_file()
}
