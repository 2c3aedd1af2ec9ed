//! What each kind of card does: refused, refused late, authenticated first, charged with nobody there.

mod support;

use serde_json::json;
use support::{ACCEPTED, CHALLENGED, Client, REFUSED_AT_CAPTURE, start};

#[tokio::test]
async fn declined_cards_leave_the_session_open() {
    let (_running, client, _) = start().await;
    let id = client.session().await;
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
        let answer = client.pay(&id, card, "authenticate").await;
        assert_eq!(
            answer.fails(402, code).body["error"]["decline_code"].as_str(),
            decline,
            "{card}"
        );
    }
    let session = client.get_session(&id).await;
    let error = json!({ "decline_code": "test_mode_live_card" });
    session.is(200, json!({ "status": "open", "payment_intent": { "status": "requires_payment_method", "last_payment_error": error } }));
    let failed = client
        .event_kinds()
        .await
        .iter()
        .filter(|kind| *kind == "payment_intent.payment_failed")
        .count();
    assert_eq!(failed, 5, "a mistyped number never reaches an issuer");
    let intent = session.str("/payment_intent/id");
    client
        .act(intent, "cancel", &[])
        .await
        .fails(400, "payment_intent_unexpected_state");
    client
        .pay(&id, ACCEPTED, "authenticate")
        .await
        .is(200, json!({ "payment_intent": intent }));
}

#[tokio::test]
async fn a_card_can_be_refused_at_capture_and_the_hold_stays() {
    let (_running, client, _) = start().await;
    let id = client.session().await;
    let paid = client.pay(&id, REFUSED_AT_CAPTURE, "authenticate").await;
    let intent = paid
        .is(200, json!({ "status": "requires_capture" }))
        .str("/payment_intent");
    let error = json!({ "type": "card_error", "code": "card_declined", "decline_code": "insufficient_funds", "payment_intent": { "status": "requires_capture" } });
    client
        .act(intent, "capture", &[])
        .await
        .is(402, json!({ "error": error }));
    client
        .act(intent, "cancel", &[])
        .await
        .is(200, json!({ "status": "canceled" }));
}

#[tokio::test]
async fn three_d_secure_passes_fails_or_is_abandoned() {
    let (_running, client, _) = start().await;
    let (pass, other) = (client.session().await, client.session().await);
    let paid = client.pay(&pass, CHALLENGED, "authenticate").await;
    let secure = json!({ "card": { "three_d_secure": { "result": "authenticated" } } });
    let charge = json!({ "payment_method_details": secure });
    client.get_intent(paid.str("/payment_intent")).await.is(
        200,
        json!({ "status": "requires_capture", "latest_charge": charge }),
    );

    client
        .pay(&other, CHALLENGED, "fail")
        .await
        .fails(402, "payment_intent_authentication_failure");
    let left = client.pay(&other, CHALLENGED, "leave").await;
    left.is(
        200,
        json!({ "result": "requires_action", "status": "requires_action" }),
    );
    let url = format!("{}/pay/{other}/3ds", client.base);
    let action = json!({ "redirect_to_url": { "url": url } });
    client.get_intent(left.str("/payment_intent")).await.is(
        200,
        json!({ "status": "requires_action", "next_action": action }),
    );
    client
        .pay(&other, "4000008260003178", "authenticate")
        .await
        .fails(402, "card_declined");
    client
        .get_session(&other)
        .await
        .is(200, json!({ "status": "open" }));
}

#[tokio::test]
async fn intents_without_a_session_are_confirmed_off_session() {
    let (_running, client, _) = start().await;
    let confirmed = async |client: &Client, method: &str| {
        let form = [
            ("amount", "1300"),
            ("currency", "eur"),
            ("capture_method", "manual"),
            ("confirm", "true"),
            ("off_session", "true"),
            ("payment_method", method),
        ];
        client.post("/v1/payment_intents", &form).await
    };
    confirmed(&client, "pm_card_visa")
        .await
        .is(200, json!({ "status": "requires_capture" }));
    let refused = confirmed(&client, "pm_card_authenticationRequired").await;
    let intent = json!({ "status": "requires_payment_method", "next_action": null });
    refused.is(
        402,
        json!({ "error": { "code": "authentication_required", "payment_intent": intent } }),
    );
    confirmed(&client, "pm_card_nobody")
        .await
        .fails(404, "resource_missing");
    let blank = client
        .post(
            "/v1/payment_intents",
            &[("amount", "1300"), ("currency", "eur")],
        )
        .await;
    let id = blank
        .is(200, json!({ "status": "requires_payment_method" }))
        .str("/id");
    client
        .act(id, "confirm", &[])
        .await
        .fails(400, "parameter_missing");
    client
        .act(id, "confirm", &[("payment_method", "pm_card_visa")])
        .await
        .is(200, json!({ "status": "succeeded" }));
}
