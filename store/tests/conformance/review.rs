//! Reviews.

use crate::{harness::Db, mission::*, world::*};
use domain::{
    Party, Timestamp,
    booking::{Booking, StateKind},
    ids::ReviewId,
    review::Review,
    time::HOUR_MS,
};
use store::{StoreError, Tx, review};

on_both!(
    reviews_come_back_and_are_published_together,
    a_side_reviews_once,
    a_review_is_answered_once,
    a_report_is_settled_once,
    pages_show_what_residents_published,
    pages_show_one_skill_one_lodge_or_all
);

/// Both sides review; their identifiers are the booking's plus 5,000 and 6,000.
pub async fn both_sides(tx: &mut Tx, booking: &Booking, rating: u8) {
    for review in written(booking, rating) {
        review::insert(tx, &review).await.expect("a review");
    }
}

fn written(booking: &Booking, rating: u8) -> [Review; 2] {
    let n = booking.id.0.as_u128();
    let by = |n, author, party, rating, written_at: Timestamp| Review {
        id: id(n),
        booking: booking.id,
        author,
        party,
        rating,
        comment: "Pistache est ravi.".to_owned(),
        written_at,
        published_at: None,
        answer: None,
        report: None,
        report_settled_at: None,
    };
    [
        by(n + 5_000, booking.resident, Party::Resident, rating, now()),
        by(
            n + 6_000,
            id(OPHELIE),
            Party::Provider,
            2,
            now().plus(HOUR_MS),
        ),
    ]
}

async fn paid(tx: &mut Tx, n: u128, resident: u128, skill: &str) -> Booking {
    let booking = moved(
        requested(n, resident, (DOG_WALKER, DOG_WALK), skill),
        StateKind::Paid,
    );
    put(tx, &booking).await;
    booking
}

async fn reviewed(db: &Db) -> (Tx, Booking) {
    let mut tx = db.write().await;
    settle(&mut tx).await;
    let booking = paid(&mut tx, 100, LEA, "dog-walking").await;
    both_sides(&mut tx, &booking, 5).await;
    (tx, booking)
}

async fn reviews_come_back_and_are_published_together(db: Db) {
    let (mut tx, booking) = reviewed(&db).await;
    let mut reviews = written(&booking, 5);
    assert_eq!(
        review::of_booking(&mut tx, booking.id)
            .await
            .expect("reads"),
        reviews
    );
    assert_eq!(
        review::get(&mut tx, reviews[0].id).await.expect("reads"),
        Some(reviews[0].clone())
    );
    assert_eq!(review::get(&mut tx, id(99)).await.expect("reads"), None);
    let at = now().plus(2 * HOUR_MS);
    assert_eq!(
        review::publish(&mut tx, booking.id, at)
            .await
            .expect("publishes"),
        2
    );
    assert_eq!(
        review::publish(&mut tx, booking.id, at.plus(1))
            .await
            .expect("publishes"),
        0
    );
    for review in &mut reviews {
        review.published_at = Some(at);
    }
    assert_eq!(
        review::of_booking(&mut tx, booking.id)
            .await
            .expect("reads"),
        reviews
    );
}

async fn a_side_reviews_once(db: Db) {
    let (mut tx, booking) = reviewed(&db).await;
    let [again, _] = written(&booking, 1);
    let refused = review::insert(
        &mut tx,
        &Review {
            id: id(9_000),
            ..again
        },
    )
    .await;
    assert!(
        matches!(refused, Err(StoreError::AlreadyDone)),
        "{refused:?}"
    );
}

async fn a_review_is_answered_once(db: Db) {
    let (mut tx, booking) = reviewed(&db).await;
    let one: ReviewId = id(5_100);
    review::publish(&mut tx, booking.id, now())
        .await
        .expect("publishes");
    review::save_answer(&mut tx, one, "Merci !")
        .await
        .expect("answers");
    let again = review::save_answer(&mut tx, one, "Encore merci !").await;
    assert!(matches!(again, Err(StoreError::AlreadyDone)), "{again:?}");
    let kept = review::get(&mut tx, one)
        .await
        .expect("reads")
        .expect("is there");
    assert_eq!(kept.answer.as_deref(), Some("Merci !"));
}

