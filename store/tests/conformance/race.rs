//! Several at once: orders, slots, links, jobs, readers beside a writer.

use crate::{harness::Db, mission::*, world::*};
use domain::time::HOUR_MS;
use std::{collections::HashSet, future::Future};
use store::{StoreError, Tx, booking, job, link, link::Purpose};

on_both!(
    one_of_many_orders_the_same_service,
    one_of_many_gets_the_slot,
    overlapping_slots_never_wait_for_each_other,
    one_of_many_uses_the_link,
    each_job_is_claimed_once,
    readers_do_not_wait_for_a_writer
);

/// Contenders of a race.
pub const MANY: u128 = 200;
/// Contenders for what the whole house promises: one booking of the same service, one for a slot.
const CROWD: u128 = 10_000;

/// Runs `attempt` many times at once, each in a transaction of its own that is committed when it succeeds.
pub async fn many<T, F, Fut>(db: &Db, contenders: u128, attempt: F) -> Vec<Result<T, StoreError>>
where
    T: Send + 'static,
    F: Fn(u128, Tx) -> Fut,
    Fut: Future<Output = (Tx, Result<T, StoreError>)> + Send + 'static,
    F: Clone + Send + 'static,
{
    let mut running = Vec::new();
    for n in 0..contenders {
        let (db, attempt) = (db.clone(), attempt.clone());
        running.push(tokio::spawn(async move {
            let tx = db.write().await;
            let run = attempt(n, tx);
            let (tx, outcome) = run.await;
            if outcome.is_ok() {
                tx.commit().await?;
            }
            outcome
        }));
    }
    let mut outcomes = Vec::new();
    for one in running {
        outcomes.push(one.await.expect("does not panic"));
    }
    outcomes
}

/// How many succeeded; everything else must have been refused in the expected way.
pub fn winners<T: std::fmt::Debug>(
    outcomes: &[Result<T, StoreError>],
    refused: impl Fn(&StoreError) -> bool,
) -> usize {
    for outcome in outcomes {
        if let Err(error) = outcome {
            assert!(refused(error), "{error:?}");
        }
    }
    outcomes.iter().filter(|o| o.is_ok()).count()
}

pub async fn settled(db: &Db) -> Tx {
    let mut tx = db.write().await;
    settle(&mut tx).await;
    tx
}

async fn one_of_many_orders_the_same_service(db: Db) {
    settled(&db).await.commit().await.expect("commits");
    let outcomes = many(&db, CROWD, |n, mut tx| async move {
        let outcome = booking::insert(&mut tx, &dog_walk(1_000 + n)).await;
        (tx, outcome)
    })
    .await;
    assert_eq!(winners(&outcomes, |e| matches!(e, StoreError::OnceOnly)), 1);
}

/// Bookings of different services, one for each contender.
async fn bookings(db: &Db, contenders: u128) {
    let mut tx = settled(db).await;
    for n in 0..contenders {
        let mut request = dog_walk(1_000 + n);
        request.skill = format!("skill-{n}");
        put(&mut tx, &request).await;
    }
    tx.commit().await.expect("commits");
}

async fn one_of_many_gets_the_slot(db: Db) {
    bookings(&db, CROWD).await;
    let outcomes = many(&db, CROWD, |n, mut tx| async move {
        let outcome = booking::take_slot(&mut tx, dog_walker(), id(1_000 + n), slot()).await;
        (tx, outcome)
    })
    .await;
    assert_eq!(
        winners(&outcomes, |e| matches!(e, StoreError::SlotTaken)),
        1
    );
}

async fn overlapping_slots_never_wait_for_each_other(db: Db) {
    bookings(&db, MANY).await;
    // Slots of two hours that begin a quarter apart: those that win are at least two hours apart.
    let outcomes = many(&db, MANY, |n, mut tx| async move {
        let start = slot()
            .start
            .plus(i64::try_from(n % 40).expect("small") * 15 * 60_000);
        let slot = domain::time::Slot {
            start,
            minutes: 120,
        };
        let outcome = booking::take_slot(&mut tx, dog_walker(), id(1_000 + n), slot)
            .await
            .map(|()| start);
        (tx, outcome)
    })
    .await;
    winners(&outcomes, |e| matches!(e, StoreError::SlotTaken));
    let mut starts: Vec<_> = outcomes.into_iter().flatten().collect();
    starts.sort_unstable();
    assert!(!starts.is_empty());
    assert!(
        starts.windows(2).all(|w| w[1].since(w[0]) >= 2 * HOUR_MS),
        "{starts:?}"
    );
}

async fn one_of_many_uses_the_link(db: Db) {
    let mut tx = settled(&db).await;
    let until = now().plus(HOUR_MS);
    link::insert(&mut tx, [7; 32], id(LEA), Purpose::Reset, None, until)
        .await
        .expect("inserts");
    tx.commit().await.expect("commits");
    let outcomes = many(&db, MANY, |_, mut tx| async move {
        let outcome = link::take(&mut tx, [7; 32], Purpose::Reset, now()).await;
        (tx, outcome)
    })
    .await;
    let taken = outcomes
        .into_iter()
        .filter_map(|o| o.expect("answers"))
        .count();
    assert_eq!(taken, 1);
}

async fn each_job_is_claimed_once(db: Db) {
    let mut tx = db.write().await;
    for n in 0..MANY {
        job::insert(
            &mut tx,
            id(n + 1),
            "mail",
            &serde_json::json!({}),
            now(),
            None,
        )
        .await
        .expect("adds");
    }
    tx.commit().await.expect("commits");
    let outcomes = many(&db, MANY, |_, mut tx| async move {
        let outcome = job::claim(&mut tx, now(), 60_000, 3).await;
        (tx, outcome)
    })
    .await;
    let claimed: Vec<_> = outcomes
        .into_iter()
        .flat_map(|o| o.expect("claims"))
        .map(|j| j.id)
        .collect();
    let different: HashSet<_> = claimed.iter().copied().collect();
    assert_eq!(claimed.len(), different.len(), "no job was given twice");
    assert_eq!(
        u128::try_from(claimed.len()),
        Ok(MANY),
        "every job was given"
    );
}

async fn readers_do_not_wait_for_a_writer(db: Db) {
    settled(&db).await.commit().await.expect("commits");
    let mut writing = db.write().await;
    put(&mut writing, &dog_walk(100)).await;
    let mut reading = db.read().await;
    assert_eq!(
        booking::get(&mut reading, id(100)).await.expect("reads"),
        None,
        "not committed yet"
    );
    writing.commit().await.expect("commits");
    assert_eq!(
        booking::get(&mut reading, id(100)).await.expect("reads"),
        None,
        "one snapshot"
    );
    drop(reading);
    assert!(
        booking::get(&mut db.read().await, id(100))
            .await
            .expect("reads")
            .is_some()
    );
}
