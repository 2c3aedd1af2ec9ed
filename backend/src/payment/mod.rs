//! Payments: the card's hold from the payment page to the capture or the void, and tips.
//!
//! Every call to the gateway goes the same way, so that a crash at any point loses nothing: one transaction writes the
//! attempt and the job that will make it; the call happens outside with the attempt's identifier as its key; one
//! transaction writes what came of it. Use cases run the job's own function right after their commit, for the person who
//! waits; the job is the net. A transaction that finds its work done by a neighbour is committed all the same: only then is
//! what the neighbour wrote sure to last. What the gateway says is always asked of it, never taken from a redirect or a webhook.

mod capture;
mod checkout;
mod give_up;
mod settle;
mod start;
mod taken;
mod truth;
mod webhook;

pub use capture::{begin as begin_capture, capture};
pub use checkout::open;
pub use give_up::{queue as give_up, release};
pub use settle::settle;
pub(crate) use start::is_waiting;
pub use start::{returned, start, tip};
pub use webhook::webhook;

use crate::{Backend, Error, Work, gateway::GatewayError, jobs, jobs::Task};
use domain::{booking::Booking, ids::PaymentId, time::MINUTE_MS};
use store::{
    Tx,
    attempt::{Attempt, AttemptKind, AttemptStatus},
    payment::Payment,
};

/// A pending attempt older than this is looked at again even if its job is gone.
const PENDING_MS: i64 = 2 * MINUTE_MS;
/// Attempts looked at in one pass.
const PENDING_BATCH: i64 = 50;

/// After a commit, the step that a person waits for has been tried at once; when it failed, its job tries again, and the
/// failure is only worth a line.
pub(crate) fn now_or_later(result: Result<(), Error>) {
    if let Err(error) = result {
        tracing::warn!(%error, "left to its job");
    }
}

/// Finishes attempts whose outcome is still unknown; how many were looked at. The worker calls this about once a minute.
pub async fn reconcile(b: &Backend) -> Result<usize, Error> {
    let mut tx = b.read().await?;
    let pending =
        store::attempt::pending_before(&mut tx, b.now().plus(-PENDING_MS), PENDING_BATCH).await?;
    drop(tx);
    for attempt in &pending {
        now_or_later(run(b, attempt).await);
    }
    Ok(pending.len())
}

async fn run(b: &Backend, attempt: &Attempt) -> Result<(), Error> {
    match attempt.kind {
        AttemptKind::Checkout => open(b, attempt.payment).await,
        AttemptKind::Capture => capture(b, attempt.payment).await,
        AttemptKind::Void => release(b, attempt.payment).await,
    }
}

async fn payment_of(tx: &mut Tx, id: PaymentId) -> Result<Payment, Error> {
    store::payment::get(tx, id).await?.ok_or(Error::NotFound)
}

async fn booking_of(tx: &mut Tx, payment: &Payment) -> Result<Booking, Error> {
    let booking = store::booking::get(tx, payment.booking).await?;
    booking.ok_or_else(|| Error::Internal(format!("payment {} has no booking", payment.id)))
}

/// Writes down that a call is about to be made, and the job that makes it.
async fn attempt(
    b: &Backend,
    work: &mut Work,
    payment: &Payment,
    kind: AttemptKind,
    params_hash: String,
) -> Result<(), Error> {
    let attempt = Attempt {
        id: b.new_id(),
        payment: payment.id,
        kind,
        amount: payment.amount,
        params_hash,
        status: AttemptStatus::Pending,
        created_at: b.now(),
        finished_at: None,
        outcome: None,
    };
    store::attempt::insert(work, &attempt).await?;
    let task = match kind {
        AttemptKind::Checkout => Task::Checkout(payment.id),
        AttemptKind::Capture => Task::Capture(payment.id),
        AttemptKind::Void => Task::Void(payment.id),
    };
    jobs::enqueue(work, b, &task, b.now(), None).await
}

/// Writes down that a call is to be made anew, under a key of its own, because the old key is of no use any more. Only for
/// calls that change nothing when made twice.
async fn renew(b: &Backend, old: &Attempt, why: &str) -> Result<Option<Attempt>, Error> {
    let mut work = b.write().await?;
    if checkout::still_pending(&mut work, old).await? {
        let payment = payment_of(&mut work, old.payment).await?;
        store::attempt::finish(&mut work, old.id, AttemptStatus::Refused, why, b.now()).await?;
        attempt(b, &mut work, &payment, old.kind, old.params_hash.clone()).await?;
    }
    let fresh = store::attempt::pending_of(&mut work, old.payment, old.kind).await?;
    work.commit().await?;
    Ok(fresh)
}

/// Nobody knows what happened, or the gateway cannot be asked.
fn unavailable(error: &GatewayError) -> Error {
    tracing::warn!(%error, "the payment gateway gave no result");
    Error::GatewayUnavailable
}
