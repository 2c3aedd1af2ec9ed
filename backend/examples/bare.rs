//! The least a web server can do with a page: answer with its bytes. What `scripts/bench` measures ours against:
//! `bare FILE ADDRESS`.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    reason = "a measurement that goes wrong has to stop"
)]

use axum::{Router, body::Bytes, http::header::CONTENT_TYPE, routing::get};

#[tokio::main]
async fn main() {
    let mut arguments = std::env::args().skip(1);
    let (Some(file), Some(address)) = (arguments.next(), arguments.next()) else {
        panic!("usage: bare FILE ADDRESS");
    };
    let page = Bytes::from(std::fs::read(file).expect("the page"));
    let answer = move || async move { ([(CONTENT_TYPE, "text/html; charset=utf-8")], page) };
    let listener = tokio::net::TcpListener::bind(address)
        .await
        .expect("an address");
    axum::serve(listener, Router::new().route("/", get(answer)))
        .await
        .expect("a server");
}
