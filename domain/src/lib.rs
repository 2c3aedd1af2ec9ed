//! The rules of a loge.
//!
//! Pure: no clock, randomness, database, network or interface; time and identifiers are passed in. Compiles to native
//! code and to WebAssembly, so that the browser and the server share words, shapes and rules.
//! [`view`] holds the shapes that pages show; every other module holds rules.

pub mod account;
pub mod actor;
pub mod booking;
pub mod commission;
pub mod error;
pub mod format;
pub mod ids;
pub mod lang;
pub mod ledger;
pub mod listing;
pub mod lodge;
pub mod money;
pub mod policy;
pub mod provider;
pub mod quote;
pub mod review;
pub mod search;
pub mod skill;
pub mod text;
pub mod time;
pub mod view;

pub use actor::{Actor, Party};
pub use error::{Problem, RuleError};
pub use lang::Lang;
pub use money::Cents;
pub use time::Timestamp;
