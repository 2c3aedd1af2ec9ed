//! A change under way: one write transaction and what has to be told once it is committed.

use crate::{Backend, Error};
use domain::view::LiveEvent;
use store::Tx;

/// Does it again, `tries` times in all, while somebody else changed the same in the meantime.
pub(crate) async fn retried<T, F>(tries: u32, mut once: impl FnMut() -> F) -> Result<T, Error>
where
    F: Future<Output = Result<T, Error>>,
{
    for _ in 1..tries {
        match once().await {
            Err(Error::Stale) => {}
            result => return result,
        }
    }
    once().await
}

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

#[cfg(test)]
mod tests {
    use super::*;
    use std::cell::Cell;

    #[tokio::test]
    async fn only_what_somebody_else_changed_is_done_again() {
        let done = Cell::new(0);
        let once = |until: u32, failure: fn() -> Error| {
            done.set(done.get() + 1);
            let result = if done.get() < until {
                Err(failure())
            } else {
                Ok(())
            };
            async { result }
        };
        assert!(retried(4, || once(4, || Error::Stale)).await.is_ok());
        assert_eq!(done.take(), 4);
        let worn = retried(4, || once(5, || Error::Stale)).await;
        assert!(matches!(worn, Err(Error::Stale)));
        assert_eq!(done.take(), 4);
        let other = retried(4, || once(5, || Error::NotFound)).await;
        assert!(matches!(other, Err(Error::NotFound)) && done.get() == 1);
    }
}
