//! Giving up what a payment still holds: closing an open page, voiding a hold. Whoever pays in that very moment is found
//! out, because the gateway is asked again after each step.

use super::{attempt, checkout, payment_of, settle, unavailable};
use crate::{
    Backend, Error, Work,
    gateway::{GatewayError, IntentStatus, SessionStatus},
};
use domain::{
    ids::{AttemptId, PaymentId},
    view::PaymentStatus,
};
use store::{
    attempt::{Attempt, AttemptKind, AttemptStatus},
    payment::{Payment, PaymentKind},
};

/// Looks and steps before it is left to the job: the page is closed, then the hold voided, then it is seen to be over.
const ROUNDS: u32 = 5;

/// Writes down that whatever this payment holds is to be given up.
pub async fn queue(b: &Backend, work: &mut Work, id: PaymentId) -> Result<(), Error> {
    let payment = payment_of(work, id).await?;
    let is_over = matches!(
        payment.status,
        PaymentStatus::Captured | PaymentStatus::Voided | PaymentStatus::Abandoned
    );
    if is_over
        || store::attempt::pending_of(work, id, AttemptKind::Void)
            .await?
            .is_some()
    {
        return Ok(());
    }
    attempt(b, work, &payment, AttemptKind::Void, String::new()).await
}

/// Gives up what was written down; without that, there is nothing to do. Idempotent.
///
/// # Errors
/// [`Error::GatewayUnavailable`] while the gateway cannot be asked.
pub async fn release(b: &Backend, id: PaymentId) -> Result<(), Error> {
    // A page that may or may not have been opened is opened first, under its own key, to learn what to close.
    checkout::open(b, id).await?;
    let mut tx = b.read().await?;
    let Some(attempt) = store::attempt::pending_of(&mut tx, id, AttemptKind::Void).await? else {
        return Ok(());
    };
    let payment = payment_of(&mut tx, id).await?;
    drop(tx);
    let Some(session) = payment.session_id.clone() else {
        return finish(b, &attempt, "never opened").await;
    };
    for _ in 0..ROUNDS {
        let now = b
            .gateway
            .session(&session)
            .await
            .map_err(|error| unavailable(&error))?;
        // Closing and voiding change nothing when done twice: each try has its own key.
        let key = b.new_id::<AttemptId>().to_string();
        let step = match (now.status, now.intent()) {
            (SessionStatus::Open, _) => b.gateway.expire_session(&key, &session).await,
            (_, Some(intent)) if intent.status == IntentStatus::RequiresCapture => {
                b.gateway.cancel(&key, &intent.id).await.map(|_| ())
            }
            (_, Some(intent)) if intent.status == IntentStatus::Succeeded => {
                return match payment.kind {
                    PaymentKind::Tip => tipped(b, &attempt).await,
                    PaymentKind::Authorization => refund(b, &attempt, &intent.id).await,
                };
            }
            _ => return finish(b, &attempt, "given up").await,
        };
        // Refused: somebody was faster. Look again.
        if let Err(error @ (GatewayError::Unknown(_) | GatewayError::Broken(_))) = step {
            return Err(unavailable(&error));
        }
    }
    Err(Error::GatewayUnavailable)
}

async fn finish(b: &Backend, attempt: &Attempt, outcome: &str) -> Result<(), Error> {
    let mut work = b.write().await?;
    if !checkout::still_pending(&mut work, attempt).await? {
        return work.commit().await;
    }
    store::attempt::finish(&mut work, attempt.id, AttemptStatus::Done, outcome, b.now()).await?;
    let mut payment = payment_of(&mut work, attempt.payment).await?;
    if let Some(status) = after(&payment) {
        payment.status = status;
        store::payment::save(&mut work, &payment).await?;
        settle::abandon(b, &mut work, &payment).await?;
    }
    work.commit().await
}

/// What a payment is once given up. One refused at the capture stays refused: its page still says why.
fn after(payment: &Payment) -> Option<PaymentStatus> {
    match payment.status {
        PaymentStatus::Authorised => Some(PaymentStatus::Voided),
        PaymentStatus::Pending => Some(PaymentStatus::Abandoned),
        PaymentStatus::Declined if payment.capture_before.is_none() => {
            Some(PaymentStatus::Abandoned)
        }
        _ => None,
    }
}

/// Somebody captured it by hand at the gateway: the money goes back.
async fn refund(b: &Backend, attempt: &Attempt, intent: &str) -> Result<(), Error> {
    let key = attempt.id.to_string();
    match b.gateway.refund(&key, intent, attempt.amount).await {
        Err(error @ (GatewayError::Unknown(_) | GatewayError::Broken(_))) => {
            Err(unavailable(&error))
        }
        // Refused: it was given back before.
        _ => finish(b, attempt, "refunded").await,
    }
}

/// It was paid in the meantime: a tip is then simply a tip.
async fn tipped(b: &Backend, attempt: &Attempt) -> Result<(), Error> {
    let mut work = b.write().await?;
    if checkout::still_pending(&mut work, attempt).await? {
        store::attempt::finish(
            &mut work,
            attempt.id,
            AttemptStatus::Refused,
            "taken",
            b.now(),
        )
        .await?;
        work.commit().await?;
    }
    Box::pin(settle::settle(b, attempt.payment)).await
}
