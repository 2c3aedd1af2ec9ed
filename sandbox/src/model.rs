//! The objects the sandbox keeps. Times are milliseconds UTC, amounts integer cents. How Stripe shows them is `render`'s matter.

use crate::card::CardFace;
use crate::table::Row;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// Metadata of an object.
pub(crate) type Metadata = BTreeMap<String, String>;

/// When the money moves.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(crate) enum CaptureMethod {
    /// Held at payment, captured by a later call.
    Manual,
    /// Captured at payment.
    Automatic,
}

impl CaptureMethod {
    pub(crate) const fn word(self) -> &'static str {
        match self {
            Self::Manual => "manual",
            Self::Automatic => "automatic",
        }
    }
}

/// Where a Checkout Session stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(crate) enum SessionStatus {
    Open,
    Complete,
    Expired,
}

impl SessionStatus {
    pub(crate) const fn word(self) -> &'static str {
        match self {
            Self::Open => "open",
            Self::Complete => "complete",
            Self::Expired => "expired",
        }
    }
}

/// One line of what is paid for.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct LineItem {
    pub(crate) id: String,
    pub(crate) name: String,
    pub(crate) description: Option<String>,
    pub(crate) unit_amount: i64,
    pub(crate) quantity: i64,
}

/// A Checkout Session in mode `payment`.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub(crate) struct Session {
    pub(crate) id: String,
    pub(crate) status: SessionStatus,
    pub(crate) items: Vec<LineItem>,
    pub(crate) amount_total: i64,
    pub(crate) currency: String,
    pub(crate) capture_method: CaptureMethod,
    pub(crate) description: Option<String>,
    pub(crate) intent_metadata: Metadata,
    pub(crate) metadata: Metadata,
    pub(crate) client_reference_id: Option<String>,
    pub(crate) customer_email: Option<String>,
    pub(crate) success_url: String,
    pub(crate) cancel_url: Option<String>,
    pub(crate) locale: Option<String>,
    pub(crate) created: i64,
    pub(crate) expires_at: i64,
    /// Set when the payer first submits a card.
    pub(crate) intent: Option<String>,
}

impl Row for Session {
    fn key(&self) -> &str {
        &self.id
    }
}

/// Where a payment intent stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(crate) enum IntentStatus {
    RequiresPaymentMethod,
    RequiresConfirmation,
    RequiresAction,
    RequiresCapture,
    Succeeded,
    Canceled,
}

impl IntentStatus {
    pub(crate) const fn word(self) -> &'static str {
        match self {
            Self::RequiresPaymentMethod => "requires_payment_method",
            Self::RequiresConfirmation => "requires_confirmation",
            Self::RequiresAction => "requires_action",
            Self::RequiresCapture => "requires_capture",
            Self::Succeeded => "succeeded",
            Self::Canceled => "canceled",
        }
    }
}

/// The last refusal of a card.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct CardFailure {
    pub(crate) code: String,
    pub(crate) decline_code: Option<String>,
    pub(crate) message: String,
    pub(crate) charge: Option<String>,
}

/// A payment intent.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub(crate) struct Intent {
    pub(crate) id: String,
    pub(crate) secret: String,
    pub(crate) session: Option<String>,
    pub(crate) status: IntentStatus,
    pub(crate) amount: i64,
    pub(crate) amount_capturable: i64,
    pub(crate) amount_received: i64,
    pub(crate) currency: String,
    pub(crate) capture_method: CaptureMethod,
    pub(crate) description: Option<String>,
    pub(crate) metadata: Metadata,
    pub(crate) created: i64,
    pub(crate) canceled_at: Option<i64>,
    pub(crate) cancellation_reason: Option<String>,
    pub(crate) payment_method: Option<String>,
    /// The card that waits for confirmation or authentication.
    pub(crate) pending_card: Option<CardFace>,
    pub(crate) latest_charge: Option<String>,
    pub(crate) last_error: Option<CardFailure>,
    pub(crate) return_url: Option<String>,
}

impl Row for Intent {
    fn key(&self) -> &str {
        &self.id
    }
}

/// One attempt to move money.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub(crate) struct Charge {
    pub(crate) id: String,
    pub(crate) intent: String,
    pub(crate) payment_method: String,
    pub(crate) card: CardFace,
    pub(crate) authenticated: bool,
    pub(crate) amount: i64,
    pub(crate) amount_captured: i64,
    /// Includes what a partial capture or a cancellation releases, as with Stripe.
    pub(crate) amount_refunded: i64,
    pub(crate) currency: String,
    pub(crate) captured: bool,
    pub(crate) manual: bool,
    pub(crate) failure: Option<CardFailure>,
    pub(crate) metadata: Metadata,
    pub(crate) description: Option<String>,
    pub(crate) created: i64,
    /// The hold lapses here; only of charges that are captured later.
    pub(crate) capture_before: Option<i64>,
}

impl Row for Charge {
    fn key(&self) -> &str {
        &self.id
    }
}

/// Money given back.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub(crate) struct Refund {
    pub(crate) id: String,
    pub(crate) charge: String,
    pub(crate) intent: String,
    pub(crate) amount: i64,
    pub(crate) currency: String,
    pub(crate) reason: Option<String>,
    pub(crate) metadata: Metadata,
    pub(crate) created: i64,
}

impl Row for Refund {
    fn key(&self) -> &str {
        &self.id
    }
}

/// Something that happened, with the object as it stood at that moment.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub(crate) struct Event {
    pub(crate) id: String,
    pub(crate) kind: String,
    pub(crate) created: i64,
    /// The object as JSON text.
    pub(crate) object: String,
    pub(crate) request: Option<String>,
    pub(crate) idempotency_key: Option<String>,
    /// Still to be delivered to the webhook.
    pub(crate) pending: bool,
}

impl Row for Event {
    fn key(&self) -> &str {
        &self.id
    }
}
