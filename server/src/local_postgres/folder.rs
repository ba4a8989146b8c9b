//! The data folder of a private cluster: whose it is, who is using it, and where its socket can be.

use std::fs::{self, DirBuilder, File, OpenOptions, Permissions, TryLockError};
use std::io::{self, Read, Seek, Write};
use std::os::unix::ffi::OsStrExt;
use std::os::unix::fs::{DirBuilderExt, MetadataExt, PermissionsExt, chown};
use std::path::{Path, PathBuf};

use sha2::{Digest, Sha256};

use super::programs::Programs;
use crate::refusal::Refusal;

/// Unix socket addresses end after 107 bytes, and PostgreSQL adds `/.s.PGSQL.5432`.
const LONGEST_SOCKET_DIR: usize = 107 - "/.s.PGSQL.5432".len();

/// One Baton per data folder. Given back by the system however the process ends.
pub struct Lock {
    data: PathBuf,
    _file: File,
}

impl Lock {
    pub fn take(data: &Path) -> Result<Lock, Refusal> {
        let refuse = |error| Refusal::DataFolder(data.to_owned(), error);
        fs::create_dir_all(data).map_err(refuse)?;
        let data = data.canonicalize().map_err(refuse)?;
        let path = data.join("baton.lock");
        let mut file = OpenOptions::new()
            .read(true)
            .write(true)
            .create(true)
            .truncate(false)
            .open(&path)
            .map_err(refuse)?;
        match file.try_lock() {
            Ok(()) => {}
            Err(TryLockError::WouldBlock) => {
                let mut pid = String::new();
                file.read_to_string(&mut pid).ok();
                return Err(Refusal::AlreadyRunning { folder: data, pid: pid.trim().parse().ok() });
            }
            Err(TryLockError::Error(error)) => return Err(refuse(error)),
        }
        note_pid(&mut file).map_err(refuse)?;
        Ok(Lock { data, _file: file })
    }

    /// The folder by its full name, without links.
    pub fn data(&self) -> &Path {
        &self.data
    }
}

fn note_pid(file: &mut File) -> io::Result<()> {
    file.set_len(0)?;
    file.rewind()?;
    writeln!(file, "{}", std::process::id())
}

/// An unprivileged user, whom PostgreSQL insists on when Baton is started by root.
#[derive(Debug, Clone)]
pub struct User {
    pub uid: u32,
    pub gid: u32,
    name: String,
}

/// Everything about the place, decided once.
#[derive(Debug, Clone)]
pub struct Folder {
    /// `DIR/postgres`, the only folder that belongs to PostgreSQL's user.
    pub home: PathBuf,
    pub socket: PathBuf,
    pub programs: Programs,
    /// `None`: we are an ordinary user, and PostgreSQL runs as the same.
    pub user: Option<User>,
}

impl Folder {
    pub fn prepare(data: &Path) -> Result<Folder, Refusal> {
        let home = data.join("postgres");
        let user = run_as(&home)?;
        let made_by = fs::read_to_string(home.join("cluster/PG_VERSION")).ok();
        let programs = Programs::find(&home, made_by.and_then(|version| version.trim().parse().ok()))?;
        private_dir(&home, user.as_ref()).map_err(|error| Refusal::DataFolder(home.clone(), error))?;
        let socket = socket_dir(&home, user.as_ref());
        private_dir(&socket, user.as_ref()).map_err(|_| Refusal::SocketTaken(socket.clone()))?;
        Ok(Folder { home, socket, programs, user })
    }

    pub fn has_cluster(&self) -> bool {
        self.cluster().join("PG_VERSION").exists()
    }

    /// What PostgreSQL calls its data directory.
    pub fn cluster(&self) -> PathBuf {
        self.home.join("cluster")
    }

    pub fn log(&self) -> PathBuf {
        self.home.join("postgres.log")
    }

    /// The address for the product, as its unprivileged role.
    pub fn url(&self) -> String {
        let role = db::start_up::ROLE;
        format!("postgres://{role}@localhost:5432/{role}?sslmode=disable&host={}", percent(&self.socket))
    }

    /// Turns "permission denied" into the name of the folder that is in the way.
    pub fn why_not(&self, error: io::Error) -> Refusal {
        if let (io::ErrorKind::PermissionDenied, Some(user)) = (error.kind(), &self.user)
            && let Some(barrier) = barrier(&self.home, user)
        {
            return Refusal::CannotPass { user: user.name.clone(), barrier };
        }
        Refusal::PostgresFails { why: error.to_string(), log: self.log() }
    }
}

fn run_as(home: &Path) -> Result<Option<User>, Refusal> {
    let me = rustix::process::geteuid();
    let owner = fs::metadata(home).ok().map(|it| (it.uid(), it.gid()));
    if !me.is_root() {
        return match owner {
            Some((uid, _)) if uid != me.as_raw() => Err(Refusal::NotOurs { folder: home.to_owned() }),
            _ => Ok(None),
        };
    }
    let passwd = fs::read_to_string("/etc/passwd").unwrap_or_default();
    // A folder that has an owner keeps it, whatever this computer calls that user.
    if let Some((uid, gid)) = owner.filter(|(uid, _)| *uid != 0) {
        return Ok(Some(User { uid, gid, name: name_of(&passwd, uid).unwrap_or_else(|| uid.to_string()) }));
    }
    let user = ["postgres", "nobody"].iter().find_map(|name| user_named(&passwd, name));
    user.map(Some).ok_or(Refusal::NobodyToRunAs)
}

