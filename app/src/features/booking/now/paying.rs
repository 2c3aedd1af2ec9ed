//! The card's authorization: to give, being checked, refused, left; and another card after a refused debit.

use super::{Now, Seat, Visit};
use crate::{features::booking::wording::Said, t};
use domain::{
    booking::StateKind,
    view::{BookingView, PaymentStatus},
};

/// The gateway's code for an account that does not hold enough.
const NO_FUNDS: &str = "insufficient_funds";

/// Whether the mission waits for a card.
pub(super) const fn is_open(b: &BookingView) -> bool {
    matches!(
        b.state,
        StateKind::Agreed | StateKind::AwaitingPayment | StateKind::ActionNeeded
    )
}

/// Whether the outcome of the latest visit to the payment page is unknown yet.
pub(super) fn is_pending(b: &BookingView) -> bool {
    b.payment
        .as_ref()
        .is_some_and(|p| p.status == PaymentStatus::Pending)
}

pub(super) fn agreed(s: &Said<'_>, seat: Seat, visit: Visit) -> Now {
    let (lang, price, slot) = (s.lang, s.price.clone(), s.slot.clone());
    let (r, p) = (s.r.clone(), s.p.clone());
    match seat {
        Seat::Resident => {
            let deadline = t!(lang, booking.now.pay_by, due = s.due.clone());
            attempted(s, visit, &deadline).unwrap_or_else(|| to_pay(s, deadline))
        }
        Seat::Provider => Now::next(
            t!(lang, booking.now.agreed_provider, slot),
            t!(lang, booking.now.agreed_provider_text, r, price),
            t!(lang, booking.now.paid_by, due = s.due.clone()),
        ),
        Seat::Watcher => Now::next(
            t!(lang, booking.now.agreed_watcher, slot),
            t!(lang, booking.now.agreed_watcher_text, r, price, p),
            t!(lang, booking.now.paid_by, due = s.due.clone()),
        ),
    }
}

/// The first time, or with the payment page still open.
fn to_pay(s: &Said<'_>, deadline: String) -> Now {
    let (lang, price, p) = (s.lang, s.price.clone(), s.p.clone());
    if s.b.state == StateKind::AwaitingPayment {
        let text = t!(lang, booking.now.paying_resident_text, price);
        Now::turn(t!(lang, booking.now.paying_resident), text, deadline)
    } else {
        let text = t!(lang, booking.now.agreed_resident_text, price, p);
        Now::turn(t!(lang, booking.now.agreed_resident), text, deadline)
    }
}

/// What the last visit to the payment page gave, when it did not give an authorization.
fn attempted(s: &Said<'_>, visit: Visit, deadline: &str) -> Option<Now> {
    let (lang, price) = (s.lang, s.price.clone());
    let payment = s.b.payment.as_ref()?;
    let no_funds = payment.decline_code.as_deref() == Some(NO_FUNDS);
    let deadline = deadline.to_owned();
    match (payment.status, visit) {
        (PaymentStatus::Pending, Visit::Back) => Some(Now::next(
            t!(lang, booking.now.checking),
            t!(lang, booking.now.checking_text),
            t!(lang, booking.now.checking_late),
        )),
        (PaymentStatus::Declined, _) => {
            let text = if no_funds {
                t!(lang, booking.now.declined_funds_text, price)
            } else {
                t!(lang, booking.now.declined_card_text, price)
            };
            Some(Now::turn(
                t!(lang, booking.now.declined_card),
                text,
                deadline,
            ))
        }
        (PaymentStatus::Abandoned, _) | (PaymentStatus::Pending, Visit::Left) => Some(Now::turn(
            t!(lang, booking.now.abandoned_card),
            t!(lang, booking.now.abandoned_card_text),
            deadline,
        )),
        _ => None,
    }
}

pub(super) fn action_needed(s: &Said<'_>, seat: Seat, visit: Visit) -> Now {
    let (lang, price, due) = (s.lang, s.price.clone(), s.due.clone());
    let (r, p, c, net) = (s.r.clone(), s.p.clone(), s.c.clone(), s.net.clone());
    match seat {
        Seat::Resident if visit == Visit::Back && is_pending(s.b) => Now::next(
            t!(lang, booking.now.checking),
            t!(lang, booking.now.checking_text),
            t!(lang, booking.now.checking_late),
        ),
        Seat::Resident => Now::turn(
            t!(lang, booking.now.action_resident),
            t!(lang, booking.now.action_resident_text, p, price),
            t!(lang, booking.now.action_resident_by, due),
        ),
        Seat::Provider => Now::next(
            t!(lang, booking.now.action_provider),
            t!(lang, booking.now.action_provider_text, r, c, net),
            t!(lang, booking.now.action_by, due),
        ),
        Seat::Watcher => Now::next(
            t!(lang, booking.now.action_watcher),
            t!(lang, booking.now.action_watcher_text, price, r),
            t!(lang, booking.now.action_by, due),
        ),
    }
}
