//! One browser's connection: asks pages and server functions the way a page does.

use http_body_util::{BodyExt, Full};
use hyper::body::{Bytes, Incoming};
use hyper::client::conn::http1::{SendRequest, handshake};
use hyper::header::{ACCEPT, ACCEPT_ENCODING, AUTHORIZATION, CONTENT_TYPE, COOKIE, HOST, ORIGIN, SET_COOKIE};
use hyper::{HeaderMap, Method, Request, Response, StatusCode};
use hyper_util::rt::TokioIo;
use serde::Serialize;
use std::net::{Ipv4Addr, SocketAddr};
use std::sync::Arc;
use std::time::Duration;
use tokio::net::TcpSocket;
use tokio::time::timeout;
use uuid::Uuid;

/// Longer than the server lets any request take.
const PATIENCE: Duration = Duration::from_secs(40);

const FORM: &str = "application/x-www-form-urlencoded";

/// Nothing came back: refused, broken off, or too late. Nothing is known of what was asked.
#[derive(Debug)]
pub struct NoAnswer;

pub struct Answer {
    pub status: StatusCode,
    pub headers: HeaderMap,
    pub body: Bytes,
}

pub struct Caller {
    /// The servers of one team, or the proxy before them: whichever it asks, it gets the same.
    doors: Arc<[SocketAddr]>,
    /// The door it goes to, until that one does not open.
    at: usize,
    /// Source addresses differ, because one has only 28,000 ports.
    from: Ipv4Addr,
    cookie: String,
    /// A program shows a key instead of a session.
    key: Option<String>,
    /// Takes hardly anything from its connection that it was not asked to read.
    narrow: bool,
    line: Option<SendRequest<Full<Bytes>>>,
}

impl Caller {
    /// The `number` spreads callers over 127.0.0.1 to 127.0.0.4, and over the doors.
    pub fn new(doors: impl Into<Arc<[SocketAddr]>>, number: usize, cookie: String) -> Self {
        let from = Ipv4Addr::new(127, 0, 0, u8::try_from(number % 4).unwrap_or(0) + 1);
        let doors = doors.into();
        Self { at: number / 2 % doors.len(), doors, from, cookie, key: None, narrow: false, line: None }
    }

    pub fn signed_in(&self, number: usize) -> Self {
        Self::new(self.doors.clone(), number, self.cookie.clone())
    }

    /// Somebody without an account, at the same doors.
    pub fn stranger(&self, number: usize) -> Self {
        Self::new(self.doors.clone(), number, String::new())
    }

    /// The same visitor at other doors.
    pub fn at_doors(&self, doors: impl Into<Arc<[SocketAddr]>>) -> Self {
        Self::new(doors, 0, self.cookie.clone())
    }

    /// A program that asks at the same doors.
    pub fn program(&self, number: usize, key: &str) -> Self {
        Self { key: Some(format!("Bearer {key}")), ..Self::new(self.doors.clone(), number, String::new()) }
    }

    /// The same, with room for next to nothing between the server and itself.
    pub fn narrow(self) -> Self {
        Self { narrow: true, ..self }
    }

    /// From the next connection on with as much room as everybody has.
    pub const fn widen(&mut self) {
        self.narrow = false;
    }

    /// Where it asks, and the session it shows.
    pub fn door(&self) -> (SocketAddr, &str) {
        (self.doors[self.at], self.cookie.trim_start_matches("baton="))
    }

    pub async fn get(&mut self, path: &str, encoding: &str) -> Result<Answer, NoAnswer> {
        let request =
            self.request(Method::GET, path).header(ACCEPT, "text/html").header(ACCEPT_ENCODING, encoding);
        let request = request.body(Full::default()).map_err(|_| NoAnswer)?;
        self.ask(request).await
    }

    /// Calls a server function that takes JSON.
    pub async fn order(&mut self, function: &str, body: &impl Serialize) -> Result<Answer, NoAnswer> {
        let body = serde_json::to_vec(body).map_err(|_| NoAnswer)?;
        self.post(function, "application/json", body).await
    }

    /// The same for an order that is done once, however often it is sent by this name.
    pub async fn order_once(
        &mut self,
        path: &str,
        name: Uuid,
        body: &impl Serialize,
    ) -> Result<Answer, NoAnswer> {
        let body = serde_json::to_vec(body).map_err(|_| NoAnswer)?;
        let request = self.request(Method::POST, &format!("/api/{path}"));
        let request =
            request.header(CONTENT_TYPE, "application/json").header("idempotency-key", name.to_string());
        self.ask(request.body(body.into()).map_err(|_| NoAnswer)?).await
    }

    /// Calls a server function that takes a form.
    pub async fn send_form(&mut self, function: &str, fields: &[(&str, &str)]) -> Result<Answer, NoAnswer> {
        self.post(function, FORM, encoded(fields)).await
    }

