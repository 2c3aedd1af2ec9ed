//! Bad input of every kind in every field of every server function: never a fault of ours, never a change.

use crate::{
    access::{STRANGER, Scene, Whose, call, table},
    house::House,
};
use backend::testing::Database;
use http::{Method, StatusCode};
use std::collections::HashMap;

/// Empty, wrong type, wrong language, markup, SQL, control and bidirectional characters, past and impossible dates, negative and
/// astronomical numbers, somebody else's or nobody's identifier, paths, nulls.
const CORPUS: &[&str] = &[
    "",
    " ",
    "\u{0}",
    "a\u{0}b",
    "\u{202e}gnp.exe",
    "\u{1b}[31m",
    "\r\nBcc: victim@example.fr",
    "<script>alert(1)</script>",
    "</textarea><img src=x onerror=alert(1)>",
    "' or '1'='1' --",
    "\"; drop table booking; --",
    "%00%ff",
    "../../../etc/passwd",
    "{{constructor}}",
    "null",
    "[]",
    "true",
    "NaN",
    "-1",
    "-13,00",
    "0",
    "0,001",
    "1e308",
    "99999999999999999999999999",
    "9223372036854775807",
    "١٣",
    "1999-01-01",
    "2026-02-30",
    "9999-12-31",
    "25:61",
    "10:07",
    "00000000-0000-0000-0000-000000000000",
    "00000000-0000-7000-8000-000000000001",
    "été à l’œuvre 🐕",
];

#[tokio::test]
async fn no_value_of_any_field_is_a_fault_of_ours_on_sqlite() {
    every_value_in_every_field(Database::Sqlite).await;
}

#[tokio::test]
async fn no_value_of_any_field_is_a_fault_of_ours_on_postgres() {
    every_value_in_every_field(Database::Postgres).await;
}

async fn every_value_in_every_field(database: Database) {
    let house = House::with(database, |_| {}).await;
    let scene = Scene::play(&house).await;
    let mut browsers = HashMap::from([(STRANGER, house.stranger())]);
    for name in ["lea", "ophelie", "claudie", "reseau"] {
        browsers.insert(name, house.person(name).await);
    }
    for (path, method, whose, fields) in table(&scene, &house) {
        // Ends the session that the rest of the test needs.
        if matches!(path, "/api/sign-out" | "/api/sign-out-everywhere") {
            continue;
        }
        for at in 0..fields.len() {
            for (n, bad) in CORPUS.iter().enumerate() {
                let mut fields = fields.clone();
                (*bad).clone_into(&mut fields[at].1);
                for who in senders(&whose, n) {
                    let answer = call(&browsers[who], path, &method, &fields).await;
                    assert!(
                        answer.status.as_u16() < 500,
                        "{who} {path} {} = {bad:?}: {} {}",
                        fields[at].0,
                        answer.status,
                        answer.body
                    );
                }
            }
        }
    }
}

/// Who sends the nth value: somebody whose business it is, since anybody else is turned away before it is read.
fn senders(whose: &Whose, n: usize) -> Vec<&'static str> {
    let own = ["lea", "claudie"];
    match whose {
        Whose::Everybody => vec![own[n % own.len()], STRANGER],
        Whose::OwnAccount => vec![own[n % own.len()]],
        Whose::Mission(people) | Whose::Dashboard(people) => vec![people[n % people.len()]],
    }
}

#[tokio::test]
async fn huge_values_are_refused() {
    let house = House::open().await;
    let scene = Scene::play(&house).await;
    let lea = house.person("lea").await;
    let (large, huge) = ("é".repeat(15_000), "x".repeat(1024 * 1024));
    for (path, method, _, fields) in table(&scene, &house)
        .into_iter()
        .filter(|(_, method, ..)| *method == Method::POST)
    {
        if fields.is_empty() || path == "/api/sign-out" || path == "/api/sign-out-everywhere" {
            continue;
        }
        let mut with = fields.clone();
        with[0].1.clone_from(&huge);
        let answer = call(&lea, path, &method, &with).await;
        assert_eq!(answer.status, StatusCode::PAYLOAD_TOO_LARGE, "{path}");
        for at in 0..fields.len() {
            let mut with = fields.clone();
            with[at].1.clone_from(&large[..20_000].to_owned());
            let answer = call(&lea, path, &method, &with).await;
            assert!(
                answer.status.as_u16() < 500,
                "{path} {}: {}",
                fields[at].0,
                answer.body
            );
        }
    }
}

#[tokio::test]
async fn bodies_that_are_no_form_are_refused() {
    let house = House::open().await;
    let scene = Scene::play(&house).await;
    let lea = house.person("lea").await;
    let bodies: [&[u8]; 7] = [
        b"",
        b"\xff\xfe",
        b"{\"booking\":1}",
        b"a=b&a=c&a[b]=c",
        b"%",
        b"booking[]=1&booking[]=2",
        b"===&&&",
    ];
    for (path, method, _, fields) in table(&scene, &house) {
        if method == Method::GET || fields.is_empty() || path.starts_with("/api/sign-") {
            continue;
        }
        for body in bodies {
            for browser in [lea.clone(), lea.clone().without_script()] {
                let answer = browser.post_body("/compte", path, body.to_vec()).await;
                assert!(
                    answer.status.as_u16() < 500,
                    "{path} {body:?}: {} {}",
                    answer.status,
                    answer.body
                );
            }
        }
    }
}

#[tokio::test]
async fn a_form_sent_twice_acts_once() {
    let house = House::open().await;
    let lea = house.person("lea").await;
    let listing = house.world.dog_walk.to_string();
    let fields = [
        ("listing", listing.as_str()),
        ("lang", "fr"),
        ("what", "Promener Rex"),
        ("address", backend::testing::ADDRESS),
        ("commune", "61001"),
        ("when", "flexible"),
    ];
    assert_eq!(
        lea.post("/api/request-listing", &fields).await.status,
        StatusCode::OK
    );
    let again = lea.post("/api/request-listing", &fields).await;
    assert_eq!(
        (again.status, again.kind().as_str()),
        (StatusCode::CONFLICT, "once_only")
    );
}

#[tokio::test]
async fn a_stale_page_is_told_the_present_state() {
    let house = House::open().await;
    let scene = Scene::play(&house).await;
    let (lea, ophelie) = (house.person("lea").await, house.person("ophelie").await);
    let booking = scene.requested.to_string();
    assert_eq!(
        ophelie
            .post("/api/decline-booking", &[("booking", &booking)])
            .await
            .status,
        StatusCode::OK
    );
    let fields = [
        ("booking", booking.as_str()),
        ("quote", scene.quote.as_str()),
        ("hash", scene.hash.as_str()),
    ];
    let answer = lea.post("/api/accept-quote", &fields).await;
    assert_eq!(
        (answer.status, answer.kind().as_str()),
        (StatusCode::CONFLICT, "wrong_state"),
        "{}",
        answer.body
    );
    assert!(answer.body.contains("declined"), "{}", answer.body);
}
