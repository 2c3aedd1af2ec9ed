//! The `openloge` process: settings, command line, router, sessions, live stream. Composes the parts and holds no rule of a
//! loge and no SQL. A library too, so that tests run the whole site in their own process.

#![recursion_limit = "512"]

pub mod cli;
pub mod compose;
pub mod config;
pub mod doctor;
pub mod layer;
pub mod listen;
pub mod plain;
pub mod route;
pub mod seed;
pub mod serve;
pub mod site;

use backend::Backend;
use compose::MovableClock;
use config::Settings;
use layer::form::Tries;
use site::Site;
use std::sync::Arc;
use tokio::sync::watch;

/// What every handler needs. Cheap to clone.
#[derive(Clone)]
pub struct Web {
    /// The use cases.
    pub backend: Backend,
    /// The settings.
    pub settings: Arc<Settings>,
    /// The built site.
    pub site: Site,
    /// Counts tries.
    pub tries: Arc<Tries>,
    /// The live streams that are open.
    pub streams: Arc<route::live::Streams>,
    /// Pages rendered a moment ago.
    pub kept: Arc<route::kept::Kept>,
    /// Turns true when the process is asked to stop: streams end then.
    pub stopping: watch::Receiver<bool>,
    /// The clock of `backend`, where the development page may move it.
    pub clock: Option<Arc<MovableClock>>,
}

impl Web {
    /// The parts of a site that stops when `stopping` says so.
    pub fn new(
        backend: Backend,
        settings: Settings,
        site: Site,
        stopping: watch::Receiver<bool>,
    ) -> Self {
        let tries = Arc::new(Tries::new(settings.limits));
        Self {
            backend,
            settings: Arc::new(settings),
            site,
            tries,
            streams: Arc::default(),
            kept: Arc::default(),
            stopping,
            clock: None,
        }
    }

    /// The same, with the clock of its backend for the development page to move.
    #[must_use]
    pub fn with_clock(self, clock: Arc<MovableClock>) -> Self {
        Self {
            clock: Some(clock),
            ..self
        }
    }
}
