//! Payments: an authorization to be captured, or a tip, as last heard from the gateway.

use crate::{StoreError, Tx, row::At};
use domain::{
    Cents, Timestamp,
    ids::{BookingId, PaymentId},
    view::PaymentStatus,
};
use sqlx::FromRow;
use uuid::Uuid;

/// What a payment is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PaymentKind {
    /// The price of a booking: authorised, then captured on delivery.
    Authorization,
    /// A tip: captured at once.
    Tip,
}

impl PaymentKind {
    /// As stored.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Authorization => "authorization",
            Self::Tip => "tip",
        }
    }

    /// The kind with this code.
    pub fn from_code(code: &str) -> Option<Self> {
        [Self::Authorization, Self::Tip]
            .into_iter()
            .find(|k| k.code() == code)
    }
}

/// A payment.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Payment {
    /// Identifier.
    pub id: PaymentId,
    /// The booking.
    pub booking: BookingId,
    /// What for.
    pub kind: PaymentKind,
    /// How much.
    pub amount: Cents,
    /// As last heard from the gateway.
    pub status: PaymentStatus,
    /// The gateway's identifier of the hosted page, unique.
    pub session_id: Option<String>,
    /// The gateway's identifier of the payment, unique.
    pub intent_id: Option<String>,
    /// Address of the hosted page.
    pub checkout_url: Option<String>,
    /// When that page lapses.
    pub checkout_expires_at: Option<Timestamp>,
    /// Until when the card may be captured.
    pub capture_before: Option<Timestamp>,
    /// The gateway's code of a refusal.
    pub decline_code: Option<String>,
    /// When it was captured.
    pub captured_at: Option<Timestamp>,
    /// When it was started.
    pub created_at: Timestamp,
    /// Raised by each change; compared when saving.
    pub version: i64,
}

#[derive(FromRow)]
struct Flat {
    id: Uuid,
    booking_id: Uuid,
    kind: String,
    amount_cents: i64,
    status: String,
    session_id: Option<String>,
    intent_id: Option<String>,
    checkout_url: Option<String>,
    checkout_expires_at_ms: Option<i64>,
    capture_before_ms: Option<i64>,
    decline_code: Option<String>,
    captured_at_ms: Option<i64>,
    created_at_ms: i64,
    version: i64,
}

impl TryFrom<Flat> for Payment {
    type Error = StoreError;
    fn try_from(f: Flat) -> Result<Self, StoreError> {
        let at = At {
            table: "payment",
            row: &f.id,
        };
        let status = PaymentStatus::ALL
            .into_iter()
            .find(|s| s.code() == f.status);
        Ok(Self {
            id: PaymentId(f.id),
            booking: BookingId(f.booking_id),
            kind: at.need("kind", PaymentKind::from_code(&f.kind))?,
            amount: Cents(f.amount_cents),
            status: at.need("status", status)?,
            session_id: f.session_id,
            intent_id: f.intent_id,
            checkout_url: f.checkout_url,
            checkout_expires_at: f.checkout_expires_at_ms.map(Timestamp),
            capture_before: f.capture_before_ms.map(Timestamp),
            decline_code: f.decline_code,
            captured_at: f.captured_at_ms.map(Timestamp),
            created_at: Timestamp(f.created_at_ms),
            version: f.version,
        })
    }
}

/// Adds a payment.
pub async fn insert(tx: &mut Tx, payment: &Payment) -> Result<(), StoreError> {
    execute!(
        tx,
        "insert into payment (id, booking_id, kind, amount_cents, status, session_id, intent_id, checkout_url,
                              checkout_expires_at_ms, capture_before_ms, decline_code, captured_at_ms, created_at_ms, version)
         values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14)",
        payment.id.0,
        payment.booking.0,
        payment.kind.code(),
        payment.amount.0,
        payment.status.code(),
        &payment.session_id,
        &payment.intent_id,
        &payment.checkout_url,
        payment.checkout_expires_at.map(|t| t.0),
        payment.capture_before.map(|t| t.0),
        &payment.decline_code,
        payment.captured_at.map(|t| t.0),
        payment.created_at.0,
        payment.version,
    )
    .map(|_| ())
}

/// Writes what was heard, if nobody else did since it was read, and raises the version by one: read it again before saving
/// it again. Booking, kind and amount never change.
///
/// # Errors
/// [`StoreError::Stale`] when somebody else saved it first.
pub async fn save(tx: &mut Tx, payment: &Payment) -> Result<(), StoreError> {
    let rows = execute!(
        tx,
        "update payment set version = version + 1, status = $3, session_id = $4, intent_id = $5, checkout_url = $6,
            checkout_expires_at_ms = $7, capture_before_ms = $8, decline_code = $9, captured_at_ms = $10
         where id = $1 and version = $2",
        payment.id.0,
        payment.version,
        payment.status.code(),
        &payment.session_id,
        &payment.intent_id,
        &payment.checkout_url,
        payment.checkout_expires_at.map(|t| t.0),
        payment.capture_before.map(|t| t.0),
        &payment.decline_code,
        payment.captured_at.map(|t| t.0),
    )?;
    if rows == 1 {
        Ok(())
    } else {
        Err(StoreError::Stale)
    }
}

/// The payment.
pub async fn get(tx: &mut Tx, id: PaymentId) -> Result<Option<Payment>, StoreError> {
    fetch_optional!(tx, Flat, "select * from payment where id = $1", id.0)?
        .map(Payment::try_from)
        .transpose()
}

/// The payment with that hosted page.
pub async fn by_session(tx: &mut Tx, session_id: &str) -> Result<Option<Payment>, StoreError> {
    let sql = "select * from payment where session_id = $1";
    fetch_optional!(tx, Flat, sql, session_id)?
        .map(Payment::try_from)
        .transpose()
}

/// The payment with that identifier at the gateway.
pub async fn by_intent(tx: &mut Tx, intent_id: &str) -> Result<Option<Payment>, StoreError> {
    let sql = "select * from payment where intent_id = $1";
    fetch_optional!(tx, Flat, sql, intent_id)?
        .map(Payment::try_from)
        .transpose()
}

/// Every payment of the booking, the oldest first.
pub async fn of_booking(tx: &mut Tx, booking: BookingId) -> Result<Vec<Payment>, StoreError> {
    let sql = "select * from payment where booking_id = $1 order by created_at_ms, id";
    fetch_all!(tx, Flat, sql, booking.0)?
        .into_iter()
        .map(Payment::try_from)
        .collect()
}
