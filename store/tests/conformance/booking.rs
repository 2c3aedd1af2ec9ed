//! Bookings: once only, compare and set, lists, and slots.

use crate::{harness::Db, mission::*, world::*};
use domain::{
    Party, Timestamp,
    booking::{Event, StateKind},
    time::{DAY_MS, Slot},
};
use store::{StoreError, booking};

on_both!(
    the_same_service_is_refused,
    what_ended_before_delivery_frees_it,
    a_freed_one_cannot_come_back,
    a_stale_copy_is_not_saved,
    my_missions_are_those_of_my_sides,
    a_slot_is_promised_once,
    a_booking_names_a_quote_that_exists
);

async fn the_same_service_is_refused(db: Db) {
    for (n, state) in (100..).zip(StateKind::ALL).filter(|(_, s)| !s.is_freed()) {
        let mut tx = db.write().await;
        if n == 100 {
            settle(&mut tx).await;
        }
        let mut request = dog_walk(n);
        request.skill = format!("skill-{n}");
        let first = moved(request.clone(), *state);
        put(&mut tx, &first).await;
        tx.commit().await.expect("commits");
        let mut tx = db.write().await;
        let same = booking::same_service(&mut tx, id(LEA), dog_walker(), &request.skill)
            .await
            .expect("reads");
        assert_eq!(same, Some(first));
        request.id = id(n + 500);
        let refused = booking::insert(&mut tx, &request).await;
        assert!(
            matches!(refused, Err(StoreError::OnceOnly)),
            "{state:?}: {refused:?}"
        );
    }
    let mut tx = db.write().await;
    let skill = "skill-100";
    booking::insert(
        &mut tx,
        &requested(700, MARC, (DOG_WALKER, DOG_WALK), skill),
    )
    .await
    .expect("another resident");
    booking::insert(&mut tx, &requested(701, LEA, (HANDYMAN, PLUMBING), skill))
        .await
        .expect("another provider");
    booking::insert(
        &mut tx,
        &requested(702, LEA, (DOG_WALKER, DOG_WALK), "piano"),
    )
    .await
    .expect("another skill");
}

async fn what_ended_before_delivery_frees_it(db: Db) {
    let mut tx = db.write().await;
    settle(&mut tx).await;
    let freed = StateKind::ALL.iter().filter(|s| s.is_freed());
    for (n, state) in (100..).zip(freed) {
        put(&mut tx, &moved(dog_walk(n), *state)).await;
    }
    let same = booking::same_service(&mut tx, id(LEA), dog_walker(), "dog-walking")
        .await
        .expect("reads");
    assert_eq!(same, None);
    booking::insert(&mut tx, &dog_walk(200))
        .await
        .expect("asks again");
}

async fn a_freed_one_cannot_come_back(db: Db) {
    let mut tx = db.write().await;
    settle(&mut tx).await;
    put(&mut tx, &moved(dog_walk(100), StateKind::Declined)).await;
    put(&mut tx, &dog_walk(101)).await;
    let refused = booking::save(&mut tx, &dog_walk(100)).await;
    assert!(matches!(refused, Err(StoreError::OnceOnly)), "{refused:?}");
}

async fn a_stale_copy_is_not_saved(db: Db) {
    let mut tx = db.write().await;
    settle(&mut tx).await;
    put(&mut tx, &dog_walk(100)).await;
    let copy = booking::get(&mut tx, id(100))
        .await
        .expect("reads")
        .expect("is there");
    booking::save(&mut tx, &moved(copy.clone(), StateKind::Declined))
        .await
        .expect("saves");
    let refused = booking::save(&mut tx, &moved(copy, StateKind::Withdrawn)).await;
    assert!(matches!(refused, Err(StoreError::Stale)), "{refused:?}");
    let kept = booking::get(&mut tx, id(100))
        .await
        .expect("reads")
        .expect("is there");
    assert_eq!((kept.state.kind(), kept.version), (StateKind::Declined, 1));
    let unknown = booking::save(&mut tx, &dog_walk(999)).await;
    assert!(matches!(unknown, Err(StoreError::Stale)), "{unknown:?}");
}

