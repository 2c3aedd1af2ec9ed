//! Making a payment here what it is at the gateway: asked by the return of the payer, by webhooks and by jobs, in any order
//! and any number of times.

use super::{
    begin_capture, booking_of, capture, checkout, give_up, now_or_later, payment_of, release,
    taken::taken, truth::Truth, unavailable,
};
use crate::{
    Backend, Error, Work,
    booking::{Step, inform, keep, provider_of},
    jobs,
    jobs::Task,
    mail,
    work::retried,
};
use domain::{
    RuleError, Timestamp,
    booking::{Event, Hold, StateKind},
    ids::PaymentId,
    time::MINUTE_MS,
    view::PaymentStatus,
};
use store::{
    attempt::{AttemptKind, AttemptStatus},
    payment::Payment,
};

/// How often a change made meanwhile by somebody else is answered by looking again.
const TRIES: u32 = 4;
/// How long after a hold lapses its loss is looked at, should the webhook get lost.
const AFTERWARDS_MS: i64 = MINUTE_MS;

/// What is left to do at the gateway once the outcome is written.
pub(super) enum Next {
    Nothing,
    Capture(PaymentId),
    Release(PaymentId),
}

/// Asks the gateway how a payment stands and writes it down. Idempotent.
///
/// # Errors
/// [`Error::GatewayUnavailable`] when it cannot be asked; nothing is changed then.
pub async fn settle(b: &Backend, id: PaymentId) -> Result<(), Error> {
    retried(TRIES, || settle_once(b, id)).await
}

async fn settle_once(b: &Backend, id: PaymentId) -> Result<(), Error> {
    checkout::open(b, id).await?;
    let payment = payment_of(&mut b.read().await?, id).await?;
    let Some(session) = payment
        .session_id
        .as_deref()
        .filter(|_| !is_final(&payment))
    else {
        return Ok(());
    };
    let session = b
        .gateway
        .session(session)
        .await
        .map_err(|error| unavailable(&error))?;
    let truth = Truth::of(&session, payment.amount);
    let mut work = b.write().await?;
    let payment = payment_of(&mut work, id).await?;
    if is_final(&payment) {
        return work.commit().await;
    }
    let next = apply(b, &mut work, payment, truth).await?;
    work.commit().await?;
    match next {
        Next::Nothing => {}
        Next::Capture(id) => now_or_later(Box::pin(capture(b, id)).await),
        Next::Release(id) => now_or_later(Box::pin(release(b, id)).await),
    }
    Ok(())
}

/// Whether nothing that the gateway says can change this payment any more. One that was held and then refused is being
/// given up: the card was refused at the capture.
fn is_final(payment: &Payment) -> bool {
    match payment.status {
        PaymentStatus::Captured | PaymentStatus::Voided | PaymentStatus::Abandoned => true,
        PaymentStatus::Declined => payment.capture_before.is_some(),
        PaymentStatus::Pending | PaymentStatus::Authorised => false,
    }
}

async fn apply(
    b: &Backend,
    work: &mut Work,
    mut payment: Payment,
    truth: Truth,
) -> Result<Next, Error> {
    match truth {
        Truth::Open => Ok(Next::Nothing),
        Truth::Declined(code) => {
            if payment.status != PaymentStatus::Declined
                || payment.decline_code.as_ref() != Some(&code)
            {
                payment.status = PaymentStatus::Declined;
                payment.decline_code = Some(code);
                store::payment::save(work, &payment).await?;
            }
            Ok(Next::Nothing)
        }
        Truth::Gone => gone(b, work, payment).await,
        Truth::Held {
            intent,
            capture_before,
        } => held(b, work, payment, intent, capture_before).await,
        Truth::Taken { intent } => taken(b, work, payment, intent).await,
        Truth::Wrong(what) => {
            tracing::error!(payment = %payment.id, what, "the gateway holds something else than was asked");
            give_up(b, work, payment.id).await?;
            Ok(Next::Release(payment.id))
        }
    }
}

/// Nobody paid in time, or the hold has lapsed.
async fn gone(b: &Backend, work: &mut Work, mut payment: Payment) -> Result<Next, Error> {
    let was_held = payment.status == PaymentStatus::Authorised;
    payment.status = if was_held {
        PaymentStatus::Voided
    } else {
        PaymentStatus::Abandoned
    };
    store::payment::save(work, &payment).await?;
    if was_held {
        lose_hold(b, work, &payment).await?;
    } else {
        abandon(b, work, &payment).await?;
    }
    Ok(Next::Nothing)
}

