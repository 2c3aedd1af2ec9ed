//! What time does by itself, and what a restart keeps.

mod support;

use serde_json::json;
use std::time::{Duration, Instant};
use support::{ACCEPTED, CHALLENGED, Client, DAY_MS, START_MS, TestClock, session_form, start};

#[tokio::test]
async fn an_open_session_expires_when_nobody_pays() {
    let (_running, client, clock) = start().await;
    let open = client.session().await;
    clock.advance(DAY_MS - 1);
    client
        .get_session(&open)
        .await
        .is(200, json!({ "status": "open" }));
    clock.advance(1);
    client
        .get_session(&open)
        .await
        .is(200, json!({ "status": "expired", "url": null }));
    client
        .pay(&open, ACCEPTED, "authenticate")
        .await
        .fails(400, "checkout_session_not_open");
    assert_eq!(client.event_kinds().await, ["checkout.session.expired"]);
}

#[tokio::test]
async fn a_hold_lapses_at_its_own_moment() {
    let (_running, client, clock) = start().await;
    let (_, intent) = client.held().await;
    clock.advance(7 * DAY_MS - 1);
    client
        .get_intent(&intent)
        .await
        .is(200, json!({ "status": "requires_capture" }));
    client
        .control("/sandbox/clock", json!({ "advance_ms": DAY_MS }))
        .await
        .is(200, json!({ "offset_ms": DAY_MS }));
    let at = (START_MS + 7 * DAY_MS) / 1000;
    let lapsed = json!({ "status": "canceled", "cancellation_reason": "automatic", "canceled_at": at, "amount_capturable": 0 });
    client.get_intent(&intent).await.is(200, lapsed);
    client
        .act(&intent, "capture", &[])
        .await
        .fails(400, "payment_intent_unexpected_state");
    let last = client.get("/v1/events?limit=1").await;
    last.is(200, json!({ "has_more": true }));
    assert_eq!(
        (last.str("/data/0/type"), last.int("/data/0/created")),
        ("payment_intent.canceled", at)
    );
}

#[tokio::test]
async fn a_captured_hold_does_not_lapse() {
    let (_running, client, clock) = start().await;
    let (_, intent) = client.held().await;
    client.act(&intent, "capture", &[]).await;
    clock.advance(8 * DAY_MS);
    client
        .get_intent(&intent)
        .await
        .is(200, json!({ "status": "succeeded" }));
}

#[tokio::test]
async fn a_session_can_be_expired_by_hand_once() {
    let (_running, client, _) = start().await;
    let id = client.session().await;
    client.pay(&id, CHALLENGED, "leave").await;
    let expire = format!("/v1/checkout/sessions/{id}/expire");
    let expired = client
        .post(&expire, &[("expand[]", "payment_intent")])
        .await;
    expired.is(
        200,
        json!({ "status": "expired", "payment_intent": { "status": "canceled" } }),
    );
    client
        .post(&expire, &[])
        .await
        .fails(400, "checkout_session_not_open");
    assert_eq!(
        client.event_kinds().await,
        ["payment_intent.canceled", "checkout.session.expired"]
    );
}

#[tokio::test]
async fn the_wished_expiry_is_kept_within_stripes_bounds() {
    let (_running, client, _) = start().await;
    for (minutes, status) in [(29, 400), (30, 200), (24 * 60, 200), (24 * 60 + 1, 400)] {
        let at = (START_MS / 1000 + minutes * 60).to_string();
        let mut form = session_form();
        form.push(("expires_at", &at));
        assert_eq!(
            client.post("/v1/checkout/sessions", &form).await.status,
            status,
            "{minutes} min"
        );
    }
}

#[tokio::test]
async fn the_clock_can_be_set_and_everything_forgotten() {
    let (_running, client, _) = start().await;
    let (_, intent) = client.held().await;
    client
        .control("/sandbox/clock", json!({ "set_ms": START_MS + 5 }))
        .await
        .is(200, json!({ "now_ms": START_MS + 5 }));
    for wrong in [
        json!({}),
        json!({ "advance_ms": 1, "set_ms": 2 }),
        json!({ "advance_ms": "x" }),
        json!({ "hours": 1 }),
        json!([]),
    ] {
        assert_eq!(client.control("/sandbox/clock", wrong).await.status, 400);
    }
    client
        .control("/sandbox/clock", json!({ "advance_ms": i64::MAX }))
        .await
        .is(200, json!({ "now_ms": 253_402_300_799_000_i64 }));
    assert_eq!(
        client.control("/sandbox/reset", json!({})).await.status,
        204
    );
    client.get("/sandbox/clock").await.is(
        200,
        json!({ "now_ms": START_MS, "offset_ms": 0, "next_timer_ms": null }),
    );
    client
        .get_intent(&intent)
        .await
        .fails(404, "resource_missing");
}

#[tokio::test]
async fn a_restart_keeps_holds_timers_keys_and_the_moved_clock() {
    let folder = tempfile::tempdir().unwrap();
    let (file, clock) = (folder.path().join("state/sandbox.json"), TestClock::new());
    let running = clock
        .builder()
        .data(&file)
        .start("127.0.0.1:0")
        .await
        .unwrap();
    let client = Client::new(running.base_url());
    let (_, intent) = client.held().await;
    let keyed = client
        .post_keyed("/v1/checkout/sessions", "key-1", &session_form())
        .await;
    client
        .control("/sandbox/clock", json!({ "advance_ms": DAY_MS / 2 }))
        .await;
    running.shutdown().await;

    let running = clock
        .builder()
        .data(&file)
        .start("127.0.0.1:0")
        .await
        .unwrap();
    let client = Client::new(running.base_url());
    client
        .get("/sandbox/clock")
        .await
        .is(200, json!({ "offset_ms": DAY_MS / 2 }));
    client
        .get_intent(&intent)
        .await
        .is(200, json!({ "status": "requires_capture" }));
    let replayed = client
        .post_keyed("/v1/checkout/sessions", "key-1", &session_form())
        .await;
    assert_eq!(replayed.str("/id"), keyed.str("/id"));
    assert_ne!(
        client.session().await,
        keyed.str("/id"),
        "identifiers are not given twice"
    );
    clock.advance(7 * DAY_MS);
    client
        .get_intent(&intent)
        .await
        .is(200, json!({ "status": "canceled" }));
    running.shutdown().await;
}

#[tokio::test]
async fn changes_reach_the_file_soon_without_a_shutdown() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("sandbox.json");
    let running = TestClock::new()
        .builder()
        .data(&file)
        .start("127.0.0.1:0")
        .await
        .unwrap();
    let (_, intent) = Client::new(running.base_url()).held().await;
    let started = Instant::now();
    while !std::fs::read_to_string(&file).is_ok_and(|text| text.contains(&intent)) {
        assert!(started.elapsed() < Duration::from_secs(3), "not written");
        tokio::time::sleep(Duration::from_millis(20)).await;
    }
}

#[tokio::test]
async fn a_damaged_file_stops_the_start() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("sandbox.json");
    std::fs::write(&file, "{\"sessions\":").unwrap();
    let error = TestClock::new()
        .builder()
        .data(&file)
        .start("127.0.0.1:0")
        .await
        .err()
        .unwrap();
    assert!(error.to_string().contains("sandbox.json"), "{error}");
    assert_eq!(
        std::fs::read_to_string(&file).unwrap(),
        "{\"sessions\":",
        "the file is left for its owner to see"
    );
}
