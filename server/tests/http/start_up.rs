//! How Baton starts, and when it had better not: real processes, on data folders and clusters thrown away afterwards.

use std::io::{Read, Write};
use std::net::{SocketAddr, TcpListener, TcpStream};
use std::os::unix::fs::PermissionsExt;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Output, Stdio};
use std::time::{Duration, Instant};

use rustix::process::{Pid, Signal, kill_process};
use tempfile::TempDir;

/// A place for data and site. PostgreSQL's user must be able to pass through.
struct Place(TempDir);

impl Place {
    fn new() -> Place {
        let place = tempfile::Builder::new().prefix("baton-").tempdir_in("/tmp").unwrap();
        std::fs::set_permissions(place.path(), PermissionsExt::from_mode(0o755)).unwrap();
        let pkg = place.path().join("site/pkg");
        std::fs::create_dir_all(&pkg).unwrap();
        for name in ["baton.js", "baton_bg.wasm", "baton.css"] {
            std::fs::write(pkg.join(name), "/* nothing */").unwrap();
        }
        Place(place)
    }

    fn data(&self) -> PathBuf {
        self.0.path().join("data")
    }

    /// What the server last said to the person at the terminal.
    fn greeting(&self) -> PathBuf {
        self.0.path().join("greeting.txt")
    }

    fn baton(&self, arguments: &[&str]) -> Command {
        let mut baton = Command::new(env!("CARGO_BIN_EXE_baton"));
        baton.args(arguments).current_dir(self.0.path());
        for name in ["DATABASE_URL", "BATON_LISTEN", "BATON_BEHIND_PROXY", "RUST_LOG"] {
            baton.env_remove(name);
        }
        baton
            .env("BATON_DATA", self.data())
            .env("BATON_SITE", self.0.path().join("site"))
            .env("BATON_LOG", "text");
        baton
    }

    fn run(&self, arguments: &[&str]) -> Output {
        self.baton(arguments).output().unwrap()
    }

    /// Starts a server on a free port and waits until it is ready.
    fn serve(&self, arguments: &[&str]) -> Server {
        let address = free_address();
        let child = self
            .baton(&["serve", "--listen", &address.to_string()])
            .args(arguments)
            .stdout(std::fs::File::create(self.greeting()).unwrap())
            .stderr(Stdio::null())
            .spawn()
            .unwrap();
        let mut server = Server { child, address };
        server.wait_until_ready();
        server
    }

    /// The postmaster's number, while there is one.
    fn postmaster(&self) -> Option<Pid> {
        let note = std::fs::read_to_string(self.data().join("postgres/cluster/postmaster.pid")).ok()?;
        let pid = note.lines().next()?.trim().parse().ok().and_then(Pid::from_raw)?;
        std::fs::read_link(format!("/proc/{}/cwd", pid.as_raw_pid())).is_ok().then_some(pid)
    }
}

impl Drop for Place {
    fn drop(&mut self) {
        // A test that failed half-way must not leave a cluster behind.
        if let Some(pid) = self.postmaster() {
            kill_process(pid, Signal::QUIT).ok();
            eventually("the cluster stops", || self.postmaster().is_none());
        }
    }
}

struct Server {
    child: Child,
    address: SocketAddr,
}

impl Server {
    fn wait_until_ready(&mut self) {
        eventually("the server is ready", || {
            assert!(self.child.try_wait().unwrap().is_none(), "the server ended early");
            self.status("/readyz") == Some(200)
        });
    }

    fn status(&self, path: &str) -> Option<u16> {
        let mut stream = TcpStream::connect(self.address).ok()?;
        stream.set_read_timeout(Some(Duration::from_secs(5))).ok()?;
        write!(stream, "GET {path} HTTP/1.1\r\nhost: {}\r\nconnection: close\r\n\r\n", self.address).ok()?;
        let mut answer = String::new();
        stream.read_to_string(&mut answer).ok()?;
        answer.split_whitespace().nth(1)?.parse().ok()
    }

    fn signal(&self, signal: Signal) {
        kill_process(Pid::from_child(&self.child), signal).unwrap();
    }

