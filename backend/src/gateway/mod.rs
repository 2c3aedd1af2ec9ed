//! The only door to the payment provider: Stripe's HTTP API, or anything that speaks it.
//!
//! Owns routes, shapes, time limits and what an answer means. Knows no booking, writes no database, and is never called
//! inside a transaction. Amounts are integer cents of a euro; card numbers never pass here.

mod http;
mod webhook;
mod wire;

pub use webhook::{Notice, verify};
pub use wire::{Intent, IntentStatus, Session, SessionStatus};

use crate::{Error, config::GatewayConfig};
use domain::{Cents, Lang, Timestamp};
use http::Http;
use sha2::{Digest, Sha256};

/// Why a call to the gateway gave no result.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum GatewayError {
    /// The bank refused the card; trying the same again is pointless.
    #[error("declined: {code}")]
    Declined {
        /// `insufficient_funds`, `generic_decline`, …
        code: String,
    },
    /// The gateway refused the request: nothing happened and nothing will.
    #[error("refused: {code}: {message}")]
    Refused {
        /// Stripe's error code, or the HTTP status.
        code: String,
        /// In words, for the log.
        message: String,
    },
    /// Nobody knows whether it happened: no answer, or asked to come back later. Never compensated blindly: ask again under
    /// the same key, or read the truth.
    #[error("outcome unknown: {0}")]
    Unknown(String),
    /// The gateway answered with a fault of its own (5xx). Nobody knows whether it happened, and the same key may repeat
    /// this very answer until it is forgotten.
    #[error("gateway broken: {0}")]
    Broken(String),
}

/// When the money moves.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum CaptureMethod {
    /// Held now, captured by a later call.
    Manual,
    /// Captured at once: tips.
    Automatic,
}

/// A payment page to open.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NewSession {
    /// What is paid.
    pub amount: Cents,
    /// When the money moves.
    pub capture: CaptureMethod,
    /// What the page says it is for.
    pub title: String,
    /// Identifier of our booking, kept as metadata.
    pub booking: String,
    /// Identifier of our payment, kept as metadata.
    pub payment: String,
    /// Where the payer comes back after paying.
    pub success_url: String,
    /// Where the payer comes back without paying.
    pub cancel_url: String,
    /// Until when the page can be paid; the gateway wants 30 minutes to 24 hours.
    pub expires_at: Timestamp,
    /// Language of the page.
    pub lang: Lang,
}

impl NewSession {
    fn fields(&self) -> Vec<(String, String)> {
        let capture = match self.capture {
            CaptureMethod::Manual => "manual",
            CaptureMethod::Automatic => "automatic",
        };
        let price = "line_items[0][price_data]";
        let mut fields = vec![
            ("mode".to_owned(), "payment".to_owned()),
            ("line_items[0][quantity]".to_owned(), "1".to_owned()),
            (format!("{price}[currency]"), "eur".to_owned()),
            (format!("{price}[unit_amount]"), self.amount.0.to_string()),
            (format!("{price}[product_data][name]"), self.title.clone()),
            ("payment_method_types[0]".to_owned(), "card".to_owned()),
            (
                "payment_intent_data[capture_method]".to_owned(),
                capture.to_owned(),
            ),
            ("client_reference_id".to_owned(), self.booking.clone()),
            ("success_url".to_owned(), self.success_url.clone()),
            ("cancel_url".to_owned(), self.cancel_url.clone()),
            (
                "expires_at".to_owned(),
                self.expires_at.0.div_euclid(1000).to_string(),
            ),
            ("locale".to_owned(), self.lang.code().to_owned()),
        ];
        for place in ["metadata", "payment_intent_data[metadata]"] {
            fields.push((format!("{place}[booking]"), self.booking.clone()));
            fields.push((format!("{place}[payment]"), self.payment.clone()));
        }
        fields
    }

    /// Hash of all parameters: the same key may only ever be used with the same parameters.
    pub fn fingerprint(&self) -> String {
        let mut hash = Sha256::new();
        for (name, value) in self.fields() {
            hash.update(name);
            hash.update([0]);
            hash.update(value);
            hash.update([0]);
        }
        hex::encode(hash.finalize())
    }
}

/// The payment gateway. Cheap to clone.
#[derive(Clone)]
pub struct Gateway {
    http: Http,
    webhook_secret: String,
}

impl Gateway {
    /// A gateway with these settings. Opens no connection.
    ///
    /// # Errors
    /// [`Error::Internal`] when the HTTP client cannot be made.
    pub fn new(config: &GatewayConfig) -> Result<Self, Error> {
        Ok(Self {
            http: Http::new(config)?,
            webhook_secret: config.webhook_secret.clone(),
        })
    }