async fn my_missions_are_those_of_my_sides(db: Db) {
    let mut tx = db.write().await;
    settle(&mut tx).await;
    let of_lea = dog_walk(100);
    let of_marc = requested(101, MARC, (DOG_WALKER, DOG_WALK), "dog-walking");
    let of_nicolas = requested(102, LEA, (HANDYMAN, PLUMBING), "plumbing");
    for b in [&of_lea, &of_marc, &of_nicolas] {
        put(&mut tx, b).await;
    }
    let later = now().plus(DAY_MS);
    happened(
        &mut tx,
        500,
        &of_lea,
        (Event::Request, Party::Resident),
        None,
        now(),
    )
    .await;
    happened(
        &mut tx,
        501,
        &of_lea,
        (Event::Write, Party::Provider),
        Some(StateKind::Requested),
        later,
    )
    .await;
    let lea = booking::of_people(&mut tx, id(LEA), &[])
        .await
        .expect("reads");
    let seen: Vec<_> = lea
        .iter()
        .map(|r| (r.booking.clone(), r.updated_at))
        .collect();
    assert_eq!(seen, [(of_lea.clone(), later), (of_nicolas.clone(), now())]);
    let ophelie = booking::of_people(&mut tx, id(OPHELIE), &[dog_walker()])
        .await
        .expect("reads");
    assert_eq!(
        ophelie.into_iter().map(|r| r.booking).collect::<Vec<_>>(),
        [of_lea, of_marc]
    );
    let both = booking::of_people(&mut tx, id(MARC), &[dog_walker(), id(HANDYMAN)])
        .await
        .expect("reads");
    assert_eq!(both.len(), 3);
    assert!(
        booking::of_people(&mut tx, id(CLAUDIE), &[])
            .await
            .expect("reads")
            .is_empty()
    );
}

async fn a_slot_is_promised_once(db: Db) {
    let at = |quarters: i64, minutes| Slot {
        start: Timestamp(slot().start.0 + quarters * 15 * 60_000),
        minutes,
    };
    let mut tx = db.write().await;
    settle(&mut tx).await;
    put(&mut tx, &dog_walk(100)).await;
    put(
        &mut tx,
        &requested(101, MARC, (DOG_WALKER, DOG_WALK), "dog-walking"),
    )
    .await;
    booking::take_slot(&mut tx, dog_walker(), id(100), at(0, 60))
        .await
        .expect("takes");
    tx.commit().await.expect("commits");
    // One quarter too early, the same, inside, around, and one that begins in its last quarter.
    for wrong in [at(-3, 60), at(0, 60), at(1, 15), at(-4, 180), at(3, 60)] {
        let mut tx = db.write().await;
        let refused = booking::take_slot(&mut tx, dog_walker(), id(101), wrong).await;
        assert!(
            matches!(refused, Err(StoreError::SlotTaken)),
            "{wrong:?}: {refused:?}"
        );
    }
    let mut tx = db.write().await;
    booking::take_slot(&mut tx, dog_walker(), id(101), at(4, 60))
        .await
        .expect("just after");
    booking::take_slot(&mut tx, dog_walker(), id(101), at(-4, 60))
        .await
        .expect("just before");
    booking::take_slot(&mut tx, id(HANDYMAN), id(101), at(0, 720))
        .await
        .expect("another provider, all day");
    booking::free_slot(&mut tx, id(100)).await.expect("frees");
    booking::free_slot(&mut tx, id(100))
        .await
        .expect("frees again");
    booking::take_slot(&mut tx, dog_walker(), id(101), at(0, 60))
        .await
        .expect("takes what was freed");
    tx.commit().await.expect("commits");
}

async fn a_booking_names_a_quote_that_exists(db: Db) {
    let mut tx = db.write().await;
    settle(&mut tx).await;
    // Checked when the transaction ends, since each names the other.
    booking::insert(&mut tx, &moved(dog_walk(100), StateKind::Agreed))
        .await
        .expect("inserts");
    let refused = tx.commit().await;
    assert!(
        matches!(refused, Err(StoreError::Database(_))),
        "{refused:?}"
    );
    assert_eq!(
        booking::get(&mut db.read().await, id(100))
            .await
            .expect("reads"),
        None
    );
}
