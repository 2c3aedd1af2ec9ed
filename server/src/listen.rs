//! Connections: taken in, answered, closed when they say nothing, and let finish when the process is asked to stop.

use axum::{
    Router,
    extract::{ConnectInfo, Request},
    serve::Listener,
};
use hyper::{body::Incoming, server::conn::http1, service::service_fn};
use hyper_util::{
    rt::{TokioIo, TokioTimer},
    server::graceful::GracefulShutdown,
};
use std::{net::SocketAddr, pin::pin, time::Duration};
use tokio::net::{TcpListener, TcpStream};
use tower::ServiceExt;

/// How long the head of a request may take, and how long a connection may stay open before its next request. Without it,
/// whoever opens connections and says nothing would use up what the process may have open.
pub const PATIENCE: Duration = Duration::from_secs(10);

/// Answers connections until `stop`, then lets those finish that are being answered.
pub async fn listen(
    mut listener: TcpListener,
    router: Router,
    patience: Duration,
    stop: impl Future<Output = ()>,
) {
    let mut http = http1::Builder::new();
    http.timer(TokioTimer::new()).header_read_timeout(patience);
    let open = GracefulShutdown::new();
    let mut stop = pin!(stop);
    loop {
        tokio::select! {
            // By axum's trait, which waits and tries again when the process may not open any more.
            (stream, peer) = Listener::accept(&mut listener) => {
                answer(&http, &open, stream, peer, router.clone());
            }
            () = &mut stop => break,
        }
    }
    drop(listener);
    open.shutdown().await;
}

fn answer(
    http: &http1::Builder,
    open: &GracefulShutdown,
    stream: TcpStream,
    peer: SocketAddr,
    router: Router,
) {
    // Without it, each page waits for the client's delayed acknowledgement.
    if let Err(error) = stream.set_nodelay(true) {
        tracing::debug!(%error, "a connection closed at once");
    }
    let service = service_fn(move |mut request: Request<Incoming>| {
        request.extensions_mut().insert(ConnectInfo(peer));
        router.clone().oneshot(request)
    });
    let connection = open.watch(http.serve_connection(TokioIo::new(stream), service));
    tokio::spawn(async move {
        if let Err(error) = connection.await {
            tracing::debug!(%error, "a connection broke off");
        }
    });
}

#[cfg(test)]
mod tests {
    use super::*;
    use axum::routing::get;
    use tokio::{
        io::{AsyncReadExt, AsyncWriteExt},
        sync::oneshot,
        time::timeout,
    };

    /// What a server that waits 50 ms answers to these bytes, until it closes the connection.
    async fn answered(sent: &str) -> String {
        let listener = TcpListener::bind("127.0.0.1:0").await.expect("a port");
        let address = listener.local_addr().expect("an address");
        let (_stop, stopped) = oneshot::channel::<()>();
        let router = Router::new().route(
            "/",
            get(|ConnectInfo(peer): ConnectInfo<SocketAddr>| async move { peer.ip().to_string() }),
        );
        tokio::spawn(listen(listener, router, Duration::from_millis(50), async {
            let _ = stopped.await;
        }));
        let mut stream = TcpStream::connect(address).await.expect("a connection");
        stream.write_all(sent.as_bytes()).await.expect("sent");
        let mut answer = String::new();
        timeout(Duration::from_secs(5), stream.read_to_string(&mut answer))
            .await
            .expect("the connection is closed")
            .expect("read");
        answer
    }

    #[tokio::test]
    async fn who_says_nothing_is_not_waited_for() {
        assert_eq!(answered("").await, "");
        let half = answered("GET / HTTP/1.1\r\nHost: loge.example\r\nX-Slow: ").await;
        assert!(!half.contains("200 OK"), "{half}");
    }

    #[tokio::test]
    async fn an_answered_connection_is_not_kept_for_ever() {
        let answer = answered("GET / HTTP/1.1\r\nHost: loge.example\r\n\r\n").await;
        assert!(
            answer.starts_with("HTTP/1.1 200 OK") && answer.ends_with("127.0.0.1"),
            "{answer}"
        );
    }

    #[tokio::test]
    async fn what_is_being_answered_is_finished_however_long_it_takes() {
        let listener = TcpListener::bind("127.0.0.1:0").await.expect("a port");
        let address = listener.local_addr().expect("an address");
        let (stop, stopped) = oneshot::channel::<()>();
        let (begun, asked) = oneshot::channel::<()>();
        let begun = std::sync::Mutex::new(Some(begun));
        let slow = move || {
            let begun = begun.lock().expect("unpoisoned").take();
            async move {
                begun.map(|b| b.send(()));
                tokio::time::sleep(Duration::from_millis(100)).await;
                "done"
            }
        };
        let slow = std::sync::Arc::new(slow);
        let router = Router::new().route("/", get(move || slow()));
        let patience = Duration::from_millis(20);
        let server = tokio::spawn(listen(listener, router, patience, async {
            let _ = stopped.await;
        }));
        let mut stream = TcpStream::connect(address).await.expect("a connection");
        stream
            .write_all(b"GET / HTTP/1.1\r\nHost: loge.example\r\n\r\n")
            .await
            .expect("sent");
        asked.await.expect("asked");
        stop.send(()).expect("the server runs");
        let mut answer = String::new();
        stream.read_to_string(&mut answer).await.expect("read");
        assert!(answer.ends_with("done"), "{answer}");
        server.await.expect("the server ends");
    }
}