    /// Sends the form of a page, as a browser without scripts does.
    pub async fn send_page(&mut self, path: &str, fields: &[(&str, &str)]) -> Result<Answer, NoAnswer> {
        let request = self.request(Method::POST, path).header(CONTENT_TYPE, FORM).header(ACCEPT, "text/html");
        self.ask(request.body(encoded(fields).into()).map_err(|_| NoAnswer)?).await
    }

    async fn post(&mut self, function: &str, kind: &str, body: Vec<u8>) -> Result<Answer, NoAnswer> {
        let request = self.request(Method::POST, &format!("/api/{function}"));
        let request = request.header(CONTENT_TYPE, kind).header(ACCEPT, "application/json");
        self.ask(request.body(body.into()).map_err(|_| NoAnswer)?).await
    }

    fn request(&self, method: Method, path: &str) -> hyper::http::request::Builder {
        let (door, _) = self.door();
        let origin = format!("http://{door}");
        let request = Request::builder().method(method).uri(path).header(HOST, door.to_string());
        match &self.key {
            Some(key) => request.header(AUTHORIZATION, key),
            None => request.header(ORIGIN, origin).header(COOKIE, &self.cookie),
        }
    }

    async fn ask(&mut self, request: Request<Full<Bytes>>) -> Result<Answer, NoAnswer> {
        let asked = timeout(PATIENCE, async {
            let (head, body) = self.send(request).await?.into_parts();
            let body = body.collect().await.map_err(|_| NoAnswer)?.to_bytes();
            Ok(Answer { status: head.status, headers: head.headers, body })
        });
        let answer = asked.await.unwrap_or(Err(NoAnswer));
        if answer.is_err() {
            self.line = None;
        }
        answer
    }

    async fn send(&mut self, request: Request<Full<Bytes>>) -> Result<Response<Incoming>, NoAnswer> {
        let mut line = match self.line.take() {
            Some(line) if !line.is_closed() => line,
            _ => self.connect().await?,
        };
        line.ready().await.map_err(|_| NoAnswer)?;
        let answer = line.send_request(request).await.map_err(|_| NoAnswer)?;
        self.line = Some(line);
        Ok(answer)
    }

    async fn connect(&mut self) -> Result<SendRequest<Full<Bytes>>, NoAnswer> {
        let socket = TcpSocket::new_v4().map_err(|_| NoAnswer)?;
        if self.narrow {
            socket.set_recv_buffer_size(4096).map_err(|_| NoAnswer)?;
        }
        socket.bind((self.from, 0).into()).map_err(|_| NoAnswer)?;
        let Ok(stream) = socket.connect(self.door().0).await else {
            self.at = (self.at + 1) % self.doors.len();
            return Err(NoAnswer);
        };
        stream.set_nodelay(true).ok();
        let (line, connection) = handshake(TokioIo::new(stream)).await.map_err(|_| NoAnswer)?;
        tokio::spawn(connection);
        Ok(line)
    }

    /// Opens the live stream after a place in the feed, told as a page tells it or as a browser does.
    pub async fn listen(&mut self, after: &str, by_header: bool) -> Result<Incoming, NoAnswer> {
        let path = if by_header { "/live".to_owned() } else { format!("/live?after={after}") };
        let mut request = self.request(Method::GET, &path).header(ACCEPT, "text/event-stream");
        if by_header {
            request = request.header("last-event-id", after);
        }
        let request = request.body(Full::default()).map_err(|_| NoAnswer)?;
        let answer = timeout(PATIENCE, self.send(request)).await.unwrap_or(Err(NoAnswer))?;
        if answer.status().is_success() { Ok(answer.into_body()) } else { Err(NoAnswer) }
    }

    /// Signs in with the demo's password and keeps the cookie.
    pub async fn sign_in(&mut self, email: &str) -> Result<(), String> {
        let form = [("email", email), ("password", domain::team::DEMO_PASSWORD), ("next", "/")];
        let answer = self.send_form("auth/sign_in", &form).await.map_err(|_| "no answer to a sign-in")?;
        let cookies = answer.headers.get_all(SET_COOKIE).iter().filter_map(|it| it.to_str().ok());
        let session = cookies.filter_map(|it| it.split(';').next()).find(|it| it.starts_with("baton="));
        match session {
            Some(session) if answer.status.is_success() => {
                self.cookie = session.to_owned();
                Ok(())
            }
            _ => Err(format!(
                "{email} cannot sign in: {} {}",
                answer.status,
                String::from_utf8_lossy(&answer.body)
            )),
        }
    }
}

fn encoded(fields: &[(&str, &str)]) -> Vec<u8> {
    let pairs = fields.iter().map(|(name, value)| format!("{}={}", escaped(name), escaped(value)));
    pairs.collect::<Vec<_>>().join("&").into_bytes()
}

fn escaped(text: &str) -> String {
    text.bytes().fold(String::new(), |mut out, byte| {
        match byte {
            b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'-' | b'_' | b'.' => out.push(char::from(byte)),
            _ => out.push_str(&format!("%{byte:02X}")),
        }
        out
    })
}