    fn stop(mut self) {
        self.signal(Signal::TERM);
        assert!(self.child.wait().unwrap().success(), "a graceful stop is no failure");
    }

    fn kill(mut self) {
        self.signal(Signal::KILL);
        self.child.wait().unwrap();
    }
}

fn free_address() -> SocketAddr {
    TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap()
}

fn eventually(what: &str, mut holds: impl FnMut() -> bool) {
    let begun = Instant::now();
    while !holds() {
        assert!(begun.elapsed() < Duration::from_secs(30), "waited in vain until {what}");
        std::thread::sleep(Duration::from_millis(20));
    }
}

#[track_caller]
fn refuses(output: &Output, code: i32, words: &[&str]) {
    let said = String::from_utf8_lossy(&output.stderr);
    assert_eq!(output.status.code(), Some(code), "{said}");
    for word in words {
        assert!(said.contains(word), "missing {word:?} in: {said}");
    }
}

#[test]
fn the_demo_is_not_served_to_other_computers() {
    let output = Place::new().run(&["serve", "--demo", "--listen", "0.0.0.0:0"]);
    refuses(&output, 78, &["--demo", "only listens on this computer", "--listen 127.0.0.1"]);
}

#[test]
fn a_public_address_without_https_is_refused() {
    let output = Place::new().run(&["serve", "--listen", "0.0.0.0:0"]);
    refuses(&output, 78, &["does not encrypt", "--behind-proxy"]);
}

#[test]
fn a_missing_or_torn_site_is_refused_with_what_is_missing() {
    let place = Place::new();
    refuses(&place.run(&["serve", "--site", "/nowhere"]), 78, &["no site in /nowhere", "make run"]);
    std::fs::write(place.0.path().join("site/hash.txt"), "js: 0123456789\nwasm: x\ncss: y\n").unwrap();
    refuses(&place.run(&["serve"]), 78, &["incomplete", "pkg/baton.0123456789.js is missing"]);
}

#[test]
fn a_taken_port_is_named_before_anything_is_started() {
    let place = Place::new();
    let taken = TcpListener::bind("127.0.0.1:0").unwrap();
    let address = taken.local_addr().unwrap().to_string();
    refuses(&place.run(&["serve", "--listen", &address]), 78, &["already listens", &address]);
    assert!(!place.data().exists());
}

#[test]
fn a_database_that_does_not_answer_is_given_a_moment_and_then_named() {
    let address = free_address();
    let output = Place::new()
        .baton(&["check"])
        .env("DATABASE_URL", format!("postgres://baton:s3cret@{address}/baton"))
        .output()
        .unwrap();
    refuses(&output, 69, &["no PostgreSQL answers at", &address.to_string(), "DATABASE_URL"]);
    assert!(!String::from_utf8_lossy(&output.stderr).contains("s3cret"), "a password was told");
}

#[test]
fn an_address_that_makes_no_sense_is_refused_at_once() {
    let output = Place::new().baton(&["check"]).env("DATABASE_URL", "sqlite:baton.db").output().unwrap();
    refuses(&output, 78, &["DATABASE_URL is not understood", "postgres://user:password@host:5432/baton"]);
}

#[test]
fn a_data_folder_that_postgres_cannot_reach_is_explained() {
    if !rustix::process::geteuid().is_root() {
        return; // Only root runs PostgreSQL as somebody else.
    }
    let place = Place::new();
    let closed = place.0.path().join("closed");
    std::fs::create_dir(&closed).unwrap();
    std::fs::set_permissions(&closed, PermissionsExt::from_mode(0o700)).unwrap();
    let output = place.run(&["check", "--data", closed.join("data").to_str().unwrap()]);
    refuses(&output, 78, &["may not pass through", closed.to_str().unwrap(), "chmod o+x"]);
}

