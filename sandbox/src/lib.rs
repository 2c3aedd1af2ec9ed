//! A Stripe-compatible payment server for development and tests: the same routes, shapes, idempotency keys and signed
//! webhooks as the real one, a hosted payment page with test cards, holds that lapse under a clock that tests move, and faults
//! on demand. See the README beside this crate for the routes, the cards and the controls.
//!
//! It stands alone: it knows nothing of the application that calls it, and never sees a real card.
//!
//! ```no_run
//! # async fn example() -> Result<(), sandbox::StartError> {
//! let running = sandbox::Sandbox::builder().seed(7).start("127.0.0.1:0").await?;
//! println!("{}", running.base_url());
//! running.shutdown().await;
//! # Ok(())
//! # }
//! ```

mod aftermath;
mod api;
mod app;
mod card;
mod catalogue;
mod clock;
mod control;
mod error;
mod fault;
mod form;
mod hosted;
mod idempotency;
mod ids;
mod lifecycle;
mod log;
mod model;
mod persist;
mod render;
mod running;
mod start;
mod state;
mod table;
mod webhook;

pub use clock::{ClockFn, system_clock};
pub use control::{Outcome, PayError, PayResult};
pub use fault::{Fault, FaultKind};
pub use running::Running;
pub use start::{Builder, Sandbox, StartError};
pub use webhook::signature;
