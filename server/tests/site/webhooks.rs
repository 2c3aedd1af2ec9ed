//! Webhooks are taken from the gateway and from nobody else.

use crate::house::House;
use backend::testing::Database;
use http::{Method, StatusCode};

async fn deliver(house: &House, body: &str, signature: &str) -> StatusCode {
    let browser = house.stranger();
    let request = browser
        .request(Method::POST, "/webhooks/stripe")
        .header("stripe-signature", signature);
    browser.ask(request, body.to_owned().into()).await.status
}

fn event(id: &str) -> String {
    format!(
        "{{\"id\":\"{id}\",\"object\":\"event\",\"type\":\"checkout.session.completed\",\"created\":1,\
         \"data\":{{\"object\":{{\"id\":\"cs_test_unknown\",\"object\":\"checkout.session\"}}}}}}"
    )
}

#[tokio::test]
async fn only_what_the_gateway_signed_a_moment_ago_is_taken() {
    let house = House::with(Database::Sqlite, |_| {}).await;
    let secret = house.bed.b.config.gateway.webhook_secret.clone();
    let now = house.bed.b.now().0 / 1000;
    let body = event("evt_1");
    let good = sandbox::signature(&secret, now, &body);
    assert_eq!(
        deliver(&house, &body, &good).await,
        StatusCode::OK,
        "no Origin is asked of the gateway"
    );
    assert_eq!(
        deliver(&house, &body, &good).await,
        StatusCode::OK,
        "a repetition is acknowledged"
    );
    assert_eq!(deliver(&house, &body, "").await, StatusCode::BAD_REQUEST);
    assert_eq!(
        deliver(&house, &body, "t=1,v1=00").await,
        StatusCode::BAD_REQUEST
    );
    assert_eq!(
        deliver(&house, &event("evt_2"), &good).await,
        StatusCode::BAD_REQUEST,
        "another body"
    );
    let forged = sandbox::signature("whsec_of_somebody_else", now, &body);
    assert_eq!(
        deliver(&house, &body, &forged).await,
        StatusCode::BAD_REQUEST
    );
    let stale = sandbox::signature(&secret, now - 3600, &body);
    assert_eq!(
        deliver(&house, &body, &stale).await,
        StatusCode::BAD_REQUEST
    );
}

#[tokio::test]
async fn only_posts_of_a_sane_size() {
    let house = House::open().await;
    assert_eq!(
        deliver(&house, &"x".repeat(300 * 1024), "t=1,v1=00").await,
        StatusCode::PAYLOAD_TOO_LARGE
    );
    assert_eq!(
        house.stranger().get("/webhooks/stripe").await.status,
        StatusCode::METHOD_NOT_ALLOWED
    );
}
