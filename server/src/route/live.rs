//! The live stream: server-sent events that say that something happened, never what. Who may listen is the use cases'
//! business; the page that hears an event asks again for what it may see.

use crate::{Web, plain};
use app::{error::UiError, server::SessionToken};
use axum::{
    Extension,
    extract::{Query, State},
    response::{
        IntoResponse, Response,
        sse::{Event, KeepAlive, Sse},
    },
};
use backend::{
    Error,
    live::{self, Signal, Subscription},
};
use domain::{Actor, ids::AccountId};
use futures::{Stream, StreamExt, stream};
use serde::Deserialize;
use std::{
    collections::HashMap,
    convert::Infallible,
    sync::{Arc, Mutex, PoisonError},
    time::Duration,
};

/// Proxies cut connections that are silent for longer.
const KEEP_ALIVE: Duration = Duration::from_secs(15);
/// How soon a browser comes back after the stream broke.
const RETRY: Duration = Duration::from_secs(1);
/// Streams that one person may have open: as many pages.
const STREAMS_MAX: usize = 20;

/// The open streams of this process, counted by person.
#[derive(Debug, Default)]
pub struct Streams(Mutex<HashMap<AccountId, usize>>);

impl Streams {
    fn open(self: &Arc<Self>, account: AccountId) -> Option<Open> {
        let mut counts = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let count = counts.entry(account).or_default();
        if *count >= STREAMS_MAX {
            return None;
        }
        *count += 1;
        Some(Open(Arc::clone(self), account))
    }
}

/// A stream that counts for as long as it lives.
struct Open(Arc<Streams>, AccountId);

impl Drop for Open {
    fn drop(&mut self) {
        let mut counts = self.0.0.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(count) = counts.get_mut(&self.1) {
            *count -= 1;
            if *count == 0 {
                counts.remove(&self.1);
            }
        }
    }
}

/// What to listen to: one of the three.
#[derive(Clone, Deserialize)]
pub struct Channel {
    lodge: Option<String>,
    booking: Option<String>,
    network: Option<String>,
}

/// `?lodge=alencon`, `?booking=<id>` or `?network=1`.
pub async fn stream(
    State(web): State<Web>,
    actor: Option<Extension<Actor>>,
    token: Option<Extension<SessionToken>>,
    Query(channel): Query<Channel>,
) -> Response {
    let (Some(Extension(actor)), Some(Extension(SessionToken(token)))) = (actor, token) else {
        return plain::script_error(&UiError::SignInFirst);
    };
    let Some(open) = web.streams.open(actor.account) else {
        return plain::script_error(&UiError::TooManyRequests);
    };
    match subscribe(&web, &actor, &channel).await {
        Ok(subscription) => {
            let ear = Ear {
                web,
                token,
                channel,
                subscription,
                _open: open,
            };
            Sse::new(events(ear))
                .keep_alive(KeepAlive::new().interval(KEEP_ALIVE))
                .into_response()
        }
        Err(error) => plain::script_error(&app::server::explain(error)),
    }
}

async fn subscribe(web: &Web, actor: &Actor, channel: &Channel) -> Result<Subscription, Error> {
    match channel {
        Channel {
            lodge: Some(slug), ..
        } => live::subscribe(&web.backend, actor, slug).await,
        Channel {
            booking: Some(id), ..
        } => {
            let id = id.parse().map_err(|_| Error::NotFound)?;
            live::subscribe_booking(&web.backend, actor, id).await
        }
        Channel {
            network: Some(_), ..
        } => live::subscribe_all(&web.backend, actor),
        _ => Err(Error::NotFound),
    }
}

/// Somebody who listens.
struct Ear {
    web: Web,
    token: String,
    channel: Channel,
    subscription: Subscription,
    _open: Open,
}

impl Ear {
    /// Whether the session still stands and still opens this channel: who signs out, or loses a role, hears nothing more.
    async fn still_may(&self) -> bool {
        match backend::account::recognise(&self.web.backend, &self.token).await {
            Ok(Some(actor)) => subscribe(&self.web, &actor, &self.channel).await.is_ok(),
            _ => false,
        }
    }
}

/// Ends when the process stops, when the listener may listen no more, or when events may have been missed: browsers come
/// back by themselves and look at everything.
fn events(ear: Ear) -> impl Stream<Item = Result<Event, Infallible>> {
    let first = Event::default().retry(RETRY).comment("open");
    let rest = stream::unfold(ear, |mut ear| async move {
        let mut stopping = ear.web.stopping.clone();
        let signal = tokio::select! {
            signal = ear.subscription.next() => signal?,
            _ = stopping.wait_for(|stop| *stop) => return None,
        };
        ear.still_may().await.then(|| (event(signal), ear))
    });
    stream::once(async { first }).chain(rest).map(Ok)
}

fn event(signal: Signal) -> Event {
    let resync = || Event::default().event("resync").data("{}");
    match signal {
        Signal::Event(event) => Event::default()
            .event("change")
            .json_data(event)
            .unwrap_or_else(|_| resync()),
        Signal::Resync => resync(),
    }
}
