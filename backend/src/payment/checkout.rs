//! Opening the payment page: making the call whose attempt was written down, once or again with the same key.

use super::{attempt, booking_of, payment_of, renew, unavailable};
use crate::{
    Backend, Error, Work,
    booking::provider_of,
    gateway::{CaptureMethod, GatewayError, NewSession, Session},
    jobs,
    jobs::Task,
};
use domain::{
    Lang,
    booking::Booking,
    ids::PaymentId,
    provider::Provider,
    skill,
    time::{HOUR_MS, MINUTE_MS},
    view::PaymentStatus,
};
use store::{
    attempt::{Attempt, AttemptKind, AttemptStatus},
    payment::{Payment, PaymentKind},
};

/// How long a payment page can be paid. The gateway takes 30 minutes to 24 hours, counted from its own clock; half an hour
/// of difference and of retries is left.
const PAGE_MS: i64 = HOUR_MS;
/// How long after the page lapsed its end is looked at, should the webhook get lost.
const AFTERWARDS_MS: i64 = MINUTE_MS;

/// Everything about the page, so that the same payment in the same language always gives the same parameters.
fn page(
    b: &Backend,
    payment: &Payment,
    booking: &Booking,
    provider: &Provider,
    lang: Lang,
) -> NewSession {
    let skill = skill::find(&booking.skill).map_or("", |s| s.name(lang));
    let (capture, title) = match (payment.kind, lang) {
        (PaymentKind::Authorization, Lang::Fr) => (
            CaptureMethod::Manual,
            format!("{skill} avec {}", provider.name),
        ),
        (PaymentKind::Authorization, Lang::En) => (
            CaptureMethod::Manual,
            format!("{skill} with {}", provider.name),
        ),
        (PaymentKind::Tip, Lang::Fr) => (
            CaptureMethod::Automatic,
            format!("Pourboire pour {}", provider.name),
        ),
        (PaymentKind::Tip, Lang::En) => (
            CaptureMethod::Automatic,
            format!("Tip for {}", provider.name),
        ),
    };
    let back = mission_url(b, booking, lang);
    NewSession {
        amount: payment.amount,
        capture,
        title,
        booking: booking.id.to_string(),
        payment: payment.id.to_string(),
        success_url: format!("{back}?paiement=retour"),
        cancel_url: format!("{back}?paiement=abandon"),
        expires_at: payment.created_at.plus(PAGE_MS),
        lang,
    }
}

/// The page of the mission in that language.
pub(super) fn mission_url(b: &Backend, booking: &Booking, lang: Lang) -> String {
    format!(
        "{}{}/missions/{}",
        b.config.public_url,
        lang.prefix(),
        booking.id
    )
}

/// Writes down that a page is to be opened.
pub(super) async fn queue(
    b: &Backend,
    work: &mut Work,
    payment: &Payment,
    booking: &Booking,
    lang: Lang,
) -> Result<(), Error> {
    let provider = provider_of(work, booking).await?;
    let hash = page(b, payment, booking, &provider, lang).fingerprint();
    attempt(b, work, payment, AttemptKind::Checkout, hash).await
}

/// Opens the page of a payment whose attempt is pending; without one, there is nothing to do.
pub async fn open(b: &Backend, id: PaymentId) -> Result<(), Error> {
    let mut tx = b.read().await?;
    let payment = payment_of(&mut tx, id).await?;
    let Some(attempt) = store::attempt::pending_of(&mut tx, id, AttemptKind::Checkout).await?
    else {
        return Ok(());
    };
    let booking = booking_of(&mut tx, &payment).await?;
    let provider = provider_of(&mut tx, &booking).await?;
    drop(tx);
    // The language is not stored: it is the one whose parameters are those written down.
    let pages = Lang::ALL.map(|lang| page(b, &payment, &booking, &provider, lang));
    let Some(page) = pages
        .iter()
        .find(|page| page.fingerprint() == attempt.params_hash)
    else {
        return refused(b, &attempt, "parameters changed").await;
    };
    match b.gateway.open_session(&attempt.id.to_string(), page).await {
        Ok(session) => opened(b, &attempt, &session).await,
        Err(error @ GatewayError::Unknown(_)) => Err(unavailable(&error)),
        Err(error @ GatewayError::Broken(_)) => {
            // A page that may have been opened stays unknown to everybody, and lapses.
            renew(b, &attempt, "broken").await?;
            Err(unavailable(&error))
        }
        Err(error) => refused(b, &attempt, &error.to_string()).await,
    }
}

async fn opened(b: &Backend, attempt: &Attempt, session: &Session) -> Result<(), Error> {
    let mut work = b.write().await?;
    if !still_pending(&mut work, attempt).await? {
        return work.commit().await;
    }
    let mut payment = payment_of(&mut work, attempt.payment).await?;
    payment.session_id = Some(session.id.clone());
    payment.checkout_url.clone_from(&session.url);
    payment.checkout_expires_at = Some(session.expires_at());
    store::payment::save(&mut work, &payment).await?;
    store::attempt::finish(
        &mut work,
        attempt.id,
        AttemptStatus::Done,
        &session.id,
        b.now(),
    )
    .await?;
    let look_again = session.expires_at().plus(AFTERWARDS_MS);
    jobs::enqueue(&mut work, b, &Task::Settle(payment.id), look_again, None).await?;
    work.commit().await
}

/// The gateway will never open this page: the payment is over, and the resident may begin another.
async fn refused(b: &Backend, attempt: &Attempt, why: &str) -> Result<(), Error> {
    tracing::error!(payment = %attempt.payment, why, "the gateway refused to open a payment page");
    let mut work = b.write().await?;
    if !still_pending(&mut work, attempt).await? {
        return work.commit().await;
    }
    store::attempt::finish(&mut work, attempt.id, AttemptStatus::Refused, why, b.now()).await?;
    let mut payment = payment_of(&mut work, attempt.payment).await?;
    payment.status = PaymentStatus::Abandoned;
    store::payment::save(&mut work, &payment).await?;
    super::settle::abandon(b, &mut work, &payment).await?;
    work.commit().await
}

/// Two may have made the same call with the same key and got the same answer; the first writes it down.
pub(super) async fn still_pending(work: &mut Work, attempt: &Attempt) -> Result<bool, Error> {
    let pending = store::attempt::pending_of(work, attempt.payment, attempt.kind).await?;
    Ok(pending.is_some_and(|p| p.id == attempt.id))
}
