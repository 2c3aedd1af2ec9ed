//! Webhooks of the gateway: proved, remembered, acknowledged. What they say is only a reason to ask.

use super::settle;
use crate::{Backend, Error, gateway, gateway::Notice, jobs, jobs::Task};
use domain::ids::PaymentId;
use store::Tx;

/// Takes a webhook as it came: the raw body and the `Stripe-Signature` header. Repetitions and those about payments that we
/// do not know are acknowledged and change nothing.
///
/// # Errors
/// [`Error::NotFound`] for a forged, stale or unreadable one; any other means "send it again".
pub async fn webhook(b: &Backend, body: &[u8], signature: &str) -> Result<(), Error> {
    let Some(notice) = gateway::verify(b.gateway.webhook_secret(), body, signature, b.now()) else {
        tracing::warn!("a webhook was not signed by the gateway, or too long ago");
        return Err(Error::NotFound);
    };
    let mut work = b.write().await?;
    if !store::webhook::insert(&mut work, &notice.id, &notice.kind, b.now()).await? {
        return work.commit().await;
    }
    let payment = payment_of(&mut work, &notice).await?;
    if let Some(payment) = payment {
        // The net, should asking fail below: the gateway hears "received" either way.
        let dedup = format!("settle:{}", notice.id);
        jobs::enqueue(&mut work, b, &Task::Settle(payment), b.now(), Some(&dedup)).await?;
    } else {
        tracing::warn!(
            event = notice.id,
            kind = notice.kind,
            "a webhook speaks of a payment that is not ours"
        );
    }
    work.commit().await?;
    if let Some(payment) = payment {
        super::now_or_later(settle(b, payment).await);
    }
    Ok(())
}

async fn payment_of(tx: &mut Tx, notice: &Notice) -> Result<Option<PaymentId>, Error> {
    if let Some(session) = &notice.session
        && let Some(payment) = store::payment::by_session(tx, session).await?
    {
        return Ok(Some(payment.id));
    }
    if let Some(intent) = &notice.intent
        && let Some(payment) = store::payment::by_intent(tx, intent).await?
    {
        return Ok(Some(payment.id));
    }
    // A page's first events may overtake the answer that tells us its identifier.
    let Some(id) = notice.payment.as_deref().and_then(|id| id.parse().ok()) else {
        return Ok(None);
    };
    Ok(store::payment::get(tx, id).await?.map(|p| p.id))
}
