//! Delivers events to the configured address, signed as Stripe signs them, with bounded retries and growing pauses.

use crate::app::{App, WebhookTarget};
use crate::fault::{FaultKind, Struck};
use crate::render::event_json;
use hmac::{Hmac, Mac};
use sha2::Sha256;
use std::sync::Arc;
use std::time::Duration;
use tokio::sync::{Semaphore, mpsc, watch};
use tokio::task::JoinSet;

/// Deliveries under way at the same time.
const PARALLEL: usize = 16;
/// Attempts for each event; the pauses add up to about three minutes, enough for a server that restarts.
const ATTEMPTS: u32 = 11;
const FIRST_PAUSE: Duration = Duration::from_millis(250);
const LONGEST_PAUSE: Duration = Duration::from_mins(1);
const TIMEOUT: Duration = Duration::from_secs(10);

/// The value of the `Stripe-Signature` header: `t=…,v1=…`, HMAC-SHA256 of `t.body` under the endpoint's secret.
pub fn signature(secret: &str, time_s: i64, body: &str) -> String {
    let mac = Hmac::<Sha256>::new_from_slice(secret.as_bytes()).map(|mut mac| {
        mac.update(time_s.to_string().as_bytes());
        mac.update(b".");
        mac.update(body.as_bytes());
        hex::encode(mac.finalize().into_bytes())
    });
    // HMAC takes keys of any length, so the error does not occur; an empty digest would simply not verify.
    format!("t={time_s},v1={}", mac.unwrap_or_default())
}

/// Runs until `stop` changes; what is not delivered by then stays pending and is sent after the next start.
pub(crate) async fn run(
    app: Arc<App>,
    client: reqwest::Client,
    target: WebhookTarget,
    mut events: mpsc::UnboundedReceiver<String>,
    mut stop: watch::Receiver<bool>,
) {
    let permits = Arc::new(Semaphore::new(PARALLEL));
    let sender = Arc::new(Sender {
        app,
        client,
        target,
        permits,
    });
    let mut under_way = JoinSet::new();
    loop {
        tokio::select! {
            _ = stop.wait_for(|stopped| *stopped) => return,
            Some(_) = under_way.join_next() => {}
            event = events.recv() => match event {
                Some(event) => { under_way.spawn(Arc::clone(&sender).deliver(event)); }
                None => return,
            },
        }
    }
}

struct Sender {
    app: Arc<App>,
    client: reqwest::Client,
    target: WebhookTarget,
    permits: Arc<Semaphore>,
}

impl Sender {
    async fn deliver(self: Arc<Self>, id: String) {
        let found = self.app.read(|world, _| {
            world
                .tables
                .events
                .get(&id)
                .map(|event| (event.kind.clone(), event_json(event).to_string()))
        });
        let Some((kind, body)) = found else { return };
        let fault = self.app.faults().for_event(&kind);
        if let Some(Struck {
            kind: FaultKind::WebhookDelay,
            delay_ms,
        }) = fault
        {
            tokio::time::sleep(Duration::from_millis(delay_ms)).await;
        }
        match fault.map(|fault| fault.kind) {
            Some(FaultKind::WebhookDrop) => {}
            Some(FaultKind::WebhookDuplicate) => {
                self.attempts(&id, &kind, &body).await;
                self.attempts(&id, &kind, &body).await;
            }
            _ => self.attempts(&id, &kind, &body).await,
        }
        self.app.change(|world, _| {
            if let Some(event) = world.tables.events.get_mut(&id) {
                event.pending = false;
            }
        });
    }

    async fn attempts(&self, id: &str, kind: &str, body: &str) {
        let mut pause = FIRST_PAUSE;
        for attempt in 1..=ATTEMPTS {
            match self.send(body).await {
                Ok(()) => return,
                Err(reason) => {
                    tracing::warn!(event = id, kind, attempt, reason, "webhook not accepted");
                }
            }
            if attempt < ATTEMPTS {
                tokio::time::sleep(pause).await;
                pause = (pause * 2).min(LONGEST_PAUSE);
            }
        }
        tracing::error!(event = id, kind, "webhook given up");
    }

    async fn send(&self, body: &str) -> Result<(), String> {
        let _permit = self
            .permits
            .acquire()
            .await
            .map_err(|error| error.to_string())?;
        let signature = signature(&self.target.secret, self.app.signing_time(), body);
        let request = self
            .client
            .post(&self.target.url)
            .timeout(TIMEOUT)
            .header("content-type", "application/json; charset=utf-8")
            .header(
                "user-agent",
                "Stripe/1.0 (+https://stripe.com/docs/webhooks)",
            )
            .header("stripe-signature", signature)
            .body(body.to_owned());
        match request.send().await {
            Ok(answer) if answer.status().is_success() => Ok(()),
            Ok(answer) => Err(format!("answered {}", answer.status())),
            Err(error) => Err(error.to_string()),
        }
    }
}

#[cfg(test)]
mod tests {
    #[test]
    fn signs_as_stripe_does() {
        // Reference value computed with Python's hmac module.
        let expected =
            "t=1492774577,v1=7656fc2882a7ca0a651666b36bf2f2f22ee204f54f608f227498a2419f2890b2";
        let made = super::signature("whsec_test", 1_492_774_577, "{\"id\":\"evt_1\"}");
        assert_eq!(made, expected);
    }
}
