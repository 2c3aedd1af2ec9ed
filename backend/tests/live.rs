//! Live events and the dashboards they refresh: who hears and sees what, once, in every process. On both databases.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    reason = "a test stops where it fails"
)]

use backend::{
    Error, dashboard,
    live::{self, Signal},
    testing::{Database, Testbed, on_both},
};
use domain::{
    Actor,
    booking::Event,
    ids::{BookingId, LodgeId},
    view::LiveEvent,
};
use std::time::Duration;
use tokio::time::timeout;

const SOON: Duration = Duration::from_secs(5);
const A_WHILE: Duration = Duration::from_millis(300);

fn event(lodge: LodgeId, n: u128) -> LiveEvent {
    LiveEvent {
        lodge,
        booking: BookingId(uuid::Uuid::from_u128(n)),
        event: Event::Write,
    }
}

#[tokio::test]
async fn a_dashboard_exists_for_its_coordinator_and_the_network_only() {
    on_both(async |t: Testbed| {
        let w = t.world().await;
        for (actor, alencon, mortagne, network) in [
            (&w.claudie, true, false, false),
            (&w.rose, false, true, false),
            (&w.network, true, true, true),
            (&w.ophelie, false, false, false),
            (&w.lea, false, false, false),
        ] {
            for (slug, seen) in [
                ("alencon", alencon),
                ("mortagne", mortagne),
                ("nulle-part", false),
            ] {
                let view = dashboard::lodge(&t.b, actor, slug, 30).await;
                assert_eq!(view.is_ok(), seen, "{} in {slug}", actor.name);
                assert!(seen || matches!(view, Err(Error::NotFound)));
                assert_eq!(
                    live::subscribe(&t.b, actor, slug).await.is_ok(),
                    seen,
                    "{} listening to {slug}",
                    actor.name
                );
            }
            assert_eq!(
                dashboard::network(&t.b, actor, 30).await.is_ok(),
                network,
                "{}",
                actor.name
            );
            assert_eq!(
                live::subscribe_all(&t.b, actor).is_ok(),
                network,
                "{}",
                actor.name
            );
        }
    })
    .await;
}

#[tokio::test]
async fn an_empty_dashboard_is_whole() {
    on_both(async |t: Testbed| {
        let w = t.world().await;
        let view = dashboard::lodge(&t.b, &w.claudie, "alencon", 7)
            .await
            .unwrap();
        assert_eq!((view.days, view.daily.len(), view.open), (7, 7, 0));
        assert_eq!(
            dashboard::lodge(&t.b, &w.claudie, "alencon", 12)
                .await
                .unwrap()
                .days,
            30
        );
        let network = dashboard::network(&t.b, &w.network, 90).await.unwrap();
        assert_eq!((network.days, network.lodges.len()), (90, 2));
    })
    .await;
}

#[tokio::test]
async fn events_are_heard_once_by_those_who_may_and_only_after_the_commit() {
    on_both(async |t: Testbed| {
        let w = t.world().await;
        let second = t.second().await;
        let relays = [t.b.clone(), second.clone()]
            .map(|b| tokio::spawn(live::relay(b, std::future::pending())));
        // A relay that has begun to listen restarts the streams once.
        tokio::time::sleep(A_WHILE).await;
        let mut ears = vec![(
            live::subscribe(&t.b, &w.claudie, "alencon").await.unwrap(),
            true,
        )];
        ears.push((
            live::subscribe(&t.b, &w.rose, "mortagne").await.unwrap(),
            false,
        ));
        ears.push((live::subscribe_all(&t.b, &w.network).unwrap(), true));
        if t.b.store.is_postgres() {
            ears.push((
                live::subscribe(&second, &w.claudie, "alencon")
                    .await
                    .unwrap(),
                true,
            ));
        }

        let mut lost = t.b.write().await.unwrap();
        lost.announce(event(w.alencon, 1));
        drop(lost);
        let mut work = t.b.write().await.unwrap();
        work.announce(event(w.alencon, 2));
        work.commit().await.unwrap();

        for (ear, hears) in &mut ears {
            if *hears {
                let heard = timeout(SOON, ear.next()).await.expect("an event in time");
                assert_eq!(heard, Some(Signal::Event(event(w.alencon, 2))));
            }
            assert!(
                timeout(A_WHILE, ear.next()).await.is_err(),
                "heard more than once, or too much"
            );
        }
        relays.iter().for_each(tokio::task::JoinHandle::abort);
    })
    .await;
}

#[tokio::test]
async fn who_falls_behind_is_told_to_look_again() {
    let t = Testbed::on(Database::Sqlite).await;
    let w = t.world().await;
    let mut ear = live::subscribe(&t.b, &w.claudie, "alencon").await.unwrap();
    for n in 0..1_000 {
        t.b.live().publish(event(w.alencon, n));
    }
    assert_eq!(ear.next().await, Some(Signal::Resync));
    assert!(matches!(ear.next().await, Some(Signal::Event(_))));
}

#[tokio::test]
async fn a_coordinator_hears_only_her_loge_whatever_she_asks() {
    let t = Testbed::on(Database::Sqlite).await;
    let w = t.world().await;
    // A role of another loge gives nothing here.
    let rose = Actor {
        roles: w.rose.roles.clone(),
        ..w.lea.clone()
    };
    assert!(matches!(
        live::subscribe(&t.b, &rose, "alencon").await,
        Err(Error::NotFound)
    ));
    assert!(live::subscribe(&t.b, &rose, "mortagne").await.is_ok());
}
