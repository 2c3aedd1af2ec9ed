//! The live stream: server-sent events that say that something happened, never what. Who may listen is the use cases'
//! business; the page that hears an event asks again for what it may see.

use crate::{Web, plain};
use app::error::UiError;
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
use domain::Actor;
use futures::{Stream, StreamExt, stream};
use serde::Deserialize;
use std::{convert::Infallible, time::Duration};
use tokio::sync::watch;

/// Proxies cut connections that are silent for longer.
const KEEP_ALIVE: Duration = Duration::from_secs(15);
/// How soon a browser comes back after the stream broke.
const RETRY: Duration = Duration::from_secs(1);

/// What to listen to: one of the three.
#[derive(Deserialize)]
pub struct Channel {
    lodge: Option<String>,
    booking: Option<String>,
    network: Option<String>,
}

/// `?lodge=alencon`, `?booking=<id>` or `?network=1`.
pub async fn stream(
    State(web): State<Web>,
    actor: Option<Extension<Actor>>,
    Query(channel): Query<Channel>,
) -> Response {
    let Some(Extension(actor)) = actor else {
        return plain::script_error(&UiError::SignInFirst);
    };
    match subscribe(&web, &actor, channel).await {
        Ok(subscription) => {
            let events = events(subscription, web.stopping.clone());
            Sse::new(events)
                .keep_alive(KeepAlive::new().interval(KEEP_ALIVE))
                .into_response()
        }
        Err(Error::NotFound) => plain::script_error(&UiError::NotFound),
        Err(error) => {
            tracing::error!(%error, "a live stream could not begin");
            plain::script_error(&UiError::Unreachable)
        }
    }
}

async fn subscribe(web: &Web, actor: &Actor, channel: Channel) -> Result<Subscription, Error> {
    match channel {
        Channel {
            lodge: Some(slug), ..
        } => live::subscribe(&web.backend, actor, &slug).await,
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

/// Ends when the process stops or events may have been missed: browsers come back by themselves and look at everything.
fn events(
    subscription: Subscription,
    stopping: watch::Receiver<bool>,
) -> impl Stream<Item = Result<Event, Infallible>> {
    let first = Event::default().retry(RETRY).comment("open");
    let rest = stream::unfold(
        (subscription, stopping),
        |(mut subscription, mut stopping)| async move {
            let signal = tokio::select! {
                signal = subscription.next() => signal?,
                _ = stopping.wait_for(|stop| *stop) => return None,
            };
            Some((event(signal), (subscription, stopping)))
        },
    );
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
