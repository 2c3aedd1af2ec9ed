//! What time does to a mission. Each is run by a job at the moment that was due when it was enqueued, and looks again:
//! what is over, or due later by now, is left alone.

use super::{Step, end, keep, provider_of};
use crate::{Backend, Error, jobs, jobs::Task, mail, payment};
use domain::{
    Party, RuleError,
    booking::{Event, StateKind},
    ids::BookingId,
};

/// Ends a request that nobody agreed on, or an agreement whose card was not authorised, in time.
pub(crate) async fn expire(b: &Backend, id: BookingId) -> Result<(), Error> {
    // A payment made at the last moment counts, even when its webhook is still on its way. While the gateway is silent the
    // mission ends all the same: an authorization that comes too late is given back.
    if let Some(payment) = payment_under_way(b, id).await? {
        payment::now_or_later(payment::settle(b, payment).await);
    }
    let mut work = b.write().await?;
    let Some(booking) = store::booking::get(&mut work, id).await? else {
        return Ok(());
    };
    if booking.check(Event::Expire, Party::System).is_err() {
        return Ok(());
    }
    if let Some(due) = booking.state.due_at().filter(|due| b.now() < *due) {
        jobs::enqueue(&mut work, b, &Task::Expire(id), due, None).await?;
        return work.commit().await;
    }
    let under_way = booking.state.payment();
    let sides = [
        booking.resident,
        provider_of(&mut work, &booking).await?.account,
    ];
    let step = Step::of_system(Event::Expire);
    end(
        b,
        &mut work,
        booking,
        step,
        (mail::Template::MissionExpired, &sides),
    )
    .await?;
    work.commit().await?;
    match under_way {
        Some(payment) => payment::release(b, payment).await,
        None => Ok(()),
    }
}

async fn payment_under_way(
    b: &Backend,
    id: BookingId,
) -> Result<Option<domain::ids::PaymentId>, Error> {
    let mut tx = b.read().await?;
    let booking = store::booking::get(&mut tx, id).await?;
    Ok(booking
        .filter(|x| x.state.kind() == StateKind::AwaitingPayment)
        .and_then(|x| x.state.payment()))
}

/// Silence confirms a delivery.
pub(crate) async fn auto_confirm(b: &Backend, id: BookingId) -> Result<(), Error> {
    let mut work = b.write().await?;
    let Some(booking) = store::booking::get(&mut work, id).await? else {
        return Ok(());
    };
    if booking.state.kind() != StateKind::Delivered {
        return Ok(());
    }
    let from = booking.state.kind();
    let confirmed = match booking.confirm(Party::System, b.now()) {
        Ok(confirmed) => confirmed,
        // Delivered anew since, and due later: that delivery enqueued its own job.
        Err(RuleError::WrongState { .. }) => return Ok(()),
        Err(error) => return Err(error.into()),
    };
    keep(
        b,
        &mut work,
        from,
        &confirmed,
        Step::of_system(Event::Confirm),
    )
    .await?;
    let payment = payment::begin_capture(b, &mut work, &confirmed).await?;
    work.commit().await?;
    // Its own job tries again what fails here.
    payment::now_or_later(payment::capture(b, payment).await);
    Ok(())
}

/// Publishes the reviews of a paid mission whose time to review is over, and closes it.
pub(crate) async fn close(b: &Backend, id: BookingId) -> Result<(), Error> {
    let mut work = b.write().await?;
    let Some(booking) = store::booking::get(&mut work, id).await? else {
        return Ok(());
    };
    if booking.state.kind() != StateKind::Paid {
        return Ok(());
    }
    let sides = [
        booking.resident,
        provider_of(&mut work, &booking).await?.account,
    ];
    crate::review::publish_and_close(b, &mut work, booking, &sides).await?;
    work.commit().await
}
