//! The life of a payment over real HTTP: sessions, holds, captures, cancellations, refunds.

mod support;

use serde_json::json;
use support::{ACCEPTED, DAY_MS, START_MS, session_form, start};

#[tokio::test]
async fn a_new_session_is_open_and_unpaid() {
    let (_running, client, _) = start().await;
    let made = client.post("/v1/checkout/sessions", &session_form()).await;
    made.is(
        200,
        json!({
            "object": "checkout.session", "status": "open", "payment_status": "unpaid", "amount_total": 1300, "currency": "eur",
            "metadata": { "booking": "b-1" }, "client_reference_id": "b-1", "payment_intent": null, "mode": "payment",
            "livemode": false, "locale": "fr", "created": START_MS / 1000, "expires_at": (START_MS + DAY_MS) / 1000,
            "url": format!("{}/pay/{}", client.base, made.str("/id")),
        }),
    );
}

#[tokio::test]
async fn a_paid_session_holds_the_money_for_seven_days() {
    let (_running, client, _) = start().await;
    let id = client.session().await;
    let back = format!("http://127.0.0.1:3000/missions/1?session={id}");
    client.pay(&id, ACCEPTED, "authenticate").await.is(
        200,
        json!({ "result": "paid", "status": "requires_capture", "redirect_to": back }),
    );
    let card = json!({ "capture_before": (START_MS + 7 * DAY_MS) / 1000, "last4": "4242", "brand": "visa", "three_d_secure": null });
    let charge = json!({ "captured": false, "paid": true, "status": "succeeded", "payment_method_details": { "card": card } });
    let intent = json!({
        "status": "requires_capture", "amount": 1300, "amount_capturable": 1300, "amount_received": 0,
        "metadata": { "booking": "b-1" }, "capture_method": "manual", "latest_charge": charge,
    });
    let session = client.get_session(&id).await;
    session.is(200, json!({ "status": "complete", "payment_status": "unpaid", "url": null, "payment_intent": intent }));
    assert_eq!(
        session.str("/line_items/data/0/description"),
        "Promenade de chien"
    );
    client
        .pay(&id, ACCEPTED, "authenticate")
        .await
        .fails(400, "checkout_session_not_open");
}

#[tokio::test]
async fn a_hold_is_captured_once() {
    let (_running, client, _) = start().await;
    let (session, intent) = client.held().await;
    let charge = json!({ "captured": true, "amount_captured": 1300, "amount_refunded": 0, "refunded": false });
    let captured = client
        .act(&intent, "capture", &[("expand[]", "latest_charge")])
        .await;
    captured.is(200, json!({ "status": "succeeded", "amount_received": 1300, "amount_capturable": 0, "latest_charge": charge }));
    client
        .get_session(&session)
        .await
        .is(200, json!({ "payment_status": "paid" }));
    let again = client.act(&intent, "capture", &[]).await;
    again.fails(400, "payment_intent_unexpected_state").is(
        400,
        json!({ "error": { "payment_intent": { "status": "succeeded" } } }),
    );
    client
        .act(&intent, "cancel", &[])
        .await
        .fails(400, "payment_intent_unexpected_state");
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
    client
        .pay(&id, ACCEPTED, "authenticate")
        .await
        .is(200, json!({ "status": "succeeded" }));
    let charge = json!({ "captured": true, "payment_method_details": { "card": { "capture_before": null } } });
    let intent = json!({ "amount_received": 1300, "latest_charge": charge });
    client.get_session(&id).await.is(
        200,
        json!({ "payment_status": "paid", "payment_intent": intent }),
    );
    let expected = [
        "charge.succeeded",
        "payment_intent.succeeded",
        "checkout.session.completed",
    ];
    assert_eq!(client.event_kinds().await, expected);
}

#[tokio::test]
async fn a_partial_capture_releases_the_rest() {
    let (_running, client, _) = start().await;
    let (_, intent) = client.held().await;
    client
        .act(&intent, "capture", &[("amount_to_capture", "1301")])
        .await
        .fails(400, "amount_too_large");
    for wrong in ["0", "-5", "12.5", "abc", "99999999999999999999"] {
        client
            .act(&intent, "capture", &[("amount_to_capture", wrong)])
            .await
            .fails(400, "parameter_invalid_integer");
    }
    client.get_intent(&intent).await.is(
        200,
        json!({ "status": "requires_capture", "amount_capturable": 1300 }),
    );
    let part = client
        .act(
            &intent,
            "capture",
            &[("amount_to_capture", "500"), ("expand[0]", "latest_charge")],
        )
        .await;
    let charge = json!({ "amount_captured": 500, "amount_refunded": 800, "refunded": false });
    part.is(200, json!({ "status": "succeeded", "amount": 1300, "amount_received": 500, "latest_charge": charge }));
}

#[tokio::test]
async fn refunds_never_exceed_what_was_captured() {
    let (_running, client, _) = start().await;
    let (_, intent) = client.held().await;
    let refund = async |amount: &str| {
        client
            .post(
                "/v1/refunds",
                &[("payment_intent", &intent), ("amount", amount)],
            )
            .await
    };
    refund("100")
        .await
        .fails(400, "payment_intent_unexpected_state");
    client
        .act(&intent, "capture", &[("amount_to_capture", "500")])
        .await;
    let form = [
        ("payment_intent", intent.as_str()),
        ("amount", "200"),
        ("metadata[why]", "late"),
        ("reason", "requested_by_customer"),
    ];
    let first = client.post("/v1/refunds", &form).await;
    first.is(200, json!({ "status": "succeeded", "amount": 200, "metadata": { "why": "late" }, "reason": "requested_by_customer" }));
    refund("301").await.fails(400, "amount_too_large");
    refund("").await.is(200, json!({ "amount": 300 }));
    refund("").await.fails(400, "charge_already_refunded");
    client
        .get(&format!("/v1/refunds/{}", first.str("/id")))
        .await
        .is(200, json!({ "payment_intent": intent }));
    let listed = client
        .get(&format!("/v1/refunds?payment_intent={intent}"))
        .await;
    assert_eq!(listed.body["data"].as_array().unwrap().len(), 2);
    client.get_intent(&intent).await.is(
        200,
        json!({ "latest_charge": { "refunded": true, "amount_refunded": 1300 } }),
    );
    assert_eq!(
        client
            .event_kinds()
            .await
            .iter()
            .filter(|kind| *kind == "charge.refunded")
            .count(),
        2
    );
}

#[tokio::test]
async fn a_cancelled_hold_can_neither_be_captured_nor_refunded() {
    let (_running, client, _) = start().await;
    let (_, intent) = client.held().await;
    client
        .act(&intent, "cancel", &[("cancellation_reason", "boredom")])
        .await
        .fails(400, "parameter_invalid_enum");
    let form = [
        ("cancellation_reason", "requested_by_customer"),
        ("expand[]", "latest_charge"),
    ];
    client.act(&intent, "cancel", &form).await.is(
        200,
        json!({
            "status": "canceled", "cancellation_reason": "requested_by_customer", "amount_capturable": 0,
            "canceled_at": START_MS / 1000, "latest_charge": { "amount_refunded": 1300, "refunded": true },
        }),
    );
    for verb in ["capture", "cancel"] {
        client
            .act(&intent, verb, &[])
            .await
            .fails(400, "payment_intent_unexpected_state");
    }
    client
        .post("/v1/refunds", &[("payment_intent", &intent)])
        .await
        .fails(400, "payment_intent_unexpected_state");
    assert_eq!(
        client.event_kinds().await.last().unwrap(),
        "payment_intent.canceled"
    );
}
