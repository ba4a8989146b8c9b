//! Tells open browsers to reload after a rebuild. Pages of a server that runs with LEPTOS_WATCH listen on a
//! WebSocket for it (`AutoReload` in the shell); this is the least of a WebSocket server that they need.

use std::io::{BufRead, BufReader, Write};
use std::net::{TcpListener, TcpStream};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use base64::Engine;
use base64::prelude::BASE64_STANDARD;
use sha1::{Digest, Sha1};

/// Where pages look, unless they are told otherwise.
const ADDRESS: &str = "127.0.0.1:3001";

/// What RFC 6455 has a server add to the browser's key.
const MAGIC: &str = "258EAFA5-E914-47DA-95CA-C5AB0DC85B11";

/// What pages understand as "load yourself again".
const RELOAD: &str = r#"{"all":true}"#;

#[derive(Clone, Default)]
pub struct Browsers(Arc<Mutex<Vec<TcpStream>>>);

impl Browsers {
    /// Listens from now on. Without the port everything works but this.
    pub fn listen() -> Browsers {
        let browsers = Browsers::default();
        match TcpListener::bind(ADDRESS) {
            Ok(listener) => {
                let browsers = browsers.clone();
                std::thread::spawn(move || listener.incoming().flatten().for_each(|it| browsers.welcome(it)));
            }
            Err(error) => eprintln!("dev: pages will not reload by themselves; {ADDRESS}: {error}"),
        }
        browsers
    }

    /// A browser that is gone is forgotten.
    pub fn reload(&self) {
        let length = u8::try_from(RELOAD.len()).expect("a short text");
        let frame = [&[0x81, length], RELOAD.as_bytes()].concat();
        self.0.lock().unwrap_or_else(PoisonError::into_inner).retain_mut(|it| it.write_all(&frame).is_ok());
    }

    fn welcome(&self, mut browser: TcpStream) {
        browser.set_read_timeout(Some(Duration::from_secs(1))).ok();
        let Some(key) = key(&browser) else { return };
        let accept = BASE64_STANDARD.encode(Sha1::digest(format!("{key}{MAGIC}")));
        let answer = format!(
            "HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n\
             Sec-WebSocket-Accept: {accept}\r\n\r\n"
        );
        if browser.write_all(answer.as_bytes()).is_ok() {
            self.0.lock().unwrap_or_else(PoisonError::into_inner).push(browser);
        }
    }
}

fn key(browser: &TcpStream) -> Option<String> {
    let lines = BufReader::new(browser).lines().map_while(Result::ok).take_while(|line| !line.is_empty());
    let headers = lines.filter_map(|line| {
        let (name, value) = line.split_once(':')?;
        name.eq_ignore_ascii_case("sec-websocket-key").then(|| value.trim().to_owned())
    });
    headers.last()
}
