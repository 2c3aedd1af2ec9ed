//! The life of a payment over real HTTP: sessions, holds, captures, cancellations, refunds, expiry.

mod support;

use serde_json::json;
use support::{DAY_MS, START_MS, session_form, start};

const DAY_S: i64 = DAY_MS / 1000;

#[tokio::test]
async fn a_session_is_paid_held_and_captured() {
    let (_running, client, _) = start().await;
    let made = client.post("/v1/checkout/sessions", &session_form()).await;
    assert_eq!(made.status, 200, "{}", made.text);
    assert_eq!(
        (
            made.str("/object"),
            made.str("/status"),
            made.str("/payment_status")
        ),
        ("checkout.session", "open", "unpaid")
    );
    assert_eq!(
        (made.int("/amount_total"), made.str("/currency")),
        (1300, "eur")
    );
    assert_eq!(made.str("/metadata/booking"), "b-1");
    assert!(made.body["payment_intent"].is_null());
    assert!(made.str("/url").starts_with(&client.base));
    let id = made.str("/id");

    let paid = client
        .control(
            &format!("/sandbox/sessions/{id}/pay"),
            json!({ "card": "4242424242424242" }),
        )
        .await;
    assert_eq!(
        (paid.status, paid.str("/result"), paid.str("/status")),
        (200, "paid", "requires_capture")
    );
    assert_eq!(
        paid.str("/redirect_to"),
        format!("http://127.0.0.1:3000/missions/1?session={id}")
    );

    let session = client
        .get(&format!(
            "/v1/checkout/sessions/{id}?expand[]=payment_intent.latest_charge&expand[]=line_items"
        ))
        .await;
    assert_eq!(
        (session.str("/status"), session.str("/payment_status")),
        ("complete", "unpaid")
    );
    assert_eq!(session.str("/payment_intent/status"), "requires_capture");
    assert_eq!(session.int("/payment_intent/amount_capturable"), 1300);
    assert_eq!(session.str("/payment_intent/metadata/booking"), "b-1");
    assert_eq!(
        session.str("/line_items/data/0/description"),
        "Promenade de chien"
    );
    let capture_before =
        session.int("/payment_intent/latest_charge/payment_method_details/card/capture_before");
    assert_eq!(capture_before, START_MS / 1000 + 7 * DAY_S);
    let intent = session.str("/payment_intent/id");

    let captured = client
        .post(
            &format!("/v1/payment_intents/{intent}/capture"),
            &[("expand[]", "latest_charge")],
        )
        .await;
    assert_eq!(
        (
            captured.str("/status"),
            captured.int("/amount_received"),
            captured.int("/amount_capturable")
        ),
        ("succeeded", 1300, 0)
    );
    assert_eq!(captured.body["latest_charge"]["captured"], true);
    assert_eq!(
        client
            .get(&format!("/v1/checkout/sessions/{id}"))
            .await
            .str("/payment_status"),
        "paid"
    );

    let again = client
        .post(&format!("/v1/payment_intents/{intent}/capture"), &[])
        .await;
    assert_eq!(
        (again.status, again.code()),
        (400, "payment_intent_unexpected_state")
    );
    assert_eq!(again.str("/error/payment_intent/status"), "succeeded");
    let cancel = client
        .post(&format!("/v1/payment_intents/{intent}/cancel"), &[])
        .await;
    assert_eq!(
        (cancel.status, cancel.code()),
        (400, "payment_intent_unexpected_state")
    );
    let expected = [
        "charge.succeeded",
        "payment_intent.amount_capturable_updated",
        "checkout.session.completed",
        "charge.captured",
        "payment_intent.succeeded",
    ];
    assert_eq!(client.event_kinds().await, expected);
}

#[tokio::test]
async fn automatic_capture_takes_the_money_at_once() {
    let (_running, client, _) = start().await;
    let mut form = session_form();
    form.retain(|(name, _)| *name != "payment_intent_data[capture_method]");
    let id = client
        .post("/v1/checkout/sessions", &form)
        .await
        .str("/id")
        .to_owned();
    let paid = client
        .control(&format!("/sandbox/sessions/{id}/pay"), json!({}))
        .await;
    assert_eq!(paid.str("/status"), "succeeded");
    assert_eq!(
        client
            .get(&format!("/v1/checkout/sessions/{id}"))
            .await
            .str("/payment_status"),
        "paid"
    );
    let kinds = client.event_kinds().await;
    assert_eq!(
        kinds,
        [
            "charge.succeeded",
            "payment_intent.succeeded",
            "checkout.session.completed"
        ]
    );
}

