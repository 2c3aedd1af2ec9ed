//! Signed deliveries, their retries, and faults on demand.

mod support;

use hmac::{Hmac, Mac};
use sandbox::{Fault, FaultKind, Running};
use serde_json::json;
use sha2::Sha256;
use std::time::Duration;
use support::{Client, DAY_MS, Receiver, START_MS, TestClock, launch, session_form, start};

const SECRET: &str = "whsec_test";

async fn with_webhook(failures: usize) -> (Running, Client, Receiver, TestClock) {
    let (receiver, clock) = (Receiver::start(failures).await, TestClock::new());
    let (running, client) = launch(clock.builder().webhook(&receiver.url, SECRET)).await;
    (running, client, receiver, clock)
}

fn kinds(receiver: &Receiver) -> Vec<String> {
    let mut kinds: Vec<String> = receiver
        .seen()
        .into_iter()
        .map(|delivery| delivery.kind)
        .collect();
    kinds.sort();
    kinds
}

#[tokio::test]
async fn events_arrive_signed() {
    let (_running, client, receiver, _) = with_webhook(0).await;
    let (session, intent) = client.held().await;
    client.act(&intent, "capture", &[]).await;
    let seen = receiver.wait(5).await;
    let expected = [
        "charge.captured",
        "charge.succeeded",
        "checkout.session.completed",
        "payment_intent.amount_capturable_updated",
        "payment_intent.succeeded",
    ];
    assert_eq!(kinds(&receiver), expected);
    for delivery in &seen {
        let (time, digest) = delivery
            .signature
            .strip_prefix("t=")
            .unwrap()
            .split_once(",v1=")
            .unwrap();
        assert_eq!(time, (START_MS / 1000).to_string());
        let mut mac = Hmac::<Sha256>::new_from_slice(SECRET.as_bytes()).unwrap();
        mac.update(format!("{time}.{}", delivery.body).as_bytes());
        assert_eq!(digest, hex::encode(mac.finalize().into_bytes()));
        let (id, stored) = (
            &delivery.id,
            client.get(&format!("/v1/events/{}", delivery.id)).await,
        );
        assert_eq!(stored.str("/id"), id);
    }
    let completed = seen
        .iter()
        .find(|delivery| delivery.kind == "checkout.session.completed")
        .unwrap();
    let event: serde_json::Value = serde_json::from_str(&completed.body).unwrap();
    assert_eq!(event["data"]["object"]["id"], session);
    assert_eq!(event["data"]["object"]["payment_intent"], intent);
    assert_eq!(event["data"]["object"]["client_reference_id"], "b-1");
}

#[tokio::test]
async fn a_refused_delivery_is_tried_again() {
    let (_running, client, receiver, _) = with_webhook(2).await;
    client.held().await;
    let seen = receiver.wait(3).await;
    let ids: std::collections::BTreeSet<&str> =
        seen.iter().map(|delivery| delivery.id.as_str()).collect();
    assert_eq!(ids.len(), 3);
}

#[tokio::test]
async fn lapsed_holds_are_told_without_anybody_asking() {
    let (_running, client, receiver, clock) = with_webhook(0).await;
    client.held().await;
    receiver.wait(3).await;
    clock.advance(7 * DAY_MS);
    assert_eq!(receiver.wait(4).await[3].kind, "payment_intent.canceled");
}

#[tokio::test]
async fn signatures_follow_the_moved_clock_only_when_asked() {
    let (_running, client, receiver, _) = with_webhook(0).await;
    let id = client.session().await;
    client
        .control("/sandbox/clock", json!({ "advance_ms": DAY_MS }))
        .await;
    assert!(
        receiver.wait(1).await[0]
            .signature
            .starts_with(&format!("t={},", START_MS / 1000))
    );
    client
        .control("/sandbox/clock", json!({ "sign_with_moved_clock": true }))
        .await
        .is(200, json!({ "offset_ms": DAY_MS }));
    client
        .pay(&id, support::ACCEPTED, "authenticate")
        .await
        .fails(400, "checkout_session_not_open");
    client.held().await;
    assert!(
        receiver.wait(2).await[1]
            .signature
            .starts_with(&format!("t={},", (START_MS + DAY_MS) / 1000))
    );
}

#[tokio::test]
async fn undelivered_events_are_sent_after_a_restart() {
    let folder = tempfile::tempdir().unwrap();
    let (file, clock) = (folder.path().join("sandbox.json"), TestClock::new());
    let (deaf, receiver) = (Receiver::start(usize::MAX).await, Receiver::start(0).await);
    let builder = || clock.builder().data(&file);
    let (running, client) = launch(builder().webhook(&deaf.url, SECRET)).await;
    client.held().await;
    running.shutdown().await;
    let (running, _) = launch(builder().webhook(&receiver.url, SECRET)).await;
    receiver.wait(3).await;
    running.shutdown().await;
}

