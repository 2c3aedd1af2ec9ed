//! Quotes.

use crate::{harness::Db, mission::*, world::*};
use domain::{Party, quote::QuoteState, time::HOUR_MS};
use store::{StoreError, quote};

on_both!(
    a_quote_comes_back,
    one_quote_is_on_the_table,
    a_quote_off_the_table_is_stale,
    a_signature_is_never_lost,
    ending_a_conversation_expires_it
);

async fn asked(db: &Db) -> store::Tx {
    let mut tx = db.write().await;
    settle(&mut tx).await;
    put(&mut tx, &dog_walk(100)).await;
    tx
}

async fn a_quote_comes_back(db: Db) {
    let mut tx = asked(&db).await;
    let first = quote_of(200, id(100), Party::Provider);
    quote::insert(&mut tx, &first).await.expect("inserts");
    assert_eq!(
        quote::get(&mut tx, first.id).await.expect("reads"),
        Some(first.clone())
    );
    assert_eq!(
        quote::open_of(&mut tx, id(100)).await.expect("reads"),
        Some(first.clone())
    );
    assert_eq!(
        quote::replace_open(&mut tx, id(100))
            .await
            .expect("replaces"),
        1
    );
    assert_eq!(
        quote::replace_open(&mut tx, id(100))
            .await
            .expect("replaces"),
        0
    );
    let mut second = quote_of(201, id(100), Party::Coordinator);
    second.created_at = now().plus(HOUR_MS);
    quote::insert(&mut tx, &second).await.expect("inserts");
    let replaced = domain::quote::Quote {
        state: QuoteState::Replaced,
        ..first
    };
    assert_eq!(
        quote::of_booking(&mut tx, id(100)).await.expect("reads"),
        [replaced, second.clone()]
    );
    assert_eq!(
        quote::open_of(&mut tx, id(100)).await.expect("reads"),
        Some(second)
    );
    assert_eq!(quote::get(&mut tx, id(999)).await.expect("reads"), None);
    assert_eq!(quote::open_of(&mut tx, id(999)).await.expect("reads"), None);
}

async fn one_quote_is_on_the_table(db: Db) {
    let mut tx = asked(&db).await;
    quote::insert(&mut tx, &quote_of(200, id(100), Party::Provider))
        .await
        .expect("inserts");
    let refused = quote::insert(&mut tx, &quote_of(201, id(100), Party::Resident)).await;
    assert!(matches!(refused, Err(StoreError::Stale)), "{refused:?}");
}

async fn a_quote_off_the_table_is_stale(db: Db) {
    let mut tx = asked(&db).await;
    let open = quote_of(200, id(100), Party::Provider);
    quote::insert(&mut tx, &open).await.expect("inserts");
    let hash = open.terms.content_hash(open.booking);
    let agreed = open
        .clone()
        .sign(Party::Resident, &hash, now())
        .expect("signs");
    quote::save(&mut tx, &agreed).await.expect("saves");
    assert_eq!(
        quote::get(&mut tx, open.id).await.expect("reads"),
        Some(agreed)
    );
    let declined = open.end(Party::Resident).expect("ends");
    let refused = quote::save(&mut tx, &declined).await;
    assert!(matches!(refused, Err(StoreError::Stale)), "{refused:?}");
}

async fn a_signature_is_never_lost(db: Db) {
    let mut tx = asked(&db).await;
    let seen = quote_of(200, id(100), Party::Coordinator);
    quote::insert(&mut tx, &seen).await.expect("inserts");
    let hash = seen.terms.content_hash(seen.booking);
    // Both sides read the unsigned quote; the second one to save has not seen the first one's signature.
    let by_resident = seen
        .clone()
        .sign(Party::Resident, &hash, now())
        .expect("signs");
    let by_provider = seen.sign(Party::Provider, &hash, now()).expect("signs");
    quote::save(&mut tx, &by_resident).await.expect("saves");
    let refused = quote::save(&mut tx, &by_provider).await;
    assert!(matches!(refused, Err(StoreError::Stale)), "{refused:?}");
    let both = by_resident
        .sign(Party::Provider, &hash, now())
        .expect("signs");
    quote::save(&mut tx, &both).await.expect("saves");
    let kept = quote::get(&mut tx, both.id)
        .await
        .expect("reads")
        .expect("is there");
    assert_eq!(
        (kept.state, kept.resident_signed_at),
        (QuoteState::Agreed, Some(now()))
    );
}

async fn ending_a_conversation_expires_it(db: Db) {
    let mut tx = asked(&db).await;
    quote::insert(&mut tx, &quote_of(200, id(100), Party::Provider))
        .await
        .expect("inserts");
    assert_eq!(
        quote::expire_open(&mut tx, id(100)).await.expect("expires"),
        1
    );
    assert_eq!(
        quote::expire_open(&mut tx, id(100)).await.expect("expires"),
        0
    );
    let kept = quote::get(&mut tx, id(200))
        .await
        .expect("reads")
        .expect("is there");
    assert_eq!(kept.state, QuoteState::Expired);
}
