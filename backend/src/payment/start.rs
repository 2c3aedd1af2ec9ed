//! Going to the payment page: the card's authorization once agreed, another card after a refused capture, a tip.

use super::{checkout, give_up, open, release, settle};
use crate::{
    Backend, Error, Work,
    booking::{Case, Step, keep},
    work::retried,
};
use domain::{
    Actor, Cents, Lang, RuleError,
    booking::{Event, StateKind, lifecycle::may_ever},
    ids::{BookingId, PaymentId},
    review,
    view::PaymentStatus,
};
use store::{
    Tx,
    payment::{Payment, PaymentKind},
};

/// How often a payment page is looked for again after another click, or after a page that was closed.
const TRIES: u32 = 8;

/// Sends the resident to the payment page: a page still open, or a new one. Somebody whose card turns out to be authorised
/// already is sent back to the mission instead.
///
/// # Errors
/// [`Error::GatewayUnavailable`] when no page can be opened now; asking again goes on where this stopped.
pub async fn start(b: &Backend, actor: &Actor, id: BookingId, lang: Lang) -> Result<String, Error> {
    // After a second click, the job or the webhook of the first: what it left behind is used.
    retried(TRIES, || begin(b, actor, id, lang)).await
}

async fn begin(b: &Backend, actor: &Actor, id: BookingId, lang: Lang) -> Result<String, Error> {
    if let Some(payment) = waiting(b, actor, id, PaymentKind::Authorization).await? {
        settle(b, payment.id).await?;
    }
    let mut work = b.write().await?;
    let case = Case::load(&mut work, actor, id).await?;
    let from = case.booking.state.kind();
    if from == StateKind::Held && may_ever(Event::StartPayment, case.party) {
        let mission = checkout::mission_url(b, &case.booking, lang);
        return Ok(format!("{mission}?paiement=retour"));
    }
    case.booking.check(Event::StartPayment, case.party)?;
    if let Some(page) = page(&mut work, b, id, PaymentKind::Authorization).await? {
        return there(b, work, page).await;
    }
    let Some(price) = case.booking.state.agreement().map(|a| a.shares.price) else {
        return Err(RuleError::WrongState { state: from.code() }.into());
    };
    let payment = new_payment(b, id, PaymentKind::Authorization, price);
    store::payment::insert(&mut work, &payment).await?;
    let booking = case.booking.start_payment(case.party, payment.id)?;
    let step = Step {
        event: Event::StartPayment,
        party: case.party,
        account: Some(actor.account),
    };
    keep(b, &mut work, from, &booking, step).await?;
    checkout::queue(b, &mut work, &payment, &booking, lang).await?;
    work.commit().await?;
    opened(b, payment.id).await
}

/// Sends the resident to the payment page of a tip, all of which goes to the provider.
///
/// # Errors
/// [`Error::GatewayUnavailable`] when no page can be opened, or a former one not be closed, now.
pub async fn tip(
    b: &Backend,
    actor: &Actor,
    id: BookingId,
    amount: &str,
    lang: Lang,
) -> Result<String, Error> {
    retried(TRIES, || begin_tip(b, actor, id, amount, lang)).await
}

async fn begin_tip(
    b: &Backend,
    actor: &Actor,
    id: BookingId,
    amount: &str,
    lang: Lang,
) -> Result<String, Error> {
    let case = Case::load(&mut b.read().await?, actor, id).await?;
    case.booking.check(Event::Tip, case.party)?;
    let amount = review::tip(amount)?;
    if let Some(payment) = waiting(b, actor, id, PaymentKind::Tip).await? {
        settle(b, payment.id).await?;
    }
    let mut work = b.write().await?;
    let case = Case::load(&mut work, actor, id).await?;
    case.booking.check(Event::Tip, case.party)?;
    if let Some(before) = pending(&mut work, id, PaymentKind::Tip).await? {
        if before.amount == amount
            && let Some(page) = page(&mut work, b, id, PaymentKind::Tip).await?
        {
            return there(b, work, page).await;
        }
        // Another amount: the first page is closed before the next one opens, so that no two can be paid.
        match give_up(b, &mut work, before.id).await {
            // Another click closes it.
            Err(Error::Rule(RuleError::AlreadyDone)) => return Err(Error::Stale),
            result => result?,
        }
        work.commit().await?;
        release(b, before.id).await?;
        return Err(Error::Stale);
    }
    let payment = new_payment(b, id, PaymentKind::Tip, amount);
    store::payment::insert(&mut work, &payment).await?;
    checkout::queue(b, &mut work, &payment, &case.booking, lang).await?;
    work.commit().await?;
    opened(b, payment.id).await
}

