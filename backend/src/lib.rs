//! Use cases and effects: what a person can do with a loge, one file per feature.
//!
//! A use case reads: begin, load, let `domain` decide, persist, post, enqueue, commit, publish. Nothing else opens a write
//! transaction, and the payment gateway, mail and files are never called inside one.

pub mod account;
pub mod booking;
pub mod clock;
pub mod commune;
pub mod config;
pub mod dashboard;
pub mod error;
pub mod gateway;
mod ids;
pub mod jobs;
pub mod limit;
pub mod live;
pub mod lodge;
pub mod mail;
pub mod payment;
pub mod quote;
pub mod review;
pub mod seed;
#[cfg(feature = "testing")]
pub mod testing;
mod work;

pub use clock::{Clock, Random};
pub use config::Config;
pub use error::Error;
pub use work::Work;

use domain::Timestamp;
use std::sync::Arc;
use store::{Store, Tx};
use tokio::sync::Notify;

/// Everything a use case needs. Cheap to clone.
#[derive(Clone)]
pub struct Backend(Arc<Inner>);

struct Inner {
    parts: Parts,
    live: live::Live,
    /// Wakes the worker of this process.
    due: Notify,
    passwords: account::password::Passwords,
    births: ids::Births,
    /// How often the gateway is asked because somebody looks at a mission.
    looks: limit::Limiter,
    /// How often a message that anybody can ask for goes to one address.
    letters: limit::Limiter,
}

/// Looks a minute at one mission for which the gateway is asked.
const LOOKS_PER_MINUTE: u32 = 30;

/// Messages of one kind, which anybody can ask for, to one address within [`LETTERS_MS`].
const LETTERS: u32 = 3;
/// Nobody who waits for a message has to ask more often.
const LETTERS_MS: i64 = 10 * domain::time::MINUTE_MS;

/// What a [`Backend`] is made of.
pub struct Parts {
    /// The database.
    pub store: Store,
    /// Time.
    pub clock: Arc<dyn Clock>,
    /// Randomness.
    pub random: Arc<dyn Random>,
    /// The payment gateway.
    pub gateway: gateway::Gateway,
    /// Where mail goes.
    pub mailer: mail::Mailer,
    /// Settings.
    pub config: Config,
}

impl Backend {
    /// A backend made of these parts.
    pub fn new(parts: Parts) -> Self {
        Self(Arc::new(Inner {
            parts,
            live: live::Live::default(),
            due: Notify::new(),
            passwords: account::password::Passwords::default(),
            births: ids::Births::default(),
            looks: limit::Limiter::new(LOOKS_PER_MINUTE),
            letters: limit::Limiter::over(LETTERS_MS, LETTERS),
        }))
    }

    /// The present moment.
    pub fn now(&self) -> Timestamp {
        self.clock.now()
    }

    /// Begins reading one consistent state of the database.
    pub async fn read(&self) -> Result<Tx, Error> {
        Ok(self.store.read().await?)
    }

    /// Begins a change. See [`Work`].
    pub async fn write(&self) -> Result<Work, Error> {
        Ok(Work::new(self.clone(), self.store.write().await?))
    }

    /// The events that dashboards follow.
    pub fn live(&self) -> &live::Live {
        &self.0.live
    }

    /// Tells the worker of this process that a job may be due.
    pub fn poke(&self) {
        self.0.due.notify_one();
    }

    /// Waits for [`Backend::poke`].
    pub(crate) async fn poked(&self) {
        self.0.due.notified().await;
    }

    pub(crate) fn looks(&self) -> &limit::Limiter {
        &self.0.looks
    }

    pub(crate) fn letters(&self) -> &limit::Limiter {
        &self.0.letters
    }

    fn births(&self) -> &ids::Births {
        &self.0.births
    }

    pub(crate) fn passwords(&self) -> &account::password::Passwords {
        &self.0.passwords
    }
}

impl std::ops::Deref for Backend {
    type Target = Parts;
    fn deref(&self) -> &Parts {
        &self.0.parts
    }
}
