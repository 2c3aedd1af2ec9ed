//! Input that nobody should send: each is refused with Stripe's words and changes nothing.

mod support;

use serde_json::json;
use support::{session_form, start};

const SESSIONS: &str = "/v1/checkout/sessions";

#[tokio::test]
async fn bad_sessions_are_refused_with_the_name_of_the_parameter() {
    let (_running, client, _) = start().await;
    let unit = "line_items[0][price_data][unit_amount]";
    let long = "x".repeat(501);
    for (name, value, code) in [
        ("mode", "", "parameter_missing"),
        ("mode", "later", "parameter_invalid_enum"),
        ("success_url", "", "parameter_missing"),
        ("success_url", "javascript:alert(1)", "url_invalid"),
        ("cancel_url", "http://a b", "url_invalid"),
        (unit, "-1", "parameter_invalid_integer"),
        (unit, "13.00", "parameter_invalid_integer"),
        (unit, "49", "amount_too_small"),
        (unit, "100000000", "parameter_invalid_integer"),
        ("line_items[0][quantity]", "0", "parameter_invalid_integer"),
        ("line_items[0][quantity]", "99999", "amount_too_large"),
        (
            "line_items[0][price_data][currency]",
            "xxx",
            "parameter_invalid",
        ),
        (
            "line_items[1][price_data][currency]",
            "usd",
            "parameter_invalid",
        ),
        ("customer_email", "nobody", "email_invalid"),
        ("locale", "<b>", "parameter_invalid"),
        ("expires_at", "soon", "parameter_invalid_integer"),
        ("expires_at", "9223372036854775807", "parameter_invalid"),
        ("metadata[k]", &long, "metadata_too_large"),
        ("prise", "1300", "parameter_unknown"),
        ("metadata[k", "v", "parameter_malformed"),
    ] {
        let mut form = session_form();
        form.retain(|(other, _)| *other != name);
        form.push((name, value));
        let answer = client.post(SESSIONS, &form).await;
        assert_eq!(
            (answer.status, answer.code()),
            (400, code),
            "{name}={value}"
        );
    }
    assert_eq!(client.get(SESSIONS).await.body["data"], json!([]));
}

#[tokio::test]
async fn nonsense_is_answered_like_nonsense() {
    let (_running, client, _) = start().await;
    for path in [
        "/v1/nothing",
        "/v1",
        "/v2/checkout/sessions",
        "/nothing",
        "/v1/checkout/sessions/x/y/z",
    ] {
        assert_eq!(
            client.get(path).await.is(404, json!({})).str("/error/type"),
            "invalid_request_error"
        );
    }
    for path in [
        "/v1/payment_intents/pi_x",
        "/v1/checkout/sessions/%2e%2e%00",
        "/v1/events/evt_x",
        "/v1/charges/x",
        "/v1/refunds/x",
    ] {
        client.get(path).await.fails(404, "resource_missing");
    }
    for query in [
        "limit=0",
        "limit=101",
        "limit=x",
        "starting_after=evt_x",
        "since=now",
    ] {
        let status = client.get(&format!("/v1/events?{query}")).await.status;
        assert!([400, 404].contains(&status), "{query}");
    }
    let huge = "a".repeat((1 << 20) + 1);
    let post = |body: Vec<u8>| {
        client
            .http
            .post(client.url(SESSIONS))
            .bearer_auth(support::KEY)
            .body(body)
    };
    client
        .send(post(huge.into_bytes()))
        .await
        .fails(400, "request_too_large");
    client
        .send(post(b"mode=\xff\xfe".to_vec()))
        .await
        .fails(400, "invalid_utf8");
    client
        .send(post(b"{\"mode\":\"payment\"}".to_vec()))
        .await
        .is(400, json!({}));
    client
        .send(post("a=1&".repeat(1001).into_bytes()))
        .await
        .fails(400, "parameters_too_many");
    let control = client
        .http
        .post(client.url("/sandbox/faults"))
        .body("not json");
    assert_eq!(client.send(control).await.status, 400);
    let (session, _) = client.held().await;
    client
        .get(&format!("{SESSIONS}/{session}?expand[]=metadata"))
        .await
        .is(200, json!({}));
    client
        .get(&format!("{SESSIONS}/{session}?expand[]=nothing"))
        .await
        .fails(400, "property_not_expandable");
}

/// Requests made of wrong and half-right pieces, the same in every run.
#[tokio::test]
async fn no_request_breaks_the_server() {
    let (_running, client, _) = start().await;
    let (session, intent) = client.held().await;
    let paths = [
        SESSIONS.to_owned(),
        format!("{SESSIONS}/{session}"),
        format!("{SESSIONS}/{session}/expire"),
        format!("/v1/payment_intents/{intent}/capture"),
        "/v1/payment_intents".to_owned(),
        "/v1/refunds".to_owned(),
        "/v1/events".to_owned(),
        "/sandbox/clock".to_owned(),
        "/sandbox/faults".to_owned(),
        format!("/sandbox/sessions/{session}/pay"),
        format!("/pay/{session}/3ds"),
        "/pay/%00%ff".to_owned(),
    ];
    let pieces = [
        "mode=payment",
        "&",
        "=",
        "line_items[0]",
        "[price_data]",
        "[unit_amount]=",
        "-9223372036854775808",
        "99999999999999999999",
        "[]",
        "expand[]=payment_intent",
        "expand[]=a.b.c.d.e.f",
        "%00",
        "%F0%9F%92%A9",
        "%zz",
        "amount=",
        "1300",
        "metadata[",
        "]",
        "{\"advance_ms\":",
        "1e308",
        "null}",
        "{\"times\":-1",
        "limit=100",
        "payment_method=pm_card_visa",
        "currency=eur",
        "\u{202e}",
        "<b>",
    ];
    let mut dice: u64 = 42;
    let mut roll = |sides: usize| {
        dice = dice
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1_442_695_040_888_963_407);
        usize::try_from(dice >> 33).unwrap() % sides
    };
    for _ in 0..1500 {
        let body: String = (0..roll(9)).map(|_| pieces[roll(pieces.len())]).collect();
        let url = client.url(&paths[roll(paths.len())]);
        let request = if roll(2) == 0 {
            client.http.post(url).body(body.clone())
        } else {
            client
                .http
                .get(format!("{url}?{}", body.replace(char::is_whitespace, "+")))
        };
        let answer = client.send(request.bearer_auth(support::KEY)).await;
        assert!(answer.status < 500, "{} for {body}", answer.status);
    }
    client
        .get_session(&session)
        .await
        .is(200, json!({ "status": "complete" }));
}
