//! Money that was taken: a tip, a capture whose answer got lost, or something that nobody asked for.

use super::{booking_of, capture, give_up, settle::Next};
use crate::{
    Backend, Error, Work,
    booking::{Step, inform, provider_of, tell},
    mail,
};
use domain::{
    Party,
    booking::{Booking, Event, StateKind},
    ledger,
    view::PaymentStatus,
};
use store::payment::{Payment, PaymentKind};

/// Writes down that exactly the amount was taken.
pub(super) async fn taken(
    b: &Backend,
    work: &mut Work,
    mut payment: Payment,
    intent: String,
) -> Result<Next, Error> {
    payment.intent_id = Some(intent);
    let booking = booking_of(work, &payment).await?;
    match payment.kind {
        PaymentKind::Tip => tipped(b, work, payment, &booking).await?,
        PaymentKind::Authorization if is_capturing(&booking, &payment) => {
            capture::finish(b, work, payment, booking).await?;
        }
        PaymentKind::Authorization => {
            tracing::error!(payment = %payment.id, state = booking.state.kind().code(), "captured without being asked");
            if booking.state.kind().is_freed() {
                give_up(b, work, payment.id).await?;
                return Ok(Next::Release(payment.id));
            }
        }
    }
    Ok(Next::Nothing)
}

/// Whether the booking is debiting this very payment.
pub(super) fn is_capturing(booking: &Booking, payment: &Payment) -> bool {
    booking.state.kind() == StateKind::Capturing && booking.state.payment() == Some(payment.id)
}

async fn tipped(
    b: &Backend,
    work: &mut Work,
    mut payment: Payment,
    booking: &Booking,
) -> Result<(), Error> {
    let now = b.now();
    payment.status = PaymentStatus::Captured;
    payment.captured_at = Some(now);
    payment.decline_code = None;
    store::payment::save(work, &payment).await?;
    let postings = ledger::tip(payment.amount, booking.provider);
    let kind = ledger::EntryKind::Tip;
    store::ledger::insert(
        work,
        b.new_id(),
        kind,
        booking.id,
        payment.id,
        now,
        &postings,
    )
    .await?;
    let step = Step {
        event: Event::Tip,
        party: Party::Resident,
        account: Some(booking.resident),
    };
    tell(b, work, booking, Some(booking.state.kind()), step).await?;
    let provider = provider_of(work, booking).await?;
    inform(
        b,
        work,
        mail::Template::TipReceived,
        &[provider.account],
        booking.id,
    )
    .await
}
