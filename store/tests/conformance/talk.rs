//! Messages and events: the thread of a mission and the feed of a lodge.

use crate::{harness::Db, mission::*, world::*};
use domain::{
    Party,
    booking::{Event, StateKind},
    time::HOUR_MS,
};
use store::{event, message, message::Message};

on_both!(
    messages_come_back_in_order,
    events_come_back_in_order,
    the_feed_shows_the_latest_of_one_lodge,
    history_is_written_once
);

async fn messages_come_back_in_order(db: Db) {
    let mut tx = db.write().await;
    settle(&mut tx).await;
    put(&mut tx, &dog_walk(100)).await;
    let message = |n, party, on_behalf_of, hours| Message {
        id: id(n),
        booking: id(100),
        author: id(CLAUDIE),
        party,
        on_behalf_of,
        body: "Bonjour,\nÀ demain ? 🐕".to_owned(),
        at: now().plus(hours * HOUR_MS),
    };
    let later = message(300, Party::Resident, None, 2);
    let sooner = message(301, Party::Coordinator, Some(Party::Provider), 1);
    for m in [&later, &sooner] {
        message::insert(&mut tx, m).await.expect("inserts");
    }
    assert_eq!(
        message::of_booking(&mut tx, id(100)).await.expect("reads"),
        [sooner, later]
    );
    assert_eq!(
        message::of_booking(&mut tx, id(999)).await.expect("reads"),
        []
    );
    let wrong = message::insert(
        &mut tx,
        &message(302, Party::Resident, Some(Party::Provider), 3),
    )
    .await;
    assert!(wrong.is_err(), "only a coordinator writes for somebody");
}

async fn events_come_back_in_order(db: Db) {
    let mut tx = db.write().await;
    settle(&mut tx).await;
    let request = dog_walk(100);
    put(&mut tx, &request).await;
    let held = moved(request.clone(), StateKind::Held);
    happened(
        &mut tx,
        501,
        &held,
        (Event::Authorise, Party::System),
        Some(StateKind::AwaitingPayment),
        now().plus(9),
    )
    .await;
    happened(
        &mut tx,
        500,
        &request,
        (Event::Request, Party::Resident),
        None,
        now(),
    )
    .await;
    let events = event::of_booking(&mut tx, id(100)).await.expect("reads");
    let seen: Vec<_> = events
        .iter()
        .map(|e| (e.event, e.party, e.account, e.from, e.to))
        .collect();
    assert_eq!(
        seen,
        [
            (
                Event::Request,
                Party::Resident,
                Some(id(LEA)),
                None,
                StateKind::Requested
            ),
            (
                Event::Authorise,
                Party::System,
                None,
                Some(StateKind::AwaitingPayment),
                StateKind::Held
            ),
        ]
    );
    for (n, kind) in (600..).zip(Event::ALL) {
        happened(
            &mut tx,
            n,
            &request,
            (*kind, Party::Provider),
            (*kind != Event::Request).then_some(StateKind::Requested),
            now(),
        )
        .await;
    }
}

async fn the_feed_shows_the_latest_of_one_lodge(db: Db) {
    let mut tx = db.write().await;
    settle(&mut tx).await;
    let request = dog_walk(100);
    put(&mut tx, &request).await;
    for n in 0..5 {
        let what = (Event::Write, Party::Resident);
        happened(
            &mut tx,
            500 + n,
            &request,
            what,
            Some(StateKind::Requested),
            now().plus(i64::try_from(n).expect("small")),
        )
        .await;
    }
    let feed = event::feed(&mut tx, alencon(), 3).await.expect("reads");
    assert_eq!(
        feed.iter()
            .map(|r| r.event.id.0.as_u128())
            .collect::<Vec<_>>(),
        [504, 503, 502]
    );
    let latest = &feed[0];
    assert_eq!(
        (latest.skill.as_str(), latest.resident.as_str()),
        ("dog-walking", "Léa")
    );
    assert_eq!(latest.provider, "Profil ophelie");
    assert!(
        event::feed(&mut tx, id(MORTAGNE), 3)
            .await
            .expect("reads")
            .is_empty()
    );
}

async fn history_is_written_once(db: Db) {
    let mut tx = db.write().await;
    settle(&mut tx).await;
    let request = dog_walk(100);
    put(&mut tx, &request).await;
    happened(
        &mut tx,
        500,
        &request,
        (Event::Request, Party::Resident),
        None,
        now(),
    )
    .await;
    tx.commit().await.expect("commits");
    for rewriting in [
        "update booking_event set at_ms = 0",
        "delete from booking_event",
    ] {
        let refused = db
            .raw(rewriting)
            .await
            .expect_err("history is written once");
        assert!(
            refused.to_string().contains("append-only"),
            "{rewriting}: {refused}"
        );
    }
    assert_eq!(
        event::of_booking(&mut db.read().await, id(100))
            .await
            .expect("reads")
            .len(),
        1
    );
}
