//! Debiting a held card once the job is confirmed, and posting it in the ledger to the cent.

use super::{
    attempt, booking_of, checkout::still_pending, give_up, now_or_later, payment_of, release,
    renew, taken::is_capturing, unavailable,
};
use crate::{
    Backend, Error, Work,
    booking::{Step, inform, keep, provider_of},
    gateway::{GatewayError, Intent, IntentStatus},
    jobs,
    jobs::Task,
    mail,
};
use domain::{
    booking::{Booking, Event, StateKind},
    ids::PaymentId,
    ledger,
    time::HOUR_MS,
    view::PaymentStatus,
};
use store::{
    attempt::{Attempt, AttemptKind, AttemptStatus},
    payment::Payment,
};

/// The gateway forgets keys after 24 hours; from here on an attempt is made anew, under its own key.
const KEY_MS: i64 = 23 * HOUR_MS;

/// Writes down that the hold of a booking that is capturing is to be captured; which payment.
pub async fn begin(b: &Backend, work: &mut Work, booking: &Booking) -> Result<PaymentId, Error> {
    let hold = booking.state.hold();
    let hold =
        hold.ok_or_else(|| Error::Internal(format!("booking {} holds no card", booking.id)))?;
    let payment = payment_of(work, hold.payment).await?;
    attempt(
        b,
        work,
        &payment,
        AttemptKind::Capture,
        payment.amount.0.to_string(),
    )
    .await?;
    Ok(payment.id)
}

/// Makes the capture that was written down; without one, there is nothing to do. Idempotent.
///
/// # Errors
/// [`Error::GatewayUnavailable`] while nobody knows what happened.
pub async fn capture(b: &Backend, id: PaymentId) -> Result<(), Error> {
    let Some((attempt, payment)) = pending(b, id).await? else {
        return Ok(());
    };
    let Some(intent) = payment.intent_id.as_deref() else {
        return Err(Error::Internal(format!(
            "payment {id} has no intent to capture"
        )));
    };
    let answer = b
        .gateway
        .capture(&attempt.id.to_string(), intent, payment.amount)
        .await;
    let is_broken = matches!(answer, Err(GatewayError::Broken(_)));
    let truth = match answer {
        Err(GatewayError::Declined { code }) => return refused(b, &attempt, &code).await,
        Ok(intent) => Ok(intent),
        // The truth decides, not the answer: it may have been captured before, or the hold may have lapsed.
        Err(_) => b.gateway.intent(intent).await,
    };
    let truth = truth.map_err(|error| unavailable(&error))?;
    if is_broken && truth.status == IntentStatus::RequiresCapture {
        renew(b, &attempt, "broken").await?;
    }
    outcome(b, &attempt, &truth).await
}

/// The pending attempt and its payment, under a fresh key when the gateway has forgotten the old one.
async fn pending(b: &Backend, id: PaymentId) -> Result<Option<(Attempt, Payment)>, Error> {
    let mut tx = b.read().await?;
    let found = store::attempt::pending_of(&mut tx, id, AttemptKind::Capture).await?;
    let payment = payment_of(&mut tx, id).await?;
    drop(tx);
    let Some(old) = found else { return Ok(None) };
    if b.now().since(old.created_at) < KEY_MS {
        return Ok(Some((old, payment)));
    }
    let fresh = renew(b, &old, "key forgotten").await?;
    Ok(fresh.map(|fresh| (fresh, payment)))
}

async fn outcome(b: &Backend, attempt: &Attempt, intent: &Intent) -> Result<(), Error> {
    match intent.status {
        IntentStatus::Succeeded if intent.amount_received == attempt.amount => {
            let mut work = b.write().await?;
            if !still_pending(&mut work, attempt).await? {
                return work.commit().await;
            }
            let payment = payment_of(&mut work, attempt.payment).await?;
            let booking = booking_of(&mut work, &payment).await?;
            if is_capturing(&booking, &payment) {
                finish(b, &mut work, payment, booking).await?;
            } else {
                tracing::error!(payment = %payment.id, state = booking.state.kind().code(), "captured without being asked");
                let done = AttemptStatus::Done;
                store::attempt::finish(&mut work, attempt.id, done, "captured", b.now()).await?;
            }
            work.commit().await
        }
        IntentStatus::Canceled => refused(b, attempt, "expired_hold").await,
        IntentStatus::RequiresCapture => Err(unavailable(&GatewayError::Unknown(
            "not captured yet".to_owned(),
        ))),
        status => Err(Error::Internal(format!(
            "intent {} is {status:?} at capture",
            intent.id
        ))),
    }
}

/// Writes down a capture: the mission is paid, the shares are posted, everybody is told.
pub(super) async fn finish(
    b: &Backend,
    work: &mut Work,
    mut payment: Payment,
    booking: Booking,
) -> Result<(), Error> {
    let now = b.now();
    if let Some(attempt) =
        store::attempt::pending_of(work, payment.id, AttemptKind::Capture).await?
    {
        store::attempt::finish(work, attempt.id, AttemptStatus::Done, "captured", now).await?;
    }
    payment.status = PaymentStatus::Captured;
    payment.captured_at = Some(now);
    store::payment::save(work, &payment).await?;
    let paid = booking.capture(now)?;
    keep(
        b,
        work,
        StateKind::Capturing,
        &paid,
        Step::of_system(Event::Capture),
    )
    .await?;
    let Some(agreement) = paid.state.agreement() else {
        return Err(Error::Internal(format!(
            "booking {} was paid without an agreement",
            paid.id
        )));
    };
    let postings = ledger::capture(&agreement.shares, paid.provider, agreement.coordinator);
    let kind = ledger::EntryKind::Capture;
    store::ledger::insert(work, b.new_id(), kind, paid.id, payment.id, now, &postings).await?;
    let review_by = now.plus(agreement.policy.review_delay_ms);
    jobs::enqueue(work, b, &Task::Close(paid.id), review_by, None).await?;
    let provider = provider_of(work, &paid).await?.account;
    inform(b, work, mail::Template::Receipt, &[paid.resident], paid.id).await?;
    inform(b, work, mail::Template::PayoutComing, &[provider], paid.id).await?;
    inform(
        b,
        work,
        mail::Template::ReviewInvitation,
        &[paid.resident, provider],
        paid.id,
    )
    .await
}

/// The bank refused: the hold is given up and the resident asked for another card. A booking that has moved on, because the
/// loss of the hold was heard of first, stays as it is.
async fn refused(b: &Backend, attempt: &Attempt, code: &str) -> Result<(), Error> {
    let mut work = b.write().await?;
    if !still_pending(&mut work, attempt).await? {
        return work.commit().await;
    }
    store::attempt::finish(&mut work, attempt.id, AttemptStatus::Refused, code, b.now()).await?;
    let mut payment = payment_of(&mut work, attempt.payment).await?;
    let booking = booking_of(&mut work, &payment).await?;
    if !is_capturing(&booking, &payment) {
        return work.commit().await;
    }
    payment.status = PaymentStatus::Declined;
    payment.decline_code = Some(code.to_owned());
    store::payment::save(&mut work, &payment).await?;
    let booking = booking.refuse_capture(b.now())?;
    keep(
        b,
        &mut work,
        StateKind::Capturing,
        &booking,
        Step::of_system(Event::RefuseCapture),
    )
    .await?;
    give_up(b, &mut work, payment.id).await?;
    inform(
        b,
        &mut work,
        mail::Template::ActionNeeded,
        &[booking.resident],
        booking.id,
    )
    .await?;
    work.commit().await?;
    now_or_later(release(b, payment.id).await);
    Ok(())
}