async fn a_report_is_settled_once(db: Db) {
    let (mut tx, booking) = reviewed(&db).await;
    let one: ReviewId = id(5_100);
    review::publish(&mut tx, booking.id, now())
        .await
        .expect("publishes");
    let early = review::settle_report(&mut tx, one, now()).await;
    assert!(matches!(early, Err(StoreError::AlreadyDone)), "{early:?}");
    review::save_report(&mut tx, one, "Ce n’est pas moi.", now())
        .await
        .expect("reports");
    let again = review::save_report(&mut tx, one, "Non plus.", now()).await;
    assert!(matches!(again, Err(StoreError::AlreadyDone)), "{again:?}");
    review::settle_report(&mut tx, one, now().plus(1))
        .await
        .expect("settles");
    let again = review::settle_report(&mut tx, one, now().plus(2)).await;
    assert!(matches!(again, Err(StoreError::AlreadyDone)), "{again:?}");
    let kept = review::get(&mut tx, one)
        .await
        .expect("reads")
        .expect("is there");
    assert_eq!(kept.report.as_deref(), Some("Ce n’est pas moi."));
    assert_eq!(kept.report_settled_at, Some(now().plus(1)));
}

/// Two published missions and one that is not; the latest is the piano lesson.
async fn published(db: &Db) -> Tx {
    let (mut tx, walk) = reviewed(db).await;
    let piano = paid(&mut tx, 101, MARC, "piano").await;
    both_sides(&mut tx, &piano, 4).await;
    let silent = paid(&mut tx, 102, MARC, "errands").await;
    both_sides(&mut tx, &silent, 1).await;
    review::publish(&mut tx, walk.id, now())
        .await
        .expect("publishes");
    review::publish(&mut tx, piano.id, now().plus(1))
        .await
        .expect("publishes");
    tx
}

fn ids(rows: &[review::ReviewRow]) -> Vec<u128> {
    rows.iter().map(|r| r.review.id.0.as_u128()).collect()
}

async fn pages_show_what_residents_published(db: Db) {
    let mut tx = published(&db).await;
    let all = review::of_provider(&mut tx, dog_walker(), None, 10)
        .await
        .expect("reads");
    assert_eq!(
        ids(&all),
        [5_101, 5_100],
        "the newest first, residents only, published only"
    );
    let row = &all[1];
    assert_eq!(
        (
            row.skill.as_str(),
            row.author_name.as_str(),
            row.author_portrait.as_str()
        ),
        ("dog-walking", "Léa", "portrait-3")
    );
    assert_eq!(
        (row.about_name.as_str(), row.provider_slug.as_str()),
        ("Profil ophelie", "ophelie")
    );
    assert_eq!(
        (
            row.lodge_slug.as_str(),
            row.town.as_str(),
            row.of_town.as_str()
        ),
        ("alencon", "Alençon", "d’Alençon")
    );
    assert_eq!(row.review.published_at, Some(now()));
}

async fn pages_show_one_skill_one_lodge_or_all(db: Db) {
    let mut tx = published(&db).await;
    let walks = review::of_provider(&mut tx, dog_walker(), Some("dog-walking"), 10)
        .await
        .expect("reads");
    assert_eq!(ids(&walks), [5_100]);
    assert!(
        review::of_provider(&mut tx, id(HANDYMAN), None, 10)
            .await
            .expect("reads")
            .is_empty()
    );
    assert_eq!(
        ids(&review::of_lodge(&mut tx, alencon(), 1)
            .await
            .expect("reads")),
        [5_101]
    );
    assert!(
        review::of_lodge(&mut tx, id(MORTAGNE), 1)
            .await
            .expect("reads")
            .is_empty()
    );
    assert_eq!(
        ids(&review::recent(&mut tx, 10).await.expect("reads")),
        [5_101, 5_100]
    );
}
