//! The states of a booking, each carrying what it guarantees.
//!
//! ```text
//! requested ─agree→ agreed ⇄ awaiting_payment ─authorise→ held ─deliver→ delivered ─confirm→ capturing ─capture→ paid → closed
//!     │                │              │                    │  ↖ lose_hold: agreed      │           │
//!     └ declined,      └── expired, cancelled ─────────────┘                           └→ action_needed ←┘ (another card)
//!       withdrawn, expired
//! ```

use super::{Agreement, StateKind};
use crate::{Party, ids::PaymentId, time::Timestamp};

/// An authorised card.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Hold {
    /// The payment that holds it.
    pub payment: PaymentId,
    /// Until when the gateway lets it be captured; read from the gateway, never assumed.
    pub capture_before: Timestamp,
}

/// Where a booking is.
#[derive(Clone, Debug, PartialEq, Eq)]
#[expect(
    missing_docs,
    reason = "the variants say what the fields are; Agreement and Hold document the rest"
)]
pub enum State {
    /// Asked; both sides talk. Ends at `expires_at` without agreement.
    Requested { expires_at: Timestamp },
    /// Both signed the same quote; the card's authorization is due by `pay_by`.
    Agreed {
        agreement: Agreement,
        pay_by: Timestamp,
    },
    /// The resident is on the payment page.
    AwaitingPayment {
        agreement: Agreement,
        pay_by: Timestamp,
        payment: PaymentId,
    },
    /// The card is authorised; nothing is debited.
    Held { agreement: Agreement, hold: Hold },
    /// The provider says it is done; silence confirms at `confirm_by`.
    Delivered {
        agreement: Agreement,
        hold: Hold,
        delivered_at: Timestamp,
        confirm_by: Timestamp,
    },
    /// Confirmed; the capture is on its way.
    Capturing {
        agreement: Agreement,
        hold: Hold,
        delivered_at: Timestamp,
        confirmed_at: Timestamp,
    },
    /// Delivered, but the card could not be debited: another one is needed.
    ActionNeeded {
        agreement: Agreement,
        delivered_at: Timestamp,
        pay_by: Timestamp,
        payment: Option<PaymentId>,
    },
    /// Debited, shared, posted in the ledger.
    Paid {
        agreement: Agreement,
        payment: PaymentId,
        delivered_at: Timestamp,
        paid_at: Timestamp,
    },
    /// Reviewed, or the time to review is over.
    Closed {
        agreement: Agreement,
        payment: PaymentId,
        delivered_at: Timestamp,
        paid_at: Timestamp,
        closed_at: Timestamp,
    },
    /// The provider said no.
    Declined { at: Timestamp },
    /// The resident took the request back.
    Withdrawn { at: Timestamp },
    /// Nobody acted in time.
    Expired { at: Timestamp },
    /// Called off after agreement, before delivery.
    Cancelled { at: Timestamp, by: Party },
}

impl State {
    /// Which state it is, without its data.
    pub const fn kind(&self) -> StateKind {
        match self {
            Self::Requested { .. } => StateKind::Requested,
            Self::Agreed { .. } => StateKind::Agreed,
            Self::AwaitingPayment { .. } => StateKind::AwaitingPayment,
            Self::Held { .. } => StateKind::Held,
            Self::Delivered { .. } => StateKind::Delivered,
            Self::Capturing { .. } => StateKind::Capturing,
            Self::ActionNeeded { .. } => StateKind::ActionNeeded,
            Self::Paid { .. } => StateKind::Paid,
            Self::Closed { .. } => StateKind::Closed,
            Self::Declined { .. } => StateKind::Declined,
            Self::Withdrawn { .. } => StateKind::Withdrawn,
            Self::Expired { .. } => StateKind::Expired,
            Self::Cancelled { .. } => StateKind::Cancelled,
        }
    }

    /// The agreement, once there is one.
    pub const fn agreement(&self) -> Option<&Agreement> {
        match self {
            Self::Agreed { agreement, .. }
            | Self::AwaitingPayment { agreement, .. }
            | Self::Held { agreement, .. }
            | Self::Delivered { agreement, .. }
            | Self::Capturing { agreement, .. }
            | Self::ActionNeeded { agreement, .. }
            | Self::Paid { agreement, .. }
            | Self::Closed { agreement, .. } => Some(agreement),
            _ => None,
        }
    }

    /// The authorised card, while it is held.
    pub const fn hold(&self) -> Option<Hold> {
        match self {
            Self::Held { hold, .. }
            | Self::Delivered { hold, .. }
            | Self::Capturing { hold, .. } => Some(*hold),
            _ => None,
        }
    }

    /// The payment under way or done.
    pub fn payment(&self) -> Option<PaymentId> {
        match self {
            Self::AwaitingPayment { payment, .. }
            | Self::Paid { payment, .. }
            | Self::Closed { payment, .. } => Some(*payment),
            Self::ActionNeeded { payment, .. } => *payment,
            _ => self.hold().map(|h| h.payment),
        }
    }

    /// By when somebody has to act, where the state has such a moment.
    pub const fn due_at(&self) -> Option<Timestamp> {
        match self {
            Self::Requested { expires_at } => Some(*expires_at),
            Self::Agreed { pay_by, .. }
            | Self::AwaitingPayment { pay_by, .. }
            | Self::ActionNeeded { pay_by, .. } => Some(*pay_by),
            Self::Delivered { confirm_by, .. } => Some(*confirm_by),
            _ => None,
        }
    }

    /// When the provider said it was done.
    pub const fn delivered_at(&self) -> Option<Timestamp> {
        match self {
            Self::Delivered { delivered_at, .. }
            | Self::Capturing { delivered_at, .. }
            | Self::ActionNeeded { delivered_at, .. }
            | Self::Paid { delivered_at, .. }
            | Self::Closed { delivered_at, .. } => Some(*delivered_at),
            _ => None,
        }
    }
}
