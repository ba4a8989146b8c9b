//! The front door: takes connections in, says who is calling, and shows those out who dawdle.

use std::io;
use std::net::{IpAddr, SocketAddr};
use std::sync::Arc;
use std::time::Duration;

use axum::Router;
use axum::body::Body;
use axum::extract::Request;
use http::HeaderMap;
use hyper::body::Incoming;
use hyper::server::conn::http1;
use hyper::service::service_fn;
use hyper_util::rt::{TokioIo, TokioTimer};
use rustix::process::{Resource, Rlimit, getrlimit, setrlimit};
use tokio::net::{TcpListener, TcpSocket, TcpStream};
use tokio::sync::Semaphore;
use tokio_util::sync::CancellationToken;
use tokio_util::task::TaskTracker;
use tower::Service;

use crate::config::{Door, Metrics};
use crate::ops::MayMeasure;
use crate::patience::Patient;
use crate::refusal::Refusal;
use crate::stop::GRACE;

/// Time for a request's head, and for an idle connection to say something more.
const HEAD_TIMEOUT: Duration = Duration::from_secs(30);
/// Who takes nothing of an answer for so long is gone, or might as well be.
const TAKE_TIMEOUT: Duration = Duration::from_secs(20);
/// What the system keeps for who does not take it; by itself it would go up to megabytes for each. Enough to fill a
/// line of ten megabits a second to the other side of the world.
const UNTAKEN: u32 = 128 * 1024;
/// What one caller can make us remember before the request's body.
const LARGEST_HEAD: usize = 64 * 1024;
/// File descriptors that are not for callers: database, files, log.
const KEPT_BACK: u64 = 256;
/// After a restart every open board comes back at once.
const QUEUE: u32 = 4096;
/// Headers by which proxies say for whom they ask.
const FORWARDED: [&str; 5] =
    ["x-forwarded-for", "x-forwarded-proto", "x-forwarded-host", "x-real-ip", "forwarded"];

/// Who is calling: the peer, or whom a trusted proxy names. Limits on sign-ins count by this.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ClientIp(pub IpAddr);

/// Takes the address, so that nobody else can, before anything slow begins.
pub fn bind(address: SocketAddr) -> Result<TcpListener, Refusal> {
    let listen = || {
        let socket = if address.is_ipv4() { TcpSocket::new_v4() } else { TcpSocket::new_v6() }?;
        // Connections inherit it.
        socket.set_send_buffer_size(UNTAKEN)?;
        // A restart must not wait for the last connections of the process before it.
        socket.set_reuseaddr(true)?;
        socket.bind(address)?;
        socket.listen(QUEUE)
    };
    listen().map_err(|error: io::Error| match error.kind() {
        io::ErrorKind::AddrInUse => Refusal::PortInUse(address),
        _ => Refusal::CannotListen(address, error),
    })
}

/// Serves until `stop`, then lets open requests finish for [`GRACE`], or until `now`.
pub async fn serve(
    listener: TcpListener,
    router: Router,
    door: Door,
    stop: CancellationToken,
    now: CancellationToken,
) {
    let door = Arc::new(door);
    let seats = Arc::new(Semaphore::new(seats()));
    let open = TaskTracker::new();
    loop {
        // Without a free seat callers wait in the kernel's queue, where they cost nothing.
        let seat = tokio::select! {
            () = stop.cancelled() => break,
            seat = seats.clone().acquire_owned() => seat,
        };
        let (stream, peer) = tokio::select! {
            () = stop.cancelled() => break,
            accepted = listener.accept() => match accepted {
                Ok(accepted) => accepted,
                Err(error) => {
                    pause_after(&error).await;
                    continue;
                }
            },
        };
        let connection = attend(stream, peer, router.clone(), door.clone(), stop.clone());
        let now = now.clone();
        open.spawn(async move {
            tokio::select! {
                () = now.cancelled() => {}
                () = connection => {}
            }
            drop(seat);
        });
    }
    drop(listener);
    open.close();
    let finished = tokio::time::timeout(GRACE, open.wait()).await.is_ok();
    if !finished {
        tracing::warn!(connections = open.len(), "cut off what did not finish in time");
        now.cancel();
        open.wait().await;
    }
}

