//! Payments, calls to the gateway, and its webhooks.

use crate::{harness::Db, mission::*, world::*};
use domain::{Cents, booking::StateKind, time::HOUR_MS, view::PaymentStatus};
use store::{
    StoreError, Tx,
    attempt::{self, Attempt, AttemptKind, AttemptStatus},
    payment,
    payment::{Payment, PaymentKind},
    webhook,
};

on_both!(
    a_payment_comes_back,
    a_stale_payment_is_not_saved,
    one_call_of_a_kind_is_pending,
    a_call_is_settled_once,
    an_event_of_the_gateway_is_taken_in_once
);

pub async fn agreed(db: &Db) -> Tx {
    let mut tx = db.write().await;
    settle(&mut tx).await;
    put(&mut tx, &moved(dog_walk(100), StateKind::AwaitingPayment)).await;
    tx
}

fn full(n: u128, kind: PaymentKind, status: PaymentStatus) -> Payment {
    Payment {
        kind,
        status,
        session_id: Some(format!("cs_{n}")),
        intent_id: Some(format!("pi_{n}")),
        checkout_url: Some("http://127.0.0.1:3001/pay/cs".to_owned()),
        checkout_expires_at: Some(now().plus(HOUR_MS)),
        capture_before: Some(now().plus(2 * HOUR_MS)),
        decline_code: Some("insufficient_funds".to_owned()),
        captured_at: Some(now().plus(3 * HOUR_MS)),
        created_at: now().plus(i64::try_from(n).expect("small")),
        ..payment_of(n, id(100))
    }
}

async fn a_payment_comes_back(db: Db) {
    let mut tx = agreed(&db).await;
    let first = payment_of(2_100, id(100));
    assert_eq!(
        payment::get(&mut tx, first.id).await.expect("reads"),
        Some(first.clone())
    );
    let mut all = vec![first];
    for (n, status) in (3_000..).zip(PaymentStatus::ALL) {
        let kind = if n == 3_000 {
            PaymentKind::Tip
        } else {
            PaymentKind::Authorization
        };
        let payment = full(n, kind, status);
        payment::insert(&mut tx, &payment).await.expect("inserts");
        let session = format!("cs_{n}");
        assert_eq!(
            payment::by_session(&mut tx, &session).await.expect("reads"),
            Some(payment.clone())
        );
        let intent = format!("pi_{n}");
        assert_eq!(
            payment::by_intent(&mut tx, &intent).await.expect("reads"),
            Some(payment.clone())
        );
        all.push(payment);
    }
    assert_eq!(
        payment::of_booking(&mut tx, id(100)).await.expect("reads"),
        all
    );
    assert_eq!(payment::get(&mut tx, id(99)).await.expect("reads"), None);
    assert_eq!(
        payment::by_session(&mut tx, "pi_3000")
            .await
            .expect("reads"),
        None
    );
    assert_eq!(
        payment::by_intent(&mut tx, "cs_3000").await.expect("reads"),
        None
    );
    let twice = Payment {
        id: id(4_000),
        ..full(3_000, PaymentKind::Authorization, PaymentStatus::Pending)
    };
    let refused = payment::insert(&mut tx, &twice).await;
    assert!(
        matches!(refused, Err(StoreError::AlreadyDone)),
        "{refused:?}"
    );
}

async fn a_stale_payment_is_not_saved(db: Db) {
    let mut tx = agreed(&db).await;
    let mut heard = full(2_100, PaymentKind::Authorization, PaymentStatus::Authorised);
    heard.created_at = now();
    payment::save(&mut tx, &heard).await.expect("saves");
    let refused = payment::save(&mut tx, &heard).await;
    assert!(matches!(refused, Err(StoreError::Stale)), "{refused:?}");
    heard.version = 1;
    assert_eq!(
        payment::get(&mut tx, heard.id).await.expect("reads"),
        Some(heard)
    );
}

fn call(n: u128, kind: AttemptKind) -> Attempt {
    Attempt {
        id: id(n),
        payment: id(2_100),
        kind,
        amount: Cents(1300),
        params_hash: "hash".to_owned(),
        status: AttemptStatus::Pending,
        created_at: now().plus(i64::try_from(n).expect("small")),
        finished_at: None,
        outcome: None,
    }
}

async fn one_call_of_a_kind_is_pending(db: Db) {
    let mut tx = agreed(&db).await;
    let kinds = [
        AttemptKind::Checkout,
        AttemptKind::Capture,
        AttemptKind::Void,
    ];
    for (n, kind) in (600..).zip(kinds) {
        let call = call(n, kind);
        attempt::insert(&mut tx, &call).await.expect("inserts");
        assert_eq!(
            attempt::pending_of(&mut tx, call.payment, kind)
                .await
                .expect("reads"),
            Some(call.clone())
        );
        assert_eq!(
            attempt::get(&mut tx, call.id).await.expect("reads"),
            Some(call)
        );
    }
    let before = attempt::pending_before(&mut tx, now().plus(602), 10)
        .await
        .expect("reads");
    assert_eq!(
        before,
        [
            call(600, AttemptKind::Checkout),
            call(601, AttemptKind::Capture)
        ]
    );
    assert_eq!(
        attempt::pending_before(&mut tx, now().plus(602), 1)
            .await
            .expect("reads")
            .len(),
        1
    );
    let refused = attempt::insert(&mut tx, &call(700, AttemptKind::Capture)).await;
    assert!(
        matches!(refused, Err(StoreError::AlreadyDone)),
        "{refused:?}"
    );
}

async fn a_call_is_settled_once(db: Db) {
    let mut tx = agreed(&db).await;
    attempt::insert(&mut tx, &call(600, AttemptKind::Capture))
        .await
        .expect("inserts");
    let at = now().plus(HOUR_MS);
    attempt::finish(
        &mut tx,
        id(600),
        AttemptStatus::Refused,
        "card_declined",
        at,
    )
    .await
    .expect("settles");
    let again = attempt::finish(&mut tx, id(600), AttemptStatus::Done, "succeeded", at).await;
    assert!(matches!(again, Err(StoreError::Stale)), "{again:?}");
    let settled = attempt::get(&mut tx, id(600))
        .await
        .expect("reads")
        .expect("is there");
    assert_eq!(
        (settled.status, settled.finished_at),
        (AttemptStatus::Refused, Some(at))
    );
    assert_eq!(settled.outcome.as_deref(), Some("card_declined"));
    assert_eq!(
        attempt::pending_of(&mut tx, id(2_100), AttemptKind::Capture)
            .await
            .expect("reads"),
        None
    );
    attempt::insert(&mut tx, &call(601, AttemptKind::Capture))
        .await
        .expect("another one may begin");
}

async fn an_event_of_the_gateway_is_taken_in_once(db: Db) {
    let mut tx = db.write().await;
    assert!(
        webhook::insert(&mut tx, "evt_1", "payment_intent.succeeded", now())
            .await
            .expect("inserts")
    );
    assert!(
        !webhook::insert(&mut tx, "evt_1", "payment_intent.succeeded", now())
            .await
            .expect("inserts")
    );
    assert!(
        webhook::insert(&mut tx, "evt_2", "payment_intent.succeeded", now())
            .await
            .expect("inserts")
    );
    let mut forgets = async |at| webhook::delete_before(&mut tx, at).await.expect("forgets");
    assert_eq!(forgets(now()).await, 0);
    assert_eq!(forgets(now().plus(1)).await, 2);
}