/// Asks the gateway about every payment of a mission that is under way, for the page that the payer comes back to. Somebody
/// who keeps reloading that page is shown what is known.
pub async fn returned(b: &Backend, actor: &Actor, id: BookingId) -> Result<(), Error> {
    let mut tx = b.read().await?;
    Case::load(&mut tx, actor, id).await?;
    let payments = store::payment::of_booking(&mut tx, id).await?;
    drop(tx);
    let waiting: Vec<_> = payments.iter().filter(|p| is_waiting(p)).collect();
    if waiting.is_empty() || !b.looks().allow(&id.to_string(), b.now()) {
        return Ok(());
    }
    for payment in waiting {
        settle(b, payment.id).await?;
    }
    Ok(())
}

fn new_payment(b: &Backend, booking: BookingId, kind: PaymentKind, amount: Cents) -> Payment {
    Payment {
        id: b.new_id(),
        booking,
        kind,
        amount,
        status: PaymentStatus::Pending,
        session_id: None,
        intent_id: None,
        checkout_url: None,
        checkout_expires_at: None,
        capture_before: None,
        decline_code: None,
        captured_at: None,
        created_at: b.now(),
        version: 1,
    }
}

/// Whether the payer may still be on its page.
pub(crate) fn is_waiting(payment: &Payment) -> bool {
    match payment.status {
        PaymentStatus::Pending => true,
        PaymentStatus::Declined => payment.capture_before.is_none(),
        _ => false,
    }
}

async fn waiting(
    b: &Backend,
    actor: &Actor,
    id: BookingId,
    kind: PaymentKind,
) -> Result<Option<Payment>, Error> {
    let mut tx = b.read().await?;
    Case::load(&mut tx, actor, id).await?;
    pending(&mut tx, id, kind).await
}

/// The latest authorization while its page may be open; the tip whose page may be open, of which there is one, whatever the
/// clocks of several processes say about the latest.
async fn pending(tx: &mut Tx, id: BookingId, kind: PaymentKind) -> Result<Option<Payment>, Error> {
    let payments = store::payment::of_booking(tx, id).await?;
    let mut of_kind = payments.into_iter().filter(|p| p.kind == kind);
    Ok(match kind {
        PaymentKind::Authorization => of_kind.next_back().filter(is_waiting),
        PaymentKind::Tip => of_kind.rfind(is_waiting),
    })
}

/// A payment page that there is already.
enum Page {
    /// Somebody may pay there.
    Open(String),
    /// The call that opens it has not come to an end: it is made again, under the same key.
    Opening(PaymentId),
}

async fn page(
    work: &mut Work,
    b: &Backend,
    id: BookingId,
    kind: PaymentKind,
) -> Result<Option<Page>, Error> {
    let Some(payment) = pending(work, id, kind).await? else {
        return Ok(None);
    };
    if payment.session_id.is_none() {
        return Ok(Some(Page::Opening(payment.id)));
    }
    let is_open = payment.checkout_expires_at.is_some_and(|at| b.now() < at);
    Ok(payment.checkout_url.filter(|_| is_open).map(Page::Open))
}

/// The address of a page that there is already.
async fn there(b: &Backend, work: Work, page: Page) -> Result<String, Error> {
    work.commit().await?;
    match page {
        Page::Open(url) => Ok(url),
        Page::Opening(payment) => opened(b, payment).await,
    }
}

/// Opens the page whose attempt was written down.
async fn opened(b: &Backend, id: PaymentId) -> Result<String, Error> {
    open(b, id).await?;
    let payment = super::payment_of(&mut b.read().await?, id).await?;
    payment.checkout_url.ok_or(Error::GatewayUnavailable)
}
