//! Bookings of the small loge, moved to any state by the real rules.

use crate::world::{ALENCON, CLAUDIE, DOG_WALK, DOG_WALKER, LEA, OPHELIE, id, now};
use domain::{
    Cents, Party, Timestamp,
    booking::{Booking, Event, Hold, Request, State, StateKind},
    commission::CommissionRates,
    ids::{AccountId, BookingId, PaymentId},
    listing::RateUnit,
    policy::Policy,
    quote::{Quote, QuoteState, QuoteTerms},
    time::{DAY_MS, HOUR_MS, Slot},
    view::PaymentStatus,
};
use store::{
    Tx, booking,
    event::{self, BookingEvent},
    payment::{self, Payment, PaymentKind},
    quote,
};

/// A fresh request of that resident to that provider.
pub fn requested(
    n: u128,
    resident: u128,
    (provider, listing): (u128, u128),
    skill: &str,
) -> Booking {
    Booking {
        id: id(n),
        lodge: id(ALENCON),
        resident: id(resident),
        provider: id(provider),
        listing: id(listing),
        skill: skill.to_owned(),
        request: Request {
            what: "Promener Pistache, s’il vous plaît.".to_owned(),
            address: "12 rue aux Sieurs".to_owned(),
            commune: "61001".to_owned(),
            slot: None,
        },
        state: State::Requested {
            expires_at: now().plus(7 * DAY_MS),
        },
        version: 0,
        created_at: now(),
    }
}

/// Léa asks Ophélie for a dog walk.
pub fn dog_walk(n: u128) -> Booking {
    requested(n, LEA, (DOG_WALKER, DOG_WALK), "dog-walking")
}

/// Tomorrow at nine, an hour.
pub fn slot() -> Slot {
    Slot {
        start: now().plus(DAY_MS),
        minutes: 60,
    }
}

pub fn quote_of(n: u128, booking: BookingId, party: Party) -> Quote {
    let author: AccountId = id(match party {
        Party::Resident => LEA,
        Party::Provider => OPHELIE,
        _ => CLAUDIE,
    });
    let terms = QuoteTerms {
        unit_price: Cents(1300),
        unit: RateUnit::Job,
        quantity: 1,
        slot: slot(),
        details: "Une heure, avec la laisse rouge.".to_owned(),
    };
    Quote::put(id(n), booking, (author, party), terms, now(), 7 * DAY_MS)
}

pub fn payment_of(n: u128, booking: BookingId) -> Payment {
    Payment {
        id: id(n),
        booking,
        kind: PaymentKind::Authorization,
        amount: Cents(1300),
        status: PaymentStatus::Pending,
        session_id: None,
        intent_id: None,
        checkout_url: None,
        checkout_expires_at: None,
        capture_before: None,
        decline_code: None,
        captured_at: None,
        created_at: now(),
        version: 0,
    }
}

/// The state a booking reaches from its request, by the real moves. Its quote and payment bear its number plus 1,000 and 2,000.
pub fn moved(b: Booking, to: StateKind) -> Booking {
    let n = b.id.0.as_u128();
    let hold = Hold {
        payment: id(n + 2_000),
        capture_before: now().plus(7 * DAY_MS),
    };
    let later = slot().end();
    let end =
        |b: Booking, event, party| b.end(event, party, now().plus(30 * DAY_MS)).expect("ends");
    let up_to = |to| moved(b.clone(), to);
    match to {
        StateKind::Requested => b,
        StateKind::Agreed => {
            let quote = quote_of(n + 1_000, b.id, Party::Provider);
            let hash = quote.terms.content_hash(b.id);
            let signed = quote.sign(Party::Resident, &hash, now()).expect("signs");
            b.agree(
                Party::Resident,
                &signed,
                id(CLAUDIE),
                CommissionRates::default(),
                Policy::default(),
                now(),
            )
            .expect("agrees")
        }
        StateKind::AwaitingPayment => up_to(StateKind::Agreed)
            .start_payment(Party::Resident, id(n + 2_000))
            .expect("starts"),
        StateKind::Held => up_to(StateKind::AwaitingPayment)
            .authorise(hold, now())
            .expect("holds"),
        StateKind::Delivered => up_to(StateKind::Held)
            .deliver(Party::Provider, later)
            .expect("delivers"),
        StateKind::Capturing => up_to(StateKind::Delivered)
            .confirm(Party::Resident, later.plus(HOUR_MS))
            .expect("confirms"),
        StateKind::ActionNeeded => up_to(StateKind::Capturing)
            .refuse_capture(later.plus(HOUR_MS))
            .expect("refused"),
        StateKind::Paid => up_to(StateKind::Capturing)
            .capture(later.plus(2 * HOUR_MS))
            .expect("captures"),
        StateKind::Closed => up_to(StateKind::Paid)
            .close(later.plus(14 * DAY_MS))
            .expect("closes"),
        StateKind::Declined => end(b, Event::Decline, Party::Provider),
        StateKind::Withdrawn => end(b, Event::Withdraw, Party::Resident),
        StateKind::Expired => end(b, Event::Expire, Party::System),
        StateKind::Cancelled => end(up_to(StateKind::Agreed), Event::Cancel, Party::Coordinator),
    }
}

/// Adds a booking in that state with the quote and payment it names; as if it had been moved there.
pub async fn put(tx: &mut Tx, b: &Booking) {
    let n = b.id.0.as_u128();
    booking::insert(tx, b).await.expect("a booking");
    if b.state.agreement().is_some() {
        let mut quote = quote_of(n + 1_000, b.id, Party::Provider);
        quote.state = QuoteState::Agreed;
        quote.resident_signed_at = Some(now());
        quote::insert(tx, &quote).await.expect("a quote");
    }
    if let Some(PaymentId(payment)) = b.state.payment() {
        payment::insert(tx, &payment_of(payment.as_u128(), b.id))
            .await
            .expect("a payment");
    }
}

/// Records that something happened to that booking.
pub async fn happened(
    tx: &mut Tx,
    n: u128,
    b: &Booking,
    (event, party): (Event, Party),
    from: Option<StateKind>,
    at: Timestamp,
) {
    let row = BookingEvent {
        id: id(n),
        booking: b.id,
        lodge: b.lodge,
        event,
        party,
        account: (party == Party::Resident).then_some(b.resident),
        from,
        to: b.state.kind(),
        at,
    };
    event::insert(tx, &row).await.expect("an event");
}