#[tokio::test]
async fn partial_capture_releases_the_rest_and_bounds_refunds() {
    let (_running, client, _) = start().await;
    let intent = client.held().await;
    let capture = format!("/v1/payment_intents/{intent}/capture");
    let too_much = client
        .post(&capture, &[("amount_to_capture", "1301")])
        .await;
    assert_eq!(
        (too_much.status, too_much.code()),
        (400, "amount_too_large")
    );
    for wrong in ["0", "-5", "12.5", "abc", "99999999999999999999"] {
        let answer = client.post(&capture, &[("amount_to_capture", wrong)]).await;
        assert_eq!(
            (answer.status, answer.code()),
            (400, "parameter_invalid_integer"),
            "{wrong}"
        );
    }
    let part = client
        .post(
            &capture,
            &[("amount_to_capture", "500"), ("expand[0]", "latest_charge")],
        )
        .await;
    assert_eq!(
        (part.int("/amount"), part.int("/amount_received")),
        (1300, 500)
    );
    assert_eq!(
        (
            part.int("/latest_charge/amount_captured"),
            part.int("/latest_charge/amount_refunded")
        ),
        (500, 800)
    );

    let first = client
        .post(
            "/v1/refunds",
            &[
                ("payment_intent", &intent),
                ("amount", "200"),
                ("metadata[why]", "late"),
            ],
        )
        .await;
    assert_eq!(
        (
            first.str("/status"),
            first.int("/amount"),
            first.str("/metadata/why")
        ),
        ("succeeded", 200, "late")
    );
    let too_much = client
        .post(
            "/v1/refunds",
            &[("payment_intent", &intent), ("amount", "301")],
        )
        .await;
    assert_eq!(
        (too_much.status, too_much.code()),
        (400, "amount_too_large")
    );
    assert_eq!(
        client
            .post("/v1/refunds", &[("payment_intent", &intent)])
            .await
            .int("/amount"),
        300
    );
    let over = client
        .post("/v1/refunds", &[("payment_intent", &intent)])
        .await;
    assert_eq!((over.status, over.code()), (400, "charge_already_refunded"));
    let read = client
        .get(&format!("/v1/refunds/{}", first.str("/id")))
        .await;
    assert_eq!(read.str("/payment_intent"), intent);
    let listed = client
        .get(&format!("/v1/refunds?payment_intent={intent}"))
        .await;
    assert_eq!(listed.body["data"].as_array().unwrap().len(), 2);
    assert!(
        client
            .event_kinds()
            .await
            .contains(&"charge.refunded".to_owned())
    );
}

#[tokio::test]
async fn a_cancelled_hold_can_neither_be_captured_nor_refunded() {
    let (_running, client, _) = start().await;
    let intent = client.held().await;
    let cancelled = client
        .post(
            &format!("/v1/payment_intents/{intent}/cancel"),
            &[
                ("cancellation_reason", "requested_by_customer"),
                ("expand[]", "latest_charge"),
            ],
        )
        .await;
    assert_eq!(
        (
            cancelled.str("/status"),
            cancelled.str("/cancellation_reason")
        ),
        ("canceled", "requested_by_customer")
    );
    assert_eq!(
        (
            cancelled.int("/amount_capturable"),
            cancelled.int("/canceled_at")
        ),
        (0, START_MS / 1000)
    );
    assert_eq!(cancelled.int("/latest_charge/amount_refunded"), 1300);
    for route in ["capture", "cancel"] {
        let answer = client
            .post(&format!("/v1/payment_intents/{intent}/{route}"), &[])
            .await;
        assert_eq!(
            (answer.status, answer.code()),
            (400, "payment_intent_unexpected_state")
        );
    }
    let refund = client
        .post("/v1/refunds", &[("payment_intent", &intent)])
        .await;
    assert_eq!(
        (refund.status, refund.code()),
        (400, "payment_intent_unexpected_state")
    );
}

