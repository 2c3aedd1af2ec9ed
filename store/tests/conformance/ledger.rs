//! The ledger.

use crate::{harness::Db, money::agreed, world::*};
use domain::{
    Cents,
    commission::{CommissionRates, Shares},
    ledger::{EntryKind, Ledger, Posting, capture, tip},
};
use store::{StoreError, Tx, ledger};

on_both!(
    the_ledger_balances,
    an_unbalanced_entry_is_refused,
    an_entry_is_posted_once,
    the_ledger_is_written_once
);

fn thirteen_euros() -> Vec<Posting> {
    capture(
        &Shares::of(Cents(1300), CommissionRates::default()),
        dog_walker(),
        id(CLAUDIE),
    )
}

async fn posted(
    tx: &mut Tx,
    n: u128,
    kind: EntryKind,
    postings: &[Posting],
) -> Result<(), StoreError> {
    ledger::insert(tx, id(n), kind, id(100), id(2_100), now(), postings).await
}

async fn the_ledger_balances(db: Db) {
    let mut tx = agreed(&db).await;
    posted(&mut tx, 800, EntryKind::Capture, &thirteen_euros())
        .await
        .expect("posts");
    posted(&mut tx, 801, EntryKind::Tip, &tip(Cents(200), dog_walker()))
        .await
        .expect("posts");
    let account = Ledger::Provider(dog_walker()).to_string();
    assert_eq!(
        ledger::balance(&mut tx, &account).await.expect("sums"),
        Cents(-1240)
    );
    assert_eq!(
        ledger::balance(&mut tx, "psp").await.expect("sums"),
        Cents(1500)
    );
    assert_eq!(
        ledger::balance(&mut tx, "commission").await.expect("sums"),
        Cents(-217)
    );
    assert_eq!(
        ledger::balance(&mut tx, "nothing").await.expect("sums"),
        Cents::ZERO
    );
    assert_eq!(ledger::total(&mut tx).await.expect("sums"), Cents::ZERO);
    assert_eq!(ledger::unbalanced(&mut tx).await.expect("reads"), []);
    let lines = ledger::of_booking(&mut tx, id(100)).await.expect("reads");
    assert_eq!(lines.len(), 9);
    assert_eq!(
        lines[0],
        ("capture".to_owned(), "psp".to_owned(), Cents(1300))
    );
    assert_eq!(lines[8], ("tip".to_owned(), account, Cents(-200)));
    tx.commit().await.expect("commits");
    // A line written behind the store's back shows.
    let stray = "insert into ledger_posting (entry_id, line, account, amount_cents)
                 select id, 99, 'psp', 1 from ledger_entry where kind = 'tip'";
    db.raw(stray).await.expect("inserts");
    assert_eq!(
        ledger::unbalanced(&mut db.read().await)
            .await
            .expect("reads"),
        [id(801)]
    );
    assert_eq!(
        ledger::total(&mut db.read().await).await.expect("sums"),
        Cents(1)
    );
}

async fn an_unbalanced_entry_is_refused(db: Db) {
    let mut tx = agreed(&db).await;
    let mut postings = thirteen_euros();
    postings[0].amount = Cents(1301);
    let refused = posted(&mut tx, 800, EntryKind::Capture, &postings).await;
    assert!(
        matches!(refused, Err(StoreError::Unbalanced(1))),
        "{refused:?}"
    );
    assert_eq!(
        ledger::of_booking(&mut tx, id(100)).await.expect("reads"),
        []
    );
}

async fn an_entry_is_posted_once(db: Db) {
    let mut tx = agreed(&db).await;
    posted(&mut tx, 800, EntryKind::Capture, &thirteen_euros())
        .await
        .expect("posts");
    let refused = posted(&mut tx, 801, EntryKind::Capture, &thirteen_euros()).await;
    assert!(
        matches!(refused, Err(StoreError::AlreadyDone)),
        "{refused:?}"
    );
}

async fn the_ledger_is_written_once(db: Db) {
    let mut tx = agreed(&db).await;
    posted(&mut tx, 800, EntryKind::Capture, &thirteen_euros())
        .await
        .expect("posts");
    tx.commit().await.expect("commits");
    for rewriting in [
        "update ledger_posting set amount_cents = 1",
        "delete from ledger_posting",
        "update ledger_entry set at_ms = 0",
        "delete from ledger_entry",
    ] {
        let refused = db
            .raw(rewriting)
            .await
            .expect_err("the ledger is written once");
        assert!(
            refused.to_string().contains("append-only"),
            "{rewriting}: {refused}"
        );
    }
    assert_eq!(
        ledger::of_booking(&mut db.read().await, id(100))
            .await
            .expect("reads")
            .len(),
        7
    );
}
