//! The mission from request to review against the payment sandbox, on both databases.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::too_many_lines,
    clippy::needless_pass_by_value,
    missing_docs,
    reason = "tests say what they expect; a journey is one story"
)]

mod access;
mod at_once;
mod card;
mod ending;
mod isolation;
mod journey;
mod lost;
mod race;
mod review;
mod storm;
mod support;
mod told;
mod waiting;
mod webhook;
