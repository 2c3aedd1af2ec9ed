//! Live events: that something happened in a loge, told to the dashboards that are open. Carries no content: who hears an
//! event refetches what they may see. Owns who may listen; knows nothing of HTTP.

use crate::{Backend, Error};
use domain::{
    Actor,
    ids::{BookingId, LodgeId},
    view::LiveEvent,
};
use std::{
    sync::{PoisonError, RwLock},
    time::Duration,
};
use store::Tx;
use tokio::sync::broadcast::{self, error::RecvError};

/// Events kept for a slow listener; one that falls further behind is told to look at everything again.
const CAPACITY: usize = 256;
/// How long to wait before listening to Postgres again after the connection broke.
const RELAY_PAUSE: Duration = Duration::from_secs(1);

/// The events of this process.
pub struct Live(RwLock<broadcast::Sender<LiveEvent>>);

impl Default for Live {
    fn default() -> Self {
        Self(RwLock::new(broadcast::Sender::new(CAPACITY)))
    }
}

impl Live {
    /// Tells everybody who listens in this process.
    pub fn publish(&self, event: LiveEvent) {
        // Nobody listening is no fault.
        let _ = self
            .0
            .read()
            .unwrap_or_else(PoisonError::into_inner)
            .send(event);
    }

    fn receiver(&self) -> broadcast::Receiver<LiveEvent> {
        self.0
            .read()
            .unwrap_or_else(PoisonError::into_inner)
            .subscribe()
    }

    /// Ends every subscription, because events may have been missed: the streams break and begin anew.
    fn restart(&self) {
        *self.0.write().unwrap_or_else(PoisonError::into_inner) = broadcast::Sender::new(CAPACITY);
    }
}

/// What a listener hears.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Signal {
    /// Something happened.
    Event(LiveEvent),
    /// Some events were missed: look at everything again.
    Resync,
}

/// Somebody's ear on one loge, on one mission, or on all.
pub struct Subscription {
    lodge: Option<LodgeId>,
    booking: Option<BookingId>,
    receiver: broadcast::Receiver<LiveEvent>,
}

impl Subscription {
    /// The next signal; `None` when the stream is over and has to be opened again.
    pub async fn next(&mut self) -> Option<Signal> {
        loop {
            match self.receiver.recv().await {
                Ok(event) if self.hears(&event) => return Some(Signal::Event(event)),
                Ok(_) => {}
                Err(RecvError::Lagged(_)) => return Some(Signal::Resync),
                Err(RecvError::Closed) => return None,
            }
        }
    }

    fn hears(&self, event: &LiveEvent) -> bool {
        self.lodge.is_none_or(|lodge| lodge == event.lodge)
            && self.booking.is_none_or(|booking| booking == event.booking)
    }
}

/// Listens to one loge: its coordinator and the network; for anybody else it does not exist.
pub async fn subscribe(b: &Backend, actor: &Actor, slug: &str) -> Result<Subscription, Error> {
    let mut tx = b.read().await?;
    let lodge = seen_by(&mut tx, actor, slug).await?;
    Ok(Subscription {
        lodge: Some(lodge.id),
        booking: None,
        receiver: b.live().receiver(),
    })
}

/// Listens to one mission: those who may read it; for anybody else it does not exist.
pub async fn subscribe_booking(
    b: &Backend,
    actor: &Actor,
    id: BookingId,
) -> Result<Subscription, Error> {
    crate::booking::Case::load(&mut b.read().await?, actor, id).await?;
    Ok(Subscription {
        lodge: None,
        booking: Some(id),
        receiver: b.live().receiver(),
    })
}

/// Listens to every loge: the network only.
pub fn subscribe_all(b: &Backend, actor: &Actor) -> Result<Subscription, Error> {
    if actor.is_network() {
        Ok(Subscription {
            lodge: None,
            booking: None,
            receiver: b.live().receiver(),
        })
    } else {
        Err(Error::NotFound)
    }
}

/// The loge of that slug if the actor may open its dashboard.
pub(crate) async fn seen_by(
    tx: &mut Tx,
    actor: &Actor,
    slug: &str,
) -> Result<domain::lodge::Lodge, Error> {
    let lodge = store::lodge::by_slug(tx, slug).await?;
    lodge
        .filter(|l| actor.sees_dashboard(l.id))
        .ok_or(Error::NotFound)
}

/// As carried between processes.
pub(crate) fn encode(event: &LiveEvent) -> Result<String, Error> {
    serde_json::to_string(event).map_err(|e| Error::Internal(format!("live event: {e}")))
}

/// On Postgres, publishes in this process what any process notified; on SQLite returns at once. Runs until `shutdown`, and
/// listens again when the connection breaks. Every process that serves dashboards runs one.
pub async fn relay(b: Backend, shutdown: impl Future<Output = ()>) {
    if b.store.is_postgres() {
        tokio::select! {
            () = shutdown => {}
            () = listen(&b) => {}
        }
    }
}

async fn listen(b: &Backend) {
    loop {
        match b.store.listen().await {
            Ok(Some(mut listener)) => {
                // Whatever happened before listening began may have been missed.
                b.live().restart();
                loop {
                    match listener.next().await {
                        Ok(Some(payload)) => match serde_json::from_str(&payload) {
                            Ok(event) => b.live().publish(event),
                            Err(error) => tracing::warn!(%error, "a live event could not be read"),
                        },
                        Ok(None) => b.live().restart(),
                        Err(error) => {
                            tracing::warn!(%error, "live events are interrupted");
                            break;
                        }
                    }
                }
            }
            Ok(None) => return,
            Err(error) => tracing::warn!(%error, "live events cannot be listened to"),
        }
        tokio::time::sleep(RELAY_PAUSE).await;
    }
}
