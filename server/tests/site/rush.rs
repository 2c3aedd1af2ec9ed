//! A rush of the same order through the whole site: one is taken, all others are kindly refused.

use crate::house::House;
use backend::testing::{ADDRESS, Database};
use http::StatusCode;
use std::collections::BTreeMap;

const ORDERS: usize = 10_000;

#[tokio::test(flavor = "multi_thread")]
async fn one_of_many_identical_orders_is_taken_on_sqlite() {
    rush(Database::Sqlite).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn one_of_many_identical_orders_is_taken_on_postgres() {
    rush(Database::Postgres).await;
}

async fn rush(database: Database) {
    let house = House::with(database, |_| {}).await;
    let lea = house.person("lea").await;
    let listing = house.world.dog_walk.to_string();
    let orders = (0..ORDERS).map(|_| {
        let (lea, listing) = (lea.clone(), listing.clone());
        tokio::spawn(async move {
            let fields = [
                ("listing", listing.as_str()),
                ("lang", "fr"),
                ("what", "Promener Rex"),
                ("address", ADDRESS),
                ("commune", "61001"),
                ("when", "flexible"),
            ];
            let answer = lea.post("/api/request-listing", &fields).await;
            (answer.status, answer.kind())
        })
    });
    let mut counts = BTreeMap::new();
    for answer in futures::future::join_all(orders).await {
        let (status, kind) = answer.unwrap();
        *counts.entry((status.as_u16(), kind)).or_insert(0) += 1;
    }
    let expected = [
        ((200, String::new()), 1),
        (
            (StatusCode::CONFLICT.as_u16(), "once_only".to_owned()),
            ORDERS - 1,
        ),
    ];
    assert_eq!(counts, BTreeMap::from(expected));
    let mut tx = house.bed.b.read().await.unwrap();
    let stored = store::booking::of_people(&mut tx, house.world.lea.account, &[])
        .await
        .unwrap();
    assert_eq!(stored.len(), 1);
}
