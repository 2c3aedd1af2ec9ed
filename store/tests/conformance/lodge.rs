//! Lodges, providers and listings.

use crate::{
    harness::Db,
    mission::*,
    world::{self, *},
};
use domain::booking::StateKind;
use store::{
    StoreError, listing, lodge, lodge::LodgeCounts, provider, provider::ProviderStats, review,
};

on_both!(
    a_lodge_comes_back_as_it_went_in,
    a_lodge_counts_what_it_offers,
    providers_and_listings_come_back,
    slugs_are_taken_once,
    stats_add_up,
    garbled_settings_are_inconsistent
);

async fn a_lodge_comes_back_as_it_went_in(db: Db) {
    let mut tx = db.write().await;
    settle(&mut tx).await;
    let alencon = world::lodge(ALENCON, "alencon", &["61001", "61341", "61077"]);
    assert_eq!(
        lodge::get(&mut tx, alencon.id).await.expect("reads"),
        Some(alencon.clone())
    );
    assert_eq!(
        lodge::by_slug(&mut tx, "alencon").await.expect("reads"),
        Some(alencon.clone())
    );
    assert_eq!(lodge::by_slug(&mut tx, "paris").await.expect("reads"), None);
    let mortagne = world::lodge(MORTAGNE, "mortagne", &["61293"]);
    assert_eq!(
        lodge::all(&mut tx).await.expect("reads"),
        [alencon, mortagne]
    );
}

async fn a_lodge_counts_what_it_offers(db: Db) {
    let mut tx = db.write().await;
    settle(&mut tx).await;
    let mut shut = world::listing(33, DOG_WALKER, "piano", 2000, "Leçons");
    shut.open = false;
    listing::insert(&mut tx, &shut, "lecons de piano")
        .await
        .expect("inserts");
    let cards = lodge::cards(&mut tx).await.expect("counts");
    assert_eq!(
        cards.get(&alencon()),
        Some(&LodgeCounts {
            providers: 2,
            skills: 3
        })
    );
    assert_eq!(cards.get(&id(MORTAGNE)), None);
}

async fn providers_and_listings_come_back(db: Db) {
    let mut tx = db.write().await;
    settle(&mut tx).await;
    let ophelie = world::provider(DOG_WALKER, OPHELIE, "ophelie", 0b110_0000);
    assert_eq!(
        provider::get(&mut tx, dog_walker()).await.expect("reads"),
        Some(ophelie.clone())
    );
    assert_eq!(
        provider::by_slug(&mut tx, alencon(), "ophelie")
            .await
            .expect("reads"),
        Some(ophelie.clone())
    );
    assert_eq!(
        provider::by_slug(&mut tx, id(MORTAGNE), "ophelie")
            .await
            .expect("reads"),
        None
    );
    assert_eq!(
        provider::of_account(&mut tx, id(OPHELIE))
            .await
            .expect("reads"),
        [ophelie]
    );
    let of_lodge = provider::of_lodge(&mut tx, alencon()).await.expect("reads");
    assert_eq!(
        of_lodge.iter().map(|p| p.slug.as_str()).collect::<Vec<_>>(),
        ["nicolas", "ophelie"]
    );
    let walk = world::listing(
        DOG_WALK,
        DOG_WALKER,
        "dog-walking",
        1300,
        "Une heure au bord de la Sarthe",
    );
    assert_eq!(
        listing::get(&mut tx, walk.id).await.expect("reads"),
        Some(walk.clone())
    );
    assert_eq!(
        listing::of_provider(&mut tx, dog_walker())
            .await
            .expect("reads"),
        [walk]
    );
    assert_eq!(
        listing::of_lodge(&mut tx, alencon())
            .await
            .expect("reads")
            .len(),
        3
    );
    assert_eq!(
        listing::of_lodge(&mut tx, id(MORTAGNE))
            .await
            .expect("reads"),
        []
    );
}

async fn slugs_are_taken_once(db: Db) {
    let mut tx = db.write().await;
    settle(&mut tx).await;
    tx.commit().await.expect("commits");
    let mut tx = db.write().await;
    let refused = lodge::insert(&mut tx, &world::lodge(13, "alencon", &[])).await;
    assert!(
        matches!(refused, Err(StoreError::AlreadyDone)),
        "{refused:?}"
    );
    drop(tx);
    let mut tx = db.write().await;
    let refused = provider::insert(&mut tx, &world::provider(23, LEA, "ophelie", 1)).await;
    assert!(
        matches!(refused, Err(StoreError::AlreadyDone)),
        "{refused:?}"
    );
}

async fn stats_add_up(db: Db) {
    let mut tx = db.write().await;
    settle(&mut tx).await;
    for (n, state, rating) in [
        (101, StateKind::Paid, 5),
        (102, StateKind::Closed, 4),
        (103, StateKind::Held, 1),
    ] {
        let mut booking = dog_walk(n);
        booking.skill = format!("skill-{n}");
        let booking = moved(booking, state);
        put(&mut tx, &booking).await;
        if state != StateKind::Held {
            crate::review::both_sides(&mut tx, &booking, rating).await;
        }
    }
    review::publish(&mut tx, id(101), now())
        .await
        .expect("publishes");
    let stats = provider::stats(&mut tx, alencon()).await.expect("counts");
    // Two paid missions; one of their reviews is published; the provider's own review of the resident does not count.
    assert_eq!(
        stats[&dog_walker()],
        ProviderStats {
            rating_sum: 5,
            ratings: 1,
            missions: 2
        }
    );
    assert_eq!(stats[&id(HANDYMAN)], ProviderStats::default());
    assert!(
        provider::stats(&mut tx, id(MORTAGNE))
            .await
            .expect("counts")
            .is_empty()
    );
}

async fn garbled_settings_are_inconsistent(db: Db) {
    let mut tx = db.write().await;
    settle(&mut tx).await;
    tx.commit().await.expect("commits");
    db.raw("update lodge set policy = '{}' where slug = 'alencon'")
        .await
        .expect("garbles");
    let read = lodge::by_slug(&mut db.read().await, "alencon").await;
    assert!(
        matches!(
            read,
            Err(StoreError::Inconsistent {
                table: "lodge",
                column: "policy",
                ..
            })
        ),
        "{read:?}"
    );
    assert!(
        lodge::by_slug(&mut db.read().await, "mortagne")
            .await
            .is_ok()
    );
}