fn user_named(passwd: &str, name: &str) -> Option<User> {
    let fields = passwd.lines().map(|line| line.split(':').collect::<Vec<_>>()).find(|it| it[0] == name)?;
    Some(User { uid: fields.get(2)?.parse().ok()?, gid: fields.get(3)?.parse().ok()?, name: name.to_owned() })
}

fn name_of(passwd: &str, uid: u32) -> Option<String> {
    let uid = uid.to_string();
    let line = passwd.lines().find(|line| line.split(':').nth(2) == Some(&uid))?;
    line.split(':').next().map(str::to_owned)
}

/// Makes a folder that only PostgreSQL's user (and root) can enter; refuses one that is somebody else's.
fn private_dir(path: &Path, user: Option<&User>) -> io::Result<()> {
    let uid = user.map_or_else(|| rustix::process::geteuid().as_raw(), |user| user.uid);
    match DirBuilder::new().mode(0o700).create(path) {
        Ok(()) => {
            if let Some(user) = user {
                chown(path, Some(user.uid), Some(user.gid))?;
            }
        }
        Err(error) if error.kind() == io::ErrorKind::AlreadyExists => {}
        Err(error) => return Err(error),
    }
    let found = fs::symlink_metadata(path)?;
    if !found.is_dir() || found.uid() != uid {
        return Err(io::Error::from(io::ErrorKind::PermissionDenied));
    }
    if found.mode() & 0o777 != 0o700 {
        fs::set_permissions(path, Permissions::from_mode(0o700))?;
    }
    Ok(())
}

fn socket_dir(home: &Path, user: Option<&User>) -> PathBuf {
    let beside = home.join("socket");
    if beside.as_os_str().len() <= LONGEST_SOCKET_DIR {
        return beside;
    }
    let digest = Sha256::digest(home.as_os_str().as_bytes());
    let name =
        format!("baton-{:016x}", u64::from_be_bytes(*digest.first_chunk().expect("a digest has 32 bytes")));
    // The session's own folder is better than /tmp, but only for a cluster that runs as the session's user.
    let session = std::env::var_os("XDG_RUNTIME_DIR").filter(|_| user.is_none()).map(PathBuf::from);
    session.filter(|it| it.is_dir()).unwrap_or_else(|| PathBuf::from("/tmp")).join(name)
}

/// The outermost folder above `home` that `user` may not pass through.
fn barrier(home: &Path, user: &User) -> Option<PathBuf> {
    let above = home.ancestors().skip(1).collect::<Vec<_>>();
    above
        .into_iter()
        .rev()
        .find(|path| fs::metadata(path).is_ok_and(|it| !may_pass(&it, user)))
        .map(Path::to_owned)
}

fn may_pass(folder: &fs::Metadata, user: &User) -> bool {
    let bit = match (folder.uid() == user.uid, folder.gid() == user.gid) {
        (true, _) => 0o100,
        (_, true) => 0o010,
        _ => 0o001,
    };
    folder.mode() & bit != 0
}

/// For a URL's query: every byte that is not plain is escaped.
fn percent(path: &Path) -> String {
    path.as_os_str().as_bytes().iter().fold(String::new(), |mut url, &byte| {
        match byte {
            b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'/' | b'-' | b'_' | b'.' => url.push(char::from(byte)),
            _ => url.push_str(&format!("%{byte:02X}")),
        }
        url
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    const PASSWD: &str = "root:x:0:0:root:/root:/bin/bash\nnobody:x:65534:65534::/:/bin/false\npostgres:x:105:109::/:/bin/sh\n";

    #[test]
    fn a_deep_folder_has_its_socket_in_a_short_place() {
        let deep = PathBuf::from("/srv").join("가".repeat(40)).join("postgres");
        let socket = socket_dir(&deep, None);
        assert!(socket.as_os_str().len() <= LONGEST_SOCKET_DIR, "{socket:?}");
        assert_eq!(socket, socket_dir(&deep, None), "the place must be found again by the next start");
        assert_eq!(
            socket_dir(Path::new("/srv/baton/postgres"), None),
            Path::new("/srv/baton/postgres/socket")
        );
    }

    #[test]
    fn users_are_found_by_name_and_by_number() {
        let postgres = user_named(PASSWD, "postgres").unwrap();
        assert_eq!((postgres.uid, postgres.gid), (105, 109));
        assert_eq!(name_of(PASSWD, 65534).as_deref(), Some("nobody"));
        assert!(user_named(PASSWD, "baton").is_none());
    }

    #[test]
    fn any_path_fits_into_an_address() {
        assert_eq!(percent(Path::new("/my data/가&b")), "/my%20data/%EA%B0%80%26b");
    }
}
