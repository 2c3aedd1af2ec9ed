//! Webhooks of the payment gateway: the raw body and its signature go to the use case.

use crate::{
    Web,
    layer::body::{PATIENCE, read},
};
use axum::{body::Body, extract::State};
use backend::Error;
use http::{HeaderMap, StatusCode};

/// More than any event holds.
const BODY_MAX: usize = 256 * 1024;

/// 200 when it was taken in, 400 when it is not the gateway's, 500 when it should be sent again.
pub async fn receive(State(web): State<Web>, headers: HeaderMap, body: Body) -> StatusCode {
    let Ok(body) = read(body, BODY_MAX, PATIENCE).await else {
        return StatusCode::PAYLOAD_TOO_LARGE;
    };
    let signature = headers
        .get("stripe-signature")
        .and_then(|v| v.to_str().ok())
        .unwrap_or_default();
    match backend::payment::webhook(&web.backend, &body, signature).await {
        Ok(()) => StatusCode::OK,
        Err(Error::NotFound) => StatusCode::BAD_REQUEST,
        Err(error) => {
            tracing::error!(%error, "a webhook could not be taken in");
            StatusCode::INTERNAL_SERVER_ERROR
        }
    }
}
