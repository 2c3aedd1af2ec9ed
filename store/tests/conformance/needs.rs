//! Which missions need somebody.

use crate::{harness::Db, mission::*, world::*};
use domain::{
    Party, Timestamp,
    booking::{Booking, Event, StateKind},
    policy::Policy,
    time::{DAY_MS, HOUR_MS},
    view::{Need, NeedKind},
};
use store::{Tx, dashboard, review};

on_both!(
    needs_come_most_pressing_first,
    a_need_says_who_and_since_when,
    what_was_dealt_with_needs_nobody,
    an_answer_by_the_provider_is_enough
);

/// A mission of another service for each number.
async fn mission(tx: &mut Tx, n: u128, state: StateKind) -> Booking {
    let mut request = dog_walk(n);
    request.skill = format!("skill-{n}");
    let booking = moved(request, state);
    put(tx, &booking).await;
    booking
}

/// One mission of each need; the identifier of the reported review is 5,103.
async fn troubled(db: &Db) -> Tx {
    let mut tx = db.write().await;
    settle(&mut tx).await;
    mission(&mut tx, 100, StateKind::Held).await;
    mission(&mut tx, 101, StateKind::ActionNeeded).await;
    let silent = mission(&mut tx, 102, StateKind::Requested).await;
    // Neither a request taken by the coordinator nor a resident who insists is an answer.
    happened(
        &mut tx,
        500,
        &silent,
        (Event::Request, Party::Coordinator),
        None,
        now(),
    )
    .await;
    let insists = (Event::Write, Party::Resident);
    happened(
        &mut tx,
        501,
        &silent,
        insists,
        Some(StateKind::Requested),
        now(),
    )
    .await;
    let reported = mission(&mut tx, 103, StateKind::Paid).await;
    crate::review::both_sides(&mut tx, &reported, 1).await;
    review::publish(&mut tx, reported.id, now())
        .await
        .expect("publishes");
    let at = now().plus(5);
    review::save_report(&mut tx, id(5_103), "Ce n’était pas moi.", at)
        .await
        .expect("reports");
    tx
}

/// The hold of a week lapses within a day.
fn late() -> Timestamp {
    now().plus(6 * DAY_MS + HOUR_MS)
}

async fn needs(tx: &mut Tx, at: Timestamp) -> Vec<Need> {
    dashboard::needs(tx, alencon(), at, &Policy::default())
        .await
        .expect("reads")
}

fn kinds(needs: &[Need]) -> Vec<(NeedKind, u128)> {
    needs
        .iter()
        .map(|n| (n.kind, n.booking.0.as_u128()))
        .collect()
}

async fn needs_come_most_pressing_first(db: Db) {
    let mut tx = troubled(&db).await;
    let expected = [
        (NeedKind::HoldLapsing, 100),
        (NeedKind::ActionNeeded, 101),
        (NeedKind::Unanswered, 102),
        (NeedKind::ReportedReview, 103),
    ];
    assert_eq!(kinds(&needs(&mut tx, late()).await), expected);
    let elsewhere = dashboard::needs(&mut tx, id(MORTAGNE), late(), &Policy::default()).await;
    assert_eq!(elsewhere.expect("reads"), []);
}

async fn a_need_says_who_and_since_when(db: Db) {
    let needs = needs(&mut troubled(&db).await, late()).await;
    let (hold, report) = (&needs[0], &needs[3]);
    assert_eq!(hold.at, now().plus(7 * DAY_MS), "until when");
    assert_eq!(
        (hold.resident.as_str(), hold.provider.as_str()),
        ("Léa", "Profil ophelie")
    );
    assert_eq!((hold.review, hold.detail.as_deref()), (None, None));
    assert_eq!(
        (report.skill.as_str(), report.at),
        ("skill-103", now().plus(5))
    );
    assert_eq!(report.review, Some(id(5_103)));
    assert_eq!(report.detail.as_deref(), Some("Ce n’était pas moi."));
    assert_eq!((needs[1].at, needs[2].at), (slot().end(), now()));
}

async fn what_was_dealt_with_needs_nobody(db: Db) {
    let mut tx = troubled(&db).await;
    review::settle_report(&mut tx, id(5_103), now())
        .await
        .expect("settles");
    let early = needs(&mut tx, now().plus(HOUR_MS)).await;
    assert_eq!(kinds(&early), [(NeedKind::ActionNeeded, 101)]);
}

async fn an_answer_by_the_provider_is_enough(db: Db) {
    let mut tx = troubled(&db).await;
    let request = mission(&mut tx, 104, StateKind::Requested).await;
    let unanswered = |needs: &[Need]| {
        needs
            .iter()
            .filter(|n| n.kind == NeedKind::Unanswered)
            .count()
    };
    assert_eq!(unanswered(&needs(&mut tx, late()).await), 2);
    let answers = (Event::Write, Party::Provider);
    happened(
        &mut tx,
        502,
        &request,
        answers,
        Some(StateKind::Requested),
        now(),
    )
    .await;
    assert_eq!(unanswered(&needs(&mut tx, late()).await), 1);
}
