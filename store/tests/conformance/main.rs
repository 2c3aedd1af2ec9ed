//! One suite for both databases: every case runs on a fresh SQLite file and in a fresh Postgres schema, and expects the same.
//! Without `TEST_DATABASE_URL` the Postgres half fails; it is never skipped.

#![expect(
    clippy::expect_used,
    reason = "a test fails by panicking, in its helpers too"
)]

#[macro_use]
mod harness;
mod world;
mod writer;

mod account;
mod booking;
mod dashboard;
mod job;
mod ledger;
mod link;
mod lodge;
mod mission;
mod money;
mod needs;
mod opening;
mod quote;
mod race;
mod race_once;
mod reach;
mod review;
mod search;
mod session;
mod states;
mod talk;
