use super::*;
use crate::{
    listing::RateUnit,
    money::Cents,
    quote::QuoteTerms,
    time::{DAY_MS, HOUR_MS, from_paris},
};
use uuid::Uuid;

fn now() -> Timestamp {
    from_paris(2026, 11, 21, 9, 0)
}

fn booking() -> Booking {
    let id = Uuid::from_u128(7);
    Booking {
        id: id.into(),
        lodge: id.into(),
        resident: Uuid::from_u128(1).into(),
        provider: Uuid::from_u128(2).into(),
        listing: id.into(),
        skill: "dog-walking".into(),
        request: Request {
            what: "Pistache".into(),
            address: "1 rue aux Sieurs".into(),
            commune: "61001".into(),
            slot: None,
        },
        state: State::Requested {
            expires_at: now().plus(7 * DAY_MS),
        },
        version: 1,
        created_at: now(),
    }
}

fn agreed_quote() -> Quote {
    let slot = Slot {
        start: now().plus(DAY_MS),
        minutes: 60,
    };
    let terms = QuoteTerms {
        unit_price: Cents(1300),
        unit: RateUnit::Job,
        quantity: 1,
        slot,
        details: String::new(),
    };
    let author = (Uuid::from_u128(2).into(), Party::Provider);
    let quote = Quote::put(
        Uuid::from_u128(3).into(),
        booking().id,
        author,
        terms,
        now(),
        7 * DAY_MS,
    );
    let hash = quote.terms.content_hash(quote.booking);
    quote.sign(Party::Resident, &hash, now()).expect("signs")
}

fn agreed() -> Booking {
    let coordinator = Uuid::from_u128(4).into();
    booking()
        .agree(
            Party::Resident,
            &agreed_quote(),
            coordinator,
            CommissionRates::default(),
            Policy::default(),
            now(),
        )
        .expect("agrees")
}

fn hold(capture_before: Timestamp) -> Hold {
    Hold {
        payment: Uuid::from_u128(9).into(),
        capture_before,
    }
}

fn held(capture_before: Timestamp) -> Booking {
    let awaiting = agreed()
        .start_payment(Party::Resident, Uuid::from_u128(9).into())
        .expect("starts");
    awaiting
        .authorise(hold(capture_before), now())
        .expect("authorises")
}

#[test]
fn a_mission_goes_from_request_to_closed() {
    let at_slot = now().plus(DAY_MS);
    let delivered = held(now().plus(7 * DAY_MS))
        .deliver(Party::Provider, at_slot)
        .expect("delivers");
    assert_eq!(delivered.state.due_at(), Some(at_slot.plus(2 * DAY_MS)));
    let paid = delivered
        .confirm(Party::Resident, at_slot.plus(HOUR_MS))
        .and_then(|b| b.capture(at_slot.plus(HOUR_MS)))
        .expect("is paid");
    assert_eq!(
        paid.state.agreement().map(|a| a.shares.provider),
        Some(Cents(1040))
    );
    assert_eq!(
        paid.close(at_slot.plus(2 * HOUR_MS))
            .map(|b| b.state.kind()),
        Ok(StateKind::Closed)
    );
}

#[test]
fn nothing_is_delivered_before_its_time() {
    let early = held(now().plus(7 * DAY_MS)).deliver(Party::Provider, now().plus(HOUR_MS));
    assert_eq!(early, Err(RuleError::WrongState { state: "held" }));
}

#[test]
fn silence_confirms_in_time_for_the_capture() {
    let at_slot = now().plus(DAY_MS);
    let lapses = at_slot.plus(DAY_MS);
    let delivered = held(lapses)
        .deliver(Party::Provider, at_slot)
        .expect("delivers");
    assert_eq!(delivered.state.due_at(), Some(lapses.plus(-6 * HOUR_MS)));
    assert!(
        delivered
            .clone()
            .confirm(Party::System, at_slot.plus(HOUR_MS))
            .is_err(),
        "not before the delay"
    );
    assert!(delivered.confirm(Party::System, lapses).is_ok());
}

#[test]
fn the_payment_is_due_before_the_job_starts() {
    let State::Agreed { pay_by, agreement } = agreed().state else {
        panic!("agreed")
    };
    assert_eq!(pay_by, agreement.slot.start.min(now().plus(DAY_MS)));
    assert!(
        agreed().end(Event::Expire, Party::System, now()).is_err(),
        "not before it is due"
    );
    assert!(agreed().end(Event::Expire, Party::System, pay_by).is_ok());
}

#[test]
fn a_refused_capture_asks_for_another_card_and_then_captures() {
    let at_slot = now().plus(DAY_MS);
    let refused = held(now().plus(7 * DAY_MS))
        .deliver(Party::Provider, at_slot)
        .and_then(|b| b.confirm(Party::Resident, at_slot))
        .and_then(|b| b.refuse_capture(at_slot))
        .expect("refused");
    assert_eq!(refused.state.kind(), StateKind::ActionNeeded);
    let again = refused
        .start_payment(Party::Resident, Uuid::from_u128(10).into())
        .and_then(|b| b.authorise(hold(at_slot.plus(7 * DAY_MS)), at_slot))
        .expect("authorised");
    assert_eq!(again.state.kind(), StateKind::Capturing);
}

#[test]
fn a_lapsed_hold_is_asked_again() {
    let start = now().plus(DAY_MS);
    // Before the start, the day is cut short by it; a job that should have begun gives a whole one.
    for (lost, pay_by) in [
        (now(), start),
        (now().plus(-DAY_MS), now()),
        (start.plus(-HOUR_MS), start),
        (start, start.plus(DAY_MS)),
    ] {
        let booking = held(lost).lose_hold(lost).expect("loses");
        assert_eq!(booking.state.kind(), StateKind::Agreed);
        assert_eq!(booking.state.due_at(), Some(pay_by));
    }
}

#[test]
fn a_quote_of_another_booking_agrees_nothing() {
    let mut quote = agreed_quote();
    quote.booking = Uuid::from_u128(99).into();
    let coordinator = Uuid::from_u128(4).into();
    let refused = booking().agree(
        Party::Resident,
        &quote,
        coordinator,
        CommissionRates::default(),
        Policy::default(),
        now(),
    );
    assert_eq!(refused, Err(RuleError::QuoteChanged));
}

/// Every state × event × side answers what the published table says; run with `UPDATE_DOCS=1` to write the table.
#[test]
fn the_published_table_is_the_code() {
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/../docs/booking-lifecycle.md");
    let intro = "# The life of a booking\n\n\
        Generated from `domain/src/booking/lifecycle.rs` by `UPDATE_DOCS=1 cargo test -p domain`; a test keeps both equal.\n\
        A cell is the state reached; `403`: that side may never do this; `409`: not in that state, nothing changes.\n\n";
    let expected = format!("{intro}{}", lifecycle::table());

    #[expect(clippy::disallowed_methods, reason = "a developer's switch, in a test")]
    if std::env::var_os("UPDATE_DOCS").is_some() {
        std::fs::write(path, &expected).expect("writes the table");
    }
    assert_eq!(
        std::fs::read_to_string(path).expect("reads the table"),
        expected
    );
}
