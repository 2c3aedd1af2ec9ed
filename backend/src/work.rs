//! A change under way: one write transaction and what has to be told once it is committed.

use crate::{Backend, Error};
use domain::view::LiveEvent;
use store::Tx;

/// One write transaction. Use it wherever a [`Tx`] is wanted; dropping it rolls everything back and tells nobody.
///
/// Live events reach each process exactly once: on SQLite there is one process, and they are published after the commit; on
/// Postgres they are notified inside the transaction, and every process, this one included, publishes what it hears
/// (see [`crate::live::relay`]).
pub struct Work {
    backend: Backend,
    tx: Tx,
    events: Vec<LiveEvent>,
}

impl Work {
    pub(crate) const fn new(backend: Backend, tx: Tx) -> Self {
        Self {
            backend,
            tx,
            events: Vec::new(),
        }
    }

    /// Tells the dashboards, once committed.
    pub fn announce(&mut self, event: LiveEvent) {
        self.events.push(event);
    }

    /// Makes the change last, tells the dashboards and wakes the worker.
    pub async fn commit(mut self) -> Result<(), Error> {
        let shared = self.backend.store.is_postgres();
        if shared {
            for event in &self.events {
                self.tx.notify(&crate::live::encode(event)?).await?;
            }
        }
        self.tx.commit().await?;
        if !shared {
            for event in self.events {
                self.backend.live().publish(event);
            }
        }
        self.backend.poke();
        Ok(())
    }
}

impl std::ops::Deref for Work {
    type Target = Tx;
    fn deref(&self) -> &Tx {
        &self.tx
    }
}

impl std::ops::DerefMut for Work {
    fn deref_mut(&mut self) -> &mut Tx {
        &mut self.tx
    }
}
