//! The handle on a running sandbox.

use crate::app::{App, Move};
use crate::control::{self, Outcome, PayError, PayResult};
use crate::fault::Fault;
use std::net::SocketAddr;
use std::sync::Arc;
use std::time::Duration;
use tokio::sync::watch;
use tokio::task::JoinHandle;

/// How long a shutdown waits for open requests.
const GRACE: Duration = Duration::from_secs(2);

/// A sandbox that serves. Dropping it stops it too, without waiting.
pub struct Running {
    pub(crate) app: Arc<App>,
    pub(crate) address: SocketAddr,
    pub(crate) stop: watch::Sender<bool>,
    pub(crate) tasks: Vec<JoinHandle<()>>,
    pub(crate) server: JoinHandle<()>,
    pub(crate) writer: Option<JoinHandle<()>>,
}

impl Running {
    /// The address listened on.
    pub const fn addr(&self) -> SocketAddr {
        self.address
    }

    /// `http://…` without a final slash: the base of the API (`/v1/…`) and of the payment page.
    pub fn base_url(&self) -> &str {
        &self.app.config.base_url
    }

    /// Pays a session as if somebody had filled in the hosted page: the same effects and events.
    ///
    /// # Errors
    /// When the session is unknown or not open, or the card is refused (the session then stays open).
    pub fn pay(&self, session: &str, card: &str, outcome: Outcome) -> Result<PayResult, PayError> {
        control::pay(&self.app, session, card, outcome)
    }

    /// Lets everything happen that the clock has made due (lapsed holds, expired sessions), now rather than within 100 ms.
    pub fn settle(&self) {
        self.app.read(|_, _| ());
    }

    /// Moves the sandbox's own clock forward (or back) against the clock it was started with.
    pub fn advance_ms(&self, ms: i64) {
        self.app.move_clock(Move::By(ms));
    }

    /// Makes something go wrong.
    pub fn inject(&self, fault: Fault) {
        self.app.faults().add(fault);
    }

    /// Stops serving, writes the state, and ends all tasks.
    pub async fn shutdown(mut self) {
        let _ = self.stop.send(true);
        if tokio::time::timeout(GRACE, &mut self.server).await.is_err() {
            self.server.abort();
        }
        for task in &self.tasks {
            task.abort();
        }
        if let Some(writer) = self.writer.take() {
            let _ = writer.await;
        }
    }
}
