//! The shapes of the gateway's answers that we read, and nothing more of them.

use domain::{Cents, Timestamp};
use serde::{
    Deserialize, Deserializer,
    de::{DeserializeOwned, Error as _},
};

/// Where a payment page stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum SessionStatus {
    /// Can be paid.
    Open,
    /// Was paid.
    Complete,
    /// Can no longer be paid.
    Expired,
}

/// A payment page.
#[derive(Clone, Debug, Deserialize)]
pub struct Session {
    /// `cs_…`.
    pub id: String,
    /// Where it stands.
    pub status: SessionStatus,
    /// Where the payer goes; only while open.
    pub url: Option<String>,
    #[serde(rename = "expires_at")]
    expires_at_s: i64,
    /// The intent, once a card was put forward; whole only when it was asked to be expanded.
    #[serde(default, deserialize_with = "whole")]
    payment_intent: Option<Intent>,
}

/// Where an intent stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum IntentStatus {
    /// Waits for a card; a refused one is in [`Intent::decline_code`].
    RequiresPaymentMethod,
    /// Waits to be confirmed.
    RequiresConfirmation,
    /// Waits for the holder to authenticate (3-D Secure).
    RequiresAction,
    /// The bank is thinking.
    Processing,
    /// Held.
    RequiresCapture,
    /// Captured.
    Succeeded,
    /// Given up: voided, or the hold lapsed.
    Canceled,
}

/// A payment intent.
#[derive(Clone, Debug, Deserialize)]
pub struct Intent {
    /// `pi_…`.
    pub id: String,
    /// Where it stands.
    pub status: IntentStatus,
    /// What was asked.
    pub amount: Cents,
    /// What is held and can be taken.
    #[serde(default)]
    pub amount_capturable: Cents,
    /// What was taken.
    #[serde(default)]
    pub amount_received: Cents,
    /// Lower case, three letters.
    pub currency: String,
    #[serde(default, deserialize_with = "whole")]
    latest_charge: Option<Charge>,
    #[serde(default)]
    last_payment_error: Option<CardError>,
}

#[derive(Clone, Debug, Deserialize)]
struct Charge {
    payment_method_details: Option<MethodDetails>,
}

#[derive(Clone, Debug, Deserialize)]
struct MethodDetails {
    card: Option<CardDetails>,
}

#[derive(Clone, Debug, Deserialize)]
struct CardDetails {
    capture_before: Option<i64>,
}

#[derive(Clone, Debug, Deserialize)]
struct CardError {
    code: Option<String>,
    decline_code: Option<String>,
}

/// An object; an identifier alone, when it was not asked to be expanded, says nothing.
fn whole<'de, D: Deserializer<'de>, T: DeserializeOwned>(from: D) -> Result<Option<T>, D::Error> {
    match Option::<serde_json::Value>::deserialize(from)? {
        Some(object @ serde_json::Value::Object(_)) => serde_json::from_value(object)
            .map(Some)
            .map_err(D::Error::custom),
        _ => Ok(None),
    }
}

/// A refund; that it was made is all we need.
#[derive(Debug, Deserialize)]
pub(super) struct Refund {}

impl Session {
    /// Until when it can be paid.
    pub const fn expires_at(&self) -> Timestamp {
        Timestamp(self.expires_at_s.saturating_mul(1000))
    }

    /// Its intent, once a card was put forward.
    pub const fn intent(&self) -> Option<&Intent> {
        self.payment_intent.as_ref()
    }
}

impl Intent {
    /// Until when the hold can be captured: the network's and the bank's business, never a constant of ours.
    pub fn capture_before(&self) -> Option<Timestamp> {
        let charge = self.latest_charge.as_ref()?;
        let seconds = charge
            .payment_method_details
            .as_ref()?
            .card
            .as_ref()?
            .capture_before?;
        Some(Timestamp(seconds.saturating_mul(1000)))
    }

    /// Why the last card was refused.
    pub fn decline_code(&self) -> Option<&str> {
        let error = self.last_payment_error.as_ref()?;
        error.decline_code.as_deref().or(error.code.as_deref())
    }

    /// Whether it is for exactly this much, in euros.
    pub fn is_for(&self, amount: Cents) -> bool {
        self.amount == amount && self.currency == "eur"
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_held_session_tells_until_when() {
        let session: Session = serde_json::from_value(serde_json::json!({
            "id": "cs_1", "status": "complete", "url": null, "expires_at": 1_795_003_600,
            "payment_intent": { "id": "pi_1", "status": "requires_capture", "amount": 1300, "amount_capturable": 1300,
                "amount_received": 0, "currency": "eur", "last_payment_error": null,
                "latest_charge": { "id": "ch_1", "payment_method_details": { "card": { "capture_before": 1_795_600_000 } } } },
        }))
        .expect("a session");
        let intent = session.intent().expect("an intent");
        assert_eq!(
            (intent.status, intent.amount_capturable),
            (IntentStatus::RequiresCapture, Cents(1300))
        );
        assert_eq!(intent.capture_before(), Some(Timestamp(1_795_600_000_000)));
        assert!(intent.is_for(Cents(1300)) && !intent.is_for(Cents(1301)));
        assert_eq!(session.expires_at(), Timestamp(1_795_003_600_000));
    }

    #[test]
    fn identifiers_alone_are_no_truth() {
        let session: Session = serde_json::from_str(
            r#"{"id":"cs_1","status":"open","url":"u","expires_at":1,"payment_intent":"pi_1"}"#,
        )
        .expect("a session");
        assert!(session.intent().is_none());
    }
}
