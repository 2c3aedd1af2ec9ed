//! Opening, migrating, reading, writing, telling other processes, closing.

use crate::{
    harness::{self, Db},
    world::{self, *},
};
use std::time::Duration;
use store::{Store, StoreError, account};

on_both!(
    migrating_again_changes_nothing,
    what_is_not_committed_is_gone,
    a_reader_cannot_write,
    rows_keep_their_links,
    a_closed_store_says_so,
    committed_news_reach_listeners
);

async fn migrating_again_changes_nothing(db: Db) {
    let mut tx = db.write().await;
    account::insert(&mut tx, &world::account(LEA, "Léa"))
        .await
        .expect("inserts");
    tx.commit().await.expect("commits");
    assert_eq!(db.store.pending_migrations().await.expect("counts"), 0);
    db.store.migrate().await.expect("migrates again");
    db.store.ping().await.expect("answers");
    let again = Store::open(&db.url).await.expect("opens again");
    assert!(
        account::get(&mut again.read().await.expect("reads"), id(LEA))
            .await
            .expect("reads")
            .is_some()
    );
    again.close().await;
}

#[tokio::test]
async fn a_fresh_database_has_migrations_to_run() {
    let lite = harness::sqlite().await;
    let (pg, schema) = harness::postgres().await;
    for db in [&lite, &pg] {
        db.store.ping().await.expect("answers before it has tables");
        assert_eq!(db.store.pending_migrations().await.expect("counts"), 1);
        db.store.migrate().await.expect("migrates");
        assert_eq!(db.store.pending_migrations().await.expect("counts"), 0);
    }
    assert!(pg.store.is_postgres() && !lite.store.is_postgres());
    pg.store.close().await;
    harness::drop_schema(&schema).await;
}

#[tokio::test]
async fn other_addresses_are_refused_without_their_password() {
    for wrong in [
        "",
        "openloge.db",
        "mysql://root:secret@localhost/x",
        "sqlite::memory:",
        "postgres://:x:y:z",
    ] {
        match Store::open(wrong).await {
            Err(StoreError::BadUrl(said)) => assert!(!said.contains("secret"), "{said}"),
            other => panic!("{wrong}: {other:?}"),
        }
    }
    let missing = Store::open("sqlite:///nowhere/at/all.db").await;
    assert!(
        matches!(missing, Err(StoreError::Database(_))),
        "{missing:?}"
    );
    let unreachable = Store::open("postgres://somebody:secret@127.0.0.1:1/x")
        .await
        .expect_err("nobody listens there");
    assert!(
        matches!(unreachable, StoreError::Database(_)),
        "{unreachable:?}"
    );
    assert!(!unreachable.to_string().contains("secret"), "{unreachable}");
}

async fn what_is_not_committed_is_gone(db: Db) {
    let mut tx = db.write().await;
    account::insert(&mut tx, &world::account(LEA, "Léa"))
        .await
        .expect("inserts");
    drop(tx);
    // The next writer waits until the dropped one is rolled back.
    let mut tx = db.write().await;
    assert_eq!(account::get(&mut tx, id(LEA)).await.expect("reads"), None);
}

async fn a_reader_cannot_write(db: Db) {
    let refused = account::insert(&mut db.read().await, &world::account(LEA, "Léa")).await;
    assert!(
        matches!(refused, Err(StoreError::Database(_))),
        "{refused:?}"
    );
}

async fn rows_keep_their_links(db: Db) {
    let mut tx = db.write().await;
    let refused = store::lodge::insert(&mut tx, &world::lodge(ALENCON, "alencon", &[])).await;
    assert!(
        matches!(refused, Err(StoreError::Database(_))),
        "no such coordinator: {refused:?}"
    );
}

async fn a_closed_store_says_so(db: Db) {
    let other = Store::open(&db.url).await.expect("opens");
    other.close().await;
    let closed = other.ping().await.expect_err("is closed");
    assert!(matches!(closed, StoreError::Database(_)), "{closed:?}");
}

async fn committed_news_reach_listeners(db: Db) {
    let listener = db.store.listen().await.expect("listens");
    let news = db.url.clone();
    let mut tx = db.write().await;
    tx.notify(&format!("dropped {news}")).await.expect("tells");
    drop(tx);
    let mut tx = db.write().await;
    tx.notify(&news).await.expect("tells");
    tx.commit().await.expect("commits");
    let Some(mut listener) = listener else {
        assert!(!db.store.is_postgres(), "Postgres has a listener");
        return;
    };
    // Other cases on the same server use the same channel: wait for our own word.
    let ours = async {
        loop {
            let heard = listener.next().await.expect("hears").unwrap_or_default();
            if heard.contains(&news) {
                return heard;
            }
        }
    };
    let heard = tokio::time::timeout(Duration::from_secs(10), ours)
        .await
        .expect("in time");
    assert_eq!(heard, news, "what was rolled back is never told");
}
