//! Jobs: run once they are due, by one worker at a time, never lost, never for ever. On both databases.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    reason = "a test stops where it fails"
)]

use backend::{
    account::{self, SignUp},
    jobs::{self, Task},
    testing::{PASSWORD, Testbed, on_both},
};
use domain::{
    Lang,
    time::{DAY_MS, MINUTE_MS},
};
use std::time::Duration;

async fn sweep_at(t: &Testbed, delay_ms: i64, dedup: Option<&str>) {
    let mut work = t.b.write().await.unwrap();
    jobs::enqueue(
        &mut work,
        &t.b,
        &Task::Sweep,
        t.b.now().plus(delay_ms),
        dedup,
    )
    .await
    .unwrap();
    work.commit().await.unwrap();
}

async fn pending(t: &Testbed) -> i64 {
    store::job::pending(&mut t.b.read().await.unwrap())
        .await
        .unwrap()
}

#[tokio::test]
async fn a_job_waits_for_its_time_and_for_its_transaction() {
    on_both(async |t: Testbed| {
        sweep_at(&t, MINUTE_MS, None).await;
        assert_eq!(jobs::run_due(&t.b).await.unwrap(), 0);
        let mut lost = t.b.write().await.unwrap();
        jobs::enqueue(&mut lost, &t.b, &Task::Sweep, t.b.now(), None)
            .await
            .unwrap();
        drop(lost);
        assert_eq!(jobs::run_due(&t.b).await.unwrap(), 0);
        t.clock.advance(MINUTE_MS);
        assert_eq!(jobs::run_due(&t.b).await.unwrap(), 1);
        assert_eq!(jobs::run_due(&t.b).await.unwrap(), 0);
    })
    .await;
}

#[tokio::test]
async fn the_same_job_is_not_enqueued_twice_while_it_waits() {
    on_both(async |t: Testbed| {
        for _ in 0..3 {
            sweep_at(&t, MINUTE_MS, Some("once")).await;
        }
        assert_eq!(pending(&t).await, 1);
    })
    .await;
}

#[tokio::test]
async fn two_workers_share_the_jobs() {
    on_both(async |t: Testbed| {
        for _ in 0..40 {
            sweep_at(&t, 0, None).await;
        }
        let second = t.second().await;
        let (one, two) = tokio::join!(jobs::run_due(&t.b), jobs::run_due(&second));
        assert_eq!(one.unwrap() + two.unwrap(), 40);
        // Each cleaning asked for tomorrow's, which is one.
        assert_eq!(pending(&t).await, 1);
    })
    .await;
}

#[tokio::test]
async fn cleaning_forgets_what_has_ended_and_comes_back() {
    on_both(async |t: Testbed| {
        let w = t.world().await;
        let session = account::sign_in(&t.b, "lea@example.fr", PASSWORD)
            .await
            .unwrap();
        account::forgot_password(&t.b, "lea@example.fr")
            .await
            .unwrap();
        sweep_at(&t, 0, None).await;
        t.work().await;
        assert!(
            account::authenticate(&t.b, &session.token)
                .await
                .unwrap()
                .is_some()
        );
        for _ in 0..31 {
            t.pass(DAY_MS).await;
        }
        assert_eq!(account::view(&t.b, &w.lea).await.unwrap().sessions, 0);
        assert_eq!(pending(&t).await, 1);
    })
    .await;
}

#[tokio::test]
async fn a_worker_wakes_when_something_is_committed_and_stops_when_told() {
    on_both(async |t: Testbed| {
        let (stop, stopped) = tokio::sync::oneshot::channel::<()>();
        let worker = tokio::spawn(jobs::worker(t.b.clone(), async {
            let _ = stopped.await;
        }));
        let form = SignUp {
            name: "Mélusine".into(),
            email: "melusine@example.fr".into(),
            password: PASSWORD.into(),
            lang: Lang::Fr,
        };
        account::sign_up(&t.b, form).await.unwrap();
        let arrived = async {
            while t.mail().is_empty() {
                tokio::time::sleep(Duration::from_millis(10)).await;
            }
        };
        tokio::time::timeout(Duration::from_secs(5), arrived)
            .await
            .expect("the message leaves by itself");
        stop.send(()).unwrap();
        tokio::time::timeout(Duration::from_secs(5), worker)
            .await
            .expect("the worker stops")
            .unwrap();
    })
    .await;
}
