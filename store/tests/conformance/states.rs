//! Every state of a booking goes in and comes back, and rows that no state allows are refused or reported.

use crate::{harness::Db, mission::*, world::*};
use domain::{Party, booking::StateKind, time::Slot};
use store::{StoreError, booking, quote};

on_both!(
    every_state_comes_back_inserted,
    every_state_comes_back_saved,
    each_state_waits_for_a_side,
    the_slot_asked_comes_back,
    impossible_rows_are_refused,
    garbled_rows_are_inconsistent
);

async fn every_state_comes_back_inserted(db: Db) {
    let mut tx = db.write().await;
    settle(&mut tx).await;
    for (n, state) in (100..).zip(StateKind::ALL) {
        let mut request = dog_walk(n);
        request.skill = format!("skill-{n}");
        let booking = moved(request, *state);
        assert_eq!(booking.state.kind(), *state);
        put(&mut tx, &booking).await;
        assert_eq!(
            booking::get(&mut tx, booking.id).await.expect("reads"),
            Some(booking)
        );
    }
    tx.commit().await.expect("commits");
    assert_eq!(
        booking::get(&mut db.read().await, id(99))
            .await
            .expect("reads"),
        None
    );
}

async fn every_state_comes_back_saved(db: Db) {
    let mut tx = db.write().await;
    settle(&mut tx).await;
    for (n, state) in (100..).zip(StateKind::ALL) {
        let mut request = dog_walk(n);
        request.skill = format!("skill-{n}");
        // Inserted as another state, so that saving has to fill and to empty columns.
        let before = if *state == StateKind::Paid {
            StateKind::Requested
        } else {
            StateKind::Paid
        };
        put(&mut tx, &moved(request.clone(), before)).await;
        if before == StateKind::Requested {
            put_deal(&mut tx, n, request.id).await;
        }
        let mut saved = moved(request, *state);
        booking::save(&mut tx, &saved).await.expect("saves");
        saved.version = 1;
        assert_eq!(
            booking::get(&mut tx, saved.id).await.expect("reads"),
            Some(saved)
        );
    }
    tx.commit().await.expect("commits");
}

/// The quote and payment of a booking that was inserted without.
async fn put_deal(tx: &mut store::Tx, n: u128, booking: domain::ids::BookingId) {
    store::quote::insert(tx, &quote_of(n + 1_000, booking, domain::Party::Provider))
        .await
        .expect("a quote");
    store::payment::insert(tx, &payment_of(n + 2_000, booking))
        .await
        .expect("a payment");
}

async fn each_state_waits_for_a_side(db: Db) {
    let mut tx = db.write().await;
    settle(&mut tx).await;
    let (mut of_lea, mut of_ophelie) = (0, 0);
    for (n, state) in (100..).zip(StateKind::ALL) {
        let mut request = dog_walk(n);
        request.skill = format!("skill-{n}");
        put(&mut tx, &moved(request, *state)).await;
        let (resident, provider) = match state {
            StateKind::Agreed
            | StateKind::AwaitingPayment
            | StateKind::ActionNeeded
            | StateKind::Delivered => (1, 0),
            StateKind::Requested | StateKind::Held => (0, 1),
            StateKind::Paid => (1, 1),
            _ => (0, 0),
        };
        of_lea += resident;
        of_ophelie += provider;
        let at = slot().start;
        let lea = booking::waiting(&mut tx, id(LEA), &[], at).await;
        assert_eq!(lea.expect("counts"), of_lea, "{state:?}");
        let profiles = [id(HANDYMAN), dog_walker()];
        let ophelie = booking::waiting(&mut tx, id(OPHELIE), &profiles, at).await;
        assert_eq!(ophelie.expect("counts"), of_ophelie, "{state:?}");
    }
    let sooner = booking::waiting(&mut tx, id(OPHELIE), &[dog_walker()], now()).await;
    assert_eq!(sooner.expect("counts"), of_ophelie - 1, "nothing has begun");
    quote::insert(&mut tx, &quote_of(9_000, id(100), Party::Provider))
        .await
        .expect("puts");
    let lea = booking::waiting(&mut tx, id(LEA), &[], now()).await;
    assert_eq!(lea.expect("counts"), of_lea + 1, "she is to sign");
    let ophelie = booking::waiting(&mut tx, id(OPHELIE), &[dog_walker()], now()).await;
    assert_eq!(ophelie.expect("counts"), of_ophelie - 2, "she has signed");
}

async fn the_slot_asked_comes_back(db: Db) {
    let mut tx = db.write().await;
    settle(&mut tx).await;
    let mut booking = dog_walk(100);
    booking.request.slot = Some(Slot {
        start: now().plus(1),
        minutes: 90,
    });
    booking::insert(&mut tx, &booking).await.expect("inserts");
    assert_eq!(
        booking::get(&mut tx, booking.id).await.expect("reads"),
        Some(booking)
    );
}

async fn impossible_rows_are_refused(db: Db) {
    let mut tx = db.write().await;
    settle(&mut tx).await;
    put(&mut tx, &moved(dog_walk(100), StateKind::Held)).await;
    tx.commit().await.expect("commits");
    for wrong in [
        "state = 'reviewed'",
        "state = 'requested'",
        "state = 'paid'",
        "price_cents = null",
        "price_cents = 0",
        "quote_id = null",
        "shares = null",
        "payment_id = null",
        "capture_before_ms = null",
        "due_at_ms = 1",
        "delivered_at_ms = 1",
        "confirmed_at_ms = 1",
        "paid_at_ms = 1",
        "ended_at_ms = 1",
        "ended_by = 'resident'",
        "asked_minutes = 30",
        "version = -1",
        "coordinator_net_cents = 999999",
    ] {
        let refused = db.raw(&format!("update booking set {wrong}")).await;
        assert!(refused.is_err(), "{wrong} was let in");
    }
    assert!(
        booking::get(&mut db.read().await, id(100))
            .await
            .expect("reads")
            .is_some()
    );
}

async fn garbled_rows_are_inconsistent(db: Db) {
    let mut tx = db.write().await;
    settle(&mut tx).await;
    put(&mut tx, &moved(dog_walk(100), StateKind::Held)).await;
    tx.commit().await.expect("commits");
    for (garbled, says) in [
        ("price_cents = 1301", "price_cents"),
        ("coordinator_net_cents = 1", "coordinator_net_cents"),
        ("shares = '[]'", "shares"),
        ("rates = '{}'", "rates"),
        ("policy = 'nothing'", "policy"),
        ("slot_minutes = 99999999999", "slot_minutes"),
    ] {
        let (name, _) = garbled.split_once(' ').expect("a column");
        let back = format!("update booking set {name} = (select kept from keep)");
        db.raw(&format!(
            "create table keep as select {name} as kept from booking; update booking set {garbled}"
        ))
        .await
        .expect("garbles");
        let read = booking::get(&mut db.read().await, id(100)).await;
        match read {
            Err(StoreError::Inconsistent {
                table: "booking",
                column,
                row,
            }) => {
                assert_eq!(column, says);
                assert!(row.ends_with("64"), "{row} is the booking");
            }
            other => panic!("{garbled}: {other:?}"),
        }
        db.raw(&format!("{back}; drop table keep"))
            .await
            .expect("mends");
    }
    assert!(
        booking::get(&mut db.read().await, id(100))
            .await
            .expect("reads")
            .is_some()
    );
}
