//! Calls to the payment gateway, recorded before they are made and settled after. A call whose outcome is unknown stays
//! pending, and no second one of its kind can begin.

use crate::{StoreError, Tx, row::At};
use domain::{
    Cents, Timestamp,
    ids::{AttemptId, PaymentId},
};
use sqlx::FromRow;
use uuid::Uuid;

/// What is asked of the gateway.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum AttemptKind {
    /// Open a hosted page.
    Checkout,
    /// Capture an authorization.
    Capture,
    /// Give an authorization back, or money that was captured after all.
    Void,
}

impl AttemptKind {
    const ALL: [Self; 3] = [Self::Checkout, Self::Capture, Self::Void];

    /// As stored.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Checkout => "checkout",
            Self::Capture => "capture",
            Self::Void => "void",
        }
    }

    /// The kind with this code.
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|k| k.code() == code)
    }
}

/// What became of a call.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum AttemptStatus {
    /// To be made, under way, or its outcome is unknown.
    Pending,
    /// The gateway did it.
    Done,
    /// The gateway refused for good.
    Refused,
}

impl AttemptStatus {
    const ALL: [Self; 3] = [Self::Pending, Self::Done, Self::Refused];

    /// As stored.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Pending => "pending",
            Self::Done => "done",
            Self::Refused => "refused",
        }
    }

    /// The status with this code.
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|s| s.code() == code)
    }
}

/// A call to the gateway.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Attempt {
    /// Identifier, sent as the idempotency key.
    pub id: AttemptId,
    /// The payment.
    pub payment: PaymentId,
    /// What is asked.
    pub kind: AttemptKind,
    /// For how much.
    pub amount: Cents,
    /// Hash of the parameters sent, which a repetition must match.
    pub params_hash: String,
    /// What became of it.
    pub status: AttemptStatus,
    /// When it was decided.
    pub created_at: Timestamp,
    /// When its outcome was known.
    pub finished_at: Option<Timestamp>,
    /// What the gateway answered, in a word.
    pub outcome: Option<String>,
}

#[derive(FromRow)]
struct Flat {
    id: Uuid,
    payment_id: Uuid,
    kind: String,
    amount_cents: i64,
    params_hash: String,
    status: String,
    created_at_ms: i64,
    finished_at_ms: Option<i64>,
    outcome: Option<String>,
}

impl TryFrom<Flat> for Attempt {
    type Error = StoreError;
    fn try_from(f: Flat) -> Result<Self, StoreError> {
        let at = At {
            table: "attempt",
            row: &f.id,
        };
        Ok(Self {
            id: AttemptId(f.id),
            payment: PaymentId(f.payment_id),
            kind: at.need("kind", AttemptKind::from_code(&f.kind))?,
            amount: Cents(f.amount_cents),
            params_hash: f.params_hash,
            status: at.need("status", AttemptStatus::from_code(&f.status))?,
            created_at: Timestamp(f.created_at_ms),
            finished_at: f.finished_at_ms.map(Timestamp),
            outcome: f.outcome,
        })
    }
}

/// Records a call; [`StoreError::AlreadyDone`] when one of that kind is pending for the payment.
pub async fn insert(tx: &mut Tx, attempt: &Attempt) -> Result<(), StoreError> {
    execute!(
        tx,
        "insert into attempt (id, payment_id, kind, amount_cents, params_hash, status, created_at_ms, finished_at_ms, outcome)
         values ($1, $2, $3, $4, $5, $6, $7, $8, $9)",
        attempt.id.0,
        attempt.payment.0,
        attempt.kind.code(),
        attempt.amount.0,
        &attempt.params_hash,
        attempt.status.code(),
        attempt.created_at.0,
        attempt.finished_at.map(|t| t.0),
        &attempt.outcome,
    )
    .map(|_| ())
}

/// Settles a pending call; [`StoreError::Stale`] when somebody else has settled it.
pub async fn finish(
    tx: &mut Tx,
    id: AttemptId,
    status: AttemptStatus,
    outcome: &str,
    at: Timestamp,
) -> Result<(), StoreError> {
    let rows = execute!(
        tx,
        "update attempt set status = $2, outcome = $3, finished_at_ms = $4 where id = $1 and status = 'pending'",
        id.0,
        status.code(),
        outcome,
        at.0,
    )?;
    if rows == 1 {
        Ok(())
    } else {
        Err(StoreError::Stale)
    }
}

/// The call.
pub async fn get(tx: &mut Tx, id: AttemptId) -> Result<Option<Attempt>, StoreError> {
    fetch_optional!(tx, Flat, "select * from attempt where id = $1", id.0)?
        .map(Attempt::try_from)
        .transpose()
}

/// The pending call of that kind.
pub async fn pending_of(
    tx: &mut Tx,
    payment: PaymentId,
    kind: AttemptKind,
) -> Result<Option<Attempt>, StoreError> {
    let sql = "select * from attempt where payment_id = $1 and kind = $2 and status = 'pending'";
    fetch_optional!(tx, Flat, sql, payment.0, kind.code())?
        .map(Attempt::try_from)
        .transpose()
}

/// Calls decided before that moment whose outcome is not known, the oldest first.
pub async fn pending_before(
    tx: &mut Tx,
    at: Timestamp,
    limit: i64,
) -> Result<Vec<Attempt>, StoreError> {
    let sql = "select * from attempt where status = 'pending' and created_at_ms < $1 order by created_at_ms, id limit $2";
    fetch_all!(tx, Flat, sql, at.0, limit)?
        .into_iter()
        .map(Attempt::try_from)
        .collect()
}
