//! Faults on demand: each rule waits for a matching route or event and goes wrong a given number of times.

use serde::{Deserialize, Serialize};
use std::collections::VecDeque;

/// What goes wrong. The first five apply to API requests, the last three to webhooks.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum FaultKind {
    /// Answers 500 before anything is done; not remembered by the idempotency key.
    #[serde(rename = "500")]
    Error500,
    /// Does the work, then answers 500; the key replays that 500, as Stripe does.
    #[serde(rename = "500_after_effect")]
    Error500AfterEffect,
    /// Answers 429 before anything is done.
    #[serde(rename = "429")]
    Error429,
    /// Waits `delay_ms` (2 s by default), then does the work; the key answers 409 meanwhile.
    #[serde(rename = "slow")]
    Slow,
    /// Does the work, is silent for `delay_ms` (60 s by default), then cuts the connection.
    #[serde(rename = "timeout_after_effect")]
    TimeoutAfterEffect,
    /// Sends the event twice.
    #[serde(rename = "webhook_duplicate")]
    WebhookDuplicate,
    /// Never sends the event.
    #[serde(rename = "webhook_drop")]
    WebhookDrop,
    /// Sends the event `delay_ms` (2 s by default) later, so that others overtake it.
    #[serde(rename = "webhook_delay")]
    WebhookDelay,
}

impl FaultKind {
    const fn is_webhook(self) -> bool {
        matches!(
            self,
            Self::WebhookDuplicate | Self::WebhookDrop | Self::WebhookDelay
        )
    }

    const fn default_delay_ms(self) -> u64 {
        match self {
            Self::TimeoutAfterEffect => 60_000,
            _ => 2_000,
        }
    }
}

/// One rule.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Fault {
    /// What it applies to: `POST /v1/payment_intents/*/capture` for requests, `payment_intent.*` for webhooks. `*` stands for
    /// any text; absent means everything.
    #[serde(default = "anything")]
    pub route: String,
    /// How often it applies; then it is gone.
    #[serde(default = "once")]
    pub times: u32,
    /// How many matches go well first.
    #[serde(default)]
    pub after: u32,
    /// What goes wrong.
    pub kind: FaultKind,
    /// Milliseconds, for the kinds that wait.
    #[serde(default)]
    pub delay_ms: Option<u64>,
}

fn anything() -> String {
    "*".to_owned()
}

const fn once() -> u32 {
    1
}

/// A fault that applies now.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Struck {
    pub(crate) kind: FaultKind,
    pub(crate) delay_ms: u64,
}

/// The rules in force, oldest first; the first that matches applies.
#[derive(Debug, Default)]
pub(crate) struct Faults(VecDeque<Fault>);

impl Faults {
    pub(crate) fn add(&mut self, fault: Fault) {
        if fault.times > 0 {
            self.0.push_back(fault);
        }
    }

    pub(crate) fn clear(&mut self) {
        self.0.clear();
    }

    pub(crate) fn list(&self) -> &VecDeque<Fault> {
        &self.0
    }

    /// The fault of an API request, if any.
    pub(crate) fn for_request(&mut self, method: &str, path: &str) -> Option<Struck> {
        if self.0.is_empty() {
            return None;
        }
        self.take(false, &format!("{method} {path}"))
    }

    /// The fault of an event's delivery, if any.
    pub(crate) fn for_event(&mut self, kind: &str) -> Option<Struck> {
        self.take(true, kind)
    }

    fn take(&mut self, webhook: bool, subject: &str) -> Option<Struck> {
        let at = self.0.iter_mut().position(|fault| {
            if fault.kind.is_webhook() != webhook || !matches(&fault.route, subject) {
                return false;
            }
            let waits = fault.after > 0;
            fault.after = fault.after.saturating_sub(1);
            !waits
        })?;
        let fault = self.0.get_mut(at)?;
        fault.times -= 1;
        let struck = Struck {
            kind: fault.kind,
            delay_ms: fault.delay_ms.unwrap_or(fault.kind.default_delay_ms()),
        };
        if fault.times == 0 {
            self.0.remove(at);
        }
        Some(struck)
    }
}

/// `*` stands for any text, of any length.
fn matches(pattern: &str, subject: &str) -> bool {
    let mut pieces = pattern.split('*');
    let first = pieces.next().unwrap_or_default();
    let Some(mut rest) = subject.strip_prefix(first) else {
        return false;
    };
    let mut pieces: Vec<&str> = pieces.collect();
    let Some(last) = pieces.pop() else {
        return rest.is_empty();
    };
    for piece in pieces {
        match rest.find(piece) {
            Some(at) => rest = &rest[at + piece.len()..],
            None => return false,
        }
    }
    rest.ends_with(last)
}

#[cfg(test)]
mod tests {
    use super::{Fault, FaultKind, Faults, matches};

    #[test]
    fn patterns() {
        for (pattern, subject, expected) in [
            ("*", "GET /v1/events", true),
            (
                "POST /v1/payment_intents/*/capture",
                "POST /v1/payment_intents/pi_1/capture",
                true,
            ),
            (
                "POST /v1/payment_intents/*/capture",
                "POST /v1/payment_intents/pi_1/cancel",
                false,
            ),
            ("payment_intent.*", "charge.captured", false),
            ("a*b*c", "a-b-b-c", true),
            ("ab", "abc", false),
            ("", "x", false),
        ] {
            assert_eq!(matches(pattern, subject), expected, "{pattern} {subject}");
        }
    }

    #[test]
    fn applies_after_and_so_often() {
        let mut faults = Faults::default();
        faults.add(Fault {
            route: "GET *".into(),
            times: 2,
            after: 1,
            kind: FaultKind::Error500,
            delay_ms: None,
        });
        let struck: Vec<bool> = (0..4)
            .map(|_| faults.for_request("GET", "/v1/events").is_some())
            .collect();
        assert_eq!(struck, [false, true, true, false]);
        assert_eq!(faults.for_event("GET x"), None);
    }
}
