//! Jobs: run once they are due, by one worker at a time, never lost, never for ever. On both databases.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    reason = "a test stops where it fails"
)]

use backend::{
    Backend, Config, Parts, Random,
    account::{self, SignUp},
    clock::Rng,
    config::MailTransport,
    gateway::Gateway,
    jobs::{self, Task},
    mail::Mailer,
    testing::{PASSWORD, Testbed, on_both},
};
use domain::{
    Lang,
    time::{DAY_MS, MINUTE_MS},
};
use std::{
    sync::{
        Arc,
        atomic::{AtomicBool, Ordering},
    },
    time::Duration,
};

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
        let session = account::sign_in(&t.b, "lea@example.fr", PASSWORD, None)
            .await
            .unwrap();
        account::forgot_password(&t.b, "lea@example.fr")
            .await
            .unwrap();
        let mut work = t.b.write().await.unwrap();
        store::webhook::insert(&mut work, "evt_1", "charge.captured", t.b.now())
            .await
            .unwrap();
        work.commit().await.unwrap();
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
        let mut tx = t.b.write().await.unwrap();
        let month_ago = t.b.now().plus(-30 * DAY_MS);
        let left = store::job::delete_done(&mut tx, month_ago).await.unwrap();
        assert_eq!(left, 0, "jobs done a month ago are forgotten");
        let left = store::webhook::delete_before(&mut tx, month_ago).await;
        assert_eq!(left.unwrap(), 0, "and the gateway's events");
    })
    .await;
}

/// Randomness that panics once, when armed.
struct Trap {
    armed: AtomicBool,
    rng: Rng<rand::rngs::StdRng>,
}

impl Random for Trap {
    fn fill(&self, bytes: &mut [u8]) {
        assert!(!self.armed.swap(false, Ordering::SeqCst), "a trap");
        self.rng.fill(bytes);
    }
}

#[tokio::test]
async fn a_panic_fails_one_try_of_one_job() {
    on_both(async |t: Testbed| {
        let trap = Arc::new(Trap {
            armed: AtomicBool::new(false),
            rng: Rng::seeded(9),
        });
        let b = Backend::new(Parts {
            store: t.b.store.clone(),
            clock: Arc::clone(&t.b.clock),
            random: Arc::clone(&trap) as Arc<dyn Random>,
            gateway: Gateway::new(&t.b.config.gateway).unwrap(),
            mailer: Mailer::new(&t.b.config).unwrap(),
            config: t.b.config.clone(),
        });
        for name in ["ada", "grace"] {
            let form = SignUp {
                name: "Mélusine".into(),
                email: format!("{name}@example.fr"),
                password: PASSWORD.into(),
                lang: Lang::Fr,
                came_for: None,
            };
            account::sign_up(&b, form).await.unwrap();
        }
        trap.armed.store(true, Ordering::SeqCst);
        jobs::run_due(&b).await.unwrap();
        assert_eq!(t.mail().len(), 1, "the other one leaves");
        t.clock.advance(MINUTE_MS);
        jobs::run_due(&b).await.unwrap();
        assert_eq!(t.mail().len(), 2);
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
            came_for: None,
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

/// The backend with a mail server that takes connections and says nothing.
async fn with_silent_mail(t: &Testbed) -> (Backend, tokio::net::TcpListener) {
    let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
    let config = Config {
        mail: MailTransport::Smtp(format!("smtp://{}", listener.local_addr().unwrap())),
        ..t.b.config.clone()
    };
    let b = Backend::new(Parts {
        store: t.b.store.clone(),
        clock: Arc::clone(&t.b.clock),
        random: Arc::new(Rng::seeded(9)),
        gateway: Gateway::new(&config.gateway).unwrap(),
        mailer: Mailer::new(&config).unwrap(),
        config,
    });
    (b, listener)
}

#[tokio::test]
async fn a_slow_mail_server_holds_up_no_other_job() {
    on_both(async |t: Testbed| {
        let (b, listener) = with_silent_mail(&t).await;
        let form = SignUp {
            name: "Mélusine".into(),
            email: "melusine@example.fr".into(),
            password: PASSWORD.into(),
            lang: Lang::Fr,
            came_for: None,
        };
        account::sign_up(&b, form).await.unwrap();
        let worker = tokio::spawn(jobs::worker(b.clone(), std::future::pending()));
        let _silent = listener.accept().await.unwrap();
        // More than run side by side, enqueued while the message is under way.
        let mut work = b.write().await.unwrap();
        for _ in 0..20 {
            jobs::enqueue(&mut work, &b, &Task::Decoy, b.now(), None)
                .await
                .unwrap();
        }
        work.commit().await.unwrap();
        // What is left is the message, and tomorrow's cleaning.
        let others = async {
            while pending(&t).await > 2 {
                tokio::time::sleep(Duration::from_millis(10)).await;
            }
        };
        tokio::time::timeout(Duration::from_secs(10), others)
            .await
            .expect("the others do not wait for it");
        assert!(t.mail().is_empty() && pending(&t).await == 2);
        worker.abort();
    })
    .await;
}
