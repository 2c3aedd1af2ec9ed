//! Writing down a step of a mission: the booking by compare-and-set, its event, and what the dashboards are told.

use crate::{Backend, Error, Work, mail, payment};
use domain::{
    Party,
    booking::{Booking, Event, StateKind},
    ids::{AccountId, BookingId},
    view::LiveEvent,
};
use store::event::BookingEvent;

/// What happened, and whose doing it was.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Step {
    pub(crate) event: Event,
    pub(crate) party: Party,
    /// Who; nobody when the clock or the gateway acted.
    pub(crate) account: Option<AccountId>,
}

impl Step {
    /// A step that nobody took: the clock or the gateway did.
    pub(crate) const fn of_system(event: Event) -> Self {
        Self {
            event,
            party: Party::System,
            account: None,
        }
    }
}

/// Saves a booking that a step has changed, and tells it.
///
/// # Errors
/// [`Error::Stale`] when somebody else changed it first: nothing is written then.
pub(crate) async fn keep(
    b: &Backend,
    work: &mut Work,
    from: StateKind,
    booking: &Booking,
    step: Step,
) -> Result<(), Error> {
    store::booking::save(work, booking).await?;
    tell(b, work, booking, Some(from), step).await
}

/// Appends the event of a step to the booking's history and tells the dashboards. `from` is `None` for the request itself.
pub(crate) async fn tell(
    b: &Backend,
    work: &mut Work,
    booking: &Booking,
    from: Option<StateKind>,
    step: Step,
) -> Result<(), Error> {
    let event = BookingEvent {
        id: b.new_id(),
        booking: booking.id,
        lodge: booking.lodge,
        event: step.event,
        party: step.party,
        account: step.account,
        from,
        to: booking.state.kind(),
        at: b.now(),
    };
    store::event::insert(work, &event).await?;
    work.announce(LiveEvent {
        lodge: booking.lodge,
        booking: booking.id,
        event: step.event,
    });
    Ok(())
}

/// Ends a booking before delivery: frees the once-only rule and the slot, ends the quote on the table, has the card's hold
/// or the open payment page given up, and writes to `mailed`.
pub(crate) async fn end(
    b: &Backend,
    work: &mut Work,
    booking: Booking,
    step: Step,
    mailed: (mail::Template, &[AccountId]),
) -> Result<(), Error> {
    let (from, under_way) = (booking.state.kind(), booking.state.payment());
    let ended = booking.end(step.event, step.party, b.now())?;
    store::quote::expire_open(work, ended.id).await?;
    store::booking::free_slot(work, ended.id).await?;
    if let Some(payment) = under_way {
        payment::give_up(b, work, payment).await?;
    }
    keep(b, work, from, &ended, step).await?;
    inform(b, work, mailed.0, mailed.1, ended.id).await
}

/// Writes to people about a mission, after the commit.
pub(crate) async fn inform(
    b: &Backend,
    work: &mut Work,
    template: mail::Template,
    accounts: &[AccountId],
    booking: BookingId,
) -> Result<(), Error> {
    for account in accounts {
        mail::enqueue(work, b, template, *account, Some(booking)).await?;
    }
    Ok(())
}
