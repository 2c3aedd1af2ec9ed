//! Several at once: what may be written once.

use crate::{
    harness::Db,
    mission::*,
    race::{MANY, many, settled, winners},
    world::*,
};
use domain::{
    booking::StateKind,
    commission::{CommissionRates, Shares},
    ledger::{EntryKind, capture},
};
use store::{StoreError, booking, ledger, payment, quote, webhook};

on_both!(
    one_of_many_saves_the_booking,
    one_of_many_posts_the_entry,
    one_of_many_opens_the_page_to_tip,
    one_of_many_takes_the_webhook_in,
    one_of_two_quotes_stays_on_the_table
);

async fn one_of_many_saves_the_booking(db: Db) {
    let mut tx = settled(&db).await;
    put(&mut tx, &dog_walk(100)).await;
    tx.commit().await.expect("commits");
    let outcomes = many(&db, MANY, |n, mut tx| async move {
        let end = if n % 2 == 0 {
            StateKind::Declined
        } else {
            StateKind::Withdrawn
        };
        let outcome = booking::save(&mut tx, &moved(dog_walk(100), end)).await;
        (tx, outcome)
    })
    .await;
    assert_eq!(winners(&outcomes, |e| matches!(e, StoreError::Stale)), 1);
    let payment = payment_of(900, id(100));
    let mut tx = db.write().await;
    payment::insert(&mut tx, &payment).await.expect("inserts");
    tx.commit().await.expect("commits");
    let outcomes = many(&db, MANY, move |_, mut tx| {
        let payment = payment.clone();
        async move {
            let outcome = payment::save(&mut tx, &payment).await;
            (tx, outcome)
        }
    })
    .await;
    assert_eq!(winners(&outcomes, |e| matches!(e, StoreError::Stale)), 1);
}

async fn one_of_many_posts_the_entry(db: Db) {
    let mut tx = settled(&db).await;
    put(&mut tx, &moved(dog_walk(100), StateKind::Held)).await;
    tx.commit().await.expect("commits");
    let outcomes = many(&db, MANY, |n, mut tx| async move {
        let shares = Shares::of(domain::Cents(1300), CommissionRates::default());
        let postings = capture(&shares, dog_walker(), id(CLAUDIE));
        let outcome = ledger::insert(
            &mut tx,
            id(3_000 + n),
            EntryKind::Capture,
            id(100),
            id(2_100),
            now(),
            &postings,
        )
        .await;
        (tx, outcome)
    })
    .await;
    assert_eq!(
        winners(&outcomes, |e| matches!(e, StoreError::AlreadyDone)),
        1
    );
    let lines = ledger::of_booking(&mut db.read().await, id(100))
        .await
        .expect("reads");
    assert_eq!(lines.len(), 7);
}

async fn one_of_many_opens_the_page_to_tip(db: Db) {
    let mut tx = settled(&db).await;
    put(&mut tx, &dog_walk(100)).await;
    tx.commit().await.expect("commits");
    let outcomes = many(&db, MANY, |n, mut tx| async move {
        let mut tip = payment_of(3_000 + n, id(100));
        tip.kind = payment::PaymentKind::Tip;
        let outcome = payment::insert(&mut tx, &tip).await;
        (tx, outcome)
    })
    .await;
    assert_eq!(winners(&outcomes, |e| matches!(e, StoreError::Stale)), 1);
}

async fn one_of_many_takes_the_webhook_in(db: Db) {
    let outcomes = many(&db, MANY, |_, mut tx| async move {
        let outcome = webhook::insert(&mut tx, "evt_1", "payment_intent.succeeded", now()).await;
        (tx, outcome)
    })
    .await;
    assert_eq!(
        outcomes
            .into_iter()
            .filter(|o| matches!(o, Ok(true)))
            .count(),
        1
    );
}

async fn one_of_two_quotes_stays_on_the_table(db: Db) {
    let mut tx = settled(&db).await;
    put(&mut tx, &dog_walk(100)).await;
    tx.commit().await.expect("commits");
    let outcomes = many(&db, MANY, |n, mut tx| async move {
        let outcome = match quote::replace_open(&mut tx, id(100)).await {
            Ok(_) => {
                quote::insert(
                    &mut tx,
                    &quote_of(3_000 + n, id(100), domain::Party::Provider),
                )
                .await
            }
            Err(error) => Err(error),
        };
        (tx, outcome)
    })
    .await;
    let put = winners(&outcomes, |e| matches!(e, StoreError::Stale));
    assert!(put >= 1);
    let quotes = quote::of_booking(&mut db.read().await, id(100))
        .await
        .expect("reads");
    assert_eq!(quotes.len(), put);
    let open = quotes
        .iter()
        .filter(|q| q.state == domain::quote::QuoteState::Open)
        .count();
    assert_eq!(open, 1);
}
