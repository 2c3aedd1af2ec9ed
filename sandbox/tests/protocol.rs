//! The manners of the API: keys, idempotency, lists, identifiers.

mod support;

use reqwest::header::AUTHORIZATION;
use serde_json::json;
use support::{Client, DAY_MS, REFUSED_AT_CAPTURE, TestClock, session_form, start};

const SESSIONS: &str = "/v1/checkout/sessions";

#[tokio::test]
async fn a_key_replays_the_first_answer() {
    let (_running, client, clock) = start().await;
    let first = client.post_keyed(SESSIONS, "k", &session_form()).await;
    assert!(!first.headers.contains_key("idempotent-replayed"));
    let mut shuffled = session_form();
    shuffled.reverse();
    let again = client.post_keyed(SESSIONS, "k", &shuffled).await;
    assert_eq!((again.status, &again.text), (200, &first.text));
    assert_eq!(again.headers["idempotent-replayed"], "true");
    assert_eq!(
        again.headers["original-request"],
        first.headers["request-id"]
    );
    let mut other = session_form();
    other.push(("metadata[more]", "1"));
    for (path, form) in [(SESSIONS, &other), ("/v1/refunds", &session_form())] {
        client
            .post_keyed(path, "k", form)
            .await
            .is(400, json!({ "error": { "type": "idempotency_error" } }));
    }
    clock.advance(DAY_MS + 1);
    assert_ne!(
        client.post_keyed(SESSIONS, "k", &other).await.str("/id"),
        first.str("/id"),
        "keys are forgotten after a day"
    );
}

#[tokio::test]
async fn a_capture_is_replayed_not_repeated() {
    let (_running, client, _) = start().await;
    let (_, intent) = client.held().await;
    let capture = format!("/v1/payment_intents/{intent}/capture");
    let first = client.post_keyed(&capture, "c", &[]).await;
    let again = client.post_keyed(&capture, "c", &[]).await;
    assert_eq!((again.status, &again.text), (200, &first.text));
    assert_eq!(
        client
            .event_kinds()
            .await
            .iter()
            .filter(|kind| *kind == "charge.captured")
            .count(),
        1
    );
    client
        .post_keyed(&capture, "d", &[])
        .await
        .fails(400, "payment_intent_unexpected_state");
}

#[tokio::test]
async fn refusals_are_remembered_but_not_refused_parameters() {
    let (_running, client, _) = start().await;
    let session = client.session().await;
    let paid = client
        .pay(&session, REFUSED_AT_CAPTURE, "authenticate")
        .await;
    let capture = format!(
        "/v1/payment_intents/{}/capture",
        paid.str("/payment_intent")
    );
    client
        .post_keyed(&capture, "r", &[])
        .await
        .fails(402, "card_declined");
    assert_eq!(
        client.post_keyed(&capture, "r", &[]).await.headers["idempotent-replayed"],
        "true"
    );
    client
        .post_keyed(SESSIONS, "v", &[("mode", "payment")])
        .await
        .fails(400, "parameter_missing");
    assert_eq!(
        client
            .post_keyed(SESSIONS, "v", &session_form())
            .await
            .status,
        200
    );
    let long = "x".repeat(256);
    client
        .post_keyed(SESSIONS, &long, &session_form())
        .await
        .fails(400, "idempotency_key_invalid");
}

#[tokio::test]
async fn a_key_in_use_is_a_conflict() {
    let (_running, client, _) = start().await;
    client
        .control(
            "/sandbox/faults",
            json!({ "route": "POST /v1/checkout/sessions", "kind": "slow", "delay_ms": 400 }),
        )
        .await;
    let (form, other) = (session_form(), session_form());
    let slow = client.post_keyed(SESSIONS, "k", &form);
    let quick = async {
        tokio::time::sleep(std::time::Duration::from_millis(100)).await;
        client.post_keyed(SESSIONS, "k", &other).await
    };
    let (slow, quick) = tokio::join!(slow, quick);
    assert_eq!(slow.status, 200);
    quick.fails(409, "idempotency_key_in_use");
    assert_eq!(
        client.post_keyed(SESSIONS, "k", &form).await.str("/id"),
        slow.str("/id")
    );
}

#[tokio::test]
async fn only_the_right_key_is_let_in() {
    let running = TestClock::new()
        .builder()
        .secret_key("sk_test_right")
        .start("127.0.0.1:0")
        .await
        .unwrap();
    let client = Client::new(running.base_url());
    let asked = async |value: &str| {
        client
            .send(
                client
                    .http
                    .get(client.url("/v1/events"))
                    .header(AUTHORIZATION, value),
            )
            .await
    };
    assert_eq!(
        client
            .send(client.http.get(client.url("/v1/events")))
            .await
            .status,
        401
    );
    // "sk_test_right:" and "sk_test_wrong:" in base64.
    for (value, status) in [
        ("Bearer sk_test_right", 200),
        ("Basic c2tfdGVzdF9yaWdodDo=", 200),
        ("Basic c2tfdGVzdF93cm9uZzo=", 401),
        ("Bearer sk_test_wrong", 401),
        ("Bearer sk_live_right", 401),
        ("Bearer ", 401),
        ("Basic %%%", 401),
        ("sk_test_right", 401),
    ] {
        let answer = asked(value).await;
        assert_eq!(answer.status, status, "{value}");
        assert!(!answer.text.contains("_wrong"), "a key is not shown whole");
    }
}

#[tokio::test]
async fn lists_are_paged_newest_first() {
    let (_running, client, _) = start().await;
    let mut made = Vec::new();
    for _ in 0..5 {
        made.insert(0, client.session().await);
    }
    let ids = async |query: &str| {
        let list = client.get(&format!("{SESSIONS}?{query}")).await;
        let ids: Vec<String> = list.body["data"]
            .as_array()
            .unwrap()
            .iter()
            .map(|row| row["id"].as_str().unwrap().to_owned())
            .collect();
        (ids, list.body["has_more"] == true)
    };
    assert_eq!(ids("limit=2").await, (made[..2].to_vec(), true));
    assert_eq!(
        ids(&format!("limit=2&starting_after={}", made[1])).await,
        (made[2..4].to_vec(), true)
    );
    assert_eq!(
        ids(&format!("limit=2&starting_after={}", made[3])).await,
        (made[4..].to_vec(), false)
    );
    assert_eq!(
        ids(&format!("limit=2&ending_before={}", made[3])).await,
        (made[1..3].to_vec(), true)
    );
    assert_eq!(
        ids(&format!("limit=2&ending_before={}", made[1])).await,
        (made[..1].to_vec(), false)
    );
    assert_eq!(ids("status=complete").await, (vec![], false));
    let paid = client
        .pay(&made[0], support::ACCEPTED, "authenticate")
        .await;
    assert_eq!(
        ids(&format!("payment_intent={}", paid.str("/payment_intent"))).await,
        (made[..1].to_vec(), false)
    );
    let kinds = client
        .get("/v1/events?types[]=checkout.session.completed&types[]=charge.captured")
        .await;
    assert_eq!(kinds.body["data"].as_array().unwrap().len(), 1);
    let event = client
        .get(&format!("/v1/events/{}", kinds.str("/data/0/id")))
        .await;
    event.is(
        200,
        json!({ "object": "event", "data": { "object": { "id": made[0], "status": "complete" } } }),
    );
}

#[tokio::test]
async fn the_same_seed_gives_the_same_identifiers() {
    let ((_a, first, _), (_b, second, _)) = (start().await, start().await);
    assert_eq!(first.held().await, second.held().await);
}
