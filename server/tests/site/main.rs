//! The whole site in one process: pages, forms, sessions, limits, live stream, webhooks, and who may do what.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::large_futures,
    reason = "tests say what they expect; a journey is one story"
)]

mod access;
mod bad_input;
mod clock;
mod forms;
mod house;
mod limits;
mod live;
mod pages;
mod process;
mod rush;
mod sessions;
mod webhooks;
