//! How an answer of the API goes out: JSON, Stripe's headers, or a connection cut by a fault.

use crate::error::ApiError;
use axum::body::{Body, Bytes};
use axum::http::{HeaderMap, HeaderValue, StatusCode, header};
use axum::response::Response;
use serde_json::Value;

/// What is answered.
pub(super) struct Reply {
    pub(super) status: u16,
    pub(super) body: String,
    pub(super) replayed_from: Option<String>,
    /// The connection is cut instead of answering.
    pub(super) cut: bool,
}

impl From<Result<Value, ApiError>> for Reply {
    fn from(result: Result<Value, ApiError>) -> Self {
        let (status, body) = match result {
            Ok(value) => (200, value.to_string()),
            Err(error) => (error.status.as_u16(), error.body().to_string()),
        };
        Self {
            status,
            body,
            replayed_from: None,
            cut: false,
        }
    }
}

/// The HTTP answer, with the headers that Stripe's libraries look at.
pub(super) fn respond(reply: &Reply, id: &str, asked: &HeaderMap) -> Response {
    let status = StatusCode::from_u16(reply.status).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR);
    let body = if reply.cut {
        cut()
    } else {
        Body::from(reply.body.clone())
    };
    let mut response = Response::new(body);
    *response.status_mut() = status;
    let headers = response.headers_mut();
    headers.insert(
        header::CONTENT_TYPE,
        HeaderValue::from_static("application/json"),
    );
    headers.insert(
        header::CACHE_CONTROL,
        HeaderValue::from_static("no-cache, no-store"),
    );
    let mut put = |name: &'static str, value: &str| {
        if let Ok(value) = HeaderValue::from_str(value) {
            headers.insert(name, value);
        }
    };
    put("request-id", id);
    if let Some(original) = &reply.replayed_from {
        put("idempotent-replayed", "true");
        put("original-request", original);
    }
    for name in ["idempotency-key", "stripe-version"] {
        if let Some(value) = asked.get(name).and_then(|value| value.to_str().ok()) {
            put(name, value);
        }
    }
    response
}

/// A body that ends in an error: the connection is cut before the answer is whole.
fn cut() -> Body {
    let error = std::io::Error::new(std::io::ErrorKind::ConnectionReset, "fault: connection cut");
    Body::from_stream(futures::stream::once(std::future::ready(Err::<Bytes, _>(
        error,
    ))))
}
