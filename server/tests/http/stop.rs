//! How the server stops: what was begun is finished, streams end, and one that hangs holds nobody up for long.

use std::time::{Duration, Instant};

use axum::Router;
use axum::routing::get;
use server::config::{Door, Metrics};
use server::listen;
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpStream;
use tokio::task::JoinHandle;
use tokio_util::sync::CancellationToken;

struct Running {
    door: Door,
    stop: CancellationToken,
    now: CancellationToken,
    server: JoinHandle<()>,
}

impl Running {
    fn new() -> Running {
        let routes = Router::new()
            .route(
                "/slow",
                get(|| async {
                    tokio::time::sleep(Duration::from_millis(300)).await;
                    "written"
                }),
            )
            .route("/hangs", get(std::future::pending::<()>));
        let listener = listen::bind("127.0.0.1:0".parse().unwrap()).unwrap();
        let door =
            Door { listen: listener.local_addr().unwrap(), behind_proxy: false, metrics: Metrics::Loopback };
        let (stop, now) = (CancellationToken::new(), CancellationToken::new());
        let server = tokio::spawn(listen::serve(listener, routes, door.clone(), stop.clone(), now.clone()));
        Running { door, stop, now, server }
    }

    /// Asks, and gives the request a moment to arrive.
    async fn ask(&self, path: &str) -> TcpStream {
        let mut stream = TcpStream::connect(self.door.listen).await.unwrap();
        stream.write_all(format!("GET {path} HTTP/1.1\r\nhost: baton\r\n\r\n").as_bytes()).await.unwrap();
        tokio::time::sleep(Duration::from_millis(100)).await;
        stream
    }
}

async fn answer(mut stream: TcpStream) -> String {
    let mut answer = Vec::new();
    stream.read_to_end(&mut answer).await.ok();
    String::from_utf8(answer).unwrap()
}

#[tokio::test]
async fn what_was_begun_is_finished_and_idle_connections_end_at_once() {
    let running = Running::new();
    let idle = TcpStream::connect(running.door.listen).await.unwrap();
    let slow = running.ask("/slow").await;
    let begun = Instant::now();
    running.stop.cancel();
    assert!(answer(slow).await.ends_with("written"));
    running.server.await.unwrap();
    assert!(begun.elapsed() < Duration::from_secs(2), "{:?}", begun.elapsed());
    assert_eq!(answer(idle).await, "");
    assert!(TcpStream::connect(running.door.listen).await.is_err(), "nothing new begins");
}

#[tokio::test]
async fn a_request_that_hangs_is_cut_off_after_five_seconds() {
    let running = Running::new();
    let hangs = running.ask("/hangs").await;
    let begun = Instant::now();
    running.stop.cancel();
    running.server.await.unwrap();
    assert!((4..7).contains(&begun.elapsed().as_secs()), "{:?}", begun.elapsed());
    assert_eq!(answer(hangs).await, "");
}

#[tokio::test]
async fn who_is_in_a_hurry_does_not_wait() {
    let running = Running::new();
    let _hangs = running.ask("/hangs").await;
    let begun = Instant::now();
    running.stop.cancel();
    running.now.cancel();
    running.server.await.unwrap();
    assert!(begun.elapsed() < Duration::from_secs(1));
}
