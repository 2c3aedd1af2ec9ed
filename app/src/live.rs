//! The browser's ear on the server's live stream: a page that follows it refetches when something happened.
//!
//! Carries no data: an event only says that there is something to refetch. On the server, following does nothing.

use crate::form::{Refresh, use_refresh};
use leptos::prelude::*;

/// How the stream stands.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum LiveState {
    /// Not open yet.
    #[default]
    Connecting,
    /// Events arrive as they happen.
    Open,
    /// Interrupted; tried again by itself.
    Broken,
}

/// Follows `/live?{query}` while the component that calls it is shown, and refreshes the page at each event and each time
/// the stream opens, since something may have happened before.
pub fn follow(query: String) -> Signal<LiveState> {
    let state = RwSignal::new(LiveState::default());
    listen(query, state, use_refresh());
    state.into()
}

#[cfg(not(feature = "hydrate"))]
fn listen(_query: String, _state: RwSignal<LiveState>, _refresh: Refresh) {}

#[cfg(feature = "hydrate")]
use browser::listen;

#[cfg(feature = "hydrate")]
mod browser {
    use super::{LiveState, Refresh};
    use futures::{StreamExt, channel::oneshot, future::abortable, stream::select_all};
    use gloo_net::eventsource::futures::EventSource;
    use leptos::{prelude::*, task::spawn_local};
    use std::time::Duration;

    /// The browser's own events and the server's; anything else the server sends is for nobody here.
    const EVENTS: [&str; 4] = ["open", "error", "change", "resync"];
    /// Events that come within this are answered by one refresh.
    const SETTLE: Duration = Duration::from_millis(120);
    /// How long to wait before trying again; doubled at each failure.
    const WAIT_FIRST: Duration = Duration::from_secs(1);
    /// Longest wait.
    const WAIT_MAX: Duration = Duration::from_secs(30);

    pub(super) fn listen(query: String, state: RwSignal<LiveState>, refresh: Refresh) {
        let (listening, handle) =
            abortable(keep_listening(format!("/live?{query}"), state, refresh));
        on_cleanup(move || handle.abort());
        spawn_local(async move {
            // Ends only when the page is left, which is no news.
            let _ = listening.await;
        });
    }

    async fn keep_listening(url: String, state: RwSignal<LiveState>, refresh: Refresh) {
        let mut wait = WAIT_FIRST;
        loop {
            let opened = listen_once(&url, state, refresh).await;
            state.set(LiveState::Broken);
            wait = if opened {
                WAIT_FIRST
            } else {
                (wait * 2).min(WAIT_MAX)
            };
            sleep(wait).await;
        }
    }

    /// Listens until the stream breaks; says whether it was ever open. The browser would try again by itself after some
    /// faults and not after others, so each stream is used once.
    async fn listen_once(url: &str, state: RwSignal<LiveState>, refresh: Refresh) -> bool {
        let mut opened = false;
        let Ok(mut source) = EventSource::new(url) else {
            return opened;
        };
        let Ok(heard) = EVENTS
            .into_iter()
            .map(|name| source.subscribe(name))
            .collect::<Result<Vec<_>, _>>()
        else {
            return opened;
        };
        let mut heard = select_all(heard).ready_chunks(64);
        while let Some(events) = heard.next().await {
            if events
                .iter()
                .any(|event| event.as_ref().map_or(true, |(name, _)| name == "error"))
            {
                break;
            }
            if !opened {
                opened = true;
                state.set(LiveState::Open);
            }
            refresh.now();
            sleep(SETTLE).await;
        }
        opened
    }

    async fn sleep(time: Duration) {
        let (done, over) = oneshot::channel::<()>();
        set_timeout(
            move || {
                // Nobody waits any more once the page is left.
                let _ = done.send(());
            },
            time,
        );
        // The sender is only dropped with the timer.
        let _ = over.await;
    }
}