async fn attend(
    stream: TcpStream,
    peer: SocketAddr,
    router: Router,
    door: Arc<Door>,
    stop: CancellationToken,
) {
    stream.set_nodelay(true).ok();
    let answer = service_fn(move |request: Request<Incoming>| {
        let mut request = request.map(Body::new);
        introduce(&mut request, peer.ip(), &door);
        router.clone().call(request)
    });
    let connection = http1::Builder::new()
        .timer(TokioTimer::new())
        .header_read_timeout(HEAD_TIMEOUT)
        .max_buf_size(LARGEST_HEAD)
        .serve_connection(TokioIo::new(Patient::new(stream, TAKE_TIMEOUT)), answer);
    let mut connection = std::pin::pin!(connection);
    let ended = tokio::select! {
        ended = connection.as_mut() => ended,
        () = stop.cancelled() => {
            connection.as_mut().graceful_shutdown();
            connection.await
        }
    };
    if let Err(error) = ended {
        tracing::trace!(%error, "a connection broke");
    }
}

/// Notes on the request who is calling. Forwarded headers of strangers are lies until proven otherwise.
fn introduce(request: &mut Request, peer: IpAddr, door: &Door) {
    let through_proxy = FORWARDED.iter().any(|name| request.headers().contains_key(*name));
    if door.metrics == Metrics::Public || (peer.is_loopback() && !through_proxy) {
        request.extensions_mut().insert(MayMeasure);
    }
    let named = forwarded_for(request.headers()).filter(|_| door.behind_proxy);
    let caller = named.unwrap_or(peer);
    request.extensions_mut().insert(ClientIp(caller));
    if !door.behind_proxy {
        for name in FORWARDED {
            request.headers_mut().remove(name);
        }
    }
}

/// The last entry: our proxy wrote it. Those before it came from the caller.
fn forwarded_for(headers: &HeaderMap) -> Option<IpAddr> {
    let last = headers.get_all("x-forwarded-for").iter().next_back()?;
    last.to_str().ok()?.rsplit(',').next()?.trim().parse().ok()
}

/// A caller who hung up is nothing; anything else (no descriptors left) would spin.
async fn pause_after(error: &io::Error) {
    use io::ErrorKind::{ConnectionAborted, ConnectionRefused, ConnectionReset};
    if !matches!(error.kind(), ConnectionAborted | ConnectionRefused | ConnectionReset) {
        tracing::error!(%error, "cannot take a connection in");
        tokio::time::sleep(Duration::from_millis(200)).await;
    }
}

/// As many as the system allows: every open board holds one.
fn seats() -> usize {
    let limit = getrlimit(Resource::Nofile);
    let raised = Rlimit { current: limit.maximum, maximum: limit.maximum };
    let files = match setrlimit(Resource::Nofile, raised) {
        Ok(()) => limit.maximum,
        Err(_) => limit.current,
    };
    let seats = files.unwrap_or(1 << 20).saturating_sub(KEPT_BACK).max(16);
    usize::try_from(seats).unwrap_or(Semaphore::MAX_PERMITS).min(Semaphore::MAX_PERMITS)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn door(behind_proxy: bool) -> Door {
        Door { listen: ([127, 0, 0, 1], 3000).into(), behind_proxy, metrics: Metrics::Loopback }
    }

    fn asked(peer: [u8; 4], forwarded: Option<&str>, door: &Door) -> Request {
        let mut request = Request::builder();
        if let Some(forwarded) = forwarded {
            request = request.header("x-forwarded-for", forwarded).header("x-forwarded-proto", "https");
        }
        let mut request = request.body(Body::empty()).unwrap();
        introduce(&mut request, peer.into(), door);
        request
    }

    fn caller(request: &Request) -> IpAddr {
        request.extensions().get::<ClientIp>().unwrap().0
    }

    #[test]
    fn a_caller_cannot_choose_its_own_address() {
        let request = asked([203, 0, 113, 9], Some("10.0.0.1"), &door(false));
        assert_eq!(caller(&request), IpAddr::from([203, 0, 113, 9]));
        assert!(request.headers().is_empty(), "believed nowhere further on either");
    }

    #[test]
    fn behind_a_proxy_the_last_named_address_is_the_caller() {
        let request = asked([127, 0, 0, 1], Some("10.0.0.1, 203.0.113.9"), &door(true));
        assert_eq!(caller(&request), IpAddr::from([203, 0, 113, 9]));
    }

    #[test]
    fn only_this_computer_may_measure_and_never_through_a_proxy() {
        let measures = |request: Request| request.extensions().get::<MayMeasure>().is_some();
        assert!(measures(asked([127, 0, 0, 1], None, &door(false))));
        assert!(!measures(asked([127, 0, 0, 1], Some("203.0.113.9"), &door(false))));
        assert!(!measures(asked([203, 0, 113, 9], None, &door(false))));
    }
}
