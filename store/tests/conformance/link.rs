//! Mailed links.

use crate::{
    harness::Db,
    world::{self, *},
};
use domain::time::HOUR_MS;
use store::{account, link, link::Purpose};

on_both!(
    a_link_is_good_once_for_one_purpose,
    a_change_of_address_waits,
    links_are_swept
);

const HASH: [u8; 32] = [7; 32];

async fn lea(db: &Db) -> store::Tx {
    let mut tx = db.write().await;
    account::insert(&mut tx, &world::account(LEA, "Léa"))
        .await
        .expect("inserts");
    tx
}

async fn a_link_is_good_once_for_one_purpose(db: Db) {
    let mut tx = lea(&db).await;
    let until = now().plus(HOUR_MS);
    link::insert(&mut tx, HASH, id(LEA), Purpose::Reset, None, until)
        .await
        .expect("inserts");
    let found = Some((id(LEA), None));
    assert_eq!(
        link::find(&mut tx, HASH, Purpose::Reset, now())
            .await
            .expect("reads"),
        found
    );
    assert_eq!(
        link::find(&mut tx, HASH, Purpose::Confirm, now())
            .await
            .expect("reads"),
        None
    );
    assert_eq!(
        link::find(&mut tx, HASH, Purpose::Reset, until)
            .await
            .expect("reads"),
        None
    );
    assert_eq!(
        link::take(&mut tx, HASH, Purpose::Confirm, now())
            .await
            .expect("takes"),
        None
    );
    assert_eq!(
        link::take(&mut tx, HASH, Purpose::Reset, until)
            .await
            .expect("takes"),
        None
    );
    assert_eq!(
        link::take(&mut tx, HASH, Purpose::Reset, now())
            .await
            .expect("takes"),
        found
    );
    assert_eq!(
        link::take(&mut tx, HASH, Purpose::Reset, now())
            .await
            .expect("takes"),
        None
    );
}

async fn a_change_of_address_waits(db: Db) {
    let mut tx = lea(&db).await;
    let until = now().plus(HOUR_MS);
    assert_eq!(
        link::pending_email(&mut tx, id(LEA), now())
            .await
            .expect("reads"),
        None
    );
    let new = Some("rose@example.org");
    link::insert(&mut tx, HASH, id(LEA), Purpose::ChangeEmail, new, until)
        .await
        .expect("inserts");
    assert_eq!(
        link::pending_email(&mut tx, id(LEA), now())
            .await
            .expect("reads")
            .as_deref(),
        new
    );
    assert_eq!(
        link::pending_email(&mut tx, id(LEA), until)
            .await
            .expect("reads"),
        None
    );
    let taken = link::take(&mut tx, HASH, Purpose::ChangeEmail, now())
        .await
        .expect("takes");
    assert_eq!(taken, Some((id(LEA), new.map(str::to_owned))));
}

async fn links_are_swept(db: Db) {
    let mut tx = lea(&db).await;
    for (hash, hours) in [([1; 32], 1), ([2; 32], 3)] {
        let until = now().plus(hours * HOUR_MS);
        link::insert(&mut tx, hash, id(LEA), Purpose::Confirm, None, until)
            .await
            .expect("inserts");
    }
    assert_eq!(
        link::delete_expired(&mut tx, now().plus(2 * HOUR_MS))
            .await
            .expect("sweeps"),
        1
    );
    link::delete_for(&mut tx, id(LEA), Purpose::Reset)
        .await
        .expect("sweeps");
    assert!(
        link::find(&mut tx, [2; 32], Purpose::Confirm, now())
            .await
            .expect("reads")
            .is_some()
    );
    link::delete_for(&mut tx, id(LEA), Purpose::Confirm)
        .await
        .expect("sweeps");
    assert!(
        link::find(&mut tx, [2; 32], Purpose::Confirm, now())
            .await
            .expect("reads")
            .is_none()
    );
}
