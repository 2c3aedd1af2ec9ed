//! Searching: the same listings are found on both databases; only their order among equals may differ.

use crate::{harness::Db, world::*};
use domain::search::Search;
use store::{Tx, listing};

on_both!(
    words_are_found_without_accents,
    beginnings_of_words_are_enough,
    every_word_must_be_there,
    filters_narrow,
    nothing_asked_finds_all,
    shut_listings_and_other_lodges_stay_out,
    strange_words_find_nothing
);

async fn found(tx: &mut Tx, search: &Search) -> Vec<u128> {
    let ids = listing::search(tx, alencon(), search)
        .await
        .expect("searches");
    ids.into_iter().map(|l| l.0.as_u128()).collect()
}

async fn words(tx: &mut Tx, words: &str) -> Vec<u128> {
    let mut found = found(tx, &Search::from_query(words, "", "", "")).await;
    found.sort_unstable();
    found
}

async fn settled(db: &Db) -> Tx {
    let mut tx = db.write().await;
    settle(&mut tx).await;
    tx
}

async fn words_are_found_without_accents(db: Db) {
    let tx = &mut settled(&db).await;
    for typed in ["évier", "EVIER", "e\u{301}vier", "l’évier", "d'évier"] {
        assert_eq!(words(tx, typed).await, [PLUMBING], "{typed}");
    }
    assert_eq!(words(tx, "étagère").await, [PARQUET]);
}

async fn beginnings_of_words_are_enough(db: Db) {
    let tx = &mut settled(&db).await;
    assert_eq!(words(tx, "prom").await, [DOG_WALK]);
    assert_eq!(words(tx, "parq").await, [PARQUET]);
    assert_eq!(words(tx, "romenade").await, [], "but not their ends");
    // "petits", "pose" and "promenade" begin with it, but one letter says nothing and is not looked at.
    assert_eq!(words(tx, "p").await, [DOG_WALK, PLUMBING, PARQUET]);
}

async fn every_word_must_be_there(db: Db) {
    let tx = &mut settled(&db).await;
    assert_eq!(words(tx, "évier fuit").await, [PLUMBING]);
    assert_eq!(
        words(tx, "fuit évier robi").await,
        [PLUMBING],
        "in any order"
    );
    assert_eq!(words(tx, "évier parquet").await, []);
}

async fn filters_narrow(db: Db) {
    let tx = &mut settled(&db).await;
    let query = |q, skill, day, max| Search::from_query(q, skill, day, max);
    assert_eq!(found(tx, &query("", "plumbing", "", "")).await, [PLUMBING]);
    // Ophélie walks dogs at weekends; day 6 is Saturday, 1 is Monday.
    assert_eq!(
        found(tx, &query("", "", "6", "")).await,
        [DOG_WALK, PLUMBING, PARQUET]
    );
    assert_eq!(
        found(tx, &query("", "", "1", "")).await,
        [PLUMBING, PARQUET]
    );
    assert_eq!(
        found(tx, &query("", "", "", "20")).await,
        [DOG_WALK, PLUMBING]
    );
    assert_eq!(found(tx, &query("", "", "", "19,99")).await, [DOG_WALK]);
    assert_eq!(
        found(tx, &query("parquet", "parquet-diy", "7", "25")).await,
        [PARQUET]
    );
    assert_eq!(found(tx, &query("parquet", "plumbing", "", "")).await, []);
}

async fn nothing_asked_finds_all(db: Db) {
    let tx = &mut settled(&db).await;
    assert_eq!(
        found(tx, &Search::default()).await,
        [DOG_WALK, PLUMBING, PARQUET],
        "the cheapest first"
    );
    assert_eq!(words(tx, "***").await, [DOG_WALK, PLUMBING, PARQUET]);
}

async fn shut_listings_and_other_lodges_stay_out(db: Db) {
    let tx = &mut settled(&db).await;
    let mut shut = crate::world::listing(33, DOG_WALKER, "piano", 2000, "Leçons");
    shut.open = false;
    listing::insert(tx, &shut, "lecons de piano")
        .await
        .expect("inserts");
    assert_eq!(words(tx, "piano").await, []);
    let elsewhere =
        listing::search(tx, id(MORTAGNE), &Search::from_query("chien", "", "", "")).await;
    assert_eq!(elsewhere.expect("searches"), []);
}

async fn strange_words_find_nothing(db: Db) {
    let tx = &mut settled(&db).await;
    for typed in [
        "AND",
        "OR NOT",
        "NEAR(chien)",
        "\"chien",
        "chien' | '",
        "犬の散歩",
        "éà&|!():*<->",
    ] {
        let hits = words(tx, typed).await;
        assert!(hits.iter().all(|h| *h == DOG_WALK), "{typed}: {hits:?}");
    }
    assert_eq!(
        words(tx, "\"chien").await,
        [DOG_WALK],
        "quotes are not looked at"
    );
}
