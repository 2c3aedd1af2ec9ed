//! Sessions.

use crate::{
    harness::Db,
    world::{self, *},
};
use domain::{ids::AccountId, time::DAY_MS};
use store::{account, session};

on_both!(
    a_session_lives_until_it_expires,
    signing_out_everywhere_keeps_at_most_one,
    expired_sessions_are_swept
);

const FIRST: [u8; 32] = [1; 32];
const SECOND: [u8; 32] = [2; 32];

async fn signed_in(db: &Db) -> store::Tx {
    let mut tx = db.write().await;
    account::insert(&mut tx, &world::account(LEA, "Léa"))
        .await
        .expect("inserts");
    account::insert(&mut tx, &world::account(MARC, "Marc"))
        .await
        .expect("inserts");
    for (hash, who) in [(FIRST, LEA), (SECOND, LEA), ([3; 32], MARC)] {
        session::insert(&mut tx, hash, id(who), now(), now().plus(DAY_MS))
            .await
            .expect("opens");
    }
    tx
}

async fn a_session_lives_until_it_expires(db: Db) {
    let mut tx = signed_in(&db).await;
    let lea: AccountId = id(LEA);
    let until = now().plus(DAY_MS);
    assert_eq!(
        session::find(&mut tx, FIRST, now()).await.expect("reads"),
        Some((lea, until))
    );
    assert_eq!(
        session::find(&mut tx, FIRST, until).await.expect("reads"),
        None
    );
    session::extend(&mut tx, FIRST, until.plus(DAY_MS))
        .await
        .expect("extends");
    assert_eq!(
        session::find(&mut tx, FIRST, until).await.expect("reads"),
        Some((lea, until.plus(DAY_MS)))
    );
    session::delete(&mut tx, FIRST).await.expect("ends");
    assert_eq!(
        session::find(&mut tx, FIRST, now()).await.expect("reads"),
        None
    );
    session::delete(&mut tx, FIRST).await.expect("ends again");
    assert_eq!(
        session::find(&mut tx, [9; 32], now()).await.expect("reads"),
        None
    );
}

async fn signing_out_everywhere_keeps_at_most_one(db: Db) {
    let mut tx = signed_in(&db).await;
    assert_eq!(
        session::count(&mut tx, id(LEA), now())
            .await
            .expect("counts"),
        2
    );
    assert_eq!(
        session::delete_all(&mut tx, id(LEA), Some(FIRST))
            .await
            .expect("ends"),
        1
    );
    assert_eq!(
        session::count(&mut tx, id(LEA), now())
            .await
            .expect("counts"),
        1
    );
    assert!(
        session::find(&mut tx, FIRST, now())
            .await
            .expect("reads")
            .is_some()
    );
    assert_eq!(
        session::delete_all(&mut tx, id(LEA), None)
            .await
            .expect("ends"),
        1
    );
    assert_eq!(
        session::count(&mut tx, id(LEA), now())
            .await
            .expect("counts"),
        0
    );
    assert_eq!(
        session::count(&mut tx, id(MARC), now())
            .await
            .expect("counts"),
        1,
        "others stay signed in"
    );
}

async fn expired_sessions_are_swept(db: Db) {
    let mut tx = signed_in(&db).await;
    session::extend(&mut tx, FIRST, now().plus(2 * DAY_MS))
        .await
        .expect("extends");
    assert_eq!(
        session::delete_expired(&mut tx, now().plus(DAY_MS))
            .await
            .expect("sweeps"),
        2
    );
    assert!(
        session::find(&mut tx, FIRST, now())
            .await
            .expect("reads")
            .is_some()
    );
}
