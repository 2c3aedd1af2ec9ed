//! Use cases and effects: what a person can do with a loge, one file per feature.
//!
//! A use case reads: begin, load, let `domain` decide, persist, post, enqueue, commit, publish. Nothing else opens a write
//! transaction, and the payment gateway, mail and files are never called inside one.

pub mod clock;
pub mod commune;
pub mod config;
pub mod error;
mod ids;

pub use clock::{Clock, Random};
pub use config::Config;
pub use error::Error;

use std::sync::Arc;
use store::Store;

/// Everything a use case needs. Cheap to clone.
#[derive(Clone)]
pub struct Backend(Arc<Parts>);

/// What a [`Backend`] is made of.
pub struct Parts {
    /// The database.
    pub store: Store,
    /// Time.
    pub clock: Arc<dyn Clock>,
    /// Randomness.
    pub random: Arc<dyn Random>,
    /// Settings.
    pub config: Config,
}

impl Backend {
    /// A backend made of these parts.
    pub fn new(parts: Parts) -> Self {
        Self(Arc::new(parts))
    }
}

impl std::ops::Deref for Backend {
    type Target = Parts;
    fn deref(&self) -> &Parts {
        &self.0
    }
}