#[tokio::test]
async fn declined_cards_leave_the_session_open() {
    let (_running, client, _) = start().await;
    let id = client.session().await;
    let pay = format!("/sandbox/sessions/{id}/pay");
    for (card, code, decline) in [
        ("4000000000000002", "card_declined", Some("generic_decline")),
        (
            "4000000000009995",
            "card_declined",
            Some("insufficient_funds"),
        ),
        ("4000000000000069", "expired_card", Some("expired_card")),
        ("4000000000000127", "incorrect_cvc", Some("incorrect_cvc")),
        (
            "4111111111111111",
            "card_declined",
            Some("test_mode_live_card"),
        ),
        ("4242424242424241", "incorrect_number", None),
    ] {
        let answer = client.control(&pay, json!({ "card": card })).await;
        assert_eq!((answer.status, answer.code()), (402, code), "{card}");
        assert_eq!(
            answer.body["error"]["decline_code"].as_str(),
            decline,
            "{card}"
        );
    }
    let session = client
        .get(&format!(
            "/v1/checkout/sessions/{id}?expand[]=payment_intent"
        ))
        .await;
    assert_eq!(
        (
            session.str("/status"),
            session.str("/payment_intent/status")
        ),
        ("open", "requires_payment_method")
    );
    assert_eq!(
        session.str("/payment_intent/last_payment_error/decline_code"),
        "test_mode_live_card"
    );
    let intent = session.str("/payment_intent/id");
    let cancel = client
        .post(&format!("/v1/payment_intents/{intent}/cancel"), &[])
        .await;
    assert_eq!(
        cancel.status, 400,
        "the intent of an open session is not cancelled directly"
    );
    let failed = client
        .event_kinds()
        .await
        .iter()
        .filter(|kind| *kind == "payment_intent.payment_failed")
        .count();
    assert_eq!(failed, 5);
    assert_eq!(
        client.control(&pay, json!({})).await.str("/payment_intent"),
        intent
    );
    let twice = client.control(&pay, json!({})).await;
    assert_eq!(
        (twice.status, twice.code()),
        (400, "checkout_session_not_open")
    );
}

#[tokio::test]
async fn a_card_can_be_refused_at_capture_and_the_hold_stays() {
    let (_running, client, _) = start().await;
    let id = client.session().await;
    let paid = client
        .control(
            &format!("/sandbox/sessions/{id}/pay"),
            json!({ "card": "4000000000007718" }),
        )
        .await;
    let intent = paid.str("/payment_intent");
    let refused = client
        .post(&format!("/v1/payment_intents/{intent}/capture"), &[])
        .await;
    assert_eq!(
        (refused.status, refused.str("/error/type"), refused.code()),
        (402, "card_error", "card_declined")
    );
    assert_eq!(refused.str("/error/decline_code"), "insufficient_funds");
    assert_eq!(
        refused.str("/error/payment_intent/status"),
        "requires_capture"
    );
    assert_eq!(
        client
            .post(&format!("/v1/payment_intents/{intent}/cancel"), &[])
            .await
            .str("/status"),
        "canceled"
    );
}

#[tokio::test]
async fn holds_lapse_after_seven_days_and_sessions_after_one() {
    let (_running, client, clock) = start().await;
    let (open, intent) = (client.session().await, client.held().await);
    clock.advance(DAY_MS - 1);
    assert_eq!(
        client
            .get(&format!("/v1/checkout/sessions/{open}"))
            .await
            .str("/status"),
        "open"
    );
    clock.advance(1);
    let session = client.get(&format!("/v1/checkout/sessions/{open}")).await;
    assert_eq!(session.str("/status"), "expired");
    assert!(session.body["url"].is_null());
    let pay = client
        .control(&format!("/sandbox/sessions/{open}/pay"), json!({}))
        .await;
    assert_eq!((pay.status, pay.code()), (400, "checkout_session_not_open"));

    clock.advance(6 * DAY_MS - 1);
    assert_eq!(
        client
            .get(&format!("/v1/payment_intents/{intent}"))
            .await
            .str("/status"),
        "requires_capture"
    );
    let moved = client
        .control("/sandbox/clock", json!({ "advance_ms": DAY_MS }))
        .await;
    assert_eq!(moved.int("/offset_ms"), DAY_MS);
    let lapsed = client.get(&format!("/v1/payment_intents/{intent}")).await;
    assert_eq!(
        (lapsed.str("/status"), lapsed.str("/cancellation_reason")),
        ("canceled", "automatic")
    );
    assert_eq!(
        lapsed.int("/canceled_at"),
        START_MS / 1000 + 7 * DAY_S,
        "at its own moment, not when looked at"
    );
    let capture = client
        .post(&format!("/v1/payment_intents/{intent}/capture"), &[])
        .await;
    assert_eq!(
        (capture.status, capture.code()),
        (400, "payment_intent_unexpected_state")
    );
    let kinds = client.event_kinds().await;
    assert_eq!(
        kinds[kinds.len() - 2..],
        ["checkout.session.expired", "payment_intent.canceled"]
    );
}