#[tokio::test]
async fn webhooks_are_doubled_dropped_and_overtaken() {
    let (_running, client, receiver, _) = with_webhook(0).await;
    for fault in [
        json!({ "route": "checkout.session.completed", "kind": "webhook_duplicate" }),
        json!({ "route": "charge.*", "kind": "webhook_drop" }),
        json!({ "route": "payment_intent.amount*", "kind": "webhook_delay", "delay_ms": 300 }),
    ] {
        assert_eq!(client.control("/sandbox/faults", fault).await.status, 200);
    }
    client.held().await;
    let order: Vec<String> = receiver
        .wait(3)
        .await
        .into_iter()
        .map(|delivery| delivery.kind)
        .collect();
    let twice = "checkout.session.completed";
    assert_eq!(
        order,
        [twice, twice, "payment_intent.amount_capturable_updated"]
    );
    client
        .get("/sandbox/faults")
        .await
        .is(200, json!({ "faults": [] }));
    tokio::time::sleep(Duration::from_millis(100)).await;
    assert_eq!(receiver.seen().len(), 3, "the charge's event was dropped");
}

#[tokio::test]
async fn an_effect_survives_the_silence_after_it() {
    let (running, client, _) = start().await;
    let (_, intent) = client.held().await;
    let route = "POST /v1/payment_intents/*/capture".to_owned();
    running.inject(Fault {
        route,
        times: 1,
        after: 0,
        kind: FaultKind::TimeoutAfterEffect,
        delay_ms: Some(0),
    });
    let capture = format!("/v1/payment_intents/{intent}/capture");
    let cut = client
        .post_request(&capture, &[])
        .header("Idempotency-Key", "c")
        .send()
        .await;
    let read = match cut {
        Ok(response) => response.bytes().await.map(|_| ()),
        Err(error) => Err(error),
    };
    assert!(read.is_err(), "the answer is cut");
    client
        .get_intent(&intent)
        .await
        .is(200, json!({ "status": "succeeded" }));
    let again = client.post_keyed(&capture, "c", &[]).await;
    again.is(
        200,
        json!({ "status": "succeeded", "amount_received": 1300 }),
    );
    assert_eq!(again.headers["idempotent-replayed"], "true");
}

#[tokio::test]
async fn a_caller_who_hangs_up_does_not_undo_the_effect() {
    let (running, client, _) = start().await;
    let (_, intent) = client.held().await;
    running.inject(Fault {
        route: "*/capture".into(),
        times: 1,
        after: 0,
        kind: FaultKind::Slow,
        delay_ms: Some(200),
    });
    let request = client.post_request(&format!("/v1/payment_intents/{intent}/capture"), &[]);
    assert!(
        request
            .timeout(Duration::from_millis(50))
            .send()
            .await
            .unwrap_err()
            .is_timeout()
    );
    client
        .get_intent(&intent)
        .await
        .is(200, json!({ "status": "requires_capture" }));
    tokio::time::sleep(Duration::from_millis(400)).await;
    client
        .get_intent(&intent)
        .await
        .is(200, json!({ "status": "succeeded" }));
}

#[tokio::test]
async fn errors_on_demand_with_and_without_effect() {
    let (_running, client, _) = start().await;
    let path = "/v1/checkout/sessions";
    for (kind, status) in [("500", 500), ("429", 429), ("500_after_effect", 500)] {
        client
            .control(
                "/sandbox/faults",
                json!({ "route": "POST *", "kind": kind }),
            )
            .await;
        assert_eq!(
            client.post_keyed(path, kind, &session_form()).await.status,
            status
        );
    }
    assert_eq!(
        client.get(path).await.body["data"]
            .as_array()
            .unwrap()
            .len(),
        1,
        "only the third had its effect"
    );
    assert_eq!(
        client.post_keyed(path, "500", &session_form()).await.status,
        200,
        "nothing was remembered"
    );
    assert_eq!(
        client
            .post_keyed(path, "500_after_effect", &session_form())
            .await
            .status,
        500,
        "the first result is replayed"
    );
    let log = client.get("/sandbox/requests").await;
    log.is(200, json!({ "total": 6 }));
    assert_eq!(
        (
            log.str("/requests/0/fault"),
            log.str("/requests/0/params/mode")
        ),
        ("500", "payment")
    );
    assert_eq!(log.body["requests"][5]["replayed"], true);
    assert_eq!(
        client
            .control("/sandbox/faults", json!({ "kind": "earthquake" }))
            .await
            .status,
        400
    );
}