    /// The secret that signs webhooks.
    pub(crate) fn webhook_secret(&self) -> &str {
        &self.webhook_secret
    }

    /// Opens a payment page. The same key gives the same page.
    pub async fn open_session(
        &self,
        key: &str,
        session: &NewSession,
    ) -> Result<Session, GatewayError> {
        let fields = session.fields();
        self.http.post("/v1/checkout/sessions", key, &fields).await
    }

    /// How a payment page stands, with its intent and latest charge.
    pub async fn session(&self, id: &str) -> Result<Session, GatewayError> {
        let path = format!("/v1/checkout/sessions/{}", segment(id));
        self.http.get(&path, "payment_intent.latest_charge").await
    }

    /// Closes a payment page that nobody has paid. Refused when somebody has.
    pub async fn expire_session(&self, key: &str, id: &str) -> Result<(), GatewayError> {
        let path = format!("/v1/checkout/sessions/{}/expire", segment(id));
        self.http.post::<Session>(&path, key, &[]).await.map(|_| ())
    }

    /// How an intent stands, with its latest charge.
    pub async fn intent(&self, id: &str) -> Result<Intent, GatewayError> {
        let path = format!("/v1/payment_intents/{}", segment(id));
        self.http.get(&path, "latest_charge").await
    }

    /// Takes all of `amount` from a held card.
    pub async fn capture(
        &self,
        key: &str,
        id: &str,
        amount: Cents,
    ) -> Result<Intent, GatewayError> {
        let path = format!("/v1/payment_intents/{}/capture", segment(id));
        let fields = [("amount_to_capture".to_owned(), amount.0.to_string())];
        self.http.post(&path, key, &fields).await
    }

    /// Gives a hold back. Refused when it was captured or is already over.
    pub async fn cancel(&self, key: &str, id: &str) -> Result<Intent, GatewayError> {
        let path = format!("/v1/payment_intents/{}/cancel", segment(id));
        self.http.post(&path, key, &[]).await
    }

    /// Gives back `amount` of what was captured.
    pub async fn refund(&self, key: &str, intent: &str, amount: Cents) -> Result<(), GatewayError> {
        let fields = [
            ("payment_intent".to_owned(), intent.to_owned()),
            ("amount".to_owned(), amount.0.to_string()),
        ];
        self.http
            .post::<wire::Refund>("/v1/refunds", key, &fields)
            .await
            .map(|_| ())
    }
}

/// Identifiers come from the gateway itself, yet nothing but their own alphabet may reach a path.
fn segment(id: &str) -> String {
    id.chars()
        .filter(|c| c.is_ascii_alphanumeric() || *c == '_')
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn session() -> NewSession {
        NewSession {
            amount: Cents(1300),
            capture: CaptureMethod::Manual,
            title: "Promenade de chien".into(),
            booking: "b".into(),
            payment: "p".into(),
            success_url: "http://127.0.0.1/ok".into(),
            cancel_url: "http://127.0.0.1/no".into(),
            expires_at: Timestamp(1_795_000_000_999),
            lang: Lang::Fr,
        }
    }

    #[test]
    fn the_fingerprint_covers_what_is_sent() {
        let base = session().fingerprint();
        let dearer = NewSession {
            amount: Cents(1301),
            ..session()
        };
        let english = NewSession {
            lang: Lang::En,
            ..session()
        };
        let tip = NewSession {
            capture: CaptureMethod::Automatic,
            ..session()
        };
        assert_eq!(base, session().fingerprint());
        assert!(
            [dearer, english, tip]
                .iter()
                .all(|other| other.fingerprint() != base)
        );
    }

    #[test]
    fn a_hold_is_asked_in_euros_with_our_identifiers() {
        let fields = session().fields();
        let value = |name: &str| {
            fields
                .iter()
                .find(|(n, _)| n == name)
                .map(|(_, v)| v.as_str())
        };
        assert_eq!(value("payment_intent_data[capture_method]"), Some("manual"));
        assert_eq!(
            value("line_items[0][price_data][unit_amount]"),
            Some("1300")
        );
        assert_eq!(value("payment_intent_data[metadata][payment]"), Some("p"));
        assert_eq!(value("expires_at"), Some("1795000000"));
    }

    #[test]
    fn identifiers_cannot_leave_their_place_in_a_path() {
        assert_eq!(segment("pi_1/../../x?y=%2e#"), "pi_1xy2e");
    }
}