/// The mission no longer waits for this payment page.
pub(super) async fn abandon(b: &Backend, work: &mut Work, payment: &Payment) -> Result<(), Error> {
    let booking = booking_of(work, payment).await?;
    let waits = booking.state.payment() == Some(payment.id)
        && matches!(
            booking.state.kind(),
            StateKind::AwaitingPayment | StateKind::ActionNeeded
        );
    if !waits {
        return Ok(());
    }
    let (from, due) = (booking.state.kind(), booking.state.due_at());
    let booking = booking.abandon_payment()?;
    keep(
        b,
        work,
        from,
        &booking,
        Step::of_system(Event::AbandonPayment),
    )
    .await?;
    match due {
        Some(due) if from == StateKind::AwaitingPayment => {
            jobs::enqueue(work, b, &Task::Expire(booking.id), due, None).await
        }
        _ => Ok(()),
    }
}

async fn lose_hold(b: &Backend, work: &mut Work, payment: &Payment) -> Result<(), Error> {
    let booking = booking_of(work, payment).await?;
    if booking.state.hold().map(|h| h.payment) != Some(payment.id) {
        return Ok(());
    }
    let from = booking.state.kind();
    let (booking, event) = if from == StateKind::Capturing {
        // Nothing is left to capture: the call that was written down is over too.
        let capture = AttemptKind::Capture;
        if let Some(attempt) = store::attempt::pending_of(work, payment.id, capture).await? {
            let refused = AttemptStatus::Refused;
            store::attempt::finish(work, attempt.id, refused, "expired_hold", b.now()).await?;
        }
        (booking.refuse_capture(b.now())?, Event::RefuseCapture)
    } else {
        (booking.lose_hold(b.now())?, Event::LoseHold)
    };
    keep(b, work, from, &booking, Step::of_system(event)).await?;
    let template = if booking.state.kind() == StateKind::Agreed {
        let due = booking.state.due_at().unwrap_or(b.now());
        jobs::enqueue(work, b, &Task::Expire(booking.id), due, None).await?;
        mail::Template::HoldLapsed
    } else {
        mail::Template::ActionNeeded
    };
    inform(b, work, template, &[booking.resident], booking.id).await
}

/// The card is authorised: the mission is certain, or, after delivery, the card is debited at once. When the mission is
/// over by now, the hold is given back.
async fn held(
    b: &Backend,
    work: &mut Work,
    mut payment: Payment,
    intent: String,
    capture_before: Timestamp,
) -> Result<Next, Error> {
    if payment.status == PaymentStatus::Authorised {
        return Ok(Next::Nothing);
    }
    payment.status = PaymentStatus::Authorised;
    payment.intent_id = Some(intent);
    payment.capture_before = Some(capture_before);
    payment.decline_code = None;
    store::payment::save(work, &payment).await?;
    let booking = booking_of(work, &payment).await?;
    let (from, other) = (
        booking.state.kind(),
        booking.state.payment().filter(|other| *other != payment.id),
    );
    let hold = Hold {
        payment: payment.id,
        capture_before,
    };
    let authorised = match booking.authorise(hold, b.now()) {
        Ok(booking) => booking,
        Err(RuleError::WrongState { .. }) => {
            give_up(b, work, payment.id).await?;
            return Ok(Next::Release(payment.id));
        }
        Err(error) => return Err(error.into()),
    };
    keep(
        b,
        work,
        from,
        &authorised,
        Step::of_system(Event::Authorise),
    )
    .await?;
    let look_again = capture_before.plus(AFTERWARDS_MS);
    jobs::enqueue(work, b, &Task::Settle(payment.id), look_again, None).await?;
    if let Some(other) = other {
        give_up(b, work, other).await?;
    }
    if authorised.state.kind() == StateKind::Capturing {
        return begin_capture(b, work, &authorised).await.map(Next::Capture);
    }
    let provider = provider_of(work, &authorised).await?;
    inform(
        b,
        work,
        mail::Template::PaymentReceived,
        &[provider.account],
        authorised.id,
    )
    .await?;
    Ok(other.map_or(Next::Nothing, Next::Release))
}
