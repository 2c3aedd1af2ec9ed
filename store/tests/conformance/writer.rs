//! Many who write at once, some of whom go away: what was acknowledged is there, what was not is there wholly or not at all.

use crate::{
    harness::Db,
    mission::*,
    world::{self, *},
};
use domain::booking::StateKind;
use std::{collections::HashSet, time::Duration};
use store::{StoreError, account, booking, job};

on_both!(
    what_is_acknowledged_is_there,
    those_who_go_away_disturb_nobody,
    a_commit_that_fails_leaves_the_writer_usable,
    a_dropped_writer_keeps_nobody_waiting,
    closing_lets_what_was_committed_last
);

const MANY: u128 = 300;

/// Writes two rows in one transaction.
async fn write_both(db: &Db, n: u128) -> Result<(), StoreError> {
    let mut tx = db.store.write().await?;
    account::insert(&mut tx, &world::account(n, &format!("Person {n}"))).await?;
    job::insert(&mut tx, id(n), "mail", &serde_json::json!({}), now(), None).await?;
    tx.commit().await
}

/// Which of the two rows are there: numbers of the accounts, numbers of the jobs.
async fn there(db: &Db) -> (HashSet<u128>, HashSet<u128>) {
    let ids: Vec<_> = (1_000..1_000 + MANY).map(id).collect();
    let persons = account::persons(&mut db.read().await, &ids)
        .await
        .expect("reads");
    let jobs = job::claim(&mut db.write().await, now(), 1, 1_000)
        .await
        .expect("reads");
    (
        persons.keys().map(|a| a.0.as_u128()).collect(),
        jobs.iter().map(|j| j.id.0.as_u128()).collect(),
    )
}

async fn what_is_acknowledged_is_there(db: Db) {
    let running: Vec<_> = (1_000..1_000 + MANY)
        .map(|n| {
            let db = db.clone();
            tokio::spawn(async move {
                write_both(&db, n).await.expect("writes");
                account::get(&mut db.read().await, id(n))
                    .await
                    .expect("reads")
                    .is_some()
            })
        })
        .collect();
    for one in running {
        assert!(
            one.await.expect("does not panic"),
            "acknowledged, but not there"
        );
    }
    let (persons, jobs) = there(&db).await;
    assert_eq!((persons.len(), jobs.len()), (300, 300));
}

async fn those_who_go_away_disturb_nobody(db: Db) {
    let running: Vec<_> = (1_000..1_000 + MANY)
        .map(|n| {
            let db = db.clone();
            tokio::spawn(async move {
                // Two of three lose patience, after ever longer times.
                let patience =
                    Duration::from_micros(u64::try_from(n - 1_000).expect("small") * 150);
                if n % 3 == 0 {
                    write_both(&db, n).await.map(|()| n)
                } else {
                    let gone = Err(StoreError::Stale);
                    tokio::time::timeout(patience, write_both(&db, n))
                        .await
                        .map_or(gone, |r| r.map(|()| n))
                }
            })
        })
        .collect();
    let mut acknowledged = HashSet::new();
    for (n, one) in (1_000..).zip(running) {
        match one.await.expect("does not panic") {
            Ok(n) => _ = acknowledged.insert(n),
            Err(error) => assert!(
                n % 3 != 0,
                "the patient one {n} is not disturbed: {error:?}"
            ),
        }
    }
    let (persons, jobs) = there(&db).await;
    assert!(
        acknowledged.is_subset(&persons),
        "acknowledged, but not there"
    );
    assert_eq!(persons, jobs, "half a transaction");
}

async fn a_commit_that_fails_leaves_the_writer_usable(db: Db) {
    let mut tx = db.write().await;
    settle(&mut tx).await;
    tx.commit().await.expect("commits");
    for n in 100..103 {
        let mut tx = db.write().await;
        // It names a quote that does not exist, which shows when the transaction ends.
        booking::insert(&mut tx, &moved(dog_walk(n), StateKind::Agreed))
            .await
            .expect("inserts");
        assert!(matches!(tx.commit().await, Err(StoreError::Database(_))));
        write_both(&db, 1_000 + n).await.expect("writes");
    }
    assert_eq!(
        booking::get(&mut db.read().await, id(100))
            .await
            .expect("reads"),
        None
    );
}

async fn a_dropped_writer_keeps_nobody_waiting(db: Db) {
    let mut tx = db.write().await;
    account::insert(&mut tx, &world::account(LEA, "Léa"))
        .await
        .expect("inserts");
    drop(tx);
    // Another process gets the lock, though nobody of this one asks for it.
    db.raw("delete from account")
        .await
        .expect("is not kept out");
}

async fn closing_lets_what_was_committed_last(db: Db) {
    let other = store::Store::open(&db.url).await.expect("opens");
    let mut tx = other.write().await.expect("begins");
    account::insert(&mut tx, &world::account(LEA, "Léa"))
        .await
        .expect("inserts");
    let committing = tokio::spawn(tx.commit());
    committing.await.expect("does not panic").expect("commits");
    other.close().await;
    assert!(matches!(
        other.write().await,
        Err(store::StoreError::Database(_))
    ));
    assert!(
        account::get(&mut db.read().await, id(LEA))
            .await
            .expect("reads")
            .is_some()
    );
}
