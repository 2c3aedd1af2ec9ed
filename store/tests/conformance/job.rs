//! Jobs.

use crate::{harness::Db, world::*};
use domain::{Timestamp, time::HOUR_MS};
use serde_json::json;
use store::{StoreError, Tx, job};

on_both!(
    due_jobs_are_claimed_oldest_first,
    a_lease_runs_out,
    a_pending_job_is_not_added_twice,
    jobs_are_retried_and_buried,
    what_was_done_long_ago_is_forgotten,
    the_next_job_is_known,
    a_garbled_payload_is_inconsistent
);

const LEASE: i64 = 60_000;

async fn add(tx: &mut Tx, n: u128, at: Timestamp, dedup: Option<&str>) {
    job::insert(
        tx,
        id(n),
        "mail",
        &json!({ "account": n.to_string() }),
        at,
        dedup,
    )
    .await
    .expect("adds");
}

async fn claimed(tx: &mut Tx, now: Timestamp, limit: i64) -> Vec<u128> {
    let jobs = job::claim(tx, now, LEASE, limit).await.expect("claims");
    jobs.into_iter().map(|j| j.id.0.as_u128()).collect()
}

async fn due_jobs_are_claimed_oldest_first(db: Db) {
    let mut tx = db.write().await;
    add(&mut tx, 1, now().plus(-1), None).await;
    add(&mut tx, 2, now().plus(-HOUR_MS), None).await;
    add(&mut tx, 3, now(), None).await;
    add(&mut tx, 4, now().plus(1), None).await;
    assert_eq!(job::pending(&mut tx).await.expect("counts"), 4);
    let first = job::claim(&mut tx, now(), LEASE, 2).await.expect("claims");
    assert_eq!(
        first.iter().map(|j| j.id.0.as_u128()).collect::<Vec<_>>(),
        [2, 1]
    );
    assert_eq!(
        (
            first[0].kind.as_str(),
            first[0].attempts,
            &first[0].last_error
        ),
        ("mail", 1, &None)
    );
    assert_eq!(
        (&first[0].payload, first[0].run_at),
        (&json!({ "account": "2" }), now().plus(-HOUR_MS))
    );
    assert_eq!(claimed(&mut tx, now(), 2).await, [3]);
    assert_eq!(claimed(&mut tx, now(), 2).await, []);
    job::done(&mut tx, id(2), now()).await.expect("is done");
    job::done(&mut tx, id(2), now())
        .await
        .expect("is done again");
    assert_eq!(job::pending(&mut tx).await.expect("counts"), 3);
}

async fn a_lease_runs_out(db: Db) {
    let mut tx = db.write().await;
    add(&mut tx, 1, now(), None).await;
    assert_eq!(claimed(&mut tx, now(), 1).await, [1]);
    assert_eq!(claimed(&mut tx, now().plus(LEASE - 1), 1).await, []);
    let again = job::claim(&mut tx, now().plus(LEASE), LEASE, 1)
        .await
        .expect("claims");
    assert_eq!(
        again.iter().map(|j| j.attempts).collect::<Vec<_>>(),
        [2],
        "whoever had it has died"
    );
}

async fn a_pending_job_is_not_added_twice(db: Db) {
    let mut tx = db.write().await;
    add(&mut tx, 1, now(), Some("expire 100")).await;
    add(&mut tx, 2, now(), Some("expire 100")).await;
    add(&mut tx, 3, now(), Some("expire 101")).await;
    add(&mut tx, 4, now(), None).await;
    add(&mut tx, 5, now(), None).await;
    assert_eq!(claimed(&mut tx, now(), 10).await, [1, 3, 4, 5]);
    job::done(&mut tx, id(1), now()).await.expect("is done");
    add(&mut tx, 6, now(), Some("expire 100")).await;
    assert_eq!(
        claimed(&mut tx, now(), 10).await,
        [6],
        "a new one may follow one that is done"
    );
}

async fn jobs_are_retried_and_buried(db: Db) {
    let mut tx = db.write().await;
    add(&mut tx, 1, now(), None).await;
    assert_eq!(claimed(&mut tx, now(), 1).await, [1]);
    let later = now().plus(HOUR_MS);
    job::retry(&mut tx, id(1), later, "no answer")
        .await
        .expect("retries");
    assert_eq!(claimed(&mut tx, now().plus(LEASE), 1).await, []);
    let again = job::claim(&mut tx, later, LEASE, 1).await.expect("claims");
    assert_eq!(
        (again[0].attempts, again[0].last_error.as_deref()),
        (2, Some("no answer"))
    );
    job::bury(&mut tx, id(1), "no such address", later)
        .await
        .expect("buries");
    job::retry(&mut tx, id(1), later, "too late")
        .await
        .expect("does nothing");
    assert_eq!(job::pending(&mut tx).await.expect("counts"), 0);
    let buried = job::buried(&mut tx).await.expect("reads");
    assert_eq!(buried.len(), 1);
    assert_eq!(buried[0].last_error.as_deref(), Some("no such address"));
}

async fn what_was_done_long_ago_is_forgotten(db: Db) {
    let mut tx = db.write().await;
    for n in 1..=4 {
        add(&mut tx, n, now(), None).await;
    }
    let long_ago = now().plus(-HOUR_MS);
    job::done(&mut tx, id(1), long_ago).await.expect("is done");
    job::done(&mut tx, id(2), now()).await.expect("is done");
    job::bury(&mut tx, id(3), "no such address", long_ago)
        .await
        .expect("buries");
    let mut forgets = async |at| job::delete_done(&mut tx, at).await.expect("forgets");
    assert_eq!(forgets(long_ago).await, 0);
    assert_eq!(forgets(now()).await, 1);
    assert_eq!(forgets(now().plus(1)).await, 1);
    assert_eq!(job::pending(&mut tx).await.expect("counts"), 1);
    assert_eq!(job::buried(&mut tx).await.expect("reads").len(), 1);
}

async fn the_next_job_is_known(db: Db) {
    let mut tx = db.write().await;
    assert_eq!(job::next_run_at(&mut tx).await.expect("reads"), None);
    add(&mut tx, 1, now(), None).await;
    add(&mut tx, 2, now().plus(HOUR_MS), None).await;
    assert_eq!(job::next_run_at(&mut tx).await.expect("reads"), Some(now()));
    assert_eq!(claimed(&mut tx, now(), 1).await, [1]);
    assert_eq!(
        job::next_run_at(&mut tx).await.expect("reads"),
        Some(now().plus(LEASE)),
        "when the lease runs out"
    );
    job::done(&mut tx, id(1), now()).await.expect("is done");
    assert_eq!(
        job::next_run_at(&mut tx).await.expect("reads"),
        Some(now().plus(HOUR_MS))
    );
}

async fn a_garbled_payload_is_inconsistent(db: Db) {
    let mut tx = db.write().await;
    add(&mut tx, 1, now(), None).await;
    tx.commit().await.expect("commits");
    db.raw("update job set payload = '{'")
        .await
        .expect("garbles");
    let read = job::claim(&mut db.write().await, now(), LEASE, 1).await;
    assert!(
        matches!(
            read,
            Err(StoreError::Inconsistent {
                table: "job",
                column: "payload",
                ..
            })
        ),
        "{read:?}"
    );
}