#[tokio::test]
async fn a_session_can_be_expired_by_hand_once() {
    let (_running, client, _) = start().await;
    let id = client.session().await;
    client
        .control(
            &format!("/sandbox/sessions/{id}/pay"),
            json!({ "card": "4000002760003184", "outcome": "leave" }),
        )
        .await;
    let expired = client
        .post(
            &format!("/v1/checkout/sessions/{id}/expire"),
            &[("expand[]", "payment_intent")],
        )
        .await;
    assert_eq!(
        (
            expired.str("/status"),
            expired.str("/payment_intent/status")
        ),
        ("expired", "canceled")
    );
    let again = client
        .post(&format!("/v1/checkout/sessions/{id}/expire"), &[])
        .await;
    assert_eq!(
        (again.status, again.code()),
        (400, "checkout_session_not_open")
    );
    assert!(
        client
            .event_kinds()
            .await
            .contains(&"checkout.session.expired".to_owned())
    );
}

#[tokio::test]
async fn three_d_secure_passes_fails_or_is_abandoned() {
    let (_running, client, _) = start().await;
    let (pass, other) = (client.session().await, client.session().await);
    let card = "4000002760003184";
    let paid = client
        .control(
            &format!("/sandbox/sessions/{pass}/pay"),
            json!({ "card": card }),
        )
        .await;
    assert_eq!(paid.str("/status"), "requires_capture");
    let intent = client
        .get(&format!(
            "/v1/payment_intents/{}?expand[]=latest_charge",
            paid.str("/payment_intent")
        ))
        .await;
    assert_eq!(
        intent.str("/latest_charge/payment_method_details/card/three_d_secure/result"),
        "authenticated"
    );

    let pay = format!("/sandbox/sessions/{other}/pay");
    let failed = client
        .control(&pay, json!({ "card": card, "outcome": "fail" }))
        .await;
    assert_eq!(
        (failed.status, failed.code()),
        (402, "payment_intent_authentication_failure")
    );
    let left = client
        .control(&pay, json!({ "card": card, "outcome": "leave" }))
        .await;
    assert_eq!(
        (left.str("/result"), left.str("/status")),
        ("requires_action", "requires_action")
    );
    let waiting = client
        .get(&format!(
            "/v1/payment_intents/{}",
            left.str("/payment_intent")
        ))
        .await;
    assert!(
        waiting
            .str("/next_action/redirect_to_url/url")
            .ends_with(&format!("/pay/{other}/3ds"))
    );
    let declined = client
        .control(&pay, json!({ "card": "4000008260003178" }))
        .await;
    assert_eq!(
        (declined.status, declined.str("/error/decline_code")),
        (402, "insufficient_funds")
    );
}

#[tokio::test]
async fn intents_without_a_session_are_confirmed_off_session() {
    let (_running, client, _) = start().await;
    let form = |method| {
        vec![
            ("amount", "1300"),
            ("currency", "eur"),
            ("capture_method", "manual"),
            ("confirm", "true"),
            ("off_session", "true"),
            ("payment_method", method),
        ]
    };
    let held = client
        .post("/v1/payment_intents", &form("pm_card_visa"))
        .await;
    assert_eq!(held.str("/status"), "requires_capture");
    let refused = client
        .post(
            "/v1/payment_intents",
            &form("pm_card_authenticationRequired"),
        )
        .await;
    assert_eq!(
        (refused.status, refused.code()),
        (402, "authentication_required")
    );
    assert_eq!(
        refused.str("/error/payment_intent/status"),
        "requires_payment_method"
    );
    let unknown = client
        .post("/v1/payment_intents", &form("pm_card_nobody"))
        .await;
    assert_eq!(unknown.status, 404);
    let blank = client
        .post(
            "/v1/payment_intents",
            &[("amount", "1300"), ("currency", "eur")],
        )
        .await;
    assert_eq!(blank.str("/status"), "requires_payment_method");
    let confirm = format!("/v1/payment_intents/{}/confirm", blank.str("/id"));
    assert_eq!(client.post(&confirm, &[]).await.code(), "parameter_missing");
    assert_eq!(
        client
            .post(&confirm, &[("payment_method", "pm_card_visa")])
            .await
            .str("/status"),
        "succeeded"
    );
}
