//! Accounts, names and roles.

use crate::{
    harness::Db,
    world::{self, *},
};
use domain::{actor::Role, ids::AccountId, time::DAY_MS};
use store::{StoreError, account};

on_both!(
    an_account_comes_back_as_it_went_in,
    an_address_belongs_to_one_account,
    accounts_change,
    roles_add_up,
    names_come_in_one_go,
    an_unknown_language_is_refused_by_the_table
);

async fn an_account_comes_back_as_it_went_in(db: Db) {
    let mut tx = db.write().await;
    let lea = world::account(LEA, "Léa");
    account::insert(&mut tx, &lea).await.expect("inserts");
    assert_eq!(
        account::get(&mut tx, lea.id).await.expect("reads"),
        Some(lea.clone())
    );
    assert_eq!(
        account::by_email(&mut tx, "lea@example.org")
            .await
            .expect("reads"),
        Some(lea)
    );
    assert_eq!(account::get(&mut tx, id(99)).await.expect("reads"), None);
    assert_eq!(
        account::by_email(&mut tx, "nobody@example.org")
            .await
            .expect("reads"),
        None
    );
}

async fn an_address_belongs_to_one_account(db: Db) {
    let mut tx = db.write().await;
    account::insert(&mut tx, &world::account(LEA, "Léa"))
        .await
        .expect("inserts");
    account::insert(&mut tx, &world::account(MARC, "Marc"))
        .await
        .expect("inserts");
    tx.commit().await.expect("commits");
    let mut tx = db.write().await;
    let refused = account::insert(&mut tx, &world::account(98, "Léa")).await;
    assert!(
        matches!(refused, Err(StoreError::AlreadyDone)),
        "{refused:?}"
    );
    drop(tx);
    let mut tx = db.write().await;
    let refused = account::set_email(&mut tx, id(MARC), "lea@example.org", now()).await;
    assert!(
        matches!(refused, Err(StoreError::AlreadyDone)),
        "{refused:?}"
    );
}

async fn accounts_change(db: Db) {
    let mut tx = db.write().await;
    let mut lea = world::account(LEA, "Léa");
    lea.confirmed_at = None;
    account::insert(&mut tx, &lea).await.expect("inserts");
    account::confirm(&mut tx, lea.id, now())
        .await
        .expect("confirms");
    account::confirm(&mut tx, lea.id, now().plus(DAY_MS))
        .await
        .expect("confirms again");
    account::set_password(&mut tx, lea.id, "another")
        .await
        .expect("sets");
    account::set_name(&mut tx, lea.id, "Léa-Rose")
        .await
        .expect("sets");
    let changed = account::get(&mut tx, lea.id)
        .await
        .expect("reads")
        .expect("is there");
    assert_eq!(
        changed.confirmed_at,
        Some(now()),
        "the first confirmation counts"
    );
    assert_eq!(
        (changed.password_hash.as_str(), changed.name.as_str()),
        ("another", "Léa-Rose")
    );
    account::set_email(&mut tx, lea.id, "rose@example.org", now().plus(DAY_MS))
        .await
        .expect("sets");
    let changed = account::get(&mut tx, lea.id)
        .await
        .expect("reads")
        .expect("is there");
    assert_eq!(
        (changed.email.as_str(), changed.confirmed_at),
        ("rose@example.org", Some(now().plus(DAY_MS)))
    );
    let nobody = account::set_name(&mut tx, id(99), "Personne").await;
    assert!(matches!(nobody, Err(StoreError::Stale)), "{nobody:?}");
}

async fn roles_add_up(db: Db) {
    let mut tx = db.write().await;
    settle(&mut tx).await;
    assert_eq!(account::roles(&mut tx, id(LEA)).await.expect("reads"), []);
    let ophelie = Role::Provider {
        lodge: alencon(),
        provider: dog_walker(),
    };
    assert_eq!(
        account::roles(&mut tx, id(OPHELIE)).await.expect("reads"),
        [ophelie]
    );
    account::add_network_member(&mut tx, id(CLAUDIE))
        .await
        .expect("adds");
    account::add_network_member(&mut tx, id(CLAUDIE))
        .await
        .expect("adds again");
    let claudie = [
        Role::Coordinator { lodge: alencon() },
        Role::Coordinator {
            lodge: id(MORTAGNE),
        },
        Role::Network,
    ];
    assert_eq!(
        account::roles(&mut tx, id(CLAUDIE)).await.expect("reads"),
        claudie
    );
}

async fn names_come_in_one_go(db: Db) {
    let mut tx = db.write().await;
    settle(&mut tx).await;
    let mut asked: Vec<AccountId> = vec![id(LEA), id(MARC), id(LEA)];
    // More than one query's worth, most of them unknown.
    asked.extend((1_000..1_600).map(id::<AccountId>));
    let persons = account::persons(&mut tx, &asked).await.expect("reads");
    assert_eq!(persons.len(), 2);
    let lea = &persons[&id(LEA)];
    assert_eq!(
        (lea.name.as_str(), lea.portrait.as_str()),
        ("Léa", "portrait-3")
    );
    assert!(
        account::persons(&mut tx, &[])
            .await
            .expect("reads")
            .is_empty()
    );
}

async fn an_unknown_language_is_refused_by_the_table(db: Db) {
    let mut tx = db.write().await;
    account::insert(&mut tx, &world::account(LEA, "Léa"))
        .await
        .expect("inserts");
    tx.commit().await.expect("commits");
    let refused = db.raw("update account set lang = 'xx'").await;
    assert!(refused.is_err(), "the table knows which languages exist");
    assert!(
        account::get(&mut db.read().await, id(LEA))
            .await
            .expect("reads")
            .is_some()
    );
}
