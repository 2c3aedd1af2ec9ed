//! The only crate that speaks SQL: one text for SQLite and for Postgres.
//!
//! Owns connections, transactions, migrations and the shape of every table; holds no rule of a loge. A rule that must hold
//! under concurrency is a constraint of both databases, mapped to an error in [`error`]. Functions live in one module per
//! aggregate and take `&mut Tx`; what differs between the databases is in `dialect`.
//!
//! Time never comes from the database: every moment is passed in, in milliseconds UTC.

#[macro_use]
mod macros;
mod dialect;
mod pool;
mod row;

pub mod account;
pub mod attempt;
pub mod booking;
pub mod dashboard;
pub mod error;
pub mod event;
pub mod job;
pub mod ledger;
pub mod link;
pub mod listing;
pub mod lodge;
pub mod message;
pub mod payment;
pub mod provider;
pub mod quote;
pub mod review;
pub mod session;
#[cfg(feature = "testing")]
pub mod testing;
mod tx;
pub mod webhook;
mod writer;

pub use error::StoreError;
pub use pool::Store;
pub use tx::{Listener, Tx};
