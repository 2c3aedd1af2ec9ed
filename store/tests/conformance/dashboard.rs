//! Figures and counts of a dashboard.

use crate::{harness::Db, mission::*, world::*};
use domain::{
    Cents, Party, Timestamp,
    booking::{Event, StateKind},
    policy::Policy,
    time::{DAY_MS, from_paris},
    view::Figures,
};
use store::{Tx, dashboard};

on_both!(
    figures_are_counted_from_events,
    days_follow_the_clock_of_paris,
    nothing_needs_nobody
);

/// A mission from request to review on the 21st, and a request of the day before.
async fn busy(tx: &mut Tx) {
    settle(tx).await;
    let paid = moved(dog_walk(100), StateKind::Paid);
    put(tx, &paid).await;
    let steps = [
        (Event::Request, None, StateKind::Requested),
        (
            Event::PutQuote,
            Some(StateKind::Requested),
            StateKind::Requested,
        ),
        (Event::Agree, Some(StateKind::Requested), StateKind::Agreed),
        (
            Event::StartPayment,
            Some(StateKind::Agreed),
            StateKind::AwaitingPayment,
        ),
        (
            Event::Authorise,
            Some(StateKind::AwaitingPayment),
            StateKind::Held,
        ),
        (Event::Deliver, Some(StateKind::Held), StateKind::Delivered),
        (
            Event::Confirm,
            Some(StateKind::Delivered),
            StateKind::Capturing,
        ),
        (Event::Capture, Some(StateKind::Capturing), StateKind::Paid),
        (Event::Review, Some(StateKind::Paid), StateKind::Paid),
        (Event::Tip, Some(StateKind::Paid), StateKind::Paid),
    ];
    for (minute, (event, from, to)) in (0..).zip(steps) {
        let step = moved(dog_walk(100), to);
        let n = u128::try_from(500 + minute).expect("small");
        happened(
            tx,
            n,
            &step,
            (event, Party::System),
            from,
            now().plus(minute * 60_000),
        )
        .await;
    }
    let request = requested(101, MARC, (HANDYMAN, PLUMBING), "plumbing");
    put(tx, &request).await;
    happened(
        tx,
        600,
        &request,
        (Event::Request, Party::Resident),
        None,
        now().plus(-DAY_MS),
    )
    .await;
}

fn one_mission() -> Figures {
    Figures {
        requests: 1,
        agreed: 1,
        held: 1,
        delivered: 1,
        captured: 1,
        reviewed: 1,
        captured_amount: Cents(1300),
        commission: Cents(109),
    }
}

async fn figures_are_counted_from_events(db: Db) {
    let mut tx = db.write().await;
    busy(&mut tx).await;
    let day = now().plus(DAY_MS);
    let counted = dashboard::figures(&mut tx, Some(alencon()), now(), day)
        .await
        .expect("counts");
    assert_eq!(counted, one_mission());
    let both = dashboard::figures(&mut tx, None, now().plus(-DAY_MS), day)
        .await
        .expect("counts");
    assert_eq!(
        both,
        Figures {
            requests: 2,
            ..one_mission()
        }
    );
    let edge = dashboard::figures(&mut tx, Some(alencon()), now().plus(-DAY_MS), now())
        .await
        .expect("counts");
    assert_eq!(
        edge,
        Figures {
            requests: 1,
            ..Figures::default()
        },
        "the end is not counted"
    );
    let elsewhere = dashboard::figures(&mut tx, Some(id(MORTAGNE)), Timestamp(0), day)
        .await
        .expect("counts");
    assert_eq!(elsewhere, Figures::default());
    // Only the request is under way; the paid mission is over.
    assert_eq!(
        dashboard::open(&mut tx, alencon()).await.expect("counts"),
        1
    );
    assert_eq!(
        dashboard::open(&mut tx, id(MORTAGNE))
            .await
            .expect("counts"),
        0
    );
}

async fn days_follow_the_clock_of_paris(db: Db) {
    let mut tx = db.write().await;
    busy(&mut tx).await;
    let request = moved(
        requested(102, MARC, (DOG_WALKER, DOG_WALK), "dog-walking"),
        StateKind::Requested,
    );
    put(&mut tx, &request).await;
    // The last minute of the day on which autumn adds an hour.
    let late = from_paris(2026, 10, 25, 23, 59);
    happened(
        &mut tx,
        700,
        &request,
        (Event::Request, Party::Resident),
        None,
        late,
    )
    .await;
    let midnight = |month, day| from_paris(2026, month, day, 0, 0);
    let days = [
        midnight(10, 25),
        midnight(10, 26),
        midnight(11, 20),
        midnight(11, 21),
    ];
    let daily = dashboard::daily(&mut tx, Some(alencon()), &days)
        .await
        .expect("counts");
    let request = Figures {
        requests: 1,
        ..Figures::default()
    };
    assert_eq!(daily, [request, Figures::default(), request, one_mission()]);
    assert_eq!(
        dashboard::daily(&mut tx, None, &days)
            .await
            .expect("counts"),
        daily
    );
    assert_eq!(
        dashboard::daily(&mut tx, None, &[]).await.expect("counts"),
        []
    );
}

async fn nothing_needs_nobody(db: Db) {
    let mut tx = db.write().await;
    busy(&mut tx).await;
    let needs = dashboard::needs(
        &mut tx,
        id(MORTAGNE),
        now().plus(30 * DAY_MS),
        &Policy::default(),
    )
    .await;
    assert_eq!(needs.expect("reads"), []);
}
