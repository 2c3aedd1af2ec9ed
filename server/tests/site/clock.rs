//! The development clock: ahead, and still ahead after a restart.

use crate::house::{House, encode, settings};
use axum::body::Body;
use backend::Clock;
use domain::time::{DAY_MS, MINUTE_MS};
use http::{Method, Request, StatusCode, header};
use server::{
    Web,
    compose::{MovableClock, SystemClock},
    config::Settings,
    route,
    site::Site,
};
use std::{path::Path, sync::Arc};
use tokio::sync::watch;
use tower::ServiceExt;

fn development(house: &House, folder: &Path) -> Settings {
    Settings {
        development: true,
        public_url: "http://127.0.0.1:3000".to_owned(),
        data_dir: folder.to_owned(),
        ..settings(&house.bed)
    }
}

/// How far ahead a process that begins now would be.
fn ahead_ms(settings: &Settings) -> i64 {
    let clock = MovableClock::of(settings).unwrap();
    clock.now().since(SystemClock.now())
}

#[tokio::test]
async fn a_clock_moved_ahead_is_ahead_after_a_restart() {
    let (house, folder) = (House::open().await, tempfile::tempdir().unwrap());
    let settings = development(&house, folder.path());
    assert!(ahead_ms(&settings) < MINUTE_MS);
    for days in 1..=2 {
        let clock = Arc::new(MovableClock::of(&settings).unwrap());
        let site = Site::load(Some(folder.path()), false).unwrap();
        let (_stop, stopping) = watch::channel(false);
        let web = Web::new(house.bed.b.clone(), settings.clone(), site, stopping);
        let form = encode(&[("minutes", &(DAY_MS / MINUTE_MS).to_string())]);
        let request = Request::builder()
            .method(Method::POST)
            .uri("/dev/clock")
            .header(header::HOST, "127.0.0.1:3000")
            .header(header::ORIGIN, "http://127.0.0.1:3000")
            .header(header::CONTENT_TYPE, "application/x-www-form-urlencoded")
            .body(Body::from(form))
            .unwrap();
        let answer = route::router(web.with_clock(clock)).oneshot(request).await;
        assert_eq!(answer.unwrap().status(), StatusCode::SEE_OTHER);
        let ahead = ahead_ms(&settings);
        assert!((0..MINUTE_MS).contains(&(ahead - days * DAY_MS)), "{ahead}");
    }
    let live = Settings {
        development: false,
        ..settings
    };
    assert!(
        ahead_ms(&live) < MINUTE_MS,
        "outside of development, time is the machine's"
    );
}

#[tokio::test]
async fn a_clock_that_cannot_be_read_is_named() {
    let (house, folder) = (House::open().await, tempfile::tempdir().unwrap());
    std::fs::write(folder.path().join("clock"), "soon").unwrap();
    let error = MovableClock::of(&development(&house, folder.path())).unwrap_err();
    assert!(error.to_string().contains("clock is no number"), "{error}");
}
