//! nginx before the servers, as a team has it: with the configuration that we give as an example, and with as
//! little as it can do with. A process of our own in a folder of our own; the system's service is not touched.

use crate::place::Place;
use crate::{Outcome, Setting};
use std::fs::{self, File};
use std::net::{Ipv4Addr, SocketAddr, TcpStream};
use std::os::unix::fs::chown;
use std::os::unix::process::CommandExt;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

const EXAMPLE: &str = include_str!("../../../server/packaging/nginx.conf");

/// A list of servers, and where requests go: everything else is as nginx has it by itself. `Host` alone is needed,
/// because Baton compares it with `Origin` to refuse orders from other sites.
const NOTHING_SET: &str = "
upstream baton {
    server 127.0.0.1:3000;
}
server {
    listen 443 ssl;
    location / {
        proxy_pass http://baton;
        proxy_set_header Host $http_host;
    }
}
";

pub struct Proxy {
    child: Child,
    folder: PathBuf,
    address: SocketAddr,
}

impl Proxy {
    /// What stands in `server/packaging/nginx.conf`, but for its certificate.
    pub async fn with_the_example(setting: &Setting, places: &[Place]) -> Outcome<Self> {
        Self::start(setting, EXAMPLE, places).await
    }

    pub async fn with_nothing_set(setting: &Setting, places: &[Place]) -> Outcome<Self> {
        Self::start(setting, NOTHING_SET, places).await
    }

    pub const fn address(&self) -> SocketAddr {
        self.address
    }

    async fn start(setting: &Setting, site: &str, places: &[Place]) -> Outcome<Self> {
        let port = std::net::TcpListener::bind((Ipv4Addr::LOCALHOST, 0))?.local_addr()?.port();
        let address = SocketAddr::from((Ipv4Addr::LOCALHOST, port));
        let base = setting.data.clone().unwrap_or_else(std::env::temp_dir);
        let folder = base.join(format!("baton-load-{}-nginx-{port}", std::process::id()));
        fs::create_dir_all(&folder)?;
        let folder = folder.canonicalize()?;
        let servers: Vec<_> = places.iter().map(Place::address).collect();
        fs::write(folder.join("nginx.conf"), whole(&adapted(site, address, &servers, &folder), &folder))?;

        let mut nginx = Command::new(program()?);
        nginx
            .arg("-p")
            .arg(&folder)
            .arg("-c")
            .arg(folder.join("nginx.conf"))
            .arg("-e")
            .arg(folder.join("error.log"));
        if rustix::process::geteuid().is_root() {
            let (user, group) = nobody()?;
            chown(&folder, Some(user), Some(group))?;
            nginx.uid(user).gid(group);
        }
        let log = File::create(folder.join("output"))?;
        nginx.stdin(Stdio::null()).stdout(log.try_clone()?).stderr(log);
        let child = nginx.spawn().map_err(|error| format!("nginx cannot be started: {error}"))?;
        let mut proxy = Self { child, folder, address };
        proxy.wait().await?;
        Ok(proxy)
    }

    async fn wait(&mut self) -> Outcome {
        let begun = Instant::now();
        while TcpStream::connect(self.address).is_err() {
            if self.child.try_wait()?.is_some() || begun.elapsed() > Duration::from_secs(10) {
                let said = fs::read_to_string(self.folder.join("output")).unwrap_or_default();
                let logged = fs::read_to_string(self.folder.join("error.log")).unwrap_or_default();
                return Err(format!("nginx did not start: {said}{logged}").into());
            }
            tokio::time::sleep(Duration::from_millis(20)).await;
        }
        Ok(())
    }
}

impl Drop for Proxy {
    fn drop(&mut self) {
        // Fast: its workers end with it.
        let pid = i32::try_from(self.child.id()).ok().and_then(rustix::process::Pid::from_raw);
        if let Some(pid) = pid {
            rustix::process::kill_process(pid, rustix::process::Signal::TERM).ok();
        }
        self.child.wait().ok();
        if std::env::var_os("BATON_LOAD_KEEP").is_none() {
            fs::remove_dir_all(&self.folder).ok();
        }
    }
}

/// Debian keeps it where only root looks.
fn program() -> Outcome<PathBuf> {
    let path = std::env::var_os("PATH").unwrap_or_default();
    let places = std::env::split_paths(&path).chain(["/usr/sbin", "/usr/local/sbin"].map(PathBuf::from));
    let found = places.map(|it| it.join("nginx")).find(|it| it.is_file());
    Ok(found.ok_or("nginx is missing; `xtask/setup.sh --tests` brings it")?)
}

/// Whom nginx works as when root starts it.
fn nobody() -> Outcome<(u32, u32)> {
    let users = fs::read_to_string("/etc/passwd")?;
    let named = |name: &str| {
        let fields = users.lines().map(|it| it.split(':').collect::<Vec<_>>()).find(|it| it[0] == name)?;
        Some((fields.get(2)?.parse().ok()?, fields.get(3)?.parse().ok()?))
    };
    let found = ["www-data", "nginx", "nobody"].into_iter().find_map(named);
    Ok(found.ok_or("there is no user for nginx to work as")?)
}

/// A site's configuration with our servers and our port: without certificate, without the ports of the system.
fn adapted(site: &str, address: SocketAddr, servers: &[SocketAddr], folder: &Path) -> String {
    let mut text = String::new();
    for line in site.lines() {
        let said = line.trim();
        if said.starts_with("ssl_certificate") || said.starts_with("listen [::]") {
            continue;
        }
        if said.starts_with("server 127.0.0.1:3000") {
            for server in servers {
                text.push_str(&line.replace("127.0.0.1:3000", &server.to_string()));
                text.push('\n');
            }
        } else if said.starts_with("listen 443") {
            text.push_str(&format!("    listen {address};\n"));
        } else if said.starts_with("listen 80") {
            text.push_str(&format!("    listen unix:{}/80;\n", folder.display()));
        } else {
            text.push_str(line);
            text.push('\n');
        }
    }
    text
}

/// What a system's own configuration has around a site's.
fn whole(site: &str, folder: &Path) -> String {
    let folder = folder.display();
    format!(
        "daemon off;
worker_processes 1;
worker_rlimit_nofile 20000;
pid {folder}/pid;
events {{ worker_connections 16000; }}
http {{
    access_log off;
    client_body_temp_path {folder}/body;
    proxy_temp_path {folder}/proxy;
    fastcgi_temp_path {folder}/fastcgi;
    uwsgi_temp_path {folder}/uwsgi;
    scgi_temp_path {folder}/scgi;
{site}
}}
"
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_example_is_used_as_it_is_but_for_ports_and_certificate() {
        let address = SocketAddr::from(([127, 0, 0, 1], 4000));
        let servers = [SocketAddr::from(([127, 0, 0, 1], 4001)), SocketAddr::from(([127, 0, 0, 1], 4002))];
        let ours = adapted(EXAMPLE, address, &servers, Path::new("/somewhere"));
        for line in [
            "    server 127.0.0.1:4001 max_fails=0;",
            "    server 127.0.0.1:4002 max_fails=0;",
            "    listen 127.0.0.1:4000;",
        ] {
            assert!(ours.lines().any(|it| it == line), "{line} in {ours}");
        }
        for gone in ["3000;", "443", "ssl_certificate", "[::]"] {
            assert!(
                !ours.lines().any(|it| !it.trim().starts_with('#') && it.contains(gone)),
                "{gone} in {ours}"
            );
        }
        assert!(ours.contains("proxy_read_timeout 1h;"));
    }
}