/// One cluster for several questions, because making one takes a second.
#[test]
fn a_private_cluster_lives_through_every_accident() {
    let place = Place::new();
    let server = place.serve(&[]);
    let first = place.postmaster().expect("a cluster runs");

    // Nobody has an account that they did not make: there is a link instead, for the terminal only.
    let greeting = std::fs::read_to_string(place.greeting()).unwrap();
    assert!(greeting.contains(&format!("http://{}/setup/", server.address)), "{greeting}");

    // Two servers on one folder would be two truths.
    let second = place.run(&["serve", "--listen", &free_address().to_string()]);
    let number = format!("process {}", server.child.id());
    refuses(&second, 78, &["another Baton", &number, "--data"]);

    // The short commands work beside the server.
    let check = place.run(&["check"]);
    assert!(check.status.success(), "{}", String::from_utf8_lossy(&check.stderr));

    // It cannot be reached by network, and not by other users of this computer.
    let socket = place.data().join("postgres/socket");
    assert!(socket.join(".s.PGSQL.5432").exists());
    assert_eq!(std::fs::metadata(place.data().join("postgres")).unwrap().permissions().mode() & 0o777, 0o700);
    let note = std::fs::read_to_string(place.data().join("postgres/cluster/postmaster.pid")).unwrap();
    assert_eq!(note.lines().nth(5), Some(""), "no TCP address");

    // The database dies: the process stays, and raises it again.
    kill_process(first, Signal::KILL).unwrap();
    eventually("another postmaster runs", || place.postmaster().is_some_and(|pid| pid != first));
    eventually("the server is ready again", || server.status("/readyz") == Some(200));
    assert_eq!(server.status("/healthz"), Some(200));

    // Baton is killed: the next one takes over the postmaster that is still there.
    let orphan = place.postmaster().unwrap();
    server.kill();
    let server = place.serve(&[]);
    assert_eq!(place.postmaster(), Some(orphan));

    // Both are killed: the note they left behind keeps nobody from starting.
    kill_process(orphan, Signal::STOP).unwrap();
    server.kill();
    kill_process(orphan, Signal::KILL).unwrap();
    let server = place.serve(&[]);

    // And in the end nothing is left running.
    server.stop();
    assert_eq!(place.postmaster(), None);
    assert!(!place.data().join("postgres/cluster/postmaster.pid").exists(), "a clean stop");
}

#[test]
fn a_demo_says_how_to_sign_in_and_is_still_there_the_next_time() {
    let place = Place::new();
    place.serve(&["--demo"]).stop();
    let first = std::fs::read_to_string(place.greeting()).unwrap();
    assert!(first.contains("password baton-demo") && first.contains("hayun@baton.example"), "{first}");
    assert!(!first.contains("/setup/"), "the link is for a team of one's own");
    place.serve(&["--demo"]).stop();
    let second = std::fs::read_to_string(place.greeting()).unwrap();
    let team = |greeting: &str| {
        greeting.lines().filter(|line| line.contains('@')).map(str::to_owned).collect::<Vec<_>>()
    };
    assert_eq!(team(&first), team(&second));
}

/// The same cluster for the refusals that look inside a database.
#[test]
fn a_database_that_cannot_be_worked_in_is_refused() {
    let place = Place::new();
    let server = place.serve(&[]);
    let socket = place.data().join("postgres/socket");
    let url = |database: &str| format!("postgres://postgres@localhost/{database}?host={}", socket.display());
    let check = |database: &str| place.baton(&["check"]).env("DATABASE_URL", url(database)).output().unwrap();

    createdb(&socket, &["--template=template0", "--lc-ctype=C", "--lc-collate=C", "mute"]);
    refuses(&check("mute"), 78, &["LC_CTYPE C", "no Korean name", "lc_ctype 'C.UTF-8'"]);

    refuses(&check("elsewhere"), 78, &["no database elsewhere", "create database elsewhere"]);

    server.stop();
}

fn createdb(socket: &Path, arguments: &[&str]) {
    let programs = std::fs::read_dir("/usr/lib/postgresql").into_iter().flatten().flatten();
    let packaged = programs.map(|version| version.path().join("bin/createdb")).find(|it| it.is_file());
    let made = Command::new(packaged.unwrap_or_else(|| "createdb".into()))
        .args(["--username=postgres", "--host"])
        .arg(socket)
        .args(arguments)
        .output()
        .unwrap();
    assert!(made.status.success(), "{}", String::from_utf8_lossy(&made.stderr));
}
